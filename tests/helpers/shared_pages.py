"""Children that draw pages, kept for the next test where a test is about what is shown, not about the child."""

from __future__ import annotations

import threading

from desktop.tasks.page_lane import PageFile, PageLane, Wish, _Child

_idle: list[_Child] = []


class _Nobody:
    """Stands in for the lane of a child that waits."""

    def emit(self, child: _Child, answer: object) -> None:
        """Let what is told pass."""


class SharedPageLane(PageLane):
    """A lane that begins with a child which another one left in good order, if there is one."""

    def warm(self) -> None:
        """Take a child that waits, or start one."""
        self._take_waiting()
        super().warm()

    def close(self) -> None:
        """Leave an idle child to the next lane; end one at work."""
        child = self._child
        if child is not None and self._asked is None and _is_well(child):
            self._child = None
            child._heard = _Nobody()
            _idle.append(child)
        super().close()

    def _ask(self, asked: PageFile | Wish) -> None:
        self._take_waiting()
        super()._ask(asked)

    def _take_waiting(self) -> None:
        while self._child is None and not self._closed and _idle:
            child = _idle.pop()
            if _is_well(child):
                child._heard, self._child = self._heard, child
            else:
                child.end()


def _is_well(child: _Child) -> bool:
    with child._guard:
        return child._running and child._process.is_alive()


def waiting() -> set[int | None]:
    """Return the numbers of the processes that wait for the next test."""
    return {child._process.pid for child in _idle if _is_well(child)}


def listening() -> set[threading.Thread]:
    """Return the threads that hear them."""
    return {child._ear for child in _idle}


def end_all() -> None:
    """End the children that wait."""
    while _idle:
        _idle.pop().end()
