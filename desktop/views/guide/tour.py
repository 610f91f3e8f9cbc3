"""The tour on the sample: a card goes through the window step by step, and on by itself when a step was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Record, Status
from desktop.views.guide.tour_steps import TourStep, load_steps
from desktop.views.reading.intake import Report
from desktop.views.reading.opening import Opened
from desktop.widgets.callout import Callout
from desktop.widgets.callout_place import Side

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_PAUSE_MS = 900
"""How long a person sees what a deed did before the next step is shown."""


class Tour(QObject):
    """Leads through a window. It only looks on: every deed is the person's own, kept and undone like any other.

    `settled` tells that the tour need not be offered again: it was taken, ended or declined.
    """

    settled = Signal()

    def __init__(self, window: MainWindow, words: Path) -> None:
        super().__init__(window)
        self._window, self._file = window, words
        self._steps: tuple[TourStep, ...] = ()
        self._at = -1
        self._wanted = self._offered = False
        self._before: Record | None = None
        self.pause_ms = _PAUSE_MS
        self._goes_on = QTimer(self)
        self._goes_on.setSingleShot(True)
        self._goes_on.timeout.connect(self.next)
        self.callout = Callout(window.look, window)
        self.callout.next_wanted.connect(self.next)
        self.callout.back_wanted.connect(self.back)
        self.callout.end_wanted.connect(self.end)
        self._bind()

    def _bind(self) -> None:
        window, actions = self._window, self._window.actions_by_name
        actions["tour"].triggered.connect(self.start)
        actions["tour"].setVisible(window.sample is not None)
        window.welcome.tour_wanted.connect(self.start)
        window.welcome.tour_declined.connect(self._on_welcome_tour_declined)
        window.keyboard.changed.connect(self._on_keyboard_changed)
        window.intake.ended.connect(self._on_intake_ended)
        window.flow.source_opened.connect(self._on_source_opened)
        window.flow.record_shown.connect(self._on_record_shown)
        window.flow.record_changed.connect(self._on_record_changed)
        window.source.clicked.connect(self._on_source_clicked)
        window.fields.field_reached.connect(self._on_field_reached)
        window.fields.field_confirmed.connect(self._on_field_settled)
        window.fields.field_corrected.connect(self._on_field_settled)
        window.decision.marked.connect(self._on_marked)
        actions["export"].triggered.connect(self._on_export_triggered)
        for name in ("palette", "help", "cheat_sheet"):
            actions[name].triggered.connect(self._on_search_wanted)
        window.top_bar.search.clicked.connect(self._on_search_wanted)
        window.closing.connect(self._goes_on.stop)

    def offer(self, offered: bool) -> None:
        """Offer the tour on the welcome page as long as nothing was ever opened, or never."""
        self._offered = offered
        self._window.welcome.offer_tour(offered and self._window.sample is not None)

    @property
    def step(self) -> str:
        """The name of the step at hand; empty while there is no tour."""
        return self._steps[self._at].name if self.running else ""

    @property
    def running(self) -> bool:
        """Tell whether a step is shown."""
        return self._at >= 0

    @Slot()
    def start(self) -> None:
        """Open the sample and begin with the first step."""
        window = self._window
        if window.sample is None or not window.fields.take_over():
            return
        self._steps = self._steps or load_steps(self._file)
        self._put_away()
        self._wanted = True
        window.open_files([window.sample])

    @Slot()
    def next(self) -> None:
        """Go to the next step; behind the last one the tour is over."""
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self._put_away()
            self._window.toast.say("看完了，可以开始了；“帮助”菜单里随时可以再看一遍")

    @Slot()
    def back(self) -> None:
        """Go back a step."""
        if self._at > 0:
            self._show(self._at - 1)

    @Slot()
    def end(self) -> None:
        """End the tour before its last step."""
        if self.running:
            self._put_away()
            self._window.toast.say("“帮助”菜单里随时可以再看一遍")

    def _put_away(self) -> None:
        self._goes_on.stop()
        self._at, self._wanted = -1, False
        had_keys = self.callout.hasFocus() or any(button.hasFocus() for button in self.callout.findChildren(QWidget))
        self.callout.put_away()
        if had_keys:
            self._window.queue.focus_list()

    def _show(self, at: int) -> None:
        """Show a step, with the keyboard where the step needs it."""
        self._goes_on.stop()
        self._at, self._before = at, self._window.flow.record
        if self.step == "accept":
            self._go_to_doubt()
        self._say()
        self._point()
        if self.step != "accept":
            self.callout.next.setFocus()

    def _say(self) -> None:
        step, say = self._steps[self._at], self._window.keyboard.say
        self.callout.show_words(self._at + 1, len(self._steps), step.title, say(step.text), say(step.ask))

    def _point(self) -> None:
        step = self._steps[self._at]
        target, part = self._part_named(step.at)
        self.callout.point_at(target, part, (Side(step.side),))

    def _part_named(self, name: str) -> tuple[QWidget, QRect | None]:
        """Return the widget that a step is about, and which part of it."""
        window = self._window
        if name == "file_menu":
            menus = window.top_bar.menus
            return menus, menus.actionGeometry(menus.actions()[0])
        if name == "field":
            key = window.fields.current
            return (window.fields.row(key) if key is not None else window.fields), None
        parts: dict[str, QWidget] = {
            "queue": window.queue.view,
            "source": window.source,
            "side": window.fields,
            "disclosure": window.decision.marking,
            "decision": window.decision,
            "search": window.top_bar.search,
        }
        return parts[name], None

    def _go_to_doubt(self) -> None:
        """Put the cursor into a doubtful field; where this document has none, go to one that has."""
        window, record = self._window, self._window.flow.record
        window.side.show_page("fields")
        if record is not None and record.status is Status.PENDING and window.fields.focus_next_doubt():
            return
        doubtful = next((row for row in window.flow.queue if row.doubts and row.status is Status.PENDING), None)
        if doubtful is not None:
            window.flow.go_to(doubtful.id)
        else:
            window.fields.focus_field("title")

    def _did(self, step: str) -> None:
        """Go on, in a moment, if this was what the step at hand asks for."""
        if self.step == step and not self._goes_on.isActive():
            self.callout.praise()
            self._goes_on.start(self.pause_ms)

    # What happens in the window

    @Slot()
    def _on_welcome_tour_declined(self) -> None:
        self._settle()

    def _settle(self) -> None:
        self.offer(False)
        self.settled.emit()

    @Slot()
    def _on_keyboard_changed(self) -> None:
        if self.running:
            self._say()

    @Slot(object)
    def _on_intake_ended(self, report: Report) -> None:
        if not report.arrived:
            self._wanted = False

    @Slot(object)
    def _on_source_opened(self, opened: Opened | None) -> None:
        if opened is None and self.running:
            self._put_away()
        elif self._offered and not self._wanted and self._shows_sample(opened):
            self._offered = False
            self._window.toast.say("第一次用？“帮助”菜单里的“看一遍怎么用”带您走一圈")

    def _shows_sample(self, opened: Opened | None) -> bool:
        sample = self._window.sample
        return opened is not None and sample is not None and opened.summary.name == sample.name

    @Slot(object)
    def _on_record_shown(self, record: Record) -> None:
        if self._wanted and self._shows_sample(self._window.flow.opened):
            self._wanted = False
            self._settle()
            self._show(0)
        elif self.step == "accept":
            self._point()
        elif self._before is not None and record.id != self._before.id:
            self._did("queue")
            if self._before.status is Status.APPROVED:
                self._did("approve")

    @Slot(object)
    def _on_record_changed(self, record: Record) -> None:
        if record.status is Status.APPROVED:
            self._did("approve")

    @Slot(int)
    def _on_source_clicked(self, _offset: int) -> None:
        self._did("source")

    @Slot(str)
    def _on_field_reached(self, _key: str) -> None:
        self._did("fields")
        if self.step == "accept" and not self._goes_on.isActive():
            self._point()

    @Slot(str)
    def _on_field_settled(self, _key: str) -> None:
        self._did("accept")

    @Slot(object)
    def _on_marked(self, disclosure: Disclosure | None) -> None:
        if disclosure is not None:
            self._did("mark")

    @Slot()
    def _on_export_triggered(self) -> None:
        self._did("export")

    @Slot()
    def _on_search_wanted(self) -> None:
        self._did("find")
