"""What a person types becomes a query, or is refused in words; texts are folded with a way back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import QueryRefused
from desktop.domain.queue import folded
from desktop.domain.search import (
    LONGEST_QUERY,
    MOST_WORDS,
    Excerpt,
    FoldedText,
    Query,
    fold,
    parse_query,
)
from desktop.domain.text import Span


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("信访", Query((("信访",),))),
        ("信访 规定", Query((("信访",), ("规定",)))),
        ("信访　规定", Query((("信访",), ("规定",)))),
        ("通知|通告 废止", Query((("通知", "通告"), ("废止",)))),
        ("通知｜通告", Query((("通知", "通告"),))),
        ("通知 或 通告 或 公告", Query((("通知", "通告", "公告"),))),
        ("通知 -废止", Query((("通知",),), ("废止",))),
        ("通知 －废止", Query((("通知",),), ("废止",))),
        ("通知 非 废止", Query((("通知",),), ("废止",))),
        ("通知 - 废止", Query((("通知",),), ("废止",))),
        ("-废止 通知", Query((("通知",),), ("废止",))),
        ("非物质文化遗产", Query((("非物质文化遗产",),))),
        ("或者", Query((("或者",),))),
        ("“信访 规定”", Query((("信访规定",),))),
        ('"信访 规定" 云川', Query((("信访规定",), ("云川",)))),
        ('-"信访 规定" 云川', Query((("云川",),), ("信访规定",))),
        ("“或”", Query((("或",),))),
        ('"非', Query((("非",),))),
        ("关于“放管服”改革", Query((("关于“放管服”改革",),))),
        ("“放管服”改革", Query((("“放管服”改革",),))),
        ("云政发〔2026〕１号", Query((("云政发(2026)1号",),))),
        ("2026-01", Query((("2026-01",),))),
        ("信访 信访", Query((("信访",),))),
        ("信访 \u200b", Query((("信访",),))),
    ],
)
def test_words_quotes_and_signs_are_understood(typed: str, query: Query) -> None:
    assert parse_query(typed) == query


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "empty"),
        (" 　\n", "empty"),
        ("\u200b", "empty"),
        ("-废止", "only"),
        ("非 废止", "only"),
        ("通知 或", "either"),
        ("| 通知", "either"),
        ("通知 || 通告", "either"),
        ("通知 或 -通告", "either"),
        ("-通告 或 通知", "either"),
        ("通知 非 或 通告", "either"),
        ("通知 非", "unwanted"),
        ("通知 -", "unwanted"),
        ("通知 非 非 通告", "unwanted"),
        ("字" * (LONGEST_QUERY + 1), "long"),
        (" ".join(chr(0x4E00 + number) for number in range(MOST_WORDS + 1)), "many"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(typed: str, fault: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        parse_query(typed)
    assert caught.value.fault == fault


@given(st.text(max_size=40))
def test_any_text_is_a_query_or_refused(typed: str) -> None:
    try:
        query = parse_query(typed)
    except QueryRefused:
        return
    assert query.groups
    assert all(word and fold(word) == word for word in (*query.wanted, *query.unwanted))


def test_every_sign_is_folded_as_the_queue_folds_it_and_stays_so() -> None:
    codes = (*range(0xD800), *range(0xE000, 0x10000), *range(0x1F100, 0x1F300), *range(0x2F800, 0x2FA20))
    signs = map(chr, codes)
    assert [sign for sign in signs if fold(sign) != folded(sign) or fold(fold(sign)) != fold(sign)] == []


SIGNS = st.text(st.sampled_from("府市人民Aａ1１〔(］ \n　𠮷ﬁ㈠é½\u200b，,"), max_size=40)


@given(SIGNS, st.text(st.sampled_from("府市人民a1()一fi,/2"), min_size=1, max_size=3))
def test_places_are_those_of_the_words_in_the_text_itself(raw: str, word: str) -> None:
    text = FoldedText(raw)
    places = list(text.places((word,)))
    assert bool(places) == (word in fold(raw))
    assert all(word in fold(raw[place.start : place.end]) for place in places)
    assert all(one.end < other.start for one, other in pairwise(places))
    covered = "".join(raw[place.start : place.end] for place in places)
    assert fold(covered).count(word) >= fold(raw).count(word) - len(places)


def test_an_excerpt_is_shown_in_one_line() -> None:
    excerpt = Excerpt("云川市人民\n政府\n\n关于 the\nplan", (Span(3, 8), Span(10, 12)), Span(20, 45), before=True)
    assert excerpt.pieces == (
        ("…", False),
        ("云川市", False),
        ("人民政府", True),
        (" ", False),
        ("关于", True),
        (" the plan", False),
    )
    assert excerpt.source_marks == (Span(23, 28), Span(30, 32))
