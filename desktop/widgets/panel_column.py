"""A panel's parts one below the other without a gap, the last of them scrolled up and down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def stack(panel: QWidget, *above: QWidget) -> QScrollArea:
    """Lay out a panel, and return the area below its other parts: as wide as the panel, and passed over by Tab."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in above:
        column.addWidget(part)
    column.addWidget(area, 1)
    return area


def fixed_head(spacing: int, above: int = 10) -> tuple[QFrame, QVBoxLayout]:
    """Return a part that stays above what is scrolled, with a line below it, and the column to fill. In pixels."""
    frame = QFrame()
    frame.setProperty("ground", "surface")
    frame.setProperty("edge", "bottom")
    column = QVBoxLayout(frame)
    column.setContentsMargins(18, above, 14, above)
    column.setSpacing(spacing)
    return frame, column
