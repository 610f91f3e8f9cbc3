"""Which column of a list holds what: guessed by the words of its head, or told by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.parsing import lexicon
from desktop.parsing.register_words import squeezed
from desktop.register import entry as fields

ORDINAL, ENTRY, OPINION, WORDS = "ordinal", "entry", "opinion", "words"
"""Columns that are no field of an entry: 序号, 台账号, and what a drafting office answers, with its words."""
_ROWS = 15
"""Rows in which the head is looked for."""
_LONGEST = 16
"""Code points of a column's name."""
_REMARK = re.compile(r"[（(\[【][^（()）\]】]*[)）\]】]$")
_DECIDING = (fields.TITLE, fields.NUMBER)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns hold: the field by the number of the column, from 0.

    `header` is the index of the head among the rows, None where there is none; `names` are its words by column.
    """

    header: int | None
    names: tuple[str, ...]
    fields: Mapping[int, str]

    @property
    def is_list(self) -> bool:
        """Tell whether there is a column that names documents."""
        return any(key in self.fields.values() for key in _DECIDING)


def guess(rows: Sequence[Sequence[str]], header: int | None = None) -> Columns:
    """Return the columns of some rows by the row that names the most of them, or by the row `header`."""
    best = Columns(None, (), {})
    places = range(min(_ROWS, len(rows))) if header is None else (header,)
    for index in places:
        found = _of_header(rows[index])
        if len(found) > len(best.fields) and any(key in found.values() for key in _DECIDING):
            best = Columns(index, tuple(rows[index]), found)
    return best


def guess_table(rows: Sequence[Sequence[str]], header_rows: int) -> Columns:
    """Return the columns of a printed table, whose head is its first `header_rows` rows, joined."""
    if header_rows < 1 or not rows:
        return Columns(None, (), {})
    head = tuple("".join(dict.fromkeys(cells)) for cells in zip(*rows[:header_rows], strict=True))
    return Columns(header_rows - 1, head, _of_header(head))


def told(columns: Columns, words: Mapping[str, str], width: int) -> Columns:
    """Return columns with what a person says: a column by its letter (B) or its head, and the field by its name.

    An empty name leaves a column out. Raises ValueError with a Chinese sentence for words that fit nothing.
    """
    known = {name: key for key, name in fields.LABELS.items()} | {"序号": ORDINAL}
    found = dict(columns.fields)
    for place, name in words.items():
        column = _column(columns, place, width)
        key = known.get(name) or _field(name) or (name if name in fields.LABELS else None)
        if name and key is None:
            raise ValueError(f"没有“{name}”这一项；可写：{'、'.join(known)}")
        found = {one: held for one, held in found.items() if one != column and held != key}
        if key is not None:
            found[column] = key
    return Columns(columns.header, columns.names, found)


def letter(column: int) -> str:
    """Return how a spreadsheet names a column: A … Z, AA …"""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name, column = chr(ord("A") + rest) + name, column - 1
    return name


def _column(columns: Columns, place: str, width: int) -> int:
    bare = squeezed(place)
    for column, name in enumerate(columns.names):
        if squeezed(name) == bare:
            return column
    for column in range(width):
        if letter(column) == bare.upper():
            return column
    raise ValueError(f"没有“{place}”这一列")


def _of_header(row: Sequence[str]) -> dict[int, str]:
    """Return the fields that the cells of a row name, each once: the first column that names it best."""
    best: dict[str, tuple[int, int]] = {}
    for column, cell in enumerate(row):
        if len(cell) > _LONGEST * 2:
            continue
        for key, rank in _meanings(squeezed(cell)):
            if key not in best or rank < best[key][0]:
                best[key] = (rank, column)
                break
    found: dict[int, str] = {}
    for key, (_, column) in sorted(best.items(), key=lambda item: item[1]):
        found.setdefault(column, key)
    return found


def _field(name: str) -> str | None:
    meanings = _meanings(squeezed(name))
    return meanings[0][0] if meanings else None


@cache
def _meanings(bare: str) -> tuple[tuple[str, int], ...]:
    """Return the fields that a head may mean, with ranks: 0 it says so, more the less it does."""
    name = _REMARK.sub("", bare).rstrip("：:*＊")
    if not name or len(name) > _LONGEST:
        return ()
    exact = [(key, 0) for key, words in _words().items() if name in words]
    if exact:
        return tuple(exact)
    near = []
    for key, words in _words().items():
        inside = [word for word in words if len(word) >= 2 and (name.endswith(word) or name.startswith(word))]
        if inside and key in fields.LABELS:
            near.append((key, len(name) - max(map(len, inside))))
    return tuple(sorted(near, key=lambda item: item[1]))


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {key: tuple(map(squeezed, words)) for key, words in lexicon.lists("register", "headers").items()}
