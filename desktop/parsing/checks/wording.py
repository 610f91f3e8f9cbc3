"""How the checks quote and compare what is printed."""

from __future__ import annotations

from difflib import SequenceMatcher

from rapidfuzz import fuzz

_LONGEST, _CLOSE = 200, 2
# Signs that a printer sets in half or full width, or in one of several shapes, without any difference in meaning.
_SHAPES = str.maketrans("(),:;?![]【】［］〈〉﹝﹞－―–", "（），：；？！〔〕〔〕〔〕《》〔〕———")


def bare(text: str) -> str:
    """Return a text without blanks and with its signs in one shape, fit for comparing."""
    return "".join(text.split()).translate(_SHAPES)


def quote(text: str, limit: int = 40) -> str:
    """Return a text in quotation marks, its middle left out where it is long."""
    text = "".join(text.split())
    if len(text) > limit:
        text = f"{text[: limit - 12]}……{text[-10:]}"
    return f"“{text}”"


def day(iso: str) -> str:
    """Return 2024-01-05 as 2024年1月5日."""
    year, month, rest = iso.split("-")
    return f"{int(year)}年{int(month)}月{int(rest)}日"


def around(text: str, start: int, end: int, reach: int = 8) -> str:
    """Return a place of a text with the words round it, no further than its line and table cell."""
    before = text[max(0, start - reach) : start].rpartition("\n")[2].rpartition("\t")[2]
    return before + text[start:end] + text[end : end + reach].partition("\n")[0].partition("\t")[0]


def difference(one: str, other: str, one_name: str, other_name: str) -> str:
    """Say in words where two texts differ: 目录多“局”, or 目录作“区县”、正文作“县区”."""
    one, other = bare(one)[:_LONGEST], bare(other)[:_LONGEST]
    said: list[str] = []
    for tag, start, end, other_start, other_end in _changes(one, other):
        if tag == "delete":
            said.append(f"{one_name}多{quote(one[start:end], 30)}")
        elif tag == "insert":
            said.append(f"{one_name}少{quote(other[other_start:other_end], 30)}")
        elif tag == "replace":
            said.append(
                f"{one_name}作{quote(one[start:end], 30)}、{other_name}作{quote(other[other_start:other_end], 30)}"
            )
    return "；".join(said[:4])


def _changes(one: str, other: str) -> list[tuple[str, int, int, int, int]]:
    """Return the changed places, those that stand close together as one."""
    merged: list[tuple[str, int, int, int, int]] = []
    for change in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if change[0] == "equal":
            continue
        if merged and change[1] - merged[-1][2] <= _CLOSE:
            merged[-1] = ("replace", merged[-1][1], change[2], merged[-1][3], change[4])
        else:
            merged.append(change)
    return merged


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1, blanks and shapes of signs left aside."""
    return fuzz.ratio(bare(one)[:_LONGEST], bare(other)[:_LONGEST]) / 100
