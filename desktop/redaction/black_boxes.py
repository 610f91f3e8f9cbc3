"""Text that a PDF hides instead of removing: under boxes, pictures and annotations, white on white, or invisible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pymupdf

from desktop.domain.errors import SourceDamaged, SourceKindUnknown, SourceMissing
from desktop.domain.glyphs import Box
from desktop.parsing.readers import kinds
from desktop.parsing.readers.pdf_opening import PageDamaged, bounded_scale, guarded, open_document, size_of
from desktop.redaction.ink import printed

_SCALE = 2.0
_INSET = 0.12
_LEAST = 2
_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉〔〕—…·.,;:'\"-_()[]|/\\ ")
_TRANSPARENT = 0.05
_PALE, _DARK = 0xE6, 0x50
_UNSEEN = 3
_COVERING = frozenset({"Square", "Circle", "Highlight", "Polygon", "Stamp", "FreeText", "Ink", "Line", "PolyLine"})


class Cover(Enum):
    """How text is hidden; the value is its name in files."""

    BOX = "box"
    PICTURE = "picture"
    ANNOTATION = "annotation"
    UNAPPLIED = "unapplied"
    SAME_COLOUR = "same_colour"
    INVISIBLE = "invisible"


WORDS = {
    Cover.BOX: "色块遮盖，其下的文字仍在",
    Cover.PICTURE: "图片遮盖，其下的文字仍在",
    Cover.ANNOTATION: "批注遮盖，移开批注即可看到文字",
    Cover.UNAPPLIED: "删减标记没有执行，文字仍在",
    Cover.SAME_COLOUR: "文字与底色相同，看不见但仍在",
    Cover.INVISIBLE: "不可见的文字层，图上已经看不到的内容仍可读出",
}
"""What each way of hiding means, for people."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A passage that nobody sees but anybody can copy: its page (from 1), its box as the page is shown, its text."""

    page: int
    box: Box
    text: str
    cover: Cover

    @property
    def words(self) -> str:
        """Say in Chinese how it is hidden."""
        return WORDS[self.cover]


@dataclass(frozen=True, slots=True)
class _Char:
    """A character that a page holds, in points of the page as it is shown; `order` is its place among what is drawn."""

    text: str
    box: Box
    order: int
    run: int
    colour: int
    is_invisible: bool


def covered_text(path: Path, password: str | None = None) -> tuple[Covered, ...]:
    """Return the text of a PDF that is hidden instead of removed, page by page.

    Raises SourceError for what cannot be opened; SourceKindUnknown for a file that is no PDF.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceMissing(path) from error
    except OSError as error:
        raise SourceDamaged(path, error.strerror or "") from error
    kind = kinds.kind_of(raw)
    if kind != kinds.PDF:
        raise SourceKindUnknown(path, kind)
    document = open_document(path, raw, password, "pdf")
    try:
        return tuple(found for number in range(document.page_count) for found in _on_page(document, number))
    finally:
        document.close()


def _on_page(document: Any, number: int) -> list[Covered]:
    try:
        with guarded():
            page = document[number]
            chars = list(_chars(page))
            return list(_covered(page, chars)) if chars else []
    except PageDamaged:
        return []


def _chars(page: Any) -> Iterator[_Char]:
    rect_of: Any = pymupdf.Rect
    turn = page.rotation_matrix
    for run, span in enumerate(page.get_texttrace()):
        invisible = span["type"] == _UNSEEN or span["opacity"] <= _TRANSPARENT
        colour = _packed(span["color"])
        for code, _, _, corners in span["chars"]:
            box = rect_of(corners) * turn
            if code > 0 and printed(chr(code)):
                own = Box(box.x0, box.y0, box.x1, box.y1)
                yield _Char(chr(code), own, int(span["seqno"]), run, colour, invisible)


def _covered(page: Any, chars: Sequence[_Char]) -> Iterator[Covered]:
    unapplied = [_box(annotation.rect, page) for annotation in page.annots() if annotation.type[1] == "Redact"]
    shown, bare = _drawn(page, with_annotations=True), None
    if any(annotation.type[1] in _COVERING for annotation in page.annots()):
        bare = _drawn(page, with_annotations=False)
    layers = _layers(page)
    ways = [_way(char, shown, bare, layers, unapplied) for char in chars]
    start = 0
    for at in range(1, len(chars) + 1):
        if at < len(chars) and ways[at] == ways[start] and _goes_on(chars[at - 1], chars[at]):
            continue
        way = ways[start]
        if way is not None:
            found = _passage(page.number + 1, chars[start:at], way)
            if found is not None:
                yield found
        start = at


def _passage(number: int, chars: Sequence[_Char], way: Cover) -> Covered | None:
    """Return some characters as one passage; None where they are too few to mean anything."""
    text = "".join(char.text for char in chars)
    if sum(char not in _MARKS for char in text) < (_LEAST if way is not Cover.UNAPPLIED else 1):
        return None
    box = chars[0].box
    for char in chars[1:]:
        box = box.joined(char.box)
    return Covered(number, box, text, way)


def _way(
    char: _Char, shown: _Picture, bare: _Picture | None, layers: Sequence[tuple[int, Cover, Box]], unapplied: list[Box]
) -> Cover | None:
    """Return how a character is hidden, None for one that is seen."""
    if any(_holds(box, char.box) for box in unapplied):
        return Cover.UNAPPLIED
    above = [cover for order, cover, box in layers if order > char.order and _holds(box, char.box)]
    if Cover.PICTURE in above and not char.is_invisible:
        return Cover.PICTURE
    colour = shown.colour(char.box)
    if colour is None:
        return None
    if char.is_invisible:
        return Cover.INVISIBLE if _was_painted_over(colour) or above else None
    if bare is not None and bare.colour(char.box) is None:
        return Cover.ANNOTATION
    if above:
        return above[-1]
    return Cover.SAME_COLOUR if _alike(colour, char.colour) else None


def _was_painted_over(colour: int) -> bool:
    """Tell whether a place where a scan should show a character is of one dark colour."""
    return max(colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF) < _DARK


def _layers(page: Any) -> list[tuple[int, Cover, Box]]:
    """Return what is drawn in areas: its order, and its box as the page is shown."""
    found: list[tuple[int, Cover, Box]] = []
    for order, (kind, area, *_) in enumerate(page.get_bboxlog()):
        if kind == "fill-image":
            found.append((order, Cover.PICTURE, _box(area, page)))
        elif kind in ("fill-path", "fill-shade", "fill-imgmask"):
            found.append((order, Cover.BOX, _box(area, page)))
    return found


def _box(area: Any, page: Any) -> Box:
    rect_of: Any = pymupdf.Rect
    rect = rect_of(area) * page.rotation_matrix
    return Box(rect.x0, rect.y0, rect.x1, rect.y1)


class _Picture:
    """A drawn page, asked for the colour of places."""

    def __init__(self, pixels: Any, scale: float) -> None:
        self._samples = bytes(pixels.samples_mv)
        self._wide, self._high, self._row = pixels.width, pixels.height, pixels.stride
        self._scale = scale

    def colour(self, box: Box) -> int | None:
        """Return the colour (RGB) of a place that is of one colour, None where something is to be seen, -1 aside."""
        inset_x, inset_y = box.width * _INSET, box.height * _INSET
        left = max(int((box.left + inset_x) * self._scale), 0)
        right = min(int((box.right - inset_x) * self._scale) + 1, self._wide)
        top = max(int((box.top + inset_y) * self._scale), 0)
        bottom = min(int((box.bottom - inset_y) * self._scale) + 1, self._high)
        if left >= right or top >= bottom:
            return -1
        first = self._samples[top * self._row + left * 3 : top * self._row + left * 3 + 3]
        line = first * (right - left)
        for row in range(top, bottom):
            start = row * self._row + left * 3
            if self._samples[start : start + len(line)] != line:
                return None
        return int.from_bytes(first, "big")


def _drawn(page: Any, *, with_annotations: bool) -> _Picture:
    scale = bounded_scale(size_of(page), _SCALE)
    matrix: Any = pymupdf.Matrix
    pixels = page.get_pixmap(
        matrix=matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False, annots=with_annotations
    )
    return _Picture(pixels, scale)


def _goes_on(last: _Char, char: _Char) -> bool:
    """Tell whether a character stands on the same line as the one before, not far from it."""
    across = min(last.box.bottom, char.box.bottom) - max(last.box.top, char.box.top)
    down = min(last.box.right, char.box.right) - max(last.box.left, char.box.left)
    size = max(last.box.height, char.box.height, 1.0)
    return (across > 0 and abs(char.box.left - last.box.right) < 2 * size) or (
        down > 0 and abs(char.box.top - last.box.bottom) < size
    )


def _holds(area: Box, box: Box) -> bool:
    """Tell whether most of a box lies in an area."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    wide = min(area.right, box.right) - max(area.left, box.left)
    return area.left <= x <= area.right and area.top <= y <= area.bottom and wide >= 0.8 * box.width


def _packed(colour: Sequence[float]) -> int:
    """Return a colour of one, three or four shares as RGB; -1 for one that is not known."""
    match [float(share) for share in colour]:
        case [grey]:
            shares = [grey] * 3
        case [red, green, blue]:
            shares = [red, green, blue]
        case [cyan, magenta, yellow, black]:
            shares = [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
        case _:
            return -1
    packed = 0
    for share in shares:
        packed = packed << 8 | round(min(max(share, 0.0), 1.0) * 255)
    return packed


def _alike(first: int, second: int) -> bool:
    """Tell whether two colours can hardly be told apart."""
    return (
        second >= 0 and first >= 0 and all(abs((first >> at & 0xFF) - (second >> at & 0xFF)) <= 12 for at in (0, 8, 16))
    )
