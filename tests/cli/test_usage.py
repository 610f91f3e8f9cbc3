"""Help and wrong usage, in Chinese."""

from __future__ import annotations

import re

import pytest
from cli_samples import Run

from desktop import __version__, cli
from desktop.cli.console import width

VERBS = ("parse", "sensitive", "redact", "import", "records", "mark", "approve", "export", "columns", "verify", "demo")


def test_every_verb_of_the_contract_is_there() -> None:
    assert set(VERBS) <= set(cli.VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_a_verb_is_chinese_and_has_an_example(verb: str, run: Run) -> None:
    ran = run(verb, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"用法：gongbao-desk {verb}")
    assert f"例：\n  gongbao-desk {verb} " in ran.out
    assert not re.search(r"usage|show this|options|arguments", ran.out)


@pytest.mark.parametrize("verb", VERBS)
def test_example_of_a_verb_is_right_usage(verb: str, run: Run) -> None:
    examples = re.findall(rf"^  gongbao-desk ({verb} .*)$", run(verb, "--help").out, re.MULTILINE)
    assert examples
    for example in examples:
        assert cli.usage.arguments(example.split()).verb == verb


def test_help_is_aligned_for_wide_characters(run: Run) -> None:
    block = run("mark", "--help").out.split("参数：\n")[1].split("\n\n")[0]
    lines = [re.fullmatch(r"(  \S.*? {2,})\S.*", line) for line in block.splitlines()]
    assert len({width(line[1]) for line in lines if line}) == 1


def test_overview_names_every_verb(run: Run) -> None:
    ran = run("--help")
    assert ran.status == 0
    for verb in cli.VERBS:
        assert f"\n  {verb} " in ran.out


def test_version_is_told(run: Run) -> None:
    assert run("--version").out == f"gongbao-desk {__version__}\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("pasre", "没有这个命令：pasre"),
        ("--nonsense", "多余的参数：--nonsense"),
        ("parse", "缺少参数：文件"),
        ("parse a.txt --out", "--out 后面要跟一个值"),
        ("parse a.txt --jobs 0", "--jobs：要一个正整数"),
        ("parse a.txt --jobs", "--jobs 后面要跟一个值"),
        ("mark --attribute 主动公开 --by 李敏", "缺少参数：编号"),
        ("mark 1 --attribute 公开 --by 李敏", "--attribute 不能是 '公开'"),
        ("mark 1 --attribute 主动公开", "缺少参数：--by"),
        ("mark 第一条 --attribute 主动公开 --by 李敏", "编号：要一个正整数"),
        ("approve 1 --by 　", "--by：不能是空的"),
        ("approve -1 --by 李敏", "编号：要一个正整数"),
        ("records --js", "多余的参数：--js"),
        ("export --format doc --out x", "--format 不能是 'doc'"),
        ("export --format csv", "缺少参数：--out"),
        ("demo", "缺少参数：--out"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(line: str, told: str, run: Run) -> None:
    ran = run(*line.split(" "))
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err
