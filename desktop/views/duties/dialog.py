"""What is due after the decision: documents to publish, and closed ones to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.record import Publication
from desktop.review.duties import TRIGGERS, PublishDuty, ReviewDuty
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.plain_table import PlainTable
from desktop.widgets.segmented import SegmentedControl

_PUBLISH = ("标题", "情况", "发布期限", "办结", "发文字号")
_REVIEW = ("标题", "情况", "公开属性", "评估期限", "不公开起", "发文字号")
_WHERE = "政府网站"


class DutiesDialog(QDialog):
    """Two lists. Tells which document to open, and which was published, when and where; None takes that back."""

    opened = Signal(int)
    published = Signal(int, object)
    copied = Signal(str)
    kept_closed = Signal(int, str)
    """A closed document was looked at again and stays closed, for a reason."""
    asked_for = Signal(int, str, str)
    """A closed document is to be looked at early: the kind of trigger, and a note."""

    def __init__(self, appearance: Appearance, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "forms")
        self.setWindowTitle("发布与评估")
        self.resize(appearance.px(940), appearance.px(560))
        self._today = today
        self._to_publish: tuple[PublishDuty, ...] = ()
        self._to_review: tuple[ReviewDuty, ...] = ()
        self.publish_table = PlainTable(appearance, "要发布的文件", _PUBLISH, 0)
        self.review_table = PlainTable(appearance, "要重新评估的文件", _REVIEW, 0)
        self.where = QLineEdit(_WHERE)
        self.where.setAccessibleName("发布在哪里")
        self.where.setPlaceholderText("发布在哪里，如政府网站、公报")
        self.mark = QPushButton("登记今天已发布")
        self.mark.setProperty("kind", "primary")
        self.unmark = QPushButton("取消登记")
        self.copy_mark = QPushButton("复制版记标注")
        self.copy_note = QPushButton("复制删减说明")
        self.why = QLineEdit()
        self.why.setAccessibleName("评估的理由或说明")
        self.why.setPlaceholderText("继续不公开的理由，或者提前评估的说明")
        self.keep_closed = QPushButton("登记继续不公开")
        self.trigger = QComboBox()
        self.trigger.setAccessibleName("提前评估的原因")
        self.trigger.addItems(TRIGGERS)
        self.ask_for = QPushButton("提前评估")
        self.open_first, self.open_second = QPushButton("打开文件"), QPushButton("打开文件")
        self._told = plain_label(tone="muted", size="note", wrap=True)
        self._choice = SegmentedControl(appearance, ("要发布", "要评估"))
        self._choice.setAccessibleName("清单")
        self._choice.set_current(0)
        self._pages = QStackedWidget()
        self._compose()
        self._connect()
        self._on_row_changed()

    def _compose(self) -> None:
        publish, review = QWidget(), QWidget()
        first, second = QHBoxLayout(), QHBoxLayout()
        for part in (self.open_first, self.copy_mark, self.copy_note):
            first.addWidget(part)
        first.addStretch(1)
        second.addWidget(plain_label("发布在哪里", tone="muted", size="note"))
        second.addWidget(self.where, 1)
        second.addWidget(self.unmark)
        second.addWidget(self.mark)
        third = QHBoxLayout()
        third.addWidget(self.open_second)
        third.addStretch(1)
        third.addWidget(self.trigger)
        third.addWidget(self.ask_for)
        fourth = QHBoxLayout()
        fourth.addWidget(plain_label("理由", tone="muted", size="note"))
        fourth.addWidget(self.why, 1)
        fourth.addWidget(self.keep_closed)
        for page, table, rows in (
            (publish, self.publish_table, (first, second)),
            (review, self.review_table, (third, fourth)),
        ):
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(10)
            column.addWidget(table, 1)
            for row in rows:
                row.setSpacing(8)
                column.addLayout(row)
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label("发布与评估", size="display"))
        column.addWidget(self._told)
        column.addWidget(self._choice)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._choice.chosen.connect(self.show_page)
        for table in (self.publish_table, self.review_table):
            table.currentCellChanged.connect(self._on_row_changed)
        self.why.textChanged.connect(self._on_row_changed)
        self.publish_table.cellDoubleClicked.connect(self._on_open_first)
        self.review_table.cellDoubleClicked.connect(self._on_open_second)
        for button, slot in (
            (self.mark, self._on_mark_clicked),
            (self.unmark, self._on_unmark_clicked),
            (self.copy_mark, self._on_copy_mark_clicked),
            (self.copy_note, self._on_copy_note_clicked),
            (self.open_first, self._on_open_first),
            (self.open_second, self._on_open_second),
            (self.keep_closed, self._on_keep_closed_clicked),
            (self.ask_for, self._on_ask_for_clicked),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)

    @property
    def words(self) -> str:
        """What is said about the lists."""
        return self._told.text()

    @Slot(int)
    def show_page(self, index: int) -> None:
        """Show one of the lists: 0 to publish, 1 to look at again."""
        self._choice.set_current(index)
        self._pages.setCurrentIndex(index)

    def show_duties(self, to_publish: Sequence[PublishDuty], to_review: Sequence[ReviewDuty]) -> None:
        """Show what is due."""
        self._to_publish, self._to_review = tuple(to_publish), tuple(to_review)
        today = self._today
        self.publish_table.show_rows(
            [
                (one.title, one.state(today), one.duty.due.isoformat(), one.duty.decided.isoformat(), one.doc_number)
                for one in self._to_publish
            ]
        )
        self.review_table.show_rows(
            [(one.title, one.state(today), one.value, *_days(one), one.doc_number) for one in self._to_review]
        )
        open_ones = [one for one in self._to_publish if one.published is None]
        late = sum(one.duty.late(today) > 0 for one in open_ones)
        due = sum(one.duty.due <= today for one in self._to_review)
        self._choice.show_keys((str(len(open_ones)), str(due)))
        told = f"待发布 {len(open_ones)} 件，其中 {late} 件已超期；到评估期限的不公开文件 {due} 件。"
        self._told.setText(told if self._to_publish or self._to_review else "还没有办结的公开属性认定。")
        self._on_row_changed()

    @property
    def _duty(self) -> PublishDuty | None:
        row = self.publish_table.currentRow()
        return self._to_publish[row] if 0 <= row < len(self._to_publish) else None

    @property
    def _closed(self) -> ReviewDuty | None:
        row = self.review_table.currentRow()
        return self._to_review[row] if 0 <= row < len(self._to_review) else None

    @Slot()
    def _on_row_changed(self) -> None:
        duty = self._duty
        self.mark.setEnabled(duty is not None and duty.published is None)
        self.unmark.setEnabled(duty is not None and duty.published is not None)
        self.copy_mark.setEnabled(duty is not None)
        self.copy_note.setEnabled(duty is not None and bool(duty.note))
        self.open_first.setEnabled(duty is not None)
        closed = self._closed
        for part in (self.open_second, self.ask_for, self.trigger):
            part.setEnabled(closed is not None)
        self.keep_closed.setEnabled(closed is not None and bool(self.why.text().strip()))

    @Slot()
    def _on_mark_clicked(self) -> None:
        if self._duty is not None:
            where = " ".join(self.where.text().split())
            self.published.emit(self._duty.record_id, Publication(self._today.isoformat(), where))

    @Slot()
    def _on_unmark_clicked(self) -> None:
        if self._duty is not None:
            self.published.emit(self._duty.record_id, None)

    @Slot()
    def _on_copy_mark_clicked(self) -> None:
        if self._duty is not None:
            self._copy(self._duty.mark)

    @Slot()
    def _on_copy_note_clicked(self) -> None:
        if self._duty is not None:
            self._copy(self._duty.note)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    @Slot()
    def _on_open_first(self) -> None:
        if self._duty is not None:
            self.opened.emit(self._duty.record_id)

    @Slot()
    def _on_open_second(self) -> None:
        if self._closed is not None:
            self.opened.emit(self._closed.record_id)

    @Slot()
    def _on_keep_closed_clicked(self) -> None:
        if self._closed is not None:
            self.kept_closed.emit(self._closed.record_id, self._said())

    @Slot()
    def _on_ask_for_clicked(self) -> None:
        if self._closed is not None:
            self.asked_for.emit(self._closed.record_id, self.trigger.currentText(), self._said())

    def _said(self) -> str:
        """Take what was typed, once."""
        words = " ".join(self.why.text().split())
        self.why.clear()
        return words


def _days(one: ReviewDuty) -> tuple[str, str]:
    return one.duty.due.isoformat(), one.duty.closed.isoformat()
