"""sensitive: findings of files, listed and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_samples import Run, assert_told

from desktop import paths

TEXT = """关于开展植树活动的通知
联系人：王建国，电话：0999-5550160，手机：138
00138000，值班电话：0999-5550161。
咨询12345。
"""
DOCX = min(paths.seeds().glob("*.docx"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a notice with a line of contact."""
    path = tmp_path / "通知.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_findings_are_listed_with_line_kind_advice_and_reason(file: Path, run: Run) -> None:
    ran = run("sensitive", file)
    assert (ran.status, ran.err) == (0, "")
    heading, head, *rows = ran.out.strip().splitlines()
    assert heading == f"{file}：发现3处（遮盖1处，保留1处，核对1处）"
    assert head.split() == ["行", "种类", "内容", "建议", "理由"]
    assert [row.split()[:4] for row in rows] == [
        ["2", "电话", "0999-5550160", "核对"],
        ["2—3", "手机", "13800138000", "遮盖"],
        ["3", "电话", "0999-5550161", "保留"],
    ]
    assert "“王建国”" in rows[0]


def test_json_says_where_and_why(file: Path, run: Run) -> None:
    told = json.loads(run("sensitive", file, "--json").out)
    assert told["source"]["kind"] == "txt"
    assert told["source"]["chars"] == len(TEXT)
    phone, mobile, duty = told["findings"]
    assert (phone["kind"], mobile["kind"], duty["advice"]) == ("phone", "mobile", "keep")
    assert mobile["lines"] == [2, 3]
    assert "".join(TEXT[start:end] for start, end in mobile["spans"]) == mobile["text"] == "13800138000"


def test_nothing_found_is_said(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "公告.txt"
    path.write_text("请拨打12345。\n", encoding="utf-8")
    ran = run("sensitive", path)
    assert (ran.status, ran.out) == (0, f"{path}：没有发现敏感信息。\n")


def test_a_bad_file_costs_only_itself(file: Path, run: Run) -> None:
    (file.parent / "空.txt").touch()
    ran = run("sensitive", file.parent, "--json", "--jobs", 2)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert {line["source"]["path"]: "findings" in line for line in lines} == {"通知.txt": True, "空.txt": False}
    assert_told(ran, "空.txt")


def test_a_bad_file_is_told_without_json_too(file: Path, run: Run) -> None:
    ran = run("sensitive", file, file.parent / "没有.txt")
    assert_told(ran, "没有.txt")
    assert "发现3处" in ran.out


def test_an_empty_folder_is_told(tmp_path: Path, run: Run) -> None:
    ran = run("sensitive", tmp_path)
    assert (ran.status, ran.out, ran.err) == (1, "", "文件夹里没有文件。\n")


def test_other_formats_are_read_as_parse_reads_them(run: Run) -> None:
    told = json.loads(run("sensitive", DOCX, "--json").out)
    assert told["source"]["kind"] == "docx"
    assert {"13800138000", "0999-5550160"} <= {one["text"] for one in told["findings"]}
