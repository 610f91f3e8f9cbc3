"""Which documents the queue shows, in which order, and where the review goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from queue_samples import summary

from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Status
from desktop.itemmodels.queue_rows import Card, Filter, Heading, arrange, chip, count, neighbour, next_open

QUEUE = (
    replace(summary(1, "市政府文件"), status=Status.APPROVED, disclosure=Disclosure.PROACTIVE, doubts=2),
    replace(summary(2, "市政府文件"), doubts=1),
    replace(summary(3, "部门文件"), disclosure=Disclosure.WITHHELD),
)


def test_a_heading_stands_where_the_column_changes() -> None:
    rows = arrange(QUEUE, Filter.ALL)
    assert rows == (Heading("市政府文件", 2), Card(QUEUE[0]), Card(QUEUE[1]), Heading("部门文件", 1), Card(QUEUE[2]))


def test_without_columns_there_are_no_headings() -> None:
    assert arrange([summary(1), summary(2)], Filter.ALL) == (Card(summary(1)), Card(summary(2)))


@pytest.mark.parametrize(
    ("choice", "shown"),
    [(Filter.ALL, [1, 2, 3]), (Filter.DOUBTFUL, [2]), (Filter.UNMARKED, [2]), (Filter.PENDING, [2, 3])],
    ids=[choice.name for choice in Filter],
)
def test_filter_shows_what_it_says_and_counts_the_same(choice: Filter, shown: list[int]) -> None:
    assert [row.summary.id for row in arrange(QUEUE, choice) if isinstance(row, Card)] == shown
    assert count(QUEUE).of(choice) == len(shown)


def test_doubts_of_approved_documents_no_longer_count() -> None:
    assert (count(QUEUE).approved, count(QUEUE).pending, count(QUEUE).doubts) == (1, 2, 1)


def test_chip_says_the_state_in_words() -> None:
    assert [chip(known).text for known in QUEUE] == ["已核准", "存疑 1", "待核"]


@pytest.mark.parametrize(
    ("current", "following"),
    [
        pytest.param(1, 2, id="the next"),
        pytest.param(3, 2, id="round the end"),
        pytest.param(None, 2, id="from the top"),
    ],
)
def test_review_goes_on_at_the_next_document_that_is_not_approved(current: int | None, following: int) -> None:
    assert next_open(QUEUE, current) == following


def test_review_ends_when_all_others_are_approved() -> None:
    assert next_open([replace(known, status=Status.APPROVED) for known in QUEUE], 1) is None


def test_neighbours_end_at_the_ends() -> None:
    assert (neighbour(QUEUE, 1, -1), neighbour(QUEUE, 1, 1), neighbour(QUEUE, 3, 1)) == (None, 2, None)
