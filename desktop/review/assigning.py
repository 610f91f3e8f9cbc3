"""What a value becomes when text of the source is given to it, one of its places is taken away, or a candidate chosen.

Pure functions of a record and its source; `Desk.correct` takes what they return.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.errors import ValueRefused
from desktop.domain.fields import SPEC, Candidate, Form, Value
from desktop.domain.record import Record
from desktop.domain.text import SourceText, Span
from desktop.review import values

Assigned = tuple[Value, tuple[Span, ...]]
"""A value with its evidence."""

_ALTERNATIVES = ("issuers",)
"""Lists whose candidates are other readings of the whole; those of the other lists are further items."""


def assigned(record: Record, source: SourceText, key: str, span: Span) -> Assigned:
    """Return a field's value once a span is made its value; a list takes it as a further item. Raises ValueRefused."""
    if not SPEC[key].form.is_list:
        return _read(source, key, (span,)), (span,)
    return _with_items(record, key, values.typed(key, _on_one_line(source.slice(span))), (span,))


def appended(record: Record, source: SourceText, key: str, span: Span) -> Assigned:
    """Return a field's value once a further span is added to it, such as the next line of a title. Raises ValueRefused.

    A value that reads as its places do is read again from all of them, in the order of the text. Another gets the words
    of the new place at its end. Only texts and lists can take more; a date is set anew.
    """
    spans, value = record.spans(key), record.value(key)
    if SPEC[key].form is not Form.TEXT or not isinstance(value, str):
        return assigned(record, source, key, span)
    together = _in_order((*spans, span))
    if _reads_as_its_places(record, source, key):
        return _read(source, key, together), together
    return values.typed(key, f"{value}\n{source.slice(span)}"), (*spans, span)


def without(record: Record, source: SourceText, key: str, place: Span) -> Assigned:
    """Return a field's value once one of its places no longer counts. Raises ValueRefused.

    A text that reads as its places do loses the words, a list the item that stands at no other place; a value that was
    written otherwise stays as it is.
    """
    spans, value = tuple(span for span in record.spans(key) if span != place), record.value(key)
    if isinstance(value, tuple):
        gone = _items_at(source, key, place) - {item for span in spans for item in _items_at(source, key, span)}
        return tuple(item for item in value if item not in gone), spans
    if SPEC[key].form is Form.TEXT and spans and _reads_as_its_places(record, source, key):
        return _read(source, key, spans), spans
    return value, spans


def chosen(record: Record, key: str, candidate: Candidate) -> Assigned:
    """Return a field's value once a candidate is chosen for it."""
    if adds(key):
        return _with_items(record, key, candidate.value, candidate.spans)
    return candidate.value, candidate.spans


def adds(key: str) -> bool:
    """Tell whether choosing a candidate adds to the value instead of replacing it."""
    return SPEC[key].form.is_list and key not in _ALTERNATIVES


def _with_items(record: Record, key: str, more: Value, spans: tuple[Span, ...]) -> Assigned:
    before = record.value(key)
    if not isinstance(more, tuple) or not isinstance(before, tuple):
        return more, spans
    return (*before, *(item for item in more if item not in before)), (*record.spans(key), *spans)


def _reads_as_its_places(record: Record, source: SourceText, key: str) -> bool:
    spans = record.spans(key)
    return bool(spans) and _read(source, key, spans) == record.value(key)


def _read(source: SourceText, key: str, spans: Iterable[Span]) -> Value:
    return values.typed(key, "\n".join(source.slice(span) for span in spans))


def _items_at(source: SourceText, key: str, span: Span) -> set[object]:
    try:
        value = values.typed(key, _on_one_line(source.slice(span)))
    except ValueRefused:  # the words there are no item as they stand
        return set()
    return set(value) if isinstance(value, tuple) else set()


def _on_one_line(text: str) -> str:
    return "".join(text.split("\n"))


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in the order of the text, overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
