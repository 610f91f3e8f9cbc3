"""What the window says about files on their way in: how far they are, what they ask for, what became of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QMessageBox

from desktop.domain.errors import DeskError
from desktop.views.office.password_dialog import PasswordDialog
from desktop.views.reading.intake import Report
from desktop.views.reading.unread_dialog import ReportDialog

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_NAMED = 3
"""Files that a summary names; the others stand in the details."""


class Reception(QObject):
    """Binds the intake of a window to its progress card, its notices and its questions."""

    def __init__(self, window: MainWindow, show_error: Callable[[BaseException], None]) -> None:
        super().__init__(window)
        self._window, self._intake = window, window.intake
        self.password_dialog: PasswordDialog | None = None
        self.question: QMessageBox | None = None
        self.report_dialog: ReportDialog | None = None
        self._report: Report | None = None
        self._before: int | None = None
        intake = self._intake
        intake.began.connect(self._on_began)
        intake.reading_alone.connect(window.preview.begin)
        window.preview.shown.connect(self._on_preview_shown)
        intake.progressed.connect(window.progress.advance)
        intake.arrived.connect(self._on_arrived)
        intake.password_wanted.connect(self._on_password_wanted)
        intake.password_settled.connect(self._on_password_settled)
        intake.many_found.connect(self._on_many_found)
        intake.nothing_found.connect(self._on_nothing_found)
        intake.failed.connect(show_error)
        intake.ended.connect(self._on_ended)
        window.progress.cancel_wanted.connect(self._on_cancel_wanted)
        window.banner.details_wanted.connect(self._on_details_wanted)
        window.closing.connect(self._on_window_closed)

    @Slot(str, int, int)
    def _on_began(self, name: str, number: int, whole: int) -> None:
        self._window.welcome.show_busy(True)
        title = "正在识别" if whole == 1 else f"第 {number} 个，共 {whole} 个文件"
        self._window.progress.begin(title, name, aside=whole > 1 and self._window.flow.opened is not None)

    @Slot()
    def _on_preview_shown(self) -> None:
        """Give way to the file that is being read; the source at hand comes back if nothing comes of it."""
        if not self._intake.busy or not self._window.fields.take_over():
            return
        opened = self._window.flow.opened
        self._before = opened.summary.id if opened is not None else None
        self._window.flow.close_source()
        self._window.show_preview()

    def _end_preview(self, arrived: bool) -> None:
        self._window.preview.end()
        if not arrived and self._before is not None:
            self._window.flow.open_source(self._before)
        elif not arrived and self._window.flow.opened is None:
            self._window.show_source(None)
        else:
            self._window.source.feed.resume()
        self._before = None

    @Slot(int, bool)
    def _on_arrived(self, source_id: int, is_first: bool) -> None:
        """Show the first of the files taken together; the others are offered beside it."""
        if is_first:
            self._window.flow.open_source(source_id)
        else:
            self._window.flow.list_sources()

    @Slot(object)
    def _on_ended(self, report: Report) -> None:
        self._window.progress.hide()
        self._window.welcome.show_busy(False)
        self._end_preview(bool(report.arrived))
        if report.whole == 1:
            if report.left:
                self._window.toast.say(f"已取消：{report.left[0].name}")
            return
        self._report = report
        if report.failed:
            self._window.banner.show_words(summary(report), tone="warn", details=True)
            self._tell_own_fault(report)
        else:
            self._window.toast.say(summary(report))

    def _tell_own_fault(self, report: Report) -> None:
        """Report a fault of the program as such; one stands for all of a batch."""
        own = [error for _, error in report.failed if not isinstance(error, DeskError | OSError | MemoryError)]
        if own:
            self._window.crashed.emit(own[0])

    @Slot()
    def _on_cancel_wanted(self) -> None:
        self._window.progress.stopping()
        self._intake.cancel()

    @Slot(object, bool, str)
    def _on_password_wanted(self, path: Path, wrong: bool, known: str) -> None:
        if self.password_dialog is None:
            self.password_dialog = PasswordDialog(self._window.look, path.name, known, self._window)
            self.password_dialog.given.connect(self._intake.try_password)
            self.password_dialog.rejected.connect(self._on_password_dialog_rejected)
            self.password_dialog.open()
        if wrong:
            self.password_dialog.tell_wrong()

    @Slot()
    def _on_password_settled(self) -> None:
        dialog, self.password_dialog = self.password_dialog, None
        _dismiss(dialog)

    @Slot()
    def _on_password_dialog_rejected(self) -> None:
        if self.password_dialog is not None:
            self._intake.give_up_password()

    @Slot(int)
    def _on_many_found(self, count: int) -> None:
        _dismiss(self.question)
        self.question = QMessageBox(self._window)
        self.question.setWindowTitle("打开文件夹")
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setText(f"文件夹里有 {count} 个文件，全部读入吗？")
        self.question.setInformativeText("读入期间可以照常审阅，也可以随时取消。")
        read = self.question.addButton("全部读入", QMessageBox.ButtonRole.AcceptRole)
        self.question.addButton("不读", QMessageBox.ButtonRole.RejectRole)
        self.question.setDefaultButton(read)
        self.question.accepted.connect(self._intake.read_many)
        self.question.rejected.connect(self._intake.leave_many)
        self.question.open()

    @Slot()
    def _on_nothing_found(self) -> None:
        self._window.toast.say("文件夹里没有文件")

    @Slot()
    def _on_details_wanted(self) -> None:
        if self._report is not None:
            _dismiss(self.report_dialog)
            self.report_dialog = ReportDialog(self._report.failed, self._window)
            self.report_dialog.show()

    @Slot()
    def _on_window_closed(self) -> None:
        dialogs = (self.password_dialog, self.question, self.report_dialog)
        self.password_dialog = self.question = self.report_dialog = None
        for dialog in dialogs:
            _dismiss(dialog)


def summary(report: Report) -> str:
    """Say what became of files that were taken together."""
    words = [f"读入 {len(report.arrived)} 个文件"]
    if report.failed:
        names = "、".join(path.name for path, _ in report.failed[:_NAMED])
        words.append(f"{len(report.failed)} 个没有读成：{names}{' 等' if len(report.failed) > _NAMED else ''}")
    if report.left:
        words.append(f"取消了 {len(report.left)} 个")
    return "，".join(words)


def _dismiss(dialog: QDialog | None) -> None:
    if dialog is not None:
        dialog.close()
        dialog.deleteLater()
