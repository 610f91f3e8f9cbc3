"""Pages below each other in a window: pictures, scrolling and zoom. The marks on them are the matter of the view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.page_image import PageSize
from desktop.widgets.appearance import Appearance
from desktop.widgets.framed_area import FramedArea
from desktop.widgets.page_layout import OUTER, Fit, PageLayout, Zoom
from desktop.widgets.page_notice import PageNotice
from desktop.widgets.page_store import Kept, PixmapStore, affordable

READ_AT = 0.4
"""The part of the window's height at which a person is taken to read."""
_BESIDE = 1
"""The pages before and after those in sight that are kept ready."""
_WHEEL_ZOOM = 1.0 / 1200


class PageSheet(FramedArea):
    """Shows pages. Pictures come from outside: `wants_changed` says that others are needed than before."""

    page_changed = Signal(object)
    page_turned = Signal(int)
    """The page at hand is another because a person scrolled."""
    zoom_changed = Signal()
    wants_changed = Signal()

    def __init__(self, appearance: Appearance, store: PixmapStore, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._store = store
        self._layout = PageLayout()
        self._failed: set[int] = set()
        self._page: int | None = None
        self._by_hand = False
        self._aimed_at = 0
        self.notice = PageNotice(self.viewport())
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self.wants_changed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._on_scrolled)
            bar.actionTriggered.connect(self.stop)
        appearance.changed.connect(self.viewport().update)

    # Pages and their pictures

    def show_pages(self, sizes: Sequence[PageSize]) -> None:
        """Show other pages from the first one on."""
        self._page = None
        self._failed.clear()
        self._store.clear()
        self.notice.hide()
        self._layout.set_sizes(sizes)
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    def set_sizes(self, sizes: Sequence[PageSize]) -> None:
        """Take the sizes of the pages; what is looked at stays in sight."""
        self.notice.hide()
        if tuple(sizes) != self._layout.sizes:
            held = self._held(0.0)
            self._layout.set_sizes(sizes)
            self._fit()
            self._hold(held)
        self.ask()

    def set_picture(self, index: int, scale: float, image: QImage) -> None:
        """Take the picture of a page, drawn at `scale` pixels a point."""
        self._failed.discard(index)
        self._store.put(("page", index), QPixmap.fromImage(image), scale)
        self._update_page(index)

    def pictures_kept(self, index: int) -> bool:
        """Tell whether there is a picture of a page."""
        return self._store.get(("page", index)) is not None

    def fail_page(self, index: int) -> None:
        """Say on a page that it cannot be shown."""
        self._failed.add(index)
        self._update_page(index)

    def forgive(self) -> None:
        """Try the pages again that could not be shown."""
        self._failed.clear()
        self.viewport().update()
        self.ask()

    @property
    def failed(self) -> frozenset[int]:
        """The pages that cannot be shown."""
        return frozenset(self._failed)

    @property
    def pictures_wanted(self) -> list[tuple[int, float]]:
        """The pages and scales (pixels a point) that are needed for what is in sight, the most urgent first."""
        wanted = []
        for index in self._near():
            scale = self._sharp_scale(index)
            kept = self._store.get(("page", index))
            if index not in self._failed and (kept is None or abs(kept.scale - scale) > scale * 1e-3):
                wanted.append((index, scale))
        return wanted

    def ask(self) -> None:
        """Say once, when the window has come to rest, that other pictures may be needed."""
        self._asking.start()

    def _near(self) -> list[int]:
        """Return the pages in sight from the middle outwards, and those next to them."""
        if not self.isVisible() or not len(self._layout):
            return []
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        seen = self._layout.within(top, top + height)
        middle = self._layout.index_at(self._read_height())
        around = range(max(0, seen.start - _BESIDE), min(len(self._layout), seen.stop + _BESIDE))
        return sorted(around, key=lambda index: (index not in seen, abs(index - middle)))

    def _sharp_scale(self, index: int) -> float:
        size = self._layout.sizes[index]
        return affordable(self._layout.scale(index) * self.devicePixelRatioF(), size.width, size.height)

    # Scrolling

    @property
    def page(self) -> int | None:
        """The page that is read at the moment."""
        return self._page

    def show_page(self, index: int, at_end: bool = False) -> None:
        """Show a page from its top, or its end, at once."""
        if not 0 <= index < len(self._layout):
            return
        self.stop()
        self._by_hand = False
        rect = self._layout.rect(index)
        goal = rect.bottom() - self.viewport().height() * 0.8 if at_end else rect.top() - self._layout.outer
        self.verticalScrollBar().setValue(round(goal))

    @Slot()
    def stop(self) -> None:
        """Stay where the sheet is: a person has taken hold of it."""
        self._by_hand = True
        self._glide.stop()

    def _glide_to(self, goal: int) -> None:
        bar, self._by_hand = self.verticalScrollBar(), False
        self._aimed_at = min(max(bar.minimum(), goal), bar.maximum())
        self._start_glide()

    def _goal(self) -> int:
        return self._aimed_at

    @Slot()
    def _on_scrolled(self) -> None:
        if len(self._layout):
            page = self._layout.index_at(self._read_height())
            if page != self._page:
                self._page = page
                self.page_changed.emit(page)
                if self._by_hand:
                    self.page_turned.emit(page)
        self.ask()
        self.viewport().update()

    def _read_height(self) -> float:
        """Return the height on the sheet at which a person reads: the edge where there is nothing beyond it."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if bar.value() == bar.minimum():
            return self._layout.outer
        return bar.value() + height * (READ_AT if bar.value() < bar.maximum() else 0.9)

    # Geometry

    @property
    def zoom(self) -> Zoom:
        """The fit or factor in force."""
        return self._layout.zoom

    @property
    def factor(self) -> float:
        """How large the page at hand is shown, 1.0 for its size on paper."""
        return self._layout.factor(min(self._page or 0, len(self._layout) - 1)) if len(self._layout) else 1.0

    def set_zoom(self, zoom: Zoom, around: QPointF | None = None) -> None:
        """Show the pages at another size; the place under `around` (viewport) stays, else the middle."""
        point = around if around is not None else QPointF(self.viewport().rect().center())
        held, across = self._held(point.y()), (point.x() - self._origin().x()) / max(1.0, self._layout.width)
        self._layout.set_zoom(zoom)
        self._fit()
        if zoom is Fit.PAGE:
            self.show_page(held[0])
        else:
            self._hold(held, point.y())
            self.horizontalScrollBar().setValue(round(across * self._layout.width - point.x()))
        self.zoom_changed.emit()
        self.ask()

    def zoom_by(self, steps: int) -> None:
        """Show the pages a step larger or smaller."""
        if len(self._layout):
            self.set_zoom(self._layout.next_zoom(min(self._page or 0, len(self._layout) - 1), steps))

    def _origin(self) -> QPoint:
        return QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _held(self, y: float) -> tuple[int, float]:
        """Return the page at a height of the window, and the part of it above that."""
        if not len(self._layout):
            return 0, 0.0
        height = self.verticalScrollBar().value() + y
        index = self._layout.index_at(height)
        rect = self._layout.rect(index)
        return index, (height - rect.top()) / max(1.0, rect.height())

    def _hold(self, held: tuple[int, float], y: float = 0.0) -> None:
        """Bring what `_held` told back to the same height."""
        self._by_hand = False
        if len(self._layout):
            rect = self._layout.rect(min(held[0], len(self._layout) - 1))
            self.verticalScrollBar().setValue(round(rect.top() + held[1] * rect.height() - y))

    def _fit(self) -> None:
        room = self.viewport().size()
        self._layout.set_room(room.width(), room.height())
        for bar, whole, seen in (
            (self.verticalScrollBar(), self._layout.height, room.height()),
            (self.horizontalScrollBar(), self._layout.width, room.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(whole - seen)))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        held, self._by_hand = self._held(0.0), False
        super().resizeEvent(event)
        self._fit()
        self._hold(held)
        self.zoom_changed.emit()
        self.ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.ask()

    # Painting

    def _update_page(self, index: int) -> None:
        if index < len(self._layout):
            self.viewport().update(self._layout.rect(index).translated(self._origin()).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("bg"))
        if not self.notice.isHidden():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        origin = self._origin()
        painter.translate(origin)
        clip = event.rect().translated(-origin)
        for index in self._layout.within(clip.top() - OUTER, clip.bottom() + OUTER):
            kept = self._store.get(("page", index)) or self._store.get(("thumb", index))
            self.paint_page(painter, index, kept)
        self._paint_frame(painter)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.ask()
        return super().event(event)

    def paint_page(self, painter: QPainter, index: int, kept: Kept | None) -> None:
        """Paint a page; the painter's origin is the top left of the sheet."""
        raise NotImplementedError

    # Wheel and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.set_zoom(self.factor * 2 ** (turned * _WHEEL_ZOOM), event.position())
            event.accept()
            return
        self.stop()
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, across, key = self.verticalScrollBar(), self.horizontalScrollBar(), event.key()
        goals = {
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep() + 60,
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep() - 60,
            Qt.Key.Key_Space: bar.value() + bar.pageStep() - 60,
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in goals:
            self.stop()
            bar.setValue(goals[Qt.Key(key)])
        elif key in sideways and across.maximum():
            across.setValue(across.value() + sideways[Qt.Key(key)] * across.singleStep())
        else:
            event.ignore()
