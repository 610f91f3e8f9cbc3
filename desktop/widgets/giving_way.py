"""Parts of a row that give way where it is too narrow, the least important first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

_NO_LIMIT = 16_777_215
"""Qt's greatest width of a widget."""


class GivingWay(QObject):
    """Takes the width of parts of a row, in their order, until the rest has room. Showing them is left to others.

    The row may then be narrower than all its parts; one that knows its least width itself `minds_its_width`.
    """

    def __init__(
        self, row: QWidget, layout: QBoxLayout, parts: Sequence[QWidget] = (), minds_its_width: bool = False
    ) -> None:
        super().__init__(row)
        self._row, self._layout = row, layout
        self._parts: tuple[QWidget, ...] = ()
        if not minds_its_width:
            row.setMinimumWidth(1)
            row.setProperty("own_size", True)
        self.set_parts(parts)
        row.installEventFilter(self)

    def set_parts(self, parts: Sequence[QWidget]) -> None:
        """Let other parts give way."""
        self._parts = tuple(parts)
        for part in self._parts:
            part.setProperty("own_size", True)
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.settle()
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Give the parts the room that there is."""
        margins = self._layout.contentsMargins()
        room = self._row.width() - margins.left() - margins.right()
        wanted = sum(self._width_of(index) for index in range(self._layout.count()))
        given = []
        for part in self._parts:
            if wanted <= room:
                break
            if not part.isHidden():
                wanted -= part.minimumSizeHint().width()  # the layout keeps the spacing around it
                given.append(part)
        for part in self._parts:
            limit = 0 if part in given else _NO_LIMIT
            if part.maximumWidth() != limit:
                part.setMaximumWidth(limit)

    def _width_of(self, index: int) -> int:
        item = self._layout.itemAt(index)
        widget = item.widget() if item is not None else None
        if item is None or widget is None:
            return item.minimumSize().width() if item is not None else 0
        if widget.isHidden():
            return 0
        return max(widget.minimumWidth(), widget.minimumSizeHint().width()) + self._layout.spacing()
