"""The entries of a contents list, read line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from desktop.parsing import doc_number
from desktop.parsing.heads import TIE
from desktop.parsing.joining import marker_level
from desktop.parsing.lines import squeeze
from desktop.parsing.outline import Line, LineKind
from desktop.parsing.structure import words

FAR = 400
"""Lines in which a list begins."""
LONGEST_LINE = 130
"""Code points of a line of a list that prints no page."""
_MOST_LINES = 24
_LONGEST_ENTRY, _LONGEST_TITLE = 300, 400
_BULLET = regex.compile(r"[-•●◆◇■□▲★☆※·*○]+\s*(?=[^0-9\s])")
# 3·云川市人民政府关于…
_LEAD = regex.compile(r"([0-9]{1,3})\s*([·•・‧.．、/／]|\s)\s*(?=[\u4e00-\u9fff《“])")
# …的通知(3)   …………(37)   ……37   <tab>(32)   /12   . . . . 5
_TAIL = regex.compile(
    r"(?:[（(【\[]\s*([0-9]{1,3})\s*[）)】\]]|(?:…[…\s]*|(?:[.·．・‧⋯┈—]\s*){2,})\s*([0-9]{1,3})|\t\s*([0-9]{1,3})"
    r"|(?<=[\u4e00-\u9fff》）)])\s*[/／]\s*([0-9]{1,3})|\s{2,}([0-9]{1,3})|\s*[·•・]\s*([0-9]{1,3})\s*[·•・])$"
)
_TAIL_BLANK = regex.compile(r"(?<=[\u4e00-\u9fff》）)])\s+([0-9]{1,3})$")
_LEADERS = regex.compile(r"(?:\s*[.…·．・‧⋯┈]){2,}\s*$")
_PRINTED_NUMBER = (
    r"((?:[\u4e00-\u9fff]{2,20}|[\u4e00-\u9fff]{1,20}[（(][\u4e00-\u9fff]{1,9}[）)])"
    r"\s*[〔\[【［（(]\s*[0-9]{4}\s*[〕\]】］）)]\s*第?\s*[0-9]{1,5}\s*号)"
)
# (云政发〔2024〕1号) after the title, or 云政发〔2024〕1号 before it
_NUMBER = regex.compile(rf"[（(\s]?{_PRINTED_NUMBER}\s*[）)]?\s*$")
_NUMBER_FIRST = regex.compile(rf"[（(]?{_PRINTED_NUMBER}[）)]?\s*[:：]?\s*(?=[\u4e00-\u9fff《“])")
# (云川市人民政府令第9号): a number, but no 发文字号
_ORDER = regex.compile(r"[（(][\u4e00-\u9fff]{2,30}(?:令|公告)第?[0-9一二三四五六七八九十百]{1,5}号[）)]$")
_GOES_ON = frozenset("的》）)”（(、，和及与〉〕")
_FRAMED = regex.compile(r"[【〖\[◆●■▲★]\s*([\u4e00-\u9fff]{2,14})\s*[】〗\]]?")


@dataclass(slots=True)
class _Open:
    """An entry while its lines are read."""

    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    number: str | None = None
    lead: int | None = None

    @property
    def title(self) -> str:
        return "".join(self.parts)

    def is_whole(self) -> bool:
        """Tell whether the title can end here: its last word is that of a title and its brackets are closed."""
        title = self.title
        return title.count("《") == title.count("》") and words().ends_like_heading(title)


@dataclass(slots=True)
class Entry:
    """A finished entry, its page number still either a page or an item number."""

    title: str
    column: str | None
    number: str | None
    page: int | None
    lead: int | None
    first: Line
    last: Line


class ContentsReader:
    """Reads the list line by line, from its heading or from the head of the text on."""

    def __init__(self, has_heading: bool) -> None:
        self._has_heading = has_heading
        self._column: str | None = None
        self._open = _Open()
        self._titles: set[str] = set()
        self._uses_lead = False
        self._gap = False

    def read(self, lines: Sequence[Line]) -> Iterator[Entry]:
        """Yield the entries; ends where the list ends."""
        for passed, line in enumerate(lines):
            if passed > FAR and not self._titles:
                break
            if line.kind is LineKind.BLANK:
                self._gap = True
                if self._open.parts and self._is_bare_entry():
                    yield self._close(None)
                continue
            if (line.kind is LineKind.PAGE_MARK and not line.text.isdigit()) or (
                line.kind is LineKind.RUNNING_HEAD and "政府公报" in squeeze(line.text)
            ):
                continue
            column = self._column_of(line)
            if column is not None:
                if self._open.parts and (self._open.lead is not None or self._is_bare_entry()):
                    yield self._close(None)
                self._column, self._open = column, _Open()
            elif self._ends_list(line):
                break
            else:
                yield from self._take(line)
            self._gap = False
        if self._open.parts and (self._open.lead is not None or self._is_bare_entry()) and self._open.is_whole():
            yield self._close(None)

    def _is_bare_entry(self) -> bool:
        """Tell whether the open lines are an entry of a list that prints no pages."""
        return self._has_heading and self._open.lead is None and self._open.is_whole() and self._open.number is not None

    def _take(self, line: Line) -> Iterator[Entry]:
        text = line.text
        if len(self._open.parts) > _MOST_LINES:
            self._open = _Open()
        bullet = _BULLET.match(text)
        if bullet:
            text = text[bullet.end() :]
        lead = _LEAD.match(text) if text[0].isascii() and text[0].isdigit() else None
        tail = _TAIL.search(text) or (_TAIL_BLANK.search(text) if text[-1].isdigit() else None)
        lone = text.isascii() and text.isdigit() and len(text) <= 3
        if lead and not (self._open.parts and not self._open.is_whole() and self._open.lead is not None):
            if self._open.parts and (self._open.lead is not None or self._is_bare_entry()):
                yield self._close(None)
            self._open = _Open(lead=int(lead[1]))
            self._uses_lead = self._uses_lead or tail is None
            text = text[lead.end() :]
            tail = _TAIL.search(text)
        elif self._open.parts and (bullet or self._is_over(text) or (self._gap and not self._continues(text))):
            if self._open.lead is not None:
                yield self._close(None)
            self._open = _Open()
        if lone and self._open.parts:
            self._open.lines.append(line)
            yield self._close(int(text))
            return
        page = int(next(group for group in tail.groups() if group)) if tail else None
        self._add(text[: tail.start()] if tail else text, line)
        if page is not None and self._open.parts:
            yield self._close(page)

    def _is_over(self, text: str) -> bool:
        """Tell whether an entry that began with its page has ended before this line."""
        entry = self._open
        return entry.lead is not None and text[0] not in _GOES_ON and words().ends_like_title(entry.title)

    def _continues(self, text: str) -> bool:
        """Tell whether a line after a blank one goes on with the open entry."""
        if _NUMBER.fullmatch(_LEADERS.sub("", _TAIL.sub("", text))):
            return True
        return not self._open.is_whole()

    def _add(self, text: str, line: Line) -> None:
        text = _LEADERS.sub("", text)
        if (number := _NUMBER.search(text)) is not None:
            self._open.number = doc_number.normalise(squeeze(number[1]))
            text = text[: number.start()]
        elif not self._open.parts and (number := _NUMBER_FIRST.match(text)) is not None:
            self._open.number = doc_number.normalise(squeeze(number[1]))
            text = text[number.end() :]
        self._open.lines.append(line)
        part = _LEADERS.sub("", squeeze(text))
        if part:
            self._open.parts.append(part)

    def _close(self, page: int | None) -> Entry:
        entry, self._open = self._open, _Open()
        parts, lines = _without_front(entry.parts), entry.lines
        title = _ORDER.sub("", "".join(parts))
        self._titles.add(title)
        return Entry(
            title=title,
            column=self._column,
            number=entry.number,
            page=page,
            lead=entry.lead,
            first=lines[max(0, len(entry.parts) - len(parts))],
            last=lines[-1],
        )

    def _column_of(self, line: Line) -> str | None:
        """Return the column that a line heads, None for any other line."""
        text = line.text
        if len(text) > 24 or line.kind is LineKind.TABLE_ROW:
            return None
        bare = squeeze(text)
        framed = _FRAMED.fullmatch(text)
        if framed:
            return str(framed[1])
        bullet = _BULLET.match(bare)
        bare = bare[bullet.end() :] if bullet else bare
        lexicon = words()
        if bare in lexicon.contents_headings:
            return None
        if self._open.parts and not self._open.is_whole() and not self._gap:
            is_first = not self._titles and lexicon.is_column(bare) and not TIE.search(self._open.title)
            return bare if is_first or line.kind is LineKind.RUNNING_HEAD else None
        if line.kind is LineKind.RUNNING_HEAD or lexicon.is_column(bare) or lexicon.is_contents_column(bare):
            return None if lexicon.gazette_name(bare) else bare
        return None

    def _ends_list(self, line: Line) -> bool:
        """Tell whether the list is over: the text of a document begins."""
        text = line.text
        if len(text) > _LONGEST_ENTRY:
            return True
        if line.kind is LineKind.TABLE_ROW:
            return _TAIL.search(text) is None
        if text[-1] in "。；;" or (text[-1] in "：:" and len(text) > 8) or marker_level(text) == 2:
            return True
        if len(text) > LONGEST_LINE and _TAIL.search(text) is None:
            return True
        if not self._titles:
            return False
        if len(self._open.title) > _LONGEST_TITLE:
            return True
        bare = squeeze(text)
        if bare in self._titles or (self._open.title + bare) in self._titles:
            return True
        return (text[-1] == "号" and _NUMBER.fullmatch(text) is not None) or words().is_imprint(bare)


def _without_front(parts: list[str]) -> list[str]:
    """Return the lines of a title without what stood before it: names of the editors, mottos."""
    if len(parts) < 2:
        return parts
    text = "".join(parts)
    for tie in ("关于", "印发", "转发"):
        place = text.find(tie)
        if place >= 0:
            break
    else:
        return parts
    start, length = 0, 0
    for index, part in enumerate(parts):
        length += len(part)
        if length > place:
            break
        if not words().ends_like_organ(part) and not _opens_bracket(part) and not _is_cut(part, parts[index + 1]):
            start = index + 1
    return parts[start:]


def _opens_bracket(part: str) -> bool:
    return part.count("《") > part.count("》")


def _is_cut(part: str, following: str) -> bool:
    """Tell whether a name goes on over the line end: long lines are filled, short ones are not."""
    return len(part) >= 10 and abs(len(part) - len(following)) <= 6
