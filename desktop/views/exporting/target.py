"""Where an export goes: a file, or a folder, with a name that follows the format."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.export.formats import Format
from desktop.widgets.labels import plain_label


class ExportTarget(QWidget):
    """Holds a path. `changed` tells that it became another."""

    changed = Signal()

    def __init__(self, folder: Path, heading: str, format: Format) -> None:
        super().__init__()
        self._format = format
        self.edit = QLineEdit(str(folder / f"{file_name(heading)}{_ending(format)}"))
        self.edit.setAccessibleName("保存到")
        self.browse = QPushButton("选择…")
        self.browse.setAutoDefault(False)
        self._told = plain_label(tone="warn", size="small", wrap=True)
        row = QHBoxLayout()
        row.addWidget(plain_label("保存到", tone="muted", size="note"))
        row.addWidget(self.edit, 1)
        row.addWidget(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._told)
        self.edit.textChanged.connect(self._on_text_changed)
        self.browse.clicked.connect(self._on_browse_clicked)
        self._tell()

    @property
    def path(self) -> Path | None:
        """Where to write to, None where nothing is named."""
        text = self.edit.text().strip()
        return Path(text).expanduser() if text else None

    @property
    def words(self) -> str:
        """What is said about the place."""
        return self._told.text()

    def show_format(self, format: Format) -> None:
        """Follow another format with the ending, where it was that of the one before."""
        before, self._format = _ending(self._format), format
        text = self.edit.text()
        if not before or text.endswith(before):
            self.edit.setText(text.removesuffix(before) + _ending(format) if text.strip() else text)
        self._tell()

    @Slot()
    def _on_text_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        path = self.path
        told = ""
        try:
            if path is not None and path.exists():
                told = "那里已有同名的文件夹。" if path.is_dir() else "那里已有同名的文件，导出后会被替换。"
        except (OSError, ValueError):
            told = ""
        self._told.setText(told)
        self._told.setVisible(bool(told))

    @Slot()
    def _on_browse_clicked(self) -> None:
        if self._format.is_folder:
            chosen = QFileDialog.getExistingDirectory(self, "导出到这个空文件夹", str(Path(self.edit.text()).parent))
        else:
            kind = f"{self._format.label} (*{_ending(self._format)})"
            chosen, _ = QFileDialog.getSaveFileName(self, "导出到", self.edit.text(), kind)
        if chosen:
            self.edit.setText(chosen)


def file_name(heading: str) -> str:
    """Return a name that every file system takes; a heading that is a file's name loses its ending."""
    heading = re.sub(r"(?i)\.(pdf|ofd|docx?|wps|rtf|html?|txt|md)$", "", heading)
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", heading).strip(" .")[:80] or "导出"


def _ending(format: Format) -> str:
    return f".{format.ending}" if format.ending else ""
