"""The lines below a value that a person can act on: the places of its evidence, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.difference_label import DifferenceLabel
from desktop.widgets.labels import ElidedLabel, plain_label

_ICON, INSET = 14, 6
"""Pixels at 100 %: of a picture, and from the edge to where the letters of the value begin. A quiet button has as much
room inside.
"""


class PlacesLine(QWidget):
    """Says which of several places is looked at, and steps through them."""

    stepped = Signal(int)
    removed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._place = plain_label(tone="muted", size="small")
        self._previous, self._next = _arrow("上一处依据"), _arrow("下一处依据")
        self._remove = _quiet_button("移除此处")
        line_of(self._place, self._previous, self._next, self._remove, holder=self)
        self._previous.clicked.connect(partial(self._on_arrow_clicked, -1))
        self._next.clicked.connect(partial(self._on_arrow_clicked, 1))
        self._remove.clicked.connect(self.removed)
        appearance.changed.connect(self._tint)
        self._tint()

    def show_place(self, place: int | None, count: int) -> None:
        """Say which of the places is looked at, None for all of them at once."""
        self._place.setText(f"依据 {count} 处" if place is None else f"依据 {place + 1}/{count}")
        self._remove.setVisible(place is not None)

    @property
    def words(self) -> str:
        """Which place is looked at."""
        return self._place.text()

    def _on_arrow_clicked(self, step: int, _checked: bool = False) -> None:
        self.stepped.emit(step)

    @Slot()
    def _tint(self) -> None:
        color = self._look.theme.color("muted")
        self._previous.setIcon(icons.icon("up", color, _ICON))
        self._next.setIcon(icons.icon("chevron", color, _ICON))


class ActsLine(QWidget):
    """Offers what can be done, and says the keys for it."""

    confirm_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confirm, self._restore = _quiet_button("确认无误"), _quiet_button("恢复识别值")
        self._keys = ElidedLabel(appearance, "small", token="muted")
        self._row = line_of(self._confirm, self._restore, self._keys, holder=self)
        self._confirm.clicked.connect(self.confirm_wanted)
        self._restore.clicked.connect(self.restore_wanted)

    def offer(self, confirm: bool, restore: bool, keys: str) -> None:
        """Show the buttons that do something now, and the keys."""
        self._confirm.setVisible(confirm)
        self._restore.setVisible(restore)
        self._keys.set_text(keys)
        self._keys.setVisible(bool(keys))
        self._row.setContentsMargins(0 if confirm or restore else INSET, 0, 0, 0)

    @property
    def keys(self) -> str:
        """The keys that are said."""
        return self._keys.text


def line_of(*parts: QWidget, holder: QWidget) -> QHBoxLayout:
    """Lay parts out in one line of a holder, the last one wide where it is a text that fits its room."""
    row = QHBoxLayout(holder)
    row.setContentsMargins(INSET, 0, 0, 0)
    row.setSpacing(6)
    above = isinstance(parts[-1], DifferenceLabel)
    beside = Qt.AlignmentFlag.AlignTop if above else Qt.AlignmentFlag.AlignVCenter
    for part in parts:
        wide = isinstance(part, DifferenceLabel | ElidedLabel)
        row.addWidget(part, 1 if wide else 0, Qt.AlignmentFlag(0) if wide and above else beside)
    if not isinstance(parts[-1], DifferenceLabel | ElidedLabel):
        row.addStretch(1)
    return row


def _arrow(words: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "icon")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setIconSize(QSize(_ICON, _ICON))
    return button


def _quiet_button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "quiet")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
