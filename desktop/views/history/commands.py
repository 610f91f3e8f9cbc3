"""What the page 历史 and the actions about remarks do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.domain.fields import FIELDS
from desktop.domain.record import Record
from desktop.review import telling
from desktop.review.past import Return
from desktop.review.saying import Said
from desktop.review.telling import Offer
from desktop.views.history.panel import Life
from desktop.views.panel_turn import PanelTurn
from desktop.widgets.note_box import NoteBox

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.main_window import MainWindow

PAGE = "history"
"""The name of the page at the right."""
_MARK = "有注"


class HistoryCommands(QObject):
    """Keeps the panel and the notes of the fields true, and binds them and the actions about them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow, self._panel = window, window.flow, window.history
        self._notes: dict[str, NoteBox] = {}
        for signal in (self._flow.record_shown, self._flow.record_changed):
            signal.connect(self._on_record_news)
        panel = self._panel
        panel.wanted.connect(self._on_life_wanted)
        panel.field_wanted.connect(self._on_field_wanted)
        panel.preview_wanted.connect(self._on_preview_wanted)
        panel.return_wanted.connect(self._on_return_wanted)
        panel.note.saved.connect(partial(self._on_note_saved, None))
        panel.note.closed.connect(self._on_note_closed)
        panel.tags.added.connect(self._on_tag_added)
        panel.tags.removed.connect(self._on_tag_removed)
        panel.tags.edit_wanted.connect(self._on_tags_wanted)
        window.fields.field_reached.connect(self._on_field_reached)
        slots = {
            "history": PanelTurn(window, PAGE, self._panel).show,
            "note": self.note_document,
            "note_field": self.note_field,
            "tags": self.tag_document,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)
        for spec in FIELDS:
            row = window.fields.row(spec.key)
            row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            row.customContextMenuRequested.connect(partial(self._on_row_menu_wanted, spec.key))

    # What is shown

    @Slot(object)
    def _on_record_news(self, record: Record) -> None:
        self._panel.show_remarks(record)
        self._panel.ask()
        self._window.side.set_badge(PAGE, _MARK if record.note or record.tags else "")
        for key in (*record.field_notes, *self._notes):
            self._note_of(key).show_text(record.field_notes.get(key, ""))
        self._show_notes(self._window.fields.current)

    @Slot()
    def _on_life_wanted(self) -> None:
        desk, record = self._flow.desk, self._flow.record
        if desk is not None and record is not None:
            self._flow.ask(_life, desk, record.id).finished.connect(self._on_life)

    @Slot(object)
    def _on_life(self, life: Life) -> None:
        if self._flow.record is not None and life.record.id == self._flow.record.id:
            self._panel.show_life(life)

    # Going back

    @Slot(object)
    def _on_field_wanted(self, offer: Offer) -> None:
        record = self._flow.record
        if record is not None and self._window.fields.take_over():
            self._flow.do(partial(_restore, record.id, offer))

    @Slot(int)
    def _on_preview_wanted(self, number: int) -> None:
        desk, record = self._flow.desk, self._flow.record
        if desk is not None and record is not None and self._window.fields.take_over():
            self._flow.ask(_preview, desk, record.id, number).finished.connect(self._on_preview)

    @Slot(object)
    def _on_preview(self, told: tuple[Return, tuple[Said, ...]]) -> None:
        self._panel.show_preview(*told)

    @Slot(object)
    def _on_return_wanted(self, plan: Return) -> None:
        self._flow.do(partial(_go_back, plan))

    # Notes and tags

    @Slot()
    def note_document(self) -> None:
        """Write the note on the document."""
        if self._window.fields.take_over():
            self._window.side.show_page(PAGE)
            self._panel.note.edit()

    @Slot()
    def tag_document(self) -> None:
        """Give the document a tag."""
        if self._window.fields.take_over():
            self._window.side.show_page(PAGE)
            self._panel.tags.edit()

    @Slot()
    def note_field(self) -> None:
        """Write the note on the field at hand."""
        key = self._window.fields.current
        if key is None:
            self._window.toast.say("先把光标放到要批注的字段")
        else:
            self._begin_note(key)

    def _begin_note(self, key: str) -> None:
        if self._window.fields.take_over():
            self._window.side.show_page("fields")
            self._window.fields.row(key).show()
            note = self._note_of(key)
            note.set_brief(False)
            note.show()
            note.edit()

    def _note_of(self, key: str) -> NoteBox:
        """Return the note below a field, made when it is first needed."""
        note = self._notes.get(key)
        if note is None:
            row = self._window.fields.row(key)
            note = self._notes[key] = NoteBox(f"“{row.spec.label}”的批注", self._window.look)
            note.saved.connect(partial(self._on_note_saved, key))
            note.closed.connect(partial(self._on_field_note_closed, key))
            row.add_below(note)
        return note

    @Slot(str)
    def _on_field_reached(self, key: str) -> None:
        self._show_notes(key)

    def _show_notes(self, current: str | None) -> None:
        for key, note in self._notes.items():
            note.set_brief(key != current)
            note.setVisible(bool(note.text) or note.editing)

    @Slot(str)
    def _on_note_saved(self, key: str | None, text: str) -> None:
        record = self._flow.record
        if record is not None:
            self._flow.do(partial(_note, record.id, key, text))

    @Slot()
    def _on_note_closed(self) -> None:
        self._panel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_field_note_closed(self, key: str) -> None:
        self._show_notes(self._window.fields.current)
        self._window.fields.row(key).edit()

    @Slot(str)
    def _on_tag_added(self, tag: str) -> None:
        record = self._flow.record
        if record is not None:
            self._flow.do(partial(_tag, record.id, tag))

    @Slot(str)
    def _on_tag_removed(self, tag: str) -> None:
        record = self._flow.record
        if record is not None:
            self._flow.do(partial(_untag, record.id, tag))

    @Slot()
    def _on_tags_wanted(self) -> None:
        if self._flow.desk is not None:
            self._flow.ask(self._flow.desk.remarks.tags_in_use).finished.connect(self._panel.tags.know)

    @Slot(QPoint)
    def _on_row_menu_wanted(self, key: str, place: QPoint) -> None:
        row = self._window.fields.row(key)
        menu = QMenu(row)
        menu.aboutToHide.connect(menu.deleteLater)
        action = QAction(f"批注“{row.spec.label}”…", menu)
        action.triggered.connect(partial(self._on_menu_note_triggered, key))
        menu.addAction(action)
        menu.popup(row.mapToGlobal(place))

    @Slot()
    def _on_menu_note_triggered(self, key: str, _checked: bool = False) -> None:
        self._begin_note(key)


def _life(desk: Desk, record_id: int) -> Life:
    record = desk.record(record_id)
    messages = {anomaly.identity: anomaly.message for anomaly in desk.store.source_anomalies(record.source_id)}
    return Life(record, telling.tell(desk.store.entries(record_id), record, messages))


def _preview(desk: Desk, record_id: int, number: int) -> tuple[Return, tuple[Said, ...]]:
    plan = desk.returns.preview(record_id, number)
    return plan, telling.tell_changes(plan.step.changes, plan.step.verb, desk.record(record_id))


def _restore(record_id: int, offer: Offer, desk: Desk) -> Done:
    return desk.returns.field(record_id, offer.key, offer.correction)


def _go_back(plan: Return, desk: Desk) -> Done:
    return desk.returns.to(plan)


def _note(record_id: int, key: str | None, text: str, desk: Desk) -> Done:
    return desk.remarks.note(record_id, key, text)


def _tag(record_id: int, tag: str, desk: Desk) -> Done:
    return desk.remarks.tag((record_id,), (tag,))


def _untag(record_id: int, tag: str, desk: Desk) -> Done:
    return desk.remarks.untag((record_id,), (tag,))
