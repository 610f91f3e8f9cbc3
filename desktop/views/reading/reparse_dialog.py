"""What reading a source anew would change: listed before it happens, taken over or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.fields import SPEC
from desktop.domain.record import RecordSummary
from desktop.review import values
from desktop.review.reparsing import Difference, Reparse
from desktop.widgets.appearance import Appearance
from desktop.widgets.difference import Piece, difference, item_difference
from desktop.widgets.difference_label import DifferenceLabel
from desktop.widgets.labels import ElidedLabel, plain_label

_MOST = 300
"""Differences that are listed; what is more is counted."""


class ReparseDialog(QDialog):
    """Shows that a source is read, then what would change. Closing it drops the plan."""

    adopted = Signal(object)

    def __init__(self, appearance: Appearance, queue: Sequence[RecordSummary], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._known: Mapping[int, RecordSummary] = {record.id: record for record in queue}
        self._plan: Reparse | None = None
        self.setProperty("help", "fields")
        self.setWindowTitle("重新识别")
        self.resize(round(720 * appearance.zoom), round(560 * appearance.zoom))
        self._heading = plain_label("正在重新识别本期…", size="heading", wrap=True)
        self._about = plain_label(
            "只是比较，还没有改动任何内容。关闭这个窗口就是放弃。", tone="muted", size="note", wrap=True
        )
        self._working = QProgressBar()
        self._working.setRange(0, 0)
        self._working.setTextVisible(False)
        self._working.setAccessibleName("正在重新识别")
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("变化")
        self._list.hide()
        self._rest = plain_label(tone="muted", size="note", wrap=True)
        self._rest.hide()
        self._adopt, self._close = QPushButton("采用"), QPushButton("取消")
        self._adopt.setProperty("kind", "primary")
        self._adopt.setEnabled(False)
        self._adopt.clicked.connect(self._on_adopt_clicked)
        self._close.clicked.connect(self.reject)
        self._arrange()

    def _arrange(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        for part in (self._heading, self._about, self._working):
            column.addWidget(part)
        column.addWidget(self._list, 1)
        column.addWidget(self._rest)
        self._space = QWidget()
        column.addWidget(self._space, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._adopt)
        column.addLayout(buttons)

    @Slot(object)
    def show_plan(self, plan: Reparse) -> None:
        """Show what would change."""
        self._plan = plan
        self._working.hide()
        self._heading.setText(_heading(plan))
        self._about.setText(_about(plan))
        self._rest.setText("\n".join(self._left_alone(plan)))
        self._rest.setVisible(bool(self._rest.text()))
        if plan.differences:
            self._list.setWidget(self._make_list(plan.differences))
        self._list.setVisible(bool(plan.differences))
        self._space.hide()
        self._adopt.setEnabled(bool(plan.documents))
        self._adopt.setVisible(bool(plan.documents))
        if not plan.differences:
            self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        self._close.setText("取消" if plan.documents else "关闭")
        (self._adopt if plan.documents else self._close).setDefault(True)

    @Slot()
    def give_up(self) -> None:
        """Close after a failure; what happened is told elsewhere."""
        self.reject()

    @property
    def words(self) -> str:
        """All that is said, as text."""
        labels = [self._heading.text(), self._about.text()]
        holder = self._list.widget()
        for label in holder.findChildren(QWidget) if holder is not None else ():
            if isinstance(label, DifferenceLabel):
                labels.append(label.accessibleName())
            elif isinstance(label, ElidedLabel):
                labels.append(label.text)
        return "\n".join([*labels, self._rest.text()])

    @property
    def adopt_button(self) -> QPushButton:
        """Takes the plan over."""
        return self._adopt

    def _make_list(self, differences: Sequence[Difference]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for record_id, group in groupby(differences[:_MOST], _record_of):
            self._add_line(grid)
            title = ElidedLabel(self._look, "body", bold=True)
            title.set_text(self._name(record_id))
            grid.addWidget(title, grid.rowCount(), 0, 1, 3)
            for found in group:
                self._add_difference(grid, found)
        grid.setRowStretch(grid.rowCount(), 1)
        return holder

    def _add_line(self, grid: QGridLayout) -> None:
        if grid.count():
            line = QFrame()
            line.setFrameShape(QFrame.Shape.HLine)
            line.setProperty("kind", "line")
            grid.addWidget(line, grid.rowCount(), 0, 1, 3)

    def _add_difference(self, grid: QGridLayout, found: Difference) -> None:
        row, top = grid.rowCount(), Qt.AlignmentFlag.AlignTop
        grid.addWidget(plain_label(SPEC[found.key].label, tone="muted", size="note"), row, 0, top)
        label = DifferenceLabel(self._look, "note")
        label.show_pieces(_pieces(found))
        grid.addWidget(label, row, 1)
        if found.kept:
            grid.addWidget(plain_label("保留您定的值", tone="accent", size="small"), row, 2, top)

    def _name(self, record_id: int) -> str:
        known = self._known.get(record_id)
        return f"第 {known.number} 件  {known.title or '（无标题）'}" if known is not None else f"记录 {record_id}"

    def _left_alone(self, plan: Reparse) -> list[str]:
        """Say which documents stay as they are although they would be read otherwise."""
        said = []
        more = len(plan.differences) - _MOST
        if more > 0:
            said.append(f"另有 {more} 处变化没有列出。")
        for records, words in (
            (plan.approved, "已核准，保持不变"),
            (plan.by_hand, "起止由人划定，保持不变"),
            (plan.lost, "这次没有识别到，保持不变"),
        ):
            if records:
                said.append(f"{self._numbers(records)}{words}。")
        if plan.gained > 0:
            said.append(f"这次另外识别到 {plan.gained} 件，没有加入；需要时请用“在此拆分”。")
        return said

    def _numbers(self, records: Sequence[int]) -> str:
        numbers = sorted(self._known[record].number for record in records if record in self._known)
        return f"第 {'、'.join(map(str, numbers))} 件" if numbers else f"{len(records)} 件"

    @Slot()
    def _on_adopt_clicked(self) -> None:
        if self._plan is not None:
            self.adopted.emit(self._plan)
        self.accept()


def _record_of(found: Difference) -> int:
    return found.record_id


def _pieces(found: Difference) -> tuple[Piece, ...]:
    before, after = values.shown(found.key, found.before), values.shown(found.key, found.after)
    if SPEC[found.key].form.is_list:
        return item_difference(before.split("\n") if before else (), after.split("\n") if after else ())
    return difference(before, after)


def _heading(plan: Reparse) -> str:
    if plan.differences:
        count = len({found.record_id for found in plan.differences})
        return f"{count} 件文件的 {len(plan.differences)} 处识别值会变"
    return "识别值没有变化，只有依据的位置或把握不同" if plan.documents else "重新识别的结果和现在一样"


def _about(plan: Reparse) -> str:
    kept = sum(found.kept for found in plan.differences)
    if not plan.documents:
        return "没有需要采用的变化。"
    mine = f"其中 {kept} 处您已更正或确认，以您定的值为准。" if kept else ""
    return f"还没有改动任何内容。{mine}更正、确认、公开属性和核准都不受影响。"
