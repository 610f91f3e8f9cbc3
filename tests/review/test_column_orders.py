"""Orders of columns belong to the office: everybody sees them, the journal tells of them, and the check proves them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.edits import Verb
from desktop.export.columns import COLUMN
from desktop.review.columns import ColumnOrder, keys_of
from desktop.review.desk import Desk
from desktop.store import Store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store") as store:
        yield Desk(store, "李")


def test_a_saved_order_is_there_for_everybody_and_journalled(desk: Desk) -> None:
    entry = desk.columns.save(" 公开  目录 ", ["serial", "title"])
    assert entry is not None
    assert (entry.verb, entry.actor) == (Verb.COLUMNS, "李")
    assert Desk(desk.store, "王").columns.orders() == (ColumnOrder("公开 目录", ("serial", "title")),)
    assert desk.columns.save("公开 目录", ["serial", "title"]) is None
    assert desk.columns.named("公开 目录").keys == ("serial", "title")
    assert desk.verify().ok


def test_an_order_is_replaced_and_removed_by_its_name(desk: Desk) -> None:
    desk.columns.save("甲", ["title"])
    desk.columns.save("乙", ["date"])
    desk.columns.save("甲", ["date", "title"])
    assert {order.name: order.keys for order in desk.columns.orders()} == {"甲": ("date", "title"), "乙": ("date",)}
    desk.columns.remove("甲")
    assert [order.name for order in desk.columns.orders()] == ["乙"]
    assert desk.verify().ok
    with pytest.raises(KeyError):
        desk.columns.remove("甲")


@pytest.mark.parametrize(
    ("name", "keys", "error"),
    [
        ("甲", ["nothing"], KeyError),
        ("甲", [], ValueError),
        ("甲", ["title", "title"], ValueError),
        (" ", ["title"], ValueError),
        ("长" * 41, ["title"], ValueError),
    ],
)
def test_what_makes_no_sense_is_not_saved(desk: Desk, name: str, keys: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        desk.columns.save(name, keys)
    assert desk.columns.orders() == ()


def test_an_order_that_was_changed_behind_the_journal_is_found(desk: Desk) -> None:
    desk.columns.save("甲", ["title"])
    with sqlite3.connect(desk.store.folder / "desk.sqlite") as database:
        database.execute("UPDATE setting SET value = '{\"甲\":[\"date\"]}' WHERE name = 'columns'")
    database.close()
    assert [fault.message_zh for fault in desk.verify().faults] == ["目录栏目次序“甲”与日志不符"]


def test_columns_of_another_version_are_left_out(desk: Desk) -> None:
    desk.store.set_column_order("甲", ["title", "later"], "李")
    assert desk.columns.named("甲").keys == ("title",)


@pytest.mark.parametrize("between", [",", "，", "、", " ; "])
def test_typed_columns_are_known_by_heading_and_key(between: str) -> None:
    assert keys_of(between.join(("序号", "title", "成文日期"))) == ("serial", "title", "date")


def test_every_heading_names_its_column() -> None:
    assert keys_of(",".join(column.label for column in COLUMN.values())) == tuple(COLUMN)
