"""Backups: one sound state, however busy the store; what is not needed goes, and only that."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.edits import Change, Step, Verb
from desktop.domain.errors import BackupDamaged, DiskFull, StoreDamaged
from desktop.review.desk import Desk
from desktop.store import Store, backup_copy, backups, restoring
from desktop.store.backups import Backup, Reason
from tests.store import samples, tampering

MARK = Step(Verb.MARK, (Change(1, "disclosure", None, "主动公开"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        yield store


def test_backup_holds_the_store_as_it_stands(store: Store) -> None:
    store.apply(MARK, "李")
    made = backups.make(store.folder, Reason.START)
    assert (made.entries, made.head, made.records) == (*store.timeline.head(), 2)
    assert backups.listed(store.folder) == (made,)
    backups.check(made)
    assert backups.shared(store._reader._connection, made) == 2
    assert backups.source_file(made, samples.issue().source.sha256) is not None


def test_backup_elsewhere_is_a_store_of_its_own(store: Store, tmp_path: Path) -> None:
    made = backups.make(store.folder, Reason.ASKED, tmp_path / "U盘")
    assert backups.listed(store.folder) == ()
    with Store.open(made.folder, create=False) as other:
        assert other.queue() == store.queue()
        assert other.verify().ok
    store.source_path(1).write_bytes(b"?")  # its source files share nothing with those of the store
    with Store.open(made.folder) as other:
        assert other.verify().ok


def test_source_file_takes_no_room_a_second_time(store: Store) -> None:
    made = backups.make(store.folder, Reason.START)
    kept = backups.source_file(made, samples.issue().source.sha256)
    assert kept is not None
    assert kept.samefile(store.source_path(1))


def test_damaged_source_file_never_enters_a_backup(store: Store) -> None:
    first = backups.make(store.folder, Reason.START)
    other = samples.issue("另")
    store.add_source(other, samples.raw(other), "李")
    store.source_path(2).write_bytes(b"?")
    second = backups.make(store.folder, Reason.CHANGES)
    assert second.files == first.files


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile's folders private by itself")
def test_only_the_owner_may_read_a_backup(store: Store, tmp_path: Path) -> None:
    backups.make(store.folder, Reason.START)
    place = backups.make(store.folder, Reason.ASKED, tmp_path / "out").folder
    for path in (*store.folder.rglob("*"), place, *place.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_backup_is_one_state_although_others_write_meanwhile(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        parsed = samples.issue(f"{number}" * 500)
        store.add_source(parsed, samples.raw(parsed), "李")
    monkeypatch.setattr(backup_copy, "_PAGES", 1)
    before, turns = store.timeline.head(), []

    def write_in_between() -> bool:
        if len(turns) < 400:
            store.note(Verb.EXPORT, {"turn": len(turns)}, "王")
        turns.append(0)
        assert len(turns) < 5000, "the copy begins anew with every change"
        return False

    made = backups.make(store.folder, Reason.CHANGES, stopped=write_in_between)
    assert len(turns) > 100
    assert (made.entries, made.head) == before
    backups.check(made)


def test_backup_that_is_stopped_leaves_nothing(store: Store) -> None:
    with pytest.raises(backups.Abandoned):
        backups.make(store.folder, Reason.START, stopped=lambda: True)
    assert [path for path in (store.folder / "backups").rglob("*") if "sources" not in path.parts] == []


def test_backup_never_takes_the_last_room(store: Store) -> None:
    with pytest.raises(DiskFull):
        backups.make(store.folder, Reason.START, spare=1 << 60)
    assert backups.listed(store.folder) == ()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET actor = '赵' WHERE number = 2",
        "DELETE FROM journal WHERE number = 1",
        "UPDATE journal SET previous = hash WHERE number = 2",
    ],
)
def test_damaged_store_is_not_backed_up_and_older_backups_stay(store: Store, sql: str) -> None:
    good = backups.make(store.folder, Reason.START)
    store.apply(MARK, "李")
    with tampering.opened(store.folder) as connection, tampering.unguarded(connection):
        connection.execute(sql)
    with pytest.raises(StoreDamaged):
        backups.make(store.folder, Reason.CHANGES)
    assert backups.listed(store.folder) == (good,)


def test_broken_page_is_found_before_the_backup_counts(store: Store) -> None:
    with tampering.opened(store.folder) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'review'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    with (store.folder / "desk.sqlite").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 64)
    with pytest.raises(StoreDamaged):
        backups.make(store.folder, Reason.START)
    assert backups.listed(store.folder) == ()


@pytest.mark.parametrize("spoil", ["byte", "cut", "gone", "manifest", "empty"])
def test_spoiled_backup_is_noticed(store: Store, spoil: str) -> None:
    made = backups.make(store.folder, Reason.START)
    path = made.folder / ("backup.json" if spoil in ("manifest", "empty") else "desk.sqlite")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    match spoil:
        case "byte":
            path.write_bytes(data)
        case "cut":
            path.write_bytes(data[:-4096])
        case "gone":
            path.unlink()
        case "manifest":
            path.write_bytes(b"[]")
        case "empty":
            path.write_bytes(b"")
    with pytest.raises(BackupDamaged):
        backups.check(backups.read(made.folder))


def _of(day: datetime, serial: int, reason: Reason = Reason.CHANGES) -> Backup:
    return Backup(Path(f"/{serial}"), serial, day.isoformat(), reason, 1, "", 1, 1, 1, "", ())


def test_rotation_keeps_the_newest_and_the_last_of_days_and_weeks() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
    known = [_of(now - timedelta(hours=6 * back), 1000 - back) for back in range(4 * 60)]
    kept = sorted((datetime.fromisoformat(one.at) for one in backups._kept(known)), reverse=True)
    assert kept[:5] == [now - timedelta(hours=6 * back) for back in range(5)]
    days = {at.astimezone().date() for at in kept}
    assert {now.astimezone().date() - timedelta(days=back) for back in range(7)} <= days
    assert len({at.astimezone().isocalendar()[:2] for at in kept}) == 4
    assert len(kept) <= 16


def test_rotation_keeps_what_a_person_asked_for() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    known = [_of(now, 100 - back) for back in range(30)]
    asked = [_of(now - timedelta(days=900), 3, Reason.ASKED), _of(now - timedelta(days=901), 2, Reason.MIGRATION)]
    assert {*asked} <= backups._kept([*known, *asked])


def test_rotation_goes_by_the_order_of_making_not_by_the_clock() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    newest = _of(now - timedelta(days=4000), 50)  # the clock was set back
    known = [newest, *(_of(now, 40 - back) for back in range(20))]
    assert newest in backups._kept(known)


def test_removed_backups_take_their_source_files_along(store: Store) -> None:
    first = backups.make(store.folder, Reason.START)
    for _ in range(8):
        backups.make(store.folder, Reason.CHANGES)
    assert first in backups.rotate(store.folder)
    assert first not in backups.listed(store.folder)
    pool = store.folder / "backups" / "sources"
    assert len(list(pool.iterdir())) == 1
    backups.remove(store.folder, backups.listed(store.folder))
    assert list(pool.iterdir()) == []
    assert store.verify().ok


def test_leftovers_of_a_killed_backup_are_cleared_at_the_next_start(store: Store) -> None:
    old, fresh = store.folder / "backups" / "00001-x.part", store.folder / "restore-y.part"
    for place in (old, fresh):
        place.mkdir(parents=True)
        (place / "desk.sqlite").write_bytes(b"half")
    os.utime(old, (0, 0))
    Store.open(store.folder).close()
    assert not old.exists()
    assert fresh.exists()
    assert backups.listed(store.folder) == ()


def test_two_programs_back_up_at_once(store: Store) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(3):
                backups.make(store.folder, Reason.START)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(backups.listed(store.folder)) == 9


def test_nothing_of_former_states_stays_when_they_are_destroyed(store: Store) -> None:
    backups.make(store.folder, Reason.START)
    store.close()
    restoring.restore(store.folder, backups.listed(store.folder)[0], "李")
    backups.destroy(store.folder)
    assert not (store.folder / "backups").exists()
    assert not (store.folder / "set-aside").exists()
    with Store.open(store.folder) as again:
        assert again.verify().ok
        assert backups.make(store.folder, Reason.START).serial == 1


def test_removed_text_stays_in_no_backup(store: Store) -> None:
    secret = "云川市人民政府关于李青禾等任免职务的通知"
    desk = Desk(store, "李")
    desk.backups.make(Reason.START)
    desk.correct(2, "genre", "通知")
    assert found_in(store.folder, secret)
    store.expunge(2, "移交", "李")
    assert desk.backups.forget()
    assert desk.backups.due()
    desk.backups.make(Reason.START)
    assert found_in(store.folder, secret) == []


def found_in(folder: Path, text: str) -> list[str]:
    """Return the files under a folder that hold a text."""
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]
