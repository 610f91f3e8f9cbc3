"""What stands below a value: the parser's value beside it, why it is doubtful, its places, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.difference_label import DifferenceLabel
from desktop.widgets.field_face import FieldFace
from desktop.widgets.labels import ElidedLabel, plain_label

_ICON, _INSET = 14, 6
"""Pixels at 100 %: of a picture, and from the edge to where the letters of the value begin. A quiet button has as much
room inside.
"""


class FieldFoot(QWidget):
    """Shows what belongs to a FieldFace beside its value. All that it tells begins with the field's key."""

    confirm_wanted = Signal(str)
    restore_wanted = Signal(str)
    place_stepped = Signal(str, int)
    place_removed = Signal(str)

    def __init__(self, key: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._look = key, appearance
        self._was = DifferenceLabel(appearance)
        self._was_line = _line(plain_label("原识别", tone="muted", size="small"), self._was)
        self._reason = plain_label(tone="warn", size="small", wrap=True)
        self._unseen = plain_label(tone="muted", size="small", wrap=True)
        for label in (self._reason, self._unseen):
            label.setContentsMargins(_INSET, 0, 0, 0)
        self._place = plain_label(tone="muted", size="small")
        self._previous, self._next = self._arrow("上一处依据"), self._arrow("下一处依据")
        self._remove = _quiet_button("移除此处")
        self._places = _line(self._place, self._previous, self._next, self._remove)
        self._confirm, self._restore = _quiet_button("确认无误"), _quiet_button("恢复识别值")
        self._keys = ElidedLabel(appearance, "small", token="muted")
        self._acts = _line(self._confirm, self._restore, self._keys)
        self._acts_row = self._acts.findChildren(QHBoxLayout)[0]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        for part in (self._was_line, self._reason, self._unseen, self._places, self._acts):
            column.addWidget(part)
        self._confirm.clicked.connect(self._on_confirm_clicked)
        self._restore.clicked.connect(self._on_restore_clicked)
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        appearance.changed.connect(self._tint)
        self._tint()

    def _arrow(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setIconSize(QSize(_ICON, _ICON))
        return button

    def show_face(self, face: FieldFace) -> None:
        """Show what a face says beside its value."""
        self._was.show_pieces(face.pieces)
        self._was_line.setVisible(bool(face.pieces))
        self._unseen.setText(f"含看不见的字符：{face.unseen}")
        self._unseen.setVisible(bool(face.unseen))

    def say(self, sentence: str, refused: bool) -> None:
        """Say why a value is doubtful, or why what was typed cannot be one; nothing for ""."""
        self._reason.setProperty("tone", "bad" if refused else "warn")
        self._reason.style().unpolish(self._reason)
        self._reason.style().polish(self._reason)
        self._reason.setText(sentence)
        self._reason.setVisible(bool(sentence))

    def show_place(self, place: int | None, count: int) -> None:
        """Say which place of evidence is looked at, None for all of them at once; nothing for fewer than two."""
        self._places.setVisible(count > 1)
        self._place.setText(f"依据 {count} 处" if place is None else f"依据 {place + 1}/{count}")
        self._remove.setVisible(place is not None)

    def offer(self, confirm: bool, restore: bool, keys: str) -> None:
        """Offer what can be done, and say the keys for it."""
        self._confirm.setVisible(confirm)
        self._restore.setVisible(restore)
        self._keys.set_text(keys)
        self._keys.setVisible(bool(keys))
        self._acts.setVisible(confirm or restore or bool(keys))
        self._acts_row.setContentsMargins(0 if confirm or restore else _INSET, 0, 0, 0)

    @property
    def pieces_label(self) -> DifferenceLabel:
        """The parser's value beside a correction."""
        return self._was

    @property
    def sentence(self) -> str:
        """Why the value is doubtful or was refused."""
        return self._reason.text()

    @property
    def keys(self) -> str:
        """The keys that are said."""
        return self._keys.text

    @property
    def place_words(self) -> str:
        """Which place is looked at; "" where there are not several."""
        return self._place.text() if not self._places.isHidden() else ""

    @Slot()
    def _on_confirm_clicked(self) -> None:
        self.confirm_wanted.emit(self._key)

    @Slot()
    def _on_restore_clicked(self) -> None:
        self.restore_wanted.emit(self._key)

    @Slot()
    def _on_previous_clicked(self) -> None:
        self.place_stepped.emit(self._key, -1)

    @Slot()
    def _on_next_clicked(self) -> None:
        self.place_stepped.emit(self._key, 1)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.place_removed.emit(self._key)

    @Slot()
    def _tint(self) -> None:
        color = self._look.theme.color("muted")
        self._previous.setIcon(icons.icon("up", color, _ICON))
        self._next.setIcon(icons.icon("chevron", color, _ICON))


def _quiet_button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "quiet")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _line(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(_INSET, 0, 0, 0)
    row.setSpacing(6)
    above = isinstance(parts[-1], DifferenceLabel)
    beside = Qt.AlignmentFlag.AlignTop if above else Qt.AlignmentFlag.AlignVCenter
    for part in parts:
        wide = isinstance(part, DifferenceLabel | ElidedLabel)
        row.addWidget(part, 1 if wide else 0, Qt.AlignmentFlag(0) if wide and above else beside)
    if not isinstance(parts[-1], DifferenceLabel | ElidedLabel):
        row.addStretch(1)
    return holder
