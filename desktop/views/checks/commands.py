"""What the page 核对 and its actions do: hints shown in the source, ignored, remedied, and gone through."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from desktop.domain.record import Record
from desktop.review import checking
from desktop.review.checking import Checked, Hint
from desktop.views.panel_turn import PanelTurn

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.main_window import MainWindow

PAGE = "checks"
"""The name of the page at the right."""


class ChecksCommands(QObject):
    """Keeps the panel true, and binds it and the actions about hints."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow, self._panel = window, window.flow, window.checks
        self._checked: Checked | None = None
        self._arriving = 0
        """The direction in which a document was gone to for its hints, 0 for none."""
        self._flow.record_shown.connect(self._on_record_shown)
        self._flow.record_changed.connect(self._on_record_changed)
        self._flow.source_opened.connect(self._on_source_opened)
        self._panel.show_wanted.connect(self._on_show_wanted)
        self._panel.ignored.connect(self._on_ignored)
        self._panel.heed_wanted.connect(self._on_heed_wanted)
        self._panel.fix_wanted.connect(self._on_fix_wanted)
        self._panel.fix_all_wanted.connect(self.fix_all)
        turn = PanelTurn(window, PAGE, self._panel)
        self._panel.escaped.connect(turn.leave)
        window.fields.head.hints_wanted.connect(turn.show)
        slots = {
            "checks": turn.show,
            "hint_next": self.next_hint,
            "hint_previous": self.previous_hint,
            "fix_all": self.fix_all,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)

    # What is shown

    @Slot(object)
    def _on_record_shown(self, record: Record) -> None:
        if self._flow.desk is not None:
            ask = self._flow.ask if self._arriving else self._flow.ask_at_leisure
            ask(checking.check, self._flow.desk, record.id).finished.connect(self._on_checked)

    @Slot(object)
    def _on_record_changed(self, record: Record) -> None:
        if self._flow.desk is not None:
            self._flow.ask(checking.check, self._flow.desk, record.id).finished.connect(self._on_checked)

    @Slot(object)
    def _on_source_opened(self, _: object) -> None:
        self._take(None)

    @Slot(object)
    def _on_checked(self, checked: Checked) -> None:
        record = self._flow.record
        if record is None or record.id != checked.record_id:
            return
        self._take(checked)
        if self._arriving:
            step, self._arriving = self._arriving, 0
            if checked.own:
                self._reach(checked.own[0 if step > 0 else -1])

    def _take(self, checked: Checked | None) -> None:
        self._checked = checked
        self._panel.show_checked(checked)
        count = len(checked.own) if checked is not None else 0
        self._window.side.set_badge(PAGE, str(count) if count else "")

    # Going through them

    @Slot()
    def next_hint(self) -> None:
        """Go to the next hint, in this document or in one after it."""
        self._go(1)

    @Slot()
    def previous_hint(self) -> None:
        """Go to the hint before, in this document or in one before it."""
        self._go(-1)

    def _go(self, step: int) -> None:
        checked = self._checked
        if checked is None or not self._window.fields.take_over():
            return
        own = checked.own
        current = self._panel.current if self._window.side.page == PAGE else None
        at = own.index(current) if current in own else (-1 if step > 0 else len(own))
        if 0 <= at + step < len(own):
            self._reach(own[at + step])
            return
        queue = self._flow.queue
        here = next((place for place, row in enumerate(queue) if row.id == checked.record_id), 0)
        around = (*queue[here + 1 :], *queue[:here]) if step > 0 else (*queue[:here][::-1], *queue[here + 1 :][::-1])
        following = next((row for row in around if row.anomalies), None)
        if following is not None:
            self._arriving = step
            self._flow.go_to(following.id)
        else:
            self._window.toast.say("本期其他文件没有未处理的提示" if own else "本期没有未处理的提示")

    def _reach(self, hint: Hint) -> None:
        self._window.side.show_page(PAGE)
        self._panel.choose(hint.identity)
        self._panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._on_show_wanted(hint)

    @Slot(object)
    def _on_show_wanted(self, hint: Hint) -> None:
        if hint.anomaly.spans:
            self._window.source.show_places(hint.anomaly.spans)

    # Verbs

    @Slot(object, str)
    def _on_ignored(self, hint: Hint, reason: str) -> None:
        self._flow.do(partial(_ignore, hint, reason))

    @Slot(object)
    def _on_heed_wanted(self, hint: Hint) -> None:
        self._flow.do(partial(_heed, hint))

    @Slot(object)
    def _on_fix_wanted(self, hint: Hint) -> None:
        self._flow.do(partial(_fix, hint.bearer, (hint.identity,)))

    @Slot()
    def fix_all(self) -> None:
        """Remedy in one step all that is certain in the document."""
        checked = self._checked
        if checked is None or not self._window.fields.take_over():
            return
        if checked.fixable:
            self._flow.do(partial(_fix, checked.record_id, None))
        else:
            self._window.toast.say("本件没有可以直接改正的提示")


def _ignore(hint: Hint, reason: str, desk: Desk) -> Done:
    return desk.remarks.ignore(hint.bearer, hint.identity, reason)


def _heed(hint: Hint, desk: Desk) -> Done:
    return desk.remarks.heed(hint.bearer, hint.identity)


def _fix(record_id: int, anomalies: tuple[str, ...] | None, desk: Desk) -> Done:
    return desk.remarks.fix(record_id, anomalies)
