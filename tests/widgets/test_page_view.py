"""The pages in their window: marks lie on the print, the mouse means characters, and only what is in sight is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from page_samples import LINES, ROW, SIZE, Provider, picture, source
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.page_image import PageSize
from desktop.domain.text import SourceText, Span
from desktop.widgets.appearance import Appearance
from desktop.widgets.page_layout import Fit
from desktop.widgets.page_store import MOST_BYTES, PixmapStore
from desktop.widgets.page_view import PageView
from desktop.widgets.source_rows import Passage

PAGES = 300
TEXT = source(PAGES)
MIDDLE = 149


def span_of(words: str, text: SourceText = TEXT) -> Span:
    start = text.text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def store() -> PixmapStore:
    return PixmapStore()


@pytest.fixture
def look(qapp: Any) -> Appearance:
    return Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)


@pytest.fixture
def view(qtbot: Any, look: Appearance, store: PixmapStore) -> PageView:
    shown = PageView(look, store)
    shown.animated = False
    qtbot.addWidget(shown)
    shown.resize(640, 700)
    shown.show()
    cut = TEXT.pages[MIDDLE].span.start + 3 * (ROW + 1)
    passages = [Passage(Span(0, cut), "第 1 件 · 标题"), Passage(Span(cut, len(TEXT.text)), "第 2 件 · 标题")]
    shown.show_source(TEXT, passages)
    shown.set_sizes([SIZE] * PAGES)
    return shown


@pytest.fixture
def provider(view: PageView) -> Provider:
    made = Provider(TEXT, view)
    made.give()
    return made


def point(view: PageView, offset: int, part: float = 0.5) -> QPoint:
    """Return a point of a character; `part` of its width from its left."""
    box = view.boxes(Span(offset, offset + 1))[0]
    return QPoint(round(box.left() + part * box.width()), round(box.center().y()))


def grabbed(view: PageView) -> QImage:
    return view.viewport().grab().toImage()


def color(view: PageView, where: QPoint) -> str:
    return grabbed(view).pixelColor(where).name()


# Marks


@pytest.mark.usefixtures("provider")
def test_evidence_is_coloured_where_its_characters_stand_and_nowhere_else(view: PageView, look: Appearance) -> None:
    span = span_of("第000页第02行𠮷字")
    view.show_passage(0, [(span, "number")])
    image = grabbed(view)
    hue = look.paper("evidence-number").name()
    assert {image.pixelColor(point(view, offset)).name() for offset in range(span.start, span.end)} == {hue}
    assert image.pixelColor(point(view, span.end + 1)).name() == "#ffffff"
    assert image.pixelColor(point(view, span.start) - QPoint(0, 25)).name() == "#ffffff"


def test_focused_evidence_far_away_is_brought_into_sight_and_marked(
    view: PageView, provider: Provider, look: Appearance
) -> None:
    span = span_of("第200页第09行")
    view.focus_evidence([span])
    provider.give()
    where = point(view, span.start + 2)
    assert view.viewport().rect().contains(where)
    assert color(view, where) == look.paper("evidence-focused").name()


def test_evidence_whose_boxes_come_later_is_reached_all_the_same(view: PageView, provider: Provider) -> None:
    span = span_of("第250页第11行")
    view.focus_evidence([span])
    assert view.glyphs_wanted[0] == 250
    assert view.boxes(span) == []
    provider.give_glyphs()
    assert view.shows(span)


def test_evidence_in_sight_leaves_the_pages_where_they_are(view: PageView, provider: Provider) -> None:
    view.focus_evidence([span_of("第100页第03行")])
    provider.give()
    before = view.verticalScrollBar().value()
    view.focus_evidence([span_of("第100页第04行")])
    assert view.verticalScrollBar().value() == before


def test_text_of_other_documents_is_faded_on_their_part_of_the_page(view: PageView, provider: Provider) -> None:
    view.show_page(MIDDLE)
    provider.give()
    view.set_picture(MIDDLE, 1.0, picture(1.0, "#000000"))
    view.show_passage(1, [])
    own, foreign = span_of(f"第{MIDDLE:03}页第04行"), span_of(f"第{MIDDLE:03}页第01行")
    assert QColor(color(view, point(view, own.start + 2))).lightness() < 40
    assert QColor(color(view, point(view, foreign.start + 2))).lightness() > 100


@pytest.mark.usefixtures("provider")
def test_the_hit_at_hand_is_told_from_the_others(view: PageView) -> None:
    first, second = span_of("第000页第01行"), span_of("第000页第02行")
    view.show_hits((first, second), second)
    image = grabbed(view)
    colors = [image.pixelColor(point(view, span.start + 2)).name() for span in (first, second)]
    assert colors[0] != colors[1]
    assert "#ffffff" not in colors


# Mouse and keys


@pytest.mark.usefixtures("provider")
def test_a_drag_over_characters_selects_exactly_them(view: PageView, qtbot: Any) -> None:
    first, last = span_of("第000页第01行"), span_of("第000页第03行𠮷字")
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=point(view, first.start, 0.2))
    qtbot.mouseMove(view.viewport(), point(view, last.end - 1, 0.8))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point(view, last.end - 1, 0.8))
    assert view.selection == Span(first.start, last.end)


@pytest.mark.usefixtures("provider")
def test_a_double_click_selects_a_phrase_and_copy_takes_its_text(view: PageView) -> None:
    span = span_of("第000页第05行𠮷字")
    QTest.mouseDClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point(view, span.start + 4)
    )
    assert view.selection == span
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "第000页第05行𠮷字"


@pytest.mark.usefixtures("provider")
def test_a_click_tells_the_character_behind_rare_ones(view: PageView, qtbot: Any) -> None:
    offset = span_of("第000页第05行𠮷字").end - 1
    with qtbot.waitSignal(view.clicked) as heard:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point(view, offset, 0.7))
    assert heard.args == [offset]


@pytest.mark.usefixtures("provider")
def test_a_click_far_from_any_character_means_nothing(view: PageView, qtbot: Any) -> None:
    heard: list[int] = []
    view.clicked.connect(heard.append)
    below = view.boxes(span_of(f"第000页第{LINES - 1:02}行"))[0].bottom() + 80
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(320, round(below)))
    assert heard == []


@pytest.mark.usefixtures("provider")
def test_keys_scroll_as_in_the_text(view: PageView) -> None:
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == PAGES - 1
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page < PAGES - 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0


# What is asked for


def test_only_pages_in_sight_and_those_beside_are_wanted_the_one_that_is_read_first(view: PageView) -> None:
    view.show_page(100)
    wanted = [index for index, _ in view.pictures_wanted]
    assert wanted[0] == 100
    assert set(wanted) <= {98, 99, 100, 101, 102}


def test_pages_that_were_scrolled_away_are_wanted_no_more(view: PageView) -> None:
    view.show_page(100)
    view.show_page(200)
    assert min(index for index, _ in view.pictures_wanted) > 190
    assert min(view.glyphs_wanted) > 190


def test_a_hidden_view_wants_nothing(view: PageView) -> None:
    view.hide()
    assert view.pictures_wanted == []
    assert view.glyphs_wanted == []


def test_the_wants_are_told_once_the_window_has_come_to_rest(view: PageView, qtbot: Any) -> None:
    told: list[None] = []
    QApplication.processEvents()
    view.wants_changed.connect(lambda: told.append(None))
    for page in range(50, 60):
        view.show_page(page)
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1


def test_three_hundred_pages_stay_within_the_bound(view: PageView, provider: Provider, store: PixmapStore) -> None:
    view.set_zoom(3.0)
    most = 0
    for page in range(0, PAGES, 5):
        view.show_page(page)
        provider.give_pictures()
        most = max(most, store.bytes)
        assert [index for index, _ in view.pictures_wanted] == []
    assert 50_000_000 < most <= MOST_BYTES < 200_000_000


def test_a_huge_page_is_drawn_with_a_bounded_number_of_pixels(view: PageView) -> None:
    view.set_sizes([PageSize(14_400, 14_400)] * PAGES)
    view.set_zoom(4.0)
    for _, scale in view.pictures_wanted:
        assert (14_400 * scale) ** 2 <= 8_100_000


@pytest.mark.usefixtures("provider")
def test_the_old_picture_is_shown_until_the_sharp_one_comes(view: PageView) -> None:
    view.show_page(0)
    view.set_picture(0, 1.0, picture(1.0, "#3366cc"))
    view.set_zoom(1.7)
    assert view.pictures_wanted
    assert color(view, QPoint(300, 300)) == "#3366cc"


def test_a_page_that_cannot_be_shown_says_so_and_is_tried_again_by_a_click(view: PageView, qtbot: Any) -> None:
    view.fail_page(0)
    assert 0 not in [index for index, _ in view.pictures_wanted]
    assert view.failed == {0}
    grabbed(view)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert 0 in [index for index, _ in view.pictures_wanted]


# Size


def test_a_wheel_with_control_keeps_the_place_under_the_pointer(view: PageView, provider: Provider) -> None:
    view.show_page(20)
    provider.give()
    offset = span_of("第020页第05行").start + 4
    before = point(view, offset)
    event = QWheelEvent(
        QPointF(before),
        view.mapToGlobal(QPointF(before)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    factor = view.factor
    QApplication.sendEvent(view.viewport(), event)
    assert view.factor > factor
    assert abs(point(view, offset).y() - before.y()) <= 2


@pytest.mark.usefixtures("provider")
def test_steps_of_size_go_up_and_down_and_back_to_the_width(view: PageView) -> None:
    fitting = view.factor
    view.zoom_by(1)
    assert view.factor > fitting
    view.zoom_by(-1)
    view.zoom_by(-1)
    assert view.factor < fitting
    view.set_zoom(Fit.WIDTH)
    assert view.factor == fitting


def test_a_whole_page_fits_into_the_window(view: PageView, provider: Provider) -> None:
    view.show_page(7)
    view.set_zoom(Fit.PAGE)
    provider.give()
    page = TEXT.pages[7].span
    rect = view.viewport().rect()
    assert rect.contains(point(view, page.start))
    assert rect.contains(point(view, page.end - 2))


def test_a_kept_place_stays_in_sight_when_the_window_is_resized(view: PageView, provider: Provider) -> None:
    span = span_of("第123页第07行")
    view.keep(span)
    provider.give()
    view.resize(360, 900)
    provider.give()
    assert view.shows(span)
    view.resize(800, 500)
    assert view.shows(span)


@pytest.mark.usefixtures("provider")
def test_a_page_turned_by_hand_is_told_apart_from_one_reached_by_itself(view: PageView) -> None:
    turned: list[int] = []
    view.page_turned.connect(turned.append)
    view.focus_evidence([span_of("第050页第03行")])
    view.resize(500, 600)
    assert turned == []
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert turned
