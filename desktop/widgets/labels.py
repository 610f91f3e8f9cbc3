"""Labels for texts that come from data: always plain text, never interpreted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.shown_text import as_shown


def plain_label(text: str = "", tone: str = "", size: str = "", wrap: bool = False) -> QLabel:
    """Return a label in a tone and size that `desk_style` knows."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if tone:
        label.setProperty("tone", tone)
    if size:
        label.setProperty("scale", size)
    return label


def restyle(widget: QWidget) -> None:
    """Show a widget as its properties now ask for."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


class ElidedLabel(QWidget):
    """A text of at most `lines` lines that ends in … where room is short, e.g. a document's title."""

    def __init__(
        self,
        appearance: Appearance,
        size: str = "body",
        bold: bool = False,
        lines: int = 1,
        token: str = "text",
        strike: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._size, self._bold, self._lines = appearance, size, bold, lines
        self._token, self._strike = token, strike
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        appearance.resized.connect(self.updateGeometry)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.sans(self._size, self._bold))

    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        wide = metrics.horizontalAdvance(self._text) + 4
        return QSize(wide if self._lines == 1 else 200, self._pitch() * (1 if self._lines == 1 else self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._pitch())

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        return self._pitch() * len(wrap_lines(self._text, self._metrics(), width, self._lines))

    def _pitch(self) -> int:
        return round(self._look.theme.type(self._size) * 1.5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._look.sans(self._size, self._bold)
        painter.setFont(font)
        color = self._look.color(self._token)
        top = 0.0
        metrics = QFontMetrics(font)
        for line in wrap_lines(self._text, metrics, self.width(), self._lines):
            box = QRectF(0, top, self.width(), self._pitch())
            painter.setPen(color)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
            if self._strike:
                painter.setPen(QPen(self._look.color("bad"), 1))
                middle = box.center().y() + 1
                painter.drawLine(0, round(middle), metrics.horizontalAdvance(line), round(middle))
            top += self._pitch()


_NO_START = "，。；：、！？）》」』”’〕】"
"""Punctuation that may not begin a line."""

_MOST_ON_A_LINE = 400
"""More code points than any line holds: the rest of a text of millions is not measured."""


def wrap_lines(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Break a text into at most `most` lines of a width; the last one ends in … when more would follow."""
    text = _in_one_line(text, most)
    lines: list[str] = []
    while text and len(lines) < most - 1:
        cut = _fitting(text, metrics, width)
        if cut >= len(text):
            break
        while cut > 1 and text[cut] in _NO_START:
            cut -= 1
        lines.append(text[:cut])
        text = text[cut:].lstrip(" ")
    lines.append(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
    return lines


def fits_line(text: str, metrics: QFontMetrics, width: int) -> bool:
    """Tell whether a text needs no second line in `wrap_lines`."""
    shown = _in_one_line(text, 1)
    return len(shown) <= _MOST_ON_A_LINE and metrics.horizontalAdvance(shown) <= width


def _in_one_line(text: str, most: int) -> str:
    """Return as much of a text as can be shown in `most` lines, with blanks for the ends of its own."""
    return as_shown(" ".join(text[: most * _MOST_ON_A_LINE + 1].split("\n")))


def _fitting(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return how many characters fit into a width, at least one."""
    low, high = 1, min(len(text), _MOST_ON_A_LINE)
    in_chinese = width // (metrics.horizontalAdvance("国") or 1)
    likely = [in_chinese + 1, in_chinese]  # most lines end there
    while low < high:
        middle = min(high, max(low + 1, likely.pop())) if likely else (low + high + 1) // 2
        if metrics.horizontalAdvance(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
