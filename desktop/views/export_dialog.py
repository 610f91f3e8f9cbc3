"""What to export, in which form, and to where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.record import RecordSummary, Status
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.segmented import SegmentedControl

FORMATS = ("xlsx", "csv", "json")
_WORDS = {
    "xlsx": "Excel 工作簿，适合查看和继续编辑。",
    "csv": "逗号分隔的文本（UTF-8），适合导入其他系统。",
    "json": "带全部层次的数据，适合程序读取。",
}


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person asked for. `source_id` None means all sources."""

    format: str
    path: Path
    source_id: int | None


class ExportDialog(QDialog):
    """Asks for form, scope and target. Says how many documents go out, and how many do not."""

    wanted = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        folder: Path,
        here: tuple[int, str, Sequence[RecordSummary]] | None,
        everywhere: Sequence[RecordSummary],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("help", "export")
        self.setWindowTitle("导出")
        self.setFixedWidth(560)
        self._here, self._everywhere = here, tuple(everywhere)
        self._format = FORMATS[0]
        self._formats = SegmentedControl(appearance, [name.upper() for name in FORMATS])
        self._formats.setAccessibleName("格式")
        self._formats.set_current(0)
        self._formats.chosen.connect(self._on_format_chosen)
        self._about = plain_label(_WORDS[self._format], tone="muted", size="small")
        self._only_here = QRadioButton("本期")
        self._all = QRadioButton("全部来源")
        self._scope = QButtonGroup(self)
        self._scope.addButton(self._only_here)
        self._scope.addButton(self._all)
        self._only_here.setEnabled(here is not None)
        (self._only_here if here is not None else self._all).setChecked(True)
        self._scope.buttonClicked.connect(self._tell)
        self._target = QLineEdit(str(folder / f"{_file_name(here[1] if here else '公报审校结果')}.{self._format}"))
        self._target.setAccessibleName("保存到")
        self._target.textChanged.connect(self._tell)
        self._browse = QPushButton("选择…")
        self._browse.clicked.connect(self._on_browse_clicked)
        self._count = plain_label(size="heading")
        self._rest = plain_label(tone="muted", size="note", wrap=True)
        self._export = QPushButton("导出")
        self._export.setProperty("kind", "primary")
        self._export.setDefault(True)
        self._export.clicked.connect(self._on_export_clicked)
        self._cancel = QPushButton("取消")
        self._cancel.clicked.connect(self.reject)
        self._arrange()
        self._tell()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(8)
        column.addWidget(plain_label("导出已核准的文件", size="display"))
        column.addSpacing(6)
        column.addWidget(plain_label("格式", tone="muted", size="note"))
        column.addWidget(self._formats)
        column.addWidget(self._about)
        column.addSpacing(6)
        column.addWidget(plain_label("范围", tone="muted", size="note"))
        scopes = QHBoxLayout()
        scopes.setSpacing(24)
        scopes.addWidget(self._only_here)
        scopes.addWidget(self._all)
        scopes.addStretch(1)
        column.addLayout(scopes)
        column.addSpacing(6)
        column.addWidget(plain_label("保存到", tone="muted", size="note"))
        target = QHBoxLayout()
        target.addWidget(self._target, 1)
        target.addWidget(self._browse)
        column.addLayout(target)
        column.addSpacing(8)
        told = QFrame()
        told.setObjectName("card")
        inner = QVBoxLayout(told)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(4)
        inner.addWidget(self._count)
        inner.addWidget(self._rest)
        column.addWidget(told)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._export)
        column.addLayout(buttons)

    @property
    def words(self) -> str:
        """What the dialog says about the counts."""
        return f"{self._count.text()}{self._rest.text()}"

    @property
    def export_button(self) -> QPushButton:
        """The button that starts the export."""
        return self._export

    @property
    def target(self) -> QLineEdit:
        """The path to write to."""
        return self._target

    @Slot(object)
    def show_everywhere(self, summaries: Sequence[RecordSummary]) -> None:
        """Take in the documents of all sources."""
        self._everywhere = tuple(summaries)
        self._tell()

    def choose_format(self, name: str) -> None:
        """Choose a form."""
        self._on_format_chosen(FORMATS.index(name))

    def _shown(self) -> Sequence[RecordSummary]:
        return self._here[2] if self._only_here.isChecked() and self._here is not None else self._everywhere

    @Slot()
    def _tell(self) -> None:
        shown = self._shown()
        approved = sum(summary.status is Status.APPROVED for summary in shown)
        pending = len(shown) - approved
        if approved:
            self._count.setText(f"将导出 {approved} 件已核准的文件")
            rest = f"还有 {pending} 件待核，不会导出。" if pending else "全部文件都已核准。"
            self._rest.setText(f"{rest}标有密级的文件从不导出。")
        else:
            self._count.setText("还没有已核准的文件")
            self._rest.setText("只有核准过的文件才能导出。请先标注公开属性并核准，再来导出。")
        self._export.setEnabled(approved > 0 and bool(self._target.text().strip()))

    @Slot(int)
    def _on_format_chosen(self, index: int) -> None:
        if index < 0:
            return
        before, self._format = self._format, FORMATS[index]
        self._formats.set_current(index)
        self._about.setText(_WORDS[self._format])
        self._target.setText(re.sub(rf"\.{before}$", f".{self._format}", self._target.text()))

    @Slot()
    def _on_browse_clicked(self) -> None:
        kind = f"{self._format.upper()} 文件 (*.{self._format})"
        chosen, _ = QFileDialog.getSaveFileName(self, "导出到", self._target.text(), kind)
        if chosen:
            self._target.setText(chosen)

    @Slot()
    def _on_export_clicked(self) -> None:
        source_id = self._here[0] if self._only_here.isChecked() and self._here is not None else None
        self.wanted.emit(ExportWish(self._format, Path(self._target.text().strip()).expanduser(), source_id))
        self.accept()


def _file_name(heading: str) -> str:
    """Return a name that every file system takes; a heading that is a file's name loses its ending."""
    heading = re.sub(r"(?i)\.(pdf|ofd|docx?|wps|rtf|html?|txt|md)$", "", heading)
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", heading).strip(" .")[:80] or "导出"
