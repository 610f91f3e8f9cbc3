"""Files over several processes: in order, and what ends a process costs one file."""

from __future__ import annotations

import os
import time
from pathlib import Path

import psutil
import pytest

from desktop.cli import batch
from desktop.cli.batch import Bounds, ParserBroken, Task
from desktop.domain.errors import SourceError
from desktop.parsing.progress import Progress


def work(path: Path, told: object, _progress: Progress) -> str:
    """Return the name, and end or hang over a file that is named so."""
    match path.name:
        case "fatal":
            os._exit(3)
        case "endless":
            time.sleep(600)
        case "slow":
            time.sleep(0.3)
        case "broken":
            raise LookupError
        case "process":
            return str(os.getpid())
    return f"{path.name}{told or ''}"


def failed(task: Task, error: SourceError | ParserBroken) -> str:
    """Say how a file failed."""
    return f"{task[0].name}: {type(error).__name__}"


@pytest.fixture
def tasks(tmp_path: Path, request: pytest.FixtureRequest) -> list[Task]:
    """Return tasks for the names of a test, each in a folder of its own."""
    made: list[Task] = []
    for number, name in enumerate(request.param):
        path = tmp_path / str(number) / name
        path.parent.mkdir()
        if name != "missing":
            path.touch()
        made.append((path, None))
    return made


def named(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("tasks", [names], indirect=True, ids=[""])


@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.long), 2])
@named("slow", "1", "2", "slow", "4", "5", "6")
def test_results_come_in_the_order_of_the_files(tasks: list[Task], jobs: int) -> None:
    assert list(batch.each(work, failed, tasks, jobs)) == ["slow", "1", "2", "slow", "4", "5", "6"]


@named("a", "fatal", "b", "missing", "broken", "fatal", "d")
def test_a_file_that_fails_costs_only_itself(tasks: list[Task]) -> None:
    assert list(batch.each(work, failed, tasks, 2)) == [
        "a",
        "fatal: ReaderDied",
        "b",
        "missing: SourceMissing",
        "broken: ParserBroken",
        "fatal: ReaderDied",
        "d",
    ]


@named("endless", "b")
def test_a_file_that_gets_nowhere_is_given_up(tasks: list[Task]) -> None:
    assert list(batch.each(work, failed, tasks, 1, Bounds(seconds=0.5))) == ["endless: ReaderExhausted", "b"]


@named(*["process"] * 20)
def test_processes_are_used_again(tasks: list[Task]) -> None:
    assert len(set(batch.each(work, failed, tasks, 2))) <= 2


def test_no_files_are_no_results() -> None:
    assert list(batch.each(work, failed, [], 2)) == []


@named("process", "endless")
def test_a_reader_that_goes_away_leaves_no_process(tasks: list[Task]) -> None:
    results = batch.each(work, failed, tasks, 2)
    pid = int(next(results))
    results.close()  # type: ignore[attr-defined]
    assert not psutil.pid_exists(pid)


@named("a")
def test_what_is_told_of_a_file_reaches_its_work(tasks: list[Task]) -> None:
    assert list(batch.each(work, failed, [(tasks[0][0], "!")])) == ["a!"]
