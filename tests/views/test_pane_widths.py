"""The panes of the window at other zooms."""

from __future__ import annotations

from desktop.views.pane_widths import shared


def test_outer_panes_grow_with_the_zoom() -> None:
    assert shared((300, 400), 1.2, 2000) == [360, 1160, 480]


def test_outer_panes_leave_room_between_them() -> None:
    assert shared((300, 424), 2.0, 1344) == [323, 457, 564]


def test_wide_pane_is_not_made_narrower_by_growing() -> None:
    assert shared((500, 424), 1.5, 1344)[0] == 500
