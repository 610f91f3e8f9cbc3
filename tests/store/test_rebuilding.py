"""Whatever people did, in any order: the store made anew from its journal is the same in every table."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.edits import Verb
from desktop.domain.errors import DeskError
from desktop.review.desk import Desk
from desktop.store import Store, salvage
from tests.helpers import crash_works
from tests.helpers.examples import examples
from tests.store import samples, tampering

Acts = list[tuple[int, int, str]]

ACTS = st.lists(
    st.tuples(st.integers(0, len(crash_works.VERBS) - 1), st.integers(0, 9), st.sampled_from("甲乙丙")),
    min_size=5,
    max_size=40,
)
UNTOLD = frozenset({"place", "person", "_sqlite_migrations"})
"""Tables that hold what the journal does not tell, or not all of it."""


def perform(folder: Path, acts: Acts) -> None:
    """Do what is possible of some acts, in two sources."""
    with Store.open(folder) as store:
        desk = Desk(store, "甲")
        for extra in ("", "另"):
            parsed = samples.issue(extra)
            store.add_source(parsed, samples.raw(parsed), "甲")
        for number, seed, actor in acts:
            desk.actor, random = actor, Random(seed)
            rows = [row.id for row in desk.queue()]
            ids = random.sample(rows, min(2, len(rows)))
            try:
                crash_works.VERBS[number](desk, random, ids)
            except (DeskError, ValueError):
                continue


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the tables whose content the journal tells."""
    with tampering.opened(folder) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in sorted({*names} - UNTOLD):
            found[name] = sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        found["person"] = database.execute("SELECT name, office, roles, active FROM person ORDER BY name").fetchall()
        return found


def rebuilt_equals(acts: Acts) -> set[Verb]:
    """Demand that a store is the same when it is made anew from its journal; return the verbs that it tells of."""
    place = Path(tempfile.mkdtemp())
    try:
        folder, anew = place / "store", place / "anew"
        perform(folder, acts)
        with salvage.remains(folder) as found, Store.open(anew) as store:
            told = salvage.replay(store, found, folder / "sources")
            assert (told.left, told.stopped, told.why) == (0, None, "")
        salvage_secrets(anew, folder)
        assert contents(anew) == contents(folder)
        with Store.open(anew) as store:
            assert store.verify().faults == ()
            return {entry.verb for entry in store.entries()}
    finally:
        shutil.rmtree(place)


def salvage_secrets(anew: Path, folder: Path) -> None:
    """Bring over what the journal does not tell."""
    with salvage.remains(folder) as found:
        salvage.bring_untold(anew, found, "甲")


def rereads(acts: Acts) -> int:
    """Return how often sources are read anew: of several readings only the last one is kept, and no journal brings
    back the others."""
    return sum(crash_works.VERBS[number].__name__ == "_reparse" for number, _, _ in acts)


@given(ACTS)
@settings(max_examples=examples(25))
def test_store_made_anew_from_its_journal_is_the_same(acts: Acts) -> None:
    rebuilt_equals([act for act in acts if rereads([act]) == 0])


ORDER = (
    "mark",
    "approve",
    "publish",
    "mark",
    "approve",
    "withdraw",
    "undo",
    "redo",
    "correct",
    "confirm",
    "restore",
    "note",
    "tag",
    "cell",
    "ignore",
    "heed",
    "go_back",
    "tell",
    "stay",
    "columns",
    "split",
    "merge",
    "move",
    "drop",
    "readmit",
    "choose",
    "propose",
    "sign",
    "sign",
    "sign",
    "sign",
    "sign",
    "sign",
    "examine",
    "redact",
    "unredact",
    "redact",
    "alike",
    "enter",
    "enter",
    "settle",
    "reckon",
    "end",
    "turn_back",
    "enter_approved",
    "choose",
    "register",
    "lock",
    "wrong_password",
)
ELSEWHERE = {
    *(Verb.REPARSE, Verb.FIX, Verb.EXPUNGE),
    *(Verb.RECOVER, Verb.PUBLISH, Verb.SEND_BACK, Verb.TAKE_OVER),
}
"""Kinds whose entries hold changes like all others, or that have tests of their own."""


def test_every_kind_of_entry_is_made_once_more() -> None:
    numbers = {act.__name__.strip("_"): number for number, act in enumerate(crash_works.VERBS)}
    before, after = ORDER[:-3], ORDER[-3:]  # where people are registered, only those with a role sign
    acts = [(numbers[name], seed, "甲乙丙"[(seed + at) % 3]) for seed in range(9) for at, name in enumerate(before)]
    seen = rebuilt_equals(acts + [(numbers[name], seed, "甲") for seed in range(4) for name in after])
    assert {verb.value for verb in Verb} - {verb.value for verb in seen | ELSEWHERE} == set()


def test_reading_anew_is_made_once_more_where_its_claims_are_the_last() -> None:
    numbers = {act.__name__: number for number, act in enumerate(crash_works.VERBS)}
    acts = [(numbers["_correct"], 1, "甲"), (numbers["_reparse"], 2, "乙"), (numbers["_mark"], 3, "甲")]
    with pytest.raises(AssertionError, match="data"):
        rebuilt_equals(acts)  # the claims of the import are gone since


def test_place_at_a_document_that_a_person_made_is_sound(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "甲")
        desk = Desk(store, "甲")
        desk.bounds.split(1, desk.record(1).document.span.start + 25)
        made = max(row.id for row in desk.queue())
        desk.remember(1, made)
        assert store.place(1) == made == 3
        assert store.verify().faults == ()
