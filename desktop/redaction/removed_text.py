"""The strings that a plan removes, in the bare form in which copies are searched for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import SourceText, Span
from desktop.redaction.ink import UNSEEN

LEAST_PIECE = 6
"""Characters of a piece of a removed string that is searched by itself, such as the first line of a broken number."""
_LEAST = 2
_UNSEEN = dict.fromkeys(map(ord, UNSEEN))


@dataclass(frozen=True, slots=True)
class RemovedText:
    """A string that a copy may not hold: bare, with the number (from 1) of the removal that it belongs to."""

    number: int
    text: str


def bare(text: str) -> str:
    """Return a text without blanks, line breaks and what prints nothing, full-width forms as plain ones (NFKC)."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_UNSEEN)).split())


bare_glyph = lru_cache(maxsize=20_000)(bare)
"""The same for what one glyph says, which is asked again and again."""


def removed_strings(source: SourceText, plan: RedactionPlan) -> tuple[RemovedText, ...]:
    """Return what is to be searched for: each removal whole, and its longer pieces where it is split; each once.

    A single character cannot be searched for; its place is looked at instead.
    """
    found: dict[str, RemovedText] = {}
    for number, removal in enumerate(plan.removals, start=1):
        pieces = [bare(source.slice(span)) for span in sorted(removal.spans)]
        wanted = ["".join(pieces), *(piece for piece in pieces if len(piece) >= LEAST_PIECE)]
        for text in wanted:
            if len(text) >= _LEAST:
                found.setdefault(text, RemovedText(number, text))
    return tuple(found.values())


def removed_offsets(plan: RedactionPlan) -> set[int]:
    """Return the offsets of all code points that a plan removes."""
    return {offset for removal in plan.removals for span in removal.spans for offset in range(span.start, span.end)}


def kept_text(source: SourceText, plan: RedactionPlan, within: Span | None = None, extra: Iterable[str] = ()) -> str:
    """Return the bare text that a copy may hold: what is not removed, replacements in their places, then `extra`."""
    part = within or Span(0, len(source.text))
    edits = sorted(
        (span, removal.replacement if span == min(removal.spans) else "")
        for removal in plan.removals
        for span in removal.spans
        if len(span) and part.overlaps(span)
    )
    pieces: list[str] = []
    at = part.start
    for span, replacement in edits:
        pieces += [source.text[at : max(span.start, at)], replacement]
        at = max(at, span.end)
    pieces.append(source.text[at : part.end])
    return bare("".join(pieces) + "".join(extra))
