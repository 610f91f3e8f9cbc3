"""Help and about."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

import desktop
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_LEADING, _ABOVE_HEADING, _BELOW_HEADING, _BELOW_LINE = 130, 16, 8, 4
"""Of a help page: per cent of a line, then pixels."""
_LICENCE = (
    "本程序是自由软件，依 GNU Affero 通用公共许可证第 3 版或更新版本（AGPL-3.0-or-later）发布，"
    "您可以自由使用、研究、修改和再分发；不附带任何担保。许可证全文见随程序附带的 LICENSE 文件。"
)


class HelpDialog(QDialog):
    """A help page of the program; stays open beside the work."""

    def __init__(self, page: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        self.setModal(False)
        self.resize(640, 680)
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.document().setDocumentMargin(20)
        self._text.setMarkdown(page.read_text("utf-8"))
        _give_air(self._text.document())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addWidget(self._text)
        column.addWidget(buttons)

    @property
    def words(self) -> str:
        """The page as plain text."""
        return self._text.toPlainText()


def _give_air(page: QTextDocument) -> None:
    """Set a page of Markdown in generous lines, with room above its headings."""
    block = page.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        air = QTextBlockFormat()
        air.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        air.setTopMargin(_ABOVE_HEADING if level > 1 else 0)
        air.setBottomMargin(_BELOW_HEADING if level else _BELOW_LINE)
        QTextCursor(block).mergeBlockFormat(air)
        block = block.next()


class AboutDialog(QDialog):
    """Name, version, licence."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于公报审校台")
        self.setFixedWidth(460)
        mark = QLabel()
        mark.setPixmap(icons.pixmap("app", appearance.theme.color("accent"), 36))
        names = QVBoxLayout()
        names.addWidget(plain_label("公报审校台", size="display"))
        names.addWidget(plain_label(f"版本 {desktop.__version__}", tone="muted", size="note"))
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(plain_label("把政府公报变成经人核准的记录。全程在本机处理，不联网。", wrap=True))
        column.addWidget(plain_label(_LICENCE, tone="muted", size="note", wrap=True))
        column.addWidget(plain_label("使用了 Qt（LGPL-3.0）与 PyMuPDF（AGPL-3.0）等组件。", tone="muted", size="note"))
        column.addWidget(buttons)
