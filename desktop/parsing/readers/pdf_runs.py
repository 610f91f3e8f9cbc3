"""What a page that PyMuPDF opened prints: runs of text and ruling lines, in points of the page as it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pymupdf

from desktop.domain.glyphs import Box
from desktop.parsing.readers.layout import UNKNOWN, Rule, Run, SetPage, TypeArea, set_page
from desktop.parsing.readers.pdf_opening import guarded, size_of

# A glyph whose character is not known is U+FFFD, not its number in the font: that shows what cannot be read.
_FLAGS: int = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_COLLECT_VECTORS
_TEXT, _VECTOR = 0, 3
_BOLD = 16
_THIN = 3.0
_SHORTEST = 4.0
_MOST_RULES = 20_000
_WHITE = 0xF0
# MuPDF sees a blank in the little white that word processors set after a number: 2026 年1 月6 日. Where blanks are
# meant, one stands before the number as well.
_FAKE = re.compile("(?<=[0-9]) (?=[年月日号期次届个章条款项万亿元人户家件份名])")
_CLOSE, _APART = re.compile("[\u4e00-\u9fff〕][0-9]"), re.compile("[\u4e00-\u9fff〕] [0-9]")
_ABOVE, _BELOW = 0.88, 0.12
_SLANT = 0.05
_BLANKED = dict.fromkeys([*range(32), *range(127, 160), 0xA0, 0x2028, 0x2029], " ") | {0: "\ufffd"}


def set_text(page: Any, known: TypeArea = UNKNOWN) -> SetPage:
    """Return the text of a page; the places of its characters are looked up only where they decide something.

    Raises PageDamaged.
    """
    found = set_page(*printed(page, with_boxes=False), size_of(page), known)
    return set_with_boxes(page, known) if found.lacks_boxes else found


def set_with_boxes(page: Any, known: TypeArea = UNKNOWN) -> SetPage:
    """Return the text of a page with the place of each character. Raises PageDamaged."""
    return set_page(*printed(page, with_boxes=True), size_of(page), known)


def is_blank(page: Any) -> bool:
    """Tell whether nothing at all is printed on a page: no picture, no line. Raises PageDamaged."""
    with guarded():
        return not page.get_bboxlog()


def printed(page: Any, *, with_boxes: bool) -> tuple[list[Run], list[Rule]]:
    """Return the runs and rules of a page; `with_boxes` asks for the place of each character. Raises PageDamaged."""
    with guarded():
        textpage = page.get_textpage(flags=_FLAGS)
        content = textpage.extractRAWDICT() if with_boxes else textpage.extractDICT()
        turn = page.rotation // 90 % 4
    # Text is taken from the page as it lies in the file; it is shown turned clockwise.
    place = _Placing(turn, content["width"], content["height"])
    runs: list[Run] = []
    rules: list[Rule] = []
    for block in content["blocks"]:
        if block["type"] == _TEXT:
            for line in block["lines"]:
                run = _run(line, place, with_boxes)
                if run is not None:
                    runs.append(run)
        elif block["type"] == _VECTOR and len(rules) < _MOST_RULES:
            rules += _rules(block, place)
    return runs, rules


class _Placing:
    """Turns places on the page as it lies in the file into those on the page as it is shown."""

    __slots__ = ("_height", "_width", "turn")

    def __init__(self, turn: int, width: float, height: float) -> None:
        self.turn = turn
        self._width = width
        self._height = height

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return the box as it is shown."""
        match self.turn:
            case 1:
                return Box(self._height - bottom, left, self._height - top, right)
            case 2:
                return Box(self._width - right, self._height - bottom, self._width - left, self._height - top)
            case 3:
                return Box(top, self._width - right, bottom, self._width - left)
        return Box(left, top, right, bottom)


def _run(line: dict[str, Any], place: _Placing, with_boxes: bool) -> Run | None:
    """Return a line as one run, None for text that is drawn slanted, such as a watermark."""
    across, down = line["dir"]
    if min(abs(across), abs(down)) > _SLANT:
        return None
    own_turn = (0 if across > 0 else 2) if abs(across) > abs(down) else (1 if down > 0 else 3)
    spans = line["spans"]
    if with_boxes:
        chars = [char for span in spans for char in span["chars"]]
        text = "".join(char["c"] for char in chars)
        boxes = tuple([Box(*char["bbox"]) if not place.turn else place.box(*char["bbox"]) for char in chars])
    else:
        text = spans[0]["text"] if len(spans) == 1 else "".join(span["text"] for span in spans)
        boxes = ()
    if not text or text.isspace():
        return None
    size = spans[0]["size"] if len(spans) == 1 else max(span["size"] for span in spans)
    left, top, right, bottom = line["bbox"]
    if own_turn == 0:
        base = spans[0]["origin"][1]
        top, bottom = base - _ABOVE * size, base + _BELOW * size
    box = place.box(left, top, right, bottom)
    if not text.isprintable():
        text = text.translate(_BLANKED)
    if " " in text and _CLOSE.search(text) and not _APART.search(text):
        boxes = tuple(box for index, box in enumerate(boxes) if not _FAKE.match(text, index))
        text = _FAKE.sub("", text)
    bold = bool(spans[0]["flags"] & _BOLD)
    return Run(text, box, size, boxes, (), bold, (own_turn + place.turn) % 4)


def _rules(block: dict[str, Any], place: _Placing) -> Iterator[Rule]:
    """Yield the ruling lines that a drawn line or rectangle stands for."""
    if not block["isrect"] or _is_white(block["color"]):
        return
    left, top, right, bottom = block["bbox"]
    wide, high = right - left, bottom - top
    if min(wide, high) <= _THIN:
        if max(wide, high) < _SHORTEST:
            return
        middle = (top + bottom) / 2 if wide >= high else (left + right) / 2
        lines = [(left, middle, right, middle) if wide >= high else (middle, top, middle, bottom)]
    elif block["stroked"]:
        lines = [
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ]
    else:
        return
    for line in lines:
        box = place.box(*line)
        yield Rule(box.left, box.top, box.right, box.bottom)


def _is_white(color: int) -> bool:
    return color & 0xFF >= _WHITE and color >> 8 & 0xFF >= _WHITE and color >> 16 & 0xFF >= _WHITE
