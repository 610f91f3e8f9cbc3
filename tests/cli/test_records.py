"""records, mark, approve."""

from __future__ import annotations

import json
from pathlib import Path

from cli_samples import TITLES, Run, assert_told

from desktop.cli.console import width
from desktop.domain.edits import Verb
from desktop.store import Store


def test_records_are_listed_in_aligned_columns(run: Run, store: Path) -> None:
    ran = run("records", "--store", store)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["编号", "来源", "篇次", "页码", "状态", "公开属性", "存疑", "发文字号", "标题"]
    assert len(lines) == 5
    assert len({width(line[: line.index(title)]) for line, title in zip(lines[1:], TITLES, strict=True)}) == 1
    assert "待核" in lines[1]
    assert "未定" in lines[1]
    assert "1 处" in lines[3]


def test_records_are_given_as_json(run: Run, store: Path) -> None:
    told = json.loads(run("records", "--store", store, "--json").out)
    assert told["schema"] == 1
    assert [record["title"] for record in told["records"]] == list(TITLES)
    assert told["records"][2] == {
        "id": 3,
        "source_id": 1,
        "source": "云川公报.txt",
        "number": 3,
        "title": TITLES[2],
        "doc_number": "",
        "genre": "",
        "column": "",
        "pages": [1, 1],
        "status": "待核",
        "disclosure": None,
        "doubts": 1,
        "anomalies": 0,
    }


def test_a_store_without_records_says_so(run: Run, tmp_path: Path) -> None:
    Store.open(tmp_path / "空").close()
    ran = run("records", "--store", tmp_path / "空")
    assert (ran.status, ran.out) == (0, "资料库里还没有记录。\n")


def test_mark_says_what_was_done_and_by_whom_it_is_journalled(run: Run, store: Path) -> None:
    ran = run("mark", 1, 3, "--attribute", "主动公开", "--by", "王芳", "--store", store)
    assert (ran.status, ran.out, ran.err) == (0, "已标注为“主动公开”：1、3（2 条）。\n", "")
    with Store.open(store) as opened:
        entry = opened.entries()[-1]
        assert (entry.verb, entry.actor) == (Verb.MARK, "王芳")
        assert [record.disclosure is not None for record in opened.queue()] == [True, False, True, False]


def test_numbers_may_stand_on_both_sides_of_an_option(run: Run, store: Path) -> None:
    ran = run("mark", 1, "--by", "王芳", 2, "--store", store, "--attribute", "主动公开", 4)
    assert (ran.status, ran.out) == (0, "已标注为“主动公开”：1、2、4（3 条）。\n")


def test_mark_that_changes_nothing_says_so(run: Run, store: Path) -> None:
    line = ("mark", 1, 2, "--attribute", "不予公开", "--by", "王芳", "--store", store)
    run("mark", 1, "--attribute", "不予公开", "--by", "王芳", "--store", store)
    assert run(*line).out == "已标注为“不予公开”：2（1 条）。\n本来就是“不予公开”，没有改动：1（1 条）。\n"
    with Store.open(store) as opened:
        count = len(opened.entries())
    run(*line)
    with Store.open(store) as opened:
        assert len(opened.entries()) == count


def test_mark_with_an_unknown_number_changes_nothing(run: Run, store: Path) -> None:
    assert_told(run("mark", 1, 99, "--attribute", "主动公开", "--by", "王芳", "--store", store), "99")
    with Store.open(store) as opened:
        assert all(record.disclosure is None for record in opened.queue())


def test_approve_without_an_attribute_approves_none(run: Run, store: Path) -> None:
    run("mark", 1, "--attribute", "主动公开", "--by", "王芳", "--store", store)
    assert_told(run("approve", 1, 2, "--by", "赵强", "--store", store), "2 号记录", "公开属性")
    assert "已核准" not in run("records", "--store", store).out


def test_approve_says_what_was_done(run: Run, store: Path) -> None:
    run("mark", 1, 2, "--attribute", "主动公开", "--by", "王芳", "--store", store)
    assert run("approve", 1, 1, "--by", "赵强", "--store", store).out == "已核准：1（1 条）。\n"
    ran = run("approve", 1, 2, "--by", "赵强", "--store", store)
    assert ran.out == "已核准：2（1 条）。\n本来就已核准，没有改动：1（1 条）。\n"


def test_marking_an_approved_record_otherwise_takes_it_back(run: Run, store: Path) -> None:
    run("mark", 1, "--attribute", "主动公开", "--by", "王芳", "--store", store)
    run("approve", 1, "--by", "赵强", "--store", store)
    ran = run("mark", 1, "--attribute", "不予公开", "--by", "王芳", "--store", store)
    assert ran.status == 0
    assert json.loads(run("records", "--json", "--store", store).out)["records"][0]["status"] == "待核"
