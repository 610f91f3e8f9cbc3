"""Stores that cannot be used: a sentence on stderr, status 1, nothing lost."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_samples import Run, as_nobody, assert_told

from desktop.store import Store, connection

MARK = ("mark", 1, "--attribute", "主动公开", "--by", "王芳", "--store")
EVERY = [
    ("records",),
    MARK[:-1],
    ("approve", 1, "--by", "赵强"),
    ("export", "--format", "csv", "--out", "{out}"),
    ("verify",),
]


def digest(store: Path) -> bytes:
    return (store / "desk.sqlite").read_bytes()


@pytest.mark.parametrize("line", EVERY, ids=[line[0] for line in EVERY])
def test_a_store_that_is_not_there_is_told_and_not_made(run: Run, tmp_path: Path, line: tuple[object, ...]) -> None:
    words = [str(word).format(out=tmp_path / "a.csv") for word in line]
    assert_told(run(*words, "--store", tmp_path / "没有"), "没有")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", EVERY, ids=[line[0] for line in EVERY])
@pytest.mark.parametrize("wrong", ["newer", "foreign", "torn"])
def test_a_store_that_cannot_be_understood_is_told_and_left_alone(
    run: Run, store: Path, tmp_path: Path, line: tuple[object, ...], wrong: str
) -> None:
    path = store / "desk.sqlite"
    if wrong == "newer":
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 999")
        database.close()
    elif wrong == "foreign":
        path.write_bytes("这不是数据库".encode() * 500)
    else:
        path.write_bytes(path.read_bytes()[:5000])
    before = digest(store)
    words = [str(word).format(out=tmp_path / "a.csv") for word in line]
    ran = run(*words, "--store", store)
    assert ran.status == 1
    assert "Traceback" not in ran.err
    assert ran.err
    assert digest(store) == before
    assert not (tmp_path / "a.csv").exists()


def test_a_newer_store_asks_for_a_newer_program(run: Run, store: Path) -> None:
    database = sqlite3.connect(store / "desk.sqlite")
    database.execute("PRAGMA user_version = 999")
    database.close()
    assert_told(run("records", "--store", store), "更新版本")


def test_a_locked_store_is_told_and_works_afterwards(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store / "desk.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert_told(run(*MARK, store), "占用")
    assert run("records", "--store", store).status == 0
    other.execute("ROLLBACK")
    other.close()
    assert run(*MARK, store).status == 0


def test_a_store_that_may_not_be_written_is_shown_and_not_changed(store: Path) -> None:
    with as_nobody() as other:
        copy = other.folder / "资料库"
        shutil.copytree(store, copy)
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert other.run("records", "--store", copy).out.count("\n") == 5
        assert other.run("verify", "--store", copy).status == 0
        assert_told(other.run(*MARK, copy), "不能写入")
        assert_told(other.run("export", "--format", "csv", "--out", copy.parent / "a.csv", "--store", copy))
    with Store.open(store) as opened:
        assert len(opened.entries()) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a medium of 512 KB."""
    folder = tmp_path / "盘"
    folder.mkdir()
    command = shutil.which("mount")
    line = [command, "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder]
    if command is None or subprocess.run(line, capture_output=True, check=False).returncode:  # type: ignore[list-item]
        pytest.skip("may not mount a small disk here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(folder: Path) -> Path:
    """Take all the room that is left."""
    path = folder / "满"
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"0" * 4096):
                pass
        except OSError:
            pass
    return path


def test_a_full_disk_under_the_store_is_told_and_nothing_is_lost(run: Run, store: Path, small_disk: Path) -> None:
    place = small_disk / "资料库"
    shutil.copytree(store, place)
    run(*MARK, place)
    filler = fill(small_disk)
    saved = 2  # the import and the first mark
    while True:  # the log of the database has some room of its own
        attribute = ("主动公开", "不予公开")[saved % 2]
        ran = run("mark", 1, 2, 3, 4, "--attribute", attribute, "--by", "王芳" * 500, "--store", place)
        if ran.status:
            break
        saved += 1
    assert_told(ran, "此前已保存的内容没有丢失")
    filler.unlink()
    assert run("verify", "--store", place).status == 0
    with Store.open(place) as opened:
        assert len(opened.entries()) == saved


@pytest.mark.parametrize("name", ["xlsx", "csv", "json"])
def test_a_full_disk_under_the_export_is_told_and_the_older_export_stays(
    run: Run, store: Path, small_disk: Path, name: str
) -> None:
    run(*MARK, store)
    run("approve", 1, "--by", "赵强", "--store", store)
    out = small_disk / f"a.{name}"
    out.write_text("旧", encoding="utf-8")
    filler = fill(small_disk)
    assert_told(run("export", "--format", name, "--out", out, "--store", store), "空间不足")
    assert out.read_text(encoding="utf-8") == "旧"
    assert sorted(small_disk.iterdir()) == sorted([out, filler])
    assert run("verify", "--store", store).status == 0


def test_a_full_disk_under_parse_out_is_told(run: Run, small_disk: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("云川市人民政府令\n第9号\n" * 50, encoding="utf-8")
    filler = fill(small_disk)
    assert_told(run("parse", source, "--out", small_disk / "a.json"), "空间不足")
    assert list(small_disk.iterdir()) == [filler]
