"""What the panes hear of the flow, and the flow of the panes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, QObject, Qt, Slot

from desktop.disclosure.suggestion import Suggestion, suggest
from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import ApprovalRefused, DeskError, FindingsOpen, ValueRefused
from desktop.domain.fields import SPEC
from desktop.domain.record import Record, RecordSummary, SourceSummary, Status
from desktop.review.explain import explain
from desktop.views.menus import enable_record_actions
from desktop.views.reading.opening import Opened
from desktop.views.reading.reception import Reception
from desktop.widgets.field_face import field_at

if TYPE_CHECKING:
    from desktop.review.exporting import ExportReport
    from desktop.views.main_window import MainWindow

FIELDS_PAGE = "fields"
"""The name of the page at the right."""

_UNDO = "{undo}"
"""The place of the keys in a sentence about something that can be undone."""


class Conductor(QObject):
    """Binds the panes of a window to its flow."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._flow = window.flow
        self._noticed: set[str] = set()
        self._clicked: tuple[int, int] | None = None
        self._bind_panes()
        self._bind_flow()
        self._reception = Reception(window, self.show_error)

    def _bind_panes(self) -> None:
        window, flow = self._window, self._flow
        window.queue.record_chosen.connect(self._on_record_chosen)
        window.source.clicked.connect(self._on_source_clicked)
        window.source.feed.broken.connect(self.show_error)
        window.source.feed.interrupted.connect(self._on_pages_interrupted)
        window.fields.field_reached.connect(self._on_field_reached)
        window.fields.field_corrected.connect(flow.correct)
        window.fields.field_confirmed.connect(flow.confirm)
        window.fields.field_restored.connect(flow.restore)
        window.fields.all_settled.connect(window.queue.focus_list)
        window.decision.marked.connect(self._on_marked)
        window.decision.advice.reason_chosen.connect(window.source.show_places)
        window.top_bar.source_chosen.connect(self._on_source_chosen)
        window.top_bar.reviewer_named.connect(self._on_reviewer_named)
        window.welcome.source_chosen.connect(flow.open_source)

    def _bind_flow(self) -> None:
        flow = self._flow
        flow.source_coming.connect(self._on_source_coming)
        flow.source_opened.connect(self._on_source_opened)
        flow.sources_listed.connect(self._on_sources_listed)
        flow.queue_changed.connect(self._on_queue_changed)
        flow.record_coming.connect(self._on_record_coming)
        flow.record_shown.connect(self._on_record_shown)
        flow.record_changed.connect(self._on_record_changed)
        flow.turned.connect(self._on_turned)
        flow.divided.connect(self._on_divided)
        flow.saved.connect(self._on_saved)
        flow.told.connect(self._on_told)
        flow.stack.indexChanged.connect(self._window.toast.withdraw)
        self._window.toast.acted.connect(self._window.commands.undo)
        flow.failed.connect(self.show_error)
        flow.exported.connect(self._on_exported)

    @Slot()
    def _on_source_coming(self) -> None:
        """Show the panes while the first source is loaded: laying them out takes as long."""
        if self._flow.opened is None and self._window.review.currentWidget() is self._window.welcome:
            self._window.review.setCurrentWidget(self._window.panes)

    @Slot(object)
    def _on_source_opened(self, opened: Opened | None) -> None:
        self._window.show_source(opened)
        if opened is not None and opened.text.sha256 not in self._noticed:
            self._noticed.add(opened.text.sha256)
            self._tell_notices(opened.text.notices)

    def _tell_notices(self, notices: Sequence[str]) -> None:
        """Say once what should be known about the reading of a source."""
        if notices:
            self._window.banner.show_words("读取这份文件时，请留意以下情况。", f"{'；'.join(notices)}。", tone="warn")

    @Slot(object)
    def _on_sources_listed(self, sources: tuple[SourceSummary, ...]) -> None:
        self._window.offer_sources(sources)

    @Slot(object)
    def _on_queue_changed(self, queue: tuple[RecordSummary, ...]) -> None:
        self._window.decision.show_left(sum(row.status is not Status.APPROVED for row in queue))

    @Slot(object)
    def _on_divided(self, opened: Opened) -> None:
        """Show the source in its new documents, at the same place."""
        self._window.source.show_divided(opened)
        self._window.top_bar.show_source(opened.heading, opened.extent)

    @Slot(object)
    def _on_record_coming(self, record: Record) -> None:
        """Show the text of a document, at once; one into whose text a person clicked stays below the mouse."""
        source = self._window.source
        if self._clicked is not None and self._clicked[0] == record.id:
            with source.staying_at(self._clicked[1]):
                source.show_record(record, scroll=True)
        else:
            source.show_record(record, scroll=True)
        self._window.queue.set_current(record.id)
        source.paint()

    @Slot(object)
    def _on_record_shown(self, record: Record) -> None:
        window = self._window
        enable_record_actions(window.actions_by_name, True)
        if window.source.record is not record:
            self._on_record_coming(record)
        if self._clicked is not None and self._clicked[0] == record.id:
            self._show_clicked(record, self._clicked[1])
            return
        window.side.setUpdatesEnabled(False)  # painted in the next turn, when the doubt at hand is known
        window.fields.show_record(record)
        window.queue.focus_list()  # where no key that comes too early changes a value
        QMetaObject.invokeMethod(self, "_begin_review", Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _begin_review(self) -> None:
        """Go to the first doubt of the document that is shown, in a turn of the event loop of its own."""
        window, record = self._window, self._flow.record
        window.side.setUpdatesEnabled(True)
        if record is None:  # the source was closed at once
            return
        self._show_decision(record)
        doubtful = bool(record.doubts) and record.status is not Status.APPROVED and window.side.page == FIELDS_PAGE
        if doubtful and window.fields.focus_next_doubt():
            window.source.show_evidence(window.fields.current)

    def _show_clicked(self, record: Record, offset: int) -> None:
        """Show the fields of a document into whose text a person clicked, and go to the one that stands there."""
        self._clicked = None
        with self._window.source.staying_at(offset):
            self._window.fields.show_record(record)
            self._show_decision(record)
            self._reach_field(record, offset)

    def _reach_field(self, record: Record, offset: int) -> None:
        """Go to the field that has its evidence at a place, if there is one."""
        key = field_at(record, offset, self._window.fields.current)
        if key is not None:
            self._window.side.show_page("fields")
            self._window.fields.focus_field(key)

    @Slot(object)
    def _on_record_changed(self, record: Record) -> None:
        window = self._window
        window.source.show_record(record, scroll=False)
        window.fields.show_record(record)
        window.source.show_evidence(window.fields.current, scroll=False)
        self._show_decision(record)

    @Slot(object)
    def _on_marked(self, disclosure: Disclosure | None) -> None:
        if self._window.case_commands.by_case:
            self._window.case_commands.propose_value(disclosure)
        else:
            self._flow.mark(disclosure)

    @Slot(object)
    def _on_turned(self, keys: Sequence[str]) -> None:
        """Show the field that a step taken back, or made again, was about."""
        if keys:
            self._window.fields.focus_field(keys[0])

    @Slot(str)
    def _on_field_reached(self, key: str) -> None:
        self._window.side.show_page(FIELDS_PAGE)
        self._window.source.show_evidence(key)

    @Slot(int)
    def _on_record_chosen(self, record_id: int) -> None:
        if self._window.fields.take_over():
            self._flow.visit(record_id)
        elif self._flow.record is not None:
            self._window.queue.set_current(self._flow.record.id)

    @Slot(int)
    def _on_source_chosen(self, source_id: int) -> None:
        if self._window.fields.take_over():
            self._flow.open_source(source_id)

    def _suggested(self, record: Record) -> Suggestion | None:
        opened = self._flow.opened
        if opened is None or opened.summary.id != record.source_id:
            return None
        return suggest(opened.facts(record), opened.book)

    def _show_decision(self, record: Record) -> None:
        decision = self._window.decision
        decision.show_record(record)
        decision.show_advice(self._suggested(record))
        self._window.actions_by_name["withdraw"].setEnabled(record.status is Status.APPROVED)

    @Slot(str)
    def _on_told(self, sentence: str) -> None:
        can_undo = _UNDO in sentence and self._flow.stack.canUndo()
        self._window.toast.say(self._window.keyboard.say(sentence), "撤销" if can_undo else "")

    @Slot()
    def _on_saved(self) -> None:
        self._window.status.tell_saved(datetime.now())

    @Slot(object)
    def _on_exported(self, report: ExportReport) -> None:
        self._window.toast.say(report.words)

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Tell of an error: the world's in words, the program's through the crash hook."""
        if self._flow.opened is None and self._window.review.currentWidget() is self._window.panes:
            self._window.show_source(None)
        if isinstance(error, ValueRefused) and error.key in SPEC:
            self._window.fields.refuse(error)
        elif isinstance(error, ApprovalRefused) and not isinstance(error, FindingsOpen):
            self._window.decision.ask_for_mark()
        elif isinstance(error, DeskError | OSError | MemoryError):
            words = explain(error)
            self._window.banner.show_words(words.what, words.safe, words.next)
        else:
            self._window.crashed.emit(error)

    @Slot(int)
    def _on_source_clicked(self, offset: int) -> None:
        record = self._flow.record
        opened = self._flow.opened
        if record is None or opened is None:
            return
        if record.document.span.contains(offset):
            with self._window.source.staying_at(offset):
                self._reach_field(record, offset)
            return
        other = opened.record_at(offset)
        if other is not None and self._window.fields.take_over():
            self._clicked = other, offset
            self._flow.go_to(other)

    @Slot()
    def _on_pages_interrupted(self) -> None:
        self._window.toast.say("显示版面的进程意外中止，已重新开始")

    @Slot(str)
    def _on_reviewer_named(self, name: str) -> None:
        self._flow.rename_actor(name)
        self._window.reviewer_named.emit(name)
