"""What fills the frame of the window: panes, menus, commands. Loaded and made after the frame was painted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QSplitter

from desktop.tasks.page_lane import PageLane
from desktop.views import register, searching
from desktop.views.action_spec import FILE, VIEW
from desktop.views.bulk.commands import BulkCommands
from desktop.views.cases.commands import CaseCommands
from desktop.views.cases.panel import CasePanel
from desktop.views.checks.commands import ChecksCommands
from desktop.views.checks.panel import ChecksPanel
from desktop.views.commands import Commands
from desktop.views.conductor import Conductor
from desktop.views.decision_bar import DecisionBar
from desktop.views.duties.commands import DutyCommands
from desktop.views.exporting.form_commands import FormCommands
from desktop.views.fields.commands import FieldCommands
from desktop.views.fields.pane import FieldsPane
from desktop.views.flow import Flow
from desktop.views.guide.tour import Tour
from desktop.views.guide.welcome import Welcome
from desktop.views.history.commands import HistoryCommands
from desktop.views.history.panel import HistoryPanel
from desktop.views.keeping.backup_commands import BackupCommands
from desktop.views.keeping.exchange_commands import ExchangeCommands
from desktop.views.keeping.expunge_commands import ExpungeCommands
from desktop.views.keeping.store_fault import StoreFault
from desktop.views.keeping.unsaved import Unsaved
from desktop.views.keys.commands import KeyCommands
from desktop.views.keys.hints import KeyHints
from desktop.views.keys.keyboard import Keyboard
from desktop.views.keys.palette_commands import PaletteCommands
from desktop.views.menus import fill_menu_bar, make_actions
from desktop.views.office.commands import OfficeCommands
from desktop.views.pane_widths import DRAWN, PaneWidths
from desktop.views.queue.commands import QueueCommands
from desktop.views.queue.feed import QueueFeed
from desktop.views.queue.pane import QueuePane
from desktop.views.reading.intake import Intake
from desktop.views.reading.reparse_commands import ReparseCommands
from desktop.views.redacting.commands import RedactionCommands
from desktop.views.redacting.panel import RedactionPanel
from desktop.views.side_pane import SidePane
from desktop.views.source.boundaries import Boundaries
from desktop.views.source.commands import SourceCommands
from desktop.views.source.pane import SourcePane
from desktop.views.source.preview import Preview
from desktop.views.source.table_commands import TableCommands
from desktop.views.surface_commands import SurfaceCommands
from desktop.views.surfaces import Surfaces
from desktop.widgets.appearance import SYSTEM
from desktop.widgets.notices import ProgressCard, Toast
from desktop.widgets.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_MODES = {
    SYSTEM: "跟随系统",
    LIGHT: "浅色",
    DARK: "深色",
    CONTRAST_LIGHT: "高对比度（浅色）",
    CONTRAST_DARK: "高对比度（深色）",
}


def furnish(window: MainWindow) -> None:
    """Make everything that a window's frame holds, and bind it."""
    _make_panes(window)
    _place_panes(window)
    window.surfaces = Surfaces(window.rail, window.stack, window.review, window)
    window.surfaces.add("register", "台账", "register", partial(register.make, window))
    window.surfaces.add("search", "检索", "search", partial(searching.make, window))
    window.toast = Toast(window.stack)
    window.progress = ProgressCard(window.look, window.stack)
    window.actions_by_name = make_actions(window)
    window.keyboard = Keyboard(window.actions_by_name, window)
    _Menus(window)
    _make_commands(window)


def _make_panes(window: MainWindow) -> None:
    look = window.look
    window.pages = PageLane(window)
    window.flow, window.intake = Flow(window.lane, window), Intake(window.lane, window)
    window.queue, window.source = QueuePane(look), SourcePane(look, window.pages)
    window.source.feed.passwords = window.intake.passwords
    window.fields, window.decision = FieldsPane(look), DecisionBar(look)
    window.side = SidePane()
    window.checks, window.history = ChecksPanel(look), HistoryPanel(look)
    window.case, window.redaction = CasePanel(look), RedactionPanel(look)
    window.welcome = Welcome(look, window.sample is not None)
    window.preview = Preview(look, window.pages)
    window.store_fault = StoreFault(look)


def _place_panes(window: MainWindow) -> None:
    window.side.add_page("fields", "字段", window.fields)
    window.side.add_page("checks", "核对", window.checks)
    window.side.add_page("history", "历史", window.history)
    window.side.add_page("redaction", "删减", window.redaction)
    window.side.add_page("case", "认定", window.case)
    window.side.add_foot(window.decision)
    panes = window.panes = QSplitter(Qt.Orientation.Horizontal)
    panes.setHandleWidth(1)
    panes.setChildrenCollapsible(False)
    for pane, least, stretch in ((window.queue, 230, 0), (window.source, 300, 1), (window.side, 370, 0)):
        pane.setMinimumWidth(least)
        panes.addWidget(pane)
        panes.setStretchFactor(panes.count() - 1, stretch)
    panes.setSizes(list(DRAWN))
    PaneWidths(panes, window.look)
    for page in (window.welcome, panes, window.preview, window.store_fault):
        window.review.addWidget(page)


def _make_commands(window: MainWindow) -> None:
    window.commands = Commands(window)
    for subject in (
        SourceCommands,
        Boundaries,
        FieldCommands,
        ReparseCommands,
        TableCommands,
        ChecksCommands,
        HistoryCommands,
    ):
        subject(window)
    window.bulk_commands = BulkCommands(window)
    window.form_commands, window.duty_commands = FormCommands(window), DutyCommands(window)
    QueueFeed(window.queue, window.flow, window)
    QueueCommands(window)
    Conductor(window)
    window.case_commands = CaseCommands(window)
    window.backup_commands, window.unsaved = BackupCommands(window), Unsaved(window)
    ExpungeCommands(window)
    window.exchange_commands = ExchangeCommands(window)
    RedactionCommands(window, window.redaction)
    KeyHints(window)
    window.palette_commands = PaletteCommands(window)
    window.key_commands = KeyCommands(window)
    window.office_commands = OfficeCommands(window)
    SurfaceCommands(window)
    window.tour = Tour(window, window.help_folder.parent / "tour.toml")


class _Menus(QObject):
    """The menus of a window, those included whose entries are no actions of their own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        actions = window.actions_by_name
        menus = fill_menu_bar(window.top_bar.menus, actions)
        window.recent = menus[FILE].addMenu("最近")
        menus[FILE].insertMenu(actions["close"], window.recent)
        window.recent.triggered.connect(self._on_recent_triggered)
        modes = menus[VIEW].addMenu("外观")
        group = QActionGroup(self)
        for mode, words in _MODES.items():
            action = QAction(words, group)
            action.setCheckable(True)
            action.setChecked(mode == window.look.mode)
            action.setData(mode)
            modes.addAction(action)
        group.triggered.connect(self._on_mode_triggered)
        actions["sample"].setVisible(window.sample is not None)

    @Slot(QAction)
    def _on_recent_triggered(self, action: QAction) -> None:
        if self._window.fields.take_over():
            self._window.flow.open_source(action.data())

    @Slot(QAction)
    def _on_mode_triggered(self, action: QAction) -> None:
        self._window.look.set_mode(action.data())
