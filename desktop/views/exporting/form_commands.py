"""What is done with the forms of documents: shown, printed, saved one by one or all into a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.domain.page_image import PageImage
from desktop.review.form_sheets import FormSheets, FormsReport, form_name, form_sheets, write_forms_into
from desktop.review.forms import write_form
from desktop.review.secret_names import outward_name
from desktop.views.exporting.form_preview import FormPreview
from desktop.views.exporting.forms_report import FormsReportDialog

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow


class FormCommands(QObject):
    """Binds the forms to the flow of a window; they are filled and drawn in the store's lane."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self._dialog: QDialog | None = None
        window.actions_by_name["form"].triggered.connect(self.show_form)
        window.actions_by_name["forms_folder"].triggered.connect(self.ask_for_folder)
        window.actions_by_name["forms_folder_pdf"].triggered.connect(self.ask_for_pdf_folder)
        window.closing.connect(self.close_dialog)

    @Slot()
    def show_form(self) -> None:
        """Show the form of the document at hand."""
        desk, record = self._flow.desk, self._flow.record
        if desk is not None and record is not None and self._window.fields.take_over():
            name = form_name(record.id, outward_name(record))
            job = self._flow.ask(form_sheets, desk, record.id)
            job.finished.connect(partial(self._on_filled, record.id, name))

    def _on_filled(self, record_id: int, name: str, sheets: FormSheets) -> None:
        dialog = FormPreview(self._window.look, sheets, name, self._window)
        dialog.picture_wanted.connect(partial(self._on_picture_wanted, dialog))
        dialog.printing.connect(partial(self._on_printing, dialog))
        dialog.saving.connect(partial(self._on_saving, record_id))
        dialog.finished.connect(partial(self._on_preview_finished, sheets))
        self._show(dialog)

    def _on_picture_wanted(self, dialog: FormPreview, index: int, scale: float) -> None:
        job = self._flow.ask(dialog.sheets.image, index, scale)
        job.finished.connect(partial(self._on_pictured, dialog, index, scale))

    def _on_pictured(self, dialog: FormPreview, index: int, scale: float, picture: PageImage) -> None:
        if dialog is self._dialog:
            dialog.show_picture(index, scale, picture)

    def _on_printing(self, dialog: FormPreview, scale: float) -> None:
        job = self._flow.ask(dialog.sheets.images, scale)
        job.finished.connect(partial(self._on_printed, dialog))

    def _on_printed(self, dialog: FormPreview, pictures: tuple[PageImage, ...]) -> None:
        if dialog is self._dialog:
            dialog.print_pictures(pictures)
            self._window.toast.say(f"已送打印，共 {len(pictures)} 页")

    def _on_saving(self, record_id: int, path: Path) -> None:
        desk = self._flow.desk
        if desk is not None:
            self._flow.ask(write_form, desk, record_id, path).finished.connect(self._on_saved)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._window.toast.say(f"已保存：{path.name}")

    def _on_preview_finished(self, sheets: FormSheets, _result: int) -> None:
        self._dialog = None
        self._flow.ask(sheets.close)

    @Slot()
    def ask_for_folder(self) -> None:
        """Ask where the forms of the selected documents, or of all that the queue shows, are written to."""
        self._ask_where("docx")

    @Slot()
    def ask_for_pdf_folder(self) -> None:
        """Ask the same for forms as PDF."""
        self._ask_where("pdf")

    def _ask_where(self, kind: str) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, f"写出认定表格（{kind.upper()}）的文件夹")
        if chosen:
            self.write_into(Path(chosen), kind)

    def write_into(self, folder: Path, kind: str = "docx") -> None:
        """Write a form each into a folder."""
        desk, record_ids = self._flow.desk, self._window.queue.chosen_ids()
        if desk is None or not record_ids:
            self._window.toast.say("队列里没有文件")
            return
        job = self._flow.ask(write_forms_into, desk, record_ids, folder, kind)
        job.finished.connect(self._on_folder_written)

    @Slot(object)
    def _on_folder_written(self, report: FormsReport) -> None:
        if report.left_out:
            self._show(FormsReportDialog(report, self._window))
        else:
            self._window.toast.say(f"已写出 {len(report.written)} 张表格")

    def _show(self, dialog: QDialog) -> None:
        self.close_dialog()
        self._dialog = dialog
        dialog.show()

    @Slot()
    def close_dialog(self) -> None:
        """Show no form any more."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()

    @property
    def dialog(self) -> QDialog | None:
        """What is shown at the moment."""
        return self._dialog
