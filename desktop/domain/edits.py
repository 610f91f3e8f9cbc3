"""Changes to review state. Every verb is a step of changes, every step has an inverse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

DISCLOSURE = "disclosure"
STATUS = "status"
CLAIMS = "claims"
"""The claims about a record whose bounds a person drew; None while those of its source's parse count."""
DROPPED = "dropped"
"""Why a record is no document of its own; None while it is one."""
TAGS = "tags"
PUBLISHED = "published"
"""When and where a public document was published; None while it is not, or nobody said so."""
EXAMINED = "examined"
"""What the look back at a closed document came to, or why it is to be taken before its time."""
EXPUNGED = "expunged"
"""Why the text of a document with a 密级 was removed; None while it is there. No step sets it."""
PLAN = "plan"
"""What the public copy of a record leaves out; None while nothing was decided about it."""
COPIES = "copies"
"""The public copies of a record that were made and proved; None while there are none."""
BOUNDS = "bounds"
"""Where a document stands, as its first and last line from 1 on; None where it is none. Told, never set."""
NOTE = "note"
_FIELD, _NOTE, _IGNORED, _CELL, _CASE = "field:", "note:", "ignored:", "cell:", "case:"


def field_facet(key: str) -> str:
    """Return the facet that holds the correction of a field."""
    return _FIELD + key


def facet_key(facet: str) -> str | None:
    """Return the field key of a field facet, None for another facet."""
    return facet.removeprefix(_FIELD) if facet.startswith(_FIELD) else None


def note_facet(key: str | None) -> str:
    """Return the facet that holds the note on a field, or on the document as a whole."""
    return NOTE if key is None else _NOTE + key


def noted_key(facet: str) -> str | None:
    """Return the field key of a note's facet, None for another facet and for the note on the document."""
    return facet.removeprefix(_NOTE) if facet.startswith(_NOTE) else None


def ignored_facet(anomaly: str) -> str:
    """Return the facet that holds why an anomaly, by its identity, is ignored."""
    return _IGNORED + anomaly


def ignored_anomaly(facet: str) -> str | None:
    """Return the identity of the anomaly whose ignoring a facet tells, None for another facet."""
    return facet.removeprefix(_IGNORED) if facet.startswith(_IGNORED) else None


def is_remark(facet: str) -> bool:
    """Tell whether a facet is said about a document without being part of it: a note, tags, an ignored hint, a copy."""
    return facet in (NOTE, TAGS, COPIES) or facet.startswith((_NOTE, _IGNORED))


def cell_facet(table: int, row: int, column: int) -> str:
    """Return the facet of a cell's correction. `table` is the code point where its table begins; rows count from 0."""
    return f"{_CELL}{table}:{row}:{column}"


def cell_place(facet: str) -> tuple[int, int, int] | None:
    """Return the table, row and column of a cell's facet, None for another facet."""
    if not facet.startswith(_CELL):
        return None
    parts = facet.removeprefix(_CELL).split(":")
    if len(parts) != 3 or not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    table, row, column = map(int, parts)
    return (table, row, column) if cell_facet(table, row, column) == facet else None


def case_facet(number: int) -> str:
    """Return the facet of a record's case; they count from 1."""
    return f"{_CASE}{number}"


def case_number(facet: str) -> int | None:
    """Return the number of a case's facet, None for another facet."""
    number = facet.removeprefix(_CASE)
    if not facet.startswith(_CASE) or not (number.isdecimal() and number.isascii()) or number.startswith("0"):
        return None
    return int(number)


class Verb(Enum):
    """What the reviewer did, in the words of the history."""

    IMPORT = "导入"
    CORRECT = "更正"
    CONFIRM = "确认"
    RESTORE = "恢复识别值"
    MARK = "标注公开属性"
    APPROVE = "核准"
    WITHDRAW = "撤回核准"
    EXPORT = "导出"
    REPARSE = "重新识别"
    SPLIT = "拆分"
    MERGE = "合并"
    MOVE = "调整起止"
    DROP = "排除"
    READMIT = "恢复为文件"
    NOTE = "批注"
    TAG = "标签"
    IGNORE = "忽略提示"
    HEED = "重新提示"
    FIX = "按提示改正"
    CELL = "更正表格"
    PROPOSE = "提出认定建议"
    SIGN = "签署意见"
    SEND_BACK = "退文"
    PUBLISH = "发布"
    REDACT = "删减"
    EXAMINE = "重新评估"
    EXPUNGE = "清除涉密正文"
    TAKE_OVER = "接收移交"
    RULES = "采用规则"
    COLUMNS = "定目录栏目"
    PERSON = "登记人员"
    PASSWORD = "口令"
    RECOVER = "恢复备份"
    BULK = "批量修改"
    RETURN = "回到历史状态"
    REGISTER = "台账"
    UNDO = "撤销"
    REDO = "重做"


@dataclass(frozen=True, slots=True)
class Change:
    """One facet of one record from one value to another, both as JSON; None is the state of a fresh record."""

    record_id: int
    facet: str
    before: Json
    after: Json

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.record_id, self.facet, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """What one action of a person changes: all of it or nothing, undone as one.

    `handed` is what another store told of the same records, kept with the entry: lines of record, facet, time, person,
    verb, before and after, the record numbered as here.
    """

    verb: Verb
    changes: tuple[Change, ...]
    handed: tuple[Json, ...] = ()

    def inverse(self, verb: Verb = Verb.UNDO) -> Step:
        """Return the step that takes this one back."""
        return Step(verb, tuple(change.inverse() for change in reversed(self.changes)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. `at` is ISO 8601 in UTC with microseconds; hashes are SHA-256 in hex.

    `payload` is what the verb did, as JSON: for a step {"changes": [[record_id, facet, before, after], …], "of": N}, N
    the entry that it undoes or null; for an import and an export, their facts.
    """

    number: int
    at: str
    actor: str
    verb: Verb
    payload: Json
    previous: str
    hash: str
