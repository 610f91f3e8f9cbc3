"""What is searched of a document: the text within its bounds and the values that count, read from the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from desktop.domain.edits import CLAIMS, cell_place, facet_key
from desktop.domain.fields import ON_ISSUE
from desktop.domain.search import CELL, HEAD, fold
from desktop.store import bounds
from desktop.store.journal import storable

SEPARATOR = "\x1f"
"""Stands between values; it is folded to nothing, so no word can hold it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is searched of one document.

    `text` is its own text, which begins at the code point `start` in line `line` (1-based) of its source. `head` are
    标题 and 发文字号, "" where there is none, `values` all other values that its text does not hold, their fields
    `keys`.
    """

    id: int
    source_id: int
    start: int
    line: int
    head: tuple[str, ...]
    keys: tuple[str, ...]
    values: tuple[str, ...]
    text: str

    @property
    def folded_head(self) -> str:
        """What is searched for hits that come first; values stand between line breaks."""
        return "\n".join(map(fold, self.head))

    @property
    def folded(self) -> str:
        """All that is searched; the text and the values stand between line breaks."""
        return "\n".join(map(fold, (self.text, *self.head, *self.values)))


def gather(connection: sqlite3.Connection, record_ids: Sequence[int]) -> Iterator[Gathered]:
    """Give what is searched of those records that are documents now, source by source.

    What cannot be read is left out: `verify` tells of it.
    """
    wanted = json.dumps(sorted(set(record_ids)))
    standing = connection.execute(
        "SELECT id, source_id FROM record WHERE number > 0 AND id IN (SELECT value FROM json_each(?))"
        " ORDER BY source_id, id",
        (wanted,),
    ).fetchall()
    facets: dict[int, dict[str, Any]] = {}
    set_by_people = "SELECT record_id, facet, value FROM review WHERE record_id IN (SELECT value FROM json_each(?))"
    for record_id, facet, value in connection.execute(set_by_people, (wanted,)):
        if facet == CLAIMS or facet_key(facet) is not None or cell_place(facet) is not None:
            with suppress(ValueError):
                facets.setdefault(record_id, {})[facet] = json.loads(value)
    source, text = -1, ""
    for record_id, source_id in standing:
        if source_id != source:
            source, text = source_id, _text(connection, source_id)
        found = _gathered(connection, record_id, source_id, text, facets.get(record_id, {}))
        if found is not None:
            yield found


def _text(connection: sqlite3.Connection, source_id: int) -> str:
    row = connection.execute("SELECT data FROM parsed_source WHERE source_id = ?", (source_id,)).fetchone()
    try:
        text = json.loads(row[0])["text"] if row is not None else ""
    except (ValueError, KeyError, TypeError):
        return ""
    return storable(text) if isinstance(text, str) else ""


def _gathered(
    connection: sqlite3.Connection, record_id: int, source_id: int, text: str, facets: dict[str, Any]
) -> Gathered | None:
    try:
        claims = bounds.read(connection, record_id, facets)
        if claims is None:
            return None
        data = json.loads(claims)
        start, end = data["span"]
        values = {key: field["value"] for key, field in data["fields"].items()}
        cells = []
        for facet, value in facets.items():
            key = facet_key(facet)
            if key is not None:
                values[key] = value["value"]
            elif facet != CLAIMS:
                cells.append((CELL, value))
        own = text[start:end]
        head = tuple(next(_words(values.get(key)), "") for key in HEAD)
        line = text.count("\n", 0, start) + 1
        others = [(key, word) for key in values if key not in HEAD for word in _words(values[key]) if word != ON_ISSUE]
        folded = fold(own)
        kept = [(key, word) for key, word in dict.fromkeys((*others, *cells)) if fold(word) not in folded]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    keys, rest = tuple(key for key, _ in kept), tuple(word for _, word in kept)
    return Gathered(record_id, source_id, start, line, head, keys, rest, own)


def _words(value: Any) -> Iterator[str]:
    """Give the texts that a value holds; a separator among them becomes a blank."""
    match value:
        case str() if value:
            yield storable(value).replace(SEPARATOR, " ")
        case list():
            for item in value:
                yield from _words(item)
        case dict():
            for key, item in value.items():
                if key not in ("kind", "action"):
                    yield from _words(item)
