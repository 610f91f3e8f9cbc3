"""Code points to UTF-16 units and back, as Qt counts them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.widgets.offsets import Utf16Map


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


MIXED = st.text(st.sampled_from("公a〔𠮷😀\u200f\n"), max_size=60)


@given(MIXED, st.data())
def test_offset_counts_the_units_before_it_and_comes_back(text: str, data: st.DataObject) -> None:
    point = data.draw(st.integers(0, len(text)))
    known = Utf16Map(text)
    assert known.to_units(point) == units(text[:point])
    assert known.to_points(known.to_units(point)) == point


def test_unit_inside_a_pair_is_the_character_that_holds_it() -> None:
    assert [Utf16Map("公𠮷报").to_points(unit) for unit in range(5)] == [0, 1, 1, 2, 3]
