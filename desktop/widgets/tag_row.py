"""The tags of a document as chips that can be taken away, and a small editor that knows the tags in use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.safe_words import safe_words

_SHOWN = 16
"""Code points of a tag on its chip."""


class TagRow(QWidget):
    """Tells which tags are wanted and which no longer."""

    added = Signal(str)
    removed = Signal(str)
    edit_wanted = Signal()
    """The editor is about to open: the tags in use are welcome."""

    def __init__(self, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self._chips: list[QPushButton] = []
        self._known = QStringListModel(self)
        self.begin = QPushButton("加标签…")
        self.begin.setProperty("kind", "quiet")
        self.begin.setCursor(Qt.CursorShape.PointingHandCursor)
        self.begin.clicked.connect(self.edit)
        self.editor = _TagEdit()
        self.editor.setMaxLength(longest)
        self.editor.setPlaceholderText("标签，Enter 加上")
        self.editor.setAccessibleName("新标签")
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.editor.setCompleter(completer)
        self.editor.returnPressed.connect(self._on_editor_returned)
        self.editor.abandoned.connect(self._on_editor_abandoned)
        self.editor.hide()
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.begin)
        self._flow.addWidget(self.editor)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that are shown."""
        return self._tags

    @property
    def chips(self) -> tuple[QPushButton, ...]:
        """The chips that are shown; a click takes a tag away."""
        return tuple(self._chips)

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show other tags."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = []
        for place, tag in enumerate(self._tags):
            words = safe_words(tag if len(tag) <= _SHOWN else f"{tag[: _SHOWN - 1]}…")
            chip = QPushButton(f"{words} ×".replace("&", "&&"))
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(f"去掉标签 {safe_words(tag)}")
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(partial(self._on_chip_clicked, tag))
            self._chips.append(chip)
            self._flow.insertWidget(place, chip)
            chip.show()
        self.updateGeometry()

    def know(self, tags: Sequence[str]) -> None:
        """Offer these tags while one is typed."""
        self._known.setStringList([tag for tag in tags if tag not in self._tags])

    @Slot()
    def edit(self) -> None:
        """Put the cursor into the editor."""
        self.edit_wanted.emit()
        self.begin.hide()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_editor_returned(self) -> None:
        tag = " ".join(self.editor.text().split())
        self.editor.clear()
        if tag and tag not in self._tags:
            self.added.emit(tag)

    @Slot()
    def _on_editor_abandoned(self) -> None:
        self.editor.clear()
        self.editor.hide()
        self.begin.show()

    @Slot()
    def _on_chip_clicked(self, tag: str, _checked: bool = False) -> None:
        self.removed.emit(tag)


class _TagEdit(QLineEdit):
    """Esc, and leaving with nothing typed, close it."""

    abandoned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.text():
            self.abandoned.emit()

    def sizeHint(self) -> QSize:
        return QSize(150, super().sizeHint().height())
