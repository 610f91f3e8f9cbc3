"""Code points to UTF-16 units and back: the one place where Qt's way of counting is known. No Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

_LAST_OF_BASIC_PLANE = 0xFFFF


class Utf16Map:
    """The way between both counts for one text. A unit inside a pair (𠮷) maps to the character that holds it."""

    __slots__ = ("_astral", "_units")

    def __init__(self, text: str) -> None:
        wide = not text.isascii() and max(text, default="") > chr(_LAST_OF_BASIC_PLANE)
        self._astral = [i for i, char in enumerate(text) if ord(char) > _LAST_OF_BASIC_PLANE] if wide else []
        self._units = [point + index for index, point in enumerate(self._astral)]

    def to_units(self, point: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        return point + bisect_left(self._astral, point) if self._astral else point

    def to_points(self, unit: int) -> int:
        """Return the code point offset of a UTF-16 offset."""
        if not self._astral:
            return unit
        before = bisect_right(self._units, unit)
        if before and self._units[before - 1] + 1 == unit:
            return self._astral[before - 1]
        return unit - bisect_left(self._units, unit)
