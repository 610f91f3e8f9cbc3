"""A clerk in the real window, who says what it has acknowledged until the program is killed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop import app, settings
from desktop.app import Program
from desktop.domain.errors import DeskError
from desktop.domain.record import Record
from desktop.store import Store

_ACTIONS = ("mark1", "mark2", "mark3", "approve", "withdraw", "undo", "redo", "next", "previous", "doubt", "drop")
_PAUSE = 5
"""Milliseconds between two actions."""


def _program(store: Path) -> Program:
    app._WARM_AFTER = 3_600_000  # nothing here is read from a file, and nothing drawn
    application = app.application()
    assert isinstance(application, QApplication)
    program = Program(application, store, bundled_font_only=True)
    program.window.source.view.animated = False
    program.window.show()
    return program


class Clerk(QObject):
    """Acts at random, and asks the store behind each action what it has kept."""

    def __init__(self, store: Path, random: Random, say: Callable[[str], None]) -> None:
        super().__init__()
        self._random, self._say, self._store = random, say, store
        self._program = _program(store)
        self._flow = self._program.window.flow
        self._flow.failed.connect(self._on_flow_failed)
        self._flow.record_shown.connect(self._on_record_shown)
        self._begun, self._turns = False, 0

    def work(self) -> None:
        """Begin where the window stands, or with the first source, and go on until killed."""
        self._program.start()
        self._flow.sources_listed.connect(self._on_sources_listed)
        QApplication.exec()

    @Slot(object)
    def _on_sources_listed(self, _sources: object) -> None:
        if not self._begun:
            self._begun = True
            if self._flow.opened is None:
                self._flow.open_source(1)
            self._say("open")
            QTimer.singleShot(_PAUSE, self._act)

    @Slot(object)
    def _on_record_shown(self, record: Record) -> None:
        self._turns += 1
        self._say(f"going {record.id}")
        QTimer.singleShot(0, self._ask)  # the window asks to remember the place first

    @Slot(object)
    def _on_flow_failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):  # a refusal by the rules is told, and work goes on
            self._say(f"failed {type(error).__name__}")

    @Slot()
    def _act(self) -> None:
        window, random = self._program.window, self._random
        if self._flow.record is not None:
            if random.random() < 0.3:
                self._flow.correct("title", f"题{random.random()}")
            else:
                action = window.actions_by_name[random.choice(_ACTIONS)]
                if action.isEnabled():
                    action.trigger()
            self._ask()
        QTimer.singleShot(random.randrange(1, 2 * _PAUSE), self._act)

    @Slot()
    def _ask(self) -> None:
        desk = self._flow.desk
        if desk is not None:
            self._flow.ask(_kept, desk.store, self._turns).finished.connect(self._on_kept_finished)

    @Slot(object)
    def _on_kept_finished(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            self._say(line)
        if settings.load().source_open:
            self._say("resumable")


def _kept(store: Store, turns: int) -> tuple[str, ...]:
    number, sealed = store.timeline.head()
    places = [f"place {source.id} {source.place} {turns}" for source in store.sources() if source.place is not None]
    return f"entry {number} {sealed}", *places


class Looker(QObject):
    """Waits until the window shows a document, says which, and closes it."""

    def __init__(self, store: Path, say: Callable[[str], None]) -> None:
        super().__init__()
        self._say = say
        self._program = _program(store)
        self._program.window.flow.record_shown.connect(self._on_record_shown)

    def look(self) -> None:
        """Open the window and wait."""
        self._program.start()
        self._say("open")
        QApplication.exec()
        sys.exit(0)

    @Slot(object)
    def _on_record_shown(self, record: Record) -> None:
        self._say(f"shown {record.source_id} {record.id}")
        QTimer.singleShot(0, self._program.window.close)
        QTimer.singleShot(0, self._program.end)
        QTimer.singleShot(0, QApplication.quit)
