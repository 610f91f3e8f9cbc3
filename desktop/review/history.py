"""What one person did in one sitting, so that it can be undone and redone step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.edits import Step


@dataclass(frozen=True, slots=True)
class Past:
    """A step that was made, and the journal entry that tells of it."""

    entry: int
    step: Step


class History:
    """The steps that can be undone, and those that were and can be redone."""

    def __init__(self) -> None:
        self._undo: list[Past] = []
        self._redo: list[Past] = []

    @property
    def last(self) -> Past | None:
        """The step that undo would take back."""
        return self._undo[-1] if self._undo else None

    @property
    def last_undone(self) -> Past | None:
        """The undoing that redo would take back."""
        return self._redo[-1] if self._redo else None

    def did(self, past: Past) -> None:
        """Take in a new step; what was undone before can no longer be redone."""
        self._undo.append(past)
        self._redo.clear()

    def forget(self, record_ids: Iterable[int]) -> None:
        """Drop the steps that touch records: their values may be kept nowhere any more."""
        gone = set(record_ids)
        for stack in (self._undo, self._redo):
            stack[:] = [past for past in stack if not any(change.record_id in gone for change in past.step.changes)]

    def undid(self, past: Past) -> None:
        """Take in that the last step was undone by `past`."""
        self._undo.pop()
        self._redo.append(past)

    def redid(self, past: Past) -> None:
        """Take in that the last undoing was taken back by `past`."""
        self._redo.pop()
        self._undo.append(past)
