"""What the fields pane says of one field: words, chip and tone. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.fields import FIELDS, Candidate, FieldSpec, Form
from desktop.domain.record import Record
from desktop.review import assigning, values
from desktop.review.unseen import unseen
from desktop.widgets.difference import Part, Piece, difference, item_difference, side

_LONGEST_ITEM = 300
"""Code points of an item that its chip shows."""

_SURE = 0.5
"""A flagged claim of at least this confidence is 中, below it 低."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Another value that can be chosen: a candidate, or the parser's value (None) where a person set another."""

    text: str
    note: str
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True)
class FieldFace:
    """One field as it is shown. `text` is the value as a person writes it, `items` its chips when it is a list.

    `pieces` are the parser's value with what differs marked; for a list both values in one. `added` are the ranges of
    `text` (code points) that the parser's value lacks. `places` counts the spans of evidence.
    """

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
    pieces: tuple[Piece, ...] = ()
    added: tuple[tuple[int, int], ...] = ()
    choices: tuple[Choice, ...] = ()
    places: int = 0
    unseen: str = ""


def face(record: Record, spec: FieldSpec) -> FieldFace:
    """Return how a field of a record is shown."""
    key, claim = spec.key, record.document.fields.get(spec.key)
    value, changed, doubtful = record.value(key), record.is_changed(key), record.is_doubtful(key)
    text = values.shown(key, value)
    grade, tone = _grade(record, key)
    parsed_text = values.shown(key, record.parsed(key)) if changed else None
    pieces, added = _compared(spec, parsed_text, text) if parsed_text is not None else ((), ())
    return FieldFace(
        key=key,
        text=text,
        items=tuple(_cut(item) for item in text.split("\n")) if spec.form.is_list and text else (),
        parsed_text=_on_one_line(parsed_text) if parsed_text is not None else None,
        grade=grade,
        tone=tone,
        reason=claim.reason if claim is not None and doubtful else "",
        doubtful=doubtful,
        corrected=key in record.corrections,
        stated=bool(text) or doubtful or key in record.corrections,
        pieces=pieces,
        added=added,
        choices=choices(record, key),
        places=len(record.spans(key)),
        unseen=unseen(text),
    )


def faces(record: Record) -> tuple[FieldFace, ...]:
    """Return all fields of a record as they are shown."""
    return tuple(face(record, spec) for spec in FIELDS)


def choices(record: Record, key: str) -> tuple[Choice, ...]:
    """Return the values that can be chosen instead of, or for some lists beside, the one that counts."""
    value, claim = record.value(key), record.document.fields.get(key)
    adds = assigning.adds(key)
    found = [Choice(values.shown(key, record.parsed(key)), "原识别")] if record.is_changed(key) else []
    for candidate in claim.candidates if claim is not None else ():
        known = candidate.value in (value, record.parsed(key))
        if adds and isinstance(candidate.value, tuple) and isinstance(value, tuple):
            known = set(candidate.value) <= set(value)
        if not known:
            found.append(Choice(values.shown(key, candidate.value), "加入" if adds else "", candidate))
    return tuple(found)


def next_doubt(record: Record, key: str | None) -> str | None:
    """Return the doubtful field after `key`, from the first again at the end; None without doubts."""
    doubts = record.doubts
    order = [spec.key for spec in FIELDS]
    if key is None or key not in order:
        return doubts[0] if doubts else None
    after = [doubt for doubt in doubts if order.index(doubt) > order.index(key)]
    return next(iter(after or doubts), None)


def field_at(record: Record, offset: int, current: str | None = None) -> str | None:
    """Return the field whose evidence holds a code point; the shortest evidence wins.

    Where `current` uses that place too, the next of its fields comes, so that repeated clicks meet all of them.
    """
    hits = sorted((len(span), spec.key) for spec in FIELDS for span in record.spans(spec.key) if span.contains(offset))
    keys = list(dict.fromkeys(key for _, key in hits))
    if not keys:
        return None
    return keys[(keys.index(current) + 1) % len(keys)] if current in keys else keys[0]


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


def _compared(spec: FieldSpec, before: str, after: str) -> tuple[tuple[Piece, ...], tuple[tuple[int, int], ...]]:
    """Return the parser's value with what differs marked, and the ranges of the new one that differ."""
    if spec.form.is_list:
        return item_difference(_lines(before), _lines(after)), ()
    pieces = difference(before, after)
    ranges, place = [], 0
    for piece in side(pieces, Part.ADDED):
        if piece.part is Part.ADDED:
            ranges.append((place, place + len(piece.text)))
        place += len(piece.text)
    return side(pieces, Part.REMOVED) or (Piece(Part.SAME, _on_one_line("")),), tuple(ranges)


def _cut(item: str) -> str:
    return item if len(item) <= _LONGEST_ITEM else f"{item[:_LONGEST_ITEM]}…"


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _on_one_line(text: str) -> str:
    return "；".join(text.split("\n")) if text else "未识别到"
