"""Columns that a model saw become characters with places."""

from __future__ import annotations

from desktop.domain.glyphs import Box
from desktop.parsing.readers.recognition.spelling import spelled

ROWS = [0.0, 5.0, 5.0, 0.0]


def ink(*stretches: tuple[int, int], width: int = 40) -> list[float]:
    """Return the ink of columns that is 1 in some stretches."""
    return [float(any(start <= column < end for start, end in stretches)) for column in range(width)]


def test_a_letter_in_neighbouring_columns_is_one_character() -> None:
    columns = ["", "公", "公", "", "报"]
    line = spelled(columns, [0.9, 0.7, 0.98, 0.9, 0.8], 0.2, (ink((6, 20), (24, 38)), ROWS), Box(0, 0, 40, 4))
    assert line is not None
    assert (line.text, line.certainty) == ("公报", (0.98, 0.8))


def test_the_same_letter_with_a_gap_is_two_characters() -> None:
    line = spelled(["1", "", "1", ""], [1.0] * 4, 0.25, (ink((2, 8), (22, 28)), ROWS), Box(0, 0, 40, 4))
    assert line is not None
    assert line.text == "11"


def test_boxes_end_where_the_ink_does() -> None:
    line = spelled(["公", "", "报", ""], [1.0] * 4, 0.25, (ink((2, 15), (21, 36)), ROWS), Box(100, 50, 140, 54))
    assert line is not None
    assert line.boxes == (Box(102, 51, 115, 53), Box(121, 51, 136, 53))
    assert line.box == Box(102, 51, 136, 53)


def test_blanks_at_the_ends_are_left_out() -> None:
    line = spelled([" ", "公", "", " "], [1.0] * 4, 0.25, (ink((12, 18)), ROWS), Box(0, 0, 40, 4))
    assert line is not None
    assert line.text == "公"
    assert len(line.boxes) == len(line.certainty) == 1


def test_a_box_of_nothing_is_no_line() -> None:
    assert spelled(["", " ", ""], [1.0] * 3, 1 / 3, (ink(), ROWS), Box(0, 0, 40, 4)) is None
