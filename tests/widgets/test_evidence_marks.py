"""The lines under evidence: a kind for every hue, and each drawn unlike the others."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop import paths
from desktop.domain.fields import FIELDS
from desktop.widgets.appearance import Appearance
from desktop.widgets.evidence_legend import EvidenceLegend
from desktop.widgets.evidence_marks import FOCUSED, LINES, SWATCHES, paint_lines


def drawn(hue: str, height: int) -> QImage:
    picture = QImage(120, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    paint_lines(painter, [QRectF(4, 30 - height, 110, height)], hue, QColor("black"))
    painter.end()
    return picture


def test_every_hue_has_a_line_of_its_own() -> None:
    assert {spec.hue for spec in FIELDS} | {FOCUSED} == set(LINES)
    assert len(set(LINES.values())) == len(LINES)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("height", [24, 12], ids=["in the text", "on a small page"])
def test_lines_differ_without_their_colours(height: int) -> None:
    pictures = {hue: drawn(hue, height) for hue in LINES}
    assert all(pictures[first] != pictures[second] for first, second in combinations(LINES, 2))


def test_legend_names_every_hue(qtbot: Any, qapp: Any) -> None:
    look = Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)
    legend = EvidenceLegend(look, None)
    qtbot.addWidget(legend)
    assert {swatch.hue for swatch in SWATCHES} == set(LINES)
    assert legend.sizeHint().height() > 200
