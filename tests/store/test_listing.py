"""The queue's questions to the store, against the same questions answered by looking at every record."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Anomaly, Document, ParsedSource
from desktop.domain.edits import (
    DISCLOSURE,
    NOTE,
    STATUS,
    TAGS,
    Change,
    Entry,
    Step,
    Verb,
    field_facet,
)
from desktop.domain.facets import correction_to_json
from desktop.domain.fields import Field
from desktop.domain.queue import Facet, Listing, Order, OrderBy, QueueFilter, Totals, folded, sorting_key, words
from desktop.domain.record import Correction, Record, Status
from desktop.domain.text import Span
from desktop.review.desk import Desk
from desktop.store import Store
from tests.helpers.examples import examples
from tests.store import samples

GENRES, ORGANS = ("通知", "意见", ""), ("云川市人民政府", "云川市信访局", "青岭省财政厅")
TITLES = ("关于信访工作的通知", "关于100%覆盖的意见", "a_b's <b>办法</b>", "")
NUMBERS = ("云政发〔2024〕1号", "云政发[2025]12号", "")


def _document(rng: random.Random, start: int) -> Document:
    fields = {
        "title": Field(rng.choice(TITLES), flagged=rng.random() < 0.3),
        "doc_number": Field(rng.choice(NUMBERS), flagged=rng.random() < 0.3),
        "genre": Field(rng.choice(GENRES)),
        "issuers": Field(tuple(rng.sample(ORGANS, rng.randint(0, 2)))),
        "date": Field(rng.choice(("2024-01-12", "2025-03-01", ""))),
        "column": Field(rng.choice(("市政府文件", "部门文件"))),
    }
    codes = rng.sample(("number-gap", "number-form"), rng.randint(0, 2))
    return Document(Span(start, start + 2), fields, anomalies=tuple(Anomaly(code, code) for code in codes))


def _source(rng: random.Random, number: int) -> ParsedSource:
    source = samples.source_text(f"第{number}期" + "正文" * 50)
    return ParsedSource(source, tuple(_document(rng, 2 * place) for place in range(12)))


def _review(store: Store, rng: random.Random) -> None:
    for row in store.queue():
        actor = rng.choice(("李", "王"))
        changes = {
            DISCLOSURE: rng.choice((None, *Disclosure)),
            TAGS: rng.choice((None, ["急"], ["待查", "急"])),
            NOTE: rng.choice((None, "看附件")),
            field_facet("title"): rng.choice((None, None, correction_to_json(Correction("更正后的标题")))),
        }
        values = {
            facet: value.value if isinstance(value, Disclosure) else value for facet, value in changes.items() if value
        }
        if rng.random() < 0.3 and DISCLOSURE in values:
            values[STATUS] = Status.APPROVED.value
        if values and rng.random() < 0.8:
            made = tuple(Change(row.id, facet, None, value) for facet, value in values.items())
            store.apply(Step(Verb.BULK, made), actor)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    rng = random.Random(5)
    with Store.open(tmp_path_factory.mktemp("listing") / "store") as store:
        for number in range(3):
            parsed = _source(rng, number)
            store.add_source(parsed, samples.raw(parsed), "赵")
        _review(store, rng)
        yield Desk(store, "李")


class Oracle:
    """Answers by looking at every record."""

    def __init__(self, desk: Desk) -> None:
        self.records = [desk.record(row.id) for row in desk.queue()]
        self.entries: dict[int, tuple[Entry, ...]] = {
            record.id: tuple(entry for entry in desk.store.entries(record.id) if entry.verb is not Verb.IMPORT)
            for record in self.records
        }

    def shows(self, record: Record, wish: QueueFilter) -> bool:
        """Tell whether a filter shows a record."""
        issuers = record.value("issuers")
        text = folded("、".join(map(str, issuers)) if isinstance(issuers, tuple) else "")
        searched = [folded(str(record.value("title") or "")), folded(str(record.value("doc_number") or "")), text]
        held: dict[Facet, set[str]] = {facet: self.values(record, facet) for facet in Facet}
        return (
            wish.source_id in (None, record.source_id)
            and all(not wish.chosen(facet) or wish.chosen(facet) & held[facet] for facet in Facet)
            and (not wish.doubtful or (bool(record.doubts) and record.status is not Status.APPROVED))
            and (not wish.changed or bool(record.changed))
            and (not wish.noted or bool(record.note or record.field_notes))
            and all(any(word in part for part in searched) for word in words(wish.text))
            and (wish.changed_by is None or any(e.actor == wish.changed_by for e in self.entries[record.id]))
        )

    def values(self, record: Record, facet: Facet) -> set[str]:
        """Return the values of a facet that a record has."""
        issuers = record.value("issuers")
        match facet:
            case Facet.STATUS:
                return {record.status.value}
            case Facet.DISCLOSURE:
                return {record.disclosure.value if record.disclosure else ""}
            case Facet.GENRE:
                return {str(record.value("genre") or "")}
            case Facet.YEAR:
                return {str(record.value("date") or "")[:4]}
            case Facet.ISSUER:
                return set(map(str, issuers)) if isinstance(issuers, tuple) and issuers else {""}
            case Facet.CODE:
                return {anomaly.code for anomaly in record.anomalies}
        return set(record.tags)

    def ids(self, wish: QueueFilter, order: Order) -> list[int]:
        """Return the records that a filter shows, in order."""
        shown = [record for record in self.records if self.shows(record, wish)]
        if order.by is OrderBy.SOURCE:
            ranked = sorted(shown, key=lambda record: (record.source_id, record.number), reverse=order.descending)
            return [record.id for record in ranked]
        keys: dict[OrderBy, Callable[[Record], Any]] = {
            OrderBy.DATE: lambda record: str(record.value("date") or ""),
            OrderBy.TITLE: lambda record: sorting_key(str(record.value("title") or "")),
            OrderBy.DOUBTS: lambda record: len(record.doubts),
            OrderBy.TOUCHED: lambda record: max(e.number for e in self.entries[record.id]),
        }
        last: list[Record] = []
        if order.by is OrderBy.TOUCHED:  # those that nobody touched come last either way
            last = [record for record in shown if not self.entries[record.id]]
            shown = [record for record in shown if self.entries[record.id]]
        return [record.id for record in [*sorted(shown, key=keys[order.by], reverse=order.descending), *last]]


@pytest.fixture(scope="module")
def oracle(desk: Desk) -> Oracle:
    return Oracle(desk)


def _some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2) | st.just(frozenset())


FILTERS = st.builds(
    QueueFilter,
    source_id=st.sampled_from((None, None, 1, 2)),
    statuses=_some(tuple(status.value for status in Status)),
    disclosures=_some(("", *(known.value for known in Disclosure))),
    genres=_some(GENRES),
    years=_some(("2024", "2025", "")),
    issuers=_some((*ORGANS, "", "云川市")),
    codes=_some(("number-gap", "number-form", "gap")),
    tags=_some(("急", "待查", "待")),
    doubtful=st.booleans(),
    changed=st.booleans(),
    changed_by=st.sampled_from((None, None, "李", "王", "赵")),
    noted=st.booleans(),
    text=st.sampled_from(("", "", "信访", "信访 通知", "[2024]", "〔2024〕", "100%", "_", "'", "B", "%", "更正")),
)
ORDERS = st.builds(Order, st.sampled_from(OrderBy), st.booleans())
MANY = settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])


@MANY
@given(FILTERS, ORDERS)
def test_a_listing_is_what_looking_at_every_record_finds(
    desk: Desk, oracle: Oracle, wish: QueueFilter, order: Order
) -> None:
    found, first = desk.listings.listing(wish, order, 5)
    assert list(found.ids) == oracle.ids(wish, order)
    assert {summary.id for summary in first} == set(found.ids[:5])


@MANY
@given(FILTERS, st.sampled_from(Facet))
def test_counts_of_a_facet_are_what_each_value_would_show(
    desk: Desk, oracle: Oracle, wish: QueueFilter, facet: Facet
) -> None:
    counted = dict(desk.listings.facet(facet, wish).counts)
    for value in {value for record in oracle.records for value in oracle.values(record, facet)} | wish.chosen(facet):
        shown = oracle.ids(wish.choosing(facet, (value,)), Order())
        assert counted.get(value, 0) == len(shown)


@MANY
@given(FILTERS)
def test_records_are_told_apart_like_the_whole_list(desk: Desk, oracle: Oracle, wish: QueueFilter) -> None:
    every = [record.id for record in oracle.records]
    refreshed = desk.listings.refreshed(every, wish)
    assert refreshed.shown == set(oracle.ids(wish, Order()))
    assert set(refreshed.summaries) == set(desk.queue())


def test_totals_are_those_of_the_queue(desk: Desk, oracle: Oracle) -> None:
    for source_id in (None, 2):
        rows = desk.queue(source_id)
        mine = sum(any(entry.actor == "李" for entry in oracle.entries[row.id]) for row in rows)
        open_rows = [row for row in rows if row.status is not Status.APPROVED]
        assert desk.listings.totals(source_id) == Totals(
            documents=len(rows),
            approved=len(rows) - len(open_rows),
            doubts=sum(row.doubts for row in open_rows),
            doubtful=sum(row.doubts > 0 for row in open_rows),
            unmarked=sum(row.disclosure is None for row in rows),
            touched=mine,
        )


def test_headings_are_told_in_the_order_of_one_source_only(desk: Desk) -> None:
    whole, _ = desk.listings.listing(QueueFilter(1), Order(), 0)
    rows = desk.queue(1)
    begins = [place for place, row in enumerate(rows) if not place or rows[place - 1].column != row.column]
    assert whole.headings == tuple((place, rows[place].column) for place in begins)
    assert desk.listings.listing(QueueFilter(), Order(), 0)[0].headings == ()
    assert desk.listings.listing(QueueFilter(1), Order(OrderBy.TITLE), 0)[0].headings == ()


def test_the_first_record_not_approved_is_found_in_the_order_given(desk: Desk) -> None:
    rows = desk.queue()
    backwards = [row.id for row in reversed(rows)]
    pending = {row.id for row in rows if row.status is Status.PENDING}
    assert desk.listings.first_pending(backwards) == next(known for known in backwards if known in pending)
    assert desk.listings.first_pending([known for known in backwards if known not in pending]) is None
    assert desk.listings.first_pending([10**6 + place for place in range(7000)]) is None


HOSTILE = {
    "percent": "%",
    "underscore": "_",
    "quote": "'",
    "statement": '"; DROP TABLE record; --',
    "null": "\x00",
    "surrogate": "\ud800",
    "right-to-left": "\u202e",
    "very long": "很" * 100_000,
    "star": "*",
    "backslash": "\\",
    "long word before another": "a" * 300 + " b",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_looked_for_as_they_are(desk: Desk, oracle: Oracle, text: str) -> None:
    found, _ = desk.listings.listing(QueueFilter(text=text), Order(), 0)
    assert list(found.ids) == oracle.ids(QueueFilter(text=text), Order())


def test_nothing_is_listed_of_an_empty_store(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李")
        assert desk.listings.listing(QueueFilter(), Order(), 9) == (Listing(), ())
        assert desk.listings.totals(None) == Totals()
        assert desk.listings.facet(Facet.TAG, QueueFilter()).counts == ()


def test_a_step_moves_a_record_in_the_list_and_in_the_search(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        desk = Desk(store, "王")
        desk.correct(1, "title", "植树的决定")
        assert list(desk.listings.listing(QueueFilter(text="植树"), Order(), 0)[0].ids) == [1]
        assert list(desk.listings.listing(replace(QueueFilter(), changed_by=""), Order(), 0)[0].ids) == [1]
        assert store.verify().ok


def test_what_was_undone_is_no_longer_changed_by_the_person(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        desk = Desk(store, "王")
        mine = replace(QueueFilter(), changed_by="")

        def shown() -> tuple[list[int], int]:
            return list(desk.listings.listing(mine, Order(), 0)[0].ids), desk.listings.totals(None).touched

        desk.correct(1, "title", "植树的决定")
        desk.undo()
        assert shown() == ([], 0)
        desk.redo()
        assert shown() == ([1], 1)
        desk.mark([1], Disclosure.PROACTIVE)
        desk.undo()
        assert shown() == ([1], 1)
        desk.undo()
        assert shown() == ([], 0)
