"""The figures of the yearly evaluation: a table and a chart of the drafting offices, by year, and on their way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.review.evaluation import FIGURE_FORMATS, HEADING, OfficeRow
from desktop.widgets.appearance import Appearance
from desktop.widgets.bar_chart import Bar, BarChart
from desktop.widgets.labels import plain_label
from desktop.widgets.plain_table import PlainTable

_ALL = "全部年份"
_KINDS = "Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"


class StatisticsDialog(QDialog):
    """Shows the figures. `year_wanted` asks for those of a year (None for all), `saving` tells a file and a year."""

    year_wanted = Signal(object)
    saving = Signal(object, object)

    def __init__(self, appearance: Appearance, years: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "forms")
        self.setWindowTitle("认定统计")
        self.resize(appearance.px(940), appearance.px(600))
        self.years = QComboBox()
        self.years.setAccessibleName("年份")
        self.years.addItem(_ALL, None)
        for year in years:
            self.years.addItem(f"{year} 年", year)
        self.table = PlainTable(appearance, "各起草单位的统计", HEADING, 3)
        self.chart = BarChart(appearance, "件数", "退回次数")
        self.save = QPushButton("导出…")
        self._told = plain_label(tone="muted", size="note", wrap=True)
        self._compose(appearance)
        self.years.currentIndexChanged.connect(self._on_year_changed)
        self.save.clicked.connect(self._on_save_clicked)
        self.save.setEnabled(False)

    def _compose(self, appearance: Appearance) -> None:
        head = QHBoxLayout()
        head.addWidget(plain_label("认定统计", size="display"), 1)
        head.addWidget(self.years)
        head.addWidget(self.save)
        around = QScrollArea()
        around.setWidget(self.chart)
        around.setWidgetResizable(True)
        around.setFrameShape(QScrollArea.Shape.NoFrame)
        around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around.setAccessibleName("条形图")
        around.setMinimumHeight(appearance.px(120))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(self.table, 3)
        column.addWidget(around, 2)

    @property
    def year(self) -> int | None:
        """The year that was chosen, None for all."""
        year = self.years.currentData()
        return year if isinstance(year, int) else None

    @property
    def words(self) -> str:
        """What is said about the figures."""
        return self._told.text()

    def show_rows(self, rows: Sequence[OfficeRow]) -> None:
        """Show the figures of the year that was asked for."""
        self.table.show_rows([row.cells for row in rows])
        self.chart.show_bars([Bar(row.cells[0], row.documents, row.returned) for row in rows])
        documents, returned = sum(row.documents for row in rows), sum(row.returned for row in rows)
        told = f"{len(rows)} 个起草单位，{documents} 件，退回 {returned} 次。年份按首次提出建议的日期算。"
        self._told.setText(told if rows else "还没有办理过公开属性认定的文件。")
        self.save.setEnabled(bool(rows))

    @Slot()
    def _on_year_changed(self) -> None:
        self.year_wanted.emit(self.year)

    @Slot()
    def _on_save_clicked(self) -> None:
        folder = Path.home() / "Documents"
        name = f"公开属性认定统计{self.year or ''}.{FIGURE_FORMATS[0]}"
        start = str((folder if folder.is_dir() else Path.home()) / name)
        chosen, kind = QFileDialog.getSaveFileName(self, "导出统计", start, _KINDS)
        if chosen:
            ending = "csv" if "csv" in kind else "xlsx"
            path = Path(chosen)
            known = path.suffix.lower().removeprefix(".") in FIGURE_FORMATS
            self.saving.emit(path if known else path.with_name(f"{path.name}.{ending}"), self.year)
