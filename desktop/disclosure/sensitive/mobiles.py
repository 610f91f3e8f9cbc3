"""Mobile numbers (手机号码)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, SHAPED, Candidate
from desktop.disclosure.sensitive.labels import Label
from desktop.disclosure.sensitive.numbers import Number
from desktop.disclosure.sensitive.scene import Scene, named_in
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_ASSIGNED = re.compile(r"1(?:3[0-9]|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])")
_GROUPINGS = frozenset({(11,), (3, 4, 4), (4, 3, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5)})
_CONTACT = frozenset({"phone", "mobile", "home_phone", "hotline", "wechat", "email"})
_THINGS = frozenset({"code", "quantity", "bank", "credit_code", "qq_group", "qq", "web", "any_id"})
_LONGEST_CELL = 40
"""Code points of a cell that a number can fill."""
# 138.0013.8000  +8613800138000
_DOTTED = re.compile(r"1[3-9][0-9]\.[0-9]{4}\.[0-9]{4}(?![0-9.])")
_ABROAD = re.compile(r"(?:\+|(?<![0-9])00)86(1[3-9][0-9]{9})(?![0-9.])")


def find(scene: Scene, number: Number) -> Iterator[Candidate]:
    """Yield the mobile number that a number is."""
    if len(number.digits) != 11 or number.digits[0] != "1" or number.digits[1] not in "3456789":
        return
    label = scene.label(number.start)
    is_contact = label is not None and label.kind in _CONTACT
    if not is_contact and (number.sizes not in _GROUPINGS or number.is_broken or not _ASSIGNED.match(number.digits)):
        return
    if label is not None and label.kind in _THINGS and len(label.gap) < 6:
        return
    if label is None and _is_figure(scene, number):
        return
    yield _judged(scene, number.spans, label if is_contact else None)


def _is_figure(scene: Scene, number: Number) -> bool:
    """Tell whether a number fills a cell in a row that names nobody: then it is one of many figures."""
    row = scene.tables.row_at(number.start)
    if row is None:
        return False
    cell = row.cells[row.column_of(number.start)]
    if len(cell) > _LONGEST_CELL or cell.strip() != number.digits:  # the last cell of a row may be all that is left
        return False
    return named_in(row) is None


def find_otherwise(scene: Scene) -> Iterator[Candidate]:
    """Yield the mobile numbers that are printed with full stops or behind the code of the country."""
    for match in _DOTTED.finditer(scene.plain):
        label = scene.label(match.start())
        if label is not None and label.kind in _CONTACT and scene.plain[match.start() - 1] not in "0123456789.":
            yield _judged(scene, (Span(*match.span()),), label)
    for match in _ABROAD.finditer(scene.plain):
        label = scene.label(match.start())
        is_contact = label is not None and label.kind in _CONTACT
        yield _judged(scene, (Span(*match.span(1)),), label if is_contact else None)


def _judged(scene: Scene, spans: tuple[Span, ...], label: Label | None) -> Candidate:
    known = "11位手机号" + (f"，在“{label.word}”之后" if label is not None else "")
    certainty = SHAPED if label is None else LABELLED
    if label is not None and label.kind == "hotline":
        advice, why = Advice.KEEP, "是对外公布的值班、服务电话，可以保留"
    else:
        person = scene.person(spans[0].start, spans[-1].end)
        beside = f"在“{person}”旁边，" if person is not None else ""
        advice, why = Advice.MASK, f"{beside}手机号一般属于个人，应当遮盖"
    return Candidate(FindingKind.MOBILE, spans, certainty, advice, known, why)
