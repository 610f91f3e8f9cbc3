"""Restoring: what is there now is set aside, what still holds of a damaged journal is made once more."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from desktop.domain.edits import Verb
from desktop.domain.errors import BackupDamaged, PasswordWrong, StoreDamaged, StoreLocked
from desktop.review.desk import Desk
from desktop.store import Store, backups, connection, restoring, salvage
from desktop.store.backups import Backup, Reason
from tests.store import tampering
from tests.store.histories import SECRET


def contents(folder: Path, without: frozenset[str] = frozenset()) -> dict[str, list[tuple[object, ...]]]:
    """Return all tables of a store."""
    with tampering.opened(folder) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        plain = sorted({*names} - without)
        return {name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in plain}


@pytest.fixture
def folder(ready: Path, tmp_path: Path) -> Path:
    """Return a store with a backup and what came after it."""
    shutil.copytree(ready, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def backup(folder: Path) -> Backup:
    """Return the backup of the store."""
    return backups.listed(folder)[0]


def _truncate(folder: Path) -> None:
    """Lose the end of the database file, where the newest pages lie: SQLite refuses to open it."""
    with tampering.opened(folder) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    path = folder / "desk.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwrite(folder: Path) -> None:
    (folder / "desk.sqlite").write_bytes(b"?" * 8192)


def _forge(folder: Path) -> None:
    with tampering.opened(folder) as database, tampering.unguarded(database):
        database.execute("UPDATE journal SET actor = '赵' WHERE number = 7")


def _lose_claims(folder: Path) -> None:
    with tampering.opened(folder) as database:
        database.execute("DELETE FROM claims")


def test_restore_sets_aside_what_is_there(folder: Path, backup: Backup) -> None:
    now = contents(folder)
    restored = restoring.restore(folder, backup, "赵")
    assert restored.aside is not None
    assert restored.replayed is None
    aside = folder.parent / "looked at"
    shutil.copytree(restored.aside, aside)
    assert contents(aside) == now
    with Store.open(folder) as store:
        assert store.record(1).value("title") == "旧题"
        assert [entry.verb for entry in store.entries()] == [Verb.IMPORT, Verb.CORRECT, Verb.RECOVER]
        assert store.entries()[-1].actor == "赵"
        assert store.verify().ok
    assert [path.name for path in folder.glob("*.part")] == []


def test_undamaged_journal_is_made_once_more_to_the_last_byte(folder: Path, backup: Backup) -> None:
    before = contents(folder)
    assert restoring.forecast(folder, backup).left == 0
    assert contents(folder) == before
    restored = restoring.restore(folder, backup, "赵", replay=True)
    assert restored.replayed is not None
    assert (restored.replayed.left, restored.replayed.stopped) == (0, None)
    after = contents(folder)
    assert after["journal"][:-1] == sorted(after["journal"], key=repr)[:-1]
    recovered = [row for row in after.pop("journal") if row[3] != Verb.RECOVER.value]
    assert recovered == before.pop("journal")
    assert after == before
    with Store.open(folder) as store:
        Desk(store, "甲").people.prove("甲", SECRET)
        assert store.place(1) == 2
        assert store.verify().ok


@pytest.mark.parametrize(
    ("spoil", "why", "applied"),
    [
        pytest.param(_overwrite, "", 0, id="nothing readable"),
        pytest.param(_truncate, None, None, id="half the file"),
        pytest.param(_forge, "chain", 4, id="an entry forged"),
        pytest.param(_lose_claims, "data", 4, id="drawn claims lost"),
    ],
)
def test_damaged_store_goes_on_from_its_backup_as_far_as_it_holds(
    folder: Path, backup: Backup, spoil: Callable[[Path], None], why: str | None, applied: int | None
) -> None:
    spoil(folder)
    before = (folder / "desk.sqlite").read_bytes()
    expected = restoring.forecast(folder, backup)
    assert (folder / "desk.sqlite").read_bytes() == before
    restored = restoring.restore(folder, backup, "赵", replay=True)
    assert restored.replayed == expected
    if applied is not None:
        assert (expected.applied, expected.why, expected.known) == (applied, why, applied > 0)
    assert restored.aside is not None
    assert (restored.aside / "desk.sqlite").exists()
    with Store.open(folder) as store:
        assert store.verify().ok
        assert len(store.entries()) == backup.entries + expected.applied + 1 + (expected.applied > 10)


def test_password_whose_hash_is_lost_signs_nothing_until_it_is_set_anew(folder: Path, backup: Backup) -> None:
    with tampering.opened(folder) as database:
        database.execute("UPDATE person SET secret = 'x' WHERE name = '甲'")
    restoring.restore(folder, backup, "赵", replay=True)
    with Store.open(folder) as store:
        desk = Desk(store, "王")
        with pytest.raises(PasswordWrong):
            desk.people.prove("甲", SECRET)
        assert store.verify().ok
        desk.people.set_password("甲", SECRET)
        assert store.verify().ok


def test_changed_password_is_found(folder: Path) -> None:
    with tampering.opened(folder) as database:
        database.execute("UPDATE person SET secret = secret || ' ' WHERE secret != ''")
    with Store.open(folder) as store:
        assert ["口令" in fault.message_zh for fault in store.verify().faults] == [True]


def test_lost_source_files_come_back(folder: Path, backup: Backup) -> None:
    with Store.open(folder) as store:
        store.source_path(1).unlink()
        assert not store.verify().ok
    restoring.restore(folder, backup, "赵")
    with Store.open(folder) as store:
        assert store.verify().ok


def test_whole_store_comes_back_from_a_backup_elsewhere(folder: Path, tmp_path: Path) -> None:
    backup = backups.make(folder, Reason.ASKED, tmp_path / "U盘")
    shutil.rmtree(folder)
    restored = restoring.restore(folder, backups.read(backup.folder), "赵")
    assert restored.aside is None
    with Store.open(folder) as store:
        assert store.verify().ok
        assert store.record(1).value("title") == "新题"


def test_store_in_use_is_not_restored(folder: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(restoring, "BUSY_SECONDS", 0.05)
    with Store.open(folder) as store:
        with pytest.raises(StoreLocked):
            restoring.restore(folder, backup, "赵")
        before = len(store.entries())
        store.note(Verb.EXPORT, {}, "李")
        assert len(store.entries()) == before + 1
        assert store.verify().ok
    assert not (folder / "set-aside").exists()


def test_spoiled_backup_is_not_restored(folder: Path, backup: Backup) -> None:
    path = backup.folder / "desk.sqlite"
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(data)
    before = contents(folder)
    with pytest.raises(BackupDamaged):
        restoring.restore(folder, backup, "赵")
    assert contents(folder) == before


def test_backup_of_a_state_that_verify_refuses_is_not_put_in_place(folder: Path) -> None:
    with tampering.opened(folder) as database:
        database.execute("UPDATE record SET title = '改'")
    backup = backups.make(folder, Reason.ASKED)
    before = contents(folder)
    with pytest.raises(StoreDamaged):
        restoring.restore(folder, backup, "赵")
    assert contents(folder) == before


def test_log_of_the_old_database_never_meets_the_new_one(folder: Path, backup: Backup, tmp_path: Path) -> None:
    store = Store.open(folder)
    store.note(Verb.EXPORT, {"late": True}, "李")
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)  # as a killed program leaves it: with a log that is not empty
    store.close()
    assert (killed / "desk.sqlite-wal").stat().st_size
    moved = backups.read(killed / "backups" / backup.name)
    restoring.restore(killed, moved, "赵", replay=True)
    with Store.open(killed) as again:
        assert [entry.verb for entry in again.entries()[-2:]] == [Verb.EXPORT, Verb.RECOVER]
        assert again.verify().ok


@pytest.mark.parametrize("when", ["copied", "log removed"])
def test_restore_that_dies_in_the_middle_leaves_the_old_store(
    folder: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    before = contents(folder)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "sync_folder", die) if when == "copied" else monkeypatch.setattr("os.replace", die)
    with pytest.raises(KeyboardInterrupt):
        restoring.restore(folder, backup, "赵")
    monkeypatch.undo()
    assert contents(folder) == before
    with Store.open(folder) as store:
        assert store.verify().ok


def test_common_history_with_a_backup_is_counted(folder: Path, backup: Backup) -> None:
    late = backups.make(folder, Reason.CHANGES)
    with Store.open(folder) as store:
        assert store.timeline.shared_with(backup) == 2
    restoring.restore(folder, backup, "赵")
    with Store.open(folder) as store:
        assert store.timeline.shared_with(late) == 2
        assert store.timeline.shared_with(backup) == 2


def test_nothing_readable_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with salvage.remains(tmp_path) as found:
        assert (found.rows(), found.places(), found.secret("甲")) == ((), (), "")
    with pytest.raises(sqlite3.DatabaseError), tampering.opened(tmp_path) as database:
        database.execute("SELECT * FROM journal")


def _damage(path: Path, random: Random) -> None:
    """Do to a file what a failing medium does: noise over some pages, pages swapped, the end lost."""
    data = bytearray(path.read_bytes())
    pages = len(data) // 4096
    for _ in range(random.randint(1, 4)):
        page = random.randrange(pages) * 4096
        match random.randrange(4):
            case 0:
                data[page : page + 4096] = random.randbytes(4096)
            case 1:
                other = random.randrange(pages) * 4096
                data[page : page + 4096], data[other : other + 4096] = (
                    data[other : other + 4096],
                    data[page : page + 4096],
                )
            case 2:
                data[page + random.randrange(4096)] ^= random.randrange(1, 256)
            case 3:
                del data[max(page, 4096) :]
                pages = len(data) // 4096
    path.write_bytes(data)


def _restore_damaged(ready: Path, place: Path, seeds: range) -> tuple[int, int]:
    """Damage copies of a store at random and restore each; return how often that was needed, and what came back."""
    damaged = brought_back = 0
    for seed in seeds:
        folder = place / str(seed)
        shutil.copytree(ready, folder)
        with tampering.opened(folder) as database:
            database.execute("PRAGMA journal_mode = DELETE")
        _damage(folder / "desk.sqlite", Random(seed))
        backup = backups.listed(folder)[0]
        restored = restoring.restore(folder, backup, "赵", replay=True)
        assert restored.replayed is not None
        with Store.open(folder) as store:
            assert store.verify().faults == ()
            assert len(store.entries()) >= backup.entries + restored.replayed.applied + 1
        damaged += restored.replayed.left > 0 or not restored.replayed.known
        brought_back += restored.replayed.applied
        shutil.rmtree(folder)
    return damaged, brought_back


def test_whatever_the_damage_the_store_that_comes_back_is_sound(ready: Path, tmp_path: Path) -> None:
    _, brought_back = _restore_damaged(ready, tmp_path, range(8))
    assert brought_back > 0


@pytest.mark.long
def test_whatever_the_damage_in_the_long_run(ready: Path, tmp_path: Path) -> None:
    damaged, brought_back = _restore_damaged(ready, tmp_path, range(1000, 1300))
    assert damaged > 50
    assert brought_back > 300
