"""The files that prove a reason: chosen by a button or dropped, listed by name, taken off again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.case import Evidence
from desktop.views.cases.parts import chip
from desktop.widgets.dropped_files import files_of
from desktop.widgets.labels import plain_label, restyle
from desktop.widgets.safe_words import safe_words, words_label


class EvidenceList(QFrame):
    """Lists what the store keeps already. `files_given` tells of files that it is to keep."""

    changed = Signal()
    files_given = Signal(object)
    opened = Signal(object)
    """A file that is kept already is to be looked at."""

    def __init__(self, evidence: tuple[Evidence, ...] = ()) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self._evidence = evidence
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        self._what = plain_label(tone="muted", size="small", wrap=True)
        self._what.hide()
        column.addWidget(self._what)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        self._add = chip("添加依据材料…")
        self._add.clicked.connect(self._on_add_clicked)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addWidget(plain_label("也可以把文件拖到这里", tone="muted", size="small"), 1)
        column.addLayout(row)
        self._list()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The files in their order."""
        return self._evidence

    def say_what(self, words: str) -> None:
        """Say what is to be added; nothing for an empty text."""
        self._what.setText(f"请附{words}。" if words else "")
        self._what.setVisible(bool(words))

    def add(self, evidence: tuple[Evidence, ...]) -> None:
        """List more files; one that is there already stays once."""
        more = tuple(one for one in evidence if one not in self._evidence)
        if more:
            self._evidence += more
            self._list()
            self.changed.emit()

    def _list(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._evidence:
            self._rows.addWidget(self._row(one))

    def _row(self, one: Evidence) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words_label(one.name, size="note"), 1)
        look = chip("打开")
        look.setAccessibleName(f"打开依据材料：{safe_words(one.name)}")
        look.clicked.connect(partial(self._on_look_clicked, one))
        row.addWidget(look)
        off = chip("移除")
        off.setAccessibleName(f"移除依据材料：{safe_words(one.name)}")
        off.clicked.connect(partial(self._on_off_clicked, one))
        row.addWidget(off)
        return holder

    def _on_look_clicked(self, one: Evidence, _checked: bool = False) -> None:
        self.opened.emit(one)

    @Slot()
    def _on_off_clicked(self, one: Evidence, _checked: bool = False) -> None:
        self._evidence = tuple(known for known in self._evidence if known != one)
        self._list()
        self.changed.emit()

    @Slot()
    def _on_add_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self.window(), "添加依据材料")
        if chosen:
            self.files_given.emit([Path(name) for name in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _single_files(event):
            event.acceptProposedAction()
            self._show_drop(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(False)
        files = _single_files(event)
        if files:
            event.acceptProposedAction()
            self.files_given.emit(files)

    def _show_drop(self, shown: bool) -> None:
        self.setProperty("drop", shown)
        restyle(self)


def _single_files(event: QDropEvent) -> list[Path]:
    """Return the dragged files; a folder is no evidence."""
    return [path for path in files_of(event) if path.is_file()]
