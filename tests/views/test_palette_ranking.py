"""What the search finds, and in what order."""

from __future__ import annotations

import time

import pytest

from desktop.views.keys.initials import UNKNOWN, initials
from desktop.views.keys.palette_ranking import Entry, Found, Kind, fold, rank

UNDO = Entry(Kind.COMMAND, "undo", "撤销", keys="Ctrl+Z")
APPROVE = Entry(Kind.COMMAND, "approve", "核准并下一件", keys="Ctrl+Enter")
WITHDRAW = Entry(Kind.COMMAND, "withdraw", "撤回核准", why="本件还没有核准")
DATE = Entry(Kind.FIELD, "field-date", "转到字段：成文日期", keys="Ctrl+Alt+7")
TREES = Entry(Kind.DOCUMENT, "document-7", "云川市人民政府关于春季植树的通知", aside="云政发〔2026〕7号")
ALL = [UNDO, APPROVE, WITHDRAW, DATE, TREES]


def keys(found: list[Found]) -> list[str]:
    return [hit.entry.key for hit in found]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("撤销", "undo"),
        ("日期", "field-date"),
        ("植树", "document-7"),
        ("云政发[2026]7号", "document-7"),
        ("ctrl+z", "undo"),
        ("CTRL+ALT+7", "field-date"),
        ("ｃｔｒｌ＋ｚ", "undo"),
        ("hzb", "approve"),
        ("cx", "undo"),
        ("云川植树", "document-7"),
        ("通知 植树", "document-7"),
    ],
)
def test_words_numbers_keys_and_initials_are_found(query: str, first: str) -> None:
    assert keys(rank(ALL, query))[0] == first


def test_what_stands_at_the_beginning_comes_before_what_stands_inside() -> None:
    assert keys(rank(ALL, "核准")) == ["approve", "withdraw"]


def test_what_cannot_be_used_now_is_found_after_what_can() -> None:
    usable = Entry(Kind.COMMAND, "other", "重新撤回核准意见")
    assert keys(rank([WITHDRAW, usable], "撤回")) == ["other", "withdraw"]


def test_every_term_has_to_fit() -> None:
    assert rank(ALL, "植树 日期") == []


def test_what_was_used_lately_comes_first() -> None:
    assert keys(rank(ALL, "", recent=["document-7", "field-date"]))[:2] == ["document-7", "field-date"]


def test_without_a_query_everything_is_listed() -> None:
    assert sorted(keys(rank(ALL, "  "))) == sorted(entry.key for entry in ALL)


def test_places_of_what_was_looked_for_are_told() -> None:
    assert rank([TREES], "春季树")[0].places == (9, 10, 12)


def test_characters_far_apart_are_no_hit() -> None:
    far = Entry(Kind.DOCUMENT, "far", "关" + "于" * 30 + "知")
    assert rank([far], "关知") == []


@pytest.mark.parametrize("char", ["𠮷", "ﬁ", "İ", "Ⅷ", "\u200f"])
def test_folding_keeps_every_place(char: str) -> None:
    assert len(fold(f"甲{char}乙")) == 3


@pytest.mark.parametrize(
    ("text", "letters"),
    [("撤销", "cx"), ("标题", "bt"), ("核准并下一件", "hzbxyj"), ("阿座", "az"), ("𠮷，A1", f"{UNKNOWN}{UNKNOWN}a1")],
)
def test_initials_follow_the_readings(text: str, letters: str) -> None:
    assert initials(text) == letters


def test_a_key_typed_over_a_hundred_documents_costs_little() -> None:
    documents = [Entry(Kind.DOCUMENT, str(n), f"云川市人民政府关于第{n}号事项和其他若干事项的通知") for n in range(250)]
    begun = time.process_time()
    for query in ("通", "通知", "云知", "yc"):
        rank(documents, query)
    assert (time.process_time() - begun) / 4 < 0.1
