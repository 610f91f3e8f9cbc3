"""Files are parsed in a process of their own, and each ends in exactly one way whatever happens to it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import reading_works

from desktop import paths
from desktop.domain.document import ParsedSource
from desktop.domain.errors import ReaderDied, ReaderExhausted, SourceEmpty
from desktop.parsing.progress import Stage
from desktop.tasks.parse_job import ParseJob, ParseLane
from desktop.tasks.worker import Bounds, ParserBroken

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
PATIENCE = 30_000


def ends(job: ParseJob) -> list[tuple[str, Any]]:
    told: list[tuple[str, Any]] = []
    job.finished.connect(lambda value: told.append(("finished", value)))
    job.failed.connect(lambda error: told.append(("failed", error)))
    job.cancelled.connect(lambda: told.append(("cancelled", None)))
    return told


@pytest.fixture
def lane() -> Iterator[ParseLane]:
    lane = ParseLane()
    yield lane
    lane.close()


@pytest.fixture
def told_lane(monkeypatch: pytest.MonkeyPatch) -> Iterator[ParseLane]:
    """Return a lane that does as the names of the files say."""
    monkeypatch.syspath_prepend(str(Path(reading_works.__file__).parent))
    lane = ParseLane(work=reading_works.tell)
    yield lane
    lane.close()


def test_parsed_source_and_progress_cross_the_border(qtbot: Any, lane: ParseLane) -> None:
    job = lane.run(SAMPLE)
    told, steps = ends(job), []
    job.progressed.connect(lambda *step: steps.append(step))
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    kind, parsed = told[0]
    assert kind == "finished"
    assert isinstance(parsed, ParsedSource)
    assert len(parsed.documents) == 12
    assert steps[-1] == (Stage.PARSING, 12, 12)


def test_error_crosses_the_border_with_its_class_and_data(qtbot: Any, lane: ParseLane, tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.touch()
    told = ends(lane.run(path))
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    kind, error = told[0]
    assert kind == "failed"
    assert isinstance(error, SourceEmpty)
    assert error.path == path


def test_jobs_are_done_in_order_by_one_child(qtbot: Any, told_lane: ParseLane) -> None:
    told_lane.warm()
    qtbot.waitUntil(lambda: told_lane.pid is not None, timeout=PATIENCE)
    ready = told_lane.pid
    told: list[int] = []
    for _ in range(20):
        told_lane.run(Path("number")).finished.connect(told.append)
    qtbot.waitUntil(lambda: len(told) == 20, timeout=PATIENCE)
    assert set(told) == {ready}


@pytest.mark.alone
def test_cancel_ends_a_hanging_file_within_a_second_and_a_new_child_is_ready(qtbot: Any, told_lane: ParseLane) -> None:
    job = told_lane.run(Path("hang.pdf"))
    told = ends(job)
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE):
        pass
    hanging = told_lane.pid
    begun = time.monotonic()
    job.cancel()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert time.monotonic() - begun < 1
    assert told == [("cancelled", None)]
    qtbot.waitUntil(lambda: told_lane.pid not in (None, hanging), timeout=PATIENCE)
    assert not psutil.pid_exists(hanging)


def test_cancel_before_its_turn_reads_nothing(qtbot: Any, told_lane: ParseLane) -> None:
    first, second = told_lane.run(Path("number-1")), told_lane.run(Path("hang-2"))
    done, told = ends(first), ends(second)
    second.cancel()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert [kind for kind, _ in done] == ["finished"]
    assert told == [("cancelled", None)]


@pytest.mark.parametrize(
    ("name", "kind", "detail"),
    [
        pytest.param("crash", ReaderDied, "", id="death"),
        pytest.param("hang", ReaderExhausted, "time", id="hang"),
        pytest.param("devour", ReaderExhausted, "memory", id="memory"),
    ],
)
def test_a_file_that_ends_its_child_is_told_once_and_the_next_is_read(
    qtbot: Any, told_lane: ParseLane, name: str, kind: type, detail: str
) -> None:
    told_lane.bounds = Bounds(seconds=0.5 if name == "hang" else 60, megabytes=300)
    told = ends(told_lane.run(Path(f"{name}.pdf")))
    after = ends(told_lane.run(Path("number")))
    qtbot.waitUntil(lambda: bool(after), timeout=PATIENCE)
    [(end, error)] = told
    assert end == "failed"
    assert type(error) is kind
    assert (error.path, error.detail) == (Path(f"{name}.pdf"), detail)
    assert after[0][0] == "finished"


def test_fault_of_our_own_is_no_fault_of_the_file(qtbot: Any, told_lane: ParseLane) -> None:
    told = ends(told_lane.run(Path("stumble")))
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert isinstance(told[0][1], ParserBroken)


@pytest.mark.alone
def test_closing_ends_a_hanging_child_at_once(qtbot: Any, told_lane: ParseLane) -> None:
    job = told_lane.run(Path("hang"))
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE):
        pass
    begun = time.monotonic()
    told_lane.close()
    assert time.monotonic() - begun < 1
    assert told_lane.pid is None


def test_a_lane_that_was_never_used_starts_nothing(told_lane: ParseLane) -> None:
    told_lane.close()
    told_lane.warm()
    assert told_lane.pid is None
