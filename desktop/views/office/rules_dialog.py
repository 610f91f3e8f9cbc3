"""The rules that the office decides by: what each profile means, which is in force, and another chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.disclosure.rulebook import RuleBook
from desktop.review.rule_words import told, what_changes
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label, restyle
from desktop.widgets.safe_words import safe_words, words_label

_IN_FORCE = "现行"
_LIST_WIDTH = 200
"""Pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A profile by its key; `book` is None where its file is wrong, and `fault` says where and why."""

    key: str
    book: RuleBook | None
    fault: str = ""


class RulesDialog(QDialog):
    """Offers the profiles. What is wanted is told by signals; nothing changes before `choose_button` is pressed."""

    chosen = Signal(str)
    check_wanted = Signal()
    adding_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._offers: tuple[Offer, ...] = ()
        self._in_force = ""
        self.setProperty("help", "people")
        self.setWindowTitle("认定规则")
        self.resize(appearance.px(860), appearance.px(600))
        self.list = QListWidget()
        self.list.setAccessibleName("认定规则")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self._title = plain_label(size="heading", wrap=True)
        self._means = QScrollArea()
        self._means.setWidgetResizable(True)
        self._means.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._means.setAccessibleName("这套规则的内容")
        self._said = plain_label(tone="muted", size="note", wrap=True)
        self.choose_button = _button("选用这套规则")
        self.choose_button.setProperty("kind", "primary")
        self.check_button, self.add_button = _button("检查规则文件…"), _button("加入规则文件…")
        self.close_button = _button("关闭")
        self._compose()
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.check_button.clicked.connect(self.check_wanted)
        self.add_button.clicked.connect(self.adding_wanted)
        self.close_button.clicked.connect(self.close)

    def _compose(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._title)
        right.addWidget(self._means, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.check_button)
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.choose_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addWidget(self._said)
        column.addLayout(foot)

    @property
    def offer(self) -> Offer | None:
        """The profile at hand."""
        row = self.list.currentRow()
        return self._offers[row] if 0 <= row < len(self._offers) else None

    @property
    def words(self) -> str:
        """What is said below: what would change, or what came of a check."""
        return self._said.text()

    @property
    def meaning(self) -> str:
        """All that is said about the profile at hand, as text."""
        return self._means.accessibleDescription()

    def tell(self, words: str, tone: str = "muted") -> None:
        """Say what came of something."""
        self._said.setText(safe_words(words))
        self._said.setProperty("tone", tone)
        restyle(self._said)

    def turn_to(self, key: str) -> None:
        """Show a profile."""
        self.list.setCurrentRow(next((row for row, offer in enumerate(self._offers) if offer.key == key), -1))

    def show_offers(self, offers: Sequence[Offer], in_force: str) -> None:
        """Show the profiles, at the one at hand or the one `in_force`."""
        at = self.offer.key if self.offer is not None else in_force
        self._offers, self._in_force = tuple(offers), in_force
        self.list.blockSignals(True)
        self.list.clear()
        for offer in offers:
            name = offer.book.name if offer.book is not None else offer.key
            QListWidgetItem(f"{name}　{_IN_FORCE}" if offer.key == in_force else name, self.list)
        self.list.blockSignals(False)
        self.turn_to(at)
        self._show()

    def _show(self) -> None:
        offer = self.offer
        self.choose_button.setEnabled(offer is not None and offer.book is not None and offer.key != self._in_force)
        if offer is None:
            return
        book = offer.book
        self._title.setText(safe_words(book.name if book is not None else offer.key))
        self._means.setWidget(_meaning(book, offer.fault))
        paragraphs = told(book) if book is not None else ()
        self._means.setAccessibleDescription(
            "\n".join("\n".join((one.heading, *one.sentences)) for one in paragraphs) or offer.fault
        )
        now = next((one.book for one in self._offers if one.key == self._in_force), None)
        if book is None:
            self.tell("这套规则的文件有误，不能选用。", "bad")
        elif offer.key == self._in_force:
            self.tell("现在就按这套规则办。")
        elif now is not None:
            self.tell(what_changes(now, book))
        else:
            self.tell("")

    @Slot(int)
    def _on_row_changed(self, _row: int) -> None:
        self._show()

    @Slot()
    def _on_choose_clicked(self) -> None:
        offer = self.offer
        if offer is not None:
            self.choose_button.setEnabled(False)
            self.chosen.emit(offer.key)


def _meaning(book: RuleBook | None, fault: str) -> QWidget:
    """Return a column that says what a book means, or what is wrong with it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(4)
    if book is None:
        column.addWidget(words_label(fault, tone="bad"))
    for paragraph in told(book) if book is not None else ():
        column.addSpacing(8)
        column.addWidget(words_label(paragraph.heading, tone="accent", size="note"))
        for sentence in paragraph.sentences:
            column.addWidget(words_label(sentence))
    column.addStretch(1)
    return holder


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
