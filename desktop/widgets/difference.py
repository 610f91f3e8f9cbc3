"""What differs between two values, inside the string. Letters are never torn: 𠮷, a letter with its marks, an emoji of
several code points count as one. No Qt.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

_MOST = 600
"""Code points that are compared one by one; the differing middle of longer values is taken as a whole."""
_JOINER = "\u200d"


class Part(Enum):
    """What a piece is."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters that both values share, or that only one of them has."""

    part: Part
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both values in order; without the added ones they are `before`, without the removed `after`.

    A single shared letter between two changes is counted to them: so a person sees one change, not three.
    """
    head = _shared_head(before, after)
    tail = _shared_tail(before[head:], after[head:])
    pieces = [
        Piece(Part.SAME, before[:head]),
        *_middle(before[head : len(before) - tail], after[head : len(after) - tail]),
        Piece(Part.SAME, before[len(before) - tail :]),
    ]
    return tuple(piece for piece in pieces if piece.text)


def item_difference(before: Sequence[str], after: Sequence[str], between: str = "；") -> tuple[Piece, ...]:
    """Return the pieces of two lists; an item is either in both or wholly in one of them."""
    pieces: list[Piece] = []
    for part, items in _runs(before, after):
        for item in items:
            if pieces:
                pieces.append(Piece(part if pieces[-1].part is part else Part.SAME, between))
            pieces.append(Piece(part, item))
    return tuple(pieces)


def side(pieces: Iterable[Piece], part: Part) -> tuple[Piece, ...]:
    """Return what one value consists of: `Part.REMOVED` stands for the one before, `Part.ADDED` for the one after."""
    return tuple(piece for piece in pieces if piece.part in (Part.SAME, part))


def letters(text: str) -> list[str]:
    """Return a text cut into what people take for single characters."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    flags = 0
    for char in text:
        flag = _is_flag(char)
        flags = flags + 1 if flag else 0
        if found and (_clings(char) or found[-1].endswith(_JOINER) or (flag and flags % 2 == 0)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _clings(char: str) -> bool:
    """Tell whether a code point belongs to the one before: marks, variation selectors, joiners, skin tones, tags."""
    if char < "\u0300":
        return False
    return (
        unicodedata.category(char) in ("Mn", "Mc", "Me")
        or char == _JOINER
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _shared_head(before: str, after: str) -> int:
    """Return how many code points both begin with, whole letters only; quick for millions of them."""
    count = _most_that(min(len(before), len(after)), lambda size: before[:size] == after[:size])
    while count and (_tears(before, count) or _tears(after, count)):
        count -= 1
    return count


def _shared_tail(before: str, after: str) -> int:
    count = _most_that(
        min(len(before), len(after)), lambda size: before[len(before) - size :] == after[len(after) - size :]
    )
    while count and (_tears(before, len(before) - count) or _tears(after, len(after) - count)):
        count -= 1
    return count


def _most_that(most: int, holds: Callable[[int], bool]) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _tears(text: str, place: int) -> bool:
    """Tell whether a cut before a code point could go through a letter."""
    if not 0 < place < len(text):
        return False
    return _clings(text[place]) or text[place - 1] == _JOINER or _is_flag(text[place])


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _middle(before: str, after: str) -> list[Piece]:
    if not before or not after or max(len(before), len(after)) > _MOST:
        return [Piece(Part.REMOVED, before), Piece(Part.ADDED, after)]
    old, new = letters(before), letters(after)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for changed, group in groupby(matcher.get_opcodes(), _is_change):
        ops = list(group)
        ours, theirs = old[ops[0][1] : ops[-1][2]], new[ops[0][3] : ops[-1][4]]
        if changed:
            pieces += [Piece(Part.REMOVED, "".join(ours)), Piece(Part.ADDED, "".join(theirs))]
        else:
            pieces.append(Piece(Part.SAME, "".join(ours)))
    return pieces


def _is_change(op: tuple[str, int, int, int, int]) -> bool:
    """Tell a change from what both share; a single shared letter, which can only lie between changes, is one too."""
    return op[0] != "equal" or op[2] - op[1] == 1


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[Part, Sequence[str]]]:
    if max(len(before), len(after)) > _MOST:
        return ((Part.REMOVED, before), (Part.ADDED, after))
    runs: list[tuple[Part, Sequence[str]]] = []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append((Part.SAME, before[start:end]))
        else:
            runs += [(Part.REMOVED, before[start:end]), (Part.ADDED, after[other_start:other_end])]
    return runs
