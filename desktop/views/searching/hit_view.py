"""The list of hits: keys and clicks lead to a document, or to the very place that was clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from desktop.domain.search import Hit
from desktop.itemmodels.hit_model import HIT_ROLE, HitModel
from desktop.views.searching.hit_delegate import HitDelegate
from desktop.widgets.appearance import Appearance
from desktop.widgets.style_buttons import paint_ring

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HitView(QListView):
    """Shows hits. `opened` tells a hit, and the excerpt that was clicked or None; `left` that Up was pressed on top."""

    opened = Signal(object, object)
    left = Signal()

    def __init__(self, model: HitModel, appearance: Appearance) -> None:
        super().__init__()
        self._look, self._delegate = appearance, HitDelegate(appearance)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName("检索结果")
        self.verticalScrollBar().setSingleStep(28)
        appearance.fitted.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hit = self.currentIndex().data(HIT_ROLE)
        if event.key() in _OPENING and isinstance(hit, Hit):
            self.opened.emit(hit, None)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        hit = index.data(HIT_ROLE)
        if event.button() == Qt.MouseButton.LeftButton and isinstance(hit, Hit):
            place = self._delegate.excerpt_at(hit, self.visualRect(index), event.position().toPoint())
            self.opened.emit(hit, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            theme = self._look.theme
            row = self.visualRect(self.currentIndex()).adjusted(1, 1, -1, -1)
            paint_ring(QPainter(self.viewport()), theme, row, theme.radius("field"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.set_width(self.viewport().width())
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
