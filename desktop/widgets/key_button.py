"""A button that shows its shortcut beside its words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.widgets.giving_way import GivingWay
from desktop.widgets.labels import plain_label

KEYS_OF, KEY_TIP = "keysOf", "keyTip"
"""Properties that the window reads: the action whose keys in force a KeyButton shows; a tooltip of any widget, with the
names of actions where their keys are to stand: 查找（{find}）.
"""


class KeyButton(QPushButton):
    """A push button with a small shortcut at its right. `kind` is one that `desk_style` knows.

    With the property KEYS_OF, the window shows the keys of that action on it.
    """

    def __init__(self, text: str, keys: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if kind:
            self.setProperty("kind", kind)
        self._words = plain_label(text)
        self._words.setProperty("part", "words")
        self._keys = plain_label(keys, size="small")
        self._keys.setProperty("part", "keys")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 14, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        for label in (self._words, self._keys):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(label)
        self._row.addStretch(1)
        self._giving_way = GivingWay(self, self._row, (self._keys,), minds_its_width=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text)

    def say(self, text: str) -> None:
        """Show other words."""
        self._words.setText(text)
        self._settle()

    def show_keys(self, keys: str) -> None:
        """Show other keys; nothing for none."""
        self._keys.setText(keys)
        self._keys.setVisible(bool(keys))
        self._settle()

    def _settle(self) -> None:
        self.setAccessibleName(f"{self._words.text()} {self._keys.text()}".rstrip())
        self.updateGeometry()

    @property
    def words(self) -> str:
        """The words on the button."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        inner = self._row.sizeHint()
        wide = self._words.sizeHint().width() + 2 * self._row.contentsMargins().left()
        if not self._keys.isHidden():
            wide += self._keys.sizeHint().width() + self._row.spacing()
        return QSize(wide, round(inner.height() * 1.75))

    def minimumSizeHint(self) -> QSize:
        least = self._words.sizeHint().width() + self._row.contentsMargins().left()
        return QSize(least, self.sizeHint().height())
