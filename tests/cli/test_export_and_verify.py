"""export and verify."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from cli_samples import TITLES, Run, assert_told

from desktop.domain.edits import Verb
from desktop.export.columns import COLUMN
from desktop.export.formats import FORMATS, Format
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


@pytest.mark.parametrize("known", FORMATS.values(), ids=lambda known: known.key)
def test_every_format_has_its_line(run: Run, approved: Path, tmp_path: Path, known: Format) -> None:
    out = tmp_path / f"out.{known.ending or 'folder'}"
    ran = run("export", "--store", approved, "--format", known.key, "--out", out, "--source", 1)
    assert (ran.status, ran.err) == (0, "")
    assert str(out) in ran.out
    assert out.is_dir() == known.is_folder
    assert run("verify", "--store", approved).status == 0


def test_a_saved_order_of_columns_is_the_order_of_the_list(run: Run, approved: Path, tmp_path: Path) -> None:
    saved = run("columns", "save", "公开目录", "序号，标题,date", "--by", "周敏", "--store", approved)
    assert (saved.status, saved.out) == (0, "已保存栏目次序：公开目录\n")
    assert run("columns", "--store", approved).out == "公开目录：序号、标题、成文日期\n"
    out = tmp_path / "目录.xlsx"
    assert run("export", "--store", approved, "--format", "xlsx", "--columns", "公开目录", "--out", out).status == 0
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    assert [list(row[:2]) for row in rows] == [["序号", "标题"], [1, "'" + TITLES[1]]]
    assert rows[1][2] == datetime(2026, 1, 25)
    assert run("columns", "remove", "公开目录", "--by", "周敏", "--store", approved).status == 0
    assert run("columns", "--store", approved).out == "还没有保存的栏目次序。\n"
    assert run("verify", "--store", approved).status == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("export --format json --columns 标题 --out x", "--columns 只用于 xlsx 和 csv"),
        ("export --format csv --columns 标题，无 --out x", "没有这个栏目，也没有叫这个名称的次序：无"),
        ("export --format csv --columns 标题，标题 --out x", "有重复"),
        ("export --format csv --source 9 --out x", "没有编号为 9 的来源文件"),
        ("columns save", "缺少参数：名称"),
        ("columns save 甲", "缺少参数：栏目"),
        ("columns save 甲 无", "没有这个栏目：无"),
        ("columns save 甲 ,", "没有保存"),
        ("columns remove 甲", "没有叫这个名称的次序：甲"),
    ],
)
def test_wrong_words_are_told_and_nothing_is_written(run: Run, approved: Path, line: str, told: str) -> None:
    ran = run(*line.split(), "--store", approved)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert run("verify", "--store", approved).out.startswith("资料库完好：日志 3 条")


def test_all_columns_are_listed(run: Run, store: Path) -> None:
    ran = run("columns", "keys", "--store", store)
    assert ran.status == 0
    assert all(column.label in ran.out for column in COLUMN.values())


def test_only_what_is_asked_for_is_exported(run: Run, approved: Path, tmp_path: Path) -> None:
    def exported(*asked: str) -> int:
        out = tmp_path / "a.json"
        assert run("export", "--store", approved, "--format", "json", "--out", out, *asked).status == 0
        return int(json.loads(out.read_text("utf-8"))["count"])

    assert exported("--disclosure", "主动公开", "--year", "2026") == 1
    assert exported("--disclosure", "依申请公开") == 0
    assert exported("--text", "𠮷田街") == 1
    assert exported("--text", "照明") == 0


def test_a_folder_with_other_things_is_not_replaced(run: Run, approved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "夹"
    folder.mkdir()
    (folder / "重要.txt").write_text("别动")
    assert_told(run("export", "--store", approved, "--format", "html", "--out", folder), "夹")
    assert [path.name for path in folder.iterdir()] == ["重要.txt"]


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
