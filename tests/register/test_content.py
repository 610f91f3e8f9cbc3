"""The register from its items: read whole or changed step by step it is the same, and JSON loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.edits import Json
from desktop.domain.text import Span
from desktop.register import codec
from desktop.register.changes import ItemChange, RegisterStep
from desktop.register.cleanup import Decision, Opinion, Verdict
from desktop.register.content import RULES, TAKEN, Register, changed, read
from desktop.register.entry import (
    LABELS,
    Ending,
    EndKind,
    Origin,
    OriginKind,
    Reference,
    Restart,
    Said,
    Statement,
    Tie,
)
from desktop.register.matching import Doubt, Why

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SPANS = st.tuples(st.integers(0, 99), st.integers(100, 200)).map(lambda pair: Span(*pair))
SAID = st.builds(Said, TEXTS, TEXTS, TEXTS, st.lists(SPANS, max_size=2).map(tuple))
ORIGINS = st.builds(
    Origin,
    st.sampled_from(OriginKind),
    TEXTS,
    st.sampled_from(["", "2023-05-04"]),
    *[st.integers(0, 50)] * 4,
    TEXTS,
    TEXTS,
)
STATEMENTS = st.builds(
    Statement,
    st.integers(1, 9),
    ORIGINS,
    st.dictionaries(st.sampled_from(list(LABELS)), SAID, max_size=3),
    st.lists(st.builds(Reference, st.sampled_from(Tie), TEXTS, TEXTS), max_size=2).map(tuple),
    st.sampled_from([True, False, None]),
)


@given(STATEMENTS, st.integers(1, 9))
def test_a_statement_survives_its_json(statement: Statement, entry: int) -> None:
    data = json.loads(json.dumps(codec.statement_to_json(statement, entry)))
    found_entry, found = codec.statement_from_json(statement.number, data)
    said = {key: replace(one, printed=one.printed or one.value) for key, one in statement.said.items()}
    told = {key: replace(one, printed=one.printed or one.value) for key, one in found.said.items()}
    assert (found_entry, replace(found, said={}), told) == (entry, replace(statement, said={}), said)


HEADS: list[Json] = [
    {},
    codec.entry_to_json({"remark": Said("甲", "甲")}, None, None, None, frozenset()),
    codec.entry_to_json({}, False, Ending(EndKind.REPEALED, "2023-05-04", "《甲》"), None, frozenset({"k"})),
    codec.entry_to_json({}, True, None, Restart("2023-05-04", "《乙》"), frozenset()),
]


@st.composite
def steps(draw: st.DrawFn) -> list[RegisterStep]:
    """Return steps each of which fits the state that those before it leave."""
    items: dict[tuple[str, str], Json] = {}
    found = []
    for _ in range(draw(st.integers(1, 5))):
        changes = []
        for _ in range(draw(st.integers(1, 4))):
            kind, key, after = draw(st.one_of(_heads(), _statements(items), _others(items)))
            before = items.get((kind, key))
            changes.append(ItemChange(kind, key, before, after))
            items[kind, key] = after
        found.append(RegisterStep("试", tuple(changes)))
    return found


def _held(items: dict[tuple[str, str], Json], kind: str) -> list[str]:
    return sorted(key for (one, key), value in items.items() if one == kind and value is not None)


def _heads() -> st.SearchStrategy[tuple[str, str, Json]]:
    keys = st.integers(1, 4).map(str)
    return st.tuples(st.just(codec.ENTRY), keys, st.sampled_from(HEADS))


def _statements(items: dict[tuple[str, str], Json]) -> st.SearchStrategy[tuple[str, str, Json]]:
    entries = _held(items, codec.ENTRY)
    if not entries:
        return _heads()

    def told(number: int, entry: str, title: str) -> tuple[str, str, Json]:
        origin = Origin(OriginKind.LIST, "清单", row=number, file="a" * 8)
        statement = Statement(number, origin, {"title": Said(title, title)})
        return codec.STATEMENT, str(number), codec.statement_to_json(statement, int(entry))

    present = st.builds(told, st.integers(1, 6), st.sampled_from(entries), TEXTS)
    held = _held(items, codec.STATEMENT)
    return present | st.sampled_from(held).map(lambda key: (codec.STATEMENT, key, None)) if held else present


def _others(items: dict[tuple[str, str], Json]) -> st.SearchStrategy[tuple[str, str, Json]]:
    settings = st.sampled_from(
        [(codec.SETTING, RULES, "yunchuan"), (codec.SETTING, RULES, None), (codec.SETTING, TAKEN, "7")]
    )
    doubt = codec.doubt_to_json(Doubt(1, 2, Why.TITLE_ONLY, 93), None)
    doubts = st.sampled_from([(codec.DOUBT, "1", doubt), (codec.DOUBT, "1", None)])
    campaign = codec.campaign_to_json("清理", "2023-05-04", "云川市人民政府", (1, 2))
    campaigns = st.just((codec.CAMPAIGN, "1", campaign))
    if not _held(items, codec.CAMPAIGN):
        return settings | doubts | campaigns
    decision = codec.decision_to_json(Decision(Verdict.KEEP, "甲"))
    opinion = codec.opinion_to_json(Opinion("市水务局", None, "乙"))
    verdicts = [(codec.DECISION, "1:2", decision), (codec.DECISION, "1:2", None), (codec.OPINION, "1:1", opinion)]
    return settings | doubts | campaigns | st.sampled_from(verdicts)


@given(steps())
def test_step_by_step_is_the_same_as_whole_and_every_step_can_be_taken_back(made: list[RegisterStep]) -> None:
    register, items, states = Register(), {}, [Register()]
    for step in made:
        register = changed(register, step.changes)
        states.append(register)
        for change in step.changes:
            codec.check(change.kind, change.key, change.after)
            if change.after is None:
                items.pop((change.kind, change.key), None)
            else:
                items[change.kind, change.key] = change.after
        assert register == read(items)
    for step, before in zip(reversed(made), reversed(states[:-1]), strict=True):
        if any(change.kind == codec.ENTRY and change.before is None for change in step.changes):
            break  # what later steps put into the entry would be left without it
        register = changed(register, step.inverse("撤销").changes)
        assert register == before


def test_entries_that_a_step_does_not_reach_stay_the_same_objects() -> None:
    register = read({(codec.ENTRY, "1"): {}, (codec.ENTRY, "2"): {}})
    after = changed(register, [ItemChange(codec.ENTRY, "2", {}, HEADS[1])])
    assert after.entries[1] is register.entries[1]
    assert after.entries[2] is not register.entries[2]


WRONG = [
    ("entry", "0", {}),
    ("entry", "x", {}),
    ("entry", "1", {"surprise": 1}),
    ("entry", "1", {"decided": {"nonsense": "甲"}}),
    ("entry", "1", {"ending": ["废止", "2023-02-30", "甲"]}),
    ("entry", "1", {"ending": ["飞走", "2023-02-03", "甲"]}),
    ("statement", "1", {"entry": 1}),
    ("decision", "1", ["继续有效", ""]),
    ("decision", "1:2", ["不知道", ""]),
    ("doubt", "1", [1, 2, "NOBODY_KNOWS", 3, None]),
    ("doubt", "1", [1, 2, "TITLE_ONLY", 3, 7]),
    ("campaign", "1", {"name": "甲", "cutoff": "昨天", "office": "", "entries": []}),
    ("campaign", "1", {"name": "甲", "cutoff": "2023-05-04", "office": "", "entries": ["一"]}),
    ("setting", "rules", ""),
    ("surprise", "1", {}),
]


@pytest.mark.parametrize(("kind", "key", "data"), WRONG)
def test_an_item_that_cannot_be_is_refused(kind: str, key: str, data: Json) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        codec.check(kind, key, data)


@pytest.mark.parametrize(
    "items",
    [
        {("statement", "1"): codec.statement_to_json(Statement(1, Origin(OriginKind.LIST, "甲"), {}), 5)},
        {("decision", "1:2"): ["继续有效", ""]},
    ],
    ids=["a statement without its entry", "a verdict without its clean-up"],
)
def test_items_that_do_not_fit_together_are_refused(items: dict[tuple[str, str], Json]) -> None:
    with pytest.raises(ValueError, match="no "):
        read(items)
