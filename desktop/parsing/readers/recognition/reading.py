"""The steps of recognising a page: level it, read it, and turn it where nothing can be read."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from desktop.domain.page_image import PageImage
from desktop.parsing.readers.recognition.engine import Engine, Line
from desktop.parsing.readers.recognition.picture import Picture
from desktop.parsing.readers.recognition.slant import is_sideways, slant

POOR = 0.85
"""Mean certainty below which a page probably lies the wrong way round: upside down it is .5 to .8, upright above .9."""

_READ = 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a page, and its picture as it was turned for them, level."""

    picture: Picture
    lines: list[Line]

    @property
    def is_poor(self) -> bool:
        """Tell whether there are lines, and hardly a character of them can be read."""
        return bool(self.lines) and fmean(sure for line in self.lines for sure in line.certainty) < POOR

    @property
    def worth(self) -> int:
        """The number of characters that were read well."""
        return sum(sure >= _READ for line in self.lines for sure in line.certainty)


def read_upright(image: PageImage, engine: Engine) -> Reading:
    """Read a page in the direction in which it can be read best."""
    picture = Picture.of(image)
    first, *others = (90, 270, 0, 180) if is_sideways(picture) else (0, 180, 90, 270)
    best = _read(picture.turned(first), engine)
    if not best.is_poor:
        return best
    for turn in others:
        reading = _read(picture.turned(turn), engine)
        if reading.worth > best.worth:
            best = reading
        if not reading.is_poor:
            break
    return best


def _read(picture: Picture, engine: Engine) -> Reading:
    level = picture.turned(-slant(picture))
    return Reading(level, engine.lines(level))
