"""Selected text on its way from the source to a field: what is carried, and how the dragging begins."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.text import SourceText, Span
from desktop.widgets.appearance import Appearance
from desktop.widgets.outgoing import is_kept_in

FORMAT = "application/x-gongbao-span"
_LONGEST, _PAD = 240, 8
"""Pixels of the text beside the pointer, and the room around it."""


@dataclass(frozen=True, slots=True)
class DraggedSpan:
    """A span, and the SHA-256 of the source that it belongs to: another window may show another source."""

    sha256: str
    span: Span


def carried(source: SourceText, span: Span, kept_in: bool = False) -> QMimeData:
    """Return what is dragged: the span, and its words for other programs unless they stay inside."""
    data = QMimeData()
    data.setData(FORMAT, QByteArray(f"{source.sha256} {span.start} {span.end}".encode("ascii")))
    if not kept_in:
        data.setText(source.slice(span))
    return data


def dragged(data: QMimeData) -> DraggedSpan | None:
    """Return the span that is dragged, None when it is something else."""
    parts = bytes(data.data(FORMAT).data()).split(b" ")
    if len(parts) != 3 or not (parts[1].isdigit() and parts[2].isdigit()):
        return None
    start, end = int(parts[1]), int(parts[2])
    return DraggedSpan(parts[0].decode("ascii", "replace"), Span(start, end)) if start < end else None


def begins(pressed: QPoint, now: QPoint) -> bool:
    """Tell whether the pointer has moved so far that a drag is meant and not a click."""
    return (now - pressed).manhattanLength() >= QApplication.startDragDistance()


def drag(view: QWidget, source: SourceText, span: Span, look: Appearance) -> None:
    """Let a person drag a span from a view; returns when it was dropped somewhere."""
    moved = QDrag(view)
    moved.setMimeData(carried(source, span, is_kept_in(view)))
    moved.setPixmap(_picture(source.text[span.start : span.start + 60], look, view.devicePixelRatioF()))
    moved.setHotSpot(QPoint(-_PAD, -_PAD))
    moved.exec(Qt.DropAction.CopyAction)


def _picture(words: str, look: Appearance, ratio: float) -> QPixmap:
    """Draw the words beside the pointer."""
    font: QFont = look.sans("note")
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, _LONGEST)
    box = QRect(0, 0, metrics.horizontalAdvance(shown) + 2 * _PAD, metrics.height() + _PAD)
    picture = QPixmap(box.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(look.color("accent-soft"))
    painter = QPainter(picture)
    painter.setFont(font)
    painter.setPen(look.color("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.setPen(look.color("accent"))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.end()
    return picture
