"""Between the widgets that show pages and the lane that draws them: who wants what, and where what comes belongs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from desktop.domain.errors import DeskError, ReaderDied, SourceEncrypted, SourceError, SourcePasswordWrong
from desktop.domain.glyphs import Glyphs
from desktop.domain.page_image import PageSize
from desktop.domain.text import SourceText
from desktop.review.explain import explain
from desktop.tasks.page_lane import Letters, PageFile, PageLane, Picture, Wish
from desktop.widgets.page_strip import PageStrip
from desktop.widgets.page_view import PageView

_UNREADABLE = "版面无法显示"
_UNTOUCHED = "原文和字段不受影响。"


class PageFeed(QObject):
    """Brings the pages of one source to a page view and its strip. `broken` tells of faults of the program."""

    broken = Signal(object)
    interrupted = Signal()

    def __init__(self, lane: PageLane, view: PageView, strip: PageStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._view, self._strip = lane, view, strip
        self._source: SourceText | None = None
        self._file: PageFile | None = None
        self.passwords: dict[str, str] = {}
        """The password of each encrypted source, by its SHA-256; never written anywhere."""
        self._opened = self._lapsed = self._told_fault = False
        self._risky: set[Wish] = set()
        lane.opened.connect(self._on_opened)
        lane.pictured.connect(self._on_pictured)
        lane.lettered.connect(self._on_lettered)
        lane.refused.connect(self._on_refused)
        lane.failed.connect(self._on_failed)
        view.wants_changed.connect(self._on_wants_changed)
        strip.wants_changed.connect(self._on_wants_changed)
        view.notice.retry_wanted.connect(self.retry)
        view.notice.password_given.connect(self._on_password_given)

    def show_source(self, source: SourceText | None, path: Path | None) -> None:
        """Turn to the pages of another source; none for one without a layout."""
        was_at_hand = self._is_at_hand
        self._source, self._file = source, None
        self._opened = self._lapsed = self._told_fault = False
        self._risky.clear()
        if source is not None and path is not None and source.is_laid_out:
            self._file = PageFile(path, source.kind, self.passwords.get(source.sha256))
        if was_at_hand or self._file is not None:
            self._lane.open(self._file)

    @Slot()
    def resume(self) -> None:
        """Turn back to the source at hand, when another file was shown meanwhile."""
        if not self._is_at_hand:
            self._opened = self._lapsed = False
            self._lane.open(self._file)

    @property
    def _is_at_hand(self) -> bool:
        return self._lane.file == self._file

    @Slot()
    def retry(self) -> None:
        """Open the file once more."""
        self._view.notice.hide()
        self._view.forgive()
        self._told_fault = False
        self._lane.open(self._file)

    @Slot(str)
    def _on_password_given(self, password: str) -> None:
        if self._source is not None and self._file is not None:
            self._file = PageFile(self._file.path, self._file.kind, password)
            self.retry()

    @Slot(object)
    def _on_opened(self, sizes: tuple[PageSize, ...]) -> None:
        if not self._is_at_hand:
            return
        self._opened = True
        if self._source is not None and self._file is not None and self._file.password is not None:
            self.passwords[self._source.sha256] = self._file.password
        self._view.set_sizes(sizes)
        self._strip.show_pages(sizes, self._source.pages if self._source is not None else ())

    @Slot()
    def _on_wants_changed(self) -> None:
        if not self._is_at_hand:
            return
        wishes = self._wishes() if self._opened or self._lapsed else []
        if self._opened:
            self._lane.want(wishes)
        elif wishes:
            self._lapsed = False
            self._lane.open(self._file)

    def _wishes(self) -> list[Wish]:
        """Return what is wanted: the page that is read with its boxes, then the others, then the small pictures."""
        pictures: list[Wish] = [Picture(index, scale) for index, scale in self._view.pictures_wanted]
        letters = [Letters(index, self._text(index)) for index in self._view.glyphs_wanted]
        small = [Picture(index, scale) for index, scale in self._strip.pictures_wanted]
        return [*pictures[:1], *letters, *pictures[1:], *small]

    def _text(self, index: int) -> str:
        return self._source.slice(self._source.pages[index].span) if self._source is not None else ""

    @Slot(int, float, QImage)
    def _on_pictured(self, index: int, scale: float, image: QImage) -> None:
        if not self._is_at_hand:
            return
        if index < len(self._strip.pages.sizes) and scale == self._strip.scale(index):
            self._strip.set_picture(index, scale, image)
        else:
            self._view.set_picture(index, scale, image)

    @Slot(int, object)
    def _on_lettered(self, index: int, glyphs: Glyphs) -> None:
        if self._is_at_hand:
            self._view.set_glyphs(index, glyphs)

    @Slot(object, object)
    def _on_refused(self, wish: Wish, error: BaseException) -> None:
        """Say on a page that it cannot be shown; one at which the child died is tried once more."""
        if not self._is_at_hand:
            return
        if isinstance(error, ReaderDied) and wish not in self._risky:
            self._risky.add(wish)
        elif isinstance(wish, Letters):
            self._view.set_glyphs(wish.index, Glyphs())
        elif wish.scale == self._strip.scale(wish.index):
            self._strip.fail_page(wish.index)
        else:
            self._view.fail_page(wish.index)
        self._tell_fault(error)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if not self._is_at_hand:
            return
        if self._opened:
            self._opened, self._lapsed = False, True
            self.interrupted.emit()
            self._view.ask()
            return
        notice = self._view.notice
        if isinstance(error, SourceEncrypted):
            notice.ask_for_password(isinstance(error, SourcePasswordWrong))
        else:
            notice.tell(_UNREADABLE, self._words(error))
        self._tell_fault(error)

    def _words(self, error: BaseException) -> str:
        """Return the words for an error, with the name that a person knows the file by."""
        if isinstance(error, SourceError) and self._source is not None:
            error.path = Path(self._source.name)
        return f"{explain(error).what}{_UNTOUCHED}"

    def _tell_fault(self, error: BaseException) -> None:
        """Tell of a fault of the program, once a source."""
        if not isinstance(error, DeskError) and not self._told_fault:
            self._told_fault = True
            self.broken.emit(error)
