"""The undo command of the window: it only wraps a step that the review has done and the store has journalled."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand, QUndoStack

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

    def forget(self) -> None:
        """Be no step any more: the state that it leads to is gone, or held fast."""
        self.setObsolete(True)
        self.step = Step(self.step.verb, ())

    def _enter(self, entry: int | None) -> None:
        self._entry = entry


def forget_steps(stack: QUndoStack, record_ids: AbstractSet[int]) -> None:
    """Let a stack lose the steps that touch records; those on others stay, in their order."""
    for index in range(stack.count()):
        command = stack.command(index)
        if isinstance(command, StepCommand) and any(change.record_id in record_ids for change in command.step.changes):
            command.forget()
    drop_forgotten(stack)


def drop_forgotten(stack: QUndoStack) -> None:
    """Let what is undone or redone next be no step that was forgotten: Qt deletes such a one when its turn comes."""
    while stack.canUndo() and _is_forgotten(stack, stack.index() - 1):
        stack.undo()
    while stack.canRedo() and _is_forgotten(stack, stack.index()):
        stack.redo()


def _is_forgotten(stack: QUndoStack, index: int) -> bool:
    command = stack.command(index)
    return isinstance(command, StepCommand) and command.isObsolete()
