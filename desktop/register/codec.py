"""The JSON of what the register holds, as the store keeps it and the journal tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from desktop.domain.edits import Json
from desktop.domain.text import Span
from desktop.register.cleanup import Decision, Opinion, Verdict
from desktop.register.entry import (
    LABELS,
    Ending,
    EndKind,
    Origin,
    OriginKind,
    Reference,
    Restart,
    Said,
    Statement,
    Tie,
)
from desktop.register.matching import Doubt, Why

ENTRY, STATEMENT, DOUBT, CAMPAIGN, DECISION, OPINION, SETTING = (
    "entry",
    "statement",
    "doubt",
    "campaign",
    "decision",
    "opinion",
    "setting",
)
"""The kinds of items. Their keys are numbers; of a decision and an opinion "campaign:entry"; of a setting its name."""


def said_to_json(said: Said) -> Json:
    """Return what a source says in a field; a value that is printed as it is, is text alone."""
    if said.printed in ("", said.value) and not said.doubt and not said.spans:
        return said.value
    spans: list[Json] = [[span.start, span.end] for span in said.spans]
    return [said.value, said.printed, said.doubt, spans]


def said_from_json(data: Any) -> Said:
    """Return what `said_to_json` wrote. Raises ValueError or TypeError for other data."""
    if isinstance(data, str):
        return _as_printed(data)
    value, printed, doubt, spans = data
    if not (isinstance(value, str) and isinstance(printed, str) and isinstance(doubt, str)):
        raise ValueError(f"nothing said: {data!r}")
    return Said(value, printed, doubt, tuple(Span(start, end) for start, end in spans))


@lru_cache(maxsize=4096)
def _as_printed(text: str) -> Said:
    return Said(text, text)


def statement_to_json(statement: Statement, entry: int) -> Json:
    """Return a statement with the entry that it belongs to."""
    origin = statement.origin
    return {
        "entry": entry,
        "origin": [
            origin.kind.value,
            origin.name,
            origin.as_of,
            origin.source,
            origin.record,
            origin.table,
            origin.row,
            origin.file,
            origin.sheet,
        ],
        "said": {key: said_to_json(said) for key, said in statement.said.items()},
        "references": [[one.tie.value, one.title, one.number] for one in statement.references],
        "normative": statement.normative,
    }


_KINDS, _TIES = {kind.value: kind for kind in OriginKind}, {tie.value: tie for tie in Tie}


def statement_from_json(number: int, data: Any) -> tuple[int, Statement]:
    """Return the entry and the statement. Raises ValueError, KeyError or TypeError for other data."""
    kind, *rest = data["origin"]
    said = {key: said_from_json(one) for key, one in data["said"].items()}
    if not said.keys() <= LABELS.keys():
        raise ValueError(f"no fields: {sorted(said)}")
    references = tuple(Reference(_TIES[tie], title, other) for tie, title, other in data["references"])
    normative = data["normative"]
    if normative not in (True, False, None) or not isinstance(data["entry"], int):
        raise ValueError(f"no statement: {number}")
    return data["entry"], Statement(number, Origin(_KINDS[kind], *rest), said, references, normative)


def entry_to_json(
    decided: Mapping[str, Said],
    normative: bool | None,
    ending: Ending | None,
    restart: Restart | None,
    refused: frozenset[str],
) -> Json:
    """Return what people decided about an entry; only what is set is written."""
    told: dict[str, Json] = {}
    if decided:
        told["decided"] = {key: said_to_json(said) for key, said in decided.items()}
    if normative is not None:
        told["normative"] = normative
    if ending is not None:
        told["ending"] = [ending.kind.value, ending.since, ending.by]
    if restart is not None:
        told["restart"] = [restart.since, restart.by]
    if refused:
        told["refused"] = [*sorted(refused)]
    return told


def entry_from_json(data: Any) -> dict[str, Any]:
    """Return the arguments of an `Entry` besides number and statements. Raises ValueError, KeyError or TypeError."""
    if not data.keys() <= {"decided", "normative", "ending", "restart", "refused"}:
        raise ValueError(f"no entry: {data!r}")
    found: dict[str, Any] = {}
    if "decided" in data:
        found["decided"] = {key: said_from_json(one) for key, one in data["decided"].items()}
        if not found["decided"].keys() <= LABELS.keys():
            raise ValueError(f"no fields: {data!r}")
    if "normative" in data:
        found["normative"] = bool(data["normative"])
    if "ending" in data:
        kind, since, by = data["ending"]
        found["ending"] = Ending(EndKind(kind), _day(since), by)
    if "restart" in data:
        since, by = data["restart"]
        found["restart"] = Restart(_day(since), by)
    if "refused" in data:
        found["refused"] = frozenset(data["refused"])
    return found


def _day(text: Any) -> str:
    if not isinstance(text, str) or date.fromisoformat(text).isoformat() != text:
        raise ValueError(f"no day: {text!r}")
    return text


def doubt_to_json(doubt: Doubt, answer: bool | None) -> Json:
    """Return a doubt with its answer: whether both are one document, None while nobody said."""
    return [doubt.first, doubt.second, doubt.why.name, doubt.likeness, answer]


def doubt_from_json(data: Any) -> tuple[Doubt, bool | None]:
    """Return a doubt and its answer. Raises ValueError, KeyError or TypeError."""
    first, second, why, alike, answer = data
    if answer not in (True, False, None):
        raise ValueError(f"no answer: {answer!r}")
    return Doubt(int(first), int(second), Why[why], int(alike)), answer


def campaign_to_json(name: str, cutoff: str, office: str, entries: tuple[int, ...]) -> Json:
    """Return the head of a campaign."""
    return {"name": name, "cutoff": cutoff, "office": office, "entries": [*entries]}


def campaign_from_json(data: Any) -> tuple[str, str, str, tuple[int, ...]]:
    """Return name, day, office and entries of a campaign. Raises ValueError, KeyError or TypeError."""
    entries = data["entries"]
    if not all(type(one) is int for one in entries):
        raise ValueError(f"no entries: {entries!r}")
    return str(data["name"]), _day(data["cutoff"]), str(data["office"]), tuple(entries)


def decision_to_json(decision: Decision) -> Json:
    """Return a settled verdict."""
    return [decision.verdict.value, decision.reason]


def decision_from_json(data: Any) -> Decision:
    """Return a settled verdict. Raises ValueError or TypeError."""
    verdict, reason = data
    return Decision(Verdict(verdict), str(reason))


def opinion_to_json(opinion: Opinion) -> Json:
    """Return what a drafter answered."""
    return [opinion.drafter, opinion.verdict.value if opinion.verdict is not None else None, opinion.words]


def opinion_from_json(data: Any) -> Opinion:
    """Return what a drafter answered. Raises ValueError or TypeError."""
    drafter, verdict, words = data
    return Opinion(str(drafter), Verdict(verdict) if verdict is not None else None, str(words))


def _text(data: Any) -> str:
    if not isinstance(data, str) or not data:
        raise ValueError(f"no text: {data!r}")
    return data


_READ: Mapping[str, Callable[[Any], object]] = {
    ENTRY: entry_from_json,
    STATEMENT: lambda data: statement_from_json(0, data),
    DOUBT: doubt_from_json,
    CAMPAIGN: campaign_from_json,
    DECISION: decision_from_json,
    OPINION: opinion_from_json,
    SETTING: _text,
}


def check(kind: str, key: str, data: Json) -> None:
    """Raise ValueError, KeyError or TypeError unless an item of this kind can have this key and (None: gone) value."""
    parts = key.split(":") if kind in (DECISION, OPINION) else [key]
    numbered = all(part.isdecimal() and part.isascii() and not part.startswith("0") for part in parts)
    if kind != SETTING and not (numbered and len(parts) == (2 if kind in (DECISION, OPINION) else 1)):
        raise ValueError(f"no key: {key!r}")
    read = _READ[kind]
    if data is not None:
        read(data)
