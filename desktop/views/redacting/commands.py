"""What the page 删减 does: passages shown, decided about and taken back; the copy written, proved and reported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from desktop.domain.errors import FindingsOpen
from desktop.domain.finding import Finding
from desktop.domain.record import Record
from desktop.domain.text import Span
from desktop.review.redacting import Redacted
from desktop.tasks.copying import Copyist
from desktop.tasks.lane import Job, Lane
from desktop.views.panel_turn import PanelTurn
from desktop.views.redacting.mark_card import Passage
from desktop.views.redacting.panel import RedactionPanel
from desktop.views.redacting.public_preview import PublicPreview

if TYPE_CHECKING:
    from desktop.domain.page_image import PageImage
    from desktop.redaction.copies import Writer
    from desktop.review.desk import Desk, Done
    from desktop.review.form_sheets import FormSheets
    from desktop.review.redacting_copies import CopyReport
    from desktop.views.main_window import MainWindow

PAGE = "redaction"
"""The name of the page at the right."""
_KINDS = {"pdf": "PDF (*.pdf)", "docx": "Word 文档 (*.docx)", "txt": "文本 (*.txt)"}


class RedactionCommands(QObject):
    """Keeps the page true, and binds it and the actions about 删减."""

    def __init__(self, window: MainWindow, panel: RedactionPanel) -> None:
        super().__init__(window)
        self._window, self._flow, self.panel = window, window.flow, panel
        self._redacted: Redacted | None = None
        self._lane, self._copyist = Lane(self), Copyist()
        self._preview: PublicPreview | None = None
        window.closing.connect(self.close)
        self._asked: Job | None = None
        self._flow.record_shown.connect(self._on_record_shown)
        self._flow.record_changed.connect(self._on_record_changed)
        self._flow.source_opened.connect(self._on_source_opened)
        self._flow.failed.connect(self._on_failed)
        panel.show_wanted.connect(self._on_show_wanted)
        panel.removed.connect(self._on_removed)
        panel.kept.connect(self._on_kept)
        panel.dropped.connect(self._on_dropped)
        panel.alike_wanted.connect(self._on_alike_wanted)
        panel.all_wanted.connect(self._on_all_wanted)
        panel.selection_wanted.connect(self.mark_selection)
        panel.preview_wanted.connect(self.show_preview)
        panel.copy_wanted.connect(self.make_copy)
        turn = PanelTurn(window, PAGE, panel)
        panel.escaped.connect(turn.leave)
        slots = {
            "redaction": turn.show,
            "redact_selection": self.mark_selection,
            "public_preview": self.show_preview,
            "public_copy": self.make_copy,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)

    @property
    def busy(self) -> bool:
        """Tell whether a copy is under way."""
        return self._lane.busy

    @Slot()
    def close(self) -> None:
        """Finish the copy at hand, and write no more."""
        self._close_preview()
        self._lane.close()
        self._copyist.close()

    # What is shown

    @Slot(object)
    def _on_record_shown(self, record: Record) -> None:
        self._ask(record, self._flow.ask_at_leisure)

    @Slot(object)
    def _on_record_changed(self, record: Record) -> None:
        self._ask(record, self._flow.ask)

    def _ask(self, record: Record, ask: Callable[..., Job]) -> None:
        """Look for what is sensitive; what was not yet looked for in the document before, never is."""
        desk = self._flow.desk
        if self._asked is not None and isValid(self._asked):
            self._asked.cancel()
        self._asked = None
        if desk is not None and record.expunged is None:
            self._asked = ask(desk.redaction.preview, record.id)
            self._asked.finished.connect(self._on_redacted)
        else:
            self._take(None)

    @Slot(object)
    def _on_source_opened(self, _opened: object) -> None:
        self._take(None)

    @Slot(object)
    def _on_redacted(self, redacted: Redacted) -> None:
        record = self._flow.record
        if record is not None and record.id == redacted.record_id:
            self._take(redacted)

    def _take(self, redacted: Redacted | None) -> None:
        self._redacted = redacted
        opened = self._flow.opened
        self.panel.show_redacted(redacted, opened.text.text if opened is not None else "")
        count = self.panel.open_count
        self._window.side.set_badge(PAGE, str(count) if count else "")

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        """Show what stops an approval where it can be decided."""
        record = self._flow.record
        if isinstance(error, FindingsOpen) and record is not None and record.id == error.record_id:
            self._window.side.show_page(PAGE)
            self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_show_wanted(self, passage: Passage) -> None:
        self._window.source.show_places(passage.spans)

    # Verbs

    @Slot(object, str)
    def _on_removed(self, passage: Passage, preset: str) -> None:
        record = self._flow.record
        if record is not None and passage.finding is not None:
            self._flow.do(partial(_remove, record.id, passage.finding.finding, preset))

    @Slot(object, str)
    def _on_kept(self, passage: Passage, reason: str) -> None:
        record = self._flow.record
        if record is not None and passage.finding is not None:
            self._flow.do(partial(_keep, record.id, passage.finding.finding, reason))

    @Slot(object)
    def _on_dropped(self, passage: Passage) -> None:
        record = self._flow.record
        if record is not None:
            self._flow.do(partial(_drop, record.id, passage.spans[0]))

    @Slot(object)
    def _on_alike_wanted(self, passage: Passage) -> None:
        record = self._flow.record
        if record is not None:
            self._flow.do(partial(_all_like, record.id, passage.spans[0]))

    @Slot()
    def _on_all_wanted(self) -> None:
        record = self._flow.record
        if record is not None:
            self._flow.do(partial(_all_advised, record.id))

    @Slot()
    def mark_selection(self) -> None:
        """Remove the text that is selected in the source."""
        record, selected = self._flow.record, self._window.source.selection
        if record is None:
            return
        if selected is None:
            self._window.toast.say("先在原文里选中要删减的文字")
        else:
            self._flow.do(partial(_mark, record.id, selected))
            self._window.side.show_page(PAGE)

    # The copy

    @Slot()
    def show_preview(self) -> None:
        """Show what the public would read."""
        redacted, record = self._redacted, self._flow.record
        if redacted is None or record is None:
            return
        self._close_preview()
        opened = self._flow.opened
        with_pages = bool(redacted.plan.removals) and opened is not None and opened.text.is_laid_out
        title = redacted.text.text.strip().partition("\n")[0]
        dialog = self._preview = PublicPreview(self._window.look, redacted, title, with_pages, self._window)
        dialog.pages_wanted.connect(partial(self._on_pages_wanted, dialog, record.id))
        dialog.picture_wanted.connect(partial(self._on_picture_wanted, dialog))
        dialog.finished.connect(self._on_preview_finished)
        dialog.show()

    def _close_preview(self) -> None:
        if self._preview is not None:
            self._preview.close()

    @Slot()
    def _on_preview_finished(self) -> None:
        dialog, self._preview = self._preview, None
        if dialog is not None:
            if dialog.sheets is not None:
                self._lane.run(dialog.sheets.close)
            dialog.deleteLater()

    @Slot()
    def _on_pages_wanted(self, dialog: PublicPreview, record_id: int) -> None:
        desk = self._flow.desk
        if desk is not None:
            job = self._lane.run(_sheets, desk, record_id, self._copyist.write)
            job.finished.connect(partial(self._on_sheets, dialog))
            job.failed.connect(self._flow.failed)

    def _on_sheets(self, dialog: PublicPreview, sheets: FormSheets) -> None:
        redacted, opened = self._redacted, self._flow.opened
        if dialog is not self._preview or redacted is None or opened is None:
            self._lane.run(sheets.close)
            return
        dialog.show_sheets(sheets, opened.text.page_at(redacted.scope.start) or 0)

    def _on_picture_wanted(self, dialog: PublicPreview, index: int, scale: float) -> None:
        if dialog.sheets is not None:
            job = self._lane.run(dialog.sheets.image, index, scale)
            job.finished.connect(partial(self._on_pictured, dialog, index, scale))

    def _on_pictured(self, dialog: PublicPreview, index: int, scale: float, picture: PageImage) -> None:
        if dialog is self._preview:
            dialog.show_picture(index, scale, picture)

    @Slot()
    def make_copy(self) -> None:
        """Ask where the public copy goes; it is written and proved behind the window."""
        desk, record = self._flow.desk, self._flow.record
        redacted = self._redacted
        if desk is None or record is None or redacted is None:
            return
        if not redacted.plan.removals:
            self._window.toast.say("还没有决定删减什么；没有要删减的，直接公开原件就行")
            return
        job = self._flow.ask(_ending, desk, record.id)
        job.finished.connect(partial(self._on_ending, record.id))

    def _on_ending(self, record_id: int, ending: str) -> None:
        name = f"公开版本.{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "制作公开版本", name, _KINDS.get(ending, "PDF (*.pdf)"))
        desk = self._flow.desk
        if chosen and desk is not None:
            self.copy_to(record_id, Path(chosen))

    def copy_to(self, record_id: int, path: Path, strict: bool = False) -> None:
        """Write the public copy of a document, and say what its proof found."""
        desk = self._flow.desk
        if desk is not None:
            self._window.toast.say("正在制作公开版本并逐项核验…")
            job = self._lane.run(desk.redaction.copy, record_id, path, strict, self._copyist.write)
            job.finished.connect(self._on_copied)
            job.failed.connect(self._flow.failed)

    @Slot(object)
    def _on_copied(self, report: CopyReport) -> None:
        checks = sum(check.passed for check in report.proof.checks)
        self._flow.saved.emit()
        self._window.toast.say(f"公开版本已写好，{checks} 项核验全部通过，核验报告存入资料库：{report.path}")
        if self._flow.record is not None:
            self._on_record_changed(self._flow.record)


def _ending(desk: Desk, record_id: int) -> str:
    from desktop.review.redacting_copies import copy_ending

    return copy_ending(desk, record_id)


def _sheets(desk: Desk, record_id: int, writer: Writer) -> FormSheets:
    from desktop.review.redacting_copies import copy_sheets

    return copy_sheets(desk, record_id, writer)


def _remove(record_id: int, finding: Finding, preset: str, desk: Desk) -> Done:
    return desk.redaction.remove(record_id, [finding], preset)


def _keep(record_id: int, finding: Finding, reason: str, desk: Desk) -> Done:
    return desk.redaction.keep(record_id, [finding], reason)


def _drop(record_id: int, span: Span, desk: Desk) -> Done:
    return desk.redaction.drop(record_id, span)


def _all_like(record_id: int, span: Span, desk: Desk) -> Done:
    return desk.redaction.all_like(record_id, span)


def _all_advised(record_id: int, desk: Desk) -> Done:
    return desk.redaction.accept_all_advised(record_id)


def _mark(record_id: int, span: Span, desk: Desk) -> Done:
    return desk.redaction.mark(record_id, [span])
