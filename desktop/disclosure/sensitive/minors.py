"""Names of minors (未成年人): in lists of pupils and children, and with an age beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.disclosure.sensitive import names
from desktop.disclosure.sensitive.candidate import LABELLED, SHAPED, Candidate
from desktop.disclosure.sensitive.scene import Scene
from desktop.disclosure.sensitive.tables import Row
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_AGE = re.compile(r"(?:[0-9]|1[0-7])(?:周?岁)?(?:[0-9]{1,2}个月)?")
_CLASS = re.compile("[一二三四五六七八九1-9]年级|[小中大]班|[初高][一二三123]|[0-9（(]班")
_GROWN = re.compile("大学|学院|研究生|本科|高职|教师|教职")
_WHY = "未成年人的姓名应当遮盖"
_WORDS = "儿童|孤儿|少年|学生|幼儿|女童|男童|男孩|女孩|婴儿|未成年人|被监护人|小朋友|寻找|新生"


_YEARS = re.compile(r"(?<![0-9.\-])(1?[0-9])周?岁(?![以至到\-及])")


@cache
def _aged() -> re.Pattern[str]:
    # 罗小虎（男，8岁）  洪浩然，12岁  华诗涵今年10岁
    return re.compile(
        rf"({names.shape()})[(，, ]{{0,2}}(?:[男女][，,、 ]{{0,2}})?(?:现年|今年|年仅|年龄|时年)?[:为]?[ ]?$"
    )


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?:{_WORDS})(?:姓名:)?(?P<name>{names.shape()})(?=[(，,、。；;和与已今的\n]|$)")


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield the names of minors in a text."""
    plain = scene.plain
    if "岁" in plain:
        for years in _YEARS.finditer(plain):
            begin = max(0, years.start() - 16)
            match = _aged().search(plain[begin : years.start()])
            if int(years[1]) < 18 and match is not None and names.is_likely(match[1]):
                yield _candidate(match[1], begin + match.start(1), LABELLED, f"姓名旁写明{years[1]}岁")
    for match in _called().finditer(plain):
        if names.is_likely(match["name"]) and not _GROWN.search(scene.clause_before(match.start(), 20)):
            yield _candidate(match["name"], match.start("name"), SHAPED, "在“儿童”“学生”一类的称呼之后")
    for row in scene.tables.rows("minor", "name"):
        yield from _in_row(row)


def _in_row(row: Row) -> Iterator[Candidate]:
    for place, cell, label in row.under("minor"):
        is_named = names.is_listed(cell) if label.word.endswith("姓名") else names.is_name(cell)
        if is_named and not any(_GROWN.search(other) for other in row.cells):
            yield _candidate(cell, place, LABELLED, f"在“{label.word}”一列")
    about = _about_minors(row)
    if about is None:
        return
    for place, cell, label in row.under("name"):
        if label.word.endswith("姓名") and names.is_listed(cell):
            yield _candidate(cell, place, LABELLED, about)


def _about_minors(row: Row) -> str | None:
    """Return what says that a row is about a minor."""
    for _, cell, _ in row.under("age"):
        if _AGE.fullmatch(cell):
            return f"同一行写明年龄{cell}"
    for _, cell, _ in row.under("class"):
        if _CLASS.search(cell) and not any(_GROWN.search(other) for other in row.cells):
            return f"同一行写明班级“{cell}”"
    heads = [label.word for label in row.heads.values() if label.kind in ("guardian", "home_phone")]
    guarded = next((word for word in heads if any(part in word for part in ("家长", "监护人", "父亲", "母亲"))), None)
    return f"同一行有“{guarded}”一列" if guarded is not None else None


def _candidate(name: str, start: int, certainty: int, known: str) -> Candidate:
    return Candidate(FindingKind.MINOR, (Span(start, start + len(name)),), certainty, Advice.MASK, known, _WHY)
