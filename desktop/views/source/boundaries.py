"""The verbs on the bounds of documents, as the window offers them: by key, in the text, in the queue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.domain.record import Record
from desktop.domain.text import SourceText
from desktop.views.queue.dropped_dialog import DroppedDialog
from desktop.widgets.bound_lines import Edge, Landing
from desktop.widgets.safe_words import safe_words

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.main_window import MainWindow

_HERE = {"split": "在这里拆分第 {} 件", "start": "第 {} 件从这里开始", "end": "第 {} 件到这里结束"}
"""What can be done at a place of the text, by the name of its action."""
_LONGEST_LINE = 20
"""Characters of a line that a menu shows."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A verb of `Desk.bounds` by its name, with the record and the place that it is about."""

    verb: str
    record_id: int
    place: tuple[int, ...] = ()

    def __call__(self, desk: Desk) -> Done:
        done: Done = getattr(desk.bounds, self.verb)(self.record_id, *self.place)
        return done


class Boundaries(QObject):
    """Binds the actions of a window that draw bounds, and offers them in the menus of the source and of the queue.

    A place is where the selection or else the cursor of the text is, and only while a person sees it.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self._dialog: DroppedDialog | None = None
        slots = {
            "split": self.split,
            "merge": self.merge,
            "start": self.set_start,
            "end": self.set_end,
            "drop": self.drop,
            "readmit": self.show_dropped,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)
        self._flow.dropped_met.connect(self._on_flow_dropped_met)
        window.closing.connect(self.close_dialog)
        window.source.bound_moved.connect(self._on_source_bound_moved)
        window.source.menu_opening.connect(self._on_source_menu_opening)
        window.queue.menu_opening.connect(self._on_queue_menu_opening)

    # At a place

    @Slot()
    def split(self) -> None:
        """Let the line at hand begin a document of its own."""
        self._split(self._place("split"))

    def _split(self, place: int | None) -> None:
        opened = self._flow.opened
        if place is None or opened is None:
            return
        record_id = opened.record_at(place)
        if record_id is None:
            self._window.toast.say("这里不属于任何一件文件，没有可以拆分的")
        else:
            self._draw("split", record_id, place)

    @Slot()
    def set_start(self) -> None:
        """Let the document begin with the line at hand."""
        self._move("set_start", self._place("start"))

    @Slot()
    def set_end(self) -> None:
        """Let the document end with the line at hand."""
        self._move("set_end", self._place("end"))

    def _move(self, verb: str, place: int | None) -> None:
        if place is not None and self._flow.record is not None:
            self._draw(verb, self._flow.record.id, place)

    @Slot(int, object)
    def _on_source_bound_moved(self, record_id: int, landing: Landing) -> None:
        self._draw("set_start" if landing.edge is Edge.START else "set_end", record_id, landing.offset)

    def _place(self, action: str) -> int | None:
        """Return the place at hand; where there is none in sight, say how to come by one."""
        place = self._window.source.caret
        if place is None:
            self._window.toast.say(self._window.keyboard.say(f"先在原文里点一下要划开的那一行，再按 {{{action}}}"))
        return place

    # Whole documents

    @Slot()
    def merge(self) -> None:
        """Make one document of this one and the next."""
        if self._flow.record is not None:
            self._draw("merge", self._flow.record.id)

    @Slot()
    def drop(self) -> None:
        """Take this one, which is no document, out of the queue."""
        if self._flow.record is not None:
            self._draw("drop", self._flow.record.id)

    def _draw(self, verb: str, record_id: int, *place: int) -> None:
        if self._window.fields.take_over():
            self._flow.do(_Drawing(verb, record_id, place))

    # Dropped ones

    @Slot()
    def show_dropped(self) -> None:
        """List what was dropped, to be taken in again."""
        desk, opened = self._flow.desk, self._flow.opened
        if desk is not None and opened is not None:
            self._flow.ask(desk.bounds.dropped, opened.summary.id).finished.connect(self._on_dropped_listed)

    @Slot(object)
    def _on_dropped_listed(self, records: tuple[Record, ...]) -> None:
        opened = self._flow.opened
        self.close_dialog()
        if not records or opened is None:
            self._window.toast.say("本期没有被排除的文件")
            return
        self._dialog = DroppedDialog(records, opened.text, self._window)
        self._dialog.readmitted.connect(self._on_dialog_readmitted)
        self._dialog.show()

    @Slot(int)
    def _on_dialog_readmitted(self, record_id: int) -> None:
        self._readmit(record_id)

    def _readmit(self, record_id: int) -> None:
        if self._window.fields.take_over():
            self._flow.do(_Drawing("readmit", record_id), follow=record_id)

    @Slot(object)
    def _on_flow_dropped_met(self, record: Record) -> None:
        """Show the text of what was dropped, and say how it comes back."""
        opened = self._flow.opened
        if opened is None or opened.summary.id != record.source_id:
            self._window.toast.say("这一件已排除；打开它所在的那一期，就能查看和恢复")
            return
        self._window.source.show_text_at(record.document.span)
        self._window.toast.say(f"这一件已排除（{record.dropped}），在列表里点右键可以恢复")

    @Slot()
    def close_dialog(self) -> None:
        """Close the list of what was dropped."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    # Menus

    @Slot(object, int)
    def _on_source_menu_opening(self, menu: QMenu, place: int) -> None:
        """Offer what can be done at a place that a person points at."""
        opened, record = self._flow.opened, self._flow.record
        if opened is None or record is None:
            return
        holder = opened.record_at(place)
        menu.addSeparator()
        self._name_line(menu, opened.text, place)
        for name, words in _HERE.items():
            about = holder if name == "split" else record.id
            number = self._number(about) if about is not None else None
            if number is not None:
                self._offer(menu, name, words.format(number)).setData((name, place))
        menu.triggered.connect(self._on_source_menu_triggered)
        self._offer_whole(menu, record.id)

    def _name_line(self, menu: QMenu, text: SourceText, place: int) -> None:
        """Say which line of the text is meant."""
        words = " ".join(text.slice(text.line_span(text.line_at(place))).split())
        if words:
            short = words if len(words) <= _LONGEST_LINE else f"{words[:_LONGEST_LINE]}…"
            menu.addAction(f"这一行：{safe_words(short).replace('&', '&&')}").setEnabled(False)

    @Slot(QAction)
    def _on_source_menu_triggered(self, action: QAction) -> None:
        match action.data():
            case ("split", int(place)):
                self._split(place)
            case ("start", int(place)):
                self._move("set_start", place)
            case ("end", int(place)):
                self._move("set_end", place)

    @Slot(object, int)
    def _on_queue_menu_opening(self, menu: QMenu, record_id: int) -> None:
        summary = self._window.queue.model.summary(record_id)
        if summary is not None and summary.dropped is not None:
            if self._flow.opened is not None and self._flow.opened.summary.id == summary.source_id:
                self._offer_acts(menu, record_id, {"readmit": "恢复这一件"})
            return
        number = self._number(record_id)
        if number is not None:
            self._offer_acts(menu, record_id, {"split": self._split_words(record_id, number)})
        self._offer_whole(menu, record_id)
        menu.addSeparator()
        menu.addAction(self._window.actions_by_name["readmit"])

    def _caret_in(self, record_id: int) -> int | None:
        """Return where the cursor is in a document, None where it is elsewhere or not to be seen."""
        place, opened = self._window.source.caret, self._flow.opened
        return place if place is not None and opened is not None and opened.record_at(place) == record_id else None

    def _split_words(self, record_id: int, number: int) -> str:
        if self._caret_in(record_id) is not None:
            return f"在光标所在的行拆分第 {number} 件"
        return f"拆分第 {number} 件…"

    def _offer_whole(self, menu: QMenu, record_id: int) -> None:
        """Offer what can be done with a whole document."""
        number = self._number(record_id)
        if number is not None:
            menu.addSeparator()
            merge, drop = f"第 {number} 件与下一件合并", f"排除第 {number} 件（不是公文）"
            self._offer_acts(menu, record_id, {"merge": merge, "drop": drop})

    def _offer_acts(self, menu: QMenu, record_id: int, words_by_name: dict[str, str]) -> None:
        for name, words in words_by_name.items():
            self._offer(menu, name, words).triggered.connect(partial(self._act, name, record_id))

    def _act(self, name: str, record_id: int, _checked: bool = False) -> None:
        """Do something with a document of the queue."""
        match name:
            case "readmit":
                self._readmit(record_id)
            case "split" if (place := self._caret_in(record_id)) is not None:
                self._draw("split", record_id, place)
            case "split":
                self._flow.go_to(record_id)
                self._window.toast.say("在原文里右键点要划开的那一行，选“在这里拆分”")
            case _:
                self._draw(name, record_id)

    def _number(self, record_id: int) -> int | None:
        """Return the number of a document of the open source."""
        return next((known.number for known in self._flow.queue if known.id == record_id), None)

    def _offer(self, menu: QMenu, name: str, words: str) -> QAction:
        keys = self._window.keyboard.words(name)
        action = QAction(f"{words}\t{keys}" if keys else words, menu)
        menu.addAction(action)
        return action
