"""The composition root of the window: paths, settings, store, desk, lane, window, crash hook."""

from __future__ import annotations

import getpass
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTimer, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from desktop import paths, settings
from desktop.tasks.lane import Lane
from desktop.tasks.worker import Bounds
from desktop.views.crash import CrashHook, open_log
from desktop.views.main_window import MainWindow
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance

if TYPE_CHECKING:
    from desktop.review.desk import Desk

_WARM_AFTER = 300
"""Milliseconds from the first paint until the children that read and draw files are started: the window comes first."""


class Program(QObject):
    """One window on one store. `start` opens the store behind the window that is shown already."""

    def __init__(self, app: QApplication, store: Path, bundled_font_only: bool = False) -> None:
        super().__init__(app)
        self._store = store
        self._settings = settings.load()
        self._desk: Desk | None = None
        self._ended = False
        _speak_chinese(app)
        self.appearance = Appearance(app, paths.resources() / "themes", self._settings.theme.value, bundled_font_only)
        app.setWindowIcon(icons.icon("app", self.appearance.theme.color("accent"), 64))
        self.lane = Lane(self)
        self.window = MainWindow(self.appearance, self.lane, paths.resources() / "help", sample())
        self.window.intake.reading.bounds = Bounds(self._settings.reading_seconds, self._settings.reading_memory_mb)
        asked = bool(self._settings.actor)
        self.window.top_bar.reviewer.set_name(self._settings.actor or _login_name(), asked)
        self.window.reviewer_named.connect(self._on_reviewer_named)
        self.window.mode_chosen.connect(self._on_mode_chosen)
        self.window.closed.connect(self.end)

    @Slot()
    def start(self) -> None:
        """Open the store in the lane: its libraries are loaded there too, after the window has been painted."""
        job = self.lane.run(_open_desk, self._store, self.window.top_bar.reviewer.name)
        job.finished.connect(self._on_desk_opened)
        job.failed.connect(self.window.flow.failed)
        QTimer.singleShot(_WARM_AFTER, self.window.intake.reading, self.window.intake.reading.warm)
        QTimer.singleShot(_WARM_AFTER, self.window.pages, self.window.pages.warm)

    @Slot()
    def end(self) -> None:
        """Stop everything in good order."""
        if self._ended:
            return
        self._ended = True
        self.window.intake.close()
        self.window.pages.close()
        if self._desk is not None:
            self.lane.run(self._desk.store.close)
        self.lane.close()

    @Slot(object)
    def _on_desk_opened(self, desk: Desk) -> None:
        self._desk = desk
        self.window.attach(desk)

    @Slot(str)
    def _on_reviewer_named(self, name: str) -> None:
        self._keep(replace(self._settings, actor=name))

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        self._keep(replace(self._settings, theme=settings.Theme(mode)))

    def _keep(self, changed: settings.Settings) -> None:
        self._settings = changed
        try:
            settings.save(changed)
        except OSError as error:
            self.window.flow.failed.emit(error)


def run(files: Sequence[Path], store: Path | None) -> int:
    """Open the window with files, on a store; return the exit status."""
    app = application()
    open_log(paths.user_log())
    program = Program(app, store or paths.default_store())
    hook = CrashHook(app)
    hook.install()
    program.window.crashed.connect(hook.report)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program.window.show()
    program.window.open_files(list(files))
    QTimer.singleShot(0, program, program.start)
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
    program = Program(app, store)
    try:
        program.start()
        return draw(program.window, program.lane, out)
    finally:
        program.window.close()
        program.end()


def _open_desk(store: Path, actor: str) -> Desk:
    from desktop.review.desk import Desk
    from desktop.store import Store

    return Desk(Store.open(store), actor)


def _speak_chinese(app: QApplication) -> None:
    """Load Qt's own Chinese texts, for standard buttons and file dialogs."""
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "审核人"
