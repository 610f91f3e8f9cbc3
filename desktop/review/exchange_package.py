"""A hand-over package: records that go to another store, with their sources, journal, evidence and original files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.case import Evidence
from desktop.domain.document import ParsedSource
from desktop.domain.edits import CLAIMS, COPIES, DROPPED, EXPUNGED, Change, Entry, Json, Verb, facet_key
from desktop.domain.errors import HandoverDamaged
from desktop.domain.facets import check_facet, correction_from_json
from desktop.domain.record import Record
from desktop.domain.redaction_json import copies_from_json
from desktop.domain.text import Span
from desktop.export.package import Part, package_faults, read_part
from desktop.review.division import Division, division_from_json, division_of, division_to_json
from desktop.review.past import changes_of
from desktop.store.codec import decode_claims, decode_source, encode_document, encode_source
from desktop.store.journal import canonical, seal
from desktop.store.signing import cases_of

if TYPE_CHECKING:
    from desktop.review.desk import Desk

_LIST, _JOURNAL = "移交.json", "移交日志.jsonl"
_SCHEMA = 1
STAYING = frozenset((CLAIMS, DROPPED, EXPUNGED))
"""Facets that are not handed over: how a source is divided comes with its claims."""


@dataclass(frozen=True, slots=True)
class HandedSource:
    """A source of a package: what was parsed of it, the part that holds its file, and how it came to be divided.

    `division` numbers the records as in the other store; None where its journal did not tell.
    """

    parsed: ParsedSource
    file: str
    division: Division | None


@dataclass(frozen=True, slots=True)
class HandedRecord:
    """A record of a package, by the number that it had in the other store, with its journal in order."""

    id: int
    sha256: str
    span: Span
    entries: tuple[Entry, ...]
    facets: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Handed:
    """What a package holds; `sources` by SHA-256."""

    path: Path
    sources: Mapping[str, HandedSource]
    records: tuple[HandedRecord, ...]


def parts_of(desk: Desk, records: Sequence[Record]) -> Iterator[Part]:
    """Yield the parts of a package of records. Their sources may hold nothing with a 密级."""
    store = desk.store
    known = {source.id: source for source in store.sources()}
    listed: list[Json] = []
    for number, source_id in enumerate(sorted({record.source_id for record in records}), 1):
        name, data = known[source_id].name, _source(desk, source_id)
        file, text = f"原件/{number:02}", f"来源/{number:02}.json"
        yield Part(file, f"导入的原始文件：{name}", store.source_path(source_id))
        yield Part(text, f"{name}：文字、分篇和识别结果", data)
        listed.append({"sha256": known[source_id].sha256, "file": file, "data": text})
    chosen: list[Json] = [
        {
            "id": record.id,
            "source": known[record.source_id].sha256,
            "span": [record.document.span.start, record.document.span.end],
        }
        for record in records
    ]
    for file_of in _evidence(desk, records):
        yield Part(part_of(file_of), f"依据材料：{file_of.name}", store.evidence_path(file_of))
    yield Part(_JOURNAL, "所移交记录的操作日志，每行一条", _journal(desk, frozenset(record.id for record in records)))
    yield Part(_LIST, "移交清单", canonical({"handover": _SCHEMA, "sources": listed, "records": chosen}).encode())


def read(path: Path) -> Handed:
    """Return what a package holds, everything checked. Raises HandoverDamaged, OSError."""
    fault = next(package_faults(path), None)
    if fault is not None:
        raise HandoverDamaged(path, fault)
    try:
        return _handed(path)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise HandoverDamaged(path, str(error)) from error


def evidence_of(facets: Mapping[str, Json]) -> tuple[Evidence, ...]:
    """Return the files that a record's cases and public copies name, each once."""
    found = [file for case in cases_of(facets) for one in case.rounds for file in one.proposal.evidence]
    found += [file for made in copies_from_json(facets.get(COPIES)) for file in (made.copy, made.proof, made.page)]
    return tuple(dict.fromkeys(found))


def part_of(file: Evidence) -> str:
    """Return the name of the part that holds a file of evidence."""
    return f"依据/{file.sha256}"


def _evidence(desk: Desk, records: Sequence[Record]) -> Iterable[Evidence]:
    states = desk.store.states([record.id for record in records])
    named = {file.sha256: file for facets in states.values() for file in evidence_of(facets)}
    return named.values()


def _source(desk: Desk, source_id: int) -> bytes:
    store = desk.store
    records = sorted((store.record(row.id) for row in store.queue(source_id)), key=lambda record: record.number)
    text = store.text(source_id)
    parsed = ParsedSource(
        text, (), store.issue(source_id), store.contents(source_id), store.source_anomalies(source_id)
    )
    documents = ",".join(encode_document(record.document, text) for record in records)
    division = canonical(division_to_json(division_of(store, source_id)))
    whole = f'{{"source":{encode_source(parsed)},"documents":[{documents}],"division":{division}}}'
    return whole.encode("utf-8", "surrogatepass")


def _journal(desk: Desk, chosen: frozenset[int]) -> bytes:
    """Return the entries about the chosen records, of each only what it did to these."""
    entries = {entry.number: entry for record_id in chosen for entry in desk.store.entries(record_id)}
    lines = []
    for entry in (entries[number] for number in sorted(entries)):
        payload = _trimmed(entry.payload, chosen)
        line: Json = {
            "number": entry.number,
            "at": entry.at,
            "actor": entry.actor,
            "verb": entry.verb.value,
            "payload": payload,
            "previous": entry.previous,
            "hash": entry.hash,
            "whole": canonical(payload) == canonical(entry.payload),
        }
        lines.append(f"{canonical(line)}\n")
    return "".join(lines).encode()


def _trimmed(payload: Json, chosen: frozenset[int]) -> Json:
    """Return of a step's payload what is about chosen records; of other kinds of entries nothing."""
    listed = payload.get("changes") if isinstance(payload, dict) else None
    if not isinstance(payload, dict) or not isinstance(listed, list):
        return {}
    kept: dict[str, Json] = {"changes": [item for item in listed if _is_about(item, chosen)], "of": payload.get("of")}
    heard = payload.get("handed")
    if isinstance(heard, list):
        kept["handed"] = [item for item in heard if _is_about(item, chosen)]
    return kept


def _is_about(item: Json, chosen: frozenset[int]) -> bool:
    return isinstance(item, list) and item[0] in chosen


def _handed(path: Path) -> Handed:
    top = _json(path, _LIST)
    if top["handover"] != _SCHEMA:
        raise ValueError(f"schema {top['handover']!r}")
    sources = {_text(one["sha256"]): _read_source(path, one) for one in top["sources"]}
    entries = tuple(map(_entry, _part(path, _JOURNAL).decode().splitlines()))
    if [entry.number for entry in entries] != sorted({entry.number for entry in entries}):
        raise ValueError("journal out of order")
    records = tuple(_record(one, sources, entries) for one in top["records"])
    if len({record.id for record in records}) != len(records) or not records:
        raise ValueError("a record stands twice, or there is none")
    return Handed(path, sources, records)


def _read_source(path: Path, listed: Any) -> HandedSource:
    found = _json(path, _text(listed["data"]))
    data = decode_source(canonical(found["source"]))
    length = len(data.text.text)
    if data.text.sha256 != listed["sha256"]:
        raise ValueError("another source")
    documents = []
    for one in found["documents"]:
        text = canonical(one)
        document = decode_claims(text).document
        claims = document.fields.values()
        spans = [document.span, *(table.span for table in document.tables)]
        spans += [span for claim in claims for span in claim.spans]
        if any(span.end > length for span in spans) or encode_document(document, data.text) != text:
            raise ValueError("claims outside of the text")
        if any(type(claim.flagged) is not bool or not isinstance(claim.confidence, int | float) for claim in claims):
            raise ValueError("no claims")
        documents.append(document)
    if [document.span for document in documents] != sorted(document.span for document in documents):
        raise ValueError("documents out of order")
    parsed = ParsedSource(data.text, tuple(documents), data.issue, data.contents, data.anomalies)
    if canonical(found["source"]) != encode_source(parsed):
        raise ValueError("another shape of source")
    division = division_from_json(found.get("division"), length)
    if division is not None and sorted(division.now.values()) != [document.span for document in documents]:
        raise ValueError("divided otherwise")
    return HandedSource(parsed, _text(listed["file"]), division)


def _entry(text: str) -> Entry:
    line = json.loads(text)
    number = line["number"]
    parts = [_text(line[key]) for key in ("at", "actor", "verb", "previous", "hash")]
    if type(number) is not int:
        raise ValueError("no entry")
    datetime.fromisoformat(parts[0])
    at, actor, verb, previous, sealed = parts
    if line["whole"] and seal(number, at, actor, verb, canonical(line["payload"]), previous) != sealed:
        raise ValueError(f"entry {number} was changed")
    return Entry(number, at, actor, Verb(verb), line["payload"], previous, sealed)


def _record(one: Any, sources: Mapping[str, HandedSource], entries: tuple[Entry, ...]) -> HandedRecord:
    record_id, source, span = one["id"], sources[_text(one["source"])], Span(*one["span"])
    if type(record_id) is not int or span not in [document.span for document in source.parsed.documents]:
        raise ValueError("a record without document")
    if source.division is not None and source.division.now.get(record_id) != span:
        raise ValueError("a record with other bounds")
    own = tuple(entry for entry in entries if changes_of(entry, record_id))
    facets: dict[str, Json] = {}
    for change in (change for entry in own for change in changes_of(entry, record_id)):
        _check(change, len(source.parsed.source.text))
        if canonical(facets.get(change.facet)) != canonical(change.before):
            raise ValueError(f"{change.facet} was another")
        facets[change.facet] = change.after
    kept = {facet: value for facet, value in facets.items() if value is not None and facet not in STAYING}
    return HandedRecord(record_id, one["source"], span, own, kept)


def _check(change: Change, length: int) -> None:
    check_facet(change.facet, change.after)
    key = facet_key(change.facet)
    correction = correction_from_json(key, change.after) if key is not None else None
    if correction is not None and any(span.end > length for span in correction.spans):
        raise ValueError("evidence outside of the text")


def _json(path: Path, name: str) -> Any:
    return json.loads(_part(path, name).decode("utf-8", "surrogatepass"))


def _part(path: Path, name: str) -> bytes:
    found = read_part(path, name)
    if found is None:
        raise KeyError(name)
    return found


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError(data)
    return data
