"""What the pictures of the window show: each scene puts the window into a state and says which part of it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.domain.record import RecordSummary, Status
from desktop.review.bulk import Replace
from desktop.views.pane_widths import DRAWN
from desktop.views.register.surface import RegisterSurface
from desktop.views.searching.search_feed import SearchFeed
from desktop.views.searching.surface import SearchSurface
from desktop.views.source.head import Mode

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

Settle: TypeAlias = Callable[[], None]
"""Let the window do all that it was asked for."""
Grab: TypeAlias = Callable[[], QPixmap]
"""Draw what a scene shows, in the theme in force."""

_TALL, _WIDE = 560, 346
"""Pixels: the height of a pane that a detail shows, and the width at which the queue holds all of its sheet."""
_BULK = QSize(940, 620)


def review(window: MainWindow, settle: Settle) -> Grab:
    """A document with a doubt, the cursor in it, its evidence in sight."""
    _go_to(window, settle, _is_doubtful, last=True)
    return window.grab


def difference(window: MainWindow, settle: Settle) -> Grab:
    """A field that was corrected: both values, with what differs."""
    _go_to(window, settle, _is_changed)
    key = window.flow.record.changed[0] if window.flow.record is not None and window.flow.record.changed else "title"
    window.fields.focus_field(key)
    window.queue.focus_list()
    settle()
    return _part_of(window.side, _TALL)


def history(window: MainWindow, settle: Settle) -> Grab:
    """Who did what to a document, and when."""
    _go_to(window, settle, _is_changed)
    window.side.show_page("history")
    settle()
    return _part_of(window.side, _TALL)


def filtered(window: MainWindow, settle: Settle) -> Grab:
    """The sheet with everything that the queue can be filtered by."""
    window.side.show_page("fields")
    window.panes.setSizes([_WIDE, DRAWN[1] + DRAWN[0] - _WIDE, DRAWN[2]])
    settle()
    tools = window.queue.tools
    tools.facets.click()
    settle()

    def grab() -> QPixmap:
        sheet = tools.sheet
        place = sheet.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
        pane = QRect(window.queue.mapTo(window, QPoint(0, 0)), window.queue.size())
        pane.setBottom(place.y() + sheet.height())
        whole = window.grab()
        with QPainter(whole) as painter:
            painter.drawPixmap(place, sheet.grab())
        return whole.copy(pane)

    return grab


def bulk(window: MainWindow, settle: Settle) -> Grab:
    """A replacement in many documents, before and after."""
    window.queue.tools.sheet.hide()
    window.panes.setSizes(list(DRAWN))
    pending = [row.id for row in window.flow.queue if row.status is Status.PENDING]
    dialog = window.bulk_commands.ask_for(pending, "列表里的全部")
    if dialog is None:
        return window.grab
    dialog.resize(_BULK)
    dialog.form.say(Replace("title", "云川市人民政府", "市政府"))
    settle()
    return dialog.grab


def tables(window: MainWindow, settle: Settle) -> Grab:
    """The table of a document, cell by cell."""
    window.bulk_commands.close_dialog()
    for row in window.flow.queue:
        _visit(window, settle, row.id)
        if window.flow.record is not None and window.flow.record.document.tables:
            break
    window.source.show_mode(Mode.TABLES)
    settle()
    return _part_of(window.source, _TALL)


def palette(window: MainWindow, settle: Settle) -> Grab:
    """The search, with documents, fields and commands."""
    window.source.show_mode(Mode.TEXT)
    window.palette_commands.toggle()
    window.palette_commands.palette.edit.setText("公开")
    settle()
    return window.palette_commands.palette.grab


def both(window: MainWindow, settle: Settle) -> Grab:
    """Text and page side by side, with the same evidence."""
    window.palette_commands.palette.close_up()
    paged = window.sample.with_suffix(".pdf") if window.sample is not None else None
    if paged is not None and paged.is_file():
        window.open_files([paged])
        settle()
        window.source.show_mode(Mode.BOTH)
    _go_to(window, settle, _is_doubtful)
    return window.grab


def redaction(window: MainWindow, settle: Settle) -> Grab:
    """The sensitive passages of a document, one of them removed."""
    window.source.show_mode(Mode.TEXT)
    window.side.show_page("redaction")
    for row in window.flow.queue:
        _visit(window, settle, row.id)
        if window.redaction.open_count:
            break
    window.redaction.setFocus()
    settle()
    return window.grab


def search(window: MainWindow, settle: Settle) -> Grab:
    """Words found in all documents of the store."""
    window.side.show_page("fields")
    window.surfaces.show("search")
    surface = window.findChild(SearchSurface)
    if surface is not None:
        feed = surface.findChild(SearchFeed)
        surface.words.setText("办法 通知")
        surface.ask()
        settle()
        while feed is not None and feed.busy:
            settle()
    return window.grab


def register(window: MainWindow, settle: Settle) -> Grab:
    """The register with what is approved, and with the catalogue that another sample issue prints."""
    samples = sorted(window.sample.parent.glob(f"*{window.sample.suffix}")) if window.sample is not None else []
    if samples[1:]:
        window.open_files(samples[1:])
        settle()
    window.surfaces.show("register")
    desk, surface = window.flow.desk, window.findChild(RegisterSurface)
    if desk is not None and surface is not None:
        for source in window.sources:
            window.flow.ask(desk.register.taking.take_in_catalogues, source.id)
        window.flow.ask(desk.register.taking.take_in_approved)
        settle()
        surface.ask()
        settle()
    return window.grab


SCENES: dict[str, Callable[[MainWindow, Settle], Grab]] = {
    "review": review,
    "difference": difference,
    "history": history,
    "filter": filtered,
    "bulk": bulk,
    "tables": tables,
    "palette": palette,
    "both": both,
    "redaction": redaction,
    "search": search,
    "register": register,
}
"""The scenes by the names of their pictures, in the order in which they are drawn."""


def _is_doubtful(row: RecordSummary) -> bool:
    return row.doubts > 0 and row.status is Status.PENDING


def _is_changed(row: RecordSummary) -> bool:
    return row.changed > 0


def _go_to(window: MainWindow, settle: Settle, wanted: Callable[[RecordSummary], bool], last: bool = False) -> None:
    """Show the first or the last document that is wanted; where there is none, the window stays."""
    found = [row.id for row in window.flow.queue if wanted(row)]
    if found:
        _visit(window, settle, found[-1 if last else 0])


def _visit(window: MainWindow, settle: Settle, record_id: int) -> None:
    window.flow.go_to(record_id)
    settle()


def _part_of(pane: QWidget, height: int) -> Grab:
    """Draw the upper part of a pane."""
    return lambda: pane.grab(QRect(0, 0, pane.width(), min(height, pane.height())))
