"""Every byte of the journal and of what was signed counts: one that is changed behind the store's back is found."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from random import Random

import pytest

from desktop.register import codec
from desktop.register.changes import ItemChange, RegisterStep
from desktop.store import Store
from tests.helpers.examples import examples
from tests.store import tampering


@pytest.fixture
def folder(ready: Path, tmp_path: Path) -> Path:
    """Return a store with proposals and signatures, people and passwords, drawn documents, rules and a register."""
    folder = tmp_path / "store"
    shutil.copytree(ready, folder)
    with Store.open(folder) as store:
        store.set_column_order("甲", ["title", "date"], "李")
        store.register.apply(RegisterStep("选用规则", (ItemChange(codec.SETTING, "rules", None, "青岭省"),)), "李")
        assert store.verify().faults == ()
    return folder


def flip(folder: Path, times: int, seed: int) -> dict[str, int]:
    """Change single bytes, one after the other, and demand that each is found; return how many in each table."""
    random, missed, done = Random(seed), [], dict.fromkeys(tampering.TABLES, 0)
    with Store.open(folder, read_only=True) as store, tampering.opened(folder) as connection:
        cells = tampering.cells(connection)
        by_table = {table: [cell for cell in cells if cell[0] == table] for table in tampering.TABLES}
        while sum(done.values()) < times:
            cell = random.choice(by_table[tampering.TABLES[sum(done.values()) % len(tampering.TABLES)]])
            with tampering.unguarded(connection):
                try:
                    put_back = tampering.write(connection, cell, tampering.changed(cell[3], random))
                except sqlite3.IntegrityError:  # a key that another row has: no store can come to this
                    continue
            done[cell[0]] += 1
            if store.verify().ok:
                missed.append(cell)
            with tampering.unguarded(connection):
                put_back()
        assert store.verify().ok
    assert missed == []
    return done


def test_any_changed_byte_of_what_was_signed_is_found(folder: Path) -> None:
    assert all(flip(folder, examples(150), seed=3).values())


@pytest.mark.long
def test_any_of_ten_thousand_changed_bytes_of_what_was_signed_is_found(folder: Path) -> None:
    done = flip(folder, 10_000, seed=4)
    print(done)
    assert min(done.values()) > 500
