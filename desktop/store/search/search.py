"""The searching side of an open store: pages of hits, counts, and the care for the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, RLock
from typing import TypeVar

from desktop.domain.errors import StoreDamaged, StoreError, StoreReadOnly
from desktop.domain.record import RecordSummary
from desktop.domain.search import HitOrder, Query, SearchFilter, SearchStopped
from desktop.store.connection import DATABASE, Connection, identity
from desktop.store.files import make_file
from desktop.store.listing import read_summaries
from desktop.store.opening import reading_mode
from desktop.store.search import following, tables
from desktop.store.search.agreement import disagreements
from desktop.store.search.finding import Finder, where_of
from desktop.store.search.following import Backlog, Check, backlog
from desktop.store.search.gathering import Gathered, gather

Answer = TypeVar("Answer")

_KEPT = 1000
"""Documents outside of the index that are kept in memory between two searches."""
_AT_ONCE = 500
_STEPS = 20_000
"""Steps of SQLite's machine between two looks whether anybody waits still."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: its row, the name of its source's file, what was searched, whether 标题 and 发文字号 hold all words."""

    summary: RecordSummary
    source: str
    document: Gathered
    in_title: bool


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some hits in order; `more` tells whether others follow."""

    found: tuple[Found, ...]
    more: bool


def never() -> None:
    """Let a search go on to its end."""


class Search:
    """Searching in one store. Any thread may call it; searches take their turn, none waits for the index.

    The index lies beside the store in a file of its own and follows the journal. What it lacks is read from the store
    at every search, so that every answer is whole; a file that is missing, old or broken is made anew.
    """

    def __init__(self, folder: Path, writable: bool) -> None:
        """Search a store that is open; nothing is opened or made before it is needed."""
        self._store = folder / DATABASE
        self._file = folder / tables.FILE
        self._writable = writable
        self._turn = RLock()
        self._following = Lock()
        self._reader: Connection | None = None
        self._seen: tuple[int, int] | None = None
        self._attached = False
        self._shunned = False
        self._fresh: tuple[tuple[int, int, int], dict[int, Gathered]] | None = None

    def close(self) -> None:
        """Close what is open."""
        with self._turn:
            reader, self._reader = self._reader, None
            if reader is not None:
                reader.close()

    # Searching

    def page(
        self,
        query: Query,
        wish: SearchFilter,
        order: HitOrder,
        offset: int,
        limit: int,
        check: Check = never,
    ) -> FoundPage:
        """Return `limit` hits at most from the one at `offset`. A `SearchStopped` of `check` ends the search."""
        return self._asked(query, wish, check, lambda finder: _page(finder, order, offset, limit))

    def count(self, query: Query, wish: SearchFilter, check: Check = never) -> int:
        """Return how many hits there are."""
        return self._asked(query, wish, check, Finder.count)

    def document(self, record_id: int) -> Gathered | None:
        """Return what is searched of one document as it stands now, None for what is none."""
        with self._turn, self._open().reading() as connection:
            return next(gather(connection, (record_id,)), None)

    def _asked(self, query: Query, wish: SearchFilter, check: Check, answer: Callable[[Finder], Answer]) -> Answer:
        def work() -> Answer:
            with self._state(check) as (connection, indexed, lacking):
                fresh = self._fresh_of(connection, lacking, query, check)
                gone = frozenset(lacking.lacking)
                return answer(Finder(connection, indexed, query, where_of(wish), gone, fresh, check))

        with self._turn:
            self._follow_if_far(check)
            return self._mended(work)

    @contextmanager
    def _state(self, check: Check) -> Iterator[tuple[sqlite3.Connection, bool, Backlog]]:
        """Give one state of the store, whether it has an index, and what that lacks."""
        with self._open().reading() as connection, _stopped_by(connection, check):
            made = self._attached and tables.is_made(connection, "search")
            yield connection, made, backlog(connection, tables.followed(connection) if made else None)

    def _fresh_of(
        self, connection: sqlite3.Connection, lacking: Backlog, query: Query, check: Check
    ) -> dict[int, Gathered]:
        """Return the documents that the index lacks: all of a few, else those that the query finds."""
        listed = lacking.lacking
        key = (lacking.number, lacking.followed.number, len(listed))
        if self._fresh is not None and self._fresh[0] == key:
            return self._fresh[1]
        fresh: dict[int, Gathered] = {}
        for start in range(0, len(listed), _AT_ONCE):
            check()
            for one in gather(connection, listed[start : start + _AT_ONCE]):
                if len(listed) <= _KEPT or query.matches(one.folded):
                    fresh[one.id] = one
        if len(listed) <= _KEPT:
            self._fresh = (key, fresh)
        return fresh

    # The index

    def follow(self, check: Check = never) -> None:
        """Bring the index up to date. What is done is kept when `check` raises. Raises StoreError."""
        if not self._writable:
            raise StoreReadOnly(self._file)
        with self._following:
            self._mended(lambda: self._follow(check))

    def follow_if_far(self, check: Check = never) -> None:
        """Bring the index up to date where it lacks more than a search reads on the way.

        An index that cannot be written now is left as it is.
        """
        with self._turn:
            self._follow_if_far(check)

    def forget(self) -> bool:
        """Let the index lose, to the last byte, what was removed from the store; False where that must wait.

        What must wait is done before the next search. Without an index there is nothing to lose.
        """
        if not self._file.exists():
            return True
        try:
            self.follow()
        except StoreError:
            return False
        return True

    def behind(self) -> int:
        """Return how many documents the index lacks; they are read at every search, or taken in by the next one."""
        with self._turn:
            return self._mended(self._behind)

    def _behind(self) -> int:
        with self._state(never) as (_, _, lacking):
            return len(lacking.lacking)

    def rebuild(self, check: Check = never) -> None:
        """Make the index anew. Raises StoreError."""
        if not self._writable:
            raise StoreReadOnly(self._file)
        with self._turn:
            self._remove()
        self.follow(check)

    def disagreements(self) -> tuple[str, ...]:
        """Return in words what is wrong with the index; nothing where there is none."""
        with self._turn:
            try:
                with self._open().reading() as connection:
                    if not self._attached or not tables.is_made(connection, "search"):
                        return ()
                    return tuple(disagreements(connection))
            except (StoreDamaged, sqlite3.DatabaseError) as error:
                return (f"检索索引无法读取：{error}",)

    def _follow_if_far(self, check: Check) -> None:
        if not self._writable or not self._following.acquire(blocking=False):
            return
        try:
            with self._state(check) as (_, _, lacking):
                far = lacking.is_far
            if far:
                with suppress(StoreError):
                    self._mended(lambda: self._follow(check))
        except (StoreDamaged, sqlite3.DatabaseError):
            self._renew()
        finally:
            self._following.release()

    def _follow(self, check: Check) -> None:
        make_file(self._file)
        writer = Connection(self._file, "rw")
        try:
            with writer.resting() as connection:
                connection.execute(f"PRAGMA page_size = {tables.PAGE_BYTES}")  # heeded by a file that is empty still
            writer.use_log()
            with writer.resting() as connection:
                # Safe from a crash of the program; what a loss of power takes is made again.
                connection.execute("PRAGMA synchronous = NORMAL")
            with writer.writing() as connection:
                if not tables.is_made(connection):
                    tables.make(connection)
            reader = Connection(self._store, reading_mode(self._store), query_only=True)
            try:
                following.follow(reader, writer, check)
            finally:
                reader.close()
        finally:
            writer.close()

    def _mended(self, work: Callable[[], Answer]) -> Answer:
        """Do a piece of work; once more without the index where that is broken."""
        try:
            return work()
        except (StoreDamaged, sqlite3.DatabaseError) as error:
            if _is_interrupt(error) or not self._file.exists():
                raise
            self._renew()
            return work()

    def _renew(self) -> None:
        """Be rid of a broken index: remove it, or look past it where that is impossible."""
        with self._turn:
            if self._writable:
                self._remove()
            else:
                self._shunned = True
                self.close()

    def _remove(self) -> None:
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def _open(self) -> Connection:
        """Return the connection for searching; opened anew when another index lies at its place."""
        found = identity(self._file)
        if self._reader is not None and found == self._seen:
            return self._reader
        self.close()
        reader = Connection(self._store, reading_mode(self._store), query_only=True)
        try:
            self._attached = found is not None and not self._shunned
            reader.attach(self._file if self._attached else None, reading_mode(self._file), "search")
            with reader.resting() as connection:
                connection.execute("PRAGMA search.cache_size = -65536")
        except BaseException:
            reader.close()
            raise
        self._reader, self._seen = reader, found
        return reader


def _page(finder: Finder, order: HitOrder, offset: int, limit: int) -> FoundPage:
    ids = finder.page(order, offset, limit + 1)
    shown = ids[:limit]
    documents = finder.documents(shown)
    summaries = {row.id: row for row in read_summaries(finder.connection, shown)}
    names = finder.source_names({row.source_id for row in summaries.values()})
    found = tuple(
        Found(
            summaries[record_id],
            names[summaries[record_id].source_id],
            documents[record_id],
            finder.query.holds(documents[record_id].folded_head),
        )
        for record_id in shown
    )
    return FoundPage(found, len(ids) > limit)


@contextmanager
def _stopped_by(connection: sqlite3.Connection, check: Check) -> Iterator[None]:
    """Let a `SearchStopped` of `check` end what SQLite is at, whose machine cannot carry it."""
    raised: list[SearchStopped] = []

    def look() -> int:
        try:
            check()
        except SearchStopped as error:
            raised.append(error)
            return 1
        return 0

    connection.set_progress_handler(look if check is not never else None, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if raised:
            raise raised[0] from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _is_interrupt(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
