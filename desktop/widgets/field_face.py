"""What the fields pane says of one field: words, chip and tone. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.fields import FIELDS, FieldSpec, Form
from desktop.domain.record import Record
from desktop.review import values

_SURE = 0.5
"""A flagged claim of at least this confidence is 中, below it 低."""


@dataclass(frozen=True, slots=True)
class FieldFace:
    """One field as it is shown. `text` is the value as a person writes it, `items` its chips when it is a list."""

    key: str
    text: str
    items: tuple[str, ...]
    parsed_text: str | None
    grade: str
    tone: str
    reason: str
    doubtful: bool
    corrected: bool
    stated: bool


def face(record: Record, spec: FieldSpec) -> FieldFace:
    """Return how a field of a record is shown."""
    key, claim = spec.key, record.document.fields.get(spec.key)
    value, changed, doubtful = record.value(key), record.is_changed(key), record.is_doubtful(key)
    text = values.shown(key, value)
    grade, tone = _grade(record, key)
    return FieldFace(
        key=key,
        text=text,
        items=tuple(text.split("\n")) if spec.form.is_list and text else (),
        parsed_text=_on_one_line(values.shown(key, record.parsed(key))) if changed else None,
        grade=grade,
        tone=tone,
        reason=claim.reason if claim is not None and doubtful else "",
        doubtful=doubtful,
        corrected=key in record.corrections,
        stated=bool(text) or doubtful or key in record.corrections,
    )


def faces(record: Record) -> tuple[FieldFace, ...]:
    """Return all fields of a record as they are shown."""
    return tuple(face(record, spec) for spec in FIELDS)


def next_doubt(record: Record, key: str | None) -> str | None:
    """Return the doubtful field after `key`, from the first again at the end; None without doubts."""
    doubts = record.doubts
    order = [spec.key for spec in FIELDS]
    if key is None or key not in order:
        return doubts[0] if doubts else None
    after = [doubt for doubt in doubts if order.index(doubt) > order.index(key)]
    return next(iter(after or doubts), None)


def field_at(record: Record, offset: int) -> str | None:
    """Return the field whose evidence holds a code point; the shortest evidence wins."""
    hits = [(len(span), spec.key) for spec in FIELDS for span in record.spans(spec.key) if span.contains(offset)]
    return min(hits)[1] if hits else None


def takes_selection(spec: FieldSpec) -> bool:
    """Tell whether text of the source can become a value of this field."""
    return spec.form is not Form.TRUTH


def _grade(record: Record, key: str) -> tuple[str, str]:
    claim = record.document.fields.get(key)
    if record.is_changed(key):
        return "已改", "accent"
    if key in record.corrections:
        return "已确认", "ok"
    if claim is None or not (claim.flagged or claim.spans or claim.value):
        return "", "neutral"
    if not claim.flagged:
        return "高", "plain"
    return ("中", "warn") if claim.confidence >= _SURE else ("低", "bad")


def _on_one_line(text: str) -> str:
    return "；".join(text.split("\n")) if text else "未识别到"
