"""What the program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import desktop
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_LICENCE = (
    "本程序是自由软件，依 GNU Affero 通用公共许可证第 3 版或更新版本（AGPL-3.0-or-later）发布，"
    "您可以自由使用、研究、修改和再分发；不附带任何担保。许可证全文见随程序附带的 LICENSE 文件。"
)


class AboutDialog(QDialog):
    """Name, version, licence."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "start")
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
