"""The queue's rows: headings where the 栏目 changes, chips, and the way from one document to the next."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from queue_samples import summary

from desktop.domain.queue import Listing
from desktop.domain.record import Status
from desktop.itemmodels.queue_rows import Card, Heading, Place, chip, headed, next_open, without

QUEUE = (
    replace(summary(1), status=Status.APPROVED),
    summary(2),
    replace(summary(3), doubts=2),
)
LISTING = Listing(array("q", [1, 2, 3]), ((0, "市政府文件"), (2, "")))


def test_headings_stand_where_the_column_changes() -> None:
    assert headed(LISTING) == (Heading("市政府文件", 2), 0, 1, Heading("未分栏", 1), 2)


def test_without_columns_there_are_no_headings() -> None:
    assert headed(Listing(array("q", [1, 2]))) is None


@pytest.mark.parametrize(
    ("position", "left"),
    [
        pytest.param(0, ((0, "市政府文件"), (1, "")), id="one of two under a heading"),
        pytest.param(2, ((0, "市政府文件"),), id="the only one under a heading"),
    ],
)
def test_a_document_that_goes_takes_an_empty_heading_along(position: int, left: tuple[tuple[int, str], ...]) -> None:
    shorter = without(LISTING, position)
    assert shorter.headings == left
    assert len(shorter.ids) == 2


def test_chips_say_the_state() -> None:
    assert [chip(known).text for known in QUEUE] == ["已核准", "待核", "存疑 2"]


def test_signs_tell_what_else_is_known() -> None:
    known = replace(summary(1), changed=2, noted=True, tags=("急",))
    assert Card(known, "公报第1期").signs == "公报第1期 · 改 2 项 · 有批注 · #急"
    assert Card(summary(1)).signs == ""


@pytest.mark.parametrize(("current", "following"), [(None, 2), (1, 2), (2, 3), (3, 2)])
def test_review_goes_on_with_the_next_document_not_approved(current: int | None, following: int) -> None:
    assert next_open(QUEUE, current) == following


def test_nothing_follows_when_all_is_approved() -> None:
    assert next_open([replace(known, status=Status.APPROVED) for known in QUEUE], 1) is None


@pytest.mark.parametrize(
    ("place", "before", "after", "following"),
    [
        pytest.param(Place((1, 2, 3), 1, True), 1, 3, [3, 1], id="in the list"),
        pytest.param(Place((1, 2, 3), 0, True), None, 2, [2, 3], id="first"),
        pytest.param(Place((1, 2, 3), 2, True), 2, None, [1, 2], id="last"),
        pytest.param(Place((1, 3), 1, False), 1, 3, [3, 1], id="the list has lost it"),
        pytest.param(Place((1, 2), 2, False), 2, None, [1, 2], id="the list has lost its last"),
        pytest.param(Place((), 0, False), None, None, [], id="nothing shown"),
    ],
)
def test_neighbours_are_those_of_the_list_as_shown(
    place: Place, before: int | None, after: int | None, following: list[int]
) -> None:
    assert (place.beside(-1), place.beside(1), list(place.following())) == (before, after, following)
