"""The search for documents, fields and commands: a line and a list that float over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.views.keys.palette_delegate import FOUND, PaletteDelegate
from desktop.views.keys.palette_ranking import Entry, Found, rank
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_WIDTH, _ROWS, _TOP = 680, 11, 52
"""Pixels at 100 %, and rows that are shown at once."""
_REMEMBERED = 30
_PAGE = 8


class FoundModel(QAbstractListModel):
    """What was found, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[Found] = []

    def show_found(self, found: list[Found]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's way
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._found):
            return None
        found = self._found[index.row()]
        if role == FOUND:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            entry = found.entry
            return "，".join(part for part in (entry.words, entry.aside, entry.keys, entry.why) if part)
        return None


class Palette(QFrame):
    """Offers entries and tells which one a person took. While it is open, every key is its own."""

    taken = Signal(object)
    help_wanted = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look, self._around = appearance, parent
        self._entries: list[Entry] = []
        self._recent: list[str] = []
        self._again: tuple[QKeySequence, ...] = ()
        self._came_from: QWidget | None = None
        self._placed = -1
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("输入标题、文号、字段或命令，可以只输几个字或拼音首字母")
        self.edit.setAccessibleName("搜索文件、字段或命令")
        self.edit.setClearButtonEnabled(True)
        self.edit.textChanged.connect(self._on_edit_text_changed)
        self.edit.installEventFilter(self)
        self.model = FoundModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = PaletteDelegate(appearance)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("找到的文件、字段和命令")
        self.list.clicked.connect(self._on_list_clicked)
        self.list.entered.connect(self._on_list_entered)
        self._nothing = plain_label(tone="muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._foot = plain_label("↑ ↓ 选择　Enter 执行　F1 说明　Esc 关闭", tone="muted", size="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for part in (self.edit, self.list, self._nothing, self._foot):
            column.addWidget(part)
        parent.installEventFilter(self)
        appearance.changed.connect(self._place)
        self.hide()

    @property
    def recent(self) -> tuple[str, ...]:
        """The keys of the entries taken lately, the latest first."""
        return tuple(self._recent)

    def open(self, entries: Sequence[Entry], again: Sequence[QKeySequence] = ()) -> None:
        """Offer entries; the keyboard is here until one is taken or the search is closed, e.g. by the keys `again`."""
        self._again = tuple(again)
        self._entries = list(entries)
        self._came_from = QApplication.focusWidget()
        self.edit.clear()
        self._search()
        self._place()
        self.show()
        self.raise_()
        # With this reason a field that is being edited waits, and takes nothing over.
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Put the search away; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        came_from, self._came_from = self._came_from, None
        focused = QApplication.focusWidget()
        inside = focused is None or self.isAncestorOf(focused)
        self.hide()
        if inside and came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def found(self) -> list[Found]:
        """What is listed, best first."""
        return [self.model.index(row).data(FOUND) for row in range(self.model.rowCount())]

    @Slot()
    def _place(self) -> None:
        around, zoom = self._around, self._look.zoom
        self._placed = min(self.model.rowCount(), _ROWS)
        self.list.setFixedHeight(self._delegate.row_height() * max(1, self._placed) + 4)
        wide = min(round(_WIDTH * zoom), around.width() - 32)
        tall = min(self.sizeHint().height(), around.height() - round(_TOP * zoom) - 16)
        self.setGeometry((around.width() - wide) // 2, round(_TOP * zoom), wide, tall)

    def _search(self) -> None:
        found = rank(self._entries, self.edit.text(), self._recent)
        self.model.show_found(found)
        self.list.setVisible(bool(found))
        words = self.edit.text().strip()
        self._nothing.setText(f"没有找到“{words}”。\n换几个字试试：标题、文号、字段和命令都可以找。")
        self._nothing.setVisible(not found)
        self._go_to(0)
        if min(len(found), _ROWS) != self._placed:
            self._place()

    def _go_to(self, row: int) -> None:
        count = self.model.rowCount()
        if not count:
            return
        index = self.model.index(max(0, min(row, count - 1)))
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)
        self.edit.setAccessibleDescription(str(index.data()))

    def _take(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        entry: Entry = index.data(FOUND).entry
        if entry.why:
            return
        self._recent = [entry.key, *(key for key in self._recent if key != entry.key)][:_REMEMBERED]
        self.close_up()
        self.taken.emit(entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if watched is self._around:
            if event.type() == QEvent.Type.Resize and not self.isHidden():
                self._place()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._handle(event)
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _ELSEWHERE:
            self.close_up()
        return super().eventFilter(watched, event)

    def _handle(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False leaves it to the line."""
        key, row = event.key(), self.list.currentIndex().row()
        step = _STEPS.get(key)
        if step is not None:
            count = self.model.rowCount()
            wrapped = (row + step) % count if abs(step) == 1 and count else row + step
            self._go_to(wrapped)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_F1 and self.list.currentIndex().isValid():
            self.help_wanted.emit(self.list.currentIndex().data(FOUND).entry)
        elif key == Qt.Key.Key_Escape or QKeySequence(event.keyCombination()) in self._again:
            self.close_up()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    @Slot(str)
    def _on_edit_text_changed(self, _text: str) -> None:
        self._search()

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._go_to(index.row())
        self._take()

    @Slot(QModelIndex)
    def _on_list_entered(self, index: QModelIndex) -> None:
        self._go_to(index.row())


_ELSEWHERE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}
