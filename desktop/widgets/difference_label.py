"""A text with what differs marked inside it: removed letters struck, added ones underlined. Always plain text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.difference import Part, Piece, letters
from desktop.widgets.offsets import Utf16Map
from desktop.widgets.shown_text import as_shown

_MOST = 240
"""Code points that are drawn: from a little before the first difference on."""
_BEFORE = 24
_PITCH = 1.5
"""The pitch of lines, in sizes of the font."""
_INK = {Part.SAME: "muted", Part.REMOVED: "bad", Part.ADDED: "ok"}


class DifferenceLabel(QWidget):
    """Shows pieces of a difference on at most `lines` lines."""

    def __init__(
        self, appearance: Appearance, size: str = "small", lines: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._size, self._lines = appearance, size, lines
        self._pieces: tuple[Piece, ...] = ()
        self._placed: tuple[int, QTextLayout, int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._forget)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is shown."""
        return self._pieces

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show other pieces."""
        self._pieces = shortened(pieces, _MOST)
        self.setAccessibleName("".join(piece.text for piece in self._pieces))
        self.setAccessibleDescription(in_words(self._pieces))
        self._forget()

    def _forget(self) -> None:
        self._placed = None
        self.updateGeometry()
        self.update()

    def _place(self, width: int) -> tuple[QTextLayout, int]:
        """Return the layout for a width, and the number of its lines in sight."""
        if self._placed is None or self._placed[0] != width:
            self._placed = (width, *lay_out(self._look, self._pieces, self._size, width, self._lines))
        return self._placed[1], self._placed[2]

    def _pitch(self) -> int:
        return pitch(self._look, self._size)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        return max(1, self._place(width)[1]) * self._pitch()

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._pitch())

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout, _ = self._place(self.width())
        painter = QPainter(self)
        painter.setPen(self._look.color("muted"))
        layout.draw(painter, QPointF(0, 0))


def pitch(look: Appearance, size: str) -> int:
    """Return the pixels from line to line."""
    return round(look.theme.type(size) * _PITCH)


def lay_out(
    look: Appearance, pieces: Sequence[Piece], size: str, width: int, lines: int, tone: str = _INK[Part.SAME]
) -> tuple[QTextLayout, int]:
    """Return pieces laid out in at most `lines` lines of a width in pixels, and how many lines they fill.

    `tone` is the ink of what does not differ.
    """
    text = "".join(piece.text for piece in pieces)
    layout = QTextLayout(as_shown(text.replace("\n", " ")), look.sans(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setFormats(_formats(look, pieces, text, tone))
    step, count = pitch(look, size), 0
    layout.beginLayout()
    while count < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(max(20, width))
        line.setPosition(QPointF(0, count * step + (step - line.height()) / 2))
        count += 1
    layout.endLayout()
    return layout, count


def _formats(look: Appearance, pieces: Sequence[Piece], text: str, tone: str) -> list[QTextLayout.FormatRange]:
    offsets, place, formats = Utf16Map(text), 0, []
    for piece in pieces:
        style = QTextCharFormat()
        style.setForeground(look.color(tone if piece.part is Part.SAME else _INK[piece.part]))
        style.setFontStrikeOut(piece.part is Part.REMOVED)
        style.setFontUnderline(piece.part is Part.ADDED)
        mark = QTextLayout.FormatRange()
        start, end = offsets.to_units(place), offsets.to_units(place + len(piece.text))
        mark.start, mark.length, mark.format = start, end - start, style
        formats.append(mark)
        place += len(piece.text)
    return formats


def shortened(pieces: Sequence[Piece], most: int) -> tuple[Piece, ...]:
    """Return pieces of at most about `most` code points around the first difference; … stands for what is left out."""
    if sum(len(piece.text) for piece in pieces) <= most:
        return tuple(pieces)
    kept: list[Piece] = []
    room = most
    for index, piece in enumerate(pieces):
        text = piece.text
        if index == 0 and piece.part is Part.SAME and len(pieces) > 1 and len(text) > _BEFORE:
            text = "…" + "".join(letters(text[-2 * _BEFORE :])[-_BEFORE:])
        if len(text) > room:
            kept.append(Piece(piece.part, "".join(letters(text[: 2 * room])[:room]) + "…"))
            break
        kept.append(Piece(piece.part, text))
        room -= len(text)
    return tuple(kept)


def in_words(pieces: Sequence[Piece]) -> str:
    """Say for a screen reader what was removed and added."""
    verbs = {Part.REMOVED: "删去", Part.ADDED: "加上"}
    return "，".join(f"{verbs[piece.part]}“{piece.text}”" for piece in pieces if piece.part in verbs)
