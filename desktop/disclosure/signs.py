"""What of a document speaks for or against a 公开属性: each sign is looked for and shown where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.disclosure.printed_mark import marks_within, read_mark, says_redacted
from desktop.disclosure.rulebook import Rule, Sign
from desktop.domain.disclosure import Disclosure
from desktop.domain.fields import SENSITIVE_LABELS, Appointment, SensitiveItem
from desktop.domain.record import Record
from desktop.domain.text import Span

_EDGE = 600
"""Code points of the beginning and of the end of a document in which words of its handling stand."""
PERSONAL = ("id_card", "bank_card", "mobile", "plate", "address")
"""Kinds of data that belong to a person; a telephone line and a mailbox may be an office's."""
_FORWARDING = ("转发", "批转")
_ENUMERATION = "、，,；;"


@dataclass(frozen=True, slots=True)
class Facts:
    """What signs are looked for in: a record, the text of its source, and whether that is a gazette."""

    record: Record
    text: str
    in_gazette: bool

    def said(self, key: str) -> str:
        """Return the text that counts of a field, empty where there is none."""
        value = self.record.value(key)
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, in words, and where; `disclosure` and `redacted` are what it states by itself."""

    words: str = ""
    spans: tuple[Span, ...] = ()
    disclosure: Disclosure | None = None
    redacted: bool = False


def look_for(rule: Rule, facts: Facts) -> Found | None:
    """Return what a rule's sign finds in a document, None where it does not show."""
    return _LOOKS[rule.sign](rule, facts)


def _printed_mark(_: Rule, facts: Facts) -> Found | None:
    return _stated(facts.said("publicity_mark"), facts.record.spans("publicity_mark"))


def _stated(mark: str, spans: tuple[Span, ...]) -> Found | None:
    disclosure = read_mark(mark)
    return Found(mark, spans, disclosure, says_redacted(mark)) if disclosure is not None else None


def _secrecy(_: Rule, facts: Facts) -> Found | None:
    said = facts.said("secrecy")
    return Found(said, facts.record.spans("secrecy")) if said else None


def _normative(_: Rule, facts: Facts) -> Found | None:
    return Found(spans=facts.record.spans("normative")) if facts.record.value("normative") is True else None


def _genre(rule: Rule, facts: Facts) -> Found | None:
    genre = facts.said("genre")
    return Found(genre, facts.record.spans("genre")) if genre in rule.genres else None


def _title(rule: Rule, facts: Facts) -> Found | None:
    title = facts.said("title")
    word = next((word for word in rule.words if word in title), None)
    return Found(word, facts.record.spans("title")) if word is not None else None


def _words(rule: Rule, facts: Facts) -> Found | None:
    start, end = facts.record.document.span.start, facts.record.document.span.end
    for first, last in ((start, min(start + _EDGE, end)), (max(end - _EDGE, start), end)):
        for word in rule.words:
            at = facts.text.find(word, first, last)
            if at >= 0:
                return Found(word, (Span(at, at + len(word)),))
    return None


def _appointments(_: Rule, facts: Facts) -> Found | None:
    value = facts.record.value("appointments")
    persons = [one.person for one in value if isinstance(one, Appointment)] if isinstance(value, tuple) else []
    if not persons:
        return None
    told = persons[0] if len(set(persons)) == 1 else f"{persons[0]}等{len(set(persons))}人"
    return Found(told, facts.record.spans("appointments"))


def _between_organs(rule: Rule, facts: Facts) -> Found | None:
    genre, addressees = facts.said("genre"), facts.said("addressees").rstrip("：:")
    if genre not in rule.genres or not addressees or any(mark in addressees for mark in _ENUMERATION):
        return None
    return Found(f"{genre}只发给{addressees}", facts.record.spans("addressees"))


def _sensitive(_: Rule, facts: Facts) -> Found | None:
    value = facts.record.value("sensitive")
    kinds = [one.kind for one in value if isinstance(one, SensitiveItem)] if isinstance(value, tuple) else []
    counted = [f"{SENSITIVE_LABELS[kind]}{kinds.count(kind)}处" for kind in PERSONAL if kind in kinds]
    return Found("、".join(counted), facts.record.spans("sensitive")) if counted else None


def _forwarded(_: Rule, facts: Facts) -> Found | None:
    if not any(word in facts.said("title") for word in _FORWARDING):
        return None
    own = facts.record.spans("publicity_mark")
    span = facts.record.document.span
    for start, end in marks_within(facts.text, span.start, span.end):
        if any(start < taken.end and taken.start < end for taken in own):
            continue
        found = _stated(facts.text[start + 1 : end - 1], (Span(start, end),))
        if found is not None:
            return found
    return None


def _gazette(_: Rule, facts: Facts) -> Found | None:
    return Found() if facts.in_gazette else None


_LOOKS: Mapping[Sign, Callable[[Rule, Facts], Found | None]] = {
    Sign.PRINTED_MARK: _printed_mark,
    Sign.SECRECY: _secrecy,
    Sign.NORMATIVE: _normative,
    Sign.GENRE: _genre,
    Sign.TITLE: _title,
    Sign.WORDS: _words,
    Sign.APPOINTMENTS: _appointments,
    Sign.BETWEEN_ORGANS: _between_organs,
    Sign.SENSITIVE: _sensitive,
    Sign.FORWARDED: _forwarded,
    Sign.GAZETTE: _gazette,
}
