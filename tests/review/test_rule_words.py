"""Rule books are told in words that a clerk understands, and what another choice would change is said beforehand."""

from __future__ import annotations

from desktop.disclosure.profile import rule_book
from desktop.review.rule_words import summary, told, what_changes

SIMPLE, STAGED = rule_book("simple"), rule_book("staged")


def test_book_without_stages_is_told_without_any() -> None:
    assert [one.heading for one in told(SIMPLE)] == ["依据", "公开属性", "期限"]
    assert summary(SIMPLE) == "一名审核人标注公开属性并核准，一次完成。"


def test_staged_book_tells_stages_grounds_and_times() -> None:
    by_heading = {one.heading: "".join(one.sentences) for one in told(STAGED)}
    assert "2. 初审：发文主办秘书科室，保密审查、认定属性（第十条）" in by_heading["公开属性认定"]
    assert "不予公开（第四条第三项）：要选理由。" in by_heading["公开属性"]
    assert "20 个工作日" in by_heading["期限"]


def test_what_another_choice_changes_is_said() -> None:
    assert "再逐级签署" in what_changes(SIMPLE, STAGED)
    assert "直接标注" in what_changes(STAGED, SIMPLE)
    assert "按它们开始时的规则办完" in what_changes(STAGED, STAGED)
