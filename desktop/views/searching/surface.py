"""The surface 检索: a line to type into, choices beside it, and the hits below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout

from desktop.domain.queue import Facet
from desktop.domain.search import LONGEST_QUERY, HitOrder, HitPage, SearchFilter
from desktop.itemmodels.hit_model import HitModel
from desktop.views.searching.choice_button import ChoiceButton
from desktop.views.searching.hit_view import HitView
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_PAUSE = 150
"""Milliseconds after the last key until the search begins by itself."""
_ORDERS = {HitOrder.RANK: "标题有的在前", HitOrder.NEWEST: "新的在前", HitOrder.OLDEST: "旧的在前"}
_CHOICES = {
    Facet.YEAR: "成文年份",
    Facet.GENRE: "文种",
    Facet.ISSUER: "发文机关",
    Facet.DISCLOSURE: "公开属性",
    Facet.STATUS: "状态",
}
_HINT = (
    "在全部正文和字段里找，一个字起，逐字准确。\n"
    "几个词用空格隔开，表示都要有：信访 规定\n"
    "竖线表示有一个就行：通知|通告\n"
    "单独的“非”后面的词不要有：补贴 非 废止\n"
    "引号里的算一个词：“云政发〔2026〕1号”\n"
    "全角半角、大小写、空格换行和括号的样子都不区分。"
)
_NOTHING = "没有找到。\n可以少写几个字，或把一个词拆成两个；也看看上面的条件是不是太窄。"


class SearchSurface(QFrame):
    """Tells what is `wanted`: text, `SearchFilter`, `HitOrder`. `opened` tells a hit and an excerpt or None."""

    wanted = Signal(str, object, object)
    opened = Signal(object, object)
    visited = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self.setProperty("help", "search")
        self.words = QLineEdit()
        self.words.setMaxLength(LONGEST_QUERY)
        self.words.setPlaceholderText("要找的字词")
        self.words.setAccessibleName("要找的字词")
        self.words.setClearButtonEnabled(True)
        self.order = QComboBox()
        self.order.setAccessibleName("结果的顺序")
        for order, words in _ORDERS.items():
            self.order.addItem(words, order)
        self.choices = {facet: ChoiceButton(facet, label) for facet, label in _CHOICES.items()}
        self.clear_button = QPushButton("清除条件")
        self.clear_button.setProperty("kind", "plain")
        self.clear_button.setEnabled(False)
        self.model = HitModel(self)
        self.hits = HitView(self.model, appearance)
        self._told = plain_label(tone="muted", size="note")
        self._picture = plain_label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = plain_label(_HINT, tone="muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._compose()
        self._listen()
        appearance.changed.connect(self._tint)
        self._tint()

    def _compose(self) -> None:
        title = QHBoxLayout()
        title.addWidget(plain_label("检索", size="display"))
        title.addSpacing(12)
        title.addWidget(self._told, 1, Qt.AlignmentFlag.AlignBottom)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.order)
        conditions = QHBoxLayout()
        conditions.setSpacing(8)
        for button in self.choices.values():
            conditions.addWidget(button)
        conditions.addWidget(self.clear_button)
        conditions.addStretch(1)
        empty = QFrame()
        column = QVBoxLayout(empty)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addSpacing(8)
        column.addWidget(self._hint)
        column.addStretch(3)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.hits)
        self._body.addWidget(empty)
        self._body.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 22, 28, 16)
        whole.setSpacing(12)
        for part in (title, line, conditions):
            whole.addLayout(part)
        whole.addWidget(self._body, 1)

    def _listen(self) -> None:
        self.words.textChanged.connect(self._pause.start)
        self.words.returnPressed.connect(self._on_return_pressed)
        self.words.installEventFilter(self)
        self._pause.timeout.connect(self.ask)
        self.order.currentIndexChanged.connect(self.ask)
        self.clear_button.clicked.connect(self._on_clear_clicked)
        for button in self.choices.values():
            button.changed.connect(self.ask)
        self.hits.opened.connect(self.opened)
        self.hits.left.connect(self.words.setFocus)

    @property
    def wish(self) -> SearchFilter:
        """What the hits must be like beside their words."""
        chosen = {facet: button.chosen for facet, button in self.choices.items()}
        return SearchFilter(
            years=chosen[Facet.YEAR],
            genres=chosen[Facet.GENRE],
            issuers=chosen[Facet.ISSUER],
            disclosures=chosen[Facet.DISCLOSURE],
            statuses=chosen[Facet.STATUS],
        )

    @property
    def told(self) -> str:
        """What is said about the hits."""
        return self._told.text()

    @Slot()
    def ask(self) -> None:
        """Ask for what is typed and chosen now."""
        self._pause.stop()
        self.clear_button.setEnabled(self.wish != SearchFilter())
        self.wanted.emit(self.words.text(), self.wish, self.order.currentData())

    def show_page(self, page: HitPage) -> None:
        """Show hits, or that there are none."""
        self.model.show(page)
        if page.offset == 0:
            self.hits.scrollToTop()
            if page.hits:
                self.hits.setCurrentIndex(self.model.index(0))
            self._show_hint("" if page.hits else _NOTHING)

    def show_count(self, count: int) -> None:
        """Say how many hits there are."""
        self._told.setText(f"{count:,} 件" if count else "")

    def show_words(self, words: str = "") -> None:
        """Say something instead of hits; without words what can be typed."""
        self.model.show(HitPage())
        self._told.setText("")
        self._show_hint(words or _HINT)

    def tell(self, words: str) -> None:
        """Say what is under way, beside the hits that are shown still."""
        self._told.setText(words)

    def _show_hint(self, words: str) -> None:
        if words:
            self._hint.setText(words)
        self._body.setCurrentIndex(0 if words else 1)

    @Slot()
    def _on_return_pressed(self) -> None:
        """Search at once; a second Enter goes into the list."""
        if self._pause.isActive():
            self.ask()
        elif self.model.rowCount():
            self.hits.setFocus()

    @Slot()
    def _on_clear_clicked(self) -> None:
        for button in self.choices.values():
            button.clear()
        self.ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self.model.rowCount():
                self.hits.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.words.text():
                self.words.clear()
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.words.setFocus()
        self.words.selectAll()
        self.visited.emit()

    @Slot()
    def _tint(self) -> None:
        self._picture.setPixmap(icons.pixmap("search", self._look.theme.color("muted"), 40))
