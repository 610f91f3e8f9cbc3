"""Which documents a query finds, in order: looked up in the index, or read where that is faster."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from desktop.domain.search import HitOrder, Query, SearchFilter
from desktop.store.journal import storable
from desktop.store.search.following import Check
from desktop.store.search.gathering import Gathered
from desktop.store.search.tables import DOCUMENT, gathered_of, pairs_of, wide

_READ_FIRST = 600
"""Documents that are read in order before the index is asked: a common word is found among them often enough."""
_AT_FIRST = 30
_FEW = 3000
"""Hits whose places in the order are looked up one by one."""
_NEWEST = "date DESC, source_id, number"
_ORDERS = {
    HitOrder.RANK: (("", _NEWEST),),
    HitOrder.NEWEST: (("", _NEWEST),),
    HitOrder.OLDEST: (
        (" AND date > ''", "date, source_id, number"),
        (" AND date = ''", "source_id, number"),
    ),
}


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on `record` with its parameters, all of them bound."""

    sql: str
    values: tuple[str | int, ...]
    narrows: bool


def where_of(wish: SearchFilter) -> Where:
    """Return the condition that a filter is."""
    asked: tuple[tuple[str, Iterable[str | int]], ...] = (
        ("source_id IN ({})", wish.source_ids),
        ("substr(date, 1, 4) IN ({})", wish.years),
        ("genre IN ({})", wish.genres),
        ('"column" IN ({})', wish.columns),
        ("coalesce(disclosure, '') IN ({})", wish.disclosures),
        ("status IN ({})", wish.statuses),
    )
    parts, values = ["number > 0"], list[str | int]()
    for form, chosen in asked:
        listed = sorted(chosen, key=str)
        if listed:
            parts.append(form.format(", ".join("?" * len(listed))))
            values += [storable(value) if isinstance(value, str) else value for value in listed]
    if len(wish.years) == 1:  # what lies in the index behind other years need not be walked through
        (year,) = map(storable, wish.years)
        parts.append("date BETWEEN ? AND ?")
        values += [year, f"{year}\U0010ffff"]
    if wish.issuers:
        one = "instr('、' || issuers || '、', '、' || ? || '、') > 0"
        parts.append(f"({' OR '.join([one] * len(wish.issuers))})")
        values += [storable(issuer) for issuer in sorted(wish.issuers)]
    return Where(" AND ".join(parts), tuple(values), len(parts) > 1)


class Finder:
    """One search in one state of the store.

    `connection` sees the store and, if `indexed`, as `search` the index. `lacking` are the records that the index
    holds otherwise or not at all, `fresh` the documents that they are.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        indexed: bool,
        query: Query,
        where: Where,
        lacking: frozenset[int],
        fresh: Mapping[int, Gathered],
        check: Check,
    ) -> None:
        self.connection = connection
        self.indexed = indexed
        self.query = query
        self.where = where
        self.lacking = lacking
        self.fresh = fresh
        self.check = check
        self._all: frozenset[int] | None = None
        self._heads: frozenset[int] | None = None
        self._matched: dict[tuple[str, str], frozenset[int]] = {}

    # All hits

    def all_ids(self) -> frozenset[int]:
        """Return all hits, filters left aside."""
        if self._all is None:
            found = self._in_index()
            fresh = (one.id for one in self.fresh.values() if self.query.matches(one.folded))
            self._all = (found - self.lacking).union(fresh)
        return self._all

    def head_ids(self) -> frozenset[int]:
        """Return the hits whose 标题 and 发文字号 hold all words, filters left aside."""
        if self._heads is None:
            found = self._match("titles", " AND ".join(_any(map(wide, group), True) for group in self.query.groups))
            if self.query.unwanted:
                found &= self.all_ids()
            fresh = (
                one.id
                for one in self.fresh.values()
                if self.query.holds(one.folded_head) and self.query.matches(one.folded)
            )
            self._heads = (found - self.lacking).union(fresh)
        return self._heads

    def count(self) -> int:
        """Return how many hits there are."""
        found = self.all_ids()
        if not self.where.narrows:
            return len(found)
        if len(found) <= _FEW:
            return sum(1 for _ in self._few(found, HitOrder.NEWEST))
        return sum(1 for record_id in self._in_order(HitOrder.NEWEST) if record_id in found)

    def _in_index(self) -> frozenset[int]:
        """Return the hits in the index."""
        unwanted = [wide(word) for word in self.query.unwanted]
        together: list[str] = []
        apart: list[frozenset[int]] = []
        for group in self.query.groups:
            words = [wide(word) for word in group]
            if all(len(word) > 1 for word in words):
                together.append(_any(words))
            else:
                apart.append(self._holding_any(words))
        if together:
            expression = " AND ".join(together)
            if pairs := [word for word in unwanted if len(word) > 1]:
                # What the index leaves out itself need not be handed over.
                expression = f"({expression}) NOT {_any(pairs)}"
                unwanted = [word for word in unwanted if len(word) == 1]
            apart.append(self._match("pairs", expression))
        found = frozenset.intersection(*apart)
        return found - self._holding_any(unwanted) if unwanted and found else found

    def _holding_any(self, words: list[str]) -> frozenset[int]:
        """Return the documents in the index whose text or values hold one of some wide words."""
        single, pairs = [word for word in words if len(word) == 1], [word for word in words if len(word) > 1]
        found = [self._match("signs", _any(single))] if single else []
        if pairs:
            found.append(self._match("pairs", _any(pairs)))
        return frozenset().union(*found)

    def _match(self, table: str, expression: str) -> frozenset[int]:
        if not self.indexed:
            return frozenset()
        asked = (table, expression)
        if asked not in self._matched:
            self.check()
            # One long text is handed over in a third of the time that many rows take.
            (listed,) = self.connection.execute(
                f"SELECT json_group_array(rowid) FROM search.{table} WHERE {table} MATCH ?", (expression,)
            ).fetchone()
            self._matched[asked] = frozenset(json.loads(listed))
        return self._matched[asked]

    # Some hits, in order

    def page(self, order: HitOrder, offset: int, limit: int) -> list[int]:
        """Return the hits from one on, in order, `limit` at most."""
        wanted = offset + limit
        reading = _Reading(self, order)
        if order is not HitOrder.RANK:
            ids = reading.hits(wanted) if self._may_read(wanted) else None
            return (ids if ids is not None else self._first(self.all_ids(), order, wanted))[offset:wanted]
        heads = reading.heads(wanted) if self._may_read(wanted) else None
        if heads is None:
            heads = self._first(self.head_ids(), order, wanted)
        if len(heads) < wanted:
            others = reading.others(wanted - len(heads)) if self._may_read(wanted) else None
            if others is None:
                others = self._first(self.all_ids() - self.head_ids(), order, wanted - len(heads))
            heads = heads + others
        return heads[offset:wanted]

    def _may_read(self, wanted: int) -> bool:
        return self._all is None and wanted <= _READ_FIRST // 2

    def _first(self, found: frozenset[int], order: HitOrder, wanted: int) -> list[int]:
        if len(found) <= _FEW:
            return list(islice(self._few(found, order), wanted))
        return list(islice((known for known in self._in_order(order) if known in found), wanted))

    def _few(self, found: frozenset[int], order: HitOrder) -> Iterator[int]:
        """Give those of some documents that the filter lets through, looked up one by one."""
        return self._ordered("json_each(?) AS found CROSS JOIN record ON record.id = found.value", order, found)

    def _in_order(self, order: HitOrder) -> Iterator[int]:
        """Give all documents that the filter lets through."""
        return self._ordered("record", order)

    def _ordered(self, origin: str, order: HitOrder, found: Iterable[int] | None = None) -> Iterator[int]:
        values = (*((json.dumps(list(found)),) if found is not None else ()), *self.where.values)
        parts = (
            self.connection.execute(
                f"SELECT record.id FROM {origin} WHERE {self.where.sql}{part} ORDER BY {by}", values
            )
            for part, by in _ORDERS[order]
        )
        return (record_id for (record_id,) in chain.from_iterable(parts))

    def documents(self, record_ids: Iterable[int]) -> dict[int, Gathered]:
        """Return what is searched of some documents, by their numbers; those that are none are left out."""
        listed = list(record_ids)
        fresh = {record_id: self.fresh[record_id] for record_id in listed if record_id in self.fresh}
        if not self.indexed:
            return fresh
        indexed = json.dumps([record_id for record_id in listed if record_id not in self.lacking])
        rows = self.connection.execute(
            f"SELECT {DOCUMENT} FROM search.document WHERE id IN (SELECT value FROM json_each(?))", (indexed,)
        )
        return fresh | {row[0]: gathered_of(row) for row in rows}

    def source_names(self, source_ids: Iterable[int]) -> dict[int, str]:
        """Return the names of sources' files."""
        rows = self.connection.execute(
            "SELECT id, name FROM source WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(source_ids)),)
        )
        return dict(rows)


def _any(words: Iterable[str], starts: bool = False) -> str:
    """Return the FTS5 expression for one of some wide words; with `starts` a single sign may begin a pair."""
    return f"({' OR '.join(_phrase(word, starts) for word in words)})"


def _phrase(word: str, starts: bool) -> str:
    if len(word) > 1:
        return f'"{pairs_of(word)}"'
    return f'"{word}" *' if starts else f'"{word}"'


class _Reading:
    """The documents in order, read as far as needed; what a search finds so is exact as far as it was read."""

    def __init__(self, finder: Finder, order: HitOrder) -> None:
        self._finder = finder
        self._ids = finder._in_order(order)
        self._read_so_far = 0
        self._ended = False
        self._heads: list[int] = []
        self._others: list[int] = []
        self._hits: list[int] = []

    def hits(self, wanted: int) -> list[int] | None:
        """Return the first hits, None when that would take too long."""
        return self._read(self._hits, wanted)

    def heads(self, wanted: int) -> list[int] | None:
        """Return the first hits that hold all words in 标题 and 发文字号."""
        return self._read(self._heads, wanted)

    def others(self, wanted: int) -> list[int] | None:
        """Return the first of the other hits."""
        return self._read(self._others, wanted)

    def _read(self, kept: list[int], wanted: int) -> list[int] | None:
        while len(kept) < wanted and not self._ended:
            if not self._is_promising(len(kept), wanted):
                return None
            self._go_on()
        return kept[:wanted]

    def _is_promising(self, found: int, wanted: int) -> bool:
        """Tell whether, at this rate, enough is found before too much is read."""
        return self._read_so_far == 0 or self._read_so_far * wanted <= _READ_FIRST * found

    def _go_on(self) -> None:
        self._finder.check()
        ids = list(islice(self._ids, self._read_so_far or _AT_FIRST))
        self._read_so_far += len(ids)
        self._ended = not ids
        query = self._finder.query
        documents = self._finder.documents(ids)
        for record_id in ids:
            one = documents.get(record_id)
            if one is None or not query.matches(one.folded):
                continue
            self._hits.append(record_id)
            (self._heads if query.holds(one.folded_head) else self._others).append(record_id)
