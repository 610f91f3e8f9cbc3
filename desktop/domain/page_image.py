"""A page as it is printed, drawn for the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page as it is shown, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """The pixels of a page: rows from the top, three bytes (red, green, blue) a pixel, no padding between rows."""

    width: int
    height: int
    samples: bytes
