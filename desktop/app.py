"""The composition root of the window: paths, settings, store, desk, lane, window, crash hook."""

from __future__ import annotations

import getpass
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTimer, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from desktop import paths, settings
from desktop.domain.errors import DeskError, StoreDamaged
from desktop.tasks.lane import Lane
from desktop.tasks.leisurely_collector import LeisurelyCollector
from desktop.tasks.worker import Bounds
from desktop.views.crash import CrashHook, open_log
from desktop.views.keys.names import KeyNames
from desktop.views.main_window import MainWindow
from desktop.views.window_place import put_back
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance

if TYPE_CHECKING:
    from desktop.review.backups import Backup, Restored
    from desktop.review.desk import Desk
    from desktop.views.memory import Memory

_WARM_AFTER = 2000
"""Milliseconds from the first paint until the children that read and draw files are started.

The window comes first, and what was open last.
"""

_TURN = 0.0002
"""Seconds that a thread computes before it lets another one: the window is not to wait for the work behind it."""


class Program(QObject):
    """One window on one store. `start` opens the store behind the window that is shown already."""

    memory: Memory

    def __init__(
        self,
        app: QApplication,
        store: Path | None = None,
        bundled_font_only: bool = False,
        remembers: bool = True,
        furnished: bool = True,
    ) -> None:
        """Make the window. Without a `store` it is the one that was chosen last; `remembers`: as it was left.

        Without `furnished` only its frame is made, which can be shown at once; `furnish` makes the rest.
        """
        super().__init__(app)
        self._settings = settings.load() if remembers else settings.Settings()
        self._remembers = remembers
        self._named = store is not None
        self._store = store or self._settings.last_store or paths.default_store()
        self._desk: Desk | None = None
        self._collector: LeisurelyCollector | None = None
        self._ended = self._furnished = False
        _speak_chinese(app)
        self.appearance = Appearance(app, paths.resources() / "themes", self._settings.theme.value, bundled_font_only)
        app.setWindowIcon(icons.icon("app", self.appearance.theme.color("accent"), 64))
        self.lane = Lane(self)
        self.window = MainWindow(self.appearance, self.lane, paths.resources() / "help", sample())
        self.window.top_bar.reviewer.set_name(self._settings.actor or _login_name(), bool(self._settings.actor))
        self.window.closed.connect(self.end)
        self.appearance.set_zoom(self._settings.zoom)
        if self._settings.place is not None:
            put_back(self.window, self._settings.place)
        if furnished:
            self.furnish()

    @Slot()
    def furnish(self) -> None:
        """Make the panes and commands of the window, and let it be as it was left."""
        from desktop.views.memory import Memory

        self.window.furnish()
        self.window.intake.reading.bounds = Bounds(self._settings.reading_seconds, self._settings.reading_memory_mb)
        self.window.reviewer_named.connect(self._on_reviewer_named)
        self.window.office_commands.lock.set_minutes(self._settings.lock_minutes)
        self.window.office_commands.minutes_chosen.connect(self._on_minutes_chosen)
        self.window.queue.tools.saved.offer(self._settings.saved_filters)
        self.window.queue.saved_changed.connect(self._on_filters_saved)
        self.window.store_fault.retry_wanted.connect(self._open_store)
        self.window.store_fault.folder_chosen.connect(self._on_folder_chosen)
        self.window.store_fault.default_wanted.connect(self._on_default_wanted)
        self.memory = Memory(self.window, self._settings, self._store.absolute())
        self.memory.changed.connect(self._on_memory_changed)
        self.window.backup_commands.restore_wanted.connect(self._on_restore_wanted)
        self._furnished = True

    def begin(self, files: Sequence[Path]) -> None:
        """Furnish the window, now that its frame is seen; open the store, and the files or what was open last."""
        self.furnish()
        self.collect_at_leisure()
        self.window.open_files(list(files))
        self.start(not files)

    def collect_at_leisure(self) -> None:
        """Collect unreachable objects only when the window has time, until the end."""
        self._collector = LeisurelyCollector(self.lane, self)

    @Slot()
    def start(self, reopens: bool = True) -> None:
        """Open the store, and the source that was open last when `reopens`."""
        if reopens:
            self.memory.reopen_last()
        self._open_store()
        QTimer.singleShot(_WARM_AFTER, self.window.intake.reading, self.window.intake.reading.warm)
        QTimer.singleShot(_WARM_AFTER, self.window.pages, self.window.pages.warm)

    @Slot()
    def end(self) -> None:
        """Stop everything in good order."""
        if self._ended:
            return
        self._ended = True
        if self._collector is not None:
            self._collector.close()
        if self._furnished:
            self.memory.flush()
            self.window.intake.close()
            self.window.pages.close()
        if self._desk is not None:
            self.lane.run(self._desk.store.close)
        self.lane.close()

    @Slot()
    def _open_store(self) -> None:
        """Open the store in the lane: its libraries are loaded there too, after the window has been painted."""
        job = self.lane.run(_open_desk, self._store, self.window.top_bar.reviewer.name, self._named)
        job.finished.connect(self._on_desk_opened)
        job.failed.connect(self._on_store_failed)

    @Slot(object)
    def _on_desk_opened(self, desk: Desk) -> None:
        self._desk = desk
        self.window.show_store_fault(None)
        self.window.attach(desk)

    @Slot(object)
    def _on_store_failed(self, error: BaseException) -> None:
        if isinstance(error, DeskError | OSError | MemoryError):
            self.window.show_store_fault(error, self._store != paths.default_store())
            if isinstance(error, StoreDamaged):
                self.window.backup_commands.look_for(self._store)
        else:
            self.window.flow.failed.emit(error)

    @Slot(object, bool)
    def _on_restore_wanted(self, backup: Backup, replay: bool) -> None:
        """Close the store, go back to a backup, and open it again, whatever came of it."""
        self.window.backup_commands.pause()
        self.window.flow.close_source()
        self.window.flow.stack.clear()
        self.window.flow.detach()
        desk, self._desk = self._desk, None
        job = self.lane.run(_restore, desk, self._store, backup, self.window.top_bar.reviewer.name, replay)
        job.finished.connect(self.window.backup_commands.tell_restored)
        job.failed.connect(self.window.backup_commands.tell_not_restored)
        self._open_store()

    @Slot(object)
    def _on_folder_chosen(self, folder: Path) -> None:
        self._turn_to(folder)

    @Slot()
    def _on_default_wanted(self) -> None:
        self._turn_to(None)

    def _turn_to(self, store: Path | None) -> None:
        """Work on another store from now on, also the next time; None is the default one."""
        self._store, self._named = store or paths.default_store(), False
        self.memory.turn_to(self._store.absolute())
        self.memory.keep(replace(self.memory.settings, last_store=store))
        self._open_store()

    @Slot(str)
    def _on_reviewer_named(self, name: str) -> None:
        self.memory.keep(replace(self.memory.settings, actor=name))

    @Slot(int)
    def _on_minutes_chosen(self, minutes: int) -> None:
        self.memory.keep(replace(self.memory.settings, lock_minutes=minutes))

    @Slot()
    def _on_filters_saved(self) -> None:
        saved = self.window.queue.tools.saved.as_texts
        self.memory.keep(replace(self.memory.settings, saved_filters=saved))

    @Slot(object)
    def _on_memory_changed(self, changed: settings.Settings) -> None:
        """Write what is remembered; a folder that cannot be written costs no more than the memory."""
        if self._remembers:
            self.lane.run(settings.save, changed)


def run(files: Sequence[Path], store: Path | None) -> int:
    """Open the window with files, on a store; return the exit status."""
    app = application()
    open_log(paths.user_log())
    program = Program(app, store, furnished=False)
    hook = CrashHook(app)
    hook.install()
    program.window.crashed.connect(hook.report)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program.window.seen.connect(partial(program.begin, files))
    program.window.show()
    status = app.exec()
    program.end()
    hook.remove()
    return status


def application() -> QApplication:
    """Return the application, made if there is none."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QCoreApplication.setApplicationName("gongbao-desk")
    sys.setswitchinterval(_TURN)
    return QApplication(sys.argv[:1])


def sample() -> Path | None:
    """Return the sample gazette that ships with the program."""
    return next(iter(sorted(paths.seeds().glob("*.txt"))), None)


def draw_pictures(store: Path, out: Path) -> list[Path]:
    """Open the real window offscreen on a store and save pictures of it, light and dark."""
    from desktop.views.pictures import draw

    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    program = Program(app, store, remembers=False)
    try:
        program.start()
        return draw(program.window, program.lane, out)
    finally:
        program.window.close()
        program.end()


def _open_desk(store: Path, actor: str, named: bool) -> Desk:
    """Open a store. One that is not there is made where a person named it, in an empty folder, or by default."""
    from desktop.review.desk import Desk
    from desktop.store import Store

    is_empty = store.is_dir() and not any(store.iterdir())
    return Desk(Store.open(store, create=named or is_empty or store == paths.default_store()), actor)


def _restore(desk: Desk | None, folder: Path, backup: Backup, actor: str, replay: bool) -> Restored:
    from desktop.review.backups import restore

    if desk is not None:
        desk.store.close()
    return restore(folder, backup, actor, replay)


def _speak_chinese(app: QApplication) -> None:
    """Load Qt's own Chinese texts, for standard buttons and file dialogs."""
    if app.findChild(KeyNames) is not None:
        return
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    app.installTranslator(KeyNames(app))


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "审核人"
