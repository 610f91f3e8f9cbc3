"""发文字号: recognised in every bracket and blank, normalised to 代字〔年〕序号号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.parsing.numerals import DIGITS, number

_OPEN, _CLOSE = r"[〔\[［(（【〈<﹝{｛「『„]", r"[〕\]］)）】〉>﹞}｝」』‟]"
_BLANK = r"[ \t\u3000\xa0\u200b-\u200f\ufeff]{0,4}"
# 〔2024〕12号, [1984]第12号, （二〇〇四）5号, 〔2019〕3-1号
_TAIL = re.compile(
    f"{_OPEN}{_BLANK}((?:[12１２][0-9０-９]{{3}}|[{DIGITS}]{{4}}|[0-9０-９]{{2}})){_BLANK}年?{_BLANK}{_CLOSE}{_BLANK}"
    f"(?:第{_BLANK})?([0-9０-９]{{1,6}}(?:[-—][0-9]{{1,3}})?){_BLANK}号"
)
# 云政发, 京教办（函）, 云政字
_CODE = re.compile(r"(?:[\u3400-\u9fff〇]|[\u3400-\u9fff][（(][\u3400-\u9fff]{1,4}[）)]){1,24}$")
# （84）云政字104号
_YEAR_FIRST = re.compile(rf"{_OPEN}([0-9]{{2}}|[12][0-9]{{3}}){_CLOSE}([\u3400-\u9fff]{{2,12}}?)第?([0-9]{{1,5}})号$")
# The label of a page's table (发文字号：) or of a list before the number itself.
_LABEL = re.compile(r"^.{0,12}?[字文]\s*号\s*[:：]\s*")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\ufeff]+")
_SERIAL_AT_END = re.compile(r"(?<=[〕\])）])号?([0-9]{1,5})$")
_NO_SERIES = ("令", "公告", "公报")
# What titles end in, codes never do: the code is lacking (……的通知 and, in the next cell, 〔2020〕3号).
_TITLE_ENDINGS = ("通知", "意见", "办法", "规定", "方案", "批复", "决定")
_BLANKS = " \t\u3000\xa0\u200b"
_REACH, _LONGEST_CODE, _YEARS = 40, 20, (1900, 2100)
# What stands before a code in running text without a bracket: 按照云政发〔2020〕3号, 某市人民政府某政发〔2020〕3号
_LEAD = re.compile(
    r".*(?:人民政府|办公厅|办公室|委员会|国务院|党中央|按照|根据|依据|依照|参照|贯彻|落实|转发|印发|现将|下发|文号为?|编号为?|"
    r"通知|意见|文件|同意|执行|废止|[的以按及])(?=[\u3400-\u9fff]{2})"
)


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A 发文字号: 机关代字 `code`, `year`, and `serial` as printed without leading 第.

    `year_first` marks the order of the 1980s, 〔84〕云政字12号; a year of two figures stays one.
    """

    code: str
    year: int
    serial: str
    year_first: bool = False

    def __str__(self) -> str:
        if self.year_first:
            return f"〔{self.year}〕{self.code}{self.serial}号"
        return f"{self.code}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A 发文字号 found in a text. `start` and `end` count in that text."""

    start: int
    end: int
    number: DocNumber


def normalise(text: str) -> str | None:
    """Return the normal form of a text that is a 发文字号, None where a person would not accept it as one."""
    found = parse(text)
    return str(found) if found is not None else None


def parse(text: str) -> DocNumber | None:
    """Read a text that is a 发文字号 as a whole, with or without the label 发文字号："""
    bare = _INVISIBLE.sub("", _LABEL.sub("", text, count=1)).removesuffix("〔〕")
    if bare and bare[-1] != "号":
        bare = _SERIAL_AT_END.sub(r"\1号", bare)
    match = _TAIL.search(bare)
    if match is None or match.end() != len(bare):
        return _year_first(bare)
    before = _CODE.search(bare[: match.start()])
    if before is None or before.start() != 0:
        return None
    return _made(before[0][_lead(before[0]) :], match)


def find(text: str) -> Iterator[PrintedNumber]:
    """Yield the 发文字号 in a running text in order. Numbers of a 令 or 公告 are none."""
    if "号" not in text:
        return
    for match in _TAIL.finditer(text):
        floor = max(0, match.start() - _REACH)
        before = _CODE.search(text[floor : match.start()].rstrip(_BLANKS))
        if before is None:
            continue
        lead = _lead(before[0])
        start = floor + before.start() + lead
        if lead == 0 and _has_joint(text, start, len(before[0])):
            lead, start = 1, start + 1
        found = _made(before[0][lead:], match)
        if found is not None:
            yield PrintedNumber(start, match.end(), found)


def _year_first(bare: str) -> DocNumber | None:
    match = _YEAR_FIRST.match(bare)
    if match is None or match[2].endswith(_NO_SERIES):
        return None
    return DocNumber(match[2], int(match[1]), match[3], year_first=True)


def _has_joint(text: str, start: int, length: int) -> bool:
    """Tell whether a run begins with a word that is none of the code: 》和云政发…, 原云政发…."""
    if text[start] == "原":
        return length > 3 and (start == 0 or text[start - 1] not in "（(〔[")
    return start > 0 and text[start - 1] in "）)》" and text[start] in "和与及"


def _lead(run: str) -> int:
    """Return how many characters of a run before the bracket belong to the sentence, not to the code."""
    lead = _LEAD.match(run)
    return lead.end() if lead is not None else 0


def _made(code: str, match: re.Match[str]) -> DocNumber | None:
    year = number(match[1])
    if not 2 <= len(code) <= _LONGEST_CODE or code.endswith(_NO_SERIES + _TITLE_ENDINGS) or year is None:
        return None
    if year >= 100 and not _YEARS[0] <= year <= _YEARS[1]:
        return None
    serial = "".join(str(number(char)) if char.isdigit() else "-" for char in match[2])
    return DocNumber(code.replace("(", "（").replace(")", "）"), year, serial)
