"""The picture of a page while it is recognised: its grey values, its ink, and the turning of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import hypot
from statistics import median
from typing import Any

import pymupdf as _pymupdf

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage

pymupdf: Any = _pymupdf  # its calls carry no types

_SAMPLE = 50_000
_LONGEST_SIDE = 3400


@dataclass(frozen=True)
class Plane:
    """The grey values of a picture, one byte a pixel, rows from the top."""

    width: int
    height: int
    samples: bytes

    @cached_property
    def ink(self) -> bytes:
        """One byte a pixel: 1 where there is ink, else 0."""
        return self._darker_than(_threshold(self.samples))

    @cached_property
    def faint_ink(self) -> bytes:
        """The same, with what is printed so thin that scanning has paled it, and some shadow around the rest."""
        paper = median(self.samples[:: max(len(self.samples) // _SAMPLE, 1)])
        limit = _threshold(self.samples)
        return self._darker_than(paper - (paper - limit) / 2 if paper > limit else limit)

    def _darker_than(self, limit: float) -> bytes:
        return self.samples.translate(bytes(int(value < limit) for value in range(256)))

    def transposed(self) -> Plane:
        """Return the plane with its columns as rows."""
        columns = [self.samples[column :: self.width] for column in range(self.width)]
        return Plane(self.height, self.width, b"".join(columns))


@dataclass(frozen=True)
class Picture:
    """A picture of a page, and the way from its pixels back to those of the page as it is shown."""

    width: int
    height: int
    samples: bytes
    _pixmap: Any
    _way_back: Any

    @classmethod
    def of(cls, image: PageImage) -> Picture:
        """Take over a page as it is shown, smaller where it has more pixels than help."""
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, image.width, image.height, image.samples, False)
        less = _LONGEST_SIDE / max(image.width, image.height)
        if less < 1:
            pixmap = pymupdf.Pixmap(pixmap, max(round(image.width * less), 1), max(round(image.height * less), 1))
        across, down = image.width / pixmap.width, image.height / pixmap.height
        return cls(pixmap.width, pixmap.height, pixmap.samples, pixmap, pymupdf.Matrix(across, down))

    def turned(self, degrees: float) -> Picture:
        """Return the page turned clockwise, on a canvas that holds all of it; the new corners are white."""
        if not degrees:
            return self
        with pymupdf.open(stream=self.pnm(), filetype="pnm") as document:
            page = document[0]
            upright = pymupdf.Matrix(self.width / page.rect.width, self.height / page.rect.height)
            turn = pymupdf.Matrix(degrees)
            pixmap = page.get_pixmap(matrix=upright * turn, alpha=False)
        way_back = pymupdf.Matrix(1, 0, 0, 1, pixmap.x, pixmap.y) * ~turn * self._way_back
        return Picture(pixmap.width, pixmap.height, pixmap.samples, pixmap, way_back)

    @property
    def detail(self) -> float:
        """How many of its pixels lie in one of the page as it is shown, along a line."""
        return float(1 / hypot(self._way_back.a, self._way_back.b))

    def pnm(self) -> bytes:
        """Return the picture as a file that programs read."""
        return bytes(self._pixmap.tobytes("pnm"))

    def grey(self, halvings: int = 0) -> Plane:
        """Return the grey values, the sides halved some times."""
        pixmap = pymupdf.Pixmap(pymupdf.csGRAY, self._pixmap)
        if halvings:
            pixmap.shrink(halvings)
        return Plane(pixmap.width, pixmap.height, pixmap.samples)

    def shown(self, box: Box) -> Box:
        """Return the upright box around a box of this picture on the page as it is shown; both in pixels.

        A turned box keeps its centre and its size: the box around its corners would reach into the next lines.
        """
        around = pymupdf.Rect(box.left, box.top, box.right, box.bottom) * self._way_back
        x, y = (around.x0 + around.x1) / 2, (around.y0 + around.y1) / 2
        way = self._way_back
        is_across = abs(way.b) > abs(way.a)
        along, across = (abs(way.b), abs(way.c)) if is_across else (abs(way.a), abs(way.d))
        width, height = (
            (box.height * across, box.width * along) if is_across else (box.width * along, box.height * across)
        )
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _threshold(samples: bytes) -> int:
    """Return the grey value that parts ink from paper best (Otsu), well below the paper's own."""
    sample = samples[:: max(len(samples) // _SAMPLE, 1)]
    counts = [sample.count(value) for value in range(256)]
    whole, weighed = len(sample), sum(value * count for value, count in enumerate(counts))
    best, limit, dark, dark_weighed = 0.0, 128, 0, 0
    for value, count in enumerate(counts):
        dark += count
        dark_weighed += value * count
        if not dark or dark == whole:
            continue
        apart = dark_weighed / dark - (weighed - dark_weighed) / (whole - dark)
        between = dark * (whole - dark) * apart * apart
        if between > best:
            best, limit = between, value + 1
    return limit
