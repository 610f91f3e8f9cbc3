"""The index's own database: a file beside the store's, which holds nothing that the store cannot give again.

Chinese is written without blanks, so every pair of neighbouring signs is a word of the index (`pairs`), and a longer
word is a phrase of pairs; `signs` holds the single ones, `titles` the pairs of 标题 and 发文字号. A sign of ASCII
stands as its full-width form: to FTS5's plainest tokenizer all is letters then, and nothing is syntax.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.domain.search import fold
from desktop.store.journal import GENESIS
from desktop.store.search.gathering import SEPARATOR, Gathered

FILE = "search.sqlite"
APPLICATION_ID = 0x47425A46
FORMAT = 1
"""Raised when what is indexed, or how it is folded, becomes another; an index of another format is made anew."""

_ASCII = re.compile("[!-~]")
_TO_FULL_WIDTH = 0xFEE0
_FTS = "USING fts5(x, content = '', columnsize = 0, tokenize = 'ascii', detail = {0})"
PAGE_BYTES = 16384
"""The size of the file's pages: on smaller ones a document of 2 KB would waste as much again."""
_HASH_BYTES = 32 << 20
"""Memory that a table of words may take before it writes what it has."""
_TABLES = (
    """CREATE TABLE followed (
        number INTEGER NOT NULL, hash TEXT NOT NULL, filled INTEGER, unclean INTEGER NOT NULL) STRICT""",
    """CREATE TABLE document (
        id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, source_id INTEGER NOT NULL, start INTEGER NOT NULL,
        line INTEGER NOT NULL, head TEXT NOT NULL, keys TEXT NOT NULL, "values" TEXT NOT NULL, text TEXT NOT NULL)
        STRICT""",
    "CREATE INDEX document_by_source ON document (source_id)",
    f"CREATE VIRTUAL TABLE pairs {_FTS.format('full')}",
    f"CREATE VIRTUAL TABLE signs {_FTS.format('none')}",
    f"CREATE VIRTUAL TABLE titles {_FTS.format('full')}",
)
WORDS = ("pairs", "signs", "titles")
"""The tables of words."""
_CODES = f"utf-32-{sys.byteorder[0]}e"
_BLANK = ord(" ")
_OWN = 'id, source_id, start, line, head, keys, "values", text'
DOCUMENT = ", ".join(f"document.{name}" for name in _OWN.split(", "))
"""The columns of what was gathered, in the order of `gathered_of`."""

DocumentRow = tuple[int, int, int, int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Followed:
    """How far an index has followed the journal: to the entry `number` with the hash `sealed`.

    While it is filled for the first time, only records up to `filled` are in it; None after. `unclean`: text that was
    removed from the store may still lie in its free pages.
    """

    number: int = 0
    sealed: str = GENESIS
    filled: int | None = 0
    unclean: bool = False


def is_made(connection: sqlite3.Connection, schema: str = "main") -> bool:
    """Tell whether a database is an index of this format."""
    made = connection.execute(f"PRAGMA {schema}.user_version").fetchone()[0]
    owner = connection.execute(f"PRAGMA {schema}.application_id").fetchone()[0]
    return bool((owner, made) == (APPLICATION_ID, FORMAT))


def make(connection: sqlite3.Connection) -> None:
    """Make the tables anew, inside the caller's transaction; what was there is dropped."""
    # Dropping a virtual table takes its shadow tables with it.
    for name in (*WORDS, "document", "followed"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES:
        connection.execute(statement)
    for name in WORDS:
        connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('hashsize', {_HASH_BYTES})")
    connection.execute("INSERT INTO followed VALUES (0, ?, 0, 0)", (GENESIS,))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def followed(connection: sqlite3.Connection) -> Followed:
    """Return how far the index is."""
    number, sealed, filled, unclean = connection.execute(
        "SELECT number, hash, filled, unclean FROM followed"
    ).fetchone()
    return Followed(number, sealed, filled, bool(unclean))


def set_followed(connection: sqlite3.Connection, state: Followed) -> None:
    """Say how far the index is."""
    values = (state.number, state.sealed, state.filled, int(state.unclean))
    connection.execute("UPDATE followed SET number = ?, hash = ?, filled = ?, unclean = ?", values)


def gathered_of(row: DocumentRow) -> Gathered:
    """Return what a row holds."""
    record_id, source_id, start, line, head, keys, values, text = row
    return Gathered(record_id, source_id, start, line, _parts(head), _parts(keys), _parts(values), text)


def remove(connection: sqlite3.Connection, record_ids: Iterable[int]) -> None:
    """Take documents out of the index; those that are not in it are passed over."""
    for record_id in record_ids:
        row = connection.execute(f"SELECT {DOCUMENT} FROM document WHERE id = ?", (record_id,)).fetchone()
        if row is None:
            continue
        for table, words in words_of(gathered_of(row)):
            connection.execute(f"INSERT INTO {table} ({table}, rowid, x) VALUES ('delete', ?, ?)", (record_id, words))
        connection.execute("DELETE FROM document WHERE id = ?", (record_id,))


def insert(connection: sqlite3.Connection, documents: Sequence[Gathered], entry: int) -> None:
    """Take documents into the index, as they stood after an entry of the journal.

    Table by table: FTS5 takes many of one table in a fraction of the time that it takes for one of each in turn.
    """
    connection.executemany(
        f"INSERT INTO document (entry, {_OWN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                entry,
                found.id,
                found.source_id,
                found.start,
                found.line,
                SEPARATOR.join(found.head),
                SEPARATOR.join(found.keys),
                SEPARATOR.join(found.values),
                found.text,
            )
            for found in documents
        ),
    )
    words = [(found.id, words_of(found)) for found in documents]
    for place, table in enumerate(WORDS):
        rows = ((record_id, several[place][1]) for record_id, several in words)
        connection.executemany(f"INSERT INTO {table} (rowid, x) VALUES (?, ?)", rows)


def words_of(found: Gathered) -> tuple[tuple[str, str], ...]:
    """Return the words of a document for each table of words."""
    text, *rest = map(wide, (found.text, *found.head, *found.values))
    units = [text, *(unit for unit in rest if unit not in text)]
    heads = rest[: len(found.head)]
    return (
        ("pairs", _pairs(units)),
        ("signs", signs_of("".join(units))),
        ("titles", _pairs(heads)),
    )


def wide(text: str) -> str:
    """Return a text as it is indexed: folded, without any sign of ASCII."""
    return full_width(fold(text))


def full_width(text: str) -> str:
    """Return a folded text without any sign of ASCII."""
    for sign in set(_ASCII.findall(text)):
        text = text.replace(sign, chr(ord(sign) + _TO_FULL_WIDTH))
    return text


def pairs_of(word: str) -> str:
    """Return the pairs of a wide word of two signs or more, with blanks between them."""
    signs = _codes(word)
    pairs = array("I", (_BLANK,)) * (3 * len(signs) - 4)
    pairs[0::3], pairs[1::3] = signs[:-1], signs[1:]
    return _text_of(pairs)


def signs_of(text: str) -> str:
    """Return the signs of a wide text, each once, with blanks between them."""
    once = array("I", set(_codes(text)))
    signs = array("I", (_BLANK,)) * (2 * len(once) - 1)
    signs[0::2] = once
    return _text_of(signs)


def _codes(text: str) -> array[int]:
    """Return the code points of a text: slices of an array are put together in a tenth of the time of strings."""
    return array("I", text.encode(_CODES, "surrogatepass"))


def _text_of(codes: array[int]) -> str:
    return codes.tobytes().decode(_CODES, "surrogatepass")


def _pairs(units: Iterable[str]) -> str:
    """Return the pairs of texts; the last sign of each stands alone, so that no phrase reaches into the next."""
    return " ".join(f"{pairs_of(unit)} {unit[-1]}" for unit in units if unit)


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(SEPARATOR)) if joined else ()
