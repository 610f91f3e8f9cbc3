"""Texts that are alike: the same signs, whatever blanks, joints and widths they are printed with."""

from __future__ import annotations

import unicodedata

from desktop.disclosure.masking import is_joint
from desktop.domain.text import Span


def alike(text: str, scope: Span, span: Span) -> tuple[Span, ...]:
    """Return where else within `scope` the text of `span` stands, in order; nothing for blanks.

    A number is not found within a longer one.
    """
    signs, places = _signs(text, scope)
    wanted, _ = _signs(text, span)
    found: list[Span] = []
    at = signs.find(wanted) if wanted else -1
    while at >= 0:
        place = Span(places[at], places[at + len(wanted) - 1] + 1)
        if not place.overlaps(span) and not _is_cut_out(signs, at, wanted):
            found.append(place)
            at = signs.find(wanted, at + len(wanted))
        else:
            at = signs.find(wanted, at + 1)
    return tuple(found)


def _signs(text: str, span: Span) -> tuple[str, list[int]]:
    """Return the signs of a stretch without blanks and joints, each narrow, and where each stands."""
    signs: list[str] = []
    places: list[int] = []
    for at in range(span.start, span.end):
        for sign in unicodedata.normalize("NFKC", text[at]):
            if not sign.isspace() and not is_joint(sign):
                signs.append(sign)
                places.append(at)
    return "".join(signs), places


def _is_cut_out(signs: str, at: int, wanted: str) -> bool:
    before, after = signs[at - 1 : at] if at else "", signs[at + len(wanted) : at + len(wanted) + 1]
    return (_is_figure(before) and _is_figure(wanted[0])) or (_is_figure(after) and _is_figure(wanted[-1]))


def _is_figure(sign: str) -> bool:
    return sign.isascii() and sign.isdigit()
