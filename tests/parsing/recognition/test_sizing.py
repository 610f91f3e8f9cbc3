"""Recognised lines become runs of even sizes, with blanks where there is room for one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from desktop.domain.glyphs import Box
from desktop.parsing.readers.recognition.engine import Line
from desktop.parsing.readers.recognition.sizing import detail_of, runs_of


def line(text: str, step: float = 30.0, top: float = 0.0, gaps: dict[int, float] | None = None) -> Line:
    """Return a line of characters as wide as a step, `gaps` wider before some of them; blanks take no room."""
    boxes: list[Box] = []
    left = 0.0
    for index, char in enumerate(text):
        left += (gaps or {}).get(index, 0.0)
        wide = 0.0 if char == " " else step
        boxes.append(Box(left + wide * 0.05, top, left + wide * 0.95, top + step * 0.92))
        left += wide
    return Line(text, Box(0, top, left, top + step * 0.92), tuple(boxes), (0.9,) * len(text))


def test_a_run_has_a_box_and_a_certainty_for_every_character() -> None:
    (run,) = runs_of([line("公报审校")], 2.0)
    assert run.text == "公报审校"
    assert len(run.boxes) == len(run.certainty) == 4
    assert run.size == pytest.approx(15.0)
    assert run.box.height == pytest.approx(15.0)
    assert all(one.right <= other.left for one, other in pairwise(run.boxes))


def test_sizes_that_are_nearly_the_same_are_made_the_same() -> None:
    runs = runs_of([line("正文一二三四", 30), line("正文一二三四五", 29, 40), line("标题标题", 48, 90)], 1.0)
    assert runs[0].size == runs[1].size
    assert runs[2].size > 1.4 * runs[0].size


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(line("公 报"), ["公报"], id="seen without room"),
        pytest.param(line("第一章 总则与适用", gaps={4: 12.0}), ["第一章 总则与适用"], id="seen with room"),
        pytest.param(line("第一章总则与适用", gaps={3: 12.0}), ["第一章 总则与适用"], id="room but not seen"),
        pytest.param(line("主编副主编", gaps={2: 60.0}), ["主编", "副主编"], id="a wide gap"),
        pytest.param(line("附件：一二三", gaps={3: 20.0}), ["附件：一二三"], id="after a mark"),
    ],
)
def test_blanks_stand_where_there_is_room(given: Line, expected: list[str]) -> None:
    assert [run.text for run in runs_of([given], 1.0)] == expected


def test_a_misread_character_is_repaired_in_place() -> None:
    (run,) = runs_of([line("云川府发[2026]1号")], 1.0)
    assert run.text == "云川府发〔2026〕1号"


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        pytest.param(30.0, 3.0, id="type of 10 points"),
        pytest.param(105.0, 10.0, id="type of 35 points"),
        pytest.param(10.5, 1.0, id="type of 3.5 points"),
    ],
)
def test_a_resolution_under_which_the_type_has_no_usual_size_is_not_believed(step: float, expected: float) -> None:
    assert detail_of([line("正文一二三四五六", step)] * 5, 3.0) == pytest.approx(expected)


def test_a_page_without_lines_has_no_runs() -> None:
    assert runs_of([], 2.0) == ()
    assert detail_of([], 2.0) == 2.0
