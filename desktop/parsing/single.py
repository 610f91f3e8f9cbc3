"""A source that is one document, with what a page or a file prints round it."""

from __future__ import annotations

import regex

from desktop.parsing import page_labels
from desktop.parsing.heads import Flow, Head, best_by_form, is_title
from desktop.parsing.joining import is_date, is_number, marker_level
from desktop.parsing.lines import squeeze
from desktop.parsing.structure import words

_ABOVE, _FIRST_LINES, _TITLE_LINES = 12, 16, 6
_SHORT, _LEAST_TEXT = 40, 25
# 〔2023〕15号, 第15期
_SERIAL = regex.compile(r"[（(〔\[第]?[^，。；]{1,8}[号期][）)]?")
# ——2024年1月15日在云川市第六届人民代表大会第四次会议上
_DELIVERED = regex.compile("[—－-]{1,2}.{0,14}在.{4,60}上")


def find_head(flow: Flow, is_page: bool) -> Head | None:
    """Return the head of a document that nothing but its title tells; on a page it may stand far down."""
    for place in range(len(flow) if is_page else min(_FIRST_LINES, len(flow))):
        text = ""
        for last in range(place, min(place + _TITLE_LINES, len(flow))):
            if not _may_be_title(flow, last):
                break
            text += squeeze(flow.texts[last])
            if words().ends_like_title(text) and _is_delivered(flow, last + 1):
                return Head(place, last, range(place, last + 1), evidence=["完整标题之下为作报告的会议"])
            if is_title(text) and _begins_text(flow, last + 1):
                title = best_by_form(flow, place, last) or range(place, last + 1)
                return Head(title.start, last, title, evidence=["完整标题之下为正文"])
    return None


def bounds(flow: Flow, head: Head | None, is_page: bool) -> tuple[int, int]:
    """Return the first and last place of the document in the flow."""
    start = head.start if head is not None else 0
    if not is_page and start <= _ABOVE and all(len(flow.texts[place]) <= _SHORT for place in range(start)):
        start = 0
    if not is_page and head is None:
        start = 0
    return start, _last(flow, head, is_page)


def _last(flow: Flow, head: Head | None, is_page: bool) -> int:
    """Return the last place that is not navigation, footer or links."""
    around = words().around_page
    begin = max(head.end, head.title.stop - 1) + 2 if head is not None else 2
    last = len(flow) - 1
    first = begin if is_page else max(begin, last - 12)
    for place in range(first, len(flow)):
        text = flow.texts[place]
        if len(text) <= _SHORT * 2 and text[-1] != "。" and around.search(text) and marker_level(text) is None:
            return place - 1
    return last


def _may_be_title(flow: Flow, place: int) -> bool:
    text = flow.texts[place]
    if flow.is_row(place) or len(text) > 120 or is_date(text):
        return False
    return text[-1] not in "。；：:;>" and text[0] not in "【[<·>"


def _is_delivered(flow: Flow, place: int) -> bool:
    """Tell whether a line says where a report or speech was given: ——2024年1月15日在…会议上."""
    return place < len(flow) and _DELIVERED.fullmatch(squeeze(flow.texts[place])) is not None


def _begins_text(flow: Flow, place: int) -> bool:
    """Tell whether, lines about the page left aside, an addressee or a paragraph follows."""
    about = words().about_page
    while place < len(flow) and page_labels.is_of_page(flow.texts[place], flow.texts[place - 1]):
        place += 1
    for index in range(place, min(place + 4, len(flow))):
        text = flow.texts[index]
        if about.search(text) or len(text) <= 4 or _SERIAL.fullmatch(text) or is_number(text):
            continue
        return not flow.is_row(index) and (
            text[-1] in "：:" or (len(text) >= _LEAST_TEXT and any(char in text for char in "，,。；"))
        )
    return False
