"""公开属性认定 on the command line: proposed, signed, sent back, printed, counted."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from cli_samples import Run

from desktop import paths
from desktop.domain.record import Publication
from desktop.review.desk import Desk
from desktop.store import Store
from tests.helpers.form_text import text_of

CLOSED = (
    *("--attribute", "不予公开", "--type", "其他文件", "--ground", "行政机关内部事务信息:人事管理"),
    *("--explanation", "内部岗位安排", "--basis", "条例第十六条第一款", "--office", "市信访局"),
)
FIRST = ("--attribute", "不予公开", "--secrecy-reviewed")
THREE = (("初审", "王远", FIRST), ("复审", "周岚", ()), ("复核", "林溪", ()))


@pytest.fixture
def staged(run: Run, store: Path) -> Path:
    assert run("rules", "--choose", "staged", "--by", "李敏", "--store", store).status == 0
    return store


def propose(run: Run, store: Path) -> str:
    return run("mark", 3, *CLOSED, "--by", "李敏", "--store", store).out


def sign(run: Run, store: Path, *stages: tuple[str, str, tuple[str, ...]]) -> None:
    for stage, person, more in stages:
        ran = run("sign", 3, "--stage", stage, "--by", person, "--agree", *more, "--store", store)
        assert ran.status == 0, ran.err


def test_document_goes_through_three_stages(run: Run, staged: Path) -> None:
    assert "等待初审" in propose(run, staged)
    sign(run, staged, *THREE)
    assert "不予公开" in run("records", "--store", staged).out
    with Store.open(staged) as opened:
        case = opened.record(3).case
        assert case is not None
        assert [opinion.person for opinion in case.last.opinions] == ["王远", "周岚", "林溪"]


def test_lacking_proposal_is_told_whole(run: Run, staged: Path) -> None:
    ran = run("mark", 3, "--attribute", "不予公开", "--by", "李敏", "--store", staged)
    assert ran.status == 1
    for said in ("没有写牵头起草单位", "必须勾选理由", "必须说明理由", "没有选文件类型"):
        assert said in ran.err


def test_unknown_words_are_told_with_those_that_may_stand(run: Run, staged: Path) -> None:
    ran = run("mark", 3, "--attribute", "主动公开", "--type", "红头文件", "--by", "李敏", "--store", staged)
    assert ran.status == 1
    assert "可写：政府规章、行政规范性文件、其他文件" in ran.err


def test_returned_proposal_says_why_and_comes_again(run: Run, staged: Path) -> None:
    propose(run, staged)
    ground = ("--ground", "未说明理由或者未提供依据材料")
    ran = run("return", 3, "--stage", "初审", "--by", "王远", *ground, "--store", staged)
    assert "初审退文，待重新提出" in ran.out
    assert "等待初审" in propose(run, staged)


def test_same_person_cannot_sign_twice(run: Run, staged: Path) -> None:
    propose(run, staged)
    sign(run, staged, THREE[0])
    ran = run("sign", 3, "--stage", "复审", "--by", "王远", "--agree", "--store", staged)
    assert ran.status == 1
    assert "各环节须由不同的人办理" in ran.err


@pytest.mark.usefixtures("cheap_passwords")
def test_password_guards_the_signature(run: Run, staged: Path, tmp_path: Path) -> None:
    password = tmp_path / "口令.txt"
    password.write_text("云川-2026-青岭\n", "utf-8")
    for name, role in (("李敏", "提出建议"), ("王远", "初审")):
        add = run("people", "--add", name, "--role", role, "--password-file", password, "--store", staged)
        assert name in add.out
    propose(run, staged)
    words = ("sign", 3, "--stage", "初审", "--by", "王远", "--agree", *FIRST, "--store", staged)
    assert "口令不对" in run(*words).err
    assert run(*words, "--password-file", password).status == 0


def test_evidence_is_kept_and_watched(run: Run, staged: Path, tmp_path: Path) -> None:
    report = tmp_path / "风险评估报告.txt"
    report.write_text("评估结论", "utf-8")
    assert run("mark", 3, *CLOSED, "--evidence", report, "--by", "李敏", "--store", staged).status == 0
    assert run("verify", "--store", staged).status == 0
    with Store.open(staged) as opened:
        case = opened.record(3).case
        assert case is not None
        kept = opened.evidence_path(case.last.proposal.evidence[0])
    kept.write_text("另一结论", "utf-8")
    assert "依据材料“风险评估报告.txt”被改动" in run("verify", "--store", staged).err


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_form_is_written_with_what_the_record_holds(run: Run, staged: Path, tmp_path: Path, ending: str) -> None:
    propose(run, staged)
    sign(run, staged, THREE[0])
    out = tmp_path / f"认定审核表.{ending}"
    assert run("forms", 3, "--out", out, "--by", "李敏", "--store", staged).status == 0
    if ending == "docx":
        with zipfile.ZipFile(out) as archive:
            text = archive.read("word/document.xml").decode()
    else:
        text = text_of(out)
    for said in ("市信访局", "内部岗位安排", "王远", "人事管理"):
        assert said in text
    assert "周岚" not in text


def test_form_that_is_not_there_is_told(run: Run, staged: Path, tmp_path: Path) -> None:
    ran = run("forms", 3, "--out", tmp_path / "表.pdf", "--by", "李敏", "--store", staged)
    assert ran.status == 1
    assert "没有表格可出" in ran.err
    assert run("forms", 3, "--out", tmp_path / "表.txt", "--store", staged).status == 2


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Write a zip anew with its parts changed; None leaves one out."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts:
            changed = change(name, content)
            if changed is not None:
                archive.writestr(name, changed)


@pytest.fixture
def package(run: Run, staged: Path, tmp_path: Path) -> Path:
    report = tmp_path / "会议记录.txt"
    report.write_text("讨论情况", "utf-8")
    run("mark", 3, *CLOSED, "--evidence", report, "--by", "李敏", "--store", staged)
    sign(run, staged, *THREE)
    out = tmp_path / "003.zip"
    assert run("package", 3, "--out", out, "--by", "李敏", "--store", staged).status == 0
    return out


def test_package_holds_everything_and_verifies_by_itself(run: Run, package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
    for said in ("原件/", "正文.txt", "记录.json", "表格/01-公开属性认定.pdf", "依据/01-会议记录.txt", "日志.jsonl"):
        assert any(name.startswith(said) for name in names)
    assert "存档包完好" in run("verify", package).out


@pytest.mark.parametrize(
    ("part", "said"),
    [("正文.txt", "“正文.txt”被改动"), ("记录.json", "“记录.json”被改动"), ("日志.jsonl", "“日志.jsonl”被改动")],
)
def test_changed_part_is_told(run: Run, package: Path, part: str, said: str) -> None:
    rewritten(package, lambda name, content: content + b"x" if name == part else content)
    ran = run("verify", package)
    assert ran.status == 1
    assert said in ran.err


def test_missing_and_added_parts_are_told(run: Run, package: Path) -> None:
    rewritten(package, lambda name, content: None if name == "正文.txt" else content)
    assert "缺少“正文.txt”" in run("verify", package).err
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("另加.txt", "x")
    assert "多出“另加.txt”" in run("verify", package).err


def test_forged_journal_is_told_even_with_fitting_sums(run: Run, package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        journal = archive.read("日志.jsonl")
        sums = archive.read("SHA256SUMS")
    before = sha256(journal).hexdigest().encode()
    changed = journal.replace("王远".encode(), "王近".encode())
    parts = {"日志.jsonl": changed, "SHA256SUMS": sums.replace(before, sha256(changed).hexdigest().encode())}
    rewritten(package, lambda name, content: parts.get(name, content))
    ran = run("verify", package)
    assert ran.status == 1
    assert "日志摘录第" in ran.err


def test_what_is_no_package_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "不是.zip"
    path.write_text("不是压缩包", "utf-8")
    assert "打不开" in run("verify", path).err


def test_due_list_and_statistics(run: Run, staged: Path) -> None:
    assert "没有到期或待办" in run("due", "--store", staged).out
    propose(run, staged)
    sign(run, staged, *THREE)
    assert "重新评估" in run("due", "--today", "2040-01-01", "--store", staged).out
    told = run("statistics", "--store", staged).out
    assert "市信访局" in told
    assert "初审 0" in told


def test_profile_is_checked_and_a_wrong_one_named_by_its_line(run: Run, tmp_path: Path) -> None:
    right = paths.resources() / "disclosure" / "profiles" / "staged.toml"
    assert "没有问题" in run("rules", "--check", right).out
    wrong = tmp_path / "本市.toml"
    wrong.write_text(right.read_text("utf-8").replace('label = "复审"', "label = 2", 1), "utf-8")
    ran = run("rules", "--check", wrong)
    assert ran.status == 1
    assert "行有误：label 应是一段文字" in ran.err


def test_simple_rules_mark_at_once(run: Run, store: Path) -> None:
    assert "已标注" in run("mark", 3, "--attribute", "主动公开", "--by", "李敏", "--store", store).out
    assert run("mark", 3, "--attribute", "删减后公开", "--by", "李敏", "--store", store).status == 2


def test_published_document_is_due_no_longer(run: Run, staged: Path) -> None:
    public = ("--attribute", "主动公开", "--type", "其他文件", "--interpretation", "否", "--office", "市信访局")
    assert run("mark", 3, *public, "--by", "李敏", "--store", staged).status == 0
    sign(run, staged, ("初审", "王远", ("--attribute", "主动公开", "--secrecy-reviewed")), *THREE[1:])
    assert "主动公开" in run("due", "--store", staged).out
    with Store.open(staged) as opened:
        Desk(opened, "李敏").duties.publish(3, Publication("2999-01-05"))
    assert "没有到期或待办" in run("due", "--store", staged).out


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_statistics_are_written_to_a_file(run: Run, staged: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"统计.{ending}"
    assert "还没有办理过" in run("statistics", "--out", out, "--by", "李敏", "--store", staged).out
    assert not out.exists()
    propose(run, staged)
    assert "共 1 个起草单位" in run("statistics", "--out", out, "--by", "李敏", "--store", staged).out
    assert out.stat().st_size > 40
    assert run("statistics", "--out", tmp_path / "统计.txt", "--store", staged).status == 2


def test_text_of_a_secret_document_is_removed_only_with_yes(run: Run, store: Path) -> None:
    with Store.open(store) as opened:
        Desk(opened, "李敏").correct(3, "secrecy", "秘密★1年")
        title = opened.record(3).value("title")
    asked = ("expunge", 3, "--reason", "按清退通知办理", "--by", "王远", "--store", store)
    ran = run(*asked)
    assert ran.status == 1
    assert "日志里" in ran.out
    assert "什么都没有清除" in ran.err
    ran = run(*asked, "--yes")
    assert (ran.status, ran.err) == (0, "")
    assert "不能恢复" in ran.out
    with Store.open(store) as opened:
        assert opened.record(3).value("title") != title
        assert opened.verify().ok
    again = run(*asked, "--yes")
    assert again.status == 1
    assert "已经清除" in again.err


def test_text_of_an_open_document_is_not_removed(run: Run, store: Path) -> None:
    ran = run("expunge", 3, "--reason", "清退", "--by", "王远", "--store", store, "--yes")
    assert ran.status == 1
    assert "只有标有密级的文件才清除正文" in ran.err


def test_closed_document_stays_closed_or_is_looked_at_early(run: Run, staged: Path) -> None:
    propose(run, staged)
    sign(run, staged, *THREE)
    asked = ("reexamine", 3, "--by", "林溪", "--store", staged)
    ran = run(*asked, "--trigger", "收到公开申请", "--reason", "第12号申请")
    assert "今天起应当评估：收到公开申请（第12号申请）" in ran.out
    assert "重新评估" in run("due", "--store", staged).out
    ran = run(*asked, "--stays-closed", "--reason", "名单仍在使用")
    assert "林溪评估过，继续不公开" in ran.out
    assert "没有到期" in run("due", "--store", staged).out
    assert run(*asked).status == 2
