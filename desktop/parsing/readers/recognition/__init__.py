"""From the picture of a page to the text printed on it (OCR): the door to the recognition engines.

Nothing is loaded before the first page; then the engine stays warm in this process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage, PageSize
from desktop.parsing.readers.layout import Rule, Run, SetPage, set_page
from desktop.parsing.readers.recognition.engine import EngineMissing, installed
from desktop.parsing.readers.recognition.picture import Picture
from desktop.parsing.readers.recognition.reading import read_upright
from desktop.parsing.readers.recognition.sizing import runs_of
from desktop.parsing.readers.recognition.strokes import rules_in

__all__ = ["EngineMissing", "Recognised", "engine_name", "runs"]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is printed on a page. Unit: points.

    `runs` and `rules` lie on the page turned upright, of `size`, on which its lines are level; `shown` are the same
    runs where they stand on the page as it is shown.
    """

    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    size: PageSize
    shown: tuple[Run, ...]

    def set_page(self) -> SetPage:
        """Return the page in reading order, its characters where they stand on the page as it is shown."""
        return replace(set_page(self.runs, self.rules, self.size), runs=self.shown)


def engine_name() -> str:
    """Return the name of the engine that recognises on this machine. Raises EngineMissing."""
    return installed().name


def runs(image: PageImage, scale: float) -> Recognised:
    """Recognise a page that was drawn at `scale` pixels a point. Raises EngineMissing."""
    reading = read_upright(image, installed())
    level = reading.picture
    upright = runs_of(reading.lines, scale)
    shown = tuple(_shown(run, level, scale) for run in upright)
    return Recognised(upright, rules_in(level, scale), PageSize(level.width / scale, level.height / scale), shown)


def _shown(run: Run, picture: Picture, scale: float) -> Run:
    def shown(box: Box) -> Box:
        pixels = Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)
        back = picture.shown(pixels)
        return Box(back.left / scale, back.top / scale, back.right / scale, back.bottom / scale)

    boxes = tuple(shown(box) for box in run.boxes)
    around = boxes[0]
    for box in boxes:
        around = around.joined(box)
    return replace(run, box=around, boxes=boxes)
