"""Children that read files, kept for the next test where a test is about what comes of a file, not about the child."""

from __future__ import annotations

import os
from typing import Any

from desktop.tasks.worker import Worker

_idle: dict[Any, list[Any]] = {}
_home = os.getpid()


class SharedWorker(Worker):
    """A worker that begins with a child which another one left in good order, if there is one for the same work."""

    def start(self) -> None:
        """Take a child that waits, or start one."""
        if self._child is None and _is_at_home() and (children := _idle.get(self._work)):
            self._child = children.pop()
        super().start()

    def close(self) -> None:
        """Leave an idle child to the next worker; end one at work."""
        child = self._child
        if child is None or not (self.is_free and _is_at_home() and child.process.is_alive()):
            super().close()
            return
        self._child = None
        _idle.setdefault(self._work, []).append(child)


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
