"""Small pictures of all pages below each other, to see where one is and to go elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.page_image import PageSize
from desktop.domain.text import Page
from desktop.widgets.appearance import Appearance
from desktop.widgets.page_painter import DUSK
from desktop.widgets.page_store import PixmapStore

WIDTH = 132
_PICTURE = 88
_TALLEST = 180
_PAD = 10
_SHARP = 1e-3

_Index = QModelIndex | QPersistentModelIndex


class PageModel(QAbstractListModel):
    """The pages of a source; what is shown of one is the number printed on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sizes: tuple[PageSize, ...] = ()
        self._pages: Sequence[Page] = ()

    def set_pages(self, sizes: Sequence[PageSize], pages: Sequence[Page]) -> None:
        """Take the pages of another source."""
        self.beginResetModel()
        self.sizes, self._pages = tuple(sizes), pages
        self.endResetModel()

    def tell_drawn(self, row: int) -> None:
        """Say that the picture of a page has come."""
        if row < len(self.sizes):
            place = self.index(row)
            self.dataChanged.emit(place, place, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sizes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        printed = self._pages[index.row()].printed if index.row() < len(self._pages) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"第 {printed} 页" if printed else str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"文件第 {index.row() + 1} 页" + (f"，印刷页码 {printed}" if printed else "")
        return None


class PageStrip(QListView):
    """Shows the pages small. Pictures come from outside: `wants_changed` says that others are needed."""

    page_chosen = Signal(int)
    wants_changed = Signal()

    def __init__(self, appearance: Appearance, store: PixmapStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageStrip")
        self._store = store
        self.pages = PageModel(self)
        self._failed: set[int] = set()
        self.setModel(self.pages)
        self.setItemDelegate(_Thumbnail(appearance, store, self))
        self.setFixedWidth(WIDTH)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("页面缩略图")
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self.wants_changed)
        self.verticalScrollBar().valueChanged.connect(self._asking.start)
        self.verticalScrollBar().rangeChanged.connect(self._asking.start)
        appearance.fitted.connect(self.scheduleDelayedItemsLayout)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_pages(self, sizes: Sequence[PageSize], pages: Sequence[Page]) -> None:
        """Show the pages of another source, or their sizes when they are known better."""
        current = self.currentIndex().row()
        self._failed.clear()
        self.pages.set_pages(sizes, pages)
        self.set_current(current if current >= 0 else None)
        self._asking.start()

    def set_current(self, index: int | None) -> None:
        """Mark the page that is read at the moment, and keep it in sight."""
        if index is None or index == self.currentIndex().row():
            return
        held = self.blockSignals(True)
        place = self.pages.index(index)
        self.setCurrentIndex(place)
        self.scrollTo(place)
        self.blockSignals(held)
        self.viewport().update()

    def set_picture(self, index: int, scale: float, image: QImage) -> None:
        """Take the small picture of a page."""
        self._store.put(("thumb", index), QPixmap.fromImage(image), scale)
        self.pages.tell_drawn(index)

    def fail_page(self, index: int) -> None:
        """Leave a page without a picture."""
        self._failed.add(index)

    def scale(self, index: int) -> float:
        """Return the scale of a page's small picture, in pixels a point."""
        box = picture_size(self.pages.sizes[index])
        return box.width() / max(1.0, self.pages.sizes[index].width) * self.devicePixelRatioF()

    @property
    def pictures_wanted(self) -> list[tuple[int, float]]:
        """The pages in sight that have no picture yet, with its scale."""
        if not self.isVisible() or not self.pages.sizes:
            return []
        first, last = self.indexAt(self.viewport().rect().topLeft()).row(), len(self.pages.sizes) - 1
        wanted = []
        for index in range(max(0, first), last + 1):
            if self.visualRect(self.pages.index(index)).top() > self.viewport().height():
                break
            scale, kept = self.scale(index), self._store.get(("thumb", index))
            if index not in self._failed and (kept is None or abs(kept.scale - scale) > scale * _SHARP):
                wanted.append((index, scale))
        return wanted

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._asking.start()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._asking.start()

    @Slot(QModelIndex)
    def _on_chosen(self, place: QModelIndex) -> None:
        self.page_chosen.emit(place.row())

    @Slot(QModelIndex)
    def _on_current_changed(self, place: QModelIndex) -> None:
        if self.hasFocus() and place.isValid():
            self.page_chosen.emit(place.row())


def picture_size(size: PageSize) -> QSize:
    """Return how large a page is shown in the strip, in logical pixels."""
    high = _PICTURE * size.height / max(1.0, size.width)
    if high <= _TALLEST:
        return QSize(_PICTURE, max(8, round(high)))
    return QSize(max(8, round(_TALLEST * size.width / size.height)), _TALLEST)


class _Thumbnail(QStyledItemDelegate):
    """Paints one page small, with its number; the current one has a frame and bold figures."""

    def __init__(self, appearance: Appearance, store: PixmapStore, parent: PageStrip) -> None:
        super().__init__(parent)
        self._look, self._store, self._strip = appearance, store, parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        picture = picture_size(self._strip.pages.sizes[index.row()])
        return QSize(WIDTH - 14, picture.height() + round(self._look.theme.type("small") * 1.6) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, row = self._look, index.row()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = row == self._strip.currentIndex().row()
        size = picture_size(self._strip.pages.sizes[row])
        paper = QRectF(rect.center().x() - size.width() / 2, rect.top() + _PAD, size.width(), size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_MouseOver and not current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(4, 2, -4, -2), 8, 8)
        painter.fillRect(paper, look.paper("surface"))
        kept = self._store.get(("thumb", row))
        if kept is not None:
            painter.drawPixmap(paper, kept.pixmap, QRectF(kept.pixmap.rect()))
        if look.theme.dark:
            painter.fillRect(paper, DUSK)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(
                look.color("accent" if current else "line-strong"),
                (3 if self._strip.hasFocus() else 2) if current else 1,
            )
        )
        painter.drawRoundedRect(paper.adjusted(-2, -2, 2, 2) if current else paper, 2, 2)
        painter.setPen(look.color("accent" if current else "muted"))
        painter.setFont(look.sans("small", bold=current))
        below = QRectF(rect.left(), paper.bottom() + 4, rect.width(), look.theme.type("small") * 1.6)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()
