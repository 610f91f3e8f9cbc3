"""Bounds drawn in any order: no text is in two documents, nothing set by hand is lost, the journal tells the state."""

from __future__ import annotations

import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import BoundsRefused
from desktop.domain.fields import SPEC
from desktop.domain.record import Record, RecordSummary
from desktop.review.desk import Desk, Done
from desktop.store import Store
from tests.helpers.examples import examples
from tests.helpers.four_notices import parsed

State = tuple[list[Record], list[Record], tuple[RecordSummary, ...]]
PLACES = st.integers(0, 100)
"""Hundredths of a text."""


def only_what_changed_is_read_again(before: list[Record], after: list[Record]) -> None:
    """Check that claims differ only where their text left the bounds, grew into them, or a list is read as a whole."""
    former = {record.id: record.document for record in before}
    for record in after:
        known, now = former.get(record.id), record.document
        if known is None:
            continue
        if known.span == now.span:
            assert now.fields == known.fields
            continue
        for key, claim in known.fields.items():
            if SPEC[key].form.is_list or not claim.spans or now.fields[key] == claim:
                continue
            left = not all(now.span.encloses(place) for place in claim.spans)
            wider = now.fields[key].spans
            grew = sum(map(len, wider)) > sum(map(len, claim.spans)) and all(
                any(wide.encloses(place) for wide in wider) for place in claim.spans
            )
            assert left or grew, key


class Drawing(RuleBasedStateMachine):
    """One person who draws bounds, and corrects and approves between."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder)
        self.desk = Desk(self.store, "李")
        self.store.add_source(parsed(), parsed().source.text.encode(), "李")
        self.undoable: list[State] = []
        self.redoable: list[State] = []

    def state(self) -> State:
        queue = self.store.queue()
        return [self.store.record(row.id) for row in queue], list(self.store.dropped(1)), queue

    def one(self, part: int) -> int:
        queue = self.store.queue()
        return queue[part * (len(queue) - 1) // 100].id

    def do(self, verb: str, record_id: int, *place: int) -> None:
        before = self.state()
        corrections = self.corrections()
        try:
            done: Done = getattr(self.desk.bounds, verb)(record_id, *place)
        except BoundsRefused:
            assert self.state() == before
            return
        assert self.corrections() == corrections
        only_what_changed_is_read_again(before[0] + before[1], self.state()[0])
        self.remember(before, done)

    def remember(self, before: State, done: Done) -> None:
        if done.entry is not None:
            self.undoable.append(before)
            self.redoable.clear()
        else:
            assert self.state() == before

    def corrections(self) -> dict[int, object]:
        standing, dropped, _ = self.state()
        return {record.id: record.corrections for record in (*standing, *dropped) if record.corrections}

    @rule(part=PLACES, at=PLACES)
    def split(self, part: int, at: int) -> None:
        span = self.store.record(self.one(part)).document.span
        self.do("split", self.one(part), span.start + at * len(span) // 100)

    @rule(part=PLACES)
    def merge(self, part: int) -> None:
        self.do("merge", self.one(part))

    @rule(part=PLACES, at=PLACES, verb=st.sampled_from(["set_start", "set_end"]))
    def move(self, part: int, at: int, verb: str) -> None:
        self.do(verb, self.one(part), at * len(parsed().source.text) // 100)

    @rule(part=PLACES)
    def drop(self, part: int) -> None:
        self.do("drop", self.one(part))

    @precondition(lambda self: self.store.dropped(1))
    @rule(part=PLACES)
    def readmit(self, part: int) -> None:
        dropped = self.store.dropped(1)
        self.do("readmit", dropped[part * (len(dropped) - 1) // 100].id)

    @rule(part=PLACES, value=st.sampled_from(["甲", "乙"]))
    def correct(self, part: int, value: str) -> None:
        before, record_id = self.state(), self.one(part)
        self.remember(before, self.desk.correct(record_id, "title", value, self.store.record(record_id).spans("title")))

    @rule(part=PLACES)
    def approve(self, part: int) -> None:
        before = self.state()
        self.remember(before, self.desk.mark([self.one(part)], Disclosure.PROACTIVE))
        before = self.state()
        self.remember(before, self.desk.approve([self.one(part)]))

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self) -> None:
        before = self.state()
        assert self.desk.undo() is not None
        assert self.state() == self.undoable.pop()
        self.redoable.append(before)

    @precondition(lambda self: self.redoable)
    @rule()
    def redo(self) -> None:
        before = self.state()
        assert self.desk.redo() is not None
        assert self.state() == self.redoable.pop()
        self.undoable.append(before)

    @invariant()
    def journal_tells_the_state(self) -> None:
        assert self.store.verify().faults == ()

    @invariant()
    def no_text_is_in_two_documents(self) -> None:
        standing, _, queue = self.state()
        assert [row.number for row in queue] == list(range(1, len(queue) + 1))
        for above, below in pairwise(record.document.span for record in standing):
            assert above.end < below.start

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)


class LongDrawing(Drawing):
    """The same, at length."""


TestDrawing = Drawing.TestCase
TestDrawing.settings = settings(max_examples=examples(15), stateful_step_count=12)

TestLongDrawing = pytest.mark.long(LongDrawing.TestCase)
TestLongDrawing.settings = settings(max_examples=20, stateful_step_count=40)
