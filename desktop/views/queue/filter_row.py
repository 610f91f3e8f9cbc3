"""What narrows and orders the queue: the search, the filters at hand, all others in a sheet, the orders."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.domain.queue import LONGEST_TEXT, Order, QueueFilter, Quick, Totals, quick_of, with_quick
from desktop.review.listing_words import ORDERS
from desktop.views.queue.facets import FacetSheet
from desktop.views.queue.parts import QueueParts
from desktop.views.queue.saved import SavedFilters
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.style_buttons import OPENS

_DOWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class QueueTools(QWidget):
    """Tells what the documents must be like, in which order they are wanted, and when the list is to have the keys."""

    filter_changed = Signal(object)
    order_chosen = Signal(object)
    saved_wanted = Signal(object)
    facets_wanted = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self._filter, self._order = QueueFilter(), Order()
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索标题、字号、机关")
        self.search.setAccessibleName("在列表中搜索")
        self.search.setMaxLength(LONGEST_TEXT)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self._glass = self.search.addAction(
            icons.icon("search", appearance.theme.color("muted"), 16), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._on_search_changed)
        self._chips = QButtonGroup(self)
        self._buttons = {choice: QPushButton() for choice in Quick}
        self.parts = QueueParts(appearance)
        self.sheet = FacetSheet(appearance, self)
        self.saved = SavedFilters(self)
        self._orders = self._make_orders()
        self.facets = _menu_button("筛选")
        self.facets.setProperty(OPENS, True)
        self._sort, self._kept = _menu_button("排序"), _menu_button("已存")
        self._compose()
        self._sort.setMinimumWidth(1)  # it gives way where the pane is narrow, so that the chips have their lines
        self._kept.setToolTip("保存过的筛选")
        self._kept.setAccessibleName("保存过的筛选")
        self.facets.clicked.connect(self._on_facets_clicked)
        self._sort.setMenu(self._orders)
        self._kept.setMenu(self.saved)
        self.sheet.filter_changed.connect(self.filter_changed)
        self.sheet.save_wanted.connect(self._on_save_wanted)
        self.parts.filter_changed.connect(self.filter_changed)
        self.saved.wanted.connect(self.saved_wanted)
        appearance.changed.connect(self._tint)
        self.show_totals(Totals())
        self.show_filter(self._filter, self._order)

    def _compose(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips)
        for number, (choice, button) in enumerate(self._buttons.items()):
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._chips.addButton(button, number)
            flow.insertWidget(number, button)
            button.setAccessibleName(choice.value)
        self._chips.idClicked.connect(self._on_chip_clicked)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in (self.facets, self._sort, self._kept):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 4)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(chips)
        column.addWidget(self.parts)
        column.addLayout(row)

    def _make_orders(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, words in ORDERS.items():
            action = QAction(words, group)
            action.setCheckable(True)
            action.setData(order)
            menu.addAction(action)
        group.triggered.connect(self._on_order_triggered)
        return menu

    @property
    def sheet_open(self) -> bool:
        """Tell whether the sheet of all values is open."""
        return self.sheet.isVisible()

    def chip(self, choice: Quick) -> QPushButton:
        """Return the chip of a filter at hand."""
        return self._buttons[choice]

    def show_filter(self, wish: QueueFilter, order: Order) -> None:
        """Show what is asked for; tells nobody."""
        self._filter, self._order = wish, order
        if self.search.text() != wish.text:
            self.search.blockSignals(True)
            self.search.setText(wish.text)
            self.search.blockSignals(False)
        at_hand = quick_of(wish)
        self._chips.setExclusive(False)
        for choice in Quick:
            self.chip(choice).setChecked(choice is at_hand)
        self._chips.setExclusive(at_hand is not None)
        self.parts.show_filter(wish)
        self.sheet.show_filter(wish)
        for action in self._orders.actions():
            action.setChecked(action.data() == order)
        words = "来源顺序" if order == Order() else ORDERS.get(order, "另一种").partition("，")[0]
        self._sort.setText(f"排序：{words}")
        self._sort.setAccessibleName(f"排序：{words}")

    def show_totals(self, totals: Totals) -> None:
        """Show how many documents each filter at hand has."""
        counts = (totals.documents, totals.doubtful, totals.pending, totals.unmarked, totals.touched, totals.dropped)
        for choice, count in zip(Quick, counts, strict=True):
            self.chip(choice).setText(f"{choice.value} {count:,}")
            self.chip(choice).setAccessibleName(f"{choice.value}，{count} 件")
        self.chip(Quick.DROPPED).setVisible(totals.dropped > 0 or self._filter.dropped)

    def open_facets(self) -> None:
        """Open the sheet of all values."""
        self._on_facets_clicked()

    def open_orders(self) -> None:
        """Open the menu of the orders."""
        self._orders.popup(self._sort.mapToGlobal(self._sort.rect().bottomLeft()))

    def open_saved(self) -> None:
        """Open the menu of the saved filters."""
        self.saved.popup(self._kept.mapToGlobal(self._kept.rect().bottomLeft()))

    def focus_search(self) -> None:
        """Give the keyboard to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in (*_DOWN, Qt.Key.Key_Escape) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _on_search_changed(self, text: str) -> None:
        self.filter_changed.emit(replace(self._filter, text=text))

    @Slot(int)
    def _on_chip_clicked(self, number: int) -> None:
        wish = with_quick(self._filter, tuple(Quick)[number])
        if wish == self._filter:
            self.show_filter(wish, self._order)
        self.filter_changed.emit(wish)

    @Slot(QAction)
    def _on_order_triggered(self, action: QAction) -> None:
        self.order_chosen.emit(action.data())

    @Slot()
    def _on_facets_clicked(self) -> None:
        self.facets_wanted.emit()
        self.sheet.open_below(self.facets)

    @Slot(str)
    def _on_save_wanted(self, name: str) -> None:
        self.saved.save(name, self._filter, self._order)

    @Slot()
    def _tint(self) -> None:
        self._glass.setIcon(icons.icon("search", self._look.theme.color("muted"), 16))


def _menu_button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "size")
    button.setAccessibleName(words)
    return button
