"""A 密级 that a person sets takes a document out of 公开属性, approval and exports at once; undo brings both back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Status
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        desk = Desk(store, "李")
        desk.mark([1, 2], Disclosure.PROACTIVE)
        desk.approve([2])
        yield desk
        assert store.verify().ok


def test_level_takes_value_and_approval_away(desk: Desk, tmp_path: Path) -> None:
    assert desk.export("json", tmp_path / "before.json").count == 1
    desk.correct(2, "secrecy", "秘密★1年")
    record = desk.record(2)
    assert (record.disclosure, record.status) == (None, Status.PENDING)
    assert desk.export("json", tmp_path / "after.json").count == 0


def test_undo_brings_value_and_approval_back(desk: Desk) -> None:
    desk.correct(2, "secrecy", "秘密★1年")
    desk.undo()
    record = desk.record(2)
    assert (record.value("secrecy"), record.disclosure, record.status) == (
        None,
        Disclosure.PROACTIVE,
        Status.APPROVED,
    )
    desk.redo()
    assert desk.record(2).disclosure is None


def test_level_taken_away_leaves_the_value_unset(desk: Desk) -> None:
    desk.correct(1, "secrecy", "秘密★1年")
    desk.correct(1, "secrecy", None)
    assert desk.record(1).disclosure is None
