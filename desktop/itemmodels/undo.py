"""The undo command of the window: it only wraps a step that the review has done and the store has journalled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand

from desktop.domain.edits import Step, Verb


@dataclass(slots=True)
class Turn:
    """A step to be applied, and the journal entry that it takes back. `entered` is told the new entry's number.

    `text` says what is taken back or made again.
    """

    step: Step
    undoes: int | None
    entered: Callable[[int | None], None]
    text: str


class StepCommand(QUndoCommand):
    """Takes one step back and does it again. `apply` starts the work; the answer comes to `Turn.entered`."""

    def __init__(self, step: Step, entry: int | None, text: str, apply: Callable[[Turn], None]) -> None:
        super().__init__(text)
        self.step = step
        self._entry = entry
        self._apply = apply
        self._fresh = True

    def undo(self) -> None:
        self._apply(Turn(self.step.inverse(Verb.UNDO), self._entry, self._enter, self.text()))

    def redo(self) -> None:
        if self._fresh:  # pushing a command redoes it; the step is done already
            self._fresh = False
            return
        self._apply(Turn(Step(Verb.REDO, self.step.changes), self._entry, self._enter, self.text()))

    def _enter(self, entry: int | None) -> None:
        self._entry = entry
