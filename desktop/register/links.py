"""How documents are tied to each other: references read from them, resolved in the register, and walked along."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from desktop.register.comparing import number_key, title_key
from desktop.register.entry import (
    EFFECTIVE,
    NUMBER,
    PUBLISHED,
    TITLE,
    WRITTEN,
    Entry,
    Reference,
    Statement,
    Tie,
)

# 云川市人民政府办公室转发市水务局《关于节约用水的意见》的通知
_FORWARDED = re.compile(r"(?:批转|转发)(.+?)的?(?:通知|函|意见)?$")
# 关于修改《云川市植树办法》的决定, 关于修订云川市植树办法的通知, 云川市人民政府关于废止和修改部分行政规范性文件的决定
_AMENDED = re.compile(r"(?:修改|修订)《((?:[^《》]|《[^《》]*》)+)》")
# 云川市人民政府关于废止《云川市植树办法》的决定
_REPEALED = re.compile(r"(?:废止|停止执行)(?:和修改)?《((?:[^《》]|《[^《》]*》)+)》")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
# 云川市人民政府关于印发云川市植树办法的通知: 云川市植树办法
_ENCLOSED = re.compile(r"印发[《〈]?(.+?)[》〉]?的?(?:通知|意见)?$")


def of_title(title: str) -> tuple[Reference, ...]:
    """Return the documents that a title says are forwarded, amended or repealed."""
    forwarded = _FORWARDED.search(title)
    if forwarded is not None:
        quoted = _QUOTED.search(forwarded[1])
        name = quoted[1] if quoted is not None else forwarded[1]
        return (Reference(Tie.FORWARDS, name),)
    repealed = (Reference(Tie.REPEALS, found) for found in _REPEALED.findall(title))
    return (*repealed, *(Reference(Tie.AMENDS, found) for found in _AMENDED.findall(title)))


def of_fields(
    title: str, repeals: Iterable[tuple[str, str]], basis: Iterable[str], cited: Iterable[str]
) -> tuple[Reference, ...]:
    """Return all references of a document, each target once, the weightiest tie first.

    `repeals` are titles and 字号 (either may be empty), `basis` titles, `cited` 字号 that it mentions.
    """
    found = [Reference(Tie.REPEALS, *one) for one in repeals if any(one)]
    titles = {one.title for one in found}
    found += [one for one in of_title(title) if one.title not in titles]
    found += [*(Reference(Tie.BASIS, law) for law in basis if law)]
    numbers = {number_key(one.number) for one in found if one.number}
    found += [Reference(Tie.CITES, "", number) for number in cited if number and number_key(number) not in numbers]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Link:
    """A reference of the entry `source`; `target` is the entry that it names, None while that has not arrived.

    `statement` is the one that holds the reference. `others` are further entries that the words fit as well.
    """

    source: int
    reference: Reference
    statement: int
    target: int | None
    others: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What tells this link from the others, also after its target has arrived."""
        told = f"{self.source}\n{self.reference.tie.value}\n{self.reference.title}\n{self.reference.number}"
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Links:
    """All links of a register, by both ends. References whose documents have not arrived are `open`."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Resolve all references of all entries."""
        held = list(entries)
        index = _Index(held if any(one.references for entry in held for one in entry.statements) else ())
        self._out: dict[int, list[Link]] = defaultdict(list)
        self._in: dict[int, list[Link]] = defaultdict(list)
        self.open: list[Link] = []
        for entry in held:
            for link in _of_entry(entry, index):
                self._out[entry.number].append(link)
                if link.target is None:
                    self.open.append(link)
                else:
                    self._in[link.target].append(link)

    def all(self) -> list[Link]:
        """Return all links in the order of their entries."""
        return [link for links in self._out.values() for link in links]

    def of(self, entry: int) -> tuple[Link, ...]:
        """Return the links that lead from an entry."""
        return tuple(self._out.get(entry, ()))

    def to(self, entry: int) -> tuple[Link, ...]:
        """Return the links that lead to an entry."""
        return tuple(self._in.get(entry, ()))


@dataclass(frozen=True, slots=True)
class Node:
    """A document in a picture: an entry, or (0) one that has not arrived.

    `rank` is its distance, below 0 for what the one in the middle rests on or names.
    """

    key: str
    entry: int
    words: str
    rank: int


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of a picture from one node to another."""

    source: str
    target: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Graph:
    """Documents and the ties between them; `more` counts what was left out for want of room."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    more: int = 0


def neighbourhood(links: Links, titles: Mapping[int, str], entry: int, reach: int = 1, most: int = 60) -> Graph:
    """Return a document with all that are at most `reach` ties away, open references included."""
    nodes = {f"e{entry}": Node(f"e{entry}", entry, titles.get(entry, ""), 0)}
    edges: dict[Edge, None] = {}
    more = 0
    ring = [entry]
    for _ in range(reach):
        following: list[int] = []
        for here in ring:
            rank = nodes[f"e{here}"].rank
            for link, outward in [(one, True) for one in links.of(here)] + [(one, False) for one in links.to(here)]:
                other = link.target if outward else link.source
                key = f"e{other}" if other is not None else f"o{link.key}"
                if key not in nodes:
                    if len(nodes) >= most:
                        more += 1
                        continue
                    words = titles.get(other, "") if other is not None else link.reference.words
                    nodes[key] = Node(key, other or 0, words, rank + (-1 if outward else 1))
                    if other is not None:
                        following.append(other)
                ends = (f"e{here}", key) if outward else (key, f"e{here}")
                edges[Edge(*ends, link.reference.tie)] = None
        ring = following
    return Graph(tuple(nodes.values()), tuple(edges), more)


def chain(links: Links, titles: Mapping[int, str], entry: int) -> Graph:
    """Return what a document is based on, all the way down, and what amended or replaced it, all the way up."""
    nodes = {f"e{entry}": Node(f"e{entry}", entry, titles.get(entry, ""), 0)}
    edges: dict[Edge, None] = {}
    _walk(links, titles, entry, nodes, edges, down=True)
    _walk(links, titles, entry, nodes, edges, down=False)
    return Graph(tuple(nodes.values()), tuple(edges))


_DOWN = (Tie.BASIS, Tie.FORWARDS)
_UP = (Tie.REPEALS, Tie.AMENDS)


def _walk(
    links: Links, titles: Mapping[int, str], entry: int, nodes: dict[str, Node], edges: dict[Edge, None], down: bool
) -> None:
    waiting = [entry]
    while waiting:
        here = waiting.pop(0)
        rank = nodes[f"e{here}"].rank
        found = [
            one for one in (links.of(here) if down else links.to(here)) if one.reference.tie in (_DOWN if down else _UP)
        ]
        for link in found:
            other = link.target if down else link.source
            key = f"e{other}" if other is not None else f"o{link.key}"
            ends = (f"e{here}", key) if down else (key, f"e{here}")
            edges[Edge(*ends, link.reference.tie)] = None
            if key not in nodes:
                words = titles.get(other, "") if other is not None else link.reference.words
                nodes[key] = Node(key, other or 0, words, rank + (-1 if down else 1))
                if other is not None:
                    waiting.append(other)


class _Index:
    """Finds entries by 字号, and by title: the whole one, or that of what they carry."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._titles: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            numbers, titles = set(), set()
            for statement in (*entry.statements,):
                numbers.add(number_key(statement.value(NUMBER)))
                titles |= _titles(statement.value(TITLE))
            if TITLE in entry.decided:
                titles |= _titles(entry.decided[TITLE].value)
            if NUMBER in entry.decided:
                numbers.add(number_key(entry.decided[NUMBER].value))
            for number in numbers - {""}:
                self._numbers[number].append(entry.number)
            for title in titles - {""}:
                self._titles[title].append(entry.number)

    def find(self, reference: Reference, besides: int) -> list[int]:
        """Return the entries that a reference may name, the 字号 before the title."""
        if reference.number:
            return [one for one in self._numbers.get(number_key(reference.number), ()) if one != besides]
        return [one for one in self._titles.get(title_key(reference.title), ()) if one != besides]


def _titles(title: str) -> set[str]:
    enclosed = _ENCLOSED.search(title)
    return {title_key(title), *({title_key(enclosed[1])} if enclosed is not None else ())}


def _of_entry(entry: Entry, index: _Index) -> Iterable[Link]:
    seen: set[Reference] = set()
    for statement in entry.statements:
        for reference in statement.references:
            if reference in seen:
                continue
            seen.add(reference)
            found = index.find(reference, entry.number)
            yield Link(entry.number, reference, statement.number, found[0] if found else None, tuple(found[1:]))


def day_of_tie(statement: Statement) -> str:
    """Return the day from which what a document says of others holds: 施行日期, else 公布, else 成文日期."""
    days = (statement.value(key) for key in (EFFECTIVE, PUBLISHED, WRITTEN))
    return next((day for day in days if day[:1].isdigit()), statement.origin.as_of)
