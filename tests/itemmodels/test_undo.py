"""The undo command only wraps a step that has been done."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack

from desktop.domain.edits import DISCLOSURE, Change, Step, Verb
from desktop.itemmodels.undo import StepCommand, Turn

STEP = Step(Verb.MARK, (Change(1, DISCLOSURE, None, "主动公开"),))


def test_command_undoes_and_redoes_against_the_entry_that_stands() -> None:
    turns: list[Turn] = []
    stack = QUndoStack()
    stack.push(StepCommand(STEP, 7, "标注公开属性", turns.append))
    assert turns == []  # pushing does nothing: the step is done already

    stack.undo()
    assert (turns[0].step, turns[0].undoes) == (STEP.inverse(Verb.UNDO), 7)
    turns[0].entered(8)
    stack.redo()
    assert (turns[1].step, turns[1].undoes) == (Step(Verb.REDO, STEP.changes), 8)
    turns[1].entered(9)
    stack.undo()
    assert turns[2].undoes == 9
    stack.clear()
