"""The columns of a list on its way out: ticked ones go out, in the order in which they stand; orders have names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.export.columns import COLUMN, COLUMNS
from desktop.review.columns import LONGEST_NAME, ColumnOrder
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

USUAL = tuple(column.key for column in COLUMNS)
_KEY = Qt.ItemDataRole.UserRole
_USUAL_NAME = "通常的栏目"
_SHORTEST_NAME = 6
_SEEN_ROWS = 120
"""Pixels at 100 %: the least height of the list."""


class ColumnList(QListWidget):
    """Columns with ticks. They are moved by dragging, and by Alt with the arrow keys; `changed` tells of both."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setAccessibleName("栏目和次序")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(appearance.px(_SEEN_ROWS))
        self.itemChanged.connect(self._on_item_changed)
        self.model().rowsMoved.connect(self._on_rows_moved)
        self.show_keys(USUAL)

    @property
    def keys(self) -> tuple[str, ...]:
        """The ticked columns, in their order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Tick these columns and put them first, the others below in their usual order; tells of nothing."""
        blocked = QSignalBlocker(self)
        self.clear()
        for key in (*keys, *(key for key in COLUMN if key not in keys)):
            item = QListWidgetItem(COLUMN[key].label)
            item.setData(_KEY, key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            item.setCheckState(Qt.CheckState.Checked if key in keys else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)
        blocked.unblock()

    def move_current(self, by: int) -> None:
        """Move the column at hand up (-1) or down (1)."""
        row = self.currentRow()
        if row < 0 or not 0 <= row + by < self.count():
            return
        blocked = QSignalBlocker(self)
        item = self.takeItem(row)
        self.insertItem(row + by, item)
        self.setCurrentRow(row + by)
        blocked.unblock()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
            return
        super().keyPressEvent(event)

    @Slot(QListWidgetItem)
    def _on_item_changed(self, _item: QListWidgetItem) -> None:
        self.changed.emit()

    @Slot(QModelIndex, int, int, QModelIndex, int)
    def _on_rows_moved(self, *_places: object) -> None:
        self.changed.emit()


class ColumnsEditor(QWidget):
    """The list with the saved orders. `saving` tells a name and keys, `removing` a name."""

    changed = Signal()
    saving = Signal(str, object)
    removing = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._orders: dict[str, tuple[str, ...]] = {}
        self.list = ColumnList(appearance)
        self.orders = QComboBox()
        self.orders.setAccessibleName("保存过的次序")
        self.orders.addItem(_USUAL_NAME)
        self.orders.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.orders.setMinimumContentsLength(_SHORTEST_NAME)
        self.name = QLineEdit()
        self.name.setAccessibleName("次序的名称")
        self.name.setPlaceholderText("次序的名称")
        self.name.setMaxLength(LONGEST_NAME)
        self.save, self.remove = QPushButton("保存次序"), QPushButton("删除")
        self.up, self.down = QPushButton("上移"), QPushButton("下移")
        for button in (self.save, self.remove, self.up, self.down):
            button.setAutoDefault(False)
        self._compose()
        self._connect()
        self._judge()

    def _compose(self) -> None:
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.orders, 1)
        first.addWidget(self.up)
        first.addWidget(self.down)
        last.addWidget(self.name, 1)
        last.addWidget(self.save)
        last.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(plain_label("栏目和次序", tone="muted", size="note"))
        column.addLayout(first)
        column.addWidget(self.list, 1)
        column.addWidget(
            plain_label("打勾的导出；拖动，或按 Alt+↑、Alt+↓ 调整先后。", tone="muted", size="small", wrap=True)
        )
        column.addLayout(last)

    def _connect(self) -> None:
        self.list.changed.connect(self._on_list_changed)
        self.orders.activated.connect(self._on_order_activated)
        self.name.textChanged.connect(self._judge)
        self.save.clicked.connect(self._on_save_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.up.clicked.connect(self._on_up_clicked)
        self.down.clicked.connect(self._on_down_clicked)

    def show_orders(self, orders: Sequence[ColumnOrder]) -> None:
        """Offer the saved orders; the one at hand stays chosen where it is still there."""
        at_hand = self.orders.currentText()
        self._orders = {order.name: order.keys for order in orders if order.keys}
        self.orders.clear()
        self.orders.addItems([_USUAL_NAME, *self._orders])
        self.orders.setCurrentIndex(max(0, self.orders.findText(at_hand)))
        self._judge()

    @Slot()
    def _judge(self) -> None:
        self.save.setEnabled(bool(self.name.text().split()) and bool(self.list.keys))
        self.remove.setEnabled(self.orders.currentIndex() > 0)

    @Slot()
    def _on_list_changed(self) -> None:
        self._judge()
        self.changed.emit()

    @Slot(int)
    def _on_order_activated(self, index: int) -> None:
        name = self.orders.itemText(index)
        self.list.show_keys(self._orders.get(name, USUAL) if index > 0 else USUAL)
        self.name.setText(name if index > 0 else "")
        self._on_list_changed()

    @Slot()
    def _on_save_clicked(self) -> None:
        name = " ".join(self.name.text().split())
        self._orders[name] = self.list.keys
        if self.orders.findText(name) <= 0:
            self.orders.addItem(name)
        self.orders.setCurrentIndex(self.orders.findText(name))
        self._judge()
        self.saving.emit(name, self.list.keys)

    @Slot()
    def _on_remove_clicked(self) -> None:
        index = self.orders.currentIndex()
        name = self.orders.itemText(index)
        self.orders.removeItem(index)
        self.orders.setCurrentIndex(0)
        del self._orders[name]
        self._judge()
        self.removing.emit(name)

    @Slot()
    def _on_up_clicked(self) -> None:
        self.list.move_current(-1)

    @Slot()
    def _on_down_clicked(self) -> None:
        self.list.move_current(1)
