"""Journal entries whose payload was emptied because it held the text of a document with a 密级.

An emptied entry keeps its number, time, person, verb and its place in the chain; its hash, which the next entry
names, was that of the payload that is gone. A later EXPUNGE entry names it with a seal over what is left, and only so
it holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.domain.edits import CLAIMS, DISCLOSURE, STATUS, Json, Verb
from desktop.store import journal
from desktop.store.journal import Row

EMPTIED = "emptied"
"""The key of a payload that lists the records of which something was taken out."""
ENTRIES = "entries"
"""The key of the list in which an EXPUNGE entry names the entries that it emptied."""
STUB = "〔涉密文件〕"
"""What stands for a title or a file's name."""
_TEXTLESS = frozenset((CLAIMS, DISCLOSURE, STATUS))
"""Facets whose values hold nothing of a document's text; replay and approvals need them."""
_ABOUT = ("_of", "record")
"""How the keys end by which the entry of an export names its record: form_of, package_of, record."""


def without(payload: Json, records: frozenset[int]) -> Json:
    """Return a payload with nothing of these records' text in it; the very same where it holds nothing."""
    if not isinstance(payload, dict):
        return payload
    found: dict[str, Json] = dict(payload)
    gone: set[int] = set()
    for key in ("changes", journal.HANDED):
        listed = payload.get(key)
        if isinstance(listed, list):
            found[key] = [item for item in listed if not _tells(item, records, gone)]
    kept = payload.get("facets")
    if isinstance(kept, dict):
        gone |= {int(number) for number in kept if int(number) in records}
        found["facets"] = {number: facets for number, facets in kept.items() if int(number) not in records}
    about = {value for key, value in payload.items() if key.endswith(_ABOUT) and isinstance(value, int)}
    if "name" in payload and about & records:
        gone |= about & records
        found["name"] = STUB
    if not gone:
        return payload
    return {**found, EMPTIED: [*sorted(emptied_records(payload) | gone)]}


def renamed(payload: Json, name: str, heading: str) -> Json:
    """Return the payload of an import with another name and heading; the very same where they are these."""
    if not isinstance(payload, dict) or (payload["name"], payload["heading"]) == (name, heading):
        return payload
    return {**payload, "name": name, "heading": heading, EMPTIED: [*sorted(emptied_records(payload))]}


def emptied_records(payload: Json) -> set[int]:
    """Return the records of which something was taken out of a payload."""
    listed = payload.get(EMPTIED, []) if isinstance(payload, dict) else []
    return {number for number in listed if isinstance(number, int)} if isinstance(listed, list) else set()


def row_seal(row: Row) -> str:
    """Return the SHA-256 by which an EXPUNGE entry names what is left of a row, its old hash included."""
    return journal.digest(journal.canonical(["emptied", *row]))


def empty(connection: sqlite3.Connection, number: int, payload: Json) -> list[Json]:
    """Write what is left of an entry's payload, and return how it is named: number, SHA-256 of what was there, seal.

    The triggers that guard the journal must be down.
    """
    row = journal.row(connection, number)
    text = journal.canonical(payload)
    connection.execute("UPDATE journal SET payload = ? WHERE number = ?", (text, number))
    left = (number, row[1], row[2], row[3], text, row[5], row[6])
    return [number, journal.digest(row[4]), row_seal(left)]


def named_in(newest_first: Iterable[tuple[int, str, bool, Json]]) -> dict[int, str]:
    """Return by number the seals of all emptied entries. Given are the EXPUNGE entries, the newest first, each with
    its number, the seal of its row, whether it is sealed by itself, and its payload.

    One that is neither sealed nor named by a newer one names nothing.
    """
    seals: dict[int, str] = {}
    for number, seal, is_sealed, payload in newest_first:
        if not is_sealed and seals.get(number) != seal:
            continue
        listed = payload.get(ENTRIES) if isinstance(payload, dict) else None
        for item in listed if isinstance(listed, list) else []:
            if isinstance(item, list) and len(item) == 3 and isinstance(item[0], int) and isinstance(item[2], str):
                seals.setdefault(item[0], item[2])
    return seals


def named(connection: sqlite3.Connection) -> dict[int, str]:
    """Return by number the seals of all entries of a store that were emptied."""
    rows = connection.execute(
        f"SELECT {journal.COLUMNS} FROM journal WHERE verb = ? ORDER BY number DESC", (Verb.EXPUNGE.value,)
    )
    return named_in((row[0], row_seal(row), journal.seal(*row[:6]) == row[6], _read(row[4])) for row in rows)


def of_lines(lines: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Return the same from the lines of a journal extract, whose payloads are JSON and not text."""
    rows = sorted((row_of(line) for line in lines if line["verb"] == Verb.EXPUNGE.value), reverse=True)
    return named_in((row[0], row_seal(row), journal.seal(*row[:6]) == row[6], _read(row[4])) for row in rows)


def broken_lines(lines: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the lines of a journal extract that were changed.

    One whose payload was emptied holds where a sealed line of the same extract names it as it is.
    """
    read = [_line(line) for line in lines]
    seals = of_lines(line for line in read if line is not None)
    return tuple(number for number, line in enumerate(read, 1) if line is None or not _holds(row_of(line), seals))


def _line(text: str) -> Mapping[str, Any] | None:
    try:
        found: Mapping[str, Any] = json.loads(text)
        row = row_of(found)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if type(row[0]) is int and all(isinstance(text, str) for text in row[1:]) else None


def _holds(row: Row, seals: Mapping[int, str]) -> bool:
    return row_seal(row) == seals[row[0]] if row[0] in seals else journal.seal(*row[:6]) == row[6]


def row_of(line: Mapping[str, Any]) -> Row:
    """Return a line of a journal extract as it was stored. Raises KeyError."""
    payload = journal.canonical(line["payload"])
    return line["number"], line["at"], line["actor"], line["verb"], payload, line["previous"], line["hash"]


def _tells(item: Json, records: frozenset[int], gone: set[int]) -> bool:
    if not isinstance(item, list) or item[0] not in records or item[1] in _TEXTLESS or not isinstance(item[0], int):
        return False
    gone.add(item[0])
    return True


def _read(payload: str) -> Json:
    try:
        found: Json = json.loads(payload)
    except ValueError:
        return None
    return found
