"""The values of a document as the public may read them: without what its plan removes from the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.disclosure.masking import bare
from desktop.disclosure.redacting import public_text, removed_spans
from desktop.domain.fields import FIELDS, SPEC, Appointment, Form, Item, Repeal, SensitiveItem, Value
from desktop.domain.record import Record
from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import Span

HIDDEN = "●●●"
"""What stands for a text that is removed and not to be found in a value as it is printed."""
_SHORTEST = 2
"""Code points, blanks left aside, of a removed text that is looked for in values which do not rest on its place."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text that is removed, without blanks, and what is printed for it."""

    text: str
    replacement: str


class PublicValues:
    """The public values, passages and tables of one record. `text` is that of its source."""

    def __init__(self, record: Record, text: str) -> None:
        self._record, self._text, self._plan = record, text, record.plan
        self._gone = removed_spans(text, record.plan, Span(0, len(text))) if record.plan.removals else ()
        self._everywhere = tuple(self._nowhere_else()) if self._gone else ()

    def value(self, key: str) -> Value:
        """Return the public value of a field."""
        value = self._record.value(key)
        if not self._gone:
            return value
        touching = self._touching(self._record.spans(key))
        public = _public(value, (*touching, *self._everywhere))
        if touching and public == value and SPEC[key].form is not Form.TRUTH and not self._is_shown(key, value):
            return _hidden(SPEC[key].form)
        return public

    def _is_shown(self, key: str, value: Value) -> bool:
        """Tell whether the public reads a value in what is left of its place: the genre at the end of a title."""
        left = (public_text(self._text, span, self._plan).text for span in self._record.spans(key))
        return isinstance(value, str) and any(_joined(value) in _joined(text) for text in left)

    def values(self) -> dict[str, Value]:
        """Return the public values of all fields."""
        return {spec.key: self.value(spec.key) for spec in FIELDS}

    def passage(self, text: str, spans: Sequence[Span]) -> str:
        """Return a passage of the document, as it is read, in public: what stands at `spans` of the source."""
        if not self._gone:
            return text
        near = self._touching(spans)
        public = _without(text, (*near, *self._everywhere))
        return HIDDEN if near and public == text else public

    def rows(self, rows: Sequence[Sequence[str]], spans: Sequence[Span]) -> tuple[tuple[str, ...], ...]:
        """Return the rows of a table that stands at `spans` of the source, in public."""
        cuts = (*self._touching(spans), *self._everywhere) if self._gone else ()
        return tuple(tuple(_without(cell, cuts) for cell in row) for row in rows)

    def _nowhere_else(self) -> Iterable[_Cut]:
        """Yield the removed texts that the public text shows nowhere else: no value may show them either."""
        span = self._record.document.span
        shown = _joined(public_text(self._text, span, self._plan).text)
        for cut in _cuts(self._text, self._plan, (span,)):
            if len(cut.text) >= _SHORTEST and cut.text not in shown:
                yield cut

    def _touching(self, evidence: Sequence[Span]) -> tuple[_Cut, ...]:
        """Return what is removed of the text that a value rests on."""
        return tuple(_cuts(self._text, self._plan, evidence))


def _cuts(text: str, plan: RedactionPlan, within: Sequence[Span]) -> Iterable[_Cut]:
    """Yield what removals take out of places: as a whole, then in the pieces in which it is printed; longest first."""
    found: dict[str, str] = {}
    for removal in plan.removals:
        parts = [
            Span(max(span.start, place.start), min(span.end, place.end))
            for span in removal.spans
            for place in within
            if span.overlaps(place)
        ]
        if not parts:
            continue
        whole = _joined("".join(text[part.start : part.end] for part in parts))
        for said in (whole, *(_joined(line) for part in parts for line in text[part.start : part.end].split("\n"))):
            if said:
                found.setdefault(said, removal.replacement)
    return [_Cut(said, found[said]) for said in sorted(found, key=len, reverse=True)]


def _public(value: Value, cuts: Sequence[_Cut]) -> Value:
    if isinstance(value, str):
        return _without(value, cuts) or None
    if isinstance(value, tuple):
        items = (_public_item(item, cuts) for item in value)
        return tuple(item for item in items if item is not None)
    return value


def _public_item(item: Item, cuts: Sequence[_Cut]) -> Item | None:
    match item:
        case SensitiveItem(kind, text):
            printed = next((cut.replacement for cut in cuts if bare(cut.text) == bare(text)), None)
            left = _without(text, cuts) if printed is None else printed
            return SensitiveItem(kind, left) if left else None
        case Appointment(person, action, post):
            return Appointment(_without(person, cuts), action, _without(post, cuts))
        case Repeal(title, doc_number):
            return Repeal(_or_none(title, cuts), _or_none(doc_number, cuts))
    return _without(item, cuts) or None


def _or_none(text: str | None, cuts: Sequence[_Cut]) -> str | None:
    return None if text is None else _without(text, cuts) or None


def _without(text: str, cuts: Sequence[_Cut]) -> str:
    """Return a text without what is removed, whatever blanks either of them has."""
    joined = _joined(text)
    for cut in cuts:
        if cut.text in joined:
            text = cut.replacement.join(re.split(r"\s*".join(map(re.escape, cut.text)), text)).strip()
            joined = _joined(text)
    return text


def _hidden(form: Form) -> Value:
    """Return what is left of a value that rests on removed text but does not repeat it as it is printed."""
    return () if form.is_list else HIDDEN if form is Form.TEXT else None


def _joined(text: str) -> str:
    return "".join(text.split())
