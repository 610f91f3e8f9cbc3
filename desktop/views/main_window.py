"""The window: first its frame, which is there at once, then its panes and commands (`furnishing`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.tasks.lane import Lane
from desktop.views.chrome import Rail, StatusLine, TopBar
from desktop.widgets.appearance import Appearance
from desktop.widgets.dropped_files import files_of
from desktop.widgets.notices import Banner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QSplitter

    from desktop.domain.record import SourceSummary
    from desktop.review.desk import Desk
    from desktop.tasks.page_lane import PageLane
    from desktop.views.bulk.commands import BulkCommands
    from desktop.views.cases.commands import CaseCommands
    from desktop.views.cases.panel import CasePanel
    from desktop.views.checks.panel import ChecksPanel
    from desktop.views.commands import Commands
    from desktop.views.decision_bar import DecisionBar
    from desktop.views.duties.commands import DutyCommands
    from desktop.views.exporting.form_commands import FormCommands
    from desktop.views.fields.pane import FieldsPane
    from desktop.views.flow import Flow
    from desktop.views.guide.tour import Tour
    from desktop.views.guide.welcome import Welcome
    from desktop.views.history.panel import HistoryPanel
    from desktop.views.keeping.backup_commands import BackupCommands
    from desktop.views.keeping.exchange_commands import ExchangeCommands
    from desktop.views.keeping.store_fault import StoreFault
    from desktop.views.keeping.unsaved import Unsaved
    from desktop.views.keys.commands import KeyCommands
    from desktop.views.keys.keyboard import Keyboard
    from desktop.views.keys.palette_commands import PaletteCommands
    from desktop.views.office.commands import OfficeCommands
    from desktop.views.queue.pane import QueuePane
    from desktop.views.reading.intake import Intake
    from desktop.views.reading.opening import Opened
    from desktop.views.redacting.panel import RedactionPanel
    from desktop.views.side_pane import SidePane
    from desktop.views.source.pane import SourcePane
    from desktop.views.source.preview import Preview
    from desktop.views.surfaces import Surfaces
    from desktop.widgets.notices import ProgressCard, Toast


class MainWindow(QMainWindow):
    """The review desk: a frame that is painted at once, furnished after. Works on nothing until a desk is attached."""

    reviewer_named = Signal(str)
    crashed = Signal(object)
    closing = Signal()
    """The window goes: its parts finish, while the store is open still."""
    closed = Signal()
    """All parts have finished."""
    seen = Signal()
    """The frame was painted for the first time."""

    # What `furnish` makes.
    pages: PageLane
    flow: Flow
    intake: Intake
    queue: QueuePane
    source: SourcePane
    fields: FieldsPane
    decision: DecisionBar
    side: SidePane
    checks: ChecksPanel
    history: HistoryPanel
    case: CasePanel
    redaction: RedactionPanel
    panes: QSplitter
    welcome: Welcome
    preview: Preview
    store_fault: StoreFault
    toast: Toast
    progress: ProgressCard
    surfaces: Surfaces
    actions_by_name: dict[str, QAction]
    recent: QMenu
    keyboard: Keyboard
    commands: Commands
    backup_commands: BackupCommands
    bulk_commands: BulkCommands
    exchange_commands: ExchangeCommands
    form_commands: FormCommands
    duty_commands: DutyCommands
    case_commands: CaseCommands
    palette_commands: PaletteCommands
    key_commands: KeyCommands
    office_commands: OfficeCommands
    tour: Tour
    unsaved: Unsaved

    def __init__(self, appearance: Appearance, lane: Lane, help_folder: Path, sample: Path | None) -> None:
        """Make the frame; `furnish` makes the rest."""
        super().__init__()
        self.look, self.lane = appearance, lane
        self.help_folder, self.sample = help_folder, sample
        self.sources: tuple[SourceSummary, ...] = ()
        self._seen = self._furnished = False
        self.setWindowTitle("公报审校台")
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(960, 520)
        self.top_bar, self.rail, self.status = TopBar(appearance), Rail(appearance), StatusLine()
        self.banner = Banner(appearance)
        self.stack = QStackedWidget()
        self.review = QStackedWidget()
        self.stack.addWidget(self.review)
        self._compose()

    def _compose(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top_bar)
        outer.addWidget(self.banner)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(whole)

    def furnish(self) -> None:
        """Make the panes, menus and commands. Their modules are loaded here: the frame does not wait for them."""
        from desktop.views.furnishing import furnish

        furnish(self)
        self._furnished = True
        self.show_source(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.seen.emit)

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
        from desktop.views.menus import enable_record_actions, enable_source_actions

        self.review.setCurrentWidget(self.welcome if opened is None else self.panes)
        self.source.show_opened(opened)
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
            self.review.setCurrentWidget(self.store_fault)

    def show_preview(self) -> None:
        """Show the pages of the file that is being read."""
        self.review.setCurrentWidget(self.preview)

    def offer_sources(self, sources: tuple[SourceSummary, ...]) -> None:
        """Offer the sources of the store wherever one can be chosen."""
        self.sources = sources
        self.welcome.offer_sources(sources)
        self.top_bar.offer_sources(sources)
        self.recent.clear()
        for source in reversed(sources[-10:]):
            action = QAction((source.heading or source.name).replace("&", "&&"), self.recent)
            action.setData(source.id)
            self.recent.addAction(action)
        self.recent.setEnabled(bool(sources))
        self.actions_by_name["export"].setEnabled(bool(sources))

    # Files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event):
            event.acceptProposedAction()
            self._show_drop(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_drop(False)

    def _show_drop(self, shown: bool) -> None:
        if self._furnished:
            self.welcome.show_drop(shown)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(False)
        files = files_of(event)
        if files and self._furnished:
            event.acceptProposedAction()
            self.open_files(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._furnished:
            self.closed.emit()
            super().closeEvent(event)
            return
        if not self.fields.take_over() or self.unsaved.holds_back():
            event.ignore()
            return
        self.commands.close_dialogs()
        self.flow.stack.clear()  # while its listeners are alive: the stack's own end would tell them again
        self.closing.emit()
        self.closed.emit()
        self.flow.detach()
        super().closeEvent(event)
