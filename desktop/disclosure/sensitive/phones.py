"""Telephone lines (固定电话): with an area code by their form, without one by the label beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import GUESSED, LABELLED, Candidate
from desktop.disclosure.sensitive.labels import Label
from desktop.disclosure.sensitive.numbers import is_free
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_LOCAL = "[1-9][0-9]{2,3}[ -]?[0-9]{4}"
_WITH_CODE = re.compile(
    r"(?<![0-9A-Za-z.])(?:\(0[0-9]{2,3}\)[ -]{0,3}|0[0-9]{2,3}(?P<between>[ ]?-{1,2}[ ]?\n?|[ \n]{0,2}))"
    rf"(?:{_LOCAL})(?![0-9])"
)
_WITHOUT_CODE = re.compile(rf"(?<![0-9A-Za-z.\-*]){_LOCAL}(?![0-9*])")
_CONTACT = frozenset({"phone", "mobile", "home_phone", "hotline"})
_OFFICE = re.compile(
    "[局委办厅院校处科股站所](?![\u4e00-\u9fff])|办公室|中心|政府|公司|单位|主办|编辑|医院|学校|机关|部门|采购人|机构"
)
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all telephone lines of a text. Hotlines (12345, 110, 95…, 400…) are none: they are no one's data."""
    for match in _WITH_CODE.finditer(scene.plain):
        label = scene.label(match.start())
        is_contact = label is not None and label.kind in _CONTACT
        if not is_contact:
            between = match["between"]
            if (between is not None and "-" not in between) or "\n" in match[0]:
                continue
            if label is not None and label.kind in ("code", "quantity") and (label.is_close or len(label.gap) < 6):
                continue
        yield _judged(scene, match.start(), match.end(), label if is_contact else None)
    for match in _WITHOUT_CODE.finditer(scene.plain):
        if not is_free(scene.plain, match.start(), match.end()):
            continue
        label = scene.label(match.start())
        if label is None or label.kind not in _CONTACT or not _is_near(label.gap):
            continue
        if not label.is_close and _DATE.fullmatch(match[0]):
            continue
        yield _judged(scene, match.start(), match.end(), label)


def _is_near(gap: str) -> bool:
    """Tell whether a label still speaks: behind a name or an office, or behind other numbers."""
    return len(gap) <= 20 or (len(gap) <= 40 and not _HAN.search(gap))


def _judged(scene: Scene, start: int, end: int, label: Label | None) -> Candidate:
    known = "固定电话的形式" + (f"，在“{label.word}”之后" if label is not None else "")
    advice, why = _advice(scene, start, end, label)
    certainty = GUESSED if label is None else LABELLED
    return Candidate(FindingKind.PHONE, _spans(scene.plain, start, end), certainty, advice, known, why)


def _advice(scene: Scene, start: int, end: int, label: Label | None) -> tuple[Advice, str]:
    if label is not None and label.kind == "hotline":
        return Advice.KEEP, "是对外公布的值班、服务电话，可以保留"
    if label is not None and label.kind == "home_phone":
        return Advice.MASK, "是个人或家庭的电话，应当遮盖"
    person = scene.person(start, end)
    if person is not None:
        return Advice.ASK, f"是“{person}”的联系电话，是否公开请核对"
    if label is not None and label.kind == "phone" and _OFFICE.search(scene.around(start, start, 60)):
        return Advice.KEEP, "是单位的办公电话，旁边没有姓名，可以保留"
    return Advice.ASK, "可能是办公电话，是否公开请核对"


def _spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    broken = text.find("\n", start, end)
    return (Span(start, end),) if broken < 0 else (Span(start, broken), Span(broken + 1, end))
