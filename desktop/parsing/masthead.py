"""The masthead and the imprint of a gazette: whose it is, which issue, who publishes it, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import regex

from desktop.domain.document import Issue
from desktop.domain.text import Span
from desktop.parsing import dates
from desktop.parsing.lines import squeeze
from desktop.parsing.numerals import NUMERALS, number
from desktop.parsing.outline import Line, LineKind
from desktop.parsing.structure import words

_FRONT, _BACK = 160, 60
_LONGEST = 60
# 2024年第1期, 二〇二四年第三、四期, 2024年第1号(总号:1828)
_ISSUE = regex.compile(
    f"([12１２〇一二][{NUMERALS}]{{3}})年第?([{NUMERALS}]{{1,3}})(?:[、，,—-][{NUMERALS}]{{1,3}})?(?:期|号(?=[（(]总))"
)
_NUMBER = regex.compile(f"第([{NUMERALS}]{{1,3}})(?:[、，,—-][{NUMERALS}]{{1,3}})?期")
# (总第59期), 总号:1828, 总第253期
_TOTAL = regex.compile(f"总(?:第|号|期号?|期数)?[:：]?第?([{NUMERALS}]{{1,5}})[期号）)]?")
# 2024.01
_SHORT = regex.compile(r"((?:19|20)[0-9]{2})[.．·/-]([0-9]{1,2})")
_YEAR = regex.compile(f"([12１２〇一二][{NUMERALS}]{{3}})年")
# 4月30日出版, 4月30日出版（半月刊）
_APPEARED = regex.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})日(?:出版|出刊|印发|发行)")
_CHINESE = regex.compile(r"[\u4e00-\u9fff]{4,30}")


def read_issue(lines: Sequence[Line], last_front_line: int) -> Issue | None:
    """Return the masthead, None for a source that is no gazette.

    `last_front_line`: the last line of the contents list, 0 where there is none.
    """
    front = _printed(lines[: max(min(_FRONT, len(lines) // 4 + 12), last_front_line)])
    named = _name(front)
    if named is None:
        return None
    name, spans = named
    year, issue_number, total = _numbers(front)
    if year is None and total is None and not last_front_line:
        return None
    back = _printed(lines[-_BACK:])
    publisher = _labelled(back + front, words().publishers, _organ)
    published = _labelled(back + front, words().published_on, dates.parse) or _appeared(back + front, year)
    return Issue(
        name=name,
        year=year,
        number=issue_number,
        total_number=total,
        publisher=publisher[0] if publisher else None,
        published_on=published[0] if published else None,
        spans=tuple(spans + [found[1] for found in (publisher, published) if found]),
    )


def imprint_start(lines: Sequence[Line]) -> int | None:
    """Return the index of the line where the imprint at the end of a gazette begins, None where there is none."""
    lexicon = words()
    start, labels, misses = None, 0, 0
    for index in range(len(lines) - 1, max(-1, len(lines) - _BACK * 2), -1):
        line = lines[index]
        if line.kind is not LineKind.BODY:
            continue
        if len(line.text) > _LONGEST or line.text[-1] == "。":
            break
        if lexicon.is_imprint(squeeze(line.text)):
            start, labels, misses = index, labels + 1, 0
        else:
            misses += 1
            if misses > 8:
                break
    return start if labels >= 2 else None


def _printed(lines: Iterable[Line]) -> list[Line]:
    return [
        line for line in lines if line.kind in (LineKind.BODY, LineKind.RUNNING_HEAD) and len(line.text) <= _LONGEST
    ]


def _name(front: Sequence[Line]) -> tuple[str, list[Span]] | None:
    """Return the name of the gazette, printed on one line or on two (云川市人民政府 / 公 报)."""
    lexicon = words()
    before: Line | None = None
    for line in front:
        bare = squeeze(line.text)
        if lexicon.gazette_name(bare):
            found = _CHINESE.match(bare)
            if found and found[0].endswith(lexicon.masthead_endings) and found[0] != "政府公报":
                return found[0], [line.span]
        if before is not None and bare in lexicon.masthead_endings:
            whole = squeeze(before.text) + bare
            if lexicon.gazette_name(whole) and _CHINESE.fullmatch(whole) and len(whole) > 4:
                return whole, [before.span, line.span]
        before = line
    return None


def _numbers(front: Sequence[Line]) -> tuple[int | None, int | None, int | None]:
    """Return year, number within the year, and number from the first issue on."""
    year = issue_number = total = None
    for line in front:
        bare = squeeze(line.text)
        if len(bare) > 40 or not any(char in bare for char in "期号.．年"):
            continue
        if total is None and "总" in bare and (found := _TOTAL.search(bare)):
            total = number(found[1])
        if found := _ISSUE.search(bare):
            return number(found[1]), number(found[2]), total if total is not None else _total(front)
        if year is None and (found := _SHORT.fullmatch(bare)):
            year, issue_number = int(found[1]), int(found[2])
        if issue_number is None and (found := _NUMBER.search(bare.replace("总第", ""))):
            issue_number = number(found[1])
        if year is None and len(bare) <= 16 and (found := _YEAR.match(bare)):
            year = number(found[1])
    return year, issue_number, total


def _total(front: Sequence[Line]) -> int | None:
    for line in front:
        if "总" in line.text and (found := _TOTAL.search(squeeze(line.text))) and len(line.text) <= 40:
            return number(found[1])
    return None


def _labelled(
    lines: Sequence[Line], labels: Sequence[str], read: Callable[[str], str | None]
) -> tuple[str, Span] | None:
    """Return what stands after a label, on its line or the next; the first label that has something readable."""
    for label in labels:
        for index, line in enumerate(lines):
            bare = squeeze(line.text)
            if not bare.startswith(label):
                continue
            rest = bare[len(label) :].lstrip(":：")
            following = lines[index + 1] if index + 1 < len(lines) else line
            for text, span in ((rest, line.span), (squeeze(following.text), following.span)):
                value = read(text) if text else None
                if value:
                    return value, span
                if text:
                    break
    return None


def _appeared(lines: Sequence[Line], year: int | None) -> tuple[str, Span] | None:
    """Return the day on which the issue appeared, where it is printed without a label; the year is the issue's."""
    for line in lines:
        found = _APPEARED.match(squeeze(line.text))
        if found and (found[1] or year):
            value = dates.parse(f"{found[1] or year}年{found[2]}月{found[3]}日")
            if value:
                return value, line.span
    return None


def _organ(text: str) -> str | None:
    text = text.split("电话")[0].split("地址")[0]
    return text if len(text) <= 40 and (words().ends_like_organ(text) or text.endswith(("编辑部", "社"))) else None
