"""Files that cannot be read: a sentence on stderr, status 1, nothing lost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from cli_samples import Run, as_nobody, assert_told

from desktop.store import Store

GOOD = "云川市人民政府\n关于印发云川市城市照明管理办法的通知\n云川府规〔2026〕2号\n\n各区县：\n\n现印发给你们。\n"


def missing(path: Path) -> None:
    """Make no file."""


def empty(path: Path) -> None:
    """Make a file without a byte."""
    path.touch()


def blank(path: Path) -> None:
    """Make a file of blanks."""
    path.write_text(" \n　\n", encoding="utf-8")


def binary(path: Path) -> None:
    """Make a file that is named as text and is none."""
    path.write_bytes(bytes(range(256)) * 64)


def disguised(path: Path) -> None:
    """Make a picture that is named as text."""
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))


def pipe(path: Path) -> None:
    """Make a pipe, which no reader may wait on."""
    os.mkfifo(path)


def half_copied(path: Path) -> None:
    """Make the first part of a PDF."""
    whole = _pdf()
    path.write_bytes(whole[: len(whole) // 3])


def huge(path: Path) -> None:
    """Make a sparse file of more than 200 MB."""
    with path.open("wb") as file:
        file.write("云川市人民政府公报\n".encode())
        file.truncate(210_000_000)


def pictures_only(path: Path) -> None:
    """Make a PDF without a text layer."""
    with pymupdf.open() as document:
        document.new_page(width=160, height=120).draw_rect((20, 20, 140, 100))
        document.save(path)


def with_password(path: Path) -> None:
    """Make a PDF that needs a password."""
    with pymupdf.open() as document:
        document.new_page().insert_text((50, 50), "2026")
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")


def _pdf() -> bytes:
    with pymupdf.open() as document:
        for _ in range(20):
            document.new_page().insert_text((50, 50), "云川市人民政府公报 " * 20, fontname="china-s")
        return bytes(document.tobytes(deflate=True))


BAD: list[tuple[str, Callable[[Path], None]]] = [
    ("缺.txt", missing),
    ("空.txt", empty),
    ("白.txt", blank),
    ("二进制.txt", binary),
    ("图片.txt", disguised),
    ("管道.txt", pipe),
    ("半截.pdf", half_copied),
    ("巨大.txt", huge),
    ("图像.pdf", pictures_only),
    ("加密.pdf", with_password),
]


@pytest.fixture(params=BAD, ids=[make.__name__ for _, make in BAD])
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the path of a file that cannot be read."""
    name, make = request.param
    path = tmp_path / "输入" / name
    path.parent.mkdir()
    make(path)
    return path


def test_parse_tells_in_words(run: Run, bad: Path) -> None:
    ran = run("parse", bad)
    assert_told(ran, bad.name)
    assert ran.out == ""


def test_parse_leaves_an_older_result_alone(run: Run, bad: Path, tmp_path: Path) -> None:
    out = tmp_path / "旧.json"
    out.write_text("旧", encoding="utf-8")
    assert_told(run("parse", bad, "--out", out), bad.name)
    assert out.read_text(encoding="utf-8") == "旧"


def test_parse_goes_on_with_the_other_files(run: Run, bad: Path, tmp_path: Path) -> None:
    good = tmp_path / "好.txt"
    good.write_text(GOOD, encoding="utf-8")
    ran = run("parse", bad, good)
    assert_told(ran, bad.name)
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert first["schema"] == second["schema"] == 1
    assert first["source"]["name"] == bad.name
    assert first["error"]["message"] in ran.err
    assert len(second["documents"]) == 1


def test_import_tells_and_goes_on_and_nothing_is_lost(run: Run, bad: Path, store: Path, tmp_path: Path) -> None:
    good = tmp_path / "好.txt"
    good.write_text(GOOD, encoding="utf-8")
    ran = run("import", bad, good, "--store", store)
    assert_told(ran, bad.name)
    assert f"已导入：{good}，来源 2，共 1 篇。" in ran.out
    with Store.open(store) as opened:
        assert [source.name for source in opened.sources()] == ["云川公报.txt", "好.txt"]
    assert run("verify", "--store", store).status == 0


def test_a_file_that_this_user_may_not_read_is_told() -> None:
    with as_nobody() as other:
        path = other.folder / "内部.txt"
        path.write_text(GOOD, encoding="utf-8")
        path.chmod(0)
        assert_told(other.run("parse", path), "内部.txt", "权限")


def test_an_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    ran = run("parse", tmp_path / "夹")
    assert (ran.status, ran.out, ran.err) == (1, "", "文件夹里没有文件。\n")
