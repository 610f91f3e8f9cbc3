"""Filters as values: saved and read back, folded texts, and the filters at hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.disclosure import Disclosure
from desktop.domain.queue import (
    SELF,
    Facet,
    Order,
    OrderBy,
    Part,
    QueueFilter,
    Quick,
    SavedFilter,
    folded,
    from_json,
    parts,
    quick_of,
    sorting_key,
    to_json,
    with_quick,
    without_part,
    words,
)
from desktop.domain.record import Status

texts = st.frozensets(st.text(max_size=8), max_size=3)
filters = st.builds(
    QueueFilter,
    statuses=st.frozensets(st.sampled_from([status.value for status in Status])),
    disclosures=st.frozensets(st.sampled_from(["", *(known.value for known in Disclosure)])),
    genres=texts,
    years=texts,
    issuers=texts,
    codes=texts,
    tags=texts,
    doubtful=st.booleans(),
    changed=st.booleans(),
    changed_by=st.none() | st.text(max_size=5),
    noted=st.booleans(),
    text=st.text(max_size=20),
)
orders = st.builds(Order, st.sampled_from(OrderBy), st.booleans())


@given(st.builds(SavedFilter, st.text(max_size=10), filters, orders))
def test_a_saved_filter_comes_back_as_it_was(saved: SavedFilter) -> None:
    assert from_json(json.loads(json.dumps(to_json(saved)))) == saved


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"name": 3, "order": "source"},
        {"name": "一", "order": "sideways"},
        {"name": "一", "order": "source", "genres": "通知"},
        {"name": "一", "order": "source", "genres": [1]},
        {"name": "一", "order": "source", "statuses": ["不明"]},
        {"name": "一", "order": "source", "changed_by": 1},
    ],
)
def test_what_is_no_saved_filter_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_json(data)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云政发〔2026〕1号", "云政发[2026]1号"),
        ("云政发〔2026〕1号", "云政发（２０２６）１号"),
        ("GB/T 9704", "ｇｂ／ｔ９７０４"),
        ("云川\u200f市", "云川市"),
        ("云川市\n人民政府", "云川市人民政府"),
    ],
)
def test_forms_do_not_matter_to_a_search(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_search_looks_for_each_word() -> None:
    assert words(" 信访　 通知 信访 ") == ("信访", "通知")
    assert words(" \u200f\t") == ()
    assert sum(map(len, words("很" * 100_000))) == 200


def test_titles_are_sorted_by_sound_and_none_comes_last() -> None:
    titles = ["", "中心", "安全", "Z", "办法"]
    assert sorted(titles, key=sorting_key) == ["Z", "安全", "办法", "中心", ""]


@given(filters, st.sampled_from(Quick))
def test_a_filter_at_hand_is_known_again(wish: QueueFilter, choice: Quick) -> None:
    assert quick_of(with_quick(wish, choice)) is choice


def test_all_takes_everything_back() -> None:
    assert with_quick(QueueFilter(3, genres=frozenset(("通知",)), text="信访"), Quick.ALL) == QueueFilter(3)


@given(filters)
def test_taking_back_every_part_leaves_what_is_at_hand_and_the_text(wish: QueueFilter) -> None:
    while listed := parts(wish):
        wish = without_part(wish, listed[0])
    assert quick_of(replace(wish, text="")) is not None


def test_what_is_at_hand_is_no_part() -> None:
    wish = QueueFilter(doubtful=True, genres=frozenset(("通知",)))
    assert parts(wish) == (Part(Facet.GENRE, "通知"),)
    assert parts(QueueFilter(changed_by=SELF, noted=True)) == (Part(None, "noted"),)
