"""The JSON of a facet of review state, as steps carry it and the journal keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from desktop.domain.case_json import case_from_json
from desktop.domain.contract import spans_from_json, spans_to_json, value_from_json, value_to_json
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import (
    CLAIMS,
    COPIES,
    DISCLOSURE,
    DROPPED,
    EXAMINED,
    EXPUNGED,
    NOTE,
    PLAN,
    PUBLISHED,
    STATUS,
    TAGS,
    Json,
    case_number,
    cell_place,
    facet_key,
    field_facet,
    ignored_anomaly,
    note_facet,
    noted_key,
)
from desktop.domain.fields import SPEC
from desktop.domain.record import Correction, Examination, KeptClosed, Publication, Status, Trigger
from desktop.domain.redaction_json import copies_from_json, facet_from_json


def correction_to_json(correction: Correction | None) -> Json:
    """Return a correction as the JSON of its facet; None where no person set the field."""
    if correction is None:
        return None
    spans: list[Json] = [list(pair) for pair in spans_to_json(correction.spans)]
    return {"value": value_to_json(correction.value), "spans": spans}


def correction_from_json(key: str, data: Json) -> Correction | None:
    """Return the correction that `correction_to_json` wrote. Raises ValueError for other data."""
    if data is None:
        return None
    if not isinstance(data, dict) or data.keys() != {"value", "spans"}:
        raise ValueError(f"no correction: {data!r}")
    try:
        return Correction(value_from_json(SPEC[key].form, data["value"]), spans_from_json(data["spans"]))
    except (TypeError, KeyError) as error:
        raise ValueError(f"no correction of {key}: {data!r}") from error


def disclosure_to_json(disclosure: Disclosure | None) -> Json:
    """Return a 公开属性 as the JSON of its facet."""
    return disclosure.value if disclosure is not None else None


def disclosure_from_json(data: Json) -> Disclosure | None:
    """Return the 公开属性 of a facet. Raises ValueError for an unknown one."""
    return Disclosure(data) if data is not None else None


def status_to_json(status: Status) -> Json:
    """Return a status as the JSON of its facet; a fresh record's is None."""
    return None if status is Status.PENDING else status.value


def status_from_json(data: Json) -> Status:
    """Return the status of a facet. Raises ValueError for an unknown one, and for a spelled-out 待核."""
    if data is None:
        return Status.PENDING
    status = Status(data)
    if status is Status.PENDING:
        raise ValueError("待核 is written as null")
    return status


def text_from_json(data: Json) -> str:
    """Return the text of a note, a reason or a cell. Raises ValueError for other data."""
    if not isinstance(data, str):
        raise ValueError(f"no text: {data!r}")
    return data


def words_from_json(data: Json) -> str:
    """Return a note or a reason, which says something. Raises ValueError for other data."""
    text = text_from_json(data)
    if not text.strip():
        raise ValueError("nothing said")
    return text


def tags_to_json(tags: tuple[str, ...]) -> Json:
    """Return tags as the JSON of their facet: sorted, each once."""
    ordered: list[Json] = [*sorted(set(tags))]
    return ordered or None


def tags_from_json(data: Json) -> tuple[str, ...]:
    """Return the tags of a facet. Raises ValueError for other data."""
    if data is None:
        return ()
    if not isinstance(data, list) or not data:
        raise ValueError(f"no tags: {data!r}")
    tags = tuple(words_from_json(tag) for tag in data)
    if list(tags) != sorted(set(tags)):
        raise ValueError(f"tags out of order: {data!r}")
    return tags


def publication_to_json(publication: Publication | None) -> Json:
    """Return a publication as the JSON of its facet."""
    return {"at": publication.at, "where": publication.where} if publication is not None else None


def publication_from_json(data: Json) -> Publication | None:
    """Return the publication of a facet. Raises ValueError for other data, and for a day that is none."""
    if data is None:
        return None
    if not isinstance(data, dict) or data.keys() != {"at", "where"}:
        raise ValueError(f"no publication: {data!r}")
    at, where = data["at"], data["where"]
    if not isinstance(at, str) or not isinstance(where, str) or date.fromisoformat(at).isoformat() != at:
        raise ValueError(f"no publication: {data!r}")
    return Publication(at, where)


def examination_to_json(examination: Examination | None) -> Json:
    """Return the look back at a closed document as the JSON of its facet."""
    if examination is None or examination == Examination():
        return None
    asked, kept = examination.asked, examination.kept
    return {
        "asked": [asked.kind, asked.at, asked.person, asked.note] if asked is not None else None,
        "kept": [kept.at, kept.person, kept.reason] if kept is not None else None,
    }


def examination_from_json(data: Json) -> Examination | None:
    """Return the look back of a facet. Raises ValueError for other data, and for a day that is none."""
    if data is None:
        return None
    if not isinstance(data, dict) or data.keys() != {"asked", "kept"} or data == {"asked": None, "kept": None}:
        raise ValueError(f"no examination: {data!r}")
    asked, kept = data["asked"], data["kept"]
    trigger = Trigger(*_parts(asked, 4)) if asked is not None else None
    closed = KeptClosed(*_parts(kept, 3)) if kept is not None else None
    for day in (trigger.at if trigger is not None else None, closed.at if closed is not None else None):
        if day is not None and date.fromisoformat(day).isoformat() != day:
            raise ValueError(f"no day: {day!r}")
    return Examination(trigger, closed)


def _parts(data: Json, count: int) -> tuple[str, ...]:
    if not isinstance(data, list) or len(data) != count:
        raise ValueError(f"not {count} texts: {data!r}")
    return tuple(text_from_json(part) for part in data)


def claims_to_json(source_id: int, digest: str) -> Json:
    """Return the facet of claims within bounds that a person drew: whose text they are about, and their SHA-256."""
    return {"source": source_id, "digest": digest}


def claims_from_json(data: Json) -> tuple[int, str] | None:
    """Return the source and the digest of a CLAIMS facet. Raises ValueError for other data."""
    if data is None:
        return None
    if not isinstance(data, dict) or data.keys() != {"source", "digest"}:
        raise ValueError(f"no claims: {data!r}")
    source_id, digest = data["source"], data["digest"]
    if not isinstance(source_id, int) or isinstance(source_id, bool) or not isinstance(digest, str):
        raise ValueError(f"no claims: {data!r}")
    return source_id, digest


_PLAIN: Mapping[str, Callable[[Json], object]] = {
    DISCLOSURE: disclosure_from_json,
    STATUS: status_from_json,
    CLAIMS: claims_from_json,
    TAGS: tags_from_json,
    PUBLISHED: publication_from_json,
    PLAN: facet_from_json,
    COPIES: copies_from_json,
    DROPPED: words_from_json,
    EXAMINED: examination_from_json,
    EXPUNGED: words_from_json,
    NOTE: words_from_json,
}


def check_facet(facet: str, data: Json) -> None:
    """Raise ValueError unless `data` is a value that this facet can have, KeyError for an unknown facet."""
    read = _PLAIN.get(facet) or _reader_of(facet)
    if data is not None:
        read(data)


def _reader_of(facet: str) -> Callable[[Json], object]:
    if ignored_anomaly(facet):
        return words_from_json
    if cell_place(facet) is not None:
        return text_from_json
    if case_number(facet) is not None:
        return case_from_json
    noted = noted_key(facet)
    if noted is not None and noted in SPEC and note_facet(noted) == facet:
        return words_from_json
    key = facet_key(facet)
    if key is None or key not in SPEC or field_facet(key) != facet:
        raise KeyError(facet)
    return lambda data: correction_from_json(key, data)
