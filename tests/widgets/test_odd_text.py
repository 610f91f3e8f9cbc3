"""Rare, unseen and turned characters in the source: drawn in order, and the marks exactly on them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from desktop.domain.text import SourceText, Span
from desktop.widgets.labels import wrap_lines
from desktop.widgets.source_layout import Faces, SheetLayout
from desktop.widgets.source_rows import cut_rows


def laid_out(text: str) -> SheetLayout:
    layout, face = SheetLayout(), QFont()
    face.setPixelSize(20)
    layout.set_content(text, cut_rows(SourceText("甲.txt", "0" * 64, "txt", text), ()))
    layout.set_geometry(4000, Faces(face, face), 0, 0)
    for index in range(len(layout.rows)):
        layout.settle(index)
    return layout


def box(layout: SheetLayout, start: int, end: int) -> tuple[float, float]:
    (found,) = layout.boxes(Span(start, end))
    return found.left(), found.right()


@pytest.mark.usefixtures("qapp")
def test_a_title_is_drawn_in_the_order_in_which_it_is_stored() -> None:
    (line,) = wrap_lines("关于\u202e加强\u202c𠮷祥村\x07的通知", QFontMetrics(QFont()), 4000, 1)
    assert line == "关于\u2060加强\u2060𠮷祥村\u2407的通知"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "odd",
    [
        pytest.param("\u202e", id="override"),
        pytest.param("\u2067", id="isolate"),
        pytest.param("\u200f", id="mark"),
        pytest.param("𠮷", id="beyond the basic plane"),
        pytest.param("👨\u200d👩\u200d👧", id="joined emoji"),
        pytest.param("e\u0301", id="combining mark"),
        pytest.param("\x00", id="NUL"),
        pytest.param("\x0c", id="form feed"),
        pytest.param("\u2028", id="line separator"),
        pytest.param("<b>", id="markup"),
    ],
)
def test_marks_behind_odd_characters_are_exact(odd: str) -> None:
    plain, text = laid_out("甲乙丙丁"), f"甲{odd}乙丙丁"
    layout, place = laid_out(text), text.index("丙")
    left, right = box(layout, place, place + 1)
    begin, _ = box(layout, text.index("乙"), place)
    assert right - left == pytest.approx(box(plain, 2, 3)[1] - box(plain, 2, 3)[0])
    assert left - begin == pytest.approx(box(plain, 2, 3)[0] - box(plain, 1, 2)[0])
    middle = (left + right) / 2
    assert layout.letter_at(middle, 5) == place
    assert layout.offset_at(left + 1, 5) == place


@pytest.mark.usefixtures("qapp")
def test_letters_from_right_to_left_are_marked_where_they_stand() -> None:
    text = "甲\u05d0\u05d1\u05d2乙"
    layout = laid_out(text)
    first, last = box(layout, 1, 2), box(layout, 3, 4)
    assert first[0] > last[0]
    whole = box(layout, 1, 4)
    assert whole == (pytest.approx(last[0]), pytest.approx(first[1]))
    across = layout.boxes(Span(0, 2))
    assert len(across) == 2
