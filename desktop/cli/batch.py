"""Files read by child processes, in order, each bounded in time and memory; a bad file costs only itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, TypeVar

from desktop.domain.document import ParsedSource
from desktop.domain.errors import SourceError
from desktop.parsing.progress import Progress
from desktop.parsing.readers.options import ReadOptions
from desktop.review.sources import check_readable
from desktop.tasks.worker import USUAL, Answer, Bounds, ParserBroken, Worker

__all__ = ["Bounds", "ParserBroken", "Work", "each", "each_on_cluster", "reading"]

T = TypeVar("T")
Work = Callable[[Path, Any, Progress], T]
"""What is done with a file, in the child: a function of a module."""
Task = tuple[Path, object]
"""A file and what the work is told about it."""
_Failed = Callable[[Task, SourceError | ParserBroken], T]

_POLL = 0.25
"""Seconds between two looks at what the children take."""
_AHEAD = 64
"""Results that are kept at most until those of the files before them are there."""


def each(
    work: Work[T], failed: _Failed[T], tasks: Sequence[Task], jobs: int = 1, bounds: Bounds = USUAL
) -> Iterator[T]:
    """Return `work` of each task, or `failed` of it and its error, in the order of the tasks. Raises OSError."""
    workers = [Worker(work, bounds) for _ in range(min(jobs, len(tasks)))]
    waiting = deque(range(len(tasks)))
    at_work: dict[Worker, int] = {}
    ready: dict[int, T] = {}
    following = 0
    try:
        while following < len(tasks):
            for worker in workers:
                while worker not in at_work and waiting and waiting[0] < following + _AHEAD:
                    number = waiting.popleft()
                    try:
                        check_readable(tasks[number][0])
                    except SourceError as error:
                        ready[number] = failed(tasks[number], error)
                    else:
                        worker.give(*tasks[number])
                        at_work[worker] = number
            if at_work:
                wait([worker.connection for worker in at_work], _POLL)
            for worker, number in list(at_work.items()):
                try:
                    heard = worker.hear(0)
                    if isinstance(heard, Answer):
                        ready[number] = heard.value  # type: ignore[assignment]  # what the work returns
                except (SourceError, ParserBroken) as error:
                    ready[number] = failed(tasks[number], error)
                if number in ready:
                    del at_work[worker]
            while following in ready:
                yield ready.pop(following)
                following += 1
    finally:
        for worker in workers:
            worker.close()


def each_on_cluster(
    work: Work[T], failed: _Failed[T], tasks: Sequence[Task], address: str, bounds: Bounds = USUAL
) -> Iterator[T]:
    """Return the same from the computers of a cluster, which needs the extra "cluster". Raises ClusterFailed."""
    from desktop.tasks import cluster  # takes a second to load, and opens the way to the network

    return cluster.each(work, failed, tasks, address, bounds)


@contextmanager
def reading(bounds: Bounds = USUAL) -> Iterator[Callable[[Path, ReadOptions], ParsedSource]]:
    """Give a function that reads and parses a file in a child. It raises SourceError, ParserBroken, OSError."""
    with Worker(bounds=bounds) as worker:

        def read(path: Path, options: ReadOptions) -> ParsedSource:
            parsed: ParsedSource = worker.run(path, options)
            return parsed

        yield read
