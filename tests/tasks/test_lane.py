"""The lane does the store's work in turn, and tells every end once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from desktop.tasks.lane import Job, Lane

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def lane() -> Iterator[Lane]:
    lane = Lane()
    yield lane
    lane.close()


def ends(job: Job) -> list[tuple[str, object]]:
    told: list[tuple[str, object]] = []
    job.finished.connect(lambda value: told.append(("finished", value)))
    job.failed.connect(lambda error: told.append(("failed", error)))
    job.cancelled.connect(lambda: told.append(("cancelled", None)))
    return told


def test_jobs_end_in_the_order_in_which_they_were_asked_for(lane: Lane, qtbot: Any) -> None:
    told: list[object] = []
    for number in range(50):
        lane.run(lambda number=number: number).finished.connect(told.append)
    qtbot.waitUntil(lambda: not lane.busy)
    assert told == list(range(50))


def test_between_two_results_that_wait_the_window_gets_a_turn(lane: Lane, qtbot: Any) -> None:
    told: list[str] = []
    both_done = threading.Event()

    def tell_first(_: object) -> None:
        told.append("first")
        QTimer.singleShot(0, lambda: told.append("window"))

    lane.run(int).finished.connect(tell_first)
    lane.run(int).finished.connect(lambda _: told.append("second"))
    lane.run(both_done.set)
    both_done.wait(10)
    qtbot.waitUntil(lambda: not lane.busy)
    assert told == ["first", "window", "second"]


def test_a_fault_is_delivered_and_the_lane_goes_on(lane: Lane, qtbot: Any) -> None:
    failing, working = ends(lane.run(lambda: 1 / 0)), ends(lane.run(lambda: "done"))
    qtbot.waitUntil(lambda: not lane.busy)
    assert [kind for kind, _ in failing] == ["failed"]
    assert isinstance(failing[0][1], ZeroDivisionError)
    assert working == [("finished", "done")]


def test_results_arrive_in_the_thread_of_the_window(lane: Lane, qtbot: Any) -> None:
    threads: list[int] = []
    job = lane.run(threading.get_ident)
    job.finished.connect(lambda worker: threads.extend((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: not lane.busy)
    assert threads[0] != threads[1] == threading.get_ident()


def test_a_job_that_waits_can_be_dropped_and_one_that_runs_is_done(lane: Lane, qtbot: Any) -> None:
    gate, begun = threading.Event(), threading.Event()

    def wait() -> str:
        begun.set()
        gate.wait(10)
        return "done"

    running = lane.run(wait)
    waiting = lane.run(lambda: "never")
    first, second = ends(running), ends(waiting)
    assert begun.wait(10)
    running.cancel()
    waiting.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert (first, second) == ([("finished", "done")], [("cancelled", None)])


def test_what_can_wait_lets_all_others_pass(lane: Lane, qtbot: Any) -> None:
    told: list[str] = []
    lane.run_at_leisure(lambda: "last").finished.connect(told.append)
    lane.run_at_leisure(lambda: "very last").finished.connect(told.append)
    for word in ("first", "second"):
        lane.run(lambda word=word: word).finished.connect(told.append)
    assert lane.busy
    qtbot.waitUntil(lambda: not lane.busy)
    assert told == ["first", "second", "last", "very last"]


def test_what_can_wait_is_dropped_without_being_begun(lane: Lane, qtbot: Any) -> None:
    waiting = lane.run_at_leisure(lambda: "never")
    told = ends(waiting)
    waiting.cancel()
    qtbot.waitUntil(lambda: not lane.busy)
    assert told == [("cancelled", None)]


def test_a_closed_lane_takes_nothing(lane: Lane) -> None:
    lane.close()
    for run in (lane.run, lane.run_at_leisure):
        with pytest.raises(RuntimeError):
            run(lambda: None)
