"""What to export, for what, in which columns, and to where; with first lines and counts before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.queue import QueueFilter
from desktop.export.formats import FORMATS, Format
from desktop.review.exporting import Outlook
from desktop.review.listing_words import filter_words
from desktop.views.exporting.columns import ColumnsEditor
from desktop.views.exporting.preview import ExportPreview
from desktop.views.exporting.progress import ExportProgress
from desktop.views.exporting.target import ExportTarget
from desktop.widgets.appearance import Appearance
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.labels import plain_label

_PAUSE = 200
"""Milliseconds without a change until counts and first lines are asked for."""
_WIDTH, _HEIGHT, _FORMATS_WIDTH = 980, 760, 168
_LONGEST_FILTER = 60


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person asked for. `columns` are keys, empty for a format whose content is fixed."""

    format: str
    path: Path
    filter: QueueFilter
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scopes:
    """What can be exported: the open source with its name, and what the queue shows when it is filtered."""

    heading: str = ""
    here: QueueFilter | None = None
    shown: QueueFilter | None = None


class ExportDialog(QDialog):
    """Asks for format, scope, columns and target. It stays while it is written, and goes when that is done.

    `asked` wants counts and first lines for a turn: the number of the turn, then what is wished. `stopped` wants the
    writing to end.
    """

    wanted = Signal(object)
    asked = Signal(int, object)
    stopped = Signal()

    def __init__(self, appearance: Appearance, folder: Path, scopes: Scopes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "export")
        self.setWindowTitle("导出")
        self.resize(appearance.px(_WIDTH), appearance.px(_HEIGHT))
        self._look, self._scopes = appearance, scopes
        self._turn, self._checked, self._held, self._writing = 0, 0, (0, 0), False
        self._outlook: Outlook | None = None
        self._formats = QListWidget()
        self._formats.setAccessibleName("格式")
        self._formats.addItems([one.label for one in FORMATS.values()])
        self._formats.setCurrentRow(0)
        self._formats.setFixedWidth(_FORMATS_WIDTH)
        self._about = plain_label(self.format.purpose, size="heading", wrap=True)
        self._scope = QButtonGroup(self)
        self._here, self._everywhere, self._shown = (
            QRadioButton(words) for words in ("本期", "全部来源", "列表的筛选")
        )
        self._which = plain_label(tone="muted", size="small", wrap=True)
        self.columns, self.preview = ColumnsEditor(appearance), ExportPreview(appearance)
        self.place = ExportTarget(folder, scopes.heading or "公报审校结果", self.format)
        self.progress = ExportProgress(appearance)
        self._count = plain_label(size="heading")
        self._rest = plain_label(tone="muted", size="note", wrap=True)
        self._export, self._cancel = QPushButton("导出"), QPushButton("取消")
        self._export.setProperty("kind", "primary")
        self._export.setDefault(True)
        self._cancel.setAutoDefault(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._compose()
        self._connect()
        self._tell()
        self._pause.start()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label("导出已核准的文件", size="display"))
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self._formats)
        middle.addWidget(self._make_middle(), 1)
        column.addLayout(middle, 1)
        column.addWidget(self.place)
        column.addWidget(self.progress)
        foot = QHBoxLayout()
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._count)
        told.addWidget(self._rest)
        foot.addLayout(told, 1)
        foot.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._export, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)

    def _make_middle(self) -> QScrollArea:
        """Return all choices in an area that scrolls where letters are large and the screen is small."""
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(8)
        inner.addWidget(self._about)
        inner.addSpacing(4)
        inner.addWidget(plain_label("哪些文件", tone="muted", size="note"))
        scopes = QWidget()
        beside = FlowLayout(scopes)
        for button in (self._here, self._everywhere, self._shown):
            self._scope.addButton(button)
            beside.addWidget(button)
        inner.addWidget(scopes)
        inner.addWidget(self._which)
        inner.addWidget(self.columns, 1)
        inner.addWidget(self.preview, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        return area

    def _connect(self) -> None:
        self._here.setEnabled(self._scopes.here is not None)
        self._shown.setEnabled(self._scopes.shown is not None)
        (self._here if self._scopes.here is not None else self._everywhere).setChecked(True)
        self._scope.buttonClicked.connect(self._on_changed)
        self._formats.currentRowChanged.connect(self._on_format_changed)
        self.columns.changed.connect(self._on_changed)
        self.place.changed.connect(self._tell)
        self._pause.timeout.connect(self._ask)
        self._export.clicked.connect(self._on_export_clicked)
        self._cancel.clicked.connect(self.reject)
        self.progress.stop.clicked.connect(self.stopped)

    @property
    def format(self) -> Format:
        """The format that is chosen."""
        return tuple(FORMATS.values())[max(0, self._formats.currentRow())]

    @property
    def filter(self) -> QueueFilter:
        """Which documents are chosen."""
        if self._here.isChecked() and self._scopes.here is not None:
            return self._scopes.here
        if self._shown.isChecked() and self._scopes.shown is not None:
            return self._scopes.shown
        return QueueFilter()

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
        return self.place.edit

    def choose_format(self, key: str) -> None:
        """Choose a format."""
        self._formats.setCurrentRow(list(FORMATS).index(key))

    def choose_everything(self) -> None:
        """Choose the documents of all sources."""
        self._everywhere.click()

    def choose_shown(self) -> None:
        """Choose what the queue shows."""
        self._shown.click()

    # What comes in

    def show_outlook(self, turn: int, found: Outlook) -> None:
        """Show what would go out, as far as the queue tells it."""
        if turn == self._turn:
            self._outlook, self._checked, self._held = found, 0, (0, 0)
            self._tell()

    def show_withheld(self, turn: int, checked: int, secret: int, not_public: int) -> None:
        """Show how many of the approved ones were looked at by now, and how many of these may not go out."""
        if turn == self._turn:
            self._checked, self._held = checked, (secret, not_public)
            self._tell()

    def show_preview(self, turn: int, lines: Sequence[Sequence[str]]) -> None:
        """Show the first lines; those of another turn come too late."""
        if turn == self._turn:
            self.preview.show_lines(lines)

    def show_progress(self, done: int, count: int) -> None:
        """Show how far the writing is."""
        self.progress.show_part(done, count)

    def show_end(self, said: str) -> None:
        """Show that the writing ended without an export, and why."""
        self._set_writing(False)
        self.progress.show_words(said)
        self._pause.start()

    # What a person does

    @Slot()
    def _on_changed(self) -> None:
        self._turn += 1
        self._outlook = None
        self._pause.start()
        self._tell()

    @Slot(int)
    def _on_format_changed(self, _row: int) -> None:
        self._about.setText(self.format.purpose)
        self.columns.setVisible(self.format.columned)
        self.place.show_format(self.format)
        self._on_changed()

    @Slot()
    def _ask(self) -> None:
        self._turn += 1
        self._outlook = None
        self._tell()
        self.asked.emit(self._turn, self._wish)

    @property
    def _wish(self) -> ExportWish:
        keys = self.columns.list.keys if self.format.columned else ()
        return ExportWish(self.format.key, self.place.path or Path(), self.filter, keys)

    @Slot()
    def _tell(self) -> None:
        self._which.setText(_short(filter_words(self.filter)) if self._shown.isChecked() else "")
        self._which.setVisible(bool(self._which.text()))
        going = self._tell_counts(self._outlook) if self._outlook is not None else 0
        if self._outlook is None:
            self._count.setText("正在清点……")
            self._rest.setText("")
        able = going > 0 and self.place.path is not None and (not self.format.columned or bool(self.columns.list.keys))
        self._export.setEnabled(able and not self._writing)

    def _tell_counts(self, found: Outlook) -> int:
        """Say what goes out and what does not; return how many go out as far as is known."""
        approved, (secret, not_public) = len(found.approved), self._held
        going = approved - secret - not_public
        if going:
            self._count.setText(f"将导出 {going:,} 件已核准的文件")
        else:
            self._count.setText("没有可以导出的文件" if approved else "还没有已核准的文件")
        parts = [f"还有 {found.pending:,} 件待核，不会导出"] if found.pending else ["全部文件都已核准"]
        parts += [f"{secret:,} 件标有密级，从不导出"] if secret else []
        parts += [f"{not_public:,} 件不是主动公开，不放进公开目录"] if not_public else []
        if self._checked < approved:
            parts.append(f"正在核对密级：{self._checked:,} / {approved:,}")
        advice = "只有核准过的文件才能导出。请先标注公开属性并核准，再来导出。"
        self._rest.setText(f"{'；'.join(parts)}。" if approved else advice)
        return going

    @Slot()
    def _on_export_clicked(self) -> None:
        if self.place.path is not None:
            self._set_writing(True)
            self.wanted.emit(self._wish)

    def _set_writing(self, writing: bool) -> None:
        self._writing = writing
        for part in (self._formats, self._here, self._everywhere, self._shown, self.columns, self.place):
            part.setDisabled(writing)
        self._here.setEnabled(not writing and self._scopes.here is not None)
        self._shown.setEnabled(not writing and self._scopes.shown is not None)
        self._cancel.setDisabled(writing)
        if writing:
            self.progress.begin()
        else:
            self.progress.hide()
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def reject(self) -> None:
        """Close; what is being written is stopped first, and the dialog goes when it has ended."""
        if self._writing:
            self.stopped.emit()
        else:
            super().reject()


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_FILTER else f"{words[:_LONGEST_FILTER]}…"
