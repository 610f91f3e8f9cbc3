"""The head of the queue: of which documents it tells, and how far their review has come."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.domain.queue import Totals
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import ElidedLabel, plain_label
from desktop.widgets.progress_bar import PartsBar

_TITLES = ("本期文件", "全部来源")


class QueueHead(QFrame):
    """Title, progress and counts. Tells whether all sources are wanted."""

    scope_chosen = Signal(bool)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("queueHead")
        self._bar = PartsBar(appearance)
        self._done = plain_label(tone="muted", size="small")
        self._left = plain_label(tone="muted", size="small")
        self._title = ElidedLabel(appearance, "heading", bold=True)
        self._title.set_text(_TITLES[0])
        self._scopes = QButtonGroup(self)
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        for number, words in enumerate(("本期", "全部")):
            button = QPushButton(words)
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.setAccessibleName(f"显示{_TITLES[number]}")
            self._scopes.addButton(button, number)
            first.addWidget(button)
        self._scopes.button(0).setChecked(True)
        self._scopes.idClicked.connect(self._on_scope_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 10, 12)
        column.setSpacing(7)
        column.addLayout(first)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(8)
        column.addLayout(inner)
        inner.addWidget(self._bar)
        counts = self._counts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        counts.addWidget(self._done)
        counts.addStretch(1)
        counts.addWidget(self._left)
        inner.addLayout(counts)
        self.show_totals(Totals())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack_counts()  # the layout has its new width by now

    def _stack_counts(self) -> None:
        """Set the counts one above the other where they have no room side by side."""
        room = self._counts.geometry().width() - self._counts.spacing()
        wide = self._done.sizeHint().width() + self._left.sizeHint().width()
        way = QBoxLayout.Direction.TopToBottom if wide > room else QBoxLayout.Direction.LeftToRight
        self._counts.setDirection(way)

    @property
    def everywhere(self) -> bool:
        """Tell whether all sources are chosen."""
        return self._scopes.checkedId() == 1

    @property
    def words(self) -> str:
        """What the head says."""
        return f"{self._title.text}，{self._done.text()}，{self._left.text()}"

    def show_scope(self, everywhere: bool) -> None:
        """Show which documents the queue is about; tells nobody."""
        self._scopes.button(int(everywhere)).setChecked(True)
        self._title.set_text(_TITLES[everywhere])

    def show_totals(self, totals: Totals) -> None:
        """Show how far the review has come."""
        parts = ((totals.approved, "ok"), (totals.doubtful, "evidence-focused"))
        self._bar.show_parts(totals.documents, parts)
        self._bar.setAccessibleName(
            f"已核准 {totals.approved} 件，待核 {totals.pending} 件，其中存疑 {totals.doubtful} 件"
        )
        self._bar.setToolTip("绿：已核准　黄：有存疑的　灰：其余待核的")
        self._done.setText(f"已核准 {totals.approved:,}")
        self._left.setText(f"待核 {totals.pending:,} · 存疑 {totals.doubts:,} 处")
        self._stack_counts()

    @Slot(int)
    def _on_scope_clicked(self, number: int) -> None:
        self.scope_chosen.emit(number == 1)
