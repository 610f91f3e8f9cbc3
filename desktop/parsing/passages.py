"""The paragraphs of a reading as the field rules see them: without blanks, lone lines parted, with the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.domain.text import Span
from desktop.parsing.outline import LineKind, Paragraph, Reading

_BLANKS = {ord(char): None for char in " \u3000\xa0\u200b\u200c\u200d\ufeff"}
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百0-9]{1,4}[章条节]|[（(][一二三四五六七八九十]{1,3}[)）])"
)
# （此件公开发布）, （本文有删减）
_MARK_LINE = re.compile(r"[（(]\s*(?:此件[^（()）]{2,14}|本文有删减|主动公开|依申请公开|不予公开)\s*[)）]")
# 第12号
_ORDER_LINE = re.compile(r"第[0-9〇零一二三四五六七八九十百]{1,6}号$")
# 省长：姓名, 市 长 姓名, 总理 姓名
_PERSON_LINE = re.compile(
    r"(?:代理?|副)?(?:总理|主席|省长|市长|州长|县长|区长|旗长|盟长|部长|局长|署长|行长|主任|委员长|会长|院长|检察长|秘书长|厅长|书记)"
    r"[：:]?[\u3400-\u9fff·]{2,12}$"
)


@dataclass(frozen=True)
class Passage:
    """A paragraph without its blanks (tabs stay), with the way back. `index` counts the document's passages."""

    index: int
    paragraph: Paragraph
    text: str

    @property
    def printed(self) -> str:
        """Return the paragraph with its blanks."""
        return self.paragraph.text

    @property
    def is_table(self) -> bool:
        """Tell whether it is a row of a table."""
        return self.paragraph.kind is LineKind.TABLE_ROW

    @property
    def is_heading(self) -> bool:
        """Tell whether it begins like a heading or an article (一、 第一条 （一）)."""
        return _HEADING.match(self.text) is not None

    @cached_property
    def _offsets(self) -> list[int] | None:
        if len(self.text) == len(self.printed):
            return None
        return [index for index, char in enumerate(self.printed) if ord(char) not in _BLANKS]

    def reading_span(self, start: int, end: int) -> Span:
        """Return where [start, end) of `text` stands in the reading text."""
        base = self.paragraph.span.start
        if self._offsets is None:
            return Span(base + start, base + end)
        if start >= end:
            return Span(base, base)
        return Span(base + self._offsets[start], base + self._offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a passage's text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the text at this place."""
        return self.passage.text[self.start : self.end]


def condense(text: str) -> str:
    """Return a text without its blanks."""
    return text.translate(_BLANKS)


def is_person_line(text: str) -> bool:
    """Tell whether a text without blanks is a person's signature with the post (市长：王某某)."""
    return len(text) <= 20 and _PERSON_LINE.match(text) is not None


def read(reading: Reading) -> tuple[Passage, ...]:
    """Return the passages of a reading."""
    found: list[Passage] = []
    for whole in reading.paragraphs:
        for paragraph in _apart(whole):
            text = condense(paragraph.text)
            if text.strip():
                found.append(Passage(len(found), paragraph, text))
    return tuple(found)


def _apart(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Part lines that always stand alone from what was joined to them: a mark or an order's number, a signature."""
    if len(paragraph.lines) < 2:
        yield paragraph
        return
    first, last = paragraph.lines[0].text, paragraph.lines[-1].text
    start, end = 0, len(paragraph.text)
    if len(first) <= 40 and paragraph.text.startswith(first):
        bare = condense(first)
        if _MARK_LINE.fullmatch(bare) or _ORDER_LINE.match(bare):
            start = len(first)
    if len(last) <= 30 and paragraph.text.endswith(last) and is_person_line(condense(last)):
        end -= len(last)
    if start:
        yield _part(paragraph, 0, start, slice(0, 1))
    if start < end:
        lines = slice(1 if start else 0, len(paragraph.lines) - (1 if end < len(paragraph.text) else 0))
        yield _part(paragraph, start, end, lines)
    if end < len(paragraph.text):
        yield _part(paragraph, end, len(paragraph.text), slice(-1, None))


def _part(paragraph: Paragraph, start: int, end: int, lines: slice) -> Paragraph:
    base = paragraph.span.start
    rest = paragraph.lines[lines] or paragraph.lines
    return Paragraph(Span(base + start, base + end), paragraph.text[start:end], paragraph.kind, rest)
