"""Parts of the forms on the page 认定: a heading with contents and what is lacking there, choices, areas of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.disclosure.blocks import Block
from desktop.widgets.appearance import Appearance
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.labels import plain_label, restyle
from desktop.widgets.safe_words import words_label

_LONGEST_LINE, _LONGEST_TEXT = 200, 5_000
"""Code points that a line and an area take."""
_KEY = "key"


class Section(QWidget):
    """A heading, what belongs under it, and below that what is lacking there."""

    def __init__(self, title: str, *parts: QWidget, hint: str = "") -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5)
        if title:
            self.column.addWidget(plain_label(title, tone="muted", size="note"))
        for part in parts:
            self.column.addWidget(part)
        if hint:
            self.column.addWidget(words_label(hint, tone="muted", size="small"))
        self._lack = words_label(size="small")
        self._lack.hide()
        self.column.addWidget(self._lack)

    @property
    def lack(self) -> str:
        """What is said to be lacking here."""
        return self._lack.text()

    def show_blocks(self, blocks: Sequence[Block], tone: str) -> None:
        """Say what is lacking here; nothing for no blocks."""
        self._lack.setText("\n".join(f"{block.sentence}（{block.article.cited}）" for block in blocks))
        self._lack.setProperty("tone", tone)
        restyle(self._lack)
        self._lack.setVisible(bool(blocks))


class Choice(QWidget):
    """Chips of which at most one is chosen, or any number. Nothing is chosen unless said so."""

    changed = Signal()

    def __init__(self, name: str, labels: Mapping[str, str], several: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._several = several
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: dict[str, QPushButton] = {}
        row = FlowLayout(self)
        for key, label in labels.items():
            button = QPushButton(label.replace("&", "&&"))
            button.setAccessibleName(f"{name}：{label}")
            button.setProperty("kind", "chip")
            button.setProperty(_KEY, key)
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        self._group.buttonClicked.connect(self._on_group_clicked)

    @property
    def current(self) -> str:
        """The key of what is chosen, empty for nothing."""
        return next(iter(self.chosen), "")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of all that is chosen, in their order."""
        return tuple(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, *keys: str) -> None:
        """Choose as a person does, and nothing else."""
        before = self.chosen
        for key, button in self._buttons.items():
            button.setChecked(key in keys)
        if self.chosen != before:
            self.changed.emit()

    def button(self, key: str) -> QPushButton:
        """Return the chip of a key."""
        return self._buttons[key]

    @Slot(QPushButton)
    def _on_group_clicked(self, clicked: QPushButton) -> None:
        if not self._several and clicked.isChecked():
            for button in self._buttons.values():
                if button is not clicked:
                    button.setChecked(False)
        self.changed.emit()


class WrappedCheck(QWidget):
    """A box to tick whose words take as many lines as they need; a click on the words ticks it too."""

    toggled = Signal(bool)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self.box.toggled.connect(self.toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words_label(words, size="note"), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.toggle()


class TextArea(QPlainTextEdit):
    """Some lines of text, as tall as those lines at any zoom. Tab goes on."""

    def __init__(self, name: str, appearance: Appearance, lines: int = 3, empty: str = "") -> None:
        super().__init__()
        self._look, self._lines = appearance, lines
        self.setAccessibleName(name)
        self.setPlaceholderText(empty)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_text_changed)
        appearance.resized.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.toPlainText()

    @Slot()
    def _fit(self) -> None:
        pitch = QFontMetrics(self._look.sans("body")).lineSpacing()
        self.setFixedHeight(self._lines * pitch + self._look.px(24))

    @Slot()
    def _on_text_changed(self) -> None:
        typed = self.toPlainText()
        if len(typed) > _LONGEST_TEXT:
            self.setPlainText(typed[:_LONGEST_TEXT])
            self.moveCursor(self.textCursor().MoveOperation.End)


def line_edit(name: str, text: str = "", empty: str = "") -> QLineEdit:
    """Return a line to type into."""
    line = QLineEdit(text)
    line.setAccessibleName(name)
    line.setPlaceholderText(empty)
    line.setMaxLength(_LONGEST_LINE)
    return line


def chip(words: str) -> QPushButton:
    """Return a small button for something that can be done here."""
    button = QPushButton(words)
    button.setProperty("kind", "chip")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def same(labels: Iterable[str]) -> dict[str, str]:
    """Return labels that are their own keys."""
    return {label: label for label in labels}


def said(widget: QWidget) -> str:
    """Return all that the visible labels inside a widget say, line by line."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden() and label.text())
