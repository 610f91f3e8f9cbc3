"""The pages of a file while it is being read: they are there at once, its documents come later."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.page_image import PageSize
from desktop.tasks.page_lane import PageFile, PageLane, Picture
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import ElidedLabel, plain_label
from desktop.widgets.page_store import PixmapStore
from desktop.widgets.page_view import PageView

_ANY_KIND = ""


class Preview(QFrame):
    """Shows a file that is not in the store yet. `shown` tells that it has pages; of another file nothing is told."""

    shown = Signal()

    def __init__(self, appearance: Appearance, lane: PageLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        self._lane = lane
        self._file: PageFile | None = None
        self._name = ElidedLabel(appearance, "heading")
        self.sheet = PageView(appearance, PixmapStore())
        self.sheet.setAccessibleName("正在读取的文件的版面")
        head = QFrame()
        head.setObjectName("sourceHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 11, 20, 11)
        row.setSpacing(12)
        row.addWidget(self._name, 1)
        row.addWidget(plain_label("正在读取，读完即可审阅", tone="muted", size="note"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.sheet, 1)
        self.sheet.wants_changed.connect(self._on_wants_changed)
        lane.opened.connect(self._on_opened)
        lane.pictured.connect(self._on_pictured)
        lane.refused.connect(self._on_refused)
        lane.failed.connect(self._on_failed)

    def begin(self, path: Path, password: str | None) -> None:
        """Ask for the pages of a file."""
        self._name.set_text(path.name)
        self._file = PageFile(path, _ANY_KIND, password)
        self._lane.open(self._file)

    def end(self) -> None:
        """Show nothing any more."""
        self._file = None
        self.sheet.clear()

    @property
    def _is_at_hand(self) -> bool:
        return self._file is not None and self._lane.file == self._file

    @Slot(object)
    def _on_opened(self, sizes: Sequence[PageSize]) -> None:
        if self._is_at_hand:
            self.sheet.show_pages(sizes)
            self.shown.emit()
            self.sheet.ask()

    @Slot()
    def _on_wants_changed(self) -> None:
        if self._is_at_hand:
            self._lane.want([Picture(index, scale) for index, scale in self.sheet.pictures_wanted])

    @Slot(int, float, QImage)
    def _on_pictured(self, index: int, scale: float, image: QImage) -> None:
        if self._is_at_hand:
            self.sheet.set_picture(index, scale, image)

    @Slot(object, object)
    def _on_refused(self, wish: object, _error: object) -> None:
        if self._is_at_hand and isinstance(wish, Picture):
            self.sheet.fail_page(wish.index)

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        """A file that cannot be shown is told of by whoever reads it."""
        if self._is_at_hand:
            self._file = None
