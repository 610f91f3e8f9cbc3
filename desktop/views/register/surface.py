"""The surface 台账: figures, the timeline of expiries, the list of entries, and one of them at the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.itemmodels.register_model import RegisterModel
from desktop.register.overview import Only, Order, RegisterQuery
from desktop.register.state import State
from desktop.views.register.cards import Cards, Figure
from desktop.views.register.entry_panel import EntryPanel
from desktop.views.register.entry_table import EntryTable
from desktop.views.register.reading import EntrySight, Sight
from desktop.views.register.timeline_chart import TimelineChart, quarters
from desktop.views.register.tones import TONES
from desktop.widgets.appearance import Appearance
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.labels import plain_label

_PAUSE = 150
"""Milliseconds after the last key until the list follows."""
_CHOICE = 8
"""Code points that a box of choices shows at least."""
_EMPTY = (
    "台账里还没有文件。\n"
    "“收入已核准的文件”把审阅过的规范性文件和公报里印的目录登记进来；\n"
    "“导入清单…”读入本单位的 Excel 或 CSV 台账。"
)
_NOTHING = "没有这样的文件，可以放宽上面的条件。"


class RegisterSurface(QFrame):
    """Tells which day and query are `wanted`, and which entry is at hand by `entry_reached`."""

    wanted = Signal(object, object)
    entry_reached = Signal(int)
    take_in_wanted = Signal()
    import_wanted = Signal()
    cleanup_wanted = Signal()
    undo_wanted = Signal()
    visited = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("help", "register")
        self._query = RegisterQuery()
        self._at: int | None = None
        self.cards, self.timeline = Cards(appearance), TimelineChart(appearance)
        self.model = RegisterModel(self)
        self.table, self.panel = EntryTable(self.model, appearance), EntryPanel(appearance)
        self.day = DayEdit("按哪一天看效力")
        self.words = QLineEdit()
        self.words.setPlaceholderText("标题、文号、部门")
        self.words.setAccessibleName("在台账里找")
        self.words.setClearButtonEnabled(True)
        self.drafter, self.only = QComboBox(), QComboBox()
        self.drafter.setAccessibleName("起草部门")
        self.only.setAccessibleName("只看")
        for box in (self.drafter, self.only):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_CHOICE)
        for one in Only:
            self.only.addItem(one.value, one)
        self.take_in = QPushButton("收入已核准的文件")
        self.import_list, self.cleanup = QPushButton("导入清单…"), QPushButton("清理…")
        self.undo = QPushButton("撤销上一步")
        self._told = plain_label(tone="muted", size="note", wrap=True)
        self._hint = plain_label(tone="muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._compose(appearance)
        self._listen()

    def _compose(self, appearance: Appearance) -> None:
        head = QHBoxLayout()
        head.addWidget(plain_label("台账", size="display"))
        head.addStretch(1)
        for part in (self.undo, self.take_in, self.import_list, self.cleanup):
            head.addWidget(part)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(plain_label("截至", tone="muted", size="note"))
        tools.addWidget(self.day)
        tools.addWidget(self.words, 1)
        tools.addWidget(self.drafter)
        tools.addWidget(self.only)
        self.drafter.setMaximumWidth(appearance.px(200))
        chart = _card(plain_label("到期时间分布（按季度，点一下转到那一季）", tone="muted", size="note"), self.timeline)
        empty = QFrame()
        middle = QVBoxLayout(empty)
        middle.addStretch(2)
        middle.addWidget(self._hint)
        middle.addStretch(3)
        self._body.addWidget(empty)
        self._body.addWidget(_card(self.table, inset=1))
        left = QFrame()
        column = QVBoxLayout(left)
        column.setContentsMargins(28, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(self.cards)
        column.addWidget(chart)
        column.addLayout(tools)
        column.addWidget(self._body, 1)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        panes.addWidget(left)
        panes.addWidget(self.panel)
        panes.setStretchFactor(0, 1)
        panes.setSizes([appearance.px(1000), appearance.px(380)])
        self.panel.setMinimumWidth(300)
        left.setMinimumWidth(520)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panes)

    def _listen(self) -> None:
        self.cards.chosen.connect(self._on_card_chosen)
        self.timeline.quarter_chosen.connect(self._on_quarter_chosen)
        self.model.order_wanted.connect(self._on_order_wanted)
        self.words.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.ask)
        self.day.dateChanged.connect(self.ask)
        self.drafter.activated.connect(self.ask)
        self.only.currentIndexChanged.connect(self.ask)
        self.table.reached.connect(self._on_entry_reached)
        self.take_in.clicked.connect(self.take_in_wanted)
        self.import_list.clicked.connect(self.import_wanted)
        self.cleanup.clicked.connect(self.cleanup_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.panel.entry_wanted.connect(self.show_entry_number)

    # What is asked

    @property
    def on(self) -> date:
        """The day on which validity is looked at."""
        return self.day.day

    @property
    def query(self) -> RegisterQuery:
        """What is asked for now."""
        drafter = self.drafter.currentData()
        return replace(
            self._query,
            text=self.words.text(),
            drafters=frozenset({drafter} if drafter else ()),
            only=self.only.currentData(),
        )

    @Slot()
    def ask(self) -> None:
        """Ask for the entries as they are wanted now."""
        self._pause.stop()
        self.wanted.emit(self.on, self.query)

    @Slot(object)
    def _on_card_chosen(self, state: State | None) -> None:
        self._query = replace(self._query, states=frozenset({state} if state is not None else ()))
        self.ask()

    @Slot(object)
    def _on_quarter_chosen(self, first: date) -> None:
        """Order by the end, and be at the first entry that ends in the quarter."""
        self._query = replace(self._query, order=Order.END, descending=False, states=frozenset())
        ends = sorted((row.end, row.number) for row in self.model.rows if row.end is not None and row.end >= first)
        self._at = ends[0][1] if ends else None
        self.ask()

    @Slot(object, bool)
    def _on_order_wanted(self, order: Order, descending: bool) -> None:
        self._query = replace(self._query, order=order, descending=descending)
        self.ask()

    # What is shown

    def show_sight(self, sight: Sight) -> None:
        """Show the register."""
        chosen = next(iter(self._query.states), None)
        figures = [Figure(state, state.value, sight.counts.get(state, 0), TONES[state]) for state in State]
        self.cards.show_figures([one for one in figures if one.count or one.key in _ALWAYS], chosen)
        self.timeline.show_quarters(quarters(sight.months, sight.day, sight.soon))
        self._offer_drafters(sight.drafters)
        self._told.setText(_summary(sight))
        self.take_in.setText(f"收入已核准的文件（{sight.waiting}）" if sight.waiting else "收入已核准的文件")
        self.take_in.setEnabled(bool(sight.waiting))
        self.cleanup.setEnabled(bool(sight.total))
        self.model.show(sight.rows)
        self._hint.setText(_NOTHING if sight.total else _EMPTY)
        self._body.setCurrentIndex(1 if sight.rows else 0)
        if sight.rows:
            self.table.point_at(self._at)
        else:
            self.panel.show_entry(None)

    def _offer_drafters(self, drafters: tuple[tuple[str, int], ...]) -> None:
        known = self.drafter.currentData()
        self.drafter.clear()
        self.drafter.addItem("全部部门", "")
        for name, count in drafters:
            if name:
                self.drafter.addItem(f"{name}（{count}）", name)
        self.drafter.setCurrentIndex(max(0, self.drafter.findData(known)))

    def show_entry(self, sight: EntrySight) -> None:
        """Show the entry at hand."""
        self.panel.show_entry(sight)

    @Slot(int)
    def show_entry_number(self, number: int) -> None:
        """Be at an entry; one that the list does not hold is shown at the right alone."""
        self._at = number
        if self.model.position(number) is not None:
            self.table.point_at(number)
        self.entry_reached.emit(number)

    @Slot(int)
    def _on_entry_reached(self, number: int) -> None:
        self._at = number
        self.entry_reached.emit(number)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visited.emit()


_ALWAYS = frozenset({State.IN_FORCE, State.EXPIRING, State.EXPIRED, State.REPEALED})
"""States whose cards are there without a document too."""


def _summary(sight: Sight) -> str:
    parts = [f"{sight.total:,} 件", f"按“{sight.rules}”推算，逐件可查依据"]
    for count, words in ((sight.doubts, "组可能重复"), (sight.proposals, "条状态待确认")):
        if count:
            parts.append(f"{count} {words}")
    return " · ".join(parts)


def _card(*parts: QWidget, inset: int = 14) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(inset, min(inset, 10), inset, min(inset, 8))
    column.setSpacing(6)
    for part in parts:
        column.addWidget(part)
    return card
