"""JSON-LD: one schema.org/Legislation a record, in one graph, with a context that stands in the file itself.

A document is named by its 发文字号, so that a repeal points at the same name as the repealed document's own entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO

from desktop.export.force import Force, begins, ends, force_of, today
from desktop.export.markup import path_part
from desktop.export.row import ExportRow
from desktop.export.structured import encoded

VOCABULARY = "https://schema.org/"
_DATED = ("legislationDate", "datePublished", "expires", "legislationDateOfApplicability")
_LINKS = ("legislationRepeals", "legislationChanges")
CONTEXT: dict[str, Any] = {
    "@vocab": VOCABULARY,
    **{term: {"@type": "Date"} for term in _DATED},
    **{term: {"@type": "@id", "@container": "@set"} for term in _LINKS},
    "legislationLegalForce": {"@type": "@vocab"},
}
"""What every term means, without looking it up anywhere."""

_FORCE = {Force.IN_FORCE: "InForce"}


def write_linked(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write one graph; legal force is that of today. Return how many documents there were."""
    on, count = today(), 0
    stream.write(b'{"@context": %s,\n"@graph": [' % json.dumps(CONTEXT).encode("ascii"))
    for row in rows:
        stream.write(b",\n" if count else b"\n")
        stream.write(encoded(_legislation(row, force_of(row, on))))
        count += 1
    stream.write(b"\n]}\n")
    return count


def name_of(doc_number: str | None, title: str | None, record_id: int = 0) -> str:
    """Return the name of a document: by its number, else by the record, else by its title."""
    if doc_number:
        return f"urn:x-gongbao:number:{path_part(doc_number)}"
    return f"urn:x-gongbao:record:{record_id}" if record_id else f"urn:x-gongbao:title:{path_part(title or '')}"


def _legislation(row: ExportRow, force: Force | None) -> dict[str, Any]:
    begin, end = begins(row), ends(row)
    changed = [_other(item.doc_number, item.title) for item in row.repeals]
    told: dict[str, Any] = {
        "@id": name_of(row.text("doc_number"), None, row.record_id),
        "@type": "Legislation",
        "identifier": str(row.record_id),
        "name": row.text("title"),
        "legislationIdentifier": row.text("doc_number"),
        "legislationType": row.text("genre"),
        "inLanguage": "zh-CN",
        "legislationPassedBy": [{"@type": "GovernmentOrganization", "name": name} for name in row.texts("issuers")],
        "legislationDate": _day(row.text("date")),
        "datePublished": _day(row.published_at) or _day((row.gazette.published_on if row.gazette else None) or ""),
        "legislationDateOfApplicability": begin.isoformat() if begin else None,
        "expires": end.isoformat() if end else None,
        "temporalCoverage": f"{begin.isoformat()}/{end.isoformat() if end else '..'}" if begin else None,
        "legislationLegalForce": _FORCE.get(force, "NotInForce") if force is not None else None,
        "legislationRepeals": changed,
        "legislationChanges": changed,
        "citation": [*row.texts("basis_laws"), *row.texts("cited_doc_numbers")],
        "hasPart": [{"@type": "CreativeWork", "name": name} for name in row.texts("attachments")],
        "conditionsOfAccess": row.disclosure,
        "isPartOf": _issue(row),
    }
    return {key: value for key, value in told.items() if value}


def _other(doc_number: str | None, title: str | None) -> dict[str, Any]:
    told = {
        "@id": name_of(doc_number, title),
        "@type": "Legislation",
        "name": title,
        "legislationIdentifier": doc_number,
    }
    return {key: value for key, value in told.items() if value}


def _issue(row: ExportRow) -> dict[str, Any] | None:
    gazette = row.gazette
    if gazette is None:
        return None
    told = {
        "@type": "PublicationIssue",
        "name": gazette.heading,
        "issueNumber": str(gazette.number) if gazette.number is not None else None,
        "datePublished": _day(gazette.published_on or ""),
        "publisher": {"@type": "GovernmentOrganization", "name": gazette.publisher} if gazette.publisher else None,
        "isPartOf": {"@type": "Periodical", "name": gazette.name},
    }
    return {key: value for key, value in told.items() if value}


def _day(text: str) -> str | None:
    """Return an ISO day that there is."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None
