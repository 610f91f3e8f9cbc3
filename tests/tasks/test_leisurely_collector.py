"""Unreachable objects are collected in the window's thread, when there is time, and by Python alone afterwards."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from PySide6.QtWidgets import QApplication

from desktop.tasks.lane import Lane
from desktop.tasks.leisurely_collector import LeisurelyCollector


class Knot:
    """An object that only the collector can free; it remembers in which thread that was."""

    freed_in: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.freed_in.append(threading.get_ident())


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    """Return a lane that is closed after the test."""
    lane = Lane(qapp)
    yield lane
    lane.close()


@pytest.fixture
def collector(lane: Lane) -> Iterator[LeisurelyCollector]:
    """Return a collector that has taken over, and hands back after the test."""
    collector = LeisurelyCollector(lane, lane)
    yield collector
    collector.close()


@pytest.mark.usefixtures("collector")
def test_what_a_thread_leaves_is_freed_in_the_thread_of_the_window(lane: Lane, qtbot: Any) -> None:
    Knot.freed_in.clear()
    job = lane.run(lambda: [Knot() for _ in range(5_000)] and None)
    with qtbot.waitSignal(job.finished):
        pass
    assert Knot.freed_in == []
    qtbot.waitUntil(lambda: len(Knot.freed_in) == 5_000)
    assert set(Knot.freed_in) == {threading.get_ident()}


def test_a_lane_that_is_never_idle_is_not_waited_for_without_end(
    lane: Lane, collector: LeisurelyCollector, qtbot: Any
) -> None:
    collector._timer.setInterval(1)
    release = threading.Event()
    lane.run(release.wait)
    knots = [Knot() for _ in range(5_000)]
    last = weakref.ref(knots[-1])
    del knots
    qtbot.waitUntil(lambda: last() is None)
    release.set()


def test_python_collects_again_afterwards(lane: Lane) -> None:
    collector = LeisurelyCollector(lane, lane)
    assert not gc.isenabled()
    assert gc.get_freeze_count()
    collector.close()
    assert gc.isenabled()
    assert not gc.get_freeze_count()
