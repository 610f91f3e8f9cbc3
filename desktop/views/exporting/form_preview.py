"""The filled form of a document as it will be printed: looked at, printed, or saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.page_image import PageImage
from desktop.review.form_sheets import FormSheets
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.page_layout import Fit
from desktop.widgets.page_store import PixmapStore
from desktop.widgets.page_view import PageView

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PRINT_DPI = 300
_SIZE = QSize(820, 860)


class FormPreview(QDialog):
    """Shows sheets and asks for their pictures: `printing` for all. `saving` tells the file that a person chose."""

    picture_wanted = Signal(int, float)
    saving = Signal(object)
    printing = Signal(float)

    def __init__(self, appearance: Appearance, sheets: FormSheets, name: str, parent: QWidget | None = None) -> None:
        """Show a form; `name` is that of its file, without ending."""
        super().__init__(parent)
        self.setProperty("help", "forms")
        self.setWindowTitle(sheets.title)
        self.resize(appearance.px(_SIZE.width()), min(appearance.px(_SIZE.height()), 980))
        self.sheets, self._name = sheets, name
        self._printer: QPrinter | None = None
        self.view = PageView(appearance, PixmapStore())
        self.view.setAccessibleName(f"表格预览：{sheets.title}")
        self.buttons = {
            name: QPushButton(words)
            for name, words in (
                ("smaller", "缩小"),
                ("larger", "放大"),
                ("whole", "整页"),
                ("width", "适合宽度"),
                ("docx", "存为 DOCX…"),
                ("pdf", "存为 PDF…"),
                ("print", "打印…"),
            )
        }
        self._compose(len(sheets.sizes))
        self._connect()
        self.view.show_pages(sheets.sizes)
        self.view.setFocus()

    def _compose(self, count: int) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(plain_label(self.sheets.title, size="heading"), 1)
        head.addWidget(plain_label(f"共 {count} 页", tone="muted", size="note"))
        for name in ("smaller", "larger", "whole", "width"):
            head.addWidget(self.buttons[name])
        foot.setSpacing(8)
        foot.addWidget(plain_label("内容都来自记录，记录里没有的留空。", tone="muted", size="note", wrap=True), 1)
        for name in ("docx", "pdf", "print"):
            foot.addWidget(self.buttons[name])
        self.buttons["print"].setProperty("kind", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.view.wants_changed.connect(self._on_wants_changed)
        slots = {
            "smaller": self._on_smaller_clicked,
            "larger": self._on_larger_clicked,
            "whole": self._on_whole_clicked,
            "width": self._on_width_clicked,
            "docx": self._on_docx_clicked,
            "pdf": self._on_pdf_clicked,
            "print": self._on_print_clicked,
        }
        for name, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(slots[name])

    @Slot()
    def _on_smaller_clicked(self) -> None:
        self.view.zoom_by(-1)

    @Slot()
    def _on_larger_clicked(self) -> None:
        self.view.zoom_by(1)

    @Slot()
    def _on_whole_clicked(self) -> None:
        self.view.set_zoom(Fit.PAGE)

    @Slot()
    def _on_width_clicked(self) -> None:
        self.view.set_zoom(Fit.WIDTH)

    @Slot()
    def _on_docx_clicked(self) -> None:
        self._ask_where("docx")

    @Slot()
    def _on_pdf_clicked(self) -> None:
        self._ask_where("pdf")

    @Slot()
    def _on_wants_changed(self) -> None:
        for index, scale in self.view.pictures_wanted:
            self.picture_wanted.emit(index, scale)

    def show_picture(self, index: int, scale: float, picture: PageImage) -> None:
        """Take the picture of a sheet."""
        self.view.set_picture(index, scale, image_of(picture))

    def _ask_where(self, kind: str) -> None:
        folder = Path.home() / "Documents"
        start = (folder if folder.is_dir() else Path.home()) / f"{self._name}.{kind}"
        chosen, _ = QFileDialog.getSaveFileName(self, "保存表格", str(start), f"{kind.upper()} 文件 (*.{kind})")
        if chosen:
            path = Path(chosen)
            self.saving.emit(path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}"))

    @Slot()
    def _on_print_clicked(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # looks for printers when it is loaded

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print all sheets; their pictures are asked for and come through `print_pictures`."""
        self._printer = printer
        self.buttons["print"].setEnabled(False)
        self.printing.emit(_PRINT_DPI / 72)

    def print_pictures(self, pictures: Sequence[PageImage]) -> None:
        """Print what was asked for."""
        from PySide6.QtPrintSupport import QPrinter

        printer, self._printer = self._printer, None
        self.buttons["print"].setEnabled(True)
        if printer is None:
            return
        printer.setFullPage(True)
        painter = QPainter(printer)
        for number, picture in enumerate(pictures):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(printer.pageRect(QPrinter.Unit.DevicePixel)), image_of(picture))
        painter.end()


def image_of(picture: PageImage) -> QImage:
    """Return a drawn sheet as Qt has it."""
    rows = QImage(picture.samples, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
    return rows.convertToFormat(QImage.Format.Format_RGB32)
