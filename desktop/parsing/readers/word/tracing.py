"""What each code point of a Word file's text was read from, for those who change the file itself.

The file is read with a sign of its own in the place of each character that is no blank. Nothing in the reading depends
on what such a character is, so that the text comes out in the same shape, and each sign tells where it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_FIRST, _LAST = 0x10000, 0x10FFFF
"""The code points that stand for characters: none of them is a blank, and none is left out of a text."""
MOST_SIGNS = _LAST - _FIRST
"""Characters of one reading that can be told apart."""
_UNREAD = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad")


@dataclass(frozen=True, slots=True)
class Piece:
    """An element that text was read from, and that text; `shown` is false for hidden text and the codes of fields."""

    element: Any
    text: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """What a code point was read from: the number of a piece, and the place in its text."""

    piece: int
    index: int


class Trace:
    """The pieces of a file in the order of their reading, each character with a sign of its own.

    `twins` are the lines of headers and footers that say the same; only the first of each is in the text.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.twins: list[list[str]] = []
        self._origins: list[Origin] = []

    def read(self, element: Any, text: str, shown: bool) -> str:
        """Take note of a piece and return what stands for it in this reading. Raises OverflowError past MOST_SIGNS."""
        number = len(self.pieces)
        self.pieces.append(Piece(element, text, shown))
        if not shown:
            return text
        return "".join(
            sign if sign.isspace() or sign in _UNREAD else self._sign(Origin(number, index))
            for index, sign in enumerate(text)
        )

    def _sign(self, origin: Origin) -> str:
        self._origins.append(origin)
        if len(self._origins) > MOST_SIGNS:
            raise OverflowError("more characters than can be told apart")
        return chr(_FIRST + len(self._origins) - 1)

    def origin(self, sign: str) -> Origin | None:
        """Return what a sign stands for, None for what stands for nothing: blanks, printed numbers, edges of cells."""
        number = ord(sign) - _FIRST
        return self._origins[number] if 0 <= number < len(self._origins) else None

    def plain(self, line: str) -> str:
        """Return a line as it is read without a trace."""
        return "".join(
            sign if origin is None else self.pieces[origin.piece].text[origin.index]
            for sign, origin in ((sign, self.origin(sign)) for sign in line)
        )

    def origins(self, text: str) -> tuple[Origin | None, ...]:
        """Return what each code point of a text of this reading was read from, blanks too where that is certain."""
        found = [self.origin(sign) for sign in text]
        for start, end in _gaps(found):
            found[start:end] = self._blanks(text[start:end], found[start - 1], found[end])
        return tuple(found)

    def _blanks(self, gap: str, before: Origin | None, after: Origin | None) -> Sequence[Origin | None]:
        """Return what the blanks between two characters were read from, those that nothing was read from left out."""
        nothing: list[Origin | None] = [None] * len(gap)
        if before is None or after is None or after.piece < before.piece:
            return nothing
        read = [
            Origin(number, index)
            for number in range(before.piece, after.piece + 1)
            if self.pieces[number].shown
            for index in range(len(self.pieces[number].text))
            if (number > before.piece or index > before.index) and (number < after.piece or index < after.index)
            if self.pieces[number].text[index].isspace()
        ]
        position = 0
        for at, sign in enumerate(gap):
            match = next(
                (
                    later
                    for later in range(position, len(read))
                    if self.pieces[read[later].piece].text[read[later].index] == sign
                ),
                None,
            )
            if match is not None:
                nothing[at] = read[match]
                position = match + 1
        return nothing


def _gaps(found: Sequence[Origin | None]) -> Iterator[tuple[int, int]]:
    """Yield where code points without an origin lie between two that have one."""
    start = None
    for at, origin in enumerate(found):
        if origin is None:
            if start is None and at > 0:
                start = at
        elif start is not None:
            yield start, at
            start = None
