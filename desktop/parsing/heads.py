"""Where a document's head stands: from one sure line (发文字号, 令, a contents entry) to title, number and item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex
from rapidfuzz import fuzz

from desktop.domain.document import ContentsEntry
from desktop.parsing import dates
from desktop.parsing.joining import is_date, is_number, marker_level
from desktop.parsing.lines import squeeze
from desktop.parsing.numerals import number
from desktop.parsing.outline import Line, LineKind
from desktop.parsing.structure import words

_MOST_LINES = 18
_LONGEST_LINE = 160
_TERMINAL = frozenset("。；！？：:;!?")
# 1. 云川市人民政府关于…, 一、云川市人民政府关于…, （三）云川市人民政府关于…
ITEM = regex.compile(
    r"(?:([0-9]{1,3})\s*[.．、](?![0-9])|([一二三四五六七八九十]{1,3})、|[（(]([一二三四五六七八九十]{1,3})[）)])\s*"
)
# （2023 年5 月4 日）
DATED = regex.compile(rf"[（(]\s*{dates.PRINTED}\s*[）)]$")
TIE = regex.compile(r"关于|印发|转发|批转|公布|发布|废止|修改|命名|表彰|同意|任免|给予|授予|成立|调整|下达|做好|开展")
_TAIL_OF_ORGANS = regex.compile(r"(?:等[0-9一二三四五六七八九十]{0,3}(?:个)?(?:部门|单位|厅局|部委|局|部))?[、，, ]*$")
# What ends as organs do but stands in lists above a title: companies, departments by their short names.
_LISTED = regex.compile(r"[，,。0-9]|^[市县区省州各]|(?:公司|集团|学校|医院|大学|学院|合作社|工厂)$")
# （2024年1月5日云川市人民政府第10次常务会议通过）
_NOTED = regex.compile(r"[（(][^（()）]{2,60}[）)]")


@dataclass(slots=True)
class Head:
    """The head of one document, in places of the flow: first and last line of it, its title, its number."""

    start: int
    end: int
    title: range
    number_place: int | None = None
    item: int | None = None
    entry: ContentsEntry | None = None
    evidence: list[str] = field(default_factory=list)


class Flow:
    """The lines that carry text, without blanks, marks and running heads; places count in it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = [line for line in lines if line.kind is LineKind.BODY or line.kind is LineKind.TABLE_ROW]
        self.texts = [line.text for line in self.lines]

    def __len__(self) -> int:
        return len(self.lines)

    def is_row(self, place: int) -> bool:
        """Tell whether a table row stands at a place."""
        return self.lines[place].kind is LineKind.TABLE_ROW

    def joined(self, places: range) -> str:
        """Return the text of some lines without any blanks."""
        return "".join(squeeze(self.texts[place]) for place in places)


def bare_title(text: str) -> str:
    """Return a title without item number and bracketed heading date."""
    item = ITEM.match(text)
    return str(DATED.sub("", text[item.end() :] if item else text))


def item_of(text: str) -> int | None:
    """Return the number of the item that a title of a compilation begins with, None where it has none."""
    item = ITEM.match(text)
    return number(item[1] or item[2] or item[3]) if item else None


def is_title(text: str, is_sure: bool = False) -> bool:
    """Tell whether a text without blanks is a whole title: organ and subject or 关于, and a last word of its kind.

    `is_sure`: a 发文字号 stands beside it; then the last word may be that of any text (若干措施, 实施方案).
    """
    if len(text) < 6 or not (TIE.search(text) or begins_with_organ(text)):
        return False
    return words().ends_like_title(text) or (is_sure and words().ends_like_heading(text))


def begins_with_organ(text: str) -> bool:
    """Tell whether a title names its organ first."""
    tie = TIE.search(text)
    before = _TAIL_OF_ORGANS.sub("", text[: tie.start()]) if tie else text[:30]
    if not before:
        return False
    if tie:
        return words().ends_like_organ(before) or words().ends_like_organ(before.rstrip("）)"))
    return any(organ in before for organ in ("政府", "委员会", "办公厅", "办公室", "国务院"))


def title_above(
    flow: Flow, place: int, floor: int, entry: ContentsEntry | None = None, is_sure: bool = False
) -> Head | None:
    """Return the head whose title ends just above a place; `floor` is the first place it may take.

    `entry`: the contents entry with the same number; `is_sure`: the place holds a 发文字号.
    """
    last = place - 1
    while last >= max(floor, place - 3) and _is_beside(flow, last):
        last -= 1
    first = last + 1
    while first - 1 >= floor and last - (first - 1) < _MOST_LINES:
        if ITEM.match(flow.texts[first - 1]) and flow.texts[first - 1][-1] not in _TERMINAL:
            head = _item_head(flow, range(first - 1, last + 1), place)
            if head is not None:
                return head
        if not _may_be_title(flow, first - 1):
            break
        first -= 1
    if first > last:
        return None
    title = _best_by_entry(flow, first, last, entry) if entry is not None else None
    if title is None:
        title = best_by_form(flow, first, last) or (best_by_form(flow, first, last, is_sure=True) if is_sure else None)
    return Head(title.start, place, title) if title is not None else None


def title_below(flow: Flow, place: int) -> Head | None:
    """Return the head whose title begins just below a place, where the number stands above it."""
    text = ""
    for last in range(place + 1, min(place + 1 + _MOST_LINES, len(flow))):
        if not _may_be_title(flow, last):
            return None
        text += squeeze(flow.texts[last])
        if is_title(text, is_sure=True) and (last + 1 >= len(flow) or not _goes_on(flow, last + 1)):
            return Head(place, last, range(place + 1, last + 1))
    return None


def opens_text(flow: Flow, place: int) -> bool:
    """Tell whether the text of a document begins at a place: its addressee or a sentence, not the next cell."""
    for index in range(place, min(place + 8, len(flow))):
        text = flow.texts[index]
        if flow.is_row(index) or is_date(text) or is_number(text):
            return False
        if text[-1] in "：:" or "，" in text or "," in text or "。" in text:
            return True
    return False


def _goes_on(flow: Flow, place: int) -> bool:
    """Tell whether a line can only be the end of the title before it (…的 / 通知)."""
    text = flow.texts[place]
    return text[0] in "的》）)”" or (len(text) <= 6 and words().ends_like_title(text))


def _may_be_title(flow: Flow, place: int) -> bool:
    text = flow.texts[place]
    if flow.is_row(place) or len(text) > _LONGEST_LINE or text[-1] in _TERMINAL:
        return False
    if text[-1] == "日" and is_date(text):
        return False
    if text[-1] == "号" and is_number(text):
        return False
    if text[0] in "（(" and _NOTED.fullmatch(text) and not DATED.search(text):
        return False
    return marker_level(text) in (None, 3, 4)


def _is_beside(flow: Flow, place: int) -> bool:
    """Tell whether a line between title and number belongs to neither: where it comes from, when it was passed."""
    text = flow.texts[place]
    if flow.is_row(place) or len(text) > 80:
        return False
    return words().about_page.search(text) is not None or (
        text[0] in "（(" and _NOTED.fullmatch(text) is not None and DATED.fullmatch(text) is None
    )


def _item_head(flow: Flow, places: range, place: int) -> Head | None:
    """Return the head of an item of a compilation, whose number begins the title."""
    printed = flow.joined(places)
    item = item_of(printed)
    if item is None or best_by_form(flow, places.start, places.stop - 1) != places:
        return None
    return Head(places.start, place, places, item=item)


def _best_by_entry(flow: Flow, first: int, last: int, entry: ContentsEntry) -> range | None:
    """Return the lines that are likest to the title of the contents list."""
    best, chosen = 80.0, None
    for start in range(first, last + 1):
        likeness = fuzz.ratio(flow.joined(range(start, last + 1)), entry.title)
        if likeness > best:
            best, chosen = likeness, range(start, last + 1)
    return chosen


def best_by_form(flow: Flow, first: int, last: int, is_sure: bool = False) -> range | None:
    """Return the fewest lines that make a whole title, and the organs named above them."""
    fallback: range | None = None
    for start in range(last, first - 1, -1):
        text = bare_title(flow.joined(range(start, last + 1)))
        if not is_title(text, is_sure):
            continue
        if begins_with_organ(text):
            return range(_with_item(flow, _with_organs(flow, start, first), first), last + 1)
        if fallback is None:
            fallback = range(start, last + 1)
    if fallback is None:
        return None
    start = _with_organs(flow, fallback.start, first)
    return range(_with_item(flow, start, first), last + 1)


def _with_organs(flow: Flow, start: int, first: int) -> int:
    """Return the place of the first of the organs that stand line by line above a title."""
    while start > first:
        text = squeeze(flow.texts[start - 1])
        if len(text) > 60 or not words().ends_like_organ(text) or _LISTED.search(text):
            break
        start -= 1
    return start


def _with_item(flow: Flow, start: int, first: int) -> int:
    """Return the place of the item number that stands alone above a title, else the title's own."""
    if start > first and (item := ITEM.match(flow.texts[start - 1])) and item.end() == len(flow.texts[start - 1]):
        return start - 1
    return start
