"""Changes to review state. Every verb is a step of changes, every step has an inverse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

DISCLOSURE = "disclosure"
STATUS = "status"
_FIELD = "field:"


def field_facet(key: str) -> str:
    """Return the facet that holds the correction of a field."""
    return _FIELD + key


def facet_key(facet: str) -> str | None:
    """Return the field key of a field facet, None for another facet."""
    return facet.removeprefix(_FIELD) if facet.startswith(_FIELD) else None


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
    """What one action of a person changes: all of it or nothing, undone as one."""

    verb: Verb
    changes: tuple[Change, ...]

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
