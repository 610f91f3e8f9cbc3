"""Children that read files, and what they read, kept for the next test where a test is not about the reading."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.tasks.worker import Step, Worker

_idle: dict[Any, list[Any]] = {}
_read: dict[tuple[Any, ...], tuple[bytes, list[Step]]] = {}
_home = os.getpid()


class SharedWorker(Worker):
    """A worker that begins with a child which another one left in good order, if there is one for the same work."""

    def start(self) -> None:
        """Take a child that waits, or start one."""
        if self._child is None and _is_at_home() and (children := _idle.get(self._work)):
            self._child = children.pop()
        super().start()

    def run(
        self,
        path: Path,
        options: object = None,
        stepped: Callable[[Step], None] | None = None,
        wanted: Callable[[], bool] | None = None,
    ) -> Any:
        """Return what came of the same file before, its steps told again, or have it read."""
        if not path.is_file() or (wanted is not None and not wanted()):
            return super().run(path, options, stepped, wanted)
        known = (self._work, self.bounds, path.name, sha256(path.read_bytes()).digest(), options)
        tell = stepped or _tell_nobody
        if known in _read:
            kept, told = _read[known]
            for step in told:
                tell(step)
            return pickle.loads(kept)
        steps: list[Step] = []

        def heard(step: Step) -> None:
            steps.append(step)
            tell(step)

        value = super().run(path, options, heard, wanted)
        _read[known] = pickle.dumps(value), steps
        return value

    def close(self) -> None:
        """Leave an idle child to the next worker; end one at work."""
        child = self._child
        if child is None or not (self.is_free and _is_at_home() and child.process.is_alive()):
            super().close()
            return
        self._child = None
        _idle.setdefault(self._work, []).append(child)


def _tell_nobody(_step: Step) -> None:
    """Let a step pass."""


def waiting() -> set[int]:
    """Return the numbers of the processes that wait for the next test."""
    return {child.process.pid for children in _idle.values() for child in children}


def end_all() -> None:
    """End the children that wait."""
    for work, children in _idle.items():
        while children:
            worker = Worker(work)
            worker._child = children.pop()
            worker.close()


def _is_at_home() -> bool:
    # A fork of this process must not speak to the children of this one.
    return os.getpid() == _home
