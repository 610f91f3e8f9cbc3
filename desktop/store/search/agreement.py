"""Whether the index agrees with the store: how far it is, which documents it holds, and a sample of their words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from desktop.store.search import tables
from desktop.store.search.following import backlog
from desktop.store.search.gathering import Gathered, gather
from desktop.store.search.tables import DOCUMENT, gathered_of, pairs_of, wide

_SAMPLE = 100
_PHRASE = 6
"""Signs of a document's text that are looked up, from its middle."""


def disagreements(connection: sqlite3.Connection) -> Iterator[str]:
    """Give in words what is wrong with an index; `connection` sees the store and, as `search`, the index.

    An index that is behind is none of it: what it lacks is read at every search.
    """
    behind = backlog(connection, tables.followed(connection))
    lacking = frozenset(behind.lacking)
    standing = {row[0] for row in connection.execute("SELECT id FROM record WHERE number > 0")}
    held = {row[0] for row in connection.execute("SELECT id FROM search.document")}
    wrong = (standing ^ held) - lacking
    if wrong:
        yield f"检索索引有 {len(wrong)} 篇与资料库不符：多出或缺失"
    known = sorted((standing & held) - lacking)
    sample = known[:: max(1, len(known) // _SAMPLE)][:_SAMPLE]
    for found in gather(connection, sample):
        row = connection.execute(f"SELECT {DOCUMENT} FROM search.document WHERE id = ?", (found.id,)).fetchone()
        if gathered_of(row) != found:
            yield f"检索索引里第 {found.id} 号记录的文字与资料库不符"
        elif not _is_found(connection, found):
            yield f"检索索引找不到第 {found.id} 号记录的文字"


def _is_found(connection: sqlite3.Connection, found: Gathered) -> bool:
    """Tell whether the index gives a document back for a word of its own."""
    text = wide(found.text)
    middle = max(0, len(text) // 2 - _PHRASE // 2)
    word = text[middle : middle + _PHRASE]
    sought = [("signs", f'"{word[0]}"')] if word else []
    if len(word) > 1:
        sought.append(("pairs", f'"{pairs_of(word)}"'))
    title = wide(found.head[0]) if found.head else ""
    if len(title) > 1:
        sought.append(("titles", f'"{pairs_of(title)}"'))
    return all(
        connection.execute(
            f"SELECT 1 FROM search.{table} WHERE {table} MATCH ? AND rowid = ?", (phrase, found.id)
        ).fetchone()
        for table, phrase in sought
    )
