"""What a change of a record's state is in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.edits import (
    BOUNDS,
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
    Change,
    Json,
    Verb,
    case_number,
    cell_place,
    facet_key,
    ignored_anomaly,
    noted_key,
)
from desktop.domain.facets import correction_from_json, examination_from_json, publication_from_json, tags_from_json
from desktop.domain.fields import SPEC
from desktop.domain.record import Correction, Record, Status
from desktop.review import case_words, redaction_words, values
from desktop.review.tables import column_name

_LONGEST = 2_000
"""Code points of a value that are told; where a value goes on, … stands for it."""
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence without full stop. With `compared`, it says that `before` became `after`, which it does not repeat.

    `key` is the field that it is about; `facet` and `value` are what it set, for whoever wants it back.
    """

    text: str
    key: str | None = None
    facet: str = ""
    before: str = ""
    after: str = ""
    compared: bool = False
    old: Json = None
    new: Json = None

    @property
    def whole(self) -> str:
        """The sentence with what became what."""
        if not self.compared:
            return self.text
        return f"{self.text}从{_or_nothing(self.before)}改为{_or_nothing(self.after)}"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the record at an entry; the parser's values only where nothing was read anew since."""

    record: Record
    parsed: bool
    messages: Mapping[str, str]


def sentences(change: Change, verb: Verb, known: Known) -> tuple[Said, ...]:
    """Return the sentences about one change."""
    if change.facet == BOUNDS:
        return (Said(_of_bounds(change, verb), facet=change.facet),)
    words = _WORDS.get(change.facet)
    if words is not None:
        return tuple(Said(text, facet=change.facet) for text in words(change))
    key = facet_key(change.facet)
    if key is not None and key in SPEC:
        return (replace(_of_field(change, key, verb, known), facet=change.facet, old=change.before, new=change.after),)
    noted = noted_key(change.facet)
    if change.facet == NOTE or noted is not None:
        return (replace(_of_note(change, noted), facet=change.facet),)
    anomaly = ignored_anomaly(change.facet)
    if anomaly is not None:
        return (Said(_of_hint(change, known.messages.get(anomaly, "")), facet=change.facet),)
    if case_number(change.facet) is not None:
        return tuple(Said(text, facet=change.facet) for text in case_words.of_change(change))
    place = cell_place(change.facet)
    if place is not None:
        return (_of_cell(change, _cell_words(known.record, place)),)
    return (Said("有一处改动", facet=change.facet),)


def _of_field(change: Change, key: str, verb: Verb, known: Known) -> Said:
    before, after = correction_from_json(key, change.before), correction_from_json(key, change.after)
    label = f"“{SPEC[key].label}”"
    old, new = (_shown(key, one, known) for one in (before, after))
    if before is not None and after is not None and before.value == after.value:
        return Said(f"改了{label}的依据位置", key)
    if after is None:
        if old is not None and old == new:
            return Said(f"取消对{label}的确认", key)
        return _became(f"把{label}恢复为识别值", f"把{label}恢复为识别值，", key, old, new)
    if before is None and (old == new or (verb is Verb.CONFIRM and old is None)):
        return Said(f"确认{label}为{_or_nothing(_cut(new or '', _QUOTED))}", key)
    if before is None and old is None:
        return Said(f"把{label}改为{_or_nothing(new or '')}", key)
    return _became(f"把{label}", f"把{label}", key, old, new)


def _became(alone: str, lead: str, key: str, old: str | None, new: str | None) -> Said:
    """Say that one value became another; where one of them is not known, only what was done."""
    if old is None or new is None:
        return Said(alone, key)
    return Said(lead, key, before=old, after=new, compared=True)


def _shown(key: str, correction: Correction | None, known: Known) -> str | None:
    """Return a field's value in words, None where it is the parser's and no longer known."""
    if correction is None and not known.parsed:
        return None
    return _cut(values.shown(key, correction.value if correction is not None else known.record.parsed(key)), _LONGEST)


def _of_note(change: Change, key: str | None) -> Said:
    what = f"“{SPEC[key].label}”的批注" if key is not None and key in SPEC else "批注"
    if change.after is None:
        return Said(f"删去{what}：{text_of(change.before)}", key)
    if change.before is None:
        return Said(f"写下{what}：{text_of(change.after)}", key)
    return Said(f"把{what}", key, before=text_of(change.before), after=text_of(change.after), compared=True)


def _of_hint(change: Change, message: str) -> str:
    what = f"提示“{_cut(message, _QUOTED)}”" if message else "一条提示"
    if change.after is None:
        return f"重新提示：{message}" if message else "重新提示一条忽略过的提示"
    if change.before is not None:
        return f"把忽略{what}的理由改为：{text_of(change.after)}"
    return f"忽略{what}，理由：{text_of(change.after)}"


def _cell_words(record: Record, place: tuple[int, int, int]) -> str:
    """Name a cell as where its table is shown: 表 2 的 B 列第 3 行; the table only where there are several."""
    start, row, column = place
    found = record.document.tables
    number, table = next(
        ((number, table) for number, table in enumerate(found, 1) if table.span.start == start), (0, None)
    )
    heads = table.header_rows if table is not None else 0
    which = f"表 {number} 的 " if number and len(found) > 1 else "表格 "
    line = f"第 {row - heads + 1} 行" if row >= heads else "表头" if heads == 1 else f"表头第 {row + 1} 行"
    return f"{which}{column_name(column)} 列{line}"


def _of_cell(change: Change, where: str) -> Said:
    if change.after is None:
        return Said(f"把{where}恢复为识别的文字（原改为{_or_nothing(text_of(change.before))}）", facet=change.facet)
    if change.before is None:
        return Said(f"把{where}改为{_or_nothing(text_of(change.after))}", facet=change.facet)
    return Said(
        f"把{where}", facet=change.facet, before=text_of(change.before), after=text_of(change.after), compared=True
    )


def _of_disclosure(change: Change) -> tuple[str, ...]:
    if change.after is None:
        return (f"取消公开属性（原为“{text_of(change.before)}”）",)
    if change.before is None:
        return (f"把公开属性标为“{text_of(change.after)}”",)
    return (f"把公开属性由“{text_of(change.before)}”改为“{text_of(change.after)}”",)


def _of_status(change: Change) -> tuple[str, ...]:
    return ("核准本件",) if change.after == Status.APPROVED.value else ("本件退回待核",)


def _of_claims(change: Change) -> tuple[str, ...]:
    if change.after is None:
        return ("起止恢复为识别结果",)
    return ("由人划定起止",) if change.before is None else ("再次调整起止",)


def _of_bounds(change: Change, verb: Verb) -> str:
    before, after = _lines(change.before), _lines(change.after)
    if verb is Verb.IMPORT:
        return f"识别为一件：{after}"
    if change.before is None:
        return f"另立为一件：{after}"
    return f"起止由{before}改为{after}" if change.after is not None else f"不再单独成件（原为{before}）"


def _lines(data: Json) -> str:
    match data:
        case [int(first), int(last)]:
            return f"第 {first}—{last} 行" if first < last else f"第 {first} 行"
    return "无"


def _of_dropping(change: Change) -> tuple[str, ...]:
    return ("恢复为文件",) if change.after is None else (f"排除，不作为单独文件：{text_of(change.after)}",)


def _of_tags(change: Change) -> tuple[str, ...]:
    before, after = tags_from_json(change.before), tags_from_json(change.after)
    more, fewer = [tag for tag in after if tag not in before], [tag for tag in before if tag not in after]
    said = [f"加上标签“{_cut('”“'.join(more), _LONGEST)}”"] if more else []
    return (*said, *([f"去掉标签“{_cut('”“'.join(fewer), _LONGEST)}”"] if fewer else []))


def _of_publication(change: Change) -> tuple[str, ...]:
    publication = publication_from_json(change.after)
    if publication is None:
        return ("取消发布登记",)
    where = f"，{_cut(publication.where, _QUOTED)}" if publication.where else ""
    return (f"登记 {publication.at} 已发布{where}",)


def _of_examination(change: Change) -> tuple[str, ...]:
    before, after = examination_from_json(change.before), examination_from_json(change.after)
    kept = after.kept if after is not None else None
    if kept is not None and (before is None or before.kept != kept):
        return (f"{kept.person}于 {kept.at} 重新评估，继续不公开：{_cut(kept.reason, _LONGEST)}",)
    asked = after.asked if after is not None else None
    if asked is not None:
        note = f"，{_cut(asked.note, _LONGEST)}" if asked.note else ""
        return (f"{asked.person}于 {asked.at} 提请重新评估：{asked.kind}{note}",)
    return ("取消重新评估的登记",)


def _of_expunging(change: Change) -> tuple[str, ...]:
    return (f"清除涉密正文：{text_of(change.after)}",)


_WORDS: Mapping[str, Callable[[Change], tuple[str, ...]]] = {
    DISCLOSURE: _of_disclosure,
    STATUS: _of_status,
    CLAIMS: _of_claims,
    DROPPED: _of_dropping,
    TAGS: _of_tags,
    PUBLISHED: _of_publication,
    PLAN: redaction_words.of_plan,
    COPIES: redaction_words.of_copies,
    EXAMINED: _of_examination,
    EXPUNGED: _of_expunging,
}


def text_of(data: Json) -> str:
    """Return a text of the journal, cut where it is very long."""
    return _cut("" if data is None else str(data), _LONGEST)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _or_nothing(text: str) -> str:
    return f"“{text}”" if text else "空"
