"""handover export and handover import, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import Run, assert_told

from desktop.review.desk import Desk
from desktop.store import Store
from tests.helpers.secret_records import make_secret


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "移交.zip"


def corrected(folder: Path, record_id: int, title: str, actor: str) -> None:
    with Store.open(folder) as store:
        Desk(store, actor).correct(record_id, "title", title)


def test_issue_is_divided_and_put_together_again(run: Run, store: Path, package: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一台"
    corrected(store, 1, "标题甲", "李敏")
    ran = run("handover", "export", "--source", 1, "--out", package, "--by", "李敏", "--store", store)
    assert (ran.status, ran.err) == (0, "")
    assert "已移交 4 件" in ran.out
    ran = run("handover", "import", package, "--by", "王芳", "--store", other)
    assert (ran.status, ran.err) == (0, "")
    assert "新的来源文件：云川公报.txt" in ran.out
    assert "标题甲" in ran.out
    corrected(other, 2, "标题乙", "王芳")
    corrected(other, 3, "标题丙", "王芳")
    corrected(store, 3, "标题丁", "李敏")
    assert run("handover", "export", 2, 3, "--out", package, "--store", other).status == 0
    looked = run("handover", "import", package, "--dry-run", "--store", store)
    assert "没有改动任何内容" in looked.out
    ran = run("handover", "import", package, "--by", "李敏", "--store", store)
    assert ran.status == 1
    assert "标题乙" in ran.out
    assert "第 3 号记录有一处两边改得不同，保留本方的值" in ran.err
    assert "本方" in ran.err.split("标题丁")[0]
    assert "王芳" in ran.err.split("标题丙")[0]
    assert "冲突 1 处" in ran.out
    again = run("handover", "import", package, "--store", store)
    assert "没有新的内容" in again.out
    for folder in (store, other):
        assert run("verify", "--store", folder).status == 0


def test_bounds_come_and_differ_in_words(run: Run, store: Path, package: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一台"
    assert run("handover", "export", "--source", 1, "--out", package, "--store", store).status == 0
    assert run("handover", "import", package, "--store", other).status == 0
    with Store.open(other) as opened:
        desk = Desk(opened, "王芳")
        desk.bounds.drop(1)
        desk.bounds.merge(2)
    with Store.open(store) as opened:
        desk = Desk(opened, "李敏")
        desk.bounds.merge(3)
    assert run("handover", "export", "--source", 1, "--out", package, "--store", other).status == 0
    looked = run("handover", "import", package, "--dry-run", "--store", store)
    ran = run("handover", "import", package, "--store", store)
    for told in (looked, ran):
        assert told.status == 1
        assert "第 1 号记录，接收对方的改动" in told.out
        assert "不再单独成件（原为第" in told.out
        assert "王芳  起止由第" in told.err
        assert "保留本方的" in told.err
    assert run("verify", "--store", store).status == 0


def test_changed_package_and_secret_document_are_told(run: Run, store: Path, package: Path) -> None:
    assert run("handover", "export", 1, "--out", package, "--store", store).status == 0
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    assert_told(run("handover", "import", package, "--store", store), "不是完好的移交包")
    assert_told(run("handover", "import", package.with_name("无.zip"), "--store", store), "无.zip")
    with Store.open(store) as opened:
        make_secret(opened, 2)
    assert_told(run("handover", "export", 1, "--out", package, "--store", store), "第 2 号记录标有密级")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "缺少参数"),
        ("export 1", "--out"),
        ("export --out a.zip", "记录编号"),
        ("export x --out a.zip", "要一个正整数"),
        ("import", "要写一个移交包"),
        ("import a.zip b.zip", "要写一个移交包"),
        ("send a.zip", "不能是"),
    ],
)
def test_wrong_usage_is_told(run: Run, words: str, told: str) -> None:
    ran = run("handover", *words.split())
    assert ran.status == 2
    assert told in ran.err


def test_help_has_examples_that_are_right_usage(run: Run) -> None:
    from desktop.cli import usage

    lines = run("handover", "--help").out.splitlines()
    examples = [line.split()[1:] for line in lines if line.startswith("  gongbao-desk handover ")]
    assert len(examples) == 4
    for example in examples:
        assert usage.arguments(example).verb == "handover"
