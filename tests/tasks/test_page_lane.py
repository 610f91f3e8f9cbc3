"""Pages are drawn in a child that stays warm; what nobody wants any more is not drawn, and a dead child is replaced."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from desktop.domain.errors import ReaderDied, ReaderExhausted, SourceEncrypted, SourceError, SourcePasswordWrong
from desktop.tasks.page_lane import Letters, PageFile, PageLane, Picture
from tests.helpers import shared_children, shared_pages

pytestmark = pytest.mark.usefixtures("qapp")

PATIENCE = 30_000
PAGES = 12

needs_signals = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and SIGSTOP are things of POSIX")


class Ear:
    """Hears everything that a lane tells."""

    def __init__(self, lane: PageLane) -> None:
        self.sizes: list[Any] = []
        self.pictures: list[tuple[int, float, Any]] = []
        self.letters: list[tuple[int, Any]] = []
        self.refused: list[tuple[Any, BaseException]] = []
        self.failed: list[BaseException] = []
        lane.opened.connect(self.sizes.append)
        lane.pictured.connect(lambda *told: self.pictures.append(told))
        lane.lettered.connect(lambda *told: self.letters.append(told))
        lane.refused.connect(lambda *told: self.refused.append(told))
        lane.failed.connect(self.failed.append)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "文件"
    document = pymupdf.open()
    for number in range(PAGES):
        document.new_page(width=400, height=600).insert_text((50, 100), f"page {number}", fontsize=20)
    document.save(path)
    return path


@pytest.fixture
def lane() -> Iterator[PageLane]:
    """A lane with no child of another test beside its own."""
    shared_pages.end_all()
    shared_children.end_all()
    lane = PageLane()
    yield lane
    lane.close()


@pytest.fixture
def until(qtbot: Any) -> Callable[[Callable[[], object]], None]:
    return lambda holds: qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE)


def children() -> list[Any]:
    return [child for child in multiprocessing.active_children() if child.name == "pages"]


def test_sizes_pictures_and_boxes_come_from_the_child(lane: PageLane, pdf: Path, until: Any) -> None:
    ear = Ear(lane)
    lane.open(PageFile(pdf, "pdf"))
    lane.want([Picture(3, 1.5), Letters(3, "page 3")])
    until(lambda: ear.pictures and ear.letters)
    assert len(ear.sizes) == 1
    assert [(size.width, size.height) for size in ear.sizes[0]] == [(400, 600)] * PAGES
    index, scale, image = ear.pictures[0]
    assert (index, scale, image.width(), image.height()) == (3, 1.5, 600, 900)
    number, glyphs = ear.letters[0]
    assert (number, len(glyphs)) == (3, len("page 3"))
    assert glyphs.box(0).left == pytest.approx(50, abs=3)


def test_nothing_is_started_before_a_file_is_opened(lane: PageLane) -> None:
    lane.want([Picture(0, 1.0)])
    assert children() == []


def test_what_is_wanted_no_more_is_not_drawn(lane: PageLane, pdf: Path, until: Any) -> None:
    ear = Ear(lane)
    lane.open(PageFile(pdf, "pdf"))
    lane.want([Picture(index, 1.0) for index in range(PAGES)])
    lane.pictured.connect(lambda index, *_: lane.want([Picture(11, 1.0)] if index != 11 else []))
    until(lambda: ear.pictures and not lane.busy)
    assert [index for index, _, _ in ear.pictures] == [0, 11]


def test_another_file_is_opened_in_the_same_child_and_old_answers_are_dropped(
    lane: PageLane, pdf: Path, tmp_path: Path, until: Any
) -> None:
    ear = Ear(lane)
    lane.open(PageFile(pdf, "pdf"))
    until(lambda: ear.sizes)
    child = children()[0].pid
    other = tmp_path / "另一份"
    document = pymupdf.open()
    document.new_page(width=300, height=300)
    document.save(other)
    lane.want([Picture(0, 2.0)])
    lane.open(PageFile(other, "pdf"))
    until(lambda: len(ear.sizes) == 2)
    assert ear.pictures == []
    assert [size.width for size in ear.sizes[1]] == [300]
    assert [running.pid for running in children()] == [child]


@needs_signals
def test_a_killed_child_is_told_once_and_replaced_at_the_next_request(lane: PageLane, pdf: Path, until: Any) -> None:
    ear = Ear(lane)
    lane.open(PageFile(pdf, "pdf"))
    until(lambda: ear.sizes)
    os.kill(children()[0].pid, signal.SIGKILL)
    until(lambda: ear.failed)
    assert [type(error) for error in ear.failed] == [ReaderDied]
    assert children() == []
    lane.want([Picture(0, 1.0)])
    until(lambda: ear.pictures)
    assert len(ear.failed) == 1


@needs_signals
def test_the_page_at_which_the_child_died_is_refused(lane: PageLane, pdf: Path, until: Any) -> None:
    ear = Ear(lane)
    lane.open(PageFile(pdf, "pdf"))
    until(lambda: ear.sizes)
    os.kill(children()[0].pid, signal.SIGSTOP)
    lane.want([Picture(5, 1.0), Picture(6, 1.0)])
    os.kill(children()[0].pid, signal.SIGKILL)
    until(lambda: ear.failed)
    assert [(wish, type(error)) for wish, error in ear.refused] == [(Picture(5, 1.0), ReaderDied)]


@needs_signals
def test_a_child_that_is_silent_for_too_long_is_ended(lane: PageLane, pdf: Path, until: Any) -> None:
    ear = Ear(lane)
    lane.open(PageFile(pdf, "pdf"))
    until(lambda: ear.sizes)
    lane.patience_ms = 100
    os.kill(children()[0].pid, signal.SIGSTOP)
    lane.want([Picture(0, 1.0)])
    until(lambda: ear.failed)
    assert isinstance(ear.failed[0], ReaderExhausted)
    assert isinstance(ear.refused[0][1], ReaderExhausted)


def test_a_file_that_cannot_be_opened_is_told_and_the_child_lives(
    lane: PageLane, pdf: Path, tmp_path: Path, until: Any
) -> None:
    ear = Ear(lane)
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing follows")
    lane.open(PageFile(broken, "pdf"))
    until(lambda: ear.failed)
    assert isinstance(ear.failed[0], SourceError)
    assert ear.failed[0].path == broken
    lane.open(PageFile(pdf, "pdf"))
    until(lambda: ear.sizes)


def test_a_password_is_asked_for_and_tried(lane: PageLane, tmp_path: Path, until: Any) -> None:
    ear = Ear(lane)
    path = tmp_path / "密"
    document = pymupdf.open()
    document.new_page()
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="开门", owner_pw="主人")
    lane.open(PageFile(path, "pdf"))
    until(lambda: ear.failed)
    assert isinstance(ear.failed[0], SourceEncrypted)
    lane.open(PageFile(path, "pdf", "不对"))
    until(lambda: len(ear.failed) == 2)
    assert isinstance(ear.failed[1], SourcePasswordWrong)
    lane.open(PageFile(path, "pdf", "开门"))
    until(lambda: ear.sizes)


def test_a_closed_lane_asks_nothing_and_leaves_nothing(lane: PageLane, pdf: Path) -> None:
    lane.open(PageFile(pdf, "pdf"))
    lane.close()
    lane.want([Picture(0, 1.0)])
    assert children() == []


def test_a_password_is_not_shown_by_the_file_that_carries_it(pdf: Path) -> None:
    assert "秘密" not in repr(PageFile(pdf, "pdf", "秘密"))
