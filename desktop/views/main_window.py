"""The window: its panes, menus and notices, put together. What they do is bound in `conductor` and `commands`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.record import SourceSummary
from desktop.tasks.lane import Lane
from desktop.tasks.page_lane import PageLane
from desktop.views.actions import FILE, VIEW
from desktop.views.boundaries import Boundaries
from desktop.views.bulk_commands import BulkCommands
from desktop.views.case_commands import CaseCommands
from desktop.views.case_panel import CasePanel
from desktop.views.checks_commands import ChecksCommands
from desktop.views.checks_panel import ChecksPanel
from desktop.views.chrome import Rail, StatusLine, TopBar
from desktop.views.commands import Commands
from desktop.views.conductor import Conductor
from desktop.views.decision_bar import DecisionBar
from desktop.views.duty_commands import DutyCommands
from desktop.views.field_commands import FieldCommands
from desktop.views.fields_pane import FieldsPane
from desktop.views.flow import Flow
from desktop.views.form_commands import FormCommands
from desktop.views.history_commands import HistoryCommands
from desktop.views.history_panel import HistoryPanel
from desktop.views.intake import Intake
from desktop.views.key_commands import KeyCommands
from desktop.views.key_hints import KeyHints
from desktop.views.keyboard import Keyboard
from desktop.views.menus import enable_record_actions, enable_source_actions, fill_menu_bar, make_actions
from desktop.views.office_commands import OfficeCommands
from desktop.views.opening import Opened
from desktop.views.palette_commands import PaletteCommands
from desktop.views.pane_widths import DRAWN, PaneWidths
from desktop.views.preview import Preview
from desktop.views.queue_commands import QueueCommands
from desktop.views.queue_feed import QueueFeed
from desktop.views.queue_pane import QueuePane
from desktop.views.reparse_commands import ReparseCommands
from desktop.views.side_pane import SidePane
from desktop.views.source_commands import SourceCommands
from desktop.views.source_pane import SourcePane
from desktop.views.store_fault import StoreFault
from desktop.views.table_commands import TableCommands
from desktop.views.tour import Tour
from desktop.views.welcome import Welcome
from desktop.widgets.appearance import SYSTEM, Appearance
from desktop.widgets.notices import Banner, ProgressCard, Toast
from desktop.widgets.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT

if TYPE_CHECKING:
    from desktop.review.desk import Desk

_MODES = {
    SYSTEM: "跟随系统",
    LIGHT: "浅色",
    DARK: "深色",
    CONTRAST_LIGHT: "高对比度（浅色）",
    CONTRAST_DARK: "高对比度（深色）",
}
_WELCOME, _REVIEW, _PREVIEW, _STORE_FAULT = range(4)


class MainWindow(QMainWindow):
    """The review desk. Works on nothing until a desk is attached."""

    reviewer_named = Signal(str)
    crashed = Signal(object)
    closed = Signal()

    def __init__(self, appearance: Appearance, lane: Lane, help_folder: Path, sample: Path | None) -> None:
        super().__init__()
        self.look = appearance
        self.help_folder, self.sample = help_folder, sample
        self.sources: tuple[SourceSummary, ...] = ()
        self.setWindowTitle("公报审校台")
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(960, 520)
        self.pages = PageLane(self)
        self.flow, self.intake = Flow(lane, self), Intake(lane, self)
        self.top_bar, self.rail, self.status = TopBar(appearance), Rail(appearance), StatusLine()
        self.banner = Banner(appearance)
        self.queue, self.source = QueuePane(appearance), SourcePane(appearance, self.pages)
        self.source.feed.passwords = self.intake.passwords
        self.fields, self.decision = FieldsPane(appearance), DecisionBar(appearance)
        self.side = SidePane()
        self.checks, self.history = ChecksPanel(appearance), HistoryPanel(appearance)
        self.case = CasePanel(appearance)
        self.welcome = Welcome(appearance, sample is not None)
        self.preview = Preview(appearance, self.pages)
        self.store_fault = StoreFault(appearance)
        self._pages = QStackedWidget()
        self._compose()
        self.toast = Toast(self._pages)
        self.progress = ProgressCard(appearance, self._pages)
        self.actions_by_name = make_actions(self)
        self.keyboard = Keyboard(self.actions_by_name, self)
        self._make_menus()
        self.commands = Commands(self)
        self._source_commands = SourceCommands(self)
        self._boundaries = Boundaries(self)
        self._field_commands = FieldCommands(self)
        self._reparse_commands = ReparseCommands(self)
        self._table_commands = TableCommands(self)
        self._checks_commands = ChecksCommands(self)
        self._history_commands = HistoryCommands(self)
        self.bulk_commands = BulkCommands(self)
        self.form_commands, self.duty_commands = FormCommands(self), DutyCommands(self)
        self._queue_feed = QueueFeed(self.queue, self.flow, self)
        self._queue_commands = QueueCommands(self)
        self._conductor = Conductor(self)
        self.case_commands = CaseCommands(self)
        self._key_hints = KeyHints(self)
        self.palette_commands = PaletteCommands(self)
        self.key_commands = KeyCommands(self)
        self.office_commands = OfficeCommands(self)
        self.tour = Tour(self, help_folder.parent / "tour.toml")
        self.show_source(None)

    def _compose(self) -> None:
        self.side.add_page("fields", "字段", self.fields)
        self.side.add_page("checks", "核对", self.checks)
        self.side.add_page("history", "历史", self.history)
        self.side.add_page("case", "认定", self.case)
        self.side.add_foot(self.decision)
        panes = self.panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        for pane, least, stretch in ((self.queue, 230, 0), (self.source, 300, 1), (self.side, 370, 0)):
            pane.setMinimumWidth(least)
            panes.addWidget(pane)
            panes.setStretchFactor(panes.count() - 1, stretch)
        panes.setSizes(list(DRAWN))
        PaneWidths(panes, self.look)
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(panes)
        self._pages.addWidget(self.preview)
        self._pages.addWidget(self.store_fault)
        self.rail.add_surface("审阅", "review")
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._pages, 1)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top_bar)
        outer.addWidget(self.banner)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(whole)

    def _make_menus(self) -> None:
        actions = self.actions_by_name
        menus = fill_menu_bar(self.top_bar.menus, actions)
        self._recent = menus[FILE].addMenu("最近")
        menus[FILE].insertMenu(actions["close"], self._recent)
        self._recent.triggered.connect(self._on_recent_triggered)
        modes = menus[VIEW].addMenu("外观")
        group = QActionGroup(self)
        for mode, words in _MODES.items():
            action = QAction(words, group)
            action.setCheckable(True)
            action.setChecked(mode == self.look.mode)
            action.setData(mode)
            modes.addAction(action)
        group.triggered.connect(self._on_mode_triggered)
        actions["sample"].setVisible(self.sample is not None)

    def attach(self, desk: Desk) -> None:
        """Begin to work on a store."""
        self.flow.attach(desk)
        self.intake.attach(desk)

    def open_files(self, files: Sequence[Path]) -> None:
        """Open files, and all files of folders; those that are not known are parsed first."""
        self.banner.hide()
        self.intake.take(files)

    def show_source(self, opened: Opened | None) -> None:
        """Show the panes of a source, or what to do next while there is none."""
        self.source.show_opened(opened)
        self._pages.setCurrentIndex(_WELCOME if opened is None else _REVIEW)
        self.top_bar.show_source(opened.heading if opened else "", opened.extent if opened else "")
        self.status.tell_place(opened.summary.name if opened else "")
        self.status.show_keys(opened is not None)
        self.actions_by_name["close"].setEnabled(opened is not None)
        enable_source_actions(self.actions_by_name, opened is not None, opened is not None and opened.text.is_laid_out)
        enable_record_actions(self.actions_by_name, False)
        self.setWindowTitle(f"{opened.heading} - 公报审校台" if opened else "公报审校台")

    def show_store_fault(self, error: BaseException | None, with_default: bool = False) -> None:
        """Say that the store cannot be opened and what can be done; None when it is open."""
        if error is None:
            self.show_source(None)
        else:
            self.store_fault.show_error(error, with_default)
            self._pages.setCurrentIndex(_STORE_FAULT)

    def show_preview(self) -> None:
        """Show the pages of the file that is being read."""
        self._pages.setCurrentIndex(_PREVIEW)

    def offer_sources(self, sources: tuple[SourceSummary, ...]) -> None:
        """Offer the sources of the store wherever one can be chosen."""
        self.sources = sources
        self.welcome.offer_sources(sources)
        self.top_bar.offer_sources(sources)
        self._recent.clear()
        for source in reversed(sources[-10:]):
            action = QAction((source.heading or source.name).replace("&", "&&"), self._recent)
            action.setData(source.id)
            self._recent.addAction(action)
        self._recent.setEnabled(bool(sources))
        self.actions_by_name["export"].setEnabled(bool(sources))

    @Slot(QAction)
    def _on_recent_triggered(self, action: QAction) -> None:
        if self.fields.take_over():
            self.flow.open_source(action.data())

    @Slot(QAction)
    def _on_mode_triggered(self, action: QAction) -> None:
        self.look.set_mode(action.data())

    # Files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event):
            event.acceptProposedAction()
            self.welcome.show_drop(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.welcome.show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.welcome.show_drop(False)
        files = _files_of(event)
        if files:
            event.acceptProposedAction()
            self.open_files(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.fields.take_over():
            event.ignore()
            return
        self.commands.close_dialogs()
        self.flow.stack.clear()  # while its listeners are alive: the stack's own end would tell them again
        self.closed.emit()
        self.flow.detach()
        super().closeEvent(event)


def _files_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
