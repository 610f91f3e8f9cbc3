"""What the world does to a store that is open: clocks, permissions, files that go."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.edits import Change, Step, Verb
from desktop.domain.errors import StoreReplaced
from desktop.store import Store, backups, journal
from desktop.store.backups import Reason
from tests.store import samples

ROOT = Path(__file__).parents[2]
MARK = Step(Verb.MARK, (Change(1, "disclosure", None, "主动公开"),))


class Clock(datetime):
    """A clock that runs backwards, an hour at each look."""

    looks = 0

    @classmethod
    def now(cls, _zone: object = None) -> datetime:  # type: ignore[override]
        cls.looks += 1
        return datetime(2026, 11, 21, tzinfo=UTC) - timedelta(hours=cls.looks)


def test_clock_that_is_set_back_confuses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "datetime", Clock)
    monkeypatch.setattr(backups, "datetime", Clock)
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        first = backups.make(store.folder, Reason.START)
        store.apply(MARK, "李")
        second = backups.make(store.folder, Reason.START)
        store.apply(MARK.inverse(), "李")
        times = [entry.at for entry in store.entries()]
        assert times == sorted(times, reverse=True)
        assert [entry.number for entry in store.entries()] == [1, 2, 3]
        assert store.record(1).disclosure is None
        assert backups.listed(store.folder) == (second, first)
        assert store.verify().ok


@pytest.mark.skipif(os.name != "posix", reason="Windows lets no open file be moved")
def test_file_that_is_removed_while_open_is_noticed_before_anything_is_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with Store.open(folder) as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        kept = backups.make(folder, Reason.START)
        (folder / "desk.sqlite").unlink()
        with pytest.raises(StoreReplaced):
            store.apply(MARK, "李")
        assert len(store.queue()) == 2  # what was loaded can still be looked at
    assert backups.listed(folder) == (kept,)


_LOSE_PERMISSION = """
import os, sys
from pathlib import Path
from desktop.domain.edits import *
from desktop.domain.errors import *
from desktop.store import Store, schema
from tests.store import samples
schema.expected_definitions()
folder = Path(sys.argv[1])
os.setgid(65534)
os.setuid(65534)
store = Store.open(folder)
parsed = samples.issue()
store.add_source(parsed, samples.raw(parsed), "李")
for path in (folder / "sources", folder):
    path.chmod(0o500)
other = samples.issue("另")
try:
    store.add_source(other, samples.raw(other), "李")
except StoreError as error:
    print(type(error).__name__)
store.close()
(folder / "desk.sqlite").chmod(0o400)
with Store.open(folder) as again:
    print(again.writable, len(again.queue()))
    try:
        again.apply(Step(Verb.MARK, (Change(1, "disclosure", None, "主动公开"),)), "李")
    except StoreError as error:
        print(type(error).__name__)
(folder / "desk.sqlite").chmod(0o600)
for path in (folder, folder / "sources"):
    path.chmod(0o700)
with Store.open(folder) as again:
    again.add_source(other, samples.raw(other), "李")
    print(len(again.queue()), again.verify().ok)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become a user who may not write")
def test_permission_that_is_lost_while_open_is_named_and_work_goes_on_when_it_is_back() -> None:
    place = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        os.chown(place, 65534, 65534)
        done = subprocess.run(
            [sys.executable, "-c", _LOSE_PERMISSION, str(place / "store")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        assert done.stdout.split() == ["StoreForbidden", "False", "2", "StoreReadOnly", "4", "True"]
    finally:
        shutil.rmtree(place)
