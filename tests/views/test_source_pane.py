"""The source pane on the sample as a PDF: text and pages as one, through the real widgets and the real child."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from desktop import paths
from desktop.disclosure.profile import rule_book
from desktop.domain.record import Record
from desktop.domain.text import SourceText, Span
from desktop.parsing.readers import ReadOptions, read
from desktop.review.desk import Desk
from desktop.store import Store
from desktop.tasks.page_lane import PageLane
from desktop.views.fields.menu import ADDS
from desktop.views.reading.opening import Opened, load
from desktop.views.source.head import Mode
from desktop.views.source.pane import SourcePane
from desktop.widgets import span_drag
from desktop.widgets.appearance import Appearance
from desktop.widgets.source_rows import cut_rows
from desktop.widgets.text_search import SearchIndex

PATIENCE = 60_000
SAMPLE = paths.seeds() / "yunchuan-2026-01.pdf"
DARK = 110
"""Print is darker than this on every mark."""


@pytest.fixture(scope="module")
def gazette(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Opened, tuple[Record, ...]]]:
    """The sample as the window gets it, with its records; read and parsed once."""
    with Store.open(tmp_path_factory.mktemp("pane") / "store") as store:
        desk = Desk(store, "演示员")
        opened = load(desk, desk.open_source(SAMPLE))
        yield opened, tuple(desk.record(known.id) for known in opened.queue)


@pytest.fixture
def opened(gazette: tuple[Opened, tuple[Record, ...]]) -> Opened:
    return gazette[0]


@pytest.fixture
def record(gazette: tuple[Opened, tuple[Record, ...]]) -> Record:
    return gazette[1][3]


@pytest.fixture
def lane(request: pytest.FixtureRequest, shared_pages: type[PageLane]) -> Iterator[PageLane]:
    """A lane; its child may have drawn for another test, unless the test is about the child."""
    lane = PageLane() if "child" in request.node.name else shared_pages()
    yield lane
    lane.close()


@pytest.fixture
def bare(qtbot: Any, qapp: Any, lane: PageLane) -> SourcePane:
    """The pane with no source."""
    made = SourcePane(Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True), lane)
    made.view.animated = made.pages.animated = False
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


@pytest.fixture
def pane(bare: SourcePane, opened: Opened, record: Record) -> SourcePane:
    """The pane with a document of the sample under review."""
    bare.show_opened(opened)
    bare.show_record(record, scroll=True)
    return bare


@pytest.fixture
def drawn(qtbot: Any, lane: PageLane) -> Callable[[SourcePane], None]:
    """Wait until all pages in sight are there."""

    def wait(pane: SourcePane) -> None:
        view = pane.pages
        qtbot.waitUntil(lambda: not lane.busy and not view.pictures_wanted and not view.glyphs_wanted, timeout=PATIENCE)

    return wait


def darkest(pane: SourcePane, box: Any) -> int:
    """Return the lightness of the darkest point in a box of the page view."""
    image = pane.pages.viewport().grab(box.toAlignedRect()).toImage()
    return min(QColor(image.pixel(x, y)).lightness() for x in range(image.width()) for y in range(image.height()))


def at(pane: SourcePane, offset: int, part: float) -> QPoint:
    box = pane.pages.boxes(Span(offset, offset + 1))[0]
    return QPoint(round(box.left() + part * box.width()), round(box.center().y()))


def test_marks_of_a_field_lie_on_the_printed_characters(pane: SourcePane, record: Record, drawn: Any) -> None:
    pane.show_mode(Mode.PAGES)
    pane.show_evidence("title")
    drawn(pane)
    assert pane.source is not None
    for span in record.spans("title"):
        for offset in range(span.start, span.end):
            char = pane.source.text[offset]
            boxes = pane.pages.boxes(Span(offset, offset + 1))
            if char.isalnum():
                assert len(boxes) == 1, char
                assert darkest(pane, boxes[0]) < DARK, char
    first = pane.pages.boxes(record.spans("title")[0])[0]
    image = pane.pages.viewport().grab().toImage()
    beside = image.pixelColor(round(first.left()) - 1, round(first.center().y()))
    assert beside.hue() == pytest.approx(QColor("#FFC94A").hue(), abs=4)


def test_what_is_selected_on_a_page_is_selected_in_the_text_and_becomes_a_value(
    pane: SourcePane, record: Record, drawn: Any, qtbot: Any
) -> None:
    pane.show_mode(Mode.PAGES)
    pane.show_evidence("doc_number")
    drawn(pane)
    span = record.spans("doc_number")[0]
    viewport = pane.pages.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at(pane, span.start, 0.2))
    qtbot.mouseMove(viewport, at(pane, span.end - 1, 0.8))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at(pane, span.end - 1, 0.8))
    assert pane.selection == pane.view.selection == span
    menu = pane.field_menu()
    action = next(action for action in menu.actions() if action.data() == "doc_number" and not action.property(ADDS))
    with qtbot.waitSignal(pane.value_selected) as heard:
        menu.triggered.emit(action)
    menu.deleteLater()
    assert heard.args == ["doc_number", span, False]


def test_what_is_selected_can_be_added_to_the_field_at_hand(pane: SourcePane, record: Record, qtbot: Any) -> None:
    pane.show_evidence("title")
    span = record.spans("doc_number")[0]
    pane.view.select(span)
    menu = pane.field_menu()
    action = next(action for action in menu.actions() if action.property(ADDS))
    assert action.text() == "&0  追加到“标题”"
    with qtbot.waitSignal(pane.value_selected) as heard:
        action.trigger()
    menu.deleteLater()
    assert heard.args == ["title", span, True]


def test_every_field_of_the_menu_has_a_key_of_its_own(pane: SourcePane) -> None:
    menu = pane.field_menu()
    keys = [action.text()[1] for action in menu.actions() if action.data() is not None]
    menu.deleteLater()
    assert keys[:9] == list("123456789")
    assert len(set(keys)) == len(keys)


def test_a_press_on_the_selection_drags_it_and_a_click_drops_it(
    pane: SourcePane, record: Record, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[Span] = []
    monkeypatch.setattr(span_drag, "drag", lambda _view, _source, span, _look: dragged.append(span))
    span = record.spans("title")[0]
    pane.view.select(span)
    box = pane.view.boxes(span)[0].center().toPoint()
    viewport = pane.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=box)
    qtbot.mouseMove(viewport, box + QPoint(60, 40))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=box + QPoint(60, 40))
    assert dragged == [span]
    assert pane.selection == span
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=box)
    assert pane.selection is None


def test_a_place_selected_with_ctrl_is_told_as_a_further_one(pane: SourcePane, record: Record, qtbot: Any) -> None:
    box = pane.view.boxes(record.spans("title")[0])[0]
    start, end = box.topLeft().toPoint() + QPoint(2, 8), box.topRight().toPoint() + QPoint(-2, 8)
    viewport, ctrl = pane.view.viewport(), Qt.KeyboardModifier.ControlModifier
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, ctrl, start)
    qtbot.mouseMove(viewport, end)
    with qtbot.waitSignal(pane.further_selected) as heard:
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, ctrl, end)
    assert heard.args == [pane.selection]


def test_a_click_on_a_page_tells_the_place_in_the_text(
    pane: SourcePane, record: Record, drawn: Any, qtbot: Any
) -> None:
    pane.show_mode(Mode.PAGES)
    pane.show_evidence("date")
    drawn(pane)
    offset = record.spans("date")[0].start + 2
    with qtbot.waitSignal(pane.clicked) as heard:
        qtbot.mouseClick(pane.pages.viewport(), Qt.MouseButton.LeftButton, pos=at(pane, offset, 0.4))
    assert heard.args == [offset]


def test_switching_the_view_keeps_the_evidence_in_sight(pane: SourcePane, record: Record, drawn: Any) -> None:
    span = record.spans("date")[0]
    pane.show_evidence("date")
    for mode, views in (
        (Mode.PAGES, [pane.pages]),
        (Mode.BOTH, [pane.view, pane.pages]),
        (Mode.TEXT, [pane.view]),
        (Mode.BOTH, [pane.view, pane.pages]),
    ):
        pane.show_mode(mode)
        drawn(pane)
        assert pane.mode is mode
        assert all(view.isVisible() and view.shows(span) for view in views)


def test_switching_the_view_keeps_the_page_that_is_read(pane: SourcePane, drawn: Any) -> None:
    pane.show_mode(Mode.PAGES)
    pane.pages.show_page(14)
    drawn(pane)
    pane.show_mode(Mode.TEXT)
    assert pane.source is not None
    assert pane.source.page_at(pane.view.place) == 14
    pane.show_mode(Mode.PAGES)
    drawn(pane)
    assert pane.pages.page == 14


def test_side_by_side_the_page_at_hand_follows_whoever_is_scrolled(pane: SourcePane, drawn: Any, qtbot: Any) -> None:
    pane.show_mode(Mode.BOTH)
    drawn(pane)
    assert pane.source is not None
    qtbot.keyClick(pane.pages, Qt.Key.Key_End)
    last = len(pane.source.pages) - 1
    assert pane.pages.page == last
    assert pane.source.page_at(pane.view.place) == last
    qtbot.keyClick(pane.view, Qt.Key.Key_Home)
    assert pane.pages.page == 0


def test_a_way_of_showing_is_remembered_for_the_next_source_with_pages(
    pane: SourcePane, opened: Opened, lane: PageLane
) -> None:
    pane.show_mode(Mode.PAGES)
    pane.show_opened(plain(opened))
    assert pane.mode is Mode.TEXT
    pane.show_opened(opened)
    assert pane.mode is Mode.PAGES
    lane.close()


def plain(opened: Opened) -> Opened:
    """Return the same source as a text file without pages."""
    text = SourceText("甲.txt", "1" * 64, "txt", opened.text.text)
    return replace(opened, text=text, rows=cut_rows(text, opened.passages))


def test_a_text_file_offers_its_text_only_and_says_why(bare: SourcePane, opened: Opened, qtbot: Any) -> None:
    before = set(multiprocessing.active_children())
    bare.show_opened(plain(opened))
    assert bare.head.why == "文本文件没有版面"
    assert not bare.head.tab(Mode.PAGES).isVisible()
    bare.show_mode(Mode.PAGES)
    assert bare.view.isVisible()
    assert set(multiprocessing.active_children()) <= before
    with qtbot.assertNotEmitted(bare.pages.page_changed):
        bare.show_mode(Mode.BOTH)


def test_words_are_found_in_text_and_pages_and_walked_through(
    pane: SourcePane, opened: Opened, drawn: Any, qtbot: Any
) -> None:
    pane.show_mode(Mode.BOTH)
    pane.begin_find()
    pane.find_bar.edit.insert("人民政府办公室")
    hits = opened.index.find("人民政府办公室")
    assert len(hits) > 3
    first = pane.finder.hit
    assert first in hits
    qtbot.keyClick(pane.find_bar.edit, Qt.Key.Key_Return)
    assert pane.finder.hit != first
    drawn(pane)
    assert pane.finder.hit is not None
    assert pane.view.shows(pane.finder.hit)
    assert pane.pages.shows(pane.finder.hit)
    assert pane.find_bar.count_words == f"{hits.index(pane.finder.hit) + 1} / {len(hits)}"
    qtbot.keyClick(pane.find_bar.edit, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert pane.finder.hit is None


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
def test_a_killed_child_is_told_and_the_pages_come_back(pane: SourcePane, drawn: Any, qtbot: Any) -> None:
    pane.show_mode(Mode.PAGES)
    drawn(pane)
    with qtbot.waitSignal(pane.feed.interrupted, timeout=PATIENCE):
        for child in multiprocessing.active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
    pane.pages.show_page(17)
    assert pane.pages.pictures_wanted
    drawn(pane)
    assert pane.pages.failed == frozenset()


def test_a_file_with_a_password_shows_its_pages_after_it_is_given(
    bare: SourcePane, tmp_path: Path, drawn: Any, qtbot: Any
) -> None:
    path = tmp_path / "密.pdf"
    document = pymupdf.open()
    for number in range(2):
        document.new_page().insert_text((72, 100), f"secret page {number}, long enough", fontsize=14)
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="open", owner_pw="owner")
    text = read(path, ReadOptions(password="open"))
    bare.show_mode(Mode.PAGES)
    bare.show_opened(in_hand(text, path))
    notice = bare.pages.notice
    qtbot.waitUntil(lambda: notice.words == "文件设有密码，输入密码后显示版面", timeout=PATIENCE)
    notice.password_given.emit("wrong")
    qtbot.waitUntil(lambda: notice.words == "密码不对，请重新输入", timeout=PATIENCE)
    notice.password_given.emit("open")
    qtbot.waitUntil(lambda: notice.words == "", timeout=PATIENCE)
    drawn(bare)
    bare.show_opened(None)
    bare.show_opened(in_hand(text, path))
    drawn(bare)
    assert notice.words == ""


def test_a_file_that_is_gone_is_told_with_a_way_to_try_again(
    bare: SourcePane, opened: Opened, tmp_path: Path, drawn: Any, qtbot: Any
) -> None:
    path = tmp_path / "kept"
    bare.show_mode(Mode.PAGES)
    bare.show_opened(replace(opened, file=path))
    notice = bare.pages.notice
    qtbot.waitUntil(lambda: notice.words == "版面无法显示", timeout=PATIENCE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(SAMPLE.read_bytes())
    notice.retry_wanted.emit()
    qtbot.waitUntil(lambda: notice.words == "", timeout=PATIENCE)
    drawn(bare)


def in_hand(text: SourceText, path: Path) -> Opened:
    """Return a source without documents as the window gets it."""
    summary: Any = None
    return Opened(summary, text, None, (), (), cut_rows(text, ()), (), path, SearchIndex(text.text), rule_book())


def test_small_pictures_lead_to_their_page_and_mark_the_one_that_is_read(
    pane: SourcePane, drawn: Any, qtbot: Any
) -> None:
    pane.show_mode(Mode.PAGES)
    pane.show_strip(True)
    drawn(pane)
    assert pane.strip_shown
    pane.strip.page_chosen.emit(9)
    assert pane.pages.page == 9
    assert pane.strip.currentIndex().row() == 9
    qtbot.waitUntil(lambda: pane.strip.pictures_wanted == [], timeout=PATIENCE)


def test_larger_and_smaller_mean_the_pages_where_they_are_alone(pane: SourcePane, drawn: Any) -> None:
    assert not pane.zooms_pages
    pane.show_mode(Mode.PAGES)
    drawn(pane)
    assert pane.zooms_pages
    before = pane.head.zoom_words
    pane.pages.zoom_by(1)
    assert pane.head.zoom_words != before
