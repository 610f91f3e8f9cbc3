"""The JSON of a facet of review state, as steps carry it and the journal keeps it."""

from __future__ import annotations

from desktop.domain.contract import spans_from_json, spans_to_json, value_from_json, value_to_json
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import DISCLOSURE, STATUS, Json, facet_key, field_facet
from desktop.domain.fields import SPEC
from desktop.domain.record import Correction, Record, Status


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


def facet_of(record: Record, facet: str) -> Json:
    """Return the present value of a facet of a record. Raises KeyError for an unknown facet."""
    if facet == DISCLOSURE:
        return disclosure_to_json(record.disclosure)
    if facet == STATUS:
        return status_to_json(record.status)
    return correction_to_json(record.corrections.get(_known_key(facet)))


def check_facet(facet: str, data: Json) -> None:
    """Raise ValueError unless `data` is a value that this facet can have, KeyError for an unknown facet."""
    if facet == DISCLOSURE:
        disclosure_from_json(data)
    elif facet == STATUS:
        status_from_json(data)
    else:
        correction_from_json(_known_key(facet), data)


def _known_key(facet: str) -> str:
    key = facet_key(facet)
    if key is None or field_facet(key) != facet or key not in SPEC:
        raise KeyError(facet)
    return key
