"""A folder stands for the files in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.review.folders import files_under, natural_order


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_numbers_in_names_count_as_numbers(tmp_path: Path) -> None:
    put(tmp_path, "第10期.pdf", "第2期.pdf", "第１期.pdf", "附录.pdf")
    assert [path.name for path in files_under([tmp_path])] == ["第１期.pdf", "第2期.pdf", "第10期.pdf", "附录.pdf"]


def test_names_of_any_kind_can_be_compared() -> None:
    assert sorted(["1", "a1", "", "１a", "a"], key=natural_order) == ["", "1", "１a", "a", "a1"]


def test_folders_follow_the_files_beside_them_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "乙.txt", "下/丙.txt", ".藏/丁.txt", ".隐.txt", "~$乙.docx")
    assert files_under([tmp_path]) == [tmp_path / "乙.txt", tmp_path / "下" / "丙.txt"]


def test_files_and_folders_stay_in_the_order_they_are_named(tmp_path: Path) -> None:
    put(tmp_path, "夹/甲.txt", "乙.txt", "没有")
    missing = tmp_path / "缺.txt"
    assert files_under([tmp_path / "乙.txt", tmp_path / "夹", missing]) == [
        tmp_path / "乙.txt",
        tmp_path / "夹" / "甲.txt",
        missing,
    ]


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_links_that_lead_back_end(tmp_path: Path) -> None:
    put(tmp_path, "夹/甲.txt")
    (tmp_path / "夹" / "回").symlink_to(tmp_path)
    (tmp_path / "自己").symlink_to(tmp_path / "自己")
    assert files_under([tmp_path]) == [tmp_path / "自己", tmp_path / "夹" / "甲.txt"]
