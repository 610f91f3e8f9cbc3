"""What the actions about single fields do: reach one, add text to it, step through its places, restore all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.fields import FIELDS
from desktop.views.fields.assignment import Assignment

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.main_window import MainWindow


class FieldCommands(QObject):
    """Binds the actions of a window that concern its fields pane."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._assignment = Assignment(window)
        slots = {
            "append": self.append,
            "place_next": self.next_place,
            "place_previous": self.previous_place,
            "place_remove": self.remove_place,
            "candidates": self.choose,
            "changed_first": self.toggle_changed_first,
            "restore_all": self.restore_all,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)
        for spec in FIELDS:
            window.actions_by_name[f"field-{spec.key}"].triggered.connect(partial(self._on_field_triggered, spec.key))
        window.fields.restore_all_wanted.connect(self.restore_all)

    @Slot()
    def _on_field_triggered(self, key: str, _checked: bool = False) -> None:
        if self._window.fields.take_over():
            self._window.side.show_page("fields")
            self._window.fields.focus_field(key)

    @Slot()
    def append(self) -> None:
        """Add the selected text to the field at hand."""
        self._assignment.append_selection()

    @Slot()
    def next_place(self) -> None:
        """Look at the next place of the evidence."""
        self._step(1)

    @Slot()
    def previous_place(self) -> None:
        """Look at the place of the evidence before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self._window.fields.step_place(step):
            self._window.toast.say("当前字段没有几处依据可以切换")

    @Slot()
    def remove_place(self) -> None:
        """Take the place that is looked at away from the evidence."""
        if not self._window.fields.remove_place():
            self._window.toast.say(self._window.keyboard.say("先切换到要移除的一处依据（{place_next}）"))

    @Slot()
    def choose(self) -> None:
        """Choose among the other values of the field at hand."""
        fields = self._window.fields
        if fields.current is None or not fields.row(fields.current).choose():
            self._window.toast.say("当前字段没有备选值")

    @Slot()
    def toggle_changed_first(self) -> None:
        """Put the changed fields first, or back to their places."""
        self._window.side.show_page("fields")
        self._window.fields.head.changed_first.toggle()

    @Slot()
    def restore_all(self) -> None:
        """Give all fields of the document back to the parser."""
        record = self._window.flow.record
        if record is None or not record.changed:
            self._window.toast.say("本件没有改动过的字段")
            return
        count = len(record.changed)
        self._window.flow.do(partial(_restore_all, record.id))
        self._window.toast.say(f"已恢复 {count} 个字段的识别值，可以撤销")


def _restore_all(record_id: int, desk: Desk) -> Done:
    return desk.restore_all(record_id)
