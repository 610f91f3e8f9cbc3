"""What is printed on a page: runs of text and ruling lines. Unit: points of the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.glyphs import Box


@dataclass(frozen=True, slots=True)
class Run:
    """Text printed on one line without a wide gap. `size` is that of the type.

    `boxes` and `certainty` (0 to 1) have one entry per code point of the text, or are empty where they are not known.
    """

    text: str
    box: Box
    size: float
    boxes: tuple[Box, ...] = ()
    certainty: tuple[float, ...] = ()
    bold: bool = False

    def box_of(self, index: int) -> Box:
        """Return the box of a code point; where it is not known, its share of the width of the run."""
        if self.boxes:
            return self.boxes[index]
        share = self.box.width / max(len(self.text), 1)
        left = self.box.left + index * share
        return Box(left, self.box.top, left + share, self.box.bottom)


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
