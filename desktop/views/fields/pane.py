"""The fields of the document under review: in groups, each with its value, how sure it is, and what can be done."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.errors import ValueRefused
from desktop.domain.fields import FIELDS
from desktop.domain.record import Record
from desktop.domain.text import Span
from desktop.review import assigning, values
from desktop.review.explain import explain
from desktop.review.unseen import unseen
from desktop.views.fields.head import FieldsHead, quiet_button
from desktop.widgets.appearance import Appearance
from desktop.widgets.field_face import Choice, faces, next_doubt
from desktop.widgets.field_row import FieldRow
from desktop.widgets.labels import plain_label
from desktop.widgets.panel_column import stack

_ROOM = 40
"""Pixels of the neighbours that stay in sight above and below the field at hand."""

_LEAST_WITH_HEAD = 170
"""Pixels at 100 %: the height from which on the head has room above the fields."""


class FieldsPane(QFrame):
    """Shows a record. Tells which field a person turned to and what was decided about it.

    `places_shown` tells spans to be brought out in the source instead of the whole evidence of the field at hand.
    """

    field_reached = Signal(str)
    field_corrected = Signal(str, object)
    field_confirmed = Signal(str)
    field_restored = Signal(str)
    candidate_chosen = Signal(str, object)
    places_shown = Signal(object)
    place_removed = Signal(str, object)
    span_dropped = Signal(str, object, bool)
    restore_all_wanted = Signal()
    all_settled = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fieldsPane")
        self._look = appearance
        self._record: Record | None = None
        self._current: str | None = None
        self._advance_from: str | None = None
        self._place: int | None = None
        self._all_shown = self._changed_first = False
        self._rows: dict[str, FieldRow] = {}
        self._groups: dict[str, QLabel] = {}
        self._changes = _group_label("改动过的字段")
        self._order: list[QWidget] = []
        self.head = FieldsHead(appearance)
        self.head.changed_first_toggled.connect(self._on_changed_first_toggled)
        self.head.restore_all_wanted.connect(self.restore_all_wanted)
        self._more = quiet_button()
        self._more.clicked.connect(self._on_more_clicked)
        self._scroll = stack(self, self.head)
        self._scroll.setWidget(self._make_rows())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.setVisible(event.size().height() >= self._look.px(_LEAST_WITH_HEAD))

    def _make_rows(self) -> QWidget:
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 6, 0, 12)
        self._column.setSpacing(0)
        for spec in FIELDS:
            if spec.group not in self._groups:
                self._groups[spec.group] = _group_label(spec.group)
            row = self._rows[spec.key] = FieldRow(spec, self._look)
            row.reached.connect(self._on_row_reached)
            row.entered.connect(self._on_row_entered)
            row.left.connect(self._on_row_left)
            row.yielded.connect(self._on_row_yielded)
            row.confirm_wanted.connect(self._on_row_confirm_wanted)
            row.restore_wanted.connect(self.field_restored)
            row.choice_shown.connect(self._on_row_choice_shown)
            row.choice_picked.connect(self._on_row_choice_picked)
            row.place_stepped.connect(self._on_row_place_stepped)
            row.place_removed.connect(self._on_row_place_removed)
            row.span_dropped.connect(self.span_dropped)
        more = QHBoxLayout()
        more.setContentsMargins(14, 8, 14, 0)
        more.addWidget(self._more)
        more.addStretch(1)
        self._column.addLayout(more)
        self._column.addStretch(1)
        self._arrange()
        for part in (*self._order, self._more):
            part.hide()  # what is in sight would be laid out for nothing before a record says what to show
        return holder

    # What is shown

    def show_record(self, record: Record) -> None:
        """Show a record; text that is being typed for the same record stays."""
        another = self._record is None or self._record.id != record.id
        self._record = record
        if another:
            self._current = self._advance_from = None
            self._scroll.verticalScrollBar().setValue(0)
        self._place = None
        self._column.setEnabled(False)  # else all rows would be laid out for every one that comes into sight
        for shown in faces(record):
            self._rows[shown.key].show_face(shown, keep_typing=not another)
        self._arrange()
        self._show_stated()
        self._mark_current()
        self._column.setEnabled(True)
        self.head.show_record(record)
        if not another and self._advance_from is not None:
            advanced, self._advance_from = self._advance_from, None
            self._go_on_after(advanced)

    def _arrange(self) -> None:
        """Put the rows in their order: as the fields are, or those first that a person changed."""
        first = [spec.key for spec in FIELDS if self._changed_first and self._is_changed(spec.key)]
        order: list[QWidget] = [self._changes, *(self._rows[key] for key in first)]
        for group, label in self._groups.items():
            order.append(label)
            order += [self._rows[spec.key] for spec in FIELDS if spec.group == group and spec.key not in first]
        if order == self._order:
            return
        self._order = order
        for index, part in enumerate(order):
            self._column.removeWidget(part)
            self._column.insertWidget(index, part)
        stops = [stop for part in order if isinstance(part, FieldRow) for stop in part.stops]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _is_changed(self, key: str) -> bool:
        return self._record is not None and self._record.is_changed(key)

    def _show_stated(self) -> None:
        silent = 0
        shown_groups: set[str] = set()
        for spec in FIELDS:
            row = self._rows[spec.key]
            stated = row.face is not None and row.face.stated
            silent += not stated
            noted = self._record is not None and spec.key in self._record.field_notes
            visible = stated or noted or self._all_shown or row.changed or spec.key == self._current
            row.setVisible(visible)
            if visible and not (self._changed_first and self._is_changed(spec.key)):
                shown_groups.add(spec.group)
        for group, label in self._groups.items():
            label.setVisible(group in shown_groups)
        self._changes.setVisible(self._changed_first and any(self._is_changed(spec.key) for spec in FIELDS))
        self._more.setVisible(silent > 0)
        self._more.setText("收起原文未写明的项" if self._all_shown else f"显示原文未写明的 {silent} 项")

    # Which field is at hand

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

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The fields from top to bottom."""
        return tuple(part.spec.key for part in self._order if isinstance(part, FieldRow) and not part.isHidden())

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
        if key != self._current:
            self._place = None
        self._current = key
        self._mark_current()
        self.field_reached.emit(key)
        QTimer.singleShot(0, self, self._scroll_to_current)

    @Slot()
    def _scroll_to_current(self) -> None:
        if self._current is not None:
            self._column.activate()
            self._scroll.ensureWidgetVisible(self._rows[self._current], 0, _ROOM)

    # What was typed

    def take_over(self) -> bool:
        """Take over what was typed; False when it cannot be a value, or is still being composed.

        A person has to decide then, and the cursor is where that is wanted.
        """
        composed = [key for key, row in self._rows.items() if row.editor.finish_composing()]
        refused = [key for key, row in self._rows.items() if row.changed and not self._commit(key, row.typed)]
        for key in (*composed, *refused)[:1]:
            self.focus_field(key)
        return not composed and not refused

    def refuse(self, error: ValueRefused) -> None:
        """Show at its field why a value was refused."""
        words, odd = explain(error), unseen(error.value)
        named = f"其中有看不见的字符：{odd}。" if odd else ""
        self._rows[error.key].refuse(f"{words.what}{named}{words.next}")
        self._current, self._advance_from = error.key, None
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
    def _on_row_yielded(self, _key: str) -> None:
        """Give the keyboard back: there is nothing to take back in the field."""
        self.all_settled.emit()

    @Slot(str)
    def _on_row_confirm_wanted(self, key: str) -> None:
        self._advance_from = key
        self.field_confirmed.emit(key)

    # Other values, and places of the evidence

    def _choice(self, key: str, index: int) -> Choice | None:
        face = self._rows[key].face
        return face.choices[index] if face is not None and 0 <= index < len(face.choices) else None

    def _spans(self, key: str) -> tuple[Span, ...]:
        return self._record.spans(key) if self._record is not None else ()

    @Slot(str, int)
    def _on_row_choice_shown(self, key: str, index: int) -> None:
        choice = self._choice(key, index)
        if choice is None:
            self.places_shown.emit(self._spans(key) if key == self._current else ())
        elif choice.candidate is not None:
            self.places_shown.emit(choice.candidate.spans)
        elif self._record is not None:
            claim = self._record.document.fields.get(key)
            self.places_shown.emit(claim.spans if claim is not None else ())

    @Slot(str, int)
    def _on_row_choice_picked(self, key: str, index: int) -> None:
        choice = self._choice(key, index)
        if choice is None:
            return
        if not assigning.adds(key):
            self._advance_from = key
        if choice.candidate is not None:
            self.candidate_chosen.emit(key, choice.candidate)
        else:
            self.field_restored.emit(key)

    def step_place(self, step: int) -> bool:
        """Look at the next place of the evidence of the field at hand; False where there are not several."""
        spans = self._spans(self._current) if self._current is not None else ()
        if self._current is None or len(spans) < 2:
            return False
        if self._place is None:
            self._place = 0 if step > 0 else len(spans) - 1
        else:
            self._place = (self._place + step) % len(spans)
        self._rows[self._current].show_place(self._place)
        self.places_shown.emit((spans[self._place],))
        return True

    def remove_place(self) -> bool:
        """Take away the place that is looked at; False where none of several is."""
        spans = self._spans(self._current) if self._current is not None else ()
        if self._current is None or self._place is None or len(spans) < 2:
            return False
        self.place_removed.emit(self._current, spans[self._place])
        return True

    @Slot(str, int)
    def _on_row_place_stepped(self, key: str, step: int) -> None:
        if key != self._current:
            self._on_row_reached(key)
        self.step_place(step)

    @Slot(str)
    def _on_row_place_removed(self, key: str) -> None:
        if key == self._current:
            self.remove_place()

    # What is shown on demand

    @Slot(bool)
    def _on_changed_first_toggled(self, first: bool) -> None:
        self._changed_first = first
        self._arrange()
        self._show_stated()
        self._scroll.verticalScrollBar().setValue(0)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._all_shown = not self._all_shown
        self._show_stated()


def _group_label(words: str) -> QLabel:
    label = plain_label(words, tone="muted", size="small")
    label.setContentsMargins(18, 10, 0, 2)
    return label
