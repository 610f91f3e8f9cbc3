"""The register on the command line: lists taken in, entries listed, what is due, what waits, what is cleaned up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
from cli_samples import Run

from desktop import cli
from desktop.cli import usage_register

LIST = (
    "序号,起草单位,文件题目,文号,施行时间,有效期,状态\n"
    "1,市水务局,云川市人民政府关于河道采砂管理的通告,云川府通（2024）9号,2024年3月1日,2029年2月28日,有效\n"
    "2,市水务局,云川市人民政府办公室关于印发云川市节水管理办法的通知,云川府办规 [2021] 3 号,2021-04-01,有效期5年,有效\n"
    ",,,,,,\n"
    "序号,起草单位,文件题目,文号,施行时间,有效期,状态\n"
    "3,市林业局,云川市人民政府关于古树名木保护的意见,云川府发〔2016〕8号,2016年2月30日,,失效\n"
    "4,市林业局,/,无,2020-01-01,,\n"
    "合计,,3件,,,,\n"
)


@pytest.fixture
def entered(run: Run, tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "清单.csv"
    path.write_text(LIST, "gb18030")
    ran = run("register", "import", path, "--by", "李敏", "--store", tmp_path / "库")
    assert ran.status == 0, ran.err
    return tmp_path / "库", ran.out


def listed(run: Run, store: Path, *words: object) -> list[dict[str, object]]:
    ran = run("register", *words, "--json", "--store", store)
    assert ran.status == 0, ran.err
    found = json.loads(ran.out)
    assert found["schema"] == 1
    return found["entries"]


def test_every_row_of_a_list_is_accounted_for(entered: tuple[Path, str]) -> None:
    _, out = entered
    assert "读到 4 件：新登记 3 件，并入已有 0 件，待确认 0 件，没有登记 1 件" in out
    assert "第 7 行，没有标题，也没有文号" in out
    assert "空行 1 行" not in out  # a spreadsheet has no row where nothing stands
    assert "重复的表头 1 行" in out
    assert "合计 1 行" in out


def test_states_on_a_day_are_listed_and_filtered(run: Run, entered: tuple[Path, str]) -> None:
    store, _ = entered
    rows = listed(run, store, "list", "--on", "2026-02-15")
    assert [row["state"] for row in rows] == ["有效", "即将到期", "待判断"]
    assert rows[2]["doubts"] == ["“2016年2月30日”不是存在的日期", "不知道从哪一天起施行，算不出失效日期"]
    assert [row["number"] for row in listed(run, store, "list", "--state", "即将到期", "--on", "2026-02-15")] == [2]
    assert [row["number"] for row in listed(run, store, "list", "--text", "河道", "--on", "2026-02-15")] == [1]
    told = run("register", "list", "--on", "2026-02-15", "--store", store).out
    assert "即将到期（2 个月内）" in told
    assert "2026-03-31" in told


def test_what_is_due_comes_in_the_order_of_the_days(run: Run, entered: tuple[Path, str]) -> None:
    store, _ = entered
    assert [row["number"] for row in listed(run, store, "due", "--months", "48", "--on", "2026-02-15")] == [2, 1]
    assert "没有到期" in run("register", "due", "--months", "1", "--on", "2026-02-15", "--store", store).out


def test_columns_can_be_told_and_are_shown_before(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("甲,乙,丙\n关于甲的办法,云府发〔2020〕1号,市水务局\n", "utf-8")
    store = tmp_path / "库"
    shown = run("register", "import", path, "--preview", "--store", store)
    assert "没有一列看得出" in shown.out
    columns = "甲=标题,B=文号,丙=起草部门"
    shown = run("register", "import", path, "--columns", columns, "--preview", "--store", store)
    assert "A 列 甲 → 标题；如：关于甲的办法" in shown.out
    assert not listed(run, store, "list")
    assert run("register", "import", path, "--columns", columns, "--store", store).status == 0
    (row,) = listed(run, store, "list")
    assert (row["title"], row["doc_number"], row["drafter"]) == ("关于甲的办法", "云府发〔2020〕1号", "市水务局")
    wrong = run("register", "import", path, "--columns", "丁=标题", "--store", store)
    assert wrong.status == 1
    assert "没有“丁”这一列" in wrong.err


def test_what_waits_is_accepted_by_its_code(run: Run, tmp_path: Path) -> None:
    path, store = tmp_path / "清单.csv", tmp_path / "库"
    rows = "标题,文号\n关于甲的通知,云府发〔2020〕1号\n关于完全不同之事项的办法,云府发〔2020〕1号\n"
    path.write_text(rows, "utf-8")
    assert "有 1 条要人确认" in run("register", "import", path, "--store", store).out
    told = run("register", "pending", "--store", store).out
    assert "M1" in told
    assert "同一份来源里字号重复" in told
    assert run("register", "accept", "M9", "--by", "李敏", "--store", store).status == 1
    assert len(listed(run, store, "list")) == 2
    assert run("register", "accept", "M1", "--by", "李敏", "--store", store).status == 0
    assert len(listed(run, store, "list")) == 1
    assert "没有要确认的事" in run("register", "pending", "--store", store).out
    assert run("verify", "--store", store).status == 0


def test_one_entry_tells_the_rule_and_the_words_it_rests_on(run: Run, entered: tuple[Path, str]) -> None:
    store, _ = entered
    told = run("register", "show", 2, "--on", "2026-02-15", "--store", store).out
    assert "规则：写明的有效期，自施行之日起算；依据：有效期5年" in told
    assert run("register", "show", 99, "--store", store).status == 1


def test_a_clean_up_writes_lists_and_takes_answers(run: Run, entered: tuple[Path, str], tmp_path: Path) -> None:
    store, _ = entered
    out = tmp_path / "清理"
    line = ("register", "cleanup", "--date", "2026-02-15", "--out", out, "--office", "云川市人民政府")
    ran = run(*line, "--begin", "--store", store)
    assert ran.status == 0, ran.err
    assert "要人判断：第 3 件" in ran.out
    assert {path.suffix for path in out.glob("清理目录.*")} == {".docx", ".xlsx", ".pdf"}
    asked = out / "征求意见-市水务局.xlsx"
    book = openpyxl.load_workbook(asked)
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[4]][:3] == [1, "云川市人民政府关于河道采砂管理的通告", "云川府通〔2024〕9号"]
    sheet["H4"], sheet["I4"] = "废止", "已有新规定"
    sheet["H5"] = "同意"
    book.save(asked)
    announced = tmp_path / "公告.txt"
    announced.write_text("决定继续有效1件，失效、废止1件，拟修改0件。", "utf-8")
    heard = run(*line, "--answers", asked, "--announcement", announced, "--store", store)
    assert "收到 2 条意见，0 件没有填写" in heard.out
    assert "公告里“继续有效”写 1 件，目录 2 件，请核对" in heard.out
    assert heard.status == 1
    again = run(*line, "--answers", tmp_path / "公告.txt", "--store", store)
    assert again.status == 1
    assert "不是征求意见表" in again.err


def test_open_references_and_rules_are_told(run: Run, entered: tuple[Path, str], tmp_path: Path) -> None:
    store, _ = entered
    assert "没有这样的关系" in run("register", "links", "--store", store).out
    assert "现行  national" in run("register", "rules", "--store", store).out
    assert run("register", "rules", "--choose", "yunchuan", "--by", "李敏", "--store", store).status == 0
    assert "现行  yunchuan" in run("register", "rules", "--store", store).out
    wrong = tmp_path / "本市.toml"
    wrong.write_text('name = "本市"\ncited = "本市规定"\nalarms = [1, 6]\n', "utf-8")
    ran = run("register", "rules", "--check", wrong)
    assert ran.status == 1
    assert "第 3 行" not in ran.out
    assert "本市.toml”第" in ran.err


def test_a_gazette_gives_the_catalogues_that_are_printed_in_it(run: Run, tmp_path: Path) -> None:
    path, store = tmp_path / "公报.txt", tmp_path / "库"
    path.write_text("云川市人民政府关于植树的通知\n云府发〔2026〕1号\n各区县人民政府：\n请植树。\n", "utf-8")
    ran = run("register", "import", path, "--store", store)
    assert ran.status == 1
    assert "要先用 import 导入资料库" in ran.err


@pytest.mark.parametrize("act", usage_register.ACTS)
def test_help_of_every_act_is_chinese_with_examples_that_are_right(act: str, run: Run) -> None:
    ran = run("register", act, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"用法：gongbao-desk register {act}")
    examples = re.findall(rf"^  gongbao-desk (register {act} ?.*)$", ran.out, re.MULTILINE)
    assert examples
    for example in examples:
        assert cli.usage.arguments(example.split()).act == act


@pytest.mark.parametrize("line", ["register", "register nonsense", "register list --on 2023-02-30", "register cleanup"])
def test_wrong_usage_leaves_with_two(line: str, run: Run) -> None:
    ran = run(*line.split())
    assert ran.status == 2
    assert "gongbao-desk register" in ran.err
