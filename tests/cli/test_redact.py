"""The verb redact: plans written, edited and refused; copies written and proved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from cli_samples import Run

from tests.review.redacted_sample import ID_CARD, MOBILE, NAME, TEXT, place


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "救助通知.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def plan(notice: Path, run: Run) -> Path:
    path = notice.with_name("方案.json")
    assert run("redact", str(notice), "--plan-out", str(path)).status == 0
    return path


def change(path: Path, **values: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values, ensure_ascii=False), "utf-8")


def test_file_is_redacted_as_advised(notice: Path, run: Run) -> None:
    out, proof = notice.with_name("公开.txt"), notice.with_name("核验.json")
    ran = run("redact", str(notice), "--auto", "--out", str(out), "--proof", str(proof))
    assert (ran.status, "核验全部通过" in ran.out) == (0, True)
    said = out.read_text("utf-8")
    assert MOBILE not in said
    assert ID_CARD not in said
    assert "138****8000" in said
    assert "12345" in said
    assert "2026年1月5日\n（本文有删减）" in said
    assert json.loads(proof.read_text("utf-8"))["passed"] is True


def test_plan_is_edited_and_carried_out(notice: Path, plan: Path, run: Run) -> None:
    span = place(NAME)
    told = json.loads(plan.read_text("utf-8"))
    assert {one["text"] for one in told["removals"]} >= {MOBILE, ID_CARD}
    by_hand = {"spans": [[span.start, span.end]], "replacement": "王某某", "kind": None, "reason": "姓名"}
    change(plan, removals=[*told["removals"], by_hand])
    out = notice.with_name("公开.txt")
    assert run("redact", str(notice), "--plan", str(plan), "--out", str(out)).status == 0
    assert "关于王某某同志" in out.read_text("utf-8")


def test_open_findings_are_told(notice: Path, plan: Path, run: Run) -> None:
    told = json.loads(plan.read_text("utf-8"))
    change(plan, removals=told["removals"][:1])
    ran = run("redact", str(notice), "--plan", str(plan), "--out", str(notice.with_name("公开.txt")))
    assert ran.status == 0
    assert "没有决定" in ran.err


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"schema": 2}, "schema"),
    ({"source": {"name": "x", "sha256": "0" * 64}}, "source.sha256"),
    ({"removals": [{"spans": [[0, 2]], "replacement": "", "kind": None}]}, "removals[0]"),
    ({"removals": [{"spans": [[5, 2]], "replacement": "", "kind": None, "reason": ""}]}, "removals[0].spans[0]"),
    ({"removals": [{"spans": [[0, 9999]], "replacement": "", "kind": None, "reason": ""}]}, "removals[0].spans"),
    (
        {"removals": [{"spans": [[0, 2]], "text": "别的", "replacement": "", "kind": None, "reason": ""}]},
        "removals[0].text",
    ),
    ({"kept": [{"spans": [[0, 2]], "kind": "mobile", "reason": ""}]}, "kept[0].reason"),
    ({"more": 1}, "方案"),
]


@pytest.mark.parametrize(("values", "told"), WRONG, ids=[told for _, told in WRONG])
def test_plan_that_makes_no_sense_is_refused(
    values: dict[str, Any], told: str, notice: Path, plan: Path, run: Run
) -> None:
    change(plan, **values)
    out = notice.with_name("公开.txt")
    ran = run("redact", str(notice), "--plan", str(plan), "--out", str(out))
    assert ran.status == 1
    assert f"（{told}）" in ran.err
    assert not out.exists()


def test_plan_that_is_no_json_is_refused(notice: Path, plan: Path, run: Run) -> None:
    plan.write_text('{"schema": 1,', "utf-8")
    ran = run("redact", str(notice), "--plan", str(plan), "--out", str(notice.with_name("公开.txt")))
    assert (ran.status, "第 1 行" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "缺少参数：--out"),
        ("--out x.txt", "--plan 和 --auto"),
        ("--out x.txt --auto --plan p.json", "--plan 和 --auto"),
        ("--plan-out p.json --auto", "--plan-out 不能"),
        ("--check --auto", "--check 只检查"),
    ],
)
def test_wrong_usage_is_told(line: str, told: str, notice: Path, run: Run) -> None:
    ran = run("redact", str(notice), *line.split())
    assert (ran.status, told in ran.err) == (2, True)


def test_file_is_never_written_over_itself(notice: Path, run: Run) -> None:
    assert run("redact", str(notice), "--auto", "--out", str(notice)).status == 2
    assert notice.read_text("utf-8") == TEXT


def test_secret_document_is_not_copied(notice: Path, run: Run) -> None:
    notice.write_text("机密★1年\n" + TEXT, "utf-8")
    ran = run("redact", str(notice), "--auto", "--out", str(notice.with_name("公开.txt")))
    assert (ran.status, "密级" in ran.err) == (1, True)


def test_strict_way_is_for_pages_only(notice: Path, run: Run) -> None:
    ran = run("redact", str(notice), "--auto", "--strict", "--out", str(notice.with_name("公开.txt")))
    assert (ran.status, "--strict" in ran.err) == (1, True)


def boxed(path: Path, removed: bool) -> Path:
    """Write a PDF with a number under a black box, or without it."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "phone" if removed else f"phone {MOBILE}", fontsize=12)
    page.draw_rect(pymupdf.Rect(100, 85, 220, 105), fill=(0, 0, 0))
    document.save(str(path))
    document.close()
    return path


def test_number_under_a_black_box_is_told(tmp_path: Path, run: Run) -> None:
    ran = run("redact", str(boxed(tmp_path / "a.pdf", removed=False)), "--check")
    assert (ran.status, MOBILE in ran.out, "不能公开" in ran.err) == (1, True, True)
    ran = run("redact", str(boxed(tmp_path / "b.pdf", removed=True)), "--check")
    assert (ran.status, ran.err) == (0, "")
