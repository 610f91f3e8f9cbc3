"""The text of a story (body, cell, text box, header) in the order of its file: lines, with tables as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from desktop.parsing.readers.word.markup import (
    ALTERNATIVES,
    FORMULA,
    FORMULA_TEXT,
    alternative,
    child,
    is_on,
    value,
    w,
    whole,
)
from desktop.parsing.readers.word.numbering import LEVELS, Numbering
from desktop.parsing.readers.word.styles import Styles
from desktop.parsing.readers.word.symbols import printed_sign
from desktop.parsing.readers.word.tables import is_frame, rows
from desktop.parsing.readers.word.tracing import Trace

REVISED = "文件含修订标记，已按接受修订后的内容读取"
COMMENTED = "文件含批注，批注未读入"
HIDDEN = "文件含隐藏文字，隐藏文字未读入"
EMBEDDED = "文件嵌入了其他程序的内容（如电子表格），其中文字未读入"

_PARAGRAPH, _TABLE, _RUN, _TEXT, _BOX = w("p"), w("tbl"), w("r"), w("t"), w("txbxContent")
_GONE = frozenset({w("del"), w("moveFrom")})
_NEW = frozenset({w("ins"), w("moveTo")})
_REMARKS = frozenset({w("commentRangeStart"), w("commentReference")})
_THROUGH = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")
)
_BREAKS = frozenset({w("br"), w("cr")})
_BLANKS = frozenset({w("tab"), w("ptab")})
_OBJECT, _EMBEDDED, _FOREIGN = w("object"), "{urn:schemas-microsoft-com:office:office}OLEObject", w("altChunk")
_PICTURES = frozenset({w("drawing"), w("pict"), _OBJECT})
_FIELD, _RUBY, _SIGN, _HYPHEN = w("fldChar"), w("ruby"), w("sym"), w("noBreakHyphen")
_TAB = "\t"
_WHITE = regex.compile(r"[\t\r\n\v\f]")
_NOTHING = str.maketrans("", "", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad")


@dataclass
class Manner:
    """What all stories of a document share; `notices` is filled while they are read.

    `trace` is told of each piece that is read, where somebody wants to know what the text was read from.
    """

    styles: Styles
    numbering: Numbering
    notices: dict[str, None] = field(default_factory=dict)
    trace: Trace | None = None

    def notice(self, words: str) -> None:
        """Remember what a person has to know, once."""
        self.notices[words] = None


class Story:
    """One story while it is walked through; `lines` holds what was read so far."""

    def __init__(self, manner: Manner) -> None:
        self.lines: list[str] = []
        self._manner = manner
        self._parts: list[str] = []
        self._before: list[str] = []
        self._after: list[str] = []
        self._carried = ""
        # one entry an open field: whether its result has begun, which alone is printed
        self._fields: list[bool] = []

    def blocks(self, parent: Any) -> None:
        """Read the paragraphs and tables of an element."""
        for element in parent:
            tag = element.tag
            if tag == _PARAGRAPH:
                self._paragraph(element)
            elif tag == _TABLE:
                self._table(element)
            elif tag in _GONE:
                self._manner.notice(REVISED)
            elif tag in _NEW:
                self._manner.notice(REVISED)
                self.blocks(element)
            elif tag in _THROUGH:
                self.blocks(element)
            elif tag == _FOREIGN:
                self._manner.notice(EMBEDDED)
            elif tag == ALTERNATIVES and (shown := alternative(element)) is not None:
                self.blocks(shown)
        self._end_carried()

    def _end_carried(self) -> None:
        """Let text whose paragraph mark was deleted stand alone where no paragraph follows that it could join."""
        if self._carried:
            self.lines += self._carried.split("\n")
            self._carried = ""

    def _table(self, table: Any) -> None:
        self._end_carried()
        if is_frame(table):
            for cell in table.iter(w("tc")):
                self.blocks(cell)
                break
            return
        if any(True for _ in table.iterdescendants(*_GONE, *_NEW)):
            self._manner.notice(REVISED)
        self.lines += ["", *rows(table, self._flat), ""]

    def _flat(self, cell: Any) -> str:
        """Return the text of a cell in one line."""
        inner = Story(self._manner)
        inner.blocks(cell)
        text, was_row = "", False
        for line in filter(None, map(str.strip, inner.lines)):
            # a row of a table within the cell stays apart from what stands beside it
            is_row = _TAB in line
            text += (" " if text and (is_row or was_row) else "") + line.replace(_TAB, " ")
            was_row = is_row
        return text

    def _paragraph(self, element: Any) -> None:
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        style = value(properties, "pStyle")
        self._contents(element, self._manner.styles.hides(style))
        text = self._carried + "".join(self._parts).translate(_NOTHING)
        self._parts.clear()
        self._carried = ""
        marked = {element.tag for element in mark} if mark is not None else frozenset()
        if marked & (_GONE | _NEW):
            self._manner.notice(REVISED)
        if marked & _GONE:
            self._carried = text
            return
        if text or not is_on(mark, "vanish"):
            text = self._label(properties, style) + text
        if text.strip():
            text = text.rstrip("\n")
        self.lines += [*self._before, *(line.rstrip() for line in text.split("\n")), *self._after]
        self._before.clear()
        self._after.clear()

    def _label(self, properties: Any, style: str | None) -> str:
        """Return the number that is printed before a paragraph."""
        styles, numbering = self._manner.styles, self._manner.numbering
        number, level, said_by = styles.numbers(style)
        if number is not None and (meant := numbering.level_of_style(number, said_by)) is not None:
            level = str(meant)
        own = child(properties, "numPr")
        number = value(own, "numId") or number
        level = value(own, "ilvl") or level
        if number is None or number == "0":
            return ""
        return numbering.label(number, whole(level, 0, LEVELS - 1))

    def _contents(self, parent: Iterable[Any], is_hidden: bool) -> None:
        """Read what stands in a paragraph: runs, and what holds runs."""
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                self._run(element, is_hidden)
            elif tag in _GONE:
                self._manner.notice(REVISED)
            elif tag in _NEW:
                self._manner.notice(REVISED)
                self._contents(element, is_hidden)
            elif tag in _THROUGH:
                self._contents(element, is_hidden)
            elif tag in _REMARKS:
                self._manner.notice(COMMENTED)
            elif tag == ALTERNATIVES and (shown := alternative(element)) is not None:
                self._contents(shown, is_hidden)
            elif tag.endswith("}oMathPara") or tag == FORMULA:
                for part in element.iter(FORMULA_TEXT):
                    self._write(part, part.text or "", False)

    def _run(self, run: Any, is_hidden: bool) -> None:
        properties = child(run, "rPr")
        if properties is not None:
            character = value(properties, "rStyle")
            own = is_on(properties, "vanish")
            is_hidden = own if own is not None else is_hidden or self._manner.styles.hides(character)
        self._pieces(run, is_hidden)

    def _pieces(self, run: Iterable[Any], is_hidden: bool) -> None:
        """Read the text, breaks, signs, fields and text boxes of a run."""
        for piece in run:
            tag = piece.tag
            if tag == _TEXT:
                self._write(piece, _WHITE.sub(" ", piece.text or ""), is_hidden)
            elif tag in _BREAKS:
                self._write(piece, "\n", is_hidden)
            elif tag in _BLANKS:
                self._write(piece, " ", is_hidden)
            elif tag == _HYPHEN:
                self._write(piece, "-", is_hidden)
            elif tag == _SIGN:
                self._write(piece, _sign(piece), is_hidden)
            elif tag == _FIELD:
                self._field(piece.get(w("fldCharType")))
            elif tag == _RUBY:
                for base in piece.iterchildren(w("rubyBase")):
                    self._contents(base, is_hidden)
            elif tag in _REMARKS:
                self._manner.notice(COMMENTED)
            elif tag in _PICTURES:
                self._boxes(piece)
            elif tag == ALTERNATIVES and (shown := alternative(piece)) is not None:
                self._pieces(shown, is_hidden)

    def _write(self, piece: Any, text: str, is_hidden: bool) -> None:
        is_printed = all(self._fields)
        if is_printed and is_hidden and text.strip():
            self._manner.notice(HIDDEN)
        trace = self._manner.trace
        if trace is not None:
            text = trace.read(piece, text, is_printed and not is_hidden)
        if is_printed and not is_hidden:
            self._parts.append(text)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _boxes(self, picture: Any) -> None:
        """Read the text boxes of a drawing; they stand before their paragraph where nothing of it was read yet."""
        if picture.tag == _OBJECT and next(picture.iter(_EMBEDDED), None) is not None:
            self._manner.notice(EMBEDDED)
        place = self._after if "".join(self._parts).strip() else self._before
        for box in _text_boxes(picture):
            inner = Story(self._manner)
            inner.blocks(box)
            place += inner.lines


def _text_boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes in a drawing, each once, those inside of a text box left to it."""
    for inner in alternative(element) if element.tag == ALTERNATIVES and alternative(element) is not None else element:
        if inner.tag == _BOX:
            yield inner
        else:
            yield from _text_boxes(inner)


def _sign(piece: Any) -> str:
    code = piece.get(w("char"), "")
    try:
        return printed_sign(int(code, 16), piece.get(w("font"), ""))
    except ValueError:
        return ""
