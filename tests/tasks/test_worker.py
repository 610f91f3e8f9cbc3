"""A child that reads files is kept, bounded in time and memory, and never outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import reading_works

from desktop.domain.errors import ReaderDied, ReaderExhausted, SourceEmpty, SourceError
from desktop.parsing.progress import Stage
from desktop.parsing.readers.options import ReadOptions
from desktop.tasks import worker as worker_module
from desktop.tasks.worker import Bounds, ParserBroken, Step, Unwanted, Worker

PATIENCE = 60.0


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """Return a worker whose temporary files lie in a folder of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.syspath_prepend(str(Path(reading_works.__file__).parent))
    worker = Worker(reading_works.tell)
    yield worker
    worker.close()
    assert list(tmp_path.iterdir()) == []


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended; it may vanish between two looks."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_twenty_files_are_read_by_one_process(worker: Worker) -> None:
    numbers = {worker.run(Path(f"number-{index}")) for index in range(20)}
    assert numbers == {worker.pid}


def test_progress_is_told_stage_by_stage(worker: Worker) -> None:
    steps: list[Step] = []
    assert worker.run(Path("pages"), stepped=steps.append) == "read"
    assert [(step.stage, step.done) for step in steps] == [(stage, done) for stage in Stage for done in range(4)]
    assert {step.whole for step in steps} == {3}


@pytest.mark.parametrize("name", ["leave", "crash"])
def test_a_death_is_told_and_the_next_file_is_read(worker: Worker, name: str) -> None:
    with pytest.raises(ReaderDied) as caught:
        worker.run(Path(f"{name}.pdf"))
    assert caught.value.path == Path(f"{name}.pdf")
    assert worker.run(Path("number")) == worker.pid


@pytest.mark.parametrize("name", ["hang", "repeat"])
def test_a_file_that_gets_nowhere_is_given_up_in_time(worker: Worker, name: str) -> None:
    worker.bounds = Bounds(seconds=0.5)
    with pytest.raises(ReaderExhausted) as caught:
        worker.run(Path(f"{name}.pdf"))
    assert (caught.value.path, caught.value.detail) == (Path(f"{name}.pdf"), "time")
    assert worker.run(Path("number")) == worker.pid


def test_time_counts_from_the_last_sign_of_progress(worker: Worker) -> None:
    worker.bounds = Bounds(seconds=0.4)
    begun = time.monotonic()
    assert worker.run(Path("pages")) == "read"
    assert time.monotonic() - begun > worker.bounds.seconds


def test_a_file_that_takes_too_much_memory_is_given_up(worker: Worker) -> None:
    worker.bounds = Bounds(megabytes=300)
    with pytest.raises(ReaderExhausted) as caught:
        worker.run(Path("devour.pdf"))
    assert caught.value.detail == "memory"
    assert worker.run(Path("number")) == worker.pid


def test_an_answer_beyond_all_measure_is_not_taken(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "_LARGEST", 100)
    with pytest.raises(ReaderExhausted) as caught:
        worker.run(Path("stumble.txt"))
    assert caught.value.detail == "memory"


def test_memory_that_the_system_refuses_is_told_as_such(worker: Worker) -> None:
    with pytest.raises(ReaderExhausted) as caught:
        worker.run(Path("starve.pdf"))
    assert (caught.value.path, caught.value.detail) == (Path("starve.pdf"), "memory")


def test_a_child_that_has_grown_is_replaced_after_its_file(worker: Worker) -> None:
    first = worker.run(Path("number"))
    worker.bounds = Bounds(megabytes=1)
    assert worker.run(Path("number")) == first
    worker.bounds = Bounds()
    assert worker.run(Path("number")) != first


@pytest.mark.alone
def test_work_that_nobody_wants_ends_within_a_second(worker: Worker) -> None:
    steps: list[Step] = []
    ended: list[float] = []

    def wanted() -> bool:
        if steps:
            ended.append(time.monotonic())
        return not steps

    with pytest.raises(Unwanted):
        worker.run(Path("hang"), stepped=steps.append, wanted=wanted)
    assert time.monotonic() - ended[0] < 1
    assert worker.run(Path("number")) == worker.pid


def test_refusal_crosses_with_its_class_and_data(worker: Worker) -> None:
    with pytest.raises(SourceEmpty) as caught:
        worker.run(Path("refuse.txt"))
    assert (caught.value.path, caught.value.detail) == (Path("refuse.txt"), "nothing")


def test_fault_of_our_own_is_told_with_its_place(worker: Worker) -> None:
    with pytest.raises(ParserBroken) as caught:
        worker.run(Path("stumble.txt"))
    assert caught.value.kind == "LookupError"
    assert caught.value.place.startswith("reading_works.py:")
    assert "what is it" in caught.value.details


def test_password_goes_along(worker: Worker) -> None:
    with pytest.raises(SourceError):
        worker.run(Path("locked.pdf"))
    assert worker.run(Path("locked.pdf"), ReadOptions(reading_works.PASSWORD)) == "opened"


def test_what_a_killed_child_started_and_wrote_is_gone(worker: Worker, tmp_path: Path) -> None:
    worker.bounds = Bounds(seconds=0.5)
    steps: list[Step] = []
    with pytest.raises(ReaderExhausted):
        worker.run(Path("scatter.doc"), stepped=steps.append)
    until(lambda: is_gone(steps[0].done))
    assert list(tmp_path.iterdir()) == []


def test_idle_child_that_died_is_replaced(worker: Worker) -> None:
    worker.start()
    before = psutil.Process(worker.pid)
    before.kill()
    until(lambda: is_gone(before.pid))
    assert worker.run(Path("number")) != before.pid


PARENT = """
import signal
import sys
from pathlib import Path

import reading_works
from desktop.tasks.worker import Worker

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the tests without it
    with Worker(reading_works.tell) as worker:
        worker.start()
        print(worker.pid, flush=True)
        worker.run(Path(sys.argv[1]), stepped=lambda step: print(step.done, flush=True))
        input()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
@pytest.mark.parametrize("busy", ["number", "scatter"])
def test_child_never_outlives_its_parent(tmp_path: Path, busy: str, how: signal.Signals) -> None:
    (tmp_path / "session.py").write_text(PARENT, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    here = Path(__file__).parent
    parent = subprocess.Popen(
        [sys.executable, tmp_path / "session.py", busy],
        env=os.environ | {"PYTHONPATH": f"{here.parents[1]}:{here}", "TMPDIR": str(tmp_path / "tmp")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert parent.stdout is not None
    pids = [int(parent.stdout.readline())]
    if busy == "scatter":
        pids.append(int(parent.stdout.readline()))
    parent.send_signal(how)
    parent.communicate()
    until(lambda: all(is_gone(pid) for pid in pids))
    until(lambda: list((tmp_path / "tmp").iterdir()) == [])
