"""The fields of the document under review: in groups, each with its value, how sure it is, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.errors import ValueRefused
from desktop.domain.fields import FIELDS
from desktop.domain.record import Record, Status
from desktop.review import values
from desktop.review.explain import explain
from desktop.widgets.appearance import Appearance
from desktop.widgets.field_face import faces, next_doubt
from desktop.widgets.field_row import FieldRow
from desktop.widgets.labels import ElidedLabel, plain_label
from desktop.widgets.state_chip import StateChip

_ROOM = 40
"""Pixels of the neighbours that stay in sight above and below the field at hand."""
_HINTS = 2
"""The parser's hints that are shown unasked."""


class FieldsPane(QFrame):
    """Shows a record. Tells which field a person turned to and what was decided about it."""

    field_reached = Signal(str)
    field_corrected = Signal(str, object)
    field_confirmed = Signal(str)
    field_restored = Signal(str)
    all_settled = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fieldsPane")
        self._look = appearance
        self._record: Record | None = None
        self._current: str | None = None
        self._advance_from: str | None = None
        self._all_shown = False
        self._rows: dict[str, FieldRow] = {}
        self._groups: dict[str, QWidget] = {}
        self._title = ElidedLabel(appearance, "heading", bold=True, lines=3)
        self._state, self._marked = StateChip(appearance), StateChip(appearance)
        self._extent = plain_label(tone="muted", size="small")
        self._hints = plain_label(tone="warn", size="small", wrap=True)
        self._more, self._more_hints = _quiet_button(), _quiet_button()
        self._more.clicked.connect(self._on_more_clicked)
        self._more_hints.clicked.connect(self._on_more_hints_clicked)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self._scroll, 1)
        self._scroll.setWidget(self._make_rows())

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setObjectName("fieldsHead")
        column = QVBoxLayout(head)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self._state, self._marked, self._extent):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._hints)
        column.addWidget(self._more_hints, 0, Qt.AlignmentFlag.AlignLeft)
        return head

    def _make_rows(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 6, 0, 12)
        column.setSpacing(0)
        for spec in FIELDS:
            if spec.group not in self._groups:
                label = plain_label(spec.group, tone="muted", size="small")
                label.setContentsMargins(18, 10, 0, 2)
                self._groups[spec.group] = label
                column.addWidget(label)
            row = FieldRow(spec, self._look)
            row.reached.connect(self._on_row_reached)
            row.entered.connect(self._on_row_entered)
            row.left.connect(self._on_row_left)
            row.confirm_wanted.connect(self._on_row_confirm_wanted)
            row.restore_wanted.connect(self.field_restored)
            self._rows[spec.key] = row
            column.addWidget(row)
        more = QHBoxLayout()
        more.setContentsMargins(14, 8, 14, 0)
        more.addWidget(self._more)
        more.addStretch(1)
        column.addLayout(more)
        column.addStretch(1)
        return holder

    def show_record(self, record: Record) -> None:
        """Show a record; text that is being typed for the same record stays."""
        another = self._record is None or self._record.id != record.id
        self._record = record
        if another:
            self._current = self._advance_from = None
            self._scroll.verticalScrollBar().setValue(0)
        for shown in faces(record):
            self._rows[shown.key].show_face(shown, keep_typing=not another)
        self._show_head(record)
        self._show_stated()
        self._mark_current()
        if not another and self._advance_from is not None:
            advanced, self._advance_from = self._advance_from, None
            self._go_on_after(advanced)

    def _show_head(self, record: Record) -> None:
        document = record.document
        self._title.set_text(str(record.value("title") or "（无标题）"))
        doubts = len(record.doubts)
        if record.status is Status.APPROVED:
            self._state.show_state("已核准", "ok")
        else:
            self._state.show_state(f"存疑 {doubts}" if doubts else "待核", "warn" if doubts else "neutral")
        self._marked.show_state(record.disclosure.value if record.disclosure is not None else "", "accent")
        attached = record.value("attachments")
        parts = [f"第 {record.number} 件"]
        if isinstance(attached, tuple) and attached:
            parts.append(f"附件 {len(attached)}")
        if document.tables:
            parts.append(f"表 {len(document.tables)}")
        self._extent.setText(" · ".join(parts))
        self._show_hints(_HINTS)

    def _show_hints(self, most: int) -> None:
        anomalies = self._record.document.anomalies if self._record is not None else ()
        self._hints.setText("\n".join(f"提示：{anomaly.message}" for anomaly in anomalies[:most]))
        self._hints.setVisible(bool(anomalies))
        self._more_hints.setText(f"另有 {len(anomalies) - most} 条提示")
        self._more_hints.setVisible(len(anomalies) > most)

    def _show_stated(self) -> None:
        silent = 0
        shown_groups: set[str] = set()
        for spec in FIELDS:
            row = self._rows[spec.key]
            stated = row.face is not None and row.face.stated
            silent += not stated
            visible = stated or self._all_shown or row.changed or spec.key == self._current
            row.setVisible(visible)
            if visible:
                shown_groups.add(spec.group)
        for group, label in self._groups.items():
            label.setVisible(group in shown_groups)
        self._more.setVisible(silent > 0)
        self._more.setText("收起原文未写明的项" if self._all_shown else f"显示原文未写明的 {silent} 项")

    def focus_field(self, key: str) -> None:
        """Put the cursor into a field."""
        row = self._rows[key]
        row.show()
        row.edit()
        if self._current != key:  # the cursor stood there already, in the record before
            self._on_row_reached(key)

    def focus_next_doubt(self) -> bool:
        """Go to the next doubtful field; False when there is none."""
        key = next_doubt(self._record, self._current) if self._record is not None else None
        if key is None:
            return False
        self.focus_field(key)
        return True

    @property
    def current(self) -> str | None:
        """The field at hand."""
        return self._current

    def row(self, key: str) -> FieldRow:
        """Return the row of a field."""
        return self._rows[key]

    def take_over(self) -> bool:
        """Take over what was typed; False when it cannot be a value and the person has to decide."""
        outcomes = [self._commit(key, row.typed) for key, row in self._rows.items() if row.changed]
        return all(outcomes)

    def refuse(self, error: ValueRefused) -> None:
        """Show at its field why a value was refused."""
        words = explain(error)
        self._rows[error.key].refuse(f"{words.what}{words.next}")
        self._current = error.key
        self._mark_current()
        QTimer.singleShot(0, self, self._scroll_to_current)

    def _commit(self, key: str, text: str) -> bool:
        if self._record is None:
            return True
        row = self._rows[key]
        try:
            value = values.typed(key, text)
        except ValueRefused as error:
            self.refuse(error)
            return False
        if value == self._record.value(key):
            row.revert()
        else:
            self.field_corrected.emit(key, value)
        return True

    def _go_on_after(self, key: str) -> None:
        following = next_doubt(self._record, key) if self._record is not None else None
        if following is not None and following != key:
            self.focus_field(following)
        else:
            self._current = None
            self._mark_current()
            self.all_settled.emit()

    def _mark_current(self) -> None:
        for key, row in self._rows.items():
            row.set_current(key == self._current)

    @Slot(str)
    def _on_row_reached(self, key: str) -> None:
        self._current = key
        self._mark_current()
        self.field_reached.emit(key)
        QTimer.singleShot(0, self, self._scroll_to_current)

    @Slot()
    def _scroll_to_current(self) -> None:
        if self._current is not None:
            body = self._scroll.widget()
            layout = body.layout() if body is not None else None
            if layout is not None:
                layout.activate()
            self._scroll.ensureWidgetVisible(self._rows[self._current], 0, _ROOM)

    @Slot(str, str)
    def _on_row_entered(self, key: str, text: str) -> None:
        row, face = self._rows[key], self._rows[key].face
        if row.changed:
            typed = row.typed
            if self._commit(key, text):
                if row.changed and row.typed == typed:
                    self._advance_from = key  # the record comes back changed
                else:
                    self._go_on_after(key)
            return
        if face is not None and face.doubtful:
            self._advance_from = key
            self.field_confirmed.emit(key)
        else:
            self._go_on_after(key)

    @Slot(str, str)
    def _on_row_left(self, key: str, text: str) -> None:
        self._commit(key, text)

    @Slot(str)
    def _on_row_confirm_wanted(self, key: str) -> None:
        self._advance_from = key
        self.field_confirmed.emit(key)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._all_shown = not self._all_shown
        self._show_stated()

    @Slot()
    def _on_more_hints_clicked(self) -> None:
        if self._record is not None:
            self._show_hints(len(self._record.document.anomalies))


def _quiet_button() -> QPushButton:
    button = QPushButton()
    button.setProperty("kind", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
