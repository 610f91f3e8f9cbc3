"""Every fault of the world has three plain Chinese sentences of its own."""

from __future__ import annotations

import errno
import inspect
from pathlib import Path

import pytest

from desktop.domain import errors
from desktop.domain.errors import (
    ApprovalRefused,
    BoundsRefused,
    DeskError,
    ExportFailed,
    PatternRefused,
    SourceError,
    StepStale,
    StoreError,
    ValueRefused,
)
from desktop.domain.fields import SPEC
from desktop.domain.finding import Advice, Finding, FindingKind
from desktop.domain.text import Span
from desktop.review.explain import explain

PATH = Path("/资料/公报 2026-01.pdf")
MOBILE = Finding(FindingKind.MOBILE, "13800138000", (Span(0, 11),), "手机号码", Advice.MASK)

CLASSES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, DeskError) and kind is not DeskError
]


def example(kind: type[DeskError]) -> DeskError:
    if issubclass(kind, SourceError | StoreError | ExportFailed):
        return kind(PATH, "detail")
    if kind is ValueRefused:
        return ValueRefused("date", "2026-02-30")
    if kind is StepStale:
        return StepStale(7, "field:date")
    if kind is BoundsRefused:
        return BoundsRefused(7, "split", 3)
    if kind is errors.RedactionRefused:
        return errors.RedactionRefused(PATH, "garbled", (3,))
    if kind is errors.CaseRefused:
        return errors.CaseRefused(7, ("没有选文件类型。", "没有说明理由。"))
    if kind is errors.FindingsOpen:
        return errors.FindingsOpen(7, "findings", (MOBILE,))
    if kind is errors.CopyFailed:
        return errors.CopyFailed(PATH, ("搜索：第1处仍能找到。", "逐字比较：少了一个字。"))
    if kind is errors.PlanWrong:
        return errors.PlanWrong(PATH, "removals[2].spans[0]", "起要小于止")
    if kind is errors.ProfileWrong:
        return errors.ProfileWrong(PATH, 3, "缺少 name")
    if kind is errors.RegisterRulesWrong:
        return errors.RegisterRulesWrong(PATH, 3, "缺少 name")
    if kind is errors.RegisterRefused:
        return errors.RegisterRefused("这一件已经废止。")
    if kind is errors.RegisterStale:
        return errors.RegisterStale("台账第 7 件")
    if kind is errors.ClusterFailed:
        return errors.ClusterFailed("tcp://10.1.1.8:8786", "idle")
    if kind is errors.ListUnread:
        return errors.ListUnread(PATH, "没有标题列")
    if kind is errors.PersonUnknown:
        return errors.PersonUnknown("李青禾")
    if kind is errors.PasswordWrong:
        return errors.PasswordWrong("李青禾", 2.0)
    if kind is errors.QueryRefused:
        return errors.QueryRefused("only")
    if kind is PatternRefused:
        return PatternRefused("(")
    return ApprovalRefused(7, "disclosure") if kind is ApprovalRefused else kind(7)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_fault_is_told_in_three_sentences(kind: type[DeskError]) -> None:
    words = explain(example(kind))
    for sentence in (words.what, words.safe, words.next):
        assert sentence.endswith("。")
        assert sentence.count("。") == 1
        assert not {"\n", "{", "}"} & set(sentence)
    assert kind.__name__ not in str(words)
    assert "detail" not in str(words) or kind is errors.SourceKindUnknown


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_no_two_faults_are_told_alike(kind: type[DeskError]) -> None:
    others = {explain(example(other)).what for other in CLASSES if other is not kind}
    assert explain(example(kind)).what not in others


@pytest.mark.parametrize("why", ["split", "last", "empty", "swallows", "only", "gone"])
def test_every_refusal_of_bounds_has_its_own_words(why: str) -> None:
    words = explain(BoundsRefused(7, why, 3))
    assert words.safe == "文件的划分没有改动。"
    assert "第 3 件" in words.what or why == "gone"
    assert words.next.startswith(("请", "要", "确实"))


@pytest.mark.parametrize(
    "kind", [kind for kind in CLASSES if issubclass(kind, SourceError | StoreError | ExportFailed)]
)
def test_the_file_is_named(kind: type[DeskError]) -> None:
    assert PATH.name in explain(example(kind)).what


@pytest.mark.parametrize("key", [*SPEC, "disclosure", "unheard of"])
def test_refused_value_comes_with_advice(key: str) -> None:
    words = explain(ValueRefused(key, "长" * 100))
    assert len(words.what) < 80
    assert words.next.startswith("请")


def test_words_of_the_system_are_translated() -> None:
    failed = ExportFailed(PATH, "Permission denied")
    failed.__cause__ = PermissionError(errno.EACCES, "Permission denied")
    assert "没有权限" in explain(failed).what
    assert explain(PermissionError(errno.EACCES, "Permission denied", "a.txt")).what == (
        "处理“a.txt”时系统报告错误（没有权限，或文件正被其他程序打开）。"
    )
    assert "磁盘空间不足" in explain(OSError(errno.ENOSPC, "No space left on device")).what


def test_hostile_file_name_stays_one_line() -> None:
    words = explain(errors.SourceMissing(Path("a\n{0}\x1b[2J.txt")))
    assert words.what == "找不到文件“a�{0}�[2J.txt”。"


@pytest.mark.parametrize("error", [MemoryError(), KeyError("x"), DeskError(), OSError(), RuntimeError("secret text")])
def test_anything_else_has_words_too(error: Exception) -> None:
    words = explain(error)
    assert words.what
    assert words.safe
    assert words.next
    assert "secret" not in str(words)
