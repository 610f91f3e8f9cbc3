"""From the picture of a page to the text printed on it (OCR): the door to the recognition engines.

Nothing is loaded before the first page; then the engine stays warm in this process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage, PageSize
from desktop.parsing.readers.layout import Rule, Run, SetPage, set_page
from desktop.parsing.readers.recognition.engine import EngineMissing, installed
from desktop.parsing.readers.recognition.picture import Picture
from desktop.parsing.readers.recognition.reading import read_upright
from desktop.parsing.readers.recognition.sizing import detail_of, runs_of
from desktop.parsing.readers.recognition.strokes import rules_in

__all__ = ["EngineMissing", "Recognised", "runs"]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is printed on a page. Unit: points.

    `runs` and `rules` lie on the page turned upright, of `size`, on which its lines are level and the body type has a
    usual size; `shown` are the same runs where they stand on the page as it is shown. `engine` is what read them.
    """

    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    size: PageSize
    shown: tuple[Run, ...]
    engine: str = ""

    def set_page(self) -> SetPage:
        """Return the page in reading order, its characters where they stand on the page as it is shown."""
        return replace(set_page(self.runs, self.rules, self.size), runs=self.shown)


def runs(image: PageImage, scale: float) -> Recognised:
    """Recognise a page that was drawn at `scale` pixels a point. Raises EngineMissing."""
    engine = installed()
    reading = read_upright(image, engine)
    picture = reading.picture
    detail = detail_of(reading.lines, scale * picture.detail)
    upright = runs_of(reading.lines, detail)
    size = PageSize(picture.width / detail, picture.height / detail)
    shown = tuple(_shown(run, picture, detail, scale) for run in upright)
    return Recognised(upright, rules_in(picture, detail), size, shown, engine.name)


def _shown(run: Run, picture: Picture, detail: float, scale: float) -> Run:
    """Return a run with boxes in points of the page as it is shown."""

    def shown(box: Box) -> Box:
        pixels = Box(box.left * detail, box.top * detail, box.right * detail, box.bottom * detail)
        back = picture.shown(pixels)
        return Box(back.left / scale, back.top / scale, back.right / scale, back.bottom / scale)

    boxes = tuple(shown(box) for box in run.boxes)
    return replace(run, box=reduce(Box.joined, boxes), boxes=boxes)
