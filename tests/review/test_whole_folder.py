"""A folder of an export is whole, or what stood there stands as before."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.errors import ExportFailed, FolderTaken, StoreReadOnly
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with four records, of which 1 and 2 are approved and 主动公开, 3 and 4 approved and not."""
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李")
        for extra in ("", "另"):
            parsed = samples.issue(extra)
            store.add_source(parsed, samples.raw(parsed), "李")
        desk.mark([1, 2], Disclosure.PROACTIVE)
        desk.mark([3, 4], Disclosure.ON_REQUEST)
        desk.approve([1, 2, 3, 4])
        yield desk


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_folder_is_written_and_journalled(desk: Desk, out: Path) -> None:
    report = desk.export("html", out / "目录")
    assert (report.count, report.not_public, report.records) == (2, 2, 2)
    assert {path.name for path in (out / "目录" / "docs").iterdir()} == {"1.html", "2.html"}
    assert [path.name for path in out.iterdir()] == ["目录"]
    entry = desk.store.entries()[-1]
    assert entry.verb is Verb.EXPORT
    assert isinstance(entry.payload, dict)
    assert (entry.payload["count"], entry.payload["not_public"], entry.payload["files"]) == (2, 2, 7)
    assert desk.verify().ok


def test_an_older_export_is_replaced_as_a_whole(desk: Desk, out: Path) -> None:
    desk.export("html", out / "目录")
    desk.withdraw([2])
    desk.export("html", out / "目录")
    assert [path.name for path in (out / "目录" / "docs").iterdir()] == ["1.html"]
    assert [path.name for path in out.iterdir()] == ["目录"]


def test_an_empty_folder_may_be_taken(desk: Desk, out: Path) -> None:
    assert desk.export("html", out).count == 2
    assert (out / "index.html").is_file()


def test_a_folder_with_other_things_is_left_alone(desk: Desk, out: Path) -> None:
    (out / "重要.txt").write_text("别动")
    with pytest.raises(FolderTaken):
        desk.export("html", out)
    assert [path.name for path in out.iterdir()] == ["重要.txt"]
    assert desk.store.entries()[-1].verb is not Verb.EXPORT


def test_a_file_in_the_way_is_told(desk: Desk, out: Path) -> None:
    (out / "目录").write_text("文件")
    with pytest.raises(ExportFailed):
        desk.export("html", out / "目录")
    assert (out / "目录").read_text() == "文件"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(errno.ENOSPC, "No space left on device")])
def test_what_is_stopped_leaves_what_was_there(desk: Desk, out: Path, error: BaseException) -> None:
    desk.export("html", out / "目录")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def stop(done: int, _: int) -> None:
        if done:
            raise error

    with pytest.raises((KeyboardInterrupt, ExportFailed)):
        desk.export("html", out / "目录", progress=stop)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert [path.name for path in out.iterdir()] == ["目录"]


def test_a_folder_that_cannot_be_put_in_place_brings_the_old_one_back(
    desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.export("html", out / "目录")
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name.endswith(".part"):
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(ExportFailed):
        desk.export("html", out / "目录")
    assert [path.name for path in out.iterdir()] == ["目录"]
    assert (out / "目录" / "docs" / "1.html").is_file()
    made, failed = desk.store.entries()[-2:]
    assert failed.payload == {"failed": made.number}


def test_a_folder_that_cannot_be_journalled_is_not_made(desk: Desk, tmp_path: Path, out: Path) -> None:
    assert desk.store.writable
    with Store.open(tmp_path / "store", read_only=True) as store, pytest.raises(StoreReadOnly):
        Desk(store, "王").export("html", out / "目录")
    assert list(out.iterdir()) == []
