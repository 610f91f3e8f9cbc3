"""Affine maps of the plane: object space to page space, millimetres to points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

POINTS = 72 / 25.4
"""Points a millimetre."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Maps (x, y) to (a x + c y + e, b x + d y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def of(cls, values: Sequence[float]) -> Matrix:
        """Return the map of a CTM; the identity for what has not six numbers."""
        return cls(*values) if len(values) == 6 else cls()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Map a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, after: Matrix) -> Matrix:
        """Return the map that does this one first."""
        return Matrix(
            self.a * after.a + self.b * after.c,
            self.a * after.b + self.b * after.d,
            self.c * after.a + self.d * after.c,
            self.c * after.b + self.d * after.d,
            self.e * after.a + self.f * after.c + after.e,
            self.e * after.b + self.f * after.d + after.f,
        )

    @property
    def across(self) -> float:
        """How many times a length along x is stretched."""
        return hypot(self.a, self.b)

    @property
    def down(self) -> float:
        """How many times a length along y is stretched."""
        return hypot(self.c, self.d)

    @property
    def is_level(self) -> bool:
        """Tell whether what stood upright still does, not mirrored."""
        return self.a > 0 and self.d > 0 and not self.b and not self.c


def shift(x: float, y: float) -> Matrix:
    """Return the map that moves by x and y."""
    return Matrix(e=x, f=y)


def scale(x: float, y: float | None = None) -> Matrix:
    """Return the map that stretches."""
    return Matrix(x, 0, 0, x if y is None else y)
