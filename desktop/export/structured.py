"""JSON and JSON Lines for other programs: exact values, one record a line.

`{"schema": 1, "records": [{"id", "source", "issue", "number", "pages", "fields": {key: value}, "disclosure",
"approved_by", "approved_at"}, …], "count": n}`. Keys and values of fields are those of `gongbao-desk parse`; every
field is given, also where nothing is stated (null, or an empty list). JSON Lines holds the records alone.
resources/schemas says both in JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from desktop.domain.contract import value_to_json
from desktop.domain.fields import FIELDS, empty_value
from desktop.export.row import ExportRow

SCHEMA = 1


def write_json(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write one object with all records; return how many there were."""
    count = 0
    stream.write(b'{"schema": %d, "records": [' % SCHEMA)
    for row in rows:
        stream.write(b",\n" if count else b"\n")
        stream.write(encoded(_record(row)))
        count += 1
    stream.write(b'%s], "count": %d}\n' % (b"\n" if count else b"", count))
    return count


def write_json_lines(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write one object a line; return how many there were."""
    count = 0
    for row in rows:
        stream.write(encoded(_record(row)) + b"\n")
        count += 1
    return count


def _record(row: ExportRow) -> dict[str, Any]:
    values = row.values
    return {
        "id": row.record_id,
        "source": row.source,
        "issue": row.issue,
        "number": row.number,
        "pages": row.pages,
        "fields": {spec.key: value_to_json(values.get(spec.key, empty_value(spec.form))) for spec in FIELDS},
        "disclosure": row.disclosure,
        "approved_by": row.approved_by,
        "approved_at": row.approved_at,
    }


def encoded(record: dict[str, Any]) -> bytes:
    """Return an object as UTF-8 in one line."""
    try:
        return json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8; as \udXXX it survives
        return json.dumps(record, ensure_ascii=True).encode("ascii")
