"""The pictures of the window: drawn from the real one, and those that ship are all there and small."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from desktop import paths
from desktop.views import pictures
from desktop.views.picture_scenes import SCENES
from desktop.widgets.theme import DARK, LIGHT

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
SHIPPED = paths.resources() / "screenshots"
HEAVIEST = 2_500_000
"""Bytes of all pictures together."""


def test_every_scene_ships_in_both_tones_and_nothing_else() -> None:
    assert {path.name for path in SHIPPED.iterdir()} == {
        f"{name}-{tone}.png" for name in SCENES for tone in (LIGHT, DARK)
    }


def test_pictures_that_ship_are_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < HEAVIEST


def test_scenes_are_drawn_light_and_dark(
    sit_down: Callable[[Path], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    record = sitting.window.flow.record
    sitting.window.flow.correct("title", f"{record.value('title')}（试行）")
    sitting.settle()
    chosen = ("difference", "filter", "palette")
    monkeypatch.setattr(pictures, "SCENES", {name: SCENES[name] for name in chosen})
    drawn = pictures.draw(sitting.window, sitting.program.lane, tmp_path / "pictures")
    assert [path.name for path in drawn] == [f"{name}-{tone}.png" for name in chosen for tone in (LIGHT, DARK)]
    for light, dark in zip(drawn[::2], drawn[1::2], strict=True):
        first, second = QImage(str(light)), QImage(str(dark))
        assert first.size() == second.size()
        assert min(first.width(), first.height()) > 150
        assert first.pixelColor(8, 8).lightness() > 200 > 80 > second.pixelColor(8, 8).lightness()
    sitting.window.palette_commands.palette.close_up()
    sitting.window.queue.tools.sheet.hide()
    sitting.window.look.set_mode(LIGHT)
