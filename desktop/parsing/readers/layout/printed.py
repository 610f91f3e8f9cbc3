"""What is printed on a page: runs of text and ruling lines. Unit: points of the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.glyphs import Box


@dataclass(frozen=True, slots=True)
class Run:
    """Text printed on one line without a wide gap. `size` is that of the type.

    `boxes` and `certainty` (0 to 1) have one entry per code point of the text, or are empty where they are not known.
    `turn` is the direction of the text: quarter turns clockwise, 0 for text that runs from left to right.
    """

    text: str
    box: Box
    size: float
    boxes: tuple[Box, ...] = ()
    certainty: tuple[float, ...] = ()
    bold: bool = False
    turn: int = 0

    def box_of(self, index: int) -> Box:
        """Return the box of a code point; where it is not known, its share of the length of the run."""
        if self.boxes:
            return self.boxes[index]
        box, count = self.box, max(len(self.text), 1)
        first, last = index / count, (index + 1) / count
        if self.turn in (2, 3):
            first, last = 1 - last, 1 - first
        if self.turn in (1, 3):
            return Box(box.left, box.top + first * box.height, box.right, box.top + last * box.height)
        return Box(box.left + first * box.width, box.top, box.left + last * box.width, box.bottom)


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line, horizontal or vertical, without its thickness."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Tell whether it is horizontal."""
        return self.right - self.left >= self.bottom - self.top
