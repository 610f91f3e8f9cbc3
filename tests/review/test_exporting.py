"""Only approved records leave the desk, whole or not at all, and never without a journal entry."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.errors import ExportFailed, StoreReadOnly
from desktop.domain.queue import QueueFilter
from desktop.export import FORMATS
from desktop.review.desk import Desk
from desktop.review.exporting import ApprovedRows
from desktop.store import Store
from tests.helpers.secret_records import make_secret
from tests.store import samples


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with the records 1 to 4, of which 1 and 4 are approved by two people."""
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李")
        for extra in ("", "另"):
            parsed = samples.issue(extra)
            store.add_source(parsed, samples.raw(parsed), "李")
        desk.mark([1, 2, 3, 4], Disclosure.PROACTIVE)
        desk.approve([1])
        desk.correct(4, "title", "王核准的题")
        desk.actor = "王"
        desk.approve([4])
        yield desk


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_rows_tell_what_counts_and_who_approved(desk: Desk) -> None:
    first, second = ApprovedRows(desk.store)
    assert (first.record_id, first.number, first.source, first.issue, first.pages) == (
        1,
        1,
        "yunchuan-2026-01.txt",
        "云川市人民政府公报 2026年第1期（总第61期）",
        "1-2",
    )
    assert (first.disclosure, first.approved_by, second.approved_by) == ("主动公开", "李", "王")
    assert (second.record_id, second.number, second.values["title"]) == (4, 2, "王核准的题")
    assert first.approved_at == desk.store.entries()[3].at


def test_rows_of_one_source(desk: Desk) -> None:
    assert [row.record_id for row in ApprovedRows(desk.store, QueueFilter(2))] == [4]


def test_approval_that_was_undone_and_redone_belongs_to_who_redid_it(desk: Desk) -> None:
    desk.undo()
    assert [row.record_id for row in ApprovedRows(desk.store)] == [1]
    desk.actor = "赵"
    desk.redo()
    assert [row.approved_by for row in ApprovedRows(desk.store)] == ["李", "赵"]


FILES = [one.key for one in FORMATS.values() if not one.is_folder]
COUNTED_OTHERWISE = {"appointments": 1, "appointments-csv": 1, "tables": 1}


@pytest.mark.parametrize("format", FILES)
def test_export_is_journalled_with_its_digest(desk: Desk, out: Path, format: str) -> None:
    path = out / f"核准.{FORMATS[format].ending}"
    report = desk.export(format, path)
    count = COUNTED_OTHERWISE.get(format, 2)
    assert (report.count, report.records, report.path, report.secret) == (count, 2, path, 0)
    entry = desk.store.entries()[-1]
    assert entry.verb is Verb.EXPORT
    assert entry.payload == {
        "format": format,
        "name": path.name,
        "source": None,
        "count": count,
        "secret": 0,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    assert list(out.iterdir()) == [path]
    assert desk.verify().ok


def test_nothing_approved_gives_an_empty_export(desk: Desk, out: Path) -> None:
    desk.withdraw([1, 4])
    assert desk.export("json", out / "a.json").count == 0
    assert json.loads((out / "a.json").read_text("utf-8"))["records"] == []


def test_record_with_a_secrecy_mark_never_leaves(desk: Desk, out: Path) -> None:
    make_secret(desk.store, 1)
    report = desk.export("json", out / "a.json")
    assert (report.count, report.secret) == (1, 1)
    assert "秘密" not in (out / "a.json").read_text("utf-8")


def test_export_replaces_an_older_one(desk: Desk, out: Path) -> None:
    path = out / "a.csv"
    path.write_text("old")
    desk.export("csv", path)
    assert path.read_bytes() != b"old"
    assert list(out.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile's folders private by itself")
def test_export_is_readable_by_its_owner_only(desk: Desk, out: Path) -> None:
    desk.export("csv", out / "a.csv")
    assert (out / "a.csv").stat().st_mode & 0o777 == 0o600


def test_cancelled_export_leaves_nothing(desk: Desk, out: Path) -> None:
    def cancel(done: int, _: int) -> None:
        if done:
            raise KeyboardInterrupt

    (out / "a.csv").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        desk.export("csv", out / "a.csv", progress=cancel)
    assert [path.read_text() for path in out.iterdir()] == ["old"]
    assert desk.store.entries()[-1].verb is not Verb.EXPORT


def test_folder_that_is_missing_is_named(desk: Desk, out: Path) -> None:
    with pytest.raises(ExportFailed) as caught:
        desk.export("csv", out / "none" / "a.csv")
    assert caught.value.path == out / "none" / "a.csv"
    assert desk.store.entries()[-1].verb is not Verb.EXPORT


def test_target_that_cannot_be_replaced_is_told_and_journalled(desk: Desk, out: Path) -> None:
    target = out / "a.csv"
    target.mkdir()
    with pytest.raises(ExportFailed):
        desk.export("csv", target)
    assert list(out.iterdir()) == [target]
    made, failed = desk.store.entries()[-2:]
    assert failed.payload == {"failed": made.number}
    assert desk.verify().ok


@pytest.mark.parametrize("format", FILES)
def test_full_disk_leaves_what_was_there(desk: Desk, out: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = out / f"a.{format}"
    target.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportFailed):
        desk.export(format, target)
    monkeypatch.undo()
    assert [path.read_text() for path in out.iterdir()] == ["old"]
    assert desk.verify().ok


@pytest.mark.parametrize(("format", "name"), [("csv", "desk.sqlite"), ("html", "catalogue")])
def test_nothing_is_written_into_the_store_itself(desk: Desk, format: str, name: str) -> None:
    with pytest.raises(ExportFailed):
        desk.export(format, desk.store.folder / name)
    assert desk.verify().ok
    assert not (desk.store.folder / "catalogue").exists()


def test_export_that_cannot_be_journalled_is_not_made(desk: Desk, tmp_path: Path, out: Path) -> None:
    assert desk.store.writable
    with Store.open(tmp_path / "store", read_only=True) as store, pytest.raises(StoreReadOnly):
        Desk(store, "王").export("csv", out / "a.csv")
    assert list(out.iterdir()) == []
