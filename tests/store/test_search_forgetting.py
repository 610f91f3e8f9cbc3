"""A secret text that was removed is not found any more, and no word of it is left in the index."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop.review.desk import Desk
from desktop.store import Store
from desktop.store.search import tables
from tests.store.test_expunge import SECRET, gazette, left, opened, words_of_secret

OWN = ("青石峡", "梁望舒", "泵站守备", "13900005678", "口令")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk at a store with a secret document in its index."""
    desk = opened(tmp_path / "store", gazette())
    desk.store.search.follow()
    assert [desk.search.count(word) for word in OWN] == [1] * len(OWN)
    return desk


def pairs(folder: Path) -> set[str]:
    """Return those pairs of neighbouring signs of the secret text that stand in the file of the index, as bytes."""
    data = (folder / tables.FILE).read_bytes()
    rare = ("青石", "石峡", "梁望", "望舒", "泵站", "守备", "口令")
    assert all(pair in SECRET for pair in rare)
    return {pair for pair in rare if pair.encode() in data}


def test_a_removed_text_is_found_no_more_and_leaves_no_word(desk: Desk) -> None:
    folder = desk.store.folder
    assert pairs(folder)
    done = desk.cases.expunge(1, "按清退要求")
    assert done.finished
    assert [desk.search.count(word) for word in OWN] == [0] * len(OWN)
    assert desk.search.count("非遗名录") == 1
    desk.store.close()
    assert pairs(folder) == set()
    assert left(folder, words_of_secret()) == []
    with Store.open(folder) as store:
        assert store.verify().ok
        store.search.rebuild()
        assert [Desk(store, "李").search.count(word) for word in OWN] == [0] * len(OWN)


def test_what_had_to_wait_is_forgotten_before_the_next_search(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.store.connection.BUSY_SECONDS", 0.05)
    folder = desk.store.folder
    other = sqlite3.connect(folder / tables.FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not desk.cases.expunge(1, "按清退要求").finished
    assert [desk.search.count(word) for word in OWN] == [0] * len(OWN)
    other.execute("ROLLBACK")
    other.close()
    assert desk.search.count("青石峡") == 0
    desk.store.close()
    assert pairs(folder) == set()
