"""The people of the store: who they are, what they may sign, whether a password guards it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.person import Person
from desktop.review.people import LONGEST_NAME
from desktop.views.office.password_box import PasswordBox
from desktop.widgets.appearance import Appearance
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.labels import plain_label, restyle

_ABOUT = "登记之后，只有勾了相应职责的人才能提出建议或签署。人员不能删除，只能停用：签署过的要一直查得到。"
_TICK = "✓"
_IDLE = {0: "不自动锁定", 3: "空闲 3 分钟后", 5: "空闲 5 分钟后", 10: "空闲 10 分钟后", 30: "空闲 30 分钟后"}
_OFFICE = 1
"""The column of the offices."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody of a store, and the roles that there are under its rules: their keys and labels."""

    people: tuple[Person, ...]
    roles: Mapping[str, str]


class PeopleDialog(QDialog):
    """Lists the people; below the list stands the one at hand. What is wanted is told by signals."""

    register_wanted = Signal(object)
    password_wanted = Signal(str, str, str)
    """A name, the present password and the new one."""
    minutes_chosen = Signal(int)
    lock_wanted = Signal()

    def __init__(self, appearance: Appearance, minutes: int, parent: QWidget | None = None) -> None:
        """`minutes` is the idle time after which the window is locked, 0 for never."""
        super().__init__(parent)
        self._look = appearance
        self.setProperty("help", "people")
        self.setWindowTitle("人员")
        self.resize(appearance.px(880), appearance.px(560))
        self._roster = Roster((), {})
        self._ticks: dict[str, QCheckBox] = {}
        self.tree = self._make_tree()
        self.name, self.office = QLineEdit(), QLineEdit()
        self.active = QCheckBox("在用")
        self.active.setToolTip("停用的人保留签署过的内容，不能再签署")
        self._roles = QWidget()
        self._roles_row = FlowLayout(self._roles)
        self.save_button = _button("登记", self._on_save_clicked)
        self.new_button = _button("登记新人", self._on_new_clicked)
        self.set_button = _button("设口令…", self._on_set_clicked)
        self.clear_button = _button("清除口令…", self._on_clear_clicked)
        self.password = PasswordBox()
        self._said = plain_label(tone="muted", size="note", wrap=True)
        self.idle = self._make_idle(minutes)
        self.lock_button = _button("现在锁定", self._on_lock_clicked)
        self.close_button = _button("关闭", self.close)
        self._compose()
        self.name.textChanged.connect(self._judge)
        self.password.given.connect(self._on_password_given)
        self._show_person(None)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAccessibleName("登记的人员")
        tree.header().setStretchLastSection(False)
        tree.currentItemChanged.connect(self._on_tree_current_changed)
        return tree

    def _make_idle(self, minutes: int) -> QComboBox:
        idle = QComboBox()
        idle.setAccessibleName("空闲多久锁定窗口")
        known = _IDLE if minutes in _IDLE else {**_IDLE, minutes: f"空闲 {minutes} 分钟后"}
        for count, words in known.items():
            idle.addItem(words, count)
        idle.setCurrentIndex(idle.findData(minutes))
        idle.setToolTip("只锁定设了口令的人；锁定时看不到文件，内容都保留")
        idle.activated.connect(self._on_idle_activated)
        return idle

    def _compose(self) -> None:
        for line, name in ((self.name, "姓名"), (self.office, "单位或科室")):
            line.setPlaceholderText(name)
            line.setAccessibleName(name)
            line.setMaxLength(LONGEST_NAME)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        person, buttons = QHBoxLayout(), QHBoxLayout()
        for parts in (person, buttons):
            parts.setSpacing(8)
        person.addWidget(self.name, 1)
        person.addWidget(self.office, 2)
        person.addWidget(self.active)
        for button in (self.set_button, self.clear_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.new_button, self.save_button):
            buttons.addWidget(button)
        for row, words in enumerate(("人员", "职责", "口令")):
            grid.addWidget(plain_label(words, tone="muted", size="note"), row, 0)
        grid.addLayout(person, 0, 1)
        grid.addWidget(self._roles, 1, 1)
        grid.addLayout(buttons, 2, 1)
        foot = QHBoxLayout()
        foot.addWidget(plain_label("锁定窗口", tone="muted", size="note"))
        foot.addWidget(self.idle)
        foot.addWidget(self.lock_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(plain_label(_ABOUT, tone="muted", size="note", wrap=True))
        column.addWidget(self.tree, 1)
        column.addLayout(grid)
        column.addWidget(self.password)
        column.addWidget(self._said)
        column.addLayout(foot)
        self.save_button.setProperty("kind", "primary")

    @property
    def words(self) -> str:
        """What was last said about what was done."""
        return self._said.text()

    @property
    def person(self) -> Person | None:
        """The person at hand, None for a new one."""
        item = self.tree.currentItem()
        index = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        return self._roster.people[index] if 0 <= index < len(self._roster.people) else None

    def tick(self, role: str) -> QCheckBox:
        """Return the box for a role. Raises KeyError."""
        return self._ticks[role]

    def tell(self, words: str, tone: str = "muted") -> None:
        """Say what came of something."""
        self._said.setText(words)
        self._said.setProperty("tone", tone)
        restyle(self._said)
        self._said.setVisible(bool(words))

    def choose(self, name: str) -> None:
        """Turn to a person; to a new one where there is none of this name."""
        names = [person.name for person in self._roster.people]
        item = self.tree.topLevelItem(names.index(name)) if name in names else None
        if item is None:
            self.tree.clearSelection()
            self.tree.setCurrentIndex(self.tree.model().index(-1, 0))
            self._show_person(None)
        else:
            self.tree.setCurrentItem(item)

    @Slot(object)
    def show_roster(self, roster: Roster) -> None:
        """Show the people as they are now."""
        at = self.person.name if self.person is not None else self.name.text().strip()
        if dict(roster.roles) != dict(self._roster.roles) or not self._ticks:
            self._make_ticks(roster.roles)
        self._roster = roster
        self.tree.blockSignals(True)
        self.tree.clear()
        self.tree.setHeaderLabels(["姓名", "单位", *roster.roles.values(), "口令", "状态"])
        row = round(self.tree.fontMetrics().height() * 1.7)
        for person in roster.people:
            item = QTreeWidgetItem(self.tree, _cells(person, roster.roles))
            item.setSizeHint(_OFFICE, QSize(0, row))  # the width of this column is what is left
            for column in range(_OFFICE + 1, self.tree.columnCount()):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
        for column in range(self.tree.columnCount()):
            mode = QHeaderView.ResizeMode.Stretch if column == _OFFICE else QHeaderView.ResizeMode.ResizeToContents
            self.tree.header().setSectionResizeMode(column, mode)
        self.tree.blockSignals(False)
        self.choose(at)

    def _make_ticks(self, roles: Mapping[str, str]) -> None:
        for box in self._ticks.values():
            self._roles_row.removeWidget(box)
            box.deleteLater()
        self._ticks = {role: QCheckBox(label.replace("&", "&&")) for role, label in roles.items()}
        for box in self._ticks.values():
            self._roles_row.insertWidget(self._roles_row.count(), box)

    def _show_person(self, person: Person | None) -> None:
        self.password.close_up()
        self.name.setText(person.name if person is not None else "")
        self.name.setReadOnly(person is not None)
        self.name.setToolTip("姓名登记后不能改；改了名的人请另行登记，原来的停用" if person is not None else "")
        self.office.setText(person.office if person is not None else "")
        self.active.setChecked(person is None or person.active)
        for role, box in self._ticks.items():
            box.setChecked(person is not None and role in person.roles)
        has_password = person is not None and person.locked
        self.set_button.setText("更改口令…" if has_password else "设口令…")
        self.set_button.setEnabled(person is not None and person.active)
        self.clear_button.setVisible(has_password)
        self.clear_button.setEnabled(person is not None and person.active)
        self.new_button.setVisible(person is not None)
        self.save_button.setText("保存更改" if person is not None else "登记")
        self._judge()

    @Slot()
    def _judge(self) -> None:
        name = self.name.text().strip()
        taken = self.person is None and any(person.name == name for person in self._roster.people)
        self.save_button.setEnabled(bool(name) and name.isprintable() and not taken)
        if taken:
            self.tell("已经登记了这个姓名。同名的人请在姓名后加科室区分。", "bad")
        elif self._said.property("tone") == "bad":
            self.tell("")

    @Slot()
    def _on_save_clicked(self) -> None:
        roles = tuple(role for role, box in self._ticks.items() if box.isChecked())
        name, office = self.name.text().strip(), self.office.text().strip()
        self.register_wanted.emit(Person(name, office, roles, self.active.isChecked()))

    @Slot()
    def _on_new_clicked(self) -> None:
        self.choose("")
        self.tell("")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_set_clicked(self) -> None:
        if self.person is not None:
            self.password.begin(self.person, clears=False)

    @Slot()
    def _on_clear_clicked(self) -> None:
        if self.person is not None:
            self.password.begin(self.person, clears=True)

    @Slot(str, str)
    def _on_password_given(self, present: str, new: str) -> None:
        if self.person is not None:
            self.password_wanted.emit(self.person.name, present, new)

    @Slot(int)
    def _on_idle_activated(self, index: int) -> None:
        self.minutes_chosen.emit(self.idle.itemData(index))

    @Slot()
    def _on_lock_clicked(self) -> None:
        self.lock_wanted.emit()

    @Slot()
    def _on_tree_current_changed(self) -> None:
        self._show_person(self.person)


def _cells(person: Person, roles: Mapping[str, str]) -> list[str]:
    ticks = [_TICK if role in person.roles else "" for role in roles]
    return [person.name, person.office, *ticks, "有" if person.locked else "", "在用" if person.active else "停用"]


def _button(text: str, clicked: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(clicked)
    return button
