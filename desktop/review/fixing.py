"""Which hints have a certain remedy, and what it makes of the fields. Where two readings are possible, there is none.

The printed text is never changed; what is corrected are values that still carry what the hint is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.document import Anomaly
from desktop.domain.edits import Change, Step, Verb, ignored_facet
from desktop.domain.fields import FIELDS, Form, Item, Repeal, Value
from desktop.domain.record import Correction, Record
from desktop.review import items, steps, values

REASON = "已按提示改正"
"""Why a hint that was fixed is told no more."""
_MOST_WORDS = 40
_WORDED = (Form.TEXT, Form.TEXTS)

# 印发《办法》的通知，，；a run of three may stand for an ellipsis, two different signs leave the choice open.
_DOUBLED = re.compile(r"(?<![，。；：、])([，。；：、])\1(?![，。；：、])")
# （试行〕, 〔征求意见稿）; with a digit inside it could be a year, which wants 〔〕.
_CROSSED = re.compile(
    r"[（(]([^（()）〔〕\[\]［］0-9０-９]{1,20})[〕\]］]|[〔\[［]([^（()）〔〕\[\]［］0-9０-９]{1,20})[）)]"
)


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain remedy: the fields that it sets, and what a button says that it does."""

    corrections: Mapping[str, Correction]
    words: str


def fix(record: Record, anomaly: Anomaly) -> Fix | None:
    """Return the certain remedy of an anomaly, None where there is none or the values are right already."""
    remedy = _REMEDIES.get(anomaly.code)
    corrections = remedy(record, anomaly) if remedy is not None else {}
    return Fix(corrections, _words(record, corrections)) if corrections else None


def is_met(record: Record, anomaly: Anomaly) -> bool:
    """Tell whether the values are as the anomaly asks already, only the print is not."""
    return anomaly.code in _OF_OWN_NUMBER and bool(record.value("doc_number")) and fix(record, anomaly) is None


def step(record: Record, anomalies: Iterable[str] | None = None) -> Step:
    """Return the step that remedies open anomalies, by their identities, or all of them, and settles them."""
    wanted = set(anomalies) if anomalies is not None else None
    fixed, settled = record, []
    for anomaly in record.anomalies:
        if (wanted is not None and anomaly.identity not in wanted) or fix(record, anomaly) is None:
            continue
        settled.append(anomaly.identity)
        found = fix(fixed, anomaly)
        if found is not None:  # else another remedy has done it already
            fixed = replace(fixed, corrections={**fixed.corrections, **found.corrections})
    changed = {
        key: correction for key, correction in fixed.corrections.items() if correction != record.corrections.get(key)
    }
    fields = steps.set_fields(Verb.FIX, record, changed)
    hints = tuple(Change(record.id, ignored_facet(identity), None, REASON) for identity in dict.fromkeys(settled))
    return Step(Verb.FIX, (*fields.changes, *hints))


Remedy = Callable[[Record, Anomaly], dict[str, Correction]]


def _number_brackets(record: Record, _: Anomaly) -> dict[str, Correction]:
    """云政发[２０２６]1号 and 云政发（二〇二六）1号 as 云政发〔2026〕1号."""
    return _reworded(record, ("doc_number",), _normal)


def _number_form(record: Record, _: Anomaly) -> dict[str, Correction]:
    """云政发〔2026〕第001号 as 云政发〔2026〕1号 (GB/T 9704: 不编虚位，不加“第”字)."""
    return _reworded(record, ("doc_number",), _unpadded)


def _cited_numbers(record: Record, anomaly: Anomaly) -> dict[str, Correction]:
    """The numbers that the document cites and repeals, and those inside its titles."""
    found = _reworded(record, ("cited_doc_numbers",), _normal)
    repeals = record.value("repeals")
    if isinstance(repeals, tuple):
        fixed = tuple(_normal_repeal(item) for item in repeals)
        if fixed != repeals:
            found["repeals"] = Correction(fixed, record.spans("repeals"))
    return found | _reworded(record, _keys_at(record, anomaly, found), _with_normal_numbers)


def _crossed_brackets(record: Record, anomaly: Anomaly) -> dict[str, Correction]:
    """云政发〔2026）1号 by the form of a number; （试行〕 by what stands inside."""
    found = _reworded(record, [key for key in _NUMBERS if _is_at(record, key, anomaly)], _normal)
    return found | _reworded(record, _keys_at(record, anomaly, found), _with_round_brackets)


def _doubled_sign(record: Record, anomaly: Anomaly) -> dict[str, Correction]:
    """The same sign twice in a row, once."""
    return _reworded(record, _keys_at(record, anomaly, {}), _with_single_signs)


_OF_OWN_NUMBER = ("number-brackets", "number-form")
_NUMBERS = ("doc_number", "cited_doc_numbers")
_REMEDIES: Mapping[str, Remedy] = {
    "number-brackets": _number_brackets,
    "number-form": _number_form,
    "cited-number-brackets": _cited_numbers,
    "mismatched-brackets": _crossed_brackets,
    "doubled-sign": _doubled_sign,
}


def _normal(text: str) -> str:
    from desktop.parsing import doc_number  # slow to load, as in the functions below

    return doc_number.normalise(text) or text


def _unpadded(text: str) -> str:
    from desktop.parsing import doc_number

    found = doc_number.parse(text)
    return str(replace(found, serial=found.serial.lstrip("0") or found.serial)) if found is not None else text


def _normal_repeal(item: Item) -> Item:
    if isinstance(item, Repeal) and item.doc_number is not None:
        return Repeal(item.title, _normal(item.doc_number))
    return item


def _with_normal_numbers(text: str) -> str:
    from desktop.parsing import doc_number

    parts, place = [], 0
    for found in doc_number.find(text):
        parts += [text[place : found.start], str(found.number)]
        place = found.end
    return "".join((*parts, text[place:]))


def _with_round_brackets(text: str) -> str:
    return _CROSSED.sub(_in_round_brackets, text)


def _in_round_brackets(match: re.Match[str]) -> str:
    return f"（{match[1] or match[2]}）"


def _with_single_signs(text: str) -> str:
    return _DOUBLED.sub(r"\1", text)


def _reworded(record: Record, keys: Iterable[str], reword: Callable[[str], str]) -> dict[str, Correction]:
    """Return the corrections of those fields whose words become others; their evidence stays."""
    found = {}
    for key in keys:
        before = record.value(key)
        after = _value(before, reword)
        if after != before:
            found[key] = Correction(after, record.spans(key))
    return found


def _value(value: Value, reword: Callable[[str], str]) -> Value:
    if isinstance(value, str):
        return reword(value)
    if isinstance(value, tuple):
        worded = tuple(reword(item) if isinstance(item, str) else item for item in value)
        return tuple(dict.fromkeys(worded)) if worded != value else value
    return value


def _keys_at(record: Record, anomaly: Anomaly, without: Iterable[str]) -> list[str]:
    """Return the fields of words that stand where an anomaly does."""
    others = {*without, *_NUMBERS}
    return [
        spec.key
        for spec in FIELDS
        if spec.form in _WORDED and spec.key not in others and _is_at(record, spec.key, anomaly)
    ]


def _is_at(record: Record, key: str, anomaly: Anomaly) -> bool:
    claim = record.document.fields.get(key)
    places = (*record.spans(key), *(claim.spans if claim is not None else ()))
    return any(place.overlaps(span) for place in places for span in anomaly.spans)


def _words(record: Record, corrections: Mapping[str, Correction]) -> str:
    new: list[str] = []
    for key, correction in corrections.items():
        before, after = record.value(key), correction.value
        if isinstance(before, tuple) and isinstance(after, tuple):
            new += [items.shown(item) for item in after if item not in before]
            if len(after) < len(before) and not new:
                return f"去掉重复的 {_brief(next(items.shown(item) for item in before if item not in after))}"
        else:
            new.append(values.shown(key, after))
    return f"改为 {_brief(new[0])}" + (f" 等 {len(new)} 处" if len(new) > 1 else "")


def _brief(text: str) -> str:
    return text if len(text) <= _MOST_WORDS else f"{text[: _MOST_WORDS - 1]}…"
