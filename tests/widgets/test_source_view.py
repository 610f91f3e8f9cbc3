"""The sheet in its window: what is clicked, selected and scrolled to, exact beyond the basic plane."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from desktop import paths
from desktop.domain.text import Page, SourceText, Span
from desktop.widgets.appearance import Appearance
from desktop.widgets.source_rows import Passage, cut_rows
from desktop.widgets.source_view import SourceView

LINES = [f"第{number}行𠮷𠮷文字，<b>不是标记</b>，照原样显示。" for number in range(400)]
TEXT = "\n".join(LINES)


@pytest.fixture
def view(qtbot: Any, qapp: Any) -> SourceView:
    appearance = Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)
    shown = SourceView(appearance)
    shown.animated = False
    qtbot.addWidget(shown)
    shown.resize(640, 480)
    shown.show()
    pages = (Page(Span(0, 3000)), Page(Span(3000, len(TEXT)), "39"))
    source = SourceText("甲.txt", "0" * 64, "txt", TEXT, pages)
    shown.show_source(source, [Passage(Span(0, len(TEXT)), "第 1 件")])
    return shown


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def middle(view: SourceView, span: Span) -> QPoint:
    return view.boxes(span)[0].center().toPoint()


def test_evidence_far_away_comes_into_sight(view: SourceView) -> None:
    span = span_of("第300行")
    view.focus_evidence([span])
    assert view.viewport().rect().contains(middle(view, span))


def test_evidence_in_sight_leaves_the_sheet_where_it_is(view: SourceView) -> None:
    view.focus_evidence([span_of("第300行")])
    place = view.verticalScrollBar().value()
    view.focus_evidence([span_of("第301行")])
    assert view.verticalScrollBar().value() == place


def test_a_click_behind_rare_characters_tells_the_code_point(view: SourceView, qtbot: Any) -> None:
    start = span_of("第3行𠮷𠮷").end
    box = view.boxes(Span(start, start + 1))[0]
    with qtbot.waitSignal(view.clicked) as heard:
        qtbot.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(round(box.left()) + 3, middle(view, Span(start, start + 1)).y()),
        )
    assert heard.args == [start]


def test_a_double_click_selects_and_copy_takes_the_exact_text(view: SourceView, qtbot: Any) -> None:
    span = span_of("第3行𠮷𠮷文字")
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, span))
    assert view.selection == span
    view.copy()
    assert QGuiApplication.clipboard().text() == "第3行𠮷𠮷文字"


def test_the_page_at_hand_is_told(view: SourceView, qtbot: Any) -> None:
    with qtbot.waitSignal(view.page_changed) as heard:
        view.scroll_to(span_of("第380行"))
    assert heard.args == [1]


def test_a_resized_sheet_still_reaches_its_evidence(view: SourceView) -> None:
    view.resize(420, 300)
    span = span_of("第399行")
    view.focus_evidence([span])
    assert view.viewport().rect().contains(middle(view, span))


def test_a_gentle_scroll_arrives(view: SourceView, qtbot: Any) -> None:
    view.animated = True
    span = span_of("第200行")
    view.focus_evidence([span])
    qtbot.waitUntil(lambda: not view.gliding)
    assert view.viewport().rect().contains(middle(view, span))


@pytest.mark.alone
def test_the_largest_real_text_is_shown_without_a_pause(view: SourceView) -> None:
    folder = Path(__file__).parents[2] / ".." / "shared" / "seeds"
    texts = sorted(folder.glob("*.txt"), key=lambda path: path.stat().st_size)
    if not texts:
        pytest.skip("the real texts are not beside this checkout")
    text = texts[-1].read_text("utf-8")
    source = SourceText("大.txt", "0" * 64, "txt", text)
    rows = cut_rows(source, [])  # in the program the lane does that, not the window
    pauses = []
    for _ in range(3):
        begun = time.process_time()
        view.show_source(source, [], rows)
        pauses.append(time.process_time() - begun)
    assert min(pauses) < 0.05
