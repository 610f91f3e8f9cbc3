"""A record's life in words: what each entry of the journal did to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.domain.edits import BOUNDS, CLAIMS, DROPPED, Change, Entry, Json, Verb, facet_key
from desktop.domain.facets import correction_from_json, correction_to_json
from desktop.domain.fields import SPEC
from desktop.domain.record import Record
from desktop.review import values
from desktop.review.past import changes_of, handed_changes
from desktop.review.saying import Known, Said, sentences, text_of

_OFFERED = 18
"""Code points of a value on a button."""
_WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Telling:
    """What one entry did to a record. `at` is local time; `head` is said before the sentences, empty for most.

    `others` counts the further records of the same step; `undone` says that it was taken back since.
    """

    number: int
    at: datetime
    actor: str
    verb: Verb
    head: str
    said: tuple[Said, ...]
    others: int = 0
    undone: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The fields that it is about."""
        return frozenset(said.key for said in self.said if said.key is not None)


def tell(entries: Sequence[Entry], record: Record, messages: Mapping[str, str] | None = None) -> tuple[Telling, ...]:
    """Tell a record's life, the newest entry first. `entries` are all those that touch it, in order.

    `messages` are the sentences of anomalies by identity, beside those of the record itself.
    """
    own = {anomaly.identity: anomaly.message for anomaly in record.document.anomalies}
    known = Known(record, True, own | dict(messages or {}))
    taken = _taken_back(entries)
    undone = _undone(taken, entries)
    told = []
    for entry in reversed(entries):
        changes = changes_of(entry, record.id)
        real = (change for change in changes if change.before != change.after)
        said = tuple(sentence for change in real for sentence in sentences(change, entry.verb, known))
        said += _unused(entry, {change.facet for change in changes if change.before != change.after}, known)
        told.append(
            Telling(
                entry.number,
                datetime.fromisoformat(entry.at).astimezone(),
                entry.actor,
                entry.verb,
                _head(entry, taken) or _emptied(entry, record.id),
                said,
                _others(entry, record.id),
                entry.number in undone,
            )
        )
        if entry.verb is Verb.REPARSE or any(change.facet == CLAIMS for change in changes):
            known = replace(known, parsed=False)
    return tuple(told)


def tell_changes(changes: Iterable[Change], verb: Verb, record: Record) -> tuple[Said, ...]:
    """Say what changes would do to a record as it is now."""
    known = Known(record, True, {anomaly.identity: anomaly.message for anomaly in record.document.anomalies})
    return tuple(sentence for change in changes for sentence in sentences(change, verb, known))


def _head(entry: Entry, taken: Mapping[int, int]) -> str:
    """Say what an entry is, where its sentences alone do not."""
    payload: dict[str, Json] = entry.payload if isinstance(entry.payload, dict) else {}
    match entry.verb:
        case Verb.UNDO:
            return f"撤销了第 {taken.get(entry.number, payload.get('of'))} 号操作"
        case Verb.REDO:
            return f"重做了第 {taken.get(entry.number, payload.get('of'))} 号操作"
        case Verb.IMPORT:
            records = payload.get("records")
            count = f"，识别出 {len(records)} 件文件" if isinstance(records, list) else ""
            return f"导入“{text_of(payload.get('name'))}”{count}"
        case Verb.REPARSE:
            return "程序重新识别原文，识别值有更新；人工更正保持不变"
        case Verb.EXPORT:
            return f"导出为 {text_of(payload.get('format')).upper()}（共 {text_of(payload.get('count'))} 件）"
        case Verb.CORRECT | Verb.CONFIRM | Verb.MARK | Verb.APPROVE | Verb.WITHDRAW | Verb.NOTE | Verb.TAG:
            return ""
        case Verb.IGNORE | Verb.HEED | Verb.CELL | Verb.DROP | Verb.READMIT | Verb.RESTORE:
            return ""
        case Verb.RULES:
            return "换用另一套认定规则"
        case Verb.REGISTER:
            return f"台账：{text_of(payload.get('act'))}"
        case Verb.COLUMNS:
            return f"目录栏目次序“{text_of(payload.get('order'))}”"
        case Verb.PERSON | Verb.PASSWORD:
            return f"{entry.verb.value}：{text_of(payload.get('name') or payload.get('of'))}"
        case Verb.PROPOSE | Verb.SIGN | Verb.SEND_BACK | Verb.PUBLISH | Verb.REDACT | Verb.EXAMINE:
            return ""
        case Verb.EXPUNGE:
            return f"清除涉密正文，理由：{text_of(payload.get('reason'))}"
        case Verb.RECOVER:
            return f"资料库恢复到第 {text_of(payload.get('entries'))} 号操作时的备份"
        case Verb.SPLIT | Verb.MERGE | Verb.MOVE | Verb.FIX | Verb.BULK | Verb.RETURN | Verb.TAKE_OVER:
            return str(entry.verb.value)


def _unused(entry: Entry, used: set[str], known: Known) -> tuple[Said, ...]:
    """Say what another store had of a record that was not taken over, because both sides had changed it."""
    said = []
    used = used | {BOUNDS} if used & {CLAIMS, DROPPED} else used
    for actor, verb, change in handed_changes(entry, known.record.id):
        if change.facet not in used:
            told = (f"对方{actor}：{one.whole}（两边不同，没有采用）" for one in sentences(change, verb, known))
            said += [Said(text, facet_key(change.facet)) for text in told]
    return tuple(said)


def _emptied(entry: Entry, record_id: int) -> str:
    """Say that an entry's values went with the text of a secret document; empty for one that still has them."""
    listed = entry.payload.get("emptied") if isinstance(entry.payload, dict) else None
    return "内容已随涉密正文清除" if isinstance(listed, list) and record_id in listed else ""


def _taken_back(entries: Iterable[Entry]) -> dict[int, int]:
    """Return for each undoing and redoing the number of the step that it is about, not of the undoing in between."""
    about: dict[int, int] = {}
    for entry in entries:
        of = entry.payload.get("of") if isinstance(entry.payload, dict) else None
        if entry.verb in (Verb.UNDO, Verb.REDO) and isinstance(of, int):
            about[entry.number] = about.get(of, of)
    return about


def _undone(taken: Mapping[int, int], entries: Iterable[Entry]) -> frozenset[int]:
    undone: set[int] = set()
    for entry in entries:
        if entry.number in taken:
            (undone.add if entry.verb is Verb.UNDO else undone.discard)(taken[entry.number])
    return frozenset(undone)


def _others(entry: Entry, record_id: int) -> int:
    listed = entry.payload.get("changes") if isinstance(entry.payload, dict) else None
    if not isinstance(listed, list):
        return 0
    touched = {item[0] for item in listed if isinstance(item, list) and item and isinstance(item[0], int)}
    return len(touched - {record_id})


@dataclass(frozen=True, slots=True)
class Offer:
    """A value of the past that a field can have again: its correction as JSON, None for the parser's, and in words."""

    key: str
    correction: Json
    words: str


def offered(said: Said, record: Record) -> Offer | None:
    """Return the value that a sentence offers to a field: the one it set, or the one before where that still counts."""
    key = facet_key(said.facet)
    if key is None or key not in SPEC:
        return None
    now = correction_to_json(record.corrections.get(key))
    is_now = said.new == now
    wanted = said.old if is_now else said.new
    correction = correction_from_json(key, wanted)
    value = correction.value if correction is not None else record.parsed(key)
    if value == record.value(key):
        return None
    shown = " ".join(values.shown(key, value)[:_OFFERED].split())
    brief = shown if len(shown) < _OFFERED else f"{shown[: _OFFERED - 1]}…"
    return Offer(key, wanted, f"{'改回' if is_now else '恢复为'} {brief or '空'}")


def day_words(day: date, today: date) -> str:
    """Return a day as people name it: 今天, 昨天, 11月21日 星期六, with its year where it is another."""
    plain = f"{day.month}月{day.day}日 星期{_WEEK[day.weekday()]}"
    if day.year != today.year:
        return f"{day.year}年{plain}"
    away = (today - day).days
    return f"{'今天' if away == 0 else '昨天'} · {plain}" if away in (0, 1) else plain
