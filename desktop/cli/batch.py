"""Many files over several child processes, in order; a file that kills its process costs only itself."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_AHEAD = 3
"""Files that are given out per process before the first of them is fetched."""


def each(work: Callable[[Path], T], lost: Callable[[Path], T], files: Sequence[Path], jobs: int) -> Iterator[T]:
    """Return `work` of each file, in the order of the files; `lost` of a file whose process died over it."""
    waiting = deque(files)
    while waiting:
        running: deque[tuple[Path, Future[T]]] = deque()
        pool = _pool(jobs)
        try:
            while waiting or running:
                while waiting and len(running) < _AHEAD * jobs:
                    running.append((waiting[0], pool.submit(work, waiting[0])))
                    waiting.popleft()
                result = running[0][1].result()
                running.popleft()
                yield result
        except BrokenProcessPool:
            # Which of the files did it is not known: the first is tried alone, the others again.
            waiting.extendleft(path for path, _ in reversed(running))
            yield _alone(work, lost, waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def _alone(work: Callable[[Path], T], lost: Callable[[Path], T], path: Path) -> T:
    with _pool(1) as pool:
        try:
            return pool.submit(work, path).result()
        except BrokenProcessPool:
            return lost(path)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _obey_interrupts)


def _obey_interrupts() -> None:
    """Let Ctrl-C end a child at once and without words; the parent has them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
