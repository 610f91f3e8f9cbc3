"""What the public would read of a document: the text of the copy, and where the source has pages, its pages."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.page_image import PageImage
from desktop.review.form_sheets import FormSheets
from desktop.review.redacting import Redacted
from desktop.views.exporting.form_preview import image_of
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.offsets import Utf16Map
from desktop.widgets.page_store import PixmapStore
from desktop.widgets.page_view import PageView
from desktop.widgets.segmented import SegmentedControl
from desktop.widgets.shown_text import as_shown

_WAITING = "正在按方案制作页面并核验…"


class PublicPreview(QDialog):
    """Shows the public text, with what stands in the place of something; nothing of what is removed is in it.

    `pages_wanted` asks for the pages, once, `picture_wanted` for the picture of one.
    """

    pages_wanted = Signal()
    picture_wanted = Signal(int, float)

    def __init__(
        self, appearance: Appearance, redacted: Redacted, title: str, with_pages: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("help", "redaction")
        self.setWindowTitle("公开版本预览")
        self.resize(appearance.px(760), min(appearance.px(820), 980))
        self._look = appearance
        self.sheets: FormSheets | None = None
        self._asked = False
        self.text = self._make_text(redacted)
        self.view = PageView(appearance, PixmapStore())
        self.view.setAccessibleName("公开版本的页面")
        self.view.wants_changed.connect(self._on_wants_changed)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.text)
        self._pages.addWidget(self.view)
        self.choice = SegmentedControl(appearance, ("文字", "版面"))
        self.choice.setAccessibleName("公开版本的看法")
        self.choice.set_current(0)
        self.choice.setVisible(with_pages)
        self.choice.chosen.connect(self._on_chosen)
        self.told = plain_label(_summary(redacted), tone="muted", size="note", wrap=True)
        self._compose(title)

    def _make_text(self, redacted: Redacted) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setAccessibleName("公开版本的文字")
        text.setFont(self._look.serif("heading"))
        shown = "\n".join(as_shown(line) for line in redacted.text.text.split("\n"))
        text.setPlainText(shown)
        units = Utf16Map(shown)
        marks = []
        for piece in redacted.text.replacements:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(text.document())
            cursor.setPosition(units.to_units(piece.start))
            cursor.setPosition(units.to_units(piece.end), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setBackground(self._look.color("evidence-date"))
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        text.setExtraSelections(marks)
        return text

    def _compose(self, title: str) -> None:
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(plain_label(title or "（无标题）", size="heading", wrap=True), 1)
        head.addWidget(self.choice)
        foot.addWidget(self.told, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        at = max(0, place)
        self.choice.set_current(at)
        self._pages.setCurrentIndex(at)
        if at and not self._asked:
            self._asked = True
            self.told.setText(_WAITING)
            self.pages_wanted.emit()

    @Slot()
    def _on_wants_changed(self) -> None:
        for index, scale in self.view.pictures_wanted:
            self.picture_wanted.emit(index, scale)

    def show_sheets(self, sheets: FormSheets, page: int) -> None:
        """Show the pages of the copy, from a page (from 0) on."""
        self.sheets = sheets
        self.view.show_pages(sheets.sizes)
        self.view.show_page(page)
        self.told.setText(f"共 {len(sheets.sizes)} 页，已经核验；这里看到的就是制作出来的样子。")

    def show_picture(self, index: int, scale: float, picture: PageImage) -> None:
        """Take the picture of a page."""
        self.view.set_picture(index, scale, image_of(picture))


def _summary(redacted: Redacted) -> str:
    open_count = len(redacted.open)
    words = f"替换或加注 {len(redacted.text.replacements)} 处（有底色）。"
    return words + (f"还有 {open_count} 处敏感信息没有决定。" if open_count else "")
