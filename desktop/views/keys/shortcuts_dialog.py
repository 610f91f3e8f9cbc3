"""Other keys for any action: a list of all of them, keys pressed instead of written, conflicts in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.views.actions import ACTIONS, SPEC_BY_NAME
from desktop.views.keys.groups import grouped
from desktop.views.keys.keyboard import Keyboard
from desktop.views.keys.keymap import first_keymap, give, is_reserved, owner, take
from desktop.views.keys.names import key_words, portable
from desktop.views.keys.palette_ranking import fold
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_NAME = Qt.ItemDataRole.UserRole
_ADVICE = "选一条命令，点输入框，再按下想用的键。"


class ShortcutsDialog(QDialog):
    """What is changed here holds at once."""

    def __init__(self, appearance: Appearance, keyboard: Keyboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "shortcuts")
        self.setWindowTitle("更改快捷键")
        self.setModal(False)
        self.resize(appearance.px(640), appearance.px(680))
        self._keyboard = keyboard
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("筛选：命令的名字或按键")
        self.filter.setAccessibleName("筛选命令")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter_changed)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: list[QTreeWidgetItem] = []
        self.tree = self._make_tree()
        self._title = plain_label(size="heading")
        self._owned = QHBoxLayout()
        self._owned.setSpacing(6)
        self.capture = QKeySequenceEdit()
        self.capture.setMaximumSequenceLength(1)
        self.capture.setAccessibleName("按下新的键")
        self.capture.keySequenceChanged.connect(self._on_capture_changed)
        self.add = _button("添加", self._on_add_clicked)
        self.reset_one = _button("恢复此项", self._on_reset_one_clicked)
        self.reset_all = _button("全部恢复", self._on_reset_all_clicked)
        self._said = plain_label(_ADVICE, tone="muted", size="note", wrap=True)
        self._compose()
        keyboard.changed.connect(self._show)
        self.tree.setCurrentItem(next(iter(self._items.values())))
        self._show()

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(2)
        tree.setHeaderLabels(["命令", "按键"])
        tree.setUniformRowHeights(True)
        tree.setAccessibleName("命令和按键")
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        row = round(tree.fontMetrics().height() * 1.6)
        for title, specs in grouped().items():
            group = QTreeWidgetItem(tree, [title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for spec in specs:
                item = QTreeWidgetItem(group, [spec.text])
                item.setData(0, _NAME, spec.name)
                item.setToolTip(0, spec.tip)
                item.setSizeHint(0, QSize(0, row))
                self._items[spec.name] = item
            group.setExpanded(True)
            self._groups.append(group)
        tree.currentItemChanged.connect(self._on_tree_current_changed)
        return tree

    def _compose(self) -> None:
        setting = QHBoxLayout()
        setting.addWidget(plain_label("按下新的键", tone="muted", size="note"))
        setting.addWidget(self.capture, 1)
        setting.addWidget(self.add)
        owned = QHBoxLayout()
        owned.addLayout(self._owned)
        owned.addStretch(1)
        owned.addWidget(self.reset_one)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        column.addWidget(self._title)
        column.addLayout(owned)
        column.addLayout(setting)
        column.addWidget(self._said)
        column.addLayout(foot)

    @property
    def name(self) -> str | None:
        """The action at hand."""
        item = self.tree.currentItem()
        return item.data(0, _NAME) if item is not None else None

    @property
    def said(self) -> str:
        """What is said about the pressed keys."""
        return self._said.text()

    def choose(self, name: str) -> None:
        """Turn to an action."""
        self.tree.setCurrentItem(self._items[name])

    @Slot()
    def _show(self) -> None:
        """Show the keys in force."""
        for name, item in self._items.items():
            item.setText(1, "　".join(self._keyboard.all_words(name)))
        self._show_owned()

    def _show_owned(self) -> None:
        while self._owned.count():
            taken = self._owned.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        name = self.name
        self._title.setText(SPEC_BY_NAME[name].text if name else "")
        keymap = self._keyboard.keymap
        for keys in keymap[name] if name else ():
            words = key_words(QKeySequence(keys))
            button = _button(f"{words}　移除", partial(self._on_remove_clicked, keys))
            button.setProperty("kind", "chip")
            button.setAccessibleName(f"移除 {words}")
            self._owned.addWidget(button)
        if name and not keymap[name]:
            self._owned.addWidget(plain_label("还没有快捷键", tone="muted", size="note"))
        self.reset_one.setEnabled(name is not None and keymap[name] != SPEC_BY_NAME[name].keys)
        self.capture.setEnabled(name is not None)
        self.capture.clear()
        self._judge()

    def _judge(self) -> None:
        """Say what adding the pressed keys would mean."""
        keys = portable(self.capture.keySequence())
        words = key_words(self.capture.keySequence())
        owned_by = owner(self._keyboard.keymap, keys) if keys else None
        self.add.setText("添加")
        self.add.setEnabled(False)
        if not keys:
            self._said.setText(_ADVICE)
        elif is_reserved(keys):
            self._said.setText(f"{words} 在输入和移动时另有用途，请同时按住 Ctrl 或 Alt。")
        elif owned_by == self.name:
            self._said.setText(f"{words} 已经是这条命令的键。")
        elif owned_by is not None:
            self._said.setText(
                f"{words} 现在是“{SPEC_BY_NAME[owned_by].text}”的键。改归这里后，那条命令就没有这个键了。"
            )
            self.add.setText("改归这里")
            self.add.setEnabled(True)
        else:
            self._said.setText(f"{words} 还没有用过，可以添加。")
            self.add.setEnabled(True)

    @Slot(QKeySequence)
    def _on_capture_changed(self, _keys: QKeySequence) -> None:
        self._judge()

    @Slot()
    def _on_add_clicked(self) -> None:
        if self.name is not None:
            self._keyboard.choose(give(self._keyboard.keymap, self.name, portable(self.capture.keySequence())))

    def _on_remove_clicked(self, keys: str) -> None:
        if self.name is not None:
            self._keyboard.choose(take(self._keyboard.keymap, self.name, keys))

    @Slot()
    def _on_reset_one_clicked(self) -> None:
        if self.name is None:
            return
        keymap = {**self._keyboard.keymap, self.name: ()}
        for keys in SPEC_BY_NAME[self.name].keys:
            keymap = give(keymap, self.name, keys)
        self._keyboard.choose(keymap)

    @Slot()
    def _on_reset_all_clicked(self) -> None:
        self._keyboard.choose(first_keymap(ACTIONS))

    @Slot()
    def _on_tree_current_changed(self) -> None:
        self._show_owned()

    @Slot(str)
    def _on_filter_changed(self, text: str) -> None:
        wanted = fold(text.strip())
        for item in self._items.values():
            item.setHidden(wanted not in fold(f"{item.text(0)} {item.text(1)}"))
        for group in self._groups:
            group.setHidden(all(item.isHidden() for item in self._items.values() if item.parent() is group))


def _button(text: str, clicked: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(clicked)
    return button
