"""Whatever the reviewer does, in any order: the journal tells exactly the state, and undo leads back step by step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import STATUS
from desktop.domain.errors import ApprovalRefused
from desktop.domain.fields import Value
from desktop.domain.record import Record, RecordSummary, Status
from desktop.domain.text import Span
from desktop.review.desk import Desk, Done
from desktop.store import Store
from tests.helpers.examples import examples
from tests.store import samples

State = tuple[list[Record], tuple[RecordSummary, ...]]

RECORDS = st.integers(1, 4)
MANY = st.lists(RECORDS, min_size=1, max_size=4)
VALUES = st.one_of(
    st.tuples(st.sampled_from(["title", "genre", "publicity_mark"]), st.sampled_from(["甲", "乙", "通知", None])),
    st.tuples(st.sampled_from(["date", "expiry_date"]), st.sampled_from(["2026-01-12", "2026-01-13", None])),
    st.tuples(st.just("issuers"), st.sampled_from([(), ("甲",), ("甲", "乙"), ("云川市人民政府", "云川市信访局")])),
    st.tuples(st.just("normative"), st.sampled_from([True, False, None])),
)
SPANS = st.sampled_from([(), (Span(0, 3),), (Span(0, 3), Span(7, 9))])
KEYS = st.sampled_from(["title", "genre", "date", "issuers", "appointments", "normative"])


class Reviewing(RuleBasedStateMachine):
    """One person at one desk."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder)
        self.desk = Desk(self.store, "李")
        for extra in ("", "另"):
            parsed = samples.issue(extra)
            self.store.add_source(parsed, samples.raw(parsed), "李")
        self.undoable: list[State] = []
        self.redoable: list[State] = []

    def state(self) -> State:
        return [self.store.record(number) for number in range(1, 5)], self.store.queue()

    def do(self, before: State, done: Done) -> None:
        if done.entry is not None:
            self.undoable.append(before)
            self.redoable.clear()
        else:
            assert self.state() == before

    @rule(record_id=RECORDS, value=VALUES, spans=SPANS)
    def correct(self, record_id: int, value: tuple[str, Value], spans: tuple[Span, ...]) -> None:
        before = self.state()
        self.do(before, self.desk.correct(record_id, *value, spans))
        assert self.store.record(record_id).value(value[0]) == value[1]

    @rule(record_id=RECORDS, key=KEYS)
    def confirm(self, record_id: int, key: str) -> None:
        before = self.state()
        self.do(before, self.desk.confirm(record_id, key))
        assert not self.store.record(record_id).is_doubtful(key)

    @rule(record_id=RECORDS, key=KEYS)
    def restore(self, record_id: int, key: str) -> None:
        before = self.state()
        self.do(before, self.desk.restore(record_id, key))
        assert key not in self.store.record(record_id).corrections

    @rule(record_ids=MANY, disclosure=st.sampled_from([*Disclosure, None]))
    def mark(self, record_ids: list[int], disclosure: Disclosure | None) -> None:
        before = self.state()
        self.do(before, self.desk.mark(record_ids, disclosure))

    @rule(record_ids=MANY)
    def approve(self, record_ids: list[int]) -> None:
        before = self.state()
        try:
            self.do(before, self.desk.approve(record_ids))
        except ApprovalRefused:
            assert self.state() == before

    @rule(record_ids=MANY)
    def withdraw(self, record_ids: list[int]) -> None:
        before = self.state()
        self.do(before, self.desk.withdraw(record_ids))

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

    @rule()
    def reopen(self) -> None:
        before = self.state()
        self.store.close()
        self.store = Store.open(self.folder)
        self.desk = Desk(self.store, "李")
        self.undoable.clear()
        self.redoable.clear()
        assert self.state() == before

    @invariant()
    def journal_tells_the_state(self) -> None:
        assert self.store.verify().faults == ()

    @invariant()
    def queue_tells_the_records(self) -> None:
        for row in self.store.queue():
            record = self.store.record(row.id)
            assert (row.title, row.genre) == (record.value("title") or "", record.value("genre") or "")
            assert (row.status, row.disclosure, row.doubts) == (record.status, record.disclosure, len(record.doubts))

    @invariant()
    def approved_means_marked(self) -> None:
        states = self.store.states([1, 2, 3, 4])
        for record_id, facets in states.items():
            if facets.get(STATUS) == Status.APPROVED.value:
                assert self.store.record(record_id).disclosure is not None

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=examples(60), stateful_step_count=20)
