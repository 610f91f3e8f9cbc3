"""The register in the store: one transaction with the journal, rebuilt by replay, and no change unseen by verify."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.edits import Json, Verb
from desktop.domain.errors import RegisterStale, StoreDamaged, StoreReadOnly
from desktop.register import codec
from desktop.register.changes import ItemChange, RegisterStep
from desktop.register.entry import Origin, OriginKind, Said, Statement
from desktop.store import Store
from desktop.store.connection import DATABASE


def entering(number: int, title: str = "关于甲的办法") -> RegisterStep:
    origin = Origin(OriginKind.PERSON, "李敏登记", row=number)
    told = codec.statement_to_json(Statement(number, origin, {"title": Said(title, title)}), number)
    return RegisterStep(
        "登记一件",
        (ItemChange(codec.ENTRY, str(number), None, {}), ItemChange(codec.STATEMENT, str(number), None, told)),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as store:
        yield store


def test_a_step_and_its_entry_are_there_after_opening_again(store: Store) -> None:
    entry = store.register.apply(entering(1), "李敏")
    assert entry.verb is Verb.REGISTER
    with Store.open(store.folder) as again:
        number, register = again.register.content()
        assert (number, list(register.entries)) == (entry.number, [1])
        assert again.verify().ok


def test_what_another_program_enters_is_seen(store: Store) -> None:
    store.register.apply(entering(1), "李敏")
    assert len(store.register.content()[1].entries) == 1
    with Store.open(store.folder) as other:
        other.register.apply(entering(2), "王远")
    assert list(store.register.content()[1].entries) == [1, 2]


def test_a_step_is_made_whole_or_not_at_all(store: Store) -> None:
    store.register.apply(entering(1), "李敏")
    double = RegisterStep("错", (ItemChange(codec.ENTRY, "2", None, {}), ItemChange(codec.ENTRY, "1", None, {})))
    with pytest.raises(RegisterStale):
        store.register.apply(double, "李敏")
    wrong: tuple[tuple[str, str, Json], ...] = (("surprise", "3", {}), ("entry", "3", {"no": 1}), ("entry", "x", {}))
    for kind, key, data in wrong:
        bad = RegisterStep("错", (ItemChange(codec.ENTRY, "2", None, {}), ItemChange(kind, key, None, data)))
        with pytest.raises((ValueError, KeyError, TypeError)):
            store.register.apply(bad, "李敏")
    assert list(store.register.content()[1].entries) == [1]
    assert len(store.entries()) == 1
    assert store.verify().ok


def test_a_store_that_is_read_only_keeps_its_register(store: Store) -> None:
    store.register.apply(entering(1), "李敏")
    with Store.open(store.folder, read_only=True) as closed:
        assert list(closed.register.content()[1].entries) == [1]
        with pytest.raises(StoreReadOnly):
            closed.register.apply(entering(2), "李敏")


TAMPERING = [
    ("UPDATE register SET value = '{\"normative\":false}' WHERE kind = 'entry'", "台账第 1 件与日志不符"),
    ("DELETE FROM register WHERE kind = 'statement'", "来源记载与日志不符"),
    ("INSERT INTO register VALUES ('entry', '9', '{}')", "台账第 9 件与日志不符"),
]


@pytest.mark.parametrize(("statement", "told"), TAMPERING)
def test_what_the_journal_does_not_tell_is_found(store: Store, statement: str, told: str) -> None:
    store.register.apply(entering(1), "李敏")
    connection = sqlite3.connect(store.folder / DATABASE)
    with connection:
        connection.execute(statement)
    connection.close()
    assert [fault.message_zh for fault in store.verify().faults if told in fault.message_zh]


def test_a_list_that_is_gone_or_changed_is_found(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("标题\n关于甲的办法\n", "utf-8")
    evidence = store.keep_evidence(path)
    origin = Origin(OriginKind.LIST, path.name, row=2, file=evidence.sha256)
    told = codec.statement_to_json(Statement(1, origin, {"title": Said("甲", "甲")}), 1)
    step = RegisterStep("导入", (ItemChange("entry", "1", None, {}), ItemChange("statement", "1", None, told)))
    store.register.apply(step, "李敏")
    assert store.verify().ok
    kept = store.evidence_path(evidence)
    kept.chmod(0o600)
    kept.write_text("标题\n另一件\n", "utf-8")
    assert [fault.message_zh for fault in store.verify().faults] == ["台账的清单“清单.csv”被改动"]
    kept.unlink()
    assert "无法读取" in store.verify().faults[0].message_zh


def test_damaged_items_are_named_as_damage(store: Store) -> None:
    store.register.apply(entering(1), "李敏")
    connection = sqlite3.connect(store.folder / DATABASE)
    with connection:
        connection.execute("UPDATE register SET value = '[]' WHERE kind = 'statement'")
    connection.close()
    with Store.open(store.folder) as again, pytest.raises(StoreDamaged):
        again.register.content()
