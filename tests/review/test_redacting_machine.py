"""Whatever a person decides in whatever order, nothing is removed twice, and the journal tells all of it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.disclosure.planning import FindingState
from desktop.domain.errors import ValueRefused
from desktop.domain.text import Span
from desktop.review.desk import Desk
from desktop.store import Store
from tests.helpers.examples import examples
from tests.review.redacted_sample import TEXT, opened

SPANS = st.builds(
    lambda start, size: Span(start, min(start + size, len(TEXT))), st.integers(0, len(TEXT) - 1), st.integers(1, 40)
)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("mark"), SPANS, st.sampled_from(["dots", "removed", "name"])),
        st.tuples(st.just("all_like"), SPANS, st.just("dots")),
        st.tuples(st.just("drop"), SPANS, st.just("")),
        st.tuples(st.sampled_from(["advised", "keep", "remove", "undo", "redo"]), st.none(), st.just("")),
    ),
    max_size=8,
)


def act(desk: Desk, name: str, span: Span | None, preset: str) -> None:
    redaction = desk.redaction
    findings = [one.finding for one in redaction.findings(1)]
    match name:
        case "mark" if span is not None:
            redaction.mark(1, [span], preset)
        case "all_like" if span is not None:
            redaction.all_like(1, span, preset)
        case "drop" if span is not None:
            redaction.drop(1, span)
        case "advised":
            redaction.accept_all_advised(1)
        case "keep":
            redaction.keep(1, findings[:1], "本人同意公开")
        case "remove":
            redaction.remove(1, findings[-1:], "dots")
        case "undo":
            desk.undo()
        case "redo":
            desk.redo()


@given(ACTS)
@settings(max_examples=examples(7))
def test_any_decisions_leave_a_plan_that_holds(acts: list[tuple[str, Span | None, str]]) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "store") as store:
        desk = opened(store, Path(folder))
        for name, span, preset in acts:
            try:
                act(desk, name, span, preset)
            except ValueRefused:
                continue
            plan = desk.record(1).plan
            gone = [at for one in plan.removals for place in one.spans for at in range(place.start, place.end)]
            assert len(gone) == len(set(gone))
            for one in desk.redaction.findings(1):
                covered = all(at in gone for place in one.finding.spans for at in range(place.start, place.end))
                assert (one.state is FindingState.REMOVED) == covered
        assert desk.verify().faults == ()
        while desk.undo() is not None:
            pass
        assert desk.verify().faults == ()
