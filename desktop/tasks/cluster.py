"""Files over the computers of a dask cluster: in order, each in a bounded child there. The one door to the network.

Every computer needs this version of the program and the files under the same path. Imports distributed, an extra.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import uuid4

import distributed
from distributed.comm.addressing import parse_address
from distributed.comm.core import CommClosedError
from distributed.comm.registry import get_backend

from desktop import __version__
from desktop.domain.errors import ClusterFailed, ReaderDied, SourceError
from desktop.review.sources import check_readable
from desktop.tasks.parse_child import Work
from desktop.tasks.worker import Bounds, ParserBroken, Worker

T = TypeVar("T")
Task = tuple[Path, object]
Failed = Callable[[Task, SourceError | ParserBroken], T]

_PATIENCE = 15
"""Seconds that the scheduler, and its first worker, may take to answer."""
_AHEAD = 64
"""Files that are given out at least before the first of them is back."""
_AHEAD_OF_EACH = 4
"""The same for each thread of the cluster, which shall not wait for the next file."""


def each(
    work: Work, failed: Failed[T], tasks: Sequence[Task], address: str, bounds: Bounds, patience: float = _PATIENCE
) -> Iterator[T]:
    """Return `work` of each task, or `failed` of it and its error, in the order of the tasks.

    The files of a computer that goes away are given to the others; a file that some of them have died of has failed.
    Raises ClusterFailed.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        get_backend(parse_address(address)[0])  # a client that was given nonsense takes half a minute to end
        client = distributed.Client(address, timeout=patience)
    except (OSError, ValueError, ImportError) as error:  # TimeoutError among them; a protocol that needs a library
        raise ClusterFailed(address, "unreachable") from error
    name = f"gongbao-desk-{uuid4().hex}"
    with client:
        _prepare(client, address, name, Readers(work, failed, bounds, __version__), patience)
        try:
            yield from _outcomes(client, name, failed, tasks)
        except (CommClosedError, CancelledError, TimeoutError) as error:
            raise ClusterFailed(address, "lost") from error
        finally:
            with suppress(OSError):  # the next batch ends what could not be reached now
                client.unregister_worker_plugin(name)


class Readers(distributed.WorkerPlugin):
    """What reads files on a computer of the cluster: warm children, as many as files are read at once."""

    def __init__(self, work: Work, failed: Failed[Any], bounds: Bounds, version: str) -> None:
        """Prepare what is sent to each computer."""
        self._work, self._failed, self._bounds, self._version = work, failed, bounds, version
        self._free: deque[Worker] = deque()
        self._is_wanted = True

    def setup(self, worker: distributed.Worker) -> None:
        """Refuse a computer with another version, which would write other lines. Raises RuntimeError."""
        if self._version != __version__:
            raise RuntimeError(f"version {__version__}, not {self._version}")
        for other in worker.plugins.values():  # also those of a batch that was killed
            if isinstance(other, Readers):
                other.rest()
        # A worker under a nanny is a daemon, and one such may start no children; ours end with whoever started them.
        if multiprocessing.current_process().daemon:
            multiprocessing.current_process().daemon = False

    def teardown(self, worker: distributed.Worker) -> None:  # noqa: ARG002  # called by name
        """End the children; those at work when their file is done."""
        self._is_wanted = False
        self.rest()

    def rest(self) -> None:
        """End the children that have nothing to do."""
        with suppress(IndexError):
            while True:
                self._free.popleft().close()

    def read(self, task: Task) -> object:
        """Return what came of one file."""
        try:
            check_readable(task[0])
            try:
                reader = self._free.popleft()
            except IndexError:
                reader = Worker(self._work, self._bounds)
            try:
                return reader.run(*task)
            finally:
                self._free.append(reader)
                if not self._is_wanted:
                    self.rest()
        except (SourceError, ParserBroken) as error:
            return self._failed(task, error)


def read(name: str, number: int, task: Task) -> tuple[int, object]:
    """Read one file with the readers of this computer."""
    return number, cast(Readers, distributed.get_worker().plugins[name]).read(task)


def _prepare(client: distributed.Client, address: str, name: str, readers: Readers, patience: float) -> None:
    """Wait for a computer and send the readers to all, also to those that come later."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise ClusterFailed(address, "idle") from error
    try:
        client.register_plugin(readers, name)
    except (RuntimeError, ImportError, AttributeError) as error:
        raise ClusterFailed(address, "unlike") from error


def _outcomes(client: distributed.Client, name: str, failed: Failed[T], tasks: Sequence[Task]) -> Iterator[T]:
    ahead = max(_AHEAD, _AHEAD_OF_EACH * sum(client.nthreads().values()))
    waiting = enumerate(tasks)
    given: deque[distributed.Future[Any]] = deque()
    following = 0
    while True:
        for number, (path, told) in islice(waiting, ahead - len(given)):
            task = path.absolute(), told
            given.append(client.submit(read, name, number, task, key=f"{name}-{number}", pure=False))
        if not given:
            return
        distributed.wait(given[0])
        ready = [given.popleft() for _ in takewhile(distributed.Future.done, tuple(given))]
        found = dict(cast(list[tuple[int, T]], client.gather(ready, errors="skip")))
        for number, future in enumerate(ready, following):
            yield found[number] if number in found else _of_failure(future, failed, tasks[number])
        following += len(ready)


def _of_failure(future: distributed.Future[Any], failed: Failed[T], task: Task) -> T:
    error = future.exception()
    if isinstance(error, distributed.KilledWorker):
        return failed(task, ReaderDied(task[0]))
    raise error if error is not None else CancelledError
