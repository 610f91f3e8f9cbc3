"""The queue as Qt sees it: a sound model that fetches what comes into sight and tells exactly what changed."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from queue_samples import summary

from desktop.domain.queue import Listing
from desktop.itemmodels.queue_model import PAGE, ROW_ROLE, QueueModel
from desktop.itemmodels.queue_rows import Awaited, Card, Heading

QUEUE = tuple(summary(number) for number in range(1, 7))
LISTING = Listing(array("q", range(1, 7)), ((0, "市政府文件"), (3, "部门文件")))
LONG = Listing(array("q", range(1, 100_001)))


@pytest.fixture
def model(qtmodeltester: Any) -> QueueModel:
    model = QueueModel()
    model.show(LISTING, QUEUE, {})
    qtmodeltester.check(model, force_py=True)
    return model


@pytest.fixture
def heard(model: QueueModel) -> list[tuple[str, int, int]]:
    told: list[tuple[str, int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append(("changed", first.row(), last.row())))
    model.rowsRemoved.connect(lambda _, first, last: told.append(("removed", first, last)))
    model.modelReset.connect(lambda: told.append(("reset", 0, 0)))
    return told


def test_one_changed_document_is_told_as_one_row(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.take((QUEUE[0], replace(QUEUE[1], doubts=3), *QUEUE[2:]))
    assert heard == [("changed", 2, 2)]


def test_nothing_changed_is_told_to_nobody(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.take(QUEUE)
    assert heard == []


def test_a_document_that_goes_is_one_row_less(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.drop(frozenset((5,)))
    assert heard == [("removed", 6, 6), ("changed", 4, 4)]
    assert model.row(model.index(4)) == Heading("部门文件", 2)


def test_a_heading_goes_with_its_last_document(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.drop(frozenset((4, 5, 6)))
    assert heard[-1] == ("removed", 4, 5)
    assert list(model.ids) == [1, 2, 3]


def test_the_same_list_is_no_new_list(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.show(LISTING, QUEUE, {})
    assert "reset" not in {what for what, _, _ in heard}


def test_a_document_is_found_and_spoken(model: QueueModel) -> None:
    model.set_current(4)
    index = model.index_of(4)
    assert model.data(index) == "标题4"
    spoken = str(model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert "第 4 件" in spoken
    assert "正在审阅" in spoken
    assert not model.index_of(99).isValid()
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable


def test_only_the_two_rows_change_when_another_document_is_reviewed(
    model: QueueModel, heard: list[tuple[str, int, int]]
) -> None:
    model.set_current(1)
    heard.clear()
    model.set_current(6)
    assert heard == [("changed", 1, 1), ("changed", 7, 7)]


def test_the_place_is_kept_when_the_list_loses_the_document(model: QueueModel) -> None:
    model.set_current(3)
    model.drop(frozenset((3,)))
    assert (model.place.beside(-1), model.place.beside(1)) == (2, 4)


def test_what_comes_into_sight_is_fetched_with_what_is_around(qtbot: Any) -> None:
    model = QueueModel()
    model.show(LONG, (), {})
    with qtbot.waitSignal(model.page_missed, timeout=1000):
        assert model.index(50_000).data(ROW_ROLE) == Awaited(50_001)
    wanted = model.missing()
    assert len(wanted) == PAGE
    assert 50_001 in wanted
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.take([summary(number) for number in wanted])
    assert told == [(50_000 - PAGE // 2, 50_000 + PAGE // 2 - 1)]
    assert isinstance(model.index(50_000).data(ROW_ROLE), Card)


def test_the_latest_sight_is_fetched_first() -> None:
    model = QueueModel()
    model.show(LONG, (), {})
    for row in (10, 20_000, 90_000):
        model.index(row).data(ROW_ROLE)
    assert 90_001 in model.missing()
    assert not model.missing()


def test_documents_between_rows_leave_headings_out(model: QueueModel) -> None:
    assert list(model.records_between(0, 5)) == [1, 2, 3, 4]
    assert model.record_at(4) is None


def test_old_summaries_are_let_go(qtbot: Any) -> None:  # noqa: ARG001  # an application must be there
    model = QueueModel()
    model.show(LONG, (summary(number) for number in range(1, 25_001)), {})
    assert model.summary(1) is None
    assert model.summary(25_000) is not None
