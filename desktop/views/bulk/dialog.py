"""An edit of many documents: what is wanted, what it would do to each, and the ticks for those that it is done to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import PatternRefused
from desktop.itemmodels.bulk_model import AFTER, TITLE, BulkModel
from desktop.review.bulk import BulkEdit, BulkRow, check
from desktop.review.explain import explain
from desktop.views.bulk.delegate import BulkDelegate
from desktop.views.bulk.form import BulkForm
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_PAUSE = 250
"""Milliseconds without typing until the plan is worked out."""
_PORTION = 40
"""Documents that are worked out in one turn of the lane, so that other work gets its turn too."""


class BulkDialog(QDialog):
    """Asks for portions of a plan, shows them, and tells what is to be done."""

    portion_wanted = Signal(int, object, object)
    rows_chosen = Signal(object, object)

    def __init__(
        self, appearance: Appearance, record_ids: Sequence[int], parent: QWidget | None = None, which: str = ""
    ) -> None:
        """Ask about some documents; `which` says in words where they come from."""
        super().__init__(parent)
        self.setWindowTitle("批量修改")
        self.setProperty("help", "bulk")
        self.resize(appearance.px(920), appearance.px(680))
        self._look, self._ids, self._which = appearance, tuple(record_ids), which
        self._turn = self._seen = 0
        self._edit: BulkEdit | None = None
        self.form, self.model = BulkForm(), BulkModel(self)
        self._told = plain_label(tone="muted", size="note", wrap=True)
        self._all = QCheckBox("全选")
        self._apply = QPushButton("应用")
        self._apply.setProperty("kind", "primary")
        self._cancel = QPushButton("取消")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._table = PlanView(appearance, self.model)
        self._compose()
        self._connect()
        self._tell()
        self._pause.start()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label(f"批量修改{self._which} {len(self._ids):,} 件文件", size="display"))
        column.addWidget(self._make_middle(), 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._all)
        below.addWidget(self._told, 1)
        for button in (self._cancel, self._apply):
            below.addWidget(button)
        column.addLayout(below)
        column.addWidget(plain_label("核准须逐件进行，不能批量。应用后可以一次撤销。", tone="muted", size="small"))

    def _make_middle(self) -> QScrollArea:
        """Return the form and the plan in an area that scrolls where letters are large and the screen is small."""
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addWidget(self.form)
        inner.addWidget(self._table, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        return area

    def _connect(self) -> None:
        self.form.changed.connect(self._on_form_changed)
        self._pause.timeout.connect(self._begin)
        self.model.ticked.connect(self._tell)
        self._all.clicked.connect(self.model.tick_all)
        self._apply.clicked.connect(self._on_apply_clicked)
        self._cancel.clicked.connect(self.reject)

    @property
    def apply_button(self) -> QPushButton:
        """The button that does it."""
        return self._apply

    @property
    def words(self) -> str:
        """What is said about the plan."""
        return self._told.text()

    def portion_shower(self, turn: int, count: int) -> Callable[[Sequence[BulkRow]], None]:
        """Return what takes in the rows of a portion of `count` documents, and asks for the next."""
        return partial(self._on_portion_planned, turn, count)

    def fault_shower(self, turn: int) -> Callable[[BaseException], None]:
        """Return what takes in why a portion could not be worked out."""
        return partial(self._on_portion_failed, turn)

    def _on_portion_planned(self, turn: int, count: int, rows: Sequence[BulkRow]) -> None:
        if turn != self._turn:
            return
        self._seen += count
        self.model.add(rows)
        self._ask()
        self._tell()

    def _on_portion_failed(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        words = explain(error)
        self._edit = None
        self._tell()
        self._told.setText(f"{words.what}{words.next}")
        self._told.setProperty("tone", "bad")
        self._polish()

    @Slot()
    def _on_form_changed(self) -> None:
        self._turn += 1
        self._edit = None
        self._apply.setEnabled(False)
        self._pause.start()

    @Slot()
    def _begin(self) -> None:
        self._turn += 1
        self._seen, self._edit = 0, self.form.edit
        self.model.clear()
        try:
            check(self._edit)
        except PatternRefused as error:
            self._on_portion_failed(self._turn, error)
        else:
            self._ask()

    def _ask(self) -> None:
        portion = self._ids[self._seen : self._seen + _PORTION]
        if self._edit is not None and portion:
            self.portion_wanted.emit(self._turn, portion, self._edit)

    @Slot()
    def _tell(self) -> None:
        known = self.model.figures
        parts = [f"将修改 {known.ticked:,} 件"]
        if self._edit is None:
            parts = ["请先填写要修改的内容"]
        elif self._seen < len(self._ids):
            parts.append(f"正在检查第 {self._seen:,} 件，共 {len(self._ids):,} 件")
        else:
            same = len(self._ids) - known.rows
            parts += [f"{same:,} 件没有变化"] if same else []
            parts += [f"{known.refused:,} 件不能这样改"] if known.refused else []
            parts += [f"{known.reopened:,} 件已核准，勾选后会退回待核"] if known.reopened else []
        self._told.setText("，".join(parts) + "。")
        self._told.setProperty("tone", "muted")
        self._polish()
        self._all.setChecked(0 < known.able == known.ticked)
        self._all.setEnabled(known.able > 0)
        self._apply.setText(f"应用到 {known.ticked:,} 件" if known.ticked else "应用")
        self._apply.setEnabled(known.ticked > 0 and self._edit is not None and self._seen >= len(self._ids))

    def _polish(self) -> None:
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)

    def done(self, result: int) -> None:
        """Close, and let go of what is still being worked out."""
        self._turn += 1  # what is still being worked out comes too late
        super().done(result)

    @Slot()
    def _on_apply_clicked(self) -> None:
        self.rows_chosen.emit(self.model.rows, self.model.chosen)
        self.accept()


class PlanView(QTableView):
    """The plan, row by row; the space bar turns the tick."""

    def __init__(self, appearance: Appearance, model: BulkModel) -> None:
        super().__init__()
        self.plan = model
        self._delegate = BulkDelegate(appearance)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setAccessibleName("修改前后对照")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._delegate.height)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        self.setColumnWidth(TITLE, 300)
        self.setColumnWidth(AFTER, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and current.isValid():
            self.plan.toggle(current)
        else:
            super().keyPressEvent(event)
