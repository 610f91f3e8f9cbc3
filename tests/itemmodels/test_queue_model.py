"""The queue as Qt sees it: a sound model that tells exactly what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from queue_samples import summary

from desktop.domain.record import Status
from desktop.itemmodels.queue_model import QueueModel
from desktop.itemmodels.queue_rows import Filter

QUEUE = tuple(summary(number, "市政府文件" if number < 4 else "部门文件") for number in range(1, 7))


@pytest.fixture
def model(qtmodeltester: Any) -> QueueModel:
    model = QueueModel()
    model.set_summaries(QUEUE)
    qtmodeltester.check(model, force_py=True)
    return model


@pytest.fixture
def heard(model: QueueModel) -> list[tuple[str, int, int]]:
    told: list[tuple[str, int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append(("changed", first.row(), last.row())))
    model.rowsInserted.connect(lambda _, first, last: told.append(("inserted", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: told.append(("removed", first, last)))
    model.modelReset.connect(lambda: told.append(("reset", 0, 0)))
    return told


def test_one_changed_document_is_told_as_one_row(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.set_summaries((QUEUE[0], replace(QUEUE[1], doubts=3), *QUEUE[2:]))
    assert heard == [("changed", 2, 2)]


def test_nothing_changed_is_told_to_nobody(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.set_summaries(QUEUE)
    assert heard == []


def test_filter_removes_and_brings_back_rows(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.set_summaries((*QUEUE[:5], replace(QUEUE[5], status=Status.APPROVED)))
    heard.clear()
    model.set_filter(Filter.PENDING)
    assert ("removed", 7, 7) in heard
    assert [known.id for known in model.shown] == [1, 2, 3, 4, 5]
    model.set_filter(Filter.ALL)
    assert ("inserted", 7, 7) in heard
    assert "reset" not in {what for what, _, _ in heard}


def test_model_stays_sound_under_every_filter(model: QueueModel) -> None:
    """The tester that the fixture has set on the model checks every change."""
    for choice in (*Filter, *reversed(Filter)):
        model.set_filter(choice)
    assert len(model.shown) == len(QUEUE)


def test_a_document_is_found_and_spoken(model: QueueModel) -> None:
    index = model.index_of(4)
    assert model.data(index) == "标题4"
    assert "第 4 件" in str(model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert not model.index_of(99).isValid()
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_very_long_queue_is_reset_at_once(model: QueueModel, heard: list[tuple[str, int, int]]) -> None:
    model.set_summaries(tuple(summary(number) for number in range(4000)))
    assert heard == [("reset", 0, 0)]
    assert model.rowCount() == 4000
