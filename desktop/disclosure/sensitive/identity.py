"""居民身份证号 of 18 and 15 digits (GB 11643), and 居住证 of residents from 港澳台, which are built alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, PROVEN, Candidate
from desktop.disclosure.sensitive.checksums import fits_id_card, has_place_and_birth
from desktop.disclosure.sensitive.numbers import Number
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_WHY = "身份证号只属于本人，应当遮盖"
_LAST_X = re.compile(r"[ \-\t]?([Xx])(?![0-9A-Za-z])")
_LABELS = ("id", "any_id", "permit")


def find(scene: Scene, number: Number) -> Iterator[Candidate]:
    """Yield the 身份证号 that a number is."""
    size = len(number.digits)
    if size == 18:
        yield from _of_18(scene, number, number.digits, number.spans)
    elif size == 17:
        last = _LAST_X.match(scene.plain, number.end)
        if last is not None:
            yield from _of_18(scene, number, number.digits + "X", _with_last(number.spans, *last.span(1)))
    elif size == 15:
        yield from _of_15(scene, number)


def _with_last(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """Add the place of the check sign X to those of the digits; a span of its own where it stands in its own box."""
    last = spans[-1]
    if start - last.end > 1 or (len(spans) > 1 and len(last) == 1):
        return (*spans, Span(start, end))
    return (*spans[:-1], Span(last.start, end))


def _of_18(scene: Scene, number: Number, digits: str, spans: tuple[Span, ...]) -> Iterator[Candidate]:
    fits = has_place_and_birth(digits) and fits_id_card(digits)
    if fits and (number.is_solid or number.is_in_boxes or min(number.sizes) > 1):
        label = scene.label(number.start)
        if (
            number.is_broken
            and len(number.spans) > 2
            and not number.is_in_boxes
            and (label is None or label.kind not in _LABELS)
        ):
            return
        kind = FindingKind.PERMIT if digits[:2] in ("81", "82", "83") else FindingKind.ID_CARD
        told = f"，在“{label.word}”之后" if label is not None and label.kind in _LABELS else ""
        yield Candidate(kind, spans, PROVEN, Advice.MASK, f"18位号码，地区、出生日期和校验位都正确{told}", _WHY)
        return
    if len(set(digits)) < 3:
        return
    label = scene.label(number.start)
    if (
        label is not None
        and label.kind in ("id", "any_id")
        and label.is_close
        and (number.is_solid or not number.is_broken)
    ):
        known = f"18位号码，紧邻“{label.word}”，但校验位或出生日期不对，可能抄错"
        yield Candidate(FindingKind.ID_CARD, spans, LABELLED, Advice.MASK, known, _WHY)


def _of_15(scene: Scene, number: Number) -> Iterator[Candidate]:
    if not has_place_and_birth(number.digits):
        return
    label = scene.label(number.start)
    if label is not None and label.kind in ("id", "any_id"):
        known = f"15位旧身份证号，地区和出生日期正确，在“{label.word}”之后"
        yield Candidate(FindingKind.ID_CARD, number.spans, LABELLED, Advice.MASK, known, _WHY)
