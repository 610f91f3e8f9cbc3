"""A folder read by one process and by two, what the batch adds to a file, and what a cluster on this computer takes.

Two processes share the computer with whatever else runs: beside the seconds stands how many processors the batch got.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
from table import show, timed

from desktop import paths
from desktop.cli import batch
from desktop.cli.batch import Task
from desktop.cli.lines import Wish, failed, outcome_of
from desktop.parsing.pipeline import parse_file
from desktop.parsing.readers import DEFAULT

SAMPLE = min(paths.seeds().glob("*.txt"))
LARGE, COPIES = 40, 5
"""Large files, and copies of the sample in each: half a second of reading or so."""
TINY = 300
RUNS = 3
_SPINS = 20_000_000
"""Rounds of a bare loop: a second or two."""
_LOOK = 0.2
"""Seconds between two looks at the processor time, which are dear."""


@dataclass(frozen=True, slots=True)
class Run:
    """The seconds of a batch by the clock, and those of processors that it used."""

    seconds: float
    processor: float

    @property
    def got(self) -> float:
        """How many processors the batch had on the average."""
        return self.processor / self.seconds


def measured(outcomes: Iterable[object]) -> Run:
    """Take all outcomes of a batch, and return what that took with its children."""
    before, began = _processor(), time.perf_counter()
    used, looked = before, began
    for _ in outcomes:
        if time.perf_counter() - looked > _LOOK:  # children that have ended are no longer seen
            used, looked = max(used, _processor()), time.perf_counter()
    return Run(time.perf_counter() - began, used - before)


def fastest(outcomes: Callable[[], Iterable[object]]) -> Run:
    """Return the fastest of several runs."""
    return min((measured(outcomes()) for _ in range(RUNS)), key=lambda run: run.seconds)


def bare(tasks: list[Task]) -> Iterable[object]:
    """Read the files in this process, without a batch."""
    for path, _ in tasks:
        yield parse_file(path, _unheard, DEFAULT)


def spin(rounds: int) -> None:
    """Keep a processor busy with nothing else."""
    total = 0
    for number in range(rounds):
        total += number


def possible() -> float:
    """Return how much faster two bare loops in two processes are than one after the other: no batch can gain more."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(spin, [1, 1], 1)
        both = min(timed(lambda: pool.map(spin, [_SPINS, _SPINS], 1)) for _ in range(RUNS))
        one = min(timed(lambda: pool.apply(spin, (_SPINS,))) for _ in range(RUNS))
    return 2 * one / both


def on_cluster(tasks: list[Task]) -> tuple[Run, Run]:
    """Return what the first and a following batch take on a cluster of two processes here."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from desktop.tasks.worker import USUAL
    from tests.helpers.cluster_nursery import local_cluster

    with local_cluster() as cluster:
        address = cluster.scheduler_address
        return tuple(  # type: ignore[return-value]  # two
            measured(batch.each_on_cluster(outcome_of, failed, tasks, address, USUAL)) for _ in range(2)
        )


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = _tasks(folder / "large", LARGE, SAMPLE.read_bytes() * COPIES)
        tiny = _tasks(folder / "tiny", TINY, "云川市人民政府令\n第1号\n".encode())
        one, two = (fastest(lambda jobs=jobs: batch.each(outcome_of, failed, large, jobs)) for jobs in (1, 2))  # type: ignore[misc]
        small, alone = fastest(lambda: batch.each(outcome_of, failed, tiny)), fastest(lambda: bare(tiny))
        limit, gained = possible(), one.seconds / two.seconds
        rows = [
            ["一个进程，秒", f"{one.seconds:.2f}", f"{one.got:.2f}", ""],
            ["两个进程，秒", f"{two.seconds:.2f}", f"{two.got:.2f}", ""],
            ["两个比一个快，倍", f"{gained:.2f}", "", "≥ 1.8"],
            ["两个空转的进程比一个快，倍", f"{limit:.2f}", "", ""],
            ["前者与后者之比", f"{gained / limit:.2f}", "", ""],
            ["两个比一个多用处理器，倍", f"{two.processor / one.processor:.2f}", "", ""],
            ["小文件，毫秒/个", f"{small.seconds / TINY * 1000:.2f}", f"{small.got:.2f}", ""],
            ["其中批处理本身，毫秒/个", f"{(small.seconds - alone.seconds) / TINY * 1000:.2f}", "", ""],
        ]
        if find_spec("distributed") is not None:
            first, again = on_cluster(tiny)
            rows.append(["计算集群，小文件，毫秒/个", f"{again.seconds / TINY * 1000:.2f}", "", ""])
            rows.append(["计算集群第一批多用，秒", f"{first.seconds - again.seconds:.2f}", "", ""])
    show("批量识别", ["", "", "所得处理器", "目标"], rows)


def _tasks(folder: Path, count: int, content: bytes) -> list[Task]:
    folder.mkdir()
    tasks: list[Task] = []
    for number in range(count):
        path = folder / f"{number:05}.txt"
        path.write_bytes(content)
        tasks.append((path, Wish(DEFAULT, path.name)))
    return tasks


def _processor() -> float:
    """Return the processor time of this process and of the children that it has."""
    used = 0.0
    for process in (psutil.Process(), *psutil.Process().children()):
        try:
            times: Any = process.cpu_times()
        except psutil.Error:
            continue
        used += times.user + times.system
    return used


def _unheard(*_: object) -> None:
    """Take no notice of progress."""


if __name__ == "__main__":
    main()
