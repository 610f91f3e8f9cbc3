"""The whole program, opened on a store in a fresh folder and driven through its window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import app
from desktop.app import Program
from desktop.tasks import lane, parse_job
from desktop.tasks.page_lane import PageLane
from desktop.tasks.worker import Worker
from desktop.views import furnishing
from desktop.views.pictures import settle

PATIENCE = 30_000
"""Milliseconds that a step may take before the test gives up."""


class Sitting:
    """One sitting of a reviewer: a program on a store, from its start to its end."""

    def __init__(self, qtbot: Any, qapp: Any, store: Path) -> None:
        self._bot = qtbot
        self.ended = False
        self.program = Program(qapp, store, bundled_font_only=True)
        self.window = self.program.window
        self.window.source.view.animated = False
        self.window.show()
        qtbot.waitExposed(self.window)
        self.program.start()
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked for is done and shown."""
        settle(self.program.lane)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition."""
        self._bot.waitUntil(holds, timeout=PATIENCE)

    def open(self, path: Path) -> None:
        """Open a file as a dropped or named one would be, and wait until it is shown."""
        self.window.open_files([path])
        self.until(lambda: self._shows(path.name))
        self.settle()

    def _shows(self, name: str) -> bool:
        """Tell whether a file has been read and is shown, at one of its documents."""
        window, opened = self.window, self.window.flow.opened
        shown = opened is not None and opened.summary.name == name and window.flow.record is not None
        return shown and not window.intake.busy

    def act(self, name: str) -> None:
        """Trigger an action of the menus, as its shortcut does."""
        action = self.window.actions_by_name[name]
        assert action.isEnabled(), f"{name} is not offered"
        action.trigger()
        self.settle()

    def go_to(self, number: int) -> None:
        """Show the document with this number."""
        record = next(row.id for row in self.window.flow.queue if row.number == number)
        self.window.flow.go_to(record)
        self.settle()
        assert self.window.flow.record is not None
        assert self.window.flow.record.number == number

    def end(self) -> None:
        """Close the window as a person does; a second time does nothing."""
        if self.ended:
            return
        self.ended = True
        self.window.close()
        self.program.end()
        self.settle()
        self.window.deleteLater()
        self.program.deleteLater()


@pytest.fixture(autouse=True)
def cold(
    request: pytest.FixtureRequest,
    shared_worker: type[Worker],
    shared_pages: type[PageLane],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Start children when they are needed, and share those; a test about that has "child" in its name.

    What can wait is done at once.
    """
    monkeypatch.setattr(lane, "LEISURE", 0)
    if "child" not in request.node.name:
        monkeypatch.setattr(app, "_WARM_AFTER", 10**9)
        monkeypatch.setattr(parse_job, "Worker", shared_worker)
        monkeypatch.setattr(furnishing, "PageLane", shared_pages)


@pytest.fixture
def sit_down(qtbot: Any, qapp: Any) -> Iterator[Callable[[Path], Sitting]]:
    """Start sittings; those that a test leaves open are ended."""
    begun: list[Sitting] = []

    def begin(store: Path) -> Sitting:
        begun.append(Sitting(qtbot, qapp, store))
        return begun[-1]

    yield begin
    for sitting in begun:
        sitting.end()
