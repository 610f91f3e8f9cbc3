"""A sitting on a store, driven from inside its event loop by the benchmarks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from deafness import Deaf, Deafness

_PATIENCE = 10_000
"""Milliseconds after which an answer that does not come is given up."""


_WARMING = 6_000
"""Milliseconds until the children of the program are there, as they are before a person has read the window."""


class Sitting:
    """The real window on the store, driven from inside its event loop."""

    def __init__(self, folder: Path) -> None:
        from desktop import app

        self.application = app.application()
        self.program = app.Program(self.application, folder / "store", bundled_font_only=True, remembers=False)
        self.window = self.program.window
        self.window.source.view.animated = self.window.source.pages.animated = False
        self.list = self.window.queue.view
        self.window.resize(1440, 900)
        self.window.show()
        self.program.collect_at_leisure()
        self.deafness = Deafness()
        self.program.start(False)
        self.wait(_WARMING)
        self.settle()

    def wait(self, milliseconds: int) -> None:
        """Run the event loop for a while."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self) -> None:
        """Run the event loop until nothing is under way."""
        quiet = 0
        while quiet < 3:
            self.wait(15)
            quiet = 0 if self.program.lane.busy else quiet + 1

    def deaf(self, act: Callable[[], object]) -> Deaf:
        """Return the longest time that the window does not answer, from an action until nothing is under way."""
        from PySide6.QtCore import QTimer

        self.settle()
        self.deafness.begin()
        QTimer.singleShot(0, act)
        self.settle()
        return self.deafness.end()

    def act(self, name: str) -> None:
        """Trigger an action of the menus, as its shortcut does."""
        action = self.window.actions_by_name[name]
        if not action.isEnabled():
            raise LookupError(f"{name} is not offered")
        action.trigger()

    def answered(self, act: Callable[[], object]) -> float:
        """Return the milliseconds from an action until the list of documents shows what it asked for."""
        from PySide6.QtCore import QEventLoop, QTimer

        self.settle()
        loop, model = QEventLoop(), self.window.queue.model
        model.modelReset.connect(loop.quit)
        model.dataChanged.connect(loop.quit)
        QTimer.singleShot(_PATIENCE, loop.quit)
        began = time.perf_counter()
        act()
        loop.exec()
        took = time.perf_counter() - began
        model.modelReset.disconnect(loop.quit)
        model.dataChanged.disconnect(loop.quit)
        return took * 1000

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        target = self.application.focusWidget() or self.window
        if len(key) == 1:
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"))

    def split(self) -> None:
        """Split the document at hand in its middle."""
        span = self.window.flow.record.document.span
        self.window.source.view.set_caret((span.start + span.end) // 2)
        self.act("split")

    def scroll(self, part: float) -> None:
        """Scroll the list of documents."""
        bar = self.list.verticalScrollBar()
        bar.setValue(round(bar.maximum() * part))

    def go_to(self, number: int) -> None:
        """Show the document at a place of the queue."""
        self.window.flow.go_to(self.window.flow.queue[number].id)

    def focus(self, key: str) -> float:
        """Return the milliseconds from the focus of a field until its evidence is painted."""
        from PySide6.QtCore import QEvent, QEventLoop, QObject

        class Painted(QObject):
            done = 0.0

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
                if event.type() == QEvent.Type.Paint and watched is viewport:
                    viewport.removeEventFilter(self)
                    viewport.event(event)
                    self.done = time.perf_counter()
                    return True
                return False

        viewport = self.window.source.view.viewport()
        painted = Painted()
        began = time.perf_counter()
        viewport.installEventFilter(painted)
        self.window.fields.focus_field(key)
        while not painted.done and time.perf_counter() - began < 1:
            self.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        viewport.removeEventFilter(painted)
        return ((painted.done or time.perf_counter()) - began) * 1000

    def close(self) -> None:
        """End as a person does."""
        self.deafness.close()
        self.window.close()
        self.program.end()
