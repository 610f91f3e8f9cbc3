"""Pages for the tests of the page widgets: characters on a grid, and a hand-written provider of their pictures."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.page_image import PageSize
from desktop.domain.text import Page, SourceText, Span
from desktop.widgets.page_strip import PageStrip
from desktop.widgets.page_view import PageView

SIZE = PageSize(600.0, 800.0)
EM, LEFT, TOP, PITCH = 20.0, 60.0, 80.0, 40.0
LINES, ROW = 12, 19


def source(pages: int) -> SourceText:
    """Return a source of pages of 12 lines of 19 characters; every line says which one it is."""
    text, known = "", []
    for page in range(pages):
        start = len(text)
        text += "".join(f"第{page:03}页第{line:02}行𠮷字，一二三四五六七\n" for line in range(LINES))
        known.append(Page(Span(start, len(text)), str(page + 38)))
    return SourceText("甲.pdf", "0" * 64, "pdf", text, tuple(known))


def box(line: int, column: int) -> Box:
    """Return where a character stands, in points."""
    left, top = LEFT + column * EM, TOP + line * PITCH
    return Box(left, top, left + EM, top + EM)


def glyphs(text: str) -> Glyphs:
    """Return the boxes of a page's text."""
    lines = text.split("\n")
    boxes: list[Box | None] = []
    for number, line in enumerate(lines):
        boxes.extend(box(number, column) for column in range(len(line)))
        if number < len(lines) - 1:
            boxes.append(None)
    return Glyphs.of(boxes)


class Provider:
    """Gives a view and a strip what they want, as often as it is told to; white pages of the right size."""

    def __init__(self, text: SourceText, view: PageView, strip: PageStrip | None = None) -> None:
        self._text, self._view, self._strip = text, view, strip
        self.drawn: list[int] = []

    def give_glyphs(self) -> None:
        """Give the boxes that are wanted."""
        for index in self._view.glyphs_wanted:
            self._view.set_glyphs(index, glyphs(self._text.slice(self._text.pages[index].span)))

    def give_pictures(self, color: str = "#ffffff") -> None:
        """Give the pictures that are wanted."""
        for index, scale in self._view.pictures_wanted:
            self._view.set_picture(index, scale, picture(scale, color))
            self.drawn.append(index)
        if self._strip is not None:
            for index, scale in self._strip.pictures_wanted:
                self._strip.set_picture(index, scale, picture(scale, color))

    def give(self) -> None:
        """Give everything that is wanted."""
        self.give_glyphs()
        self.give_pictures()


def picture(scale: float, color: str) -> QImage:
    """Return an empty page at a scale."""
    image = QImage(round(SIZE.width * scale), round(SIZE.height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    return image
