"""Addresses (地址), of homes and of offices: by the word before them, by the head of their column, by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import GUESSED, LABELLED, SHAPED, Candidate
from desktop.disclosure.sensitive.labels import Label
from desktop.disclosure.sensitive.lexicon import occurrences
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_PLACE = r"[^，,。；;：:（(）)\t\n]"
_COUNT = "[0-9一二三四五六七八九十百零]"
_LABELS = (
    "地址",
    "地 址",
    "地  址",
    "地   址",
    "住址",
    "住 址",
    "住  址",
    "住所",
    "住 所",
    "住  所",
    "所在地",
    "居住地",
    "户籍地",
    "经营场所",
    "营业场所",
)
# 地址：云川市青溪路1号
_LABELLED = re.compile(
    r"[地住所在居户籍经营业场址 ]{2,6}"
    rf"(?: {{0,3}}: {{0,3}}|[ \t]{{1,3}}|[为是]?(?=[\u4e00-\u9fff]{{2,8}}[省市区县州]))({_PLACE}{{6,60}})"
)
# ，住云川市青溪县柳河镇桃花村3组18号
_LIVES = re.compile(rf"住(?:在|址|于)?(?![房所院宅建户宿校址])({_PLACE}{{6,60}})")
_BEFORE_LIVES = frozenset("，,、；;。(\n\t 现家地")
_LETTER = re.compile(rf"寄(?:至|送至|到|往)? ?({_PLACE}{{6,60}})")
# 幸福里小区6栋2单元301室
_FLAT = re.compile("[0-9]{1,3}(?:栋|幢|号楼|座)(?:[0-9]{1,2}单元)?[0-9]{3,4}(?:室|号|房)")
_BEFORE_FLAT = re.compile("[\u4e00-\u9fff0-9]{2,30}$")
_EXACT = re.compile(rf"{_COUNT}(?:号|组|社|队|栋|幢|室|弄|单元|楼|座|户|巷|层|附)|[0-9]-[0-9]")
_HOME_EXACT = re.compile("村|社区|小区|屯|寨|庄|苑|花园|公寓|新村")
_HAN = re.compile("[\u4e00-\u9fff]{3}")
_ADMIN = re.compile("[省市区县州旗镇乡村路街道巷里]")


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all addresses of a text. One that ends with 乡镇 or 街道 tells nobody's home and is none."""
    plain = scene.plain
    for at in occurrences(plain, *_LABELS):
        match = _LABELLED.match(plain, at)
        if match is not None:
            yield from _labelled(match[1], match.start(1), scene.label(match.start(1)))
    for row in scene.tables.rows("home", "office", "address"):
        for place, cell, label in row.under("home", "office", "address"):
            yield from _labelled(cell, place, label)
    for at in occurrences(plain, "住"):
        match = _LIVES.match(plain, at) if at == 0 or plain[at - 1] in _BEFORE_LIVES else None
        if match is not None and _is_place(match[1]) and (_EXACT.search(match[1]) or _HOME_EXACT.search(match[1])):
            yield _candidate(match[1], match.start(1), LABELLED, Advice.MASK, "在“住”之后", _WHY_HOME)
    for at in occurrences(plain, "寄"):
        match = _LETTER.match(plain, at)
        if match is not None and _is_place(match[1]) and _EXACT.search(match[1]):
            why = "是收件的地址；如是单位的可以保留"
            yield _candidate(match[1], match.start(1), SHAPED, Advice.ASK, "在“寄”之后", why)
    for match in _FLAT.finditer(plain):
        before = _BEFORE_FLAT.search(plain[max(0, match.start() - 30) : match.start()])
        if before is not None:
            known, why = "写到楼栋和房号", "是住址还是工程地点，请核对"
            text = before[0] + match[0]
            yield _candidate(text, match.start() - len(before[0]), GUESSED, Advice.ASK, known, why)


_WHY_HOME = "家庭住址只应写到乡镇、街道"


def _labelled(text: str, start: int, label: Label | None) -> Iterator[Candidate]:
    kind, word = (label.kind, label.word) if label is not None else ("address", "地址")
    text = text.rstrip()
    if kind not in ("home", "office", "address") or not _is_place(text):
        return
    exact = _EXACT.search(text) or (_HOME_EXACT.search(text) if kind == "home" else None)
    if not exact and (kind != "office" or not re.search("[路街巷道]", text)):
        return
    if kind == "home":
        yield _candidate(text, start, LABELLED, Advice.MASK, f"在“{word}”之后", _WHY_HOME)
    elif kind == "office":
        yield _candidate(text, start, LABELLED, Advice.KEEP, f"在“{word}”之后", "是单位的地址，可以保留")
    else:
        yield _candidate(text, start, LABELLED, Advice.ASK, f"在“{word}”之后", "是住址还是办公地址，请核对")


def _is_place(text: str) -> bool:
    return _HAN.search(text) is not None and _ADMIN.search(text) is not None


def _candidate(text: str, start: int, certainty: int, advice: Advice, known: str, why: str) -> Candidate:
    begin = start + len(text) - len(text.lstrip())
    return Candidate(FindingKind.ADDRESS, (Span(begin, start + len(text.rstrip())),), certainty, advice, known, why)
