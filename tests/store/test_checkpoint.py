"""A checkpoint kept elsewhere shows that the newest entries were cut off, or that the history was written anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from desktop.domain.edits import Change, Step, Verb
from desktop.domain.errors import CheckpointDamaged
from desktop.store import Store, checkpoint
from desktop.store.checkpoint import Checkpoint
from tests.store import samples, tampering
from tests.store.histories import cheap_passwords

SECRET = "青岭-2026-云川"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_passwords(monkeypatch)


def fill(folder: Path, title: str = "新题") -> None:
    with Store.open(folder) as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        for number in range(5):
            before = store.record(1).corrections.get("title")
            value = {"value": before.value, "spans": []} if before is not None else None
            after = {"value": f"{title}{number}", "spans": []}
            store.apply(Step(Verb.CORRECT, (Change(1, "field:title", value, after),)), "王")  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "store")
    return tmp_path / "store"


def taken(folder: Path) -> Checkpoint:
    with Store.open(folder) as store:
        return store.timeline.checkpoint("李")


def faults(folder: Path, kept: Checkpoint) -> list[tuple[int | None, str]]:
    with Store.open(folder) as store:
        assert store.verify().ok
        return [(fault.entry_number, fault.message_zh) for fault in store.timeline.differs_from(kept)]


def test_store_that_went_on_still_fits(folder: Path) -> None:
    kept = taken(folder)
    assert (kept.number, kept.sources, kept.records) == (6, 1, 2)
    with Store.open(folder) as store:
        store.note(Verb.EXPORT, {}, "李")
    assert faults(folder, kept) == []


def test_cut_off_entries_are_noticed_although_all_else_fits(folder: Path, tmp_path: Path) -> None:
    early = tmp_path / "early"
    shutil.copytree(folder, early)
    with Store.open(folder) as store:
        store.note(Verb.EXPORT, {}, "李")
        store.note(Verb.EXPORT, {}, "李")
    kept = taken(folder)
    ((entry, words),) = faults(early, kept)  # an older copy put back is sound by itself
    assert entry == 7
    assert "最新的 2 条不见了" in words


def test_history_written_anew_is_noticed(folder: Path, tmp_path: Path) -> None:
    kept = taken(folder)
    fill(tmp_path / "forged", "假题")
    ((entry, words),) = faults(tmp_path / "forged", kept)
    assert entry == 1
    assert "换过" in words


def test_history_that_branches_off_is_noticed(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    for place, actor in ((folder, "李"), (other, "赵")):
        with Store.open(place) as store:
            store.note(Verb.EXPORT, {}, actor)
    ((entry, words),) = faults(other, taken(folder))
    assert entry == 7
    assert "换过" in words


def test_checkpoint_of_an_empty_store_fits_any_journal(tmp_path: Path, folder: Path) -> None:
    Store.open(tmp_path / "empty").close()
    assert faults(folder, taken(tmp_path / "empty")) == []


def test_file_comes_back_with_its_signature(folder: Path, tmp_path: Path) -> None:
    kept = checkpoint.signed(taken(folder), "甲", SECRET)
    path = tmp_path / "存证.json"
    path.write_text(checkpoint.to_text(kept), encoding="utf-8")
    back = checkpoint.read(path)
    assert replace(back, path=None) == kept
    assert checkpoint.is_signed_under(back, SECRET)
    assert not checkpoint.is_signed_under(back, f"{SECRET} ")
    assert not checkpoint.is_signed_under(replace(back, number=5), SECRET)
    assert not checkpoint.is_signed_under(taken(folder), SECRET)


def test_fingerprint_is_short_and_tells_every_change(folder: Path) -> None:
    kept = taken(folder)
    assert [len(group) for group in kept.fingerprint.split()] == [4] * 8
    changes: dict[str, object] = {
        "number": 7,
        "hash": "0" * 64,
        "first": "1" * 64,
        "at": "",
        "actor": "赵",
        "sources": 2,
    }
    for name, value in changes.items():
        assert replace(kept, **{name: value}).fingerprint != kept.fingerprint  # type: ignore[arg-type]
    assert checkpoint.signed(kept, "甲", SECRET).fingerprint != kept.fingerprint


def test_every_changed_byte_of_the_file_is_noticed(folder: Path, tmp_path: Path) -> None:
    kept = checkpoint.signed(taken(folder), "甲", SECRET)
    text = checkpoint.to_text(kept).encode()
    path, random = tmp_path / "c.json", Random(3)
    changed = 0
    for place in range(len(text)):
        data = bytearray(text)
        data[place] ^= random.randrange(1, 128)
        path.write_bytes(data)
        try:
            found = checkpoint.read(path)
        except CheckpointDamaged:
            continue
        # What the fingerprint does not cover: blanks, and the signature, which then does not fit.
        assert replace(found, path=None, signature=kept.signature) == kept
        if found.signature != kept.signature:
            changed += 1
            assert changed % 10 or not checkpoint.is_signed_under(found, SECRET)  # some, for each takes long
    assert changed > 20


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: [],
        lambda data: {**data, "format": "x"},
        lambda data: {**data, "number": -1},
        lambda data: {**data, "number": True},
        lambda data: {**data, "number": data["number"] - 1},
        lambda data: {**data, "hash": None},
        lambda data: {**data, "signature": "x", "signed_by": "甲"},
        lambda data: {**data, "signature": {"salt": "zz", "mac": ""}, "signed_by": "甲"},
        lambda data: {key: data[key] for key in data if key != "at"},
    ],
)
def test_other_files_are_no_checkpoints(
    folder: Path, tmp_path: Path, spoil: Callable[[dict[str, object]], object]
) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(spoil(json.loads(checkpoint.to_text(taken(folder))))), encoding="utf-8")
    with pytest.raises(CheckpointDamaged):
        checkpoint.read(path)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[" * 50_000, b"{}", b"null", b" " * 200_000])
def test_hostile_files_are_no_checkpoints(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(raw)
    with pytest.raises(CheckpointDamaged):
        checkpoint.read(path)


def test_checkpoint_says_nothing_against_a_chain_that_verify_refuses(folder: Path) -> None:
    """Each finds its own: an entry changed in the middle is the chain's matter."""
    kept = taken(folder)
    with tampering.opened(folder) as database, tampering.unguarded(database):
        database.execute("UPDATE journal SET actor = '赵' WHERE number = 3")
    with Store.open(folder) as store:
        assert store.timeline.differs_from(kept) == ()
        assert store.verify().first_broken_entry == 3
