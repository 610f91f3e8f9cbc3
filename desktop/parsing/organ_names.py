"""Names of organs (机关) by form: whether a line is one, and where glued names part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from desktop.parsing import lexicon

_NAME = re.compile(r"[\u3400-\u9fff〇·（）()“”]{2,45}$")
# Marks of a sentence: no name of an organ holds them.
_SENTENCE = re.compile(r"[。；：:!！?？《》]|如下|特此|自.{0,12}起|[一二三四五六七八九十]+、")
_PLACE = re.compile(r"[\u3400-\u9fff]{2,10}?(?:自治区|自治州|自治县|省|市|州|县|区|盟|旗)")
# 省财政厅省教育厅: the place shortened to its rank.
_OWN_PLACE = re.compile(r"[省市县州区盟旗](?=[\u3400-\u9fff]{2})")
# 云川市人民政府（印章）
_SEAL = re.compile(r"[（(](?:印|公|盖)?章[)）]")
_PARTS = re.compile(r"[\s、，,;；]+")
_SHORTEST, _LONGEST_LINE = 2, 160


def split(line: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the organs that a line names, in order; () where the line is anything else.

    Names may stand apart by blanks or 、, letter by letter (国 务 院), or glued together. `known` are names found
    elsewhere in the document (its title, its page table), which count as they are.
    """
    if len(line) > _LONGEST_LINE or not line.strip() or _SENTENCE.search(line):
        return ()
    pieces = [piece for piece in _PARTS.split(_SEAL.sub("", line).strip()) if piece]
    if len(pieces) > 1 and sum(len(piece) <= 1 for piece in pieces) * 2 > len(pieces):
        pieces = ["".join(pieces)]
    known = tuple(known)
    if not all(is_name(piece, known) for piece in pieces):
        pieces = ["".join(pieces)]
        if not is_name(pieces[0], known):
            return ()
    return _rejoined(name for piece in pieces for name in unglue(piece, known))


def is_name(text: str, known: Iterable[str] = ()) -> bool:
    """Tell whether a text without blanks has the form of an organ's name."""
    if text in known:
        return True
    if not _NAME.match(text) or _SENTENCE.search(text):
        return False
    bare = re.sub(r"[（(][^）)]*[）)]$", "", text)
    return len(bare) >= _SHORTEST and bare.endswith(_endings())


def unglue(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Part names that are printed without a gap; a single name comes back alone."""
    known = tuple(name for name in known if name)
    cuts = _by_known(text, known) or _by_place(text) or _by_office(text) or _by_national(text)
    if not cuts:
        return (text,)
    edges = [0, *cuts, len(text)]
    return _rejoined(text[start:end] for start, end in pairwise(edges))


def _rejoined(names: Iterable[str]) -> tuple[str, ...]:
    """Put a state organ and its local office together again: 国家税务总局 + 云川市税务局."""
    joined: list[str] = []
    for name in names:
        if joined and joined[-1] in lexicon.words("organs", "vertical") and _PLACE.match(name):
            joined[-1] += name
        else:
            joined.append(name)
    return tuple(joined)


def agree(one: str, other: str) -> bool:
    """Tell whether two names can mean the same organ: equal, one the end of the other, or a shortened form of it."""
    if one.endswith(other) or other.endswith(one):
        return True
    short, long = sorted((one, other), key=len)
    if short[-1:] != long[-1:] and not (short[-1:] in "委局办会" and long[-1:] in "会局室厅"):
        return False
    position = 0
    for char in short:
        position = long.find(char, position) + 1
        if position == 0:
            return False
    return True


@cache
def _endings() -> tuple[str, ...]:
    return (*lexicon.words("organs", "endings"), *lexicon.words("organs", "national"))


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.alternatives(lexicon.words('organs', 'closing'))})")


def _by_known(text: str, known: tuple[str, ...]) -> list[int]:
    """Cut at the names known from elsewhere where they fill the text without a rest."""
    cuts: list[int] = []
    position = 0
    while position < len(text):
        name = max((name for name in known if text.startswith(name, position)), key=len, default=None)
        if name is None or name == text:
            return []
        position += len(name)
        cuts.append(position)
    return cuts[:-1]


def _by_place(text: str) -> list[int]:
    """Cut before each return of the place that the text begins with: 云川市民政局云川市财政局."""
    place = _OWN_PLACE.match(text) or _PLACE.match(text)
    if place is None:
        return []
    cuts: list[int] = []
    position = text.find(place[0], place.end())
    while position > 0:
        if is_name(text[cuts[-1] if cuts else 0 : position]) and is_name(text[position:]):
            cuts.append(position)
        position = text.find(place[0], position + len(place[0]))
    return cuts


def _by_office(text: str) -> list[int]:
    """Cut after 办公厅, 办公室 and 人民政府 where a name with a place of its own follows."""
    cuts: list[int] = []
    for match in re.finditer(r"办公厅|办公室|人民政府(?!办公)|国务院(?!办公)|委员会(?!办公)", text):
        rest = text[match.end() :]
        if rest and (_PLACE.match(rest) or rest.startswith(lexicon.words("organs", "national"))) and is_name(rest):
            cuts.append(match.end())
    return cuts


def _by_national(text: str) -> list[int]:
    """Cut a run of organs of the state, known by their short names: 财政部教育部."""
    names = lexicon.words("organs", "national")
    cuts: list[int] = []
    position = 2 if text.startswith("中国") else 0
    while position < len(text):
        start = 0 if not cuts else position
        name = max(
            (name for name in names if text.startswith(name, position) or text.startswith(name, start)),
            key=len,
            default=None,
        )
        if name is None:
            return []
        position = (start if text.startswith(name, start) else position) + len(name)
        cuts.append(position)
    return cuts[:-1]
