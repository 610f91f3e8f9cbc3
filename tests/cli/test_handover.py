"""export and verify."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from cli_samples import TITLES, Run, assert_told

from desktop.domain.edits import Verb
from desktop.store import Store


@pytest.fixture
def approved(run: Run, store: Path) -> Path:
    """Return a store in which the second record is approved, and the first is only marked."""
    run("mark", 1, 2, "--attribute", "主动公开", "--by", "王芳", "--store", store)
    run("approve", 2, "--by", "赵强", "--store", store)
    return store


def test_export_holds_approved_records_only(run: Run, approved: Path, tmp_path: Path) -> None:
    for name in ("xlsx", "csv", "json"):
        out = tmp_path / f"核准.{name}"
        ran = run("export", "--store", approved, "--format", name, "--out", out)
        assert (ran.status, ran.out, ran.err) == (0, f"已导出 1 条已核准的记录：{out}\n", "")
    sheet = openpyxl.load_workbook(tmp_path / "核准.xlsx").active
    assert [[row[5], row[-3], row[-2]] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ["'" + TITLES[1], "主动公开", "赵强"]
    ]
    with (tmp_path / "核准.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["标题"] for row in csv.DictReader(file)] == ["'" + TITLES[1]]
    told = json.loads((tmp_path / "核准.json").read_text(encoding="utf-8"))
    assert [record["fields"]["title"] for record in told["records"]] == [TITLES[1]]


def test_export_is_journalled_under_the_name_given(run: Run, approved: Path, tmp_path: Path) -> None:
    run("export", "--store", approved, "--format", "csv", "--out", tmp_path / "a.csv", "--by", "周敏")
    with Store.open(approved) as opened:
        assert (opened.entries()[-1].verb, opened.entries()[-1].actor) == (Verb.EXPORT, "周敏")


@pytest.mark.parametrize("name", ["xlsx", "csv", "json"])
def test_nothing_approved_gives_an_empty_export_and_says_so(run: Run, store: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"空.{name}"
    ran = run("export", "--store", store, "--format", name, "--out", out)
    assert (ran.status, ran.out) == (0, f"没有可以导出的已核准记录，导出的是空表：{out}\n")
    assert out.stat().st_size > 0


def test_export_into_a_folder_that_is_not_there_is_told(run: Run, approved: Path, tmp_path: Path) -> None:
    out = tmp_path / "没有" / "a.xlsx"
    assert_told(run("export", "--store", approved, "--format", "xlsx", "--out", out), str(out))


def test_export_onto_a_folder_is_told_and_leaves_it(run: Run, approved: Path, tmp_path: Path) -> None:
    out = tmp_path / "夹"
    out.mkdir()
    assert_told(run("export", "--store", approved, "--format", "csv", "--out", out), "夹")
    assert out.is_dir()
    assert {path.name for path in tmp_path.iterdir()} == {"夹", "资料库", "云川公报.txt"}


def test_export_into_the_store_itself_is_refused(run: Run, approved: Path) -> None:
    ran = run("export", "--store", approved, "--format", "csv", "--out", approved / "desk.sqlite")
    assert ran.status == 2
    assert "不能导出到资料库自己的文件夹里" in ran.err
    assert run("verify", "--store", approved).status == 0


def test_verify_says_that_a_store_is_sound(run: Run, approved: Path) -> None:
    ran = run("verify", "--store", approved)
    assert (ran.status, ran.err) == (0, "")
    assert "资料库完好：日志 3 条" in ran.out


def test_verify_names_the_first_broken_entry(run: Run, approved: Path) -> None:
    database = sqlite3.connect(approved / "desk.sqlite")
    table = next(
        name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if "journal" in name
    )
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    database.execute(f"UPDATE {table} SET actor = '别人' WHERE number = 2")
    database.commit()
    database.close()
    ran = run("verify", "--store", approved)
    assert (ran.status, ran.out) == (1, "")
    assert "第一条不对的日志是第 2 条" in ran.err
    assert "Traceback" not in ran.err
