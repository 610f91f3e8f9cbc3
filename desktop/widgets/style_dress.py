"""What a widget gets before it is seen: the step of the type scale, the ground behind it, the tint of its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop.widgets import icons
from desktop.widgets.palettes import TONES

_LABEL_SIZES = {
    "small": ("small", False),
    "note": ("note", False),
    "heading": ("heading", True),
    "display": ("display", True),
}
_BUTTON_SIZES = {"quiet": "small", "chip": "small", "rail": "small", "size": "note"}
_CLEAR_ACTION, _CLEAR_ICON = "_q_qlineeditclearaction", 14
"""Qt's name of what empties a line of text, and the pixels of its cross."""
_FRAME = (24, 64)
"""Pixels that the system's frame and its bars may take around a dialog."""
_QT_MARGIN, _MARGIN = 4.0, 8.0
"""Pixels around the text of an area: as Qt has them, and as they are here."""


def size_of(widget: QWidget) -> tuple[str, bool] | None:
    """Return the step of the type scale that a widget asks for; None for one that takes what its parent has."""
    if isinstance(widget, QLabel):
        scale = widget.property("scale")
        if scale is None:
            return ("body", True) if widget.property("part") == "words" and _is_primary(widget) else None
        return _LABEL_SIZES.get(scale)
    if isinstance(widget, (QPushButton, QToolButton)):
        kind = widget.property("kind")
        return ("body", True) if kind == "primary" else (_BUTTON_SIZES[kind], False) if kind in _BUTTON_SIZES else None
    if isinstance(widget, (QMenu, QMenuBar)):
        return "note", False
    return None


def dress(widget: QWidget) -> None:
    """Prepare a widget for how it is painted."""
    if isinstance(widget, QLabel):
        _tint(widget)
    elif isinstance(widget, (QAbstractButton, QLineEdit)):
        widget.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if isinstance(widget, QLineEdit):
            _ClearCross.put_on(widget)
    elif isinstance(widget, QScrollArea):
        _clear(widget)
    elif isinstance(widget, QListView):
        widget.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        widget.setFrameShape(QFrame.Shape.NoFrame)
    elif isinstance(widget, QPlainTextEdit):
        _dress_area(widget)
    elif isinstance(widget, QTextEdit):
        widget.viewport().setAutoFillBackground(False)
    elif isinstance(widget, QDialog):
        _fit_to_screen(widget)
    widget.update()


def _fit_to_screen(dialog: QDialog) -> None:
    """Keep a dialog that is large at this zoom on the screen, with its buttons."""
    room = dialog.screen().availableSize() - QSize(*_FRAME)
    if dialog.testAttribute(Qt.WidgetAttribute.WA_Resized) and dialog.size() != dialog.size().boundedTo(room):
        dialog.resize(dialog.size().boundedTo(room))


def _dress_area(area: QPlainTextEdit) -> None:
    """Let the rounded box of an area of text show, and keep its words off the edge."""
    area.setFrameShape(QFrame.Shape.StyledPanel)
    area.viewport().setAutoFillBackground(False)
    if area.property("kind") == "value":
        area.setAttribute(Qt.WidgetAttribute.WA_Hover)
    elif area.document().documentMargin() == _QT_MARGIN:
        area.document().setDocumentMargin(_MARGIN)


def _is_primary(label: QLabel) -> bool:
    above = label.parentWidget()
    return above is not None and above.property("kind") == "primary"


def _tint(label: QLabel) -> None:
    tone = label.property("tone")
    if tone is None and label.property("part") is not None and _is_primary(label):
        tone = "on-accent"
    label.setForegroundRole(TONES.get(tone, QPalette.ColorRole.NoRole))


def _clear(area: QScrollArea) -> None:
    """Let the ground under a scrolled page show through."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    page = area.widget()
    if page is not None:
        page.setAutoFillBackground(False)


class _ClearCross(QObject):
    """Keeps the cross that empties a line in the theme's muted ink; Qt draws a black disc."""

    def __init__(self, line: QLineEdit, action: QAction) -> None:
        super().__init__(line)
        self._line, self._action = line, action
        line.installEventFilter(self)
        self._tint()

    @classmethod
    def put_on(cls, line: QLineEdit) -> None:
        """Tint the cross of a line that has one, once."""
        action = line.findChild(QAction, _CLEAR_ACTION)
        if action is not None and line.findChild(cls) is None:
            cls(line, action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        return super().eventFilter(watched, event)

    def _tint(self) -> None:
        ink = self._line.palette().color(TONES["muted"]).name()
        self._action.setIcon(icons.icon("close", ink, _CLEAR_ICON))
