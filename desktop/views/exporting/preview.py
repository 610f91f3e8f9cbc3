"""The first lines of an export, as they will stand in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.plain_table import PlainTable

FIRST = 6
"""Lines that are shown."""
_HEIGHT, _LONGEST = 140, 36
_NONE = -1
"""No column takes the room that is left but the last one."""


class ExportPreview(QWidget):
    """A table of texts that is only read."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self.table = PlainTable(appearance, "前几件", (), _NONE)
        self.table.setSelectionMode(PlainTable.SelectionMode.NoSelection)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setMinimumHeight(appearance.px(_HEIGHT))
        self._told = plain_label("前几件", tone="muted", size="note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._told)
        column.addWidget(self.table, 1)

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show headings and the lines below them; long texts are shown in part."""
        headings = lines[0] if lines else ()
        self.table.setRowCount(0)
        self.table.setColumnCount(len(headings))
        self.table.setHorizontalHeaderLabels(list(headings))
        self.table.show_rows([[_short(text) for text in line] for line in lines[1:]])
        self._told.setText(f"前 {len(lines) - 1} 件" if len(lines) > 1 else "没有可以预览的文件")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
