"""Two people who draw bounds and hand all over to each other in any order: nothing is lost, no text stands twice."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.domain.edits import BOUNDS, field_facet
from desktop.domain.errors import BoundsRefused
from desktop.domain.text import Span
from desktop.review import exchange
from desktop.review.desk import Desk
from desktop.review.division import division_from_json, division_of, division_to_json
from desktop.store import Store
from tests.helpers.examples import examples
from tests.helpers.four_notices import parsed, raw

TITLE = field_facet("title")
PLACES = st.integers(0, 100)
"""Hundredths of a text."""


def spans(desk: Desk) -> list[Span]:
    return [desk.record(row.id).document.span for row in desk.queue(1)]


class Exchanging(RuleBasedStateMachine):
    """Two people who draw bounds and correct, each at a desk, and hand all over to each other now and then."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.stores = [Store.open(self.folder / name) for name in ("甲", "乙")]
        self.desks = [Desk(store, name) for store, name in zip(self.stores, ("甲", "乙"), strict=True)]
        for store in self.stores:
            store.add_source(parsed(), raw(), "李")

    def one(self, side: int, part: int) -> int:
        queue = self.desks[side].queue(1)
        return queue[part * (len(queue) - 1) // 100].id

    @rule(side=st.integers(0, 1), part=PLACES, at=PLACES, verb=st.sampled_from(["split", "set_start", "set_end"]))
    def draw(self, side: int, part: int, at: int, verb: str) -> None:
        desk, record_id = self.desks[side], self.one(side, part)
        span = desk.record(record_id).document.span
        with suppress(BoundsRefused):
            getattr(desk.bounds, verb)(record_id, max(0, span.start + (at - 10) * len(span) // 60))

    @rule(side=st.integers(0, 1), part=PLACES, verb=st.sampled_from(["merge", "drop"]))
    def lose(self, side: int, part: int, verb: str) -> None:
        with suppress(BoundsRefused):
            getattr(self.desks[side].bounds, verb)(self.one(side, part))

    @rule(side=st.integers(0, 1), part=PLACES, title=st.sampled_from("甲乙丙"))
    def correct(self, side: int, part: int, title: str) -> None:
        self.desks[side].correct(self.one(side, part), "title", title)

    @rule(side=st.integers(0, 1))
    def undo(self, side: int) -> None:
        self.desks[side].undo()

    @rule(side=st.integers(0, 1))
    def exchange(self, side: int) -> None:
        there, here = self.desks[side], self.desks[1 - side]
        kept = {(row.id, value) for row in here.queue(1) if (value := self.title(here, row.id)) is not None}
        package = self.folder / "包.zip"
        package.unlink(missing_ok=True)
        exchange.hand_over(there, [row.id for row in there.queue(1)], package)
        found = exchange.take_over(here, package)
        taken = {change.record_id for change in found.taken if change.facet == TITLE}
        assert all(self.title(here, number) == value for number, value in kept if number not in taken)
        if not any(conflict.facet == BOUNDS for conflict in found.conflicts):
            package.unlink()
            exchange.hand_over(here, [row.id for row in here.queue(1)], package)
            back = exchange.take_over(there, package)
            assert not any(conflict.facet == BOUNDS for conflict in back.conflicts)
            assert spans(there) == spans(here)

    def title(self, desk: Desk, record_id: int) -> object:
        correction = desk.record(record_id).corrections.get("title")
        return correction.value if correction is not None else None

    @invariant()
    def journal_tells_the_state(self) -> None:
        assert [store.verify().faults for store in self.stores] == [(), ()]

    @invariant()
    def division_is_told_and_read_again(self) -> None:
        for store in self.stores:
            division = division_of(store, 1)
            assert division is not None
            read = division_from_json(json.loads(json.dumps(division_to_json(division))), len(parsed().source.text))
            assert read == division

    @invariant()
    def no_text_is_in_two_documents(self) -> None:
        for desk in self.desks:
            assert all(above.end < below.start for above, below in pairwise(spans(desk)))

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for store in self.stores:
                store.close()
            shutil.rmtree(self.folder)


class LongExchanging(Exchanging):
    """The same, at length."""


TestExchanging = Exchanging.TestCase
TestExchanging.settings = settings(max_examples=examples(15), stateful_step_count=12, deadline=None)

TestLongExchanging = pytest.mark.long(LongExchanging.TestCase)
TestLongExchanging.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)
