"""What the world does to a store: each fault has its name, and nothing that was kept is lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.edits import Change, Step, Verb
from desktop.domain.errors import (
    DiskFull,
    StoreDamaged,
    StoreError,
    StoreForbidden,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
    StoreReplaced,
    StoreTooNew,
)
from desktop.store import Store, connection
from tests.store import samples, tampering

ROOT = Path(__file__).parents[2]
MARK = Step(Verb.MARK, (Change(1, "disclosure", None, "主动公开"),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with Store.open(folder) as store:
        store.add_source(samples.issue(), samples.raw(samples.issue()), "李")
    return folder


def test_missing_store_is_made_only_when_asked(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(StoreMissing):
            Store.open(tmp_path / "none", create=read_only, read_only=read_only)
    assert list(tmp_path.iterdir()) == []


def test_store_is_made_with_the_folders_above(tmp_path: Path) -> None:
    with Store.open(tmp_path / "资料 库" / "甲#1?") as store:
        assert store.queue() == ()
        assert store.writable


def test_half_made_store_is_finished(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").touch()
    with Store.open(tmp_path) as store:
        assert store.verify().ok


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("x")
    with pytest.raises(StoreDamaged):
        Store.open(tmp_path / "store")


def test_folder_in_place_of_the_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").mkdir()
    with pytest.raises(StoreDamaged):
        Store.open(tmp_path)


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _another(path: Path) -> None:
    path.unlink()
    with tampering.opened(path.parent) as database:
        database.execute("CREATE TABLE book (title)")


def _without_tables(path: Path) -> None:
    with tampering.opened(path.parent) as database:
        database.execute("DROP TABLE touched")


@pytest.mark.parametrize("spoil", [_noise, _half, _another, _without_tables])
@pytest.mark.parametrize("read_only", [False, True])
def test_damaged_store_is_refused_and_left_alone(folder: Path, spoil: Callable[[Path], None], read_only: bool) -> None:
    spoil(folder / "desk.sqlite")
    before = (folder / "desk.sqlite").read_bytes()
    with pytest.raises(StoreDamaged), Store.open(folder, read_only=read_only) as store:
        store.queue()
    assert (folder / "desk.sqlite").read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_newer_store_is_refused_and_left_alone(folder: Path, read_only: bool) -> None:
    with tampering.opened(folder) as database:
        database.execute("PRAGMA user_version = 99")
    before = (folder / "desk.sqlite").read_bytes()
    with pytest.raises(StoreTooNew):
        Store.open(folder, read_only=read_only)
    assert (folder / "desk.sqlite").read_bytes() == before


def test_broken_text_in_a_row_is_damage(folder: Path) -> None:
    with tampering.opened(folder) as database:
        database.execute("UPDATE record SET title = CAST(x'ff41' AS TEXT)")
        database.execute("UPDATE parsed_record SET data = '{}'")
    with Store.open(folder) as store:
        with pytest.raises(StoreDamaged):
            store.queue()
        with pytest.raises(StoreDamaged):
            store.record(1)


def test_a_column_whose_name_is_spoilt_is_damage(folder: Path) -> None:
    with tampering.opened(folder) as database:
        database.execute("ALTER TABLE record RENAME COLUMN title TO titl_")
    with Store.open(folder) as store, pytest.raises(StoreDamaged, match="title"):
        store.queue()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)


@pytest.mark.usefixtures("impatient")
def test_locked_store_can_be_read_and_written_later(folder: Path) -> None:
    with Store.open(folder) as store:
        with tampering.opened(folder) as other:
            other.execute("BEGIN IMMEDIATE")
            assert len(store.queue()) == 2
            with pytest.raises(StoreLocked):
                store.apply(MARK, "李")
            with pytest.raises(StoreLocked):
                store.add_source(samples.issue("另"), samples.raw(samples.issue("另")), "李")
            with pytest.raises(StoreLocked):
                store.set_place(1, 1)
            other.execute("ROLLBACK")
        assert store.apply(MARK, "李").number == 2
        assert store.verify().ok


@pytest.mark.usefixtures("impatient")
def test_exclusively_locked_store_is_named_on_opening(folder: Path) -> None:
    with tampering.opened(folder) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLocked):
            Store.open(folder)


def test_full_disk_loses_nothing(folder: Path) -> None:
    with Store.open(folder) as store:
        store.apply(MARK, "李")
        database = store._writer.database.conn if store._writer else None  # the only way to a small disk for everyone
        assert database is not None
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")
        large = samples.issue("长" * 100_000)
        with pytest.raises(DiskFull):
            store.add_source(large, samples.raw(large), "李")
        database.execute("PRAGMA max_page_count = 1000000")
        assert len(store.queue()) == 2
        assert store.verify().ok
        store.add_source(large, samples.raw(large), "李")
        assert len(store.queue()) == 4
        assert store.verify().ok


def test_database_taken_away_while_open_is_noticed_before_writing(folder: Path) -> None:
    with Store.open(folder) as store:
        shutil.copytree(folder, folder.with_name("copy"))
        shutil.rmtree(folder)
        shutil.copytree(folder.with_name("copy"), folder)
        with pytest.raises(StoreReplaced):
            store.apply(MARK, "李")


def test_read_only_opening_refuses_every_write(folder: Path) -> None:
    with Store.open(folder, read_only=True) as store:
        assert not store.writable
        assert len(store.queue()) == 2
        with pytest.raises(StoreReadOnly):
            store.apply(MARK, "李")
        with pytest.raises(StoreReadOnly):
            store.add_source(samples.issue("另"), samples.raw(samples.issue("另")), "李")
        with pytest.raises(StoreReadOnly):
            store.set_place(1, 1)
        with pytest.raises(StoreReadOnly):
            store.note(Verb.EXPORT, {}, "李")
        assert store.verify().ok


def test_two_windows_see_each_other(folder: Path) -> None:
    with Store.open(folder) as one, Store.open(folder) as other:
        one.apply(MARK, "李")
        other.apply(MARK.inverse(), "王")
        assert one.record(1).disclosure is None
        assert one.verify().ok


def test_abandoned_copies_of_source_files_are_cleared(folder: Path) -> None:
    old, fresh = folder / "sources" / "tmpold.part", folder / "sources" / "tmpnew.part"
    old.touch()
    fresh.touch()
    os.utime(old, (0, 0))
    Store.open(folder).close()
    assert not old.exists()
    assert fresh.exists()


_WRITE_AS_NOBODY = """
import os, sys
from pathlib import Path
from desktop.domain.edits import *
from desktop.domain.errors import *
from desktop.store import Store, schema
schema.expected_definitions()  # loads what the check needs while it may be read
os.setgid(65534)
os.setuid(65534)
try:
    with Store.open(Path(sys.argv[1])) as store:
        print(len(store.queue()), store.writable, store.verify().ok)
        store.apply(Step(Verb.MARK, (Change(1, "disclosure", None, "主动公开"),)), "李")
        print("written")
except StoreError as error:
    print(type(error).__name__)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a store that another user can reach."""
    place = Path(tempfile.mkdtemp(dir="/tmp" if os.name == "posix" else None))
    place.chmod(0o755)
    with Store.open(place / "store") as store:
        store.add_source(samples.issue(), samples.raw(samples.issue()), "李")
    yield place / "store"
    shutil.rmtree(place)


def _as_other_user(folder: Path) -> list[str]:
    """Return what another user's program says of a store."""
    done = subprocess.run(
        [sys.executable, "-c", _WRITE_AS_NOBODY, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


needs_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can become a user who may not write"
)


@needs_root
@pytest.mark.parametrize("log", [False, True], ids=["closed cleanly", "with a write-ahead log"])
def test_store_of_another_user_can_be_read(open_folder: Path, log: bool) -> None:
    for path in (open_folder, *open_folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    holder = sqlite3.connect(open_folder / "desk.sqlite")
    if log:
        holder.execute("INSERT OR REPLACE INTO place VALUES (1, 1)")
        holder.commit()
        for path in open_folder.glob("desk.sqlite-*"):
            path.chmod(0o644)
    try:
        assert _as_other_user(open_folder) == ["2 False True", "StoreReadOnly"]
    finally:
        holder.close()


@needs_root
def test_private_store_is_closed_to_another_user(open_folder: Path) -> None:
    assert _as_other_user(open_folder)[0] in (StoreForbidden.__name__, StoreMissing.__name__)


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from desktop.domain.errors import *
from desktop.store import Store
from tests.store import samples
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store.open(Path(sys.argv[1])) as store:
    size = (Path(sys.argv[1]) / "desk.sqlite").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, resource.RLIM_INFINITY))
    kept = 0
    try:
        while True:
            parsed = samples.issue(str(kept) * 3000)
            store.add_source(parsed, samples.raw(parsed), "李")
            kept += 1
    except StoreError as error:
        print(type(error).__name__)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(kept, len(store.queue()) // 2 - 1, store.verify().ok)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="this system has no limit on the size of files")
def test_limit_on_file_size_loses_nothing(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    fault, counts = done.stdout.splitlines()
    kept, found, sound = counts.split()
    assert issubclass(getattr(sys.modules["desktop.domain.errors"], fault), StoreError)
    assert int(kept) > 0
    assert (kept, sound) == (found, "True")
    with Store.open(folder) as store:
        assert store.verify().ok
