"""What the window remembers from one sitting to the next: panes, how the source is shown, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from desktop.domain.record import SourceSummary
from desktop.settings import LARGEST_PAGE, MOST_VISITS, SMALLEST_PAGE, PageFit, Settings, Visit, WindowPlace
from desktop.settings import Theme as ThemeChoice
from desktop.views.reading.opening import Opened
from desktop.views.source.head import Mode
from desktop.widgets.page_layout import Fit, Zoom

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_PAUSE_MS = 1000
"""Settings are written at most once in this time."""
_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange)


class Memory(QObject):
    """Puts the panes as they were left, and tells what to remember: `changed` gives the settings to be written."""

    changed = Signal(object)

    def __init__(self, window: MainWindow, settings: Settings, store: Path) -> None:
        super().__init__(window)
        self._window, self._settings, self._store = window, settings, store
        self._reopen: int | None = None
        self._returning: int | None = None
        self._queue_left = settings.queue
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self.flush)
        self._told = settings
        self._put_back()
        self._listen()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The sources of this store that were open, the latest first."""
        return tuple(visit for visit in self._settings.visits if visit.store == self._store)

    def keep(self, settings: Settings) -> None:
        """Remember other settings, soon."""
        self._settings = settings
        self._soon()

    def reopen_last(self) -> None:
        """Show the source again that was open when the window was closed, once the sources are known."""
        if self._settings.source_open and self.visits:
            self._reopen = self.visits[0].source_id

    def turn_to(self, store: Path) -> None:
        """Remember what is opened of another store from now on."""
        self._store = store

    @Slot()
    def flush(self) -> None:
        """Tell what is to be remembered now, if it is anything new."""
        self._later.stop()
        self._settings = self._as_it_is()
        if self._settings != self._told:
            self._told = self._settings
            self.changed.emit(self._settings)

    def _put_back(self) -> None:
        window, settings = self._window, self._settings
        if len(settings.panes) == window.panes.count() and any(settings.panes):
            window.panes.setSizes(list(settings.panes))
        window.source.pages.set_zoom(_as_zoom(settings.page_zoom))
        if settings.source_mode in Mode.__members__:
            window.source.show_mode(Mode[settings.source_mode])
        window.source.show_strip(settings.thumbnails)
        if settings.side_page in window.side.pages:
            window.side.show_page(settings.side_page)
        window.keyboard.use(settings.shortcuts)
        window.tour.offer(not settings.toured)

    def _listen(self) -> None:
        window = self._window
        window.installEventFilter(self)
        window.panes.splitterMoved.connect(self._soon)
        window.look.changed.connect(self._soon)
        window.keyboard.chosen.connect(self._on_shortcuts_chosen)
        window.tour.settled.connect(self._on_tour_settled)
        window.source.shown_otherwise.connect(self._soon)
        window.side.page_chosen.connect(self._soon)
        window.queue.list_wanted.connect(self._soon)
        window.source.pages.zoom_changed.connect(self._soon)
        window.flow.source_opened.connect(self._on_source_opened)
        window.flow.sources_listed.connect(self._on_sources_listed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() in _MOVES:
            self._soon()
        return super().eventFilter(watched, event)

    @Slot()
    def _soon(self) -> None:
        if not self._later.isActive():
            self._later.start()

    @Slot(object)
    def _on_source_opened(self, opened: Opened | None) -> None:
        self._settings = replace(self._settings, source_open=opened is not None)
        if opened is not None:
            self._reopen = None
            if opened.summary.id == self._returning:
                self._window.queue.show_as_left(self._queue_left)
            self._returning = None
            visit = Visit(self._store, opened.summary.id, datetime.now().isoformat(timespec="seconds"))
            self._settings = replace(self._settings, visits=visited(self._settings.visits, visit))
        self._soon()

    @Slot(object)
    def _on_shortcuts_chosen(self, chosen: dict[str, tuple[str, ...]]) -> None:
        self._settings = replace(self._settings, shortcuts=chosen)
        self._soon()

    @Slot()
    def _on_tour_settled(self) -> None:
        self._settings = replace(self._settings, toured=True)
        self._soon()

    @Slot(object)
    def _on_sources_listed(self, sources: Sequence[SourceSummary]) -> None:
        wanted, self._reopen = self._reopen, None
        if wanted is not None and any(source.id == wanted for source in sources) and not self._window.intake.busy:
            self._returning = wanted
            self._window.flow.open_source(wanted)

    def _as_it_is(self) -> Settings:
        window = self._window
        frame = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
        return replace(
            self._settings,
            theme=ThemeChoice(window.look.mode),
            zoom=round(window.look.zoom, 2),
            page_zoom=_as_setting(window.source.pages.zoom),
            place=WindowPlace(frame.x(), frame.y(), frame.width(), frame.height(), window.isMaximized()),
            panes=tuple(window.panes.sizes()) if window.panes.isVisible() else self._settings.panes,
            source_mode=window.source.chosen_mode.name,
            thumbnails=window.source.strip_chosen,
            queue=window.queue.as_left,
            side_page=window.side.page,
        )


def visited(visits: Sequence[Visit], visit: Visit) -> tuple[Visit, ...]:
    """Return the visits with a new one at their head; each source stands there once."""
    others = (old for old in visits if (old.store, old.source_id) != (visit.store, visit.source_id))
    return (visit, *others)[:MOST_VISITS]


def _as_zoom(setting: float | PageFit) -> Zoom:
    return setting if isinstance(setting, float) else Fit[setting.name]


def _as_setting(zoom: Zoom) -> float | PageFit:
    return PageFit[zoom.name] if isinstance(zoom, Fit) else min(LARGEST_PAGE, max(SMALLEST_PAGE, float(zoom)))
