"""What is done after decisions in a window: due lists, publications recorded, the yearly figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from desktop.domain.record import Publication
from desktop.review.duties import PublishDuty, ReviewDuty
from desktop.review.evaluation import OfficeRow
from desktop.views.duties.dialog import DutiesDialog
from desktop.views.duties.statistics_dialog import StatisticsDialog

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.main_window import MainWindow

_Lists = tuple[tuple[PublishDuty, ...], tuple[ReviewDuty, ...]]


@dataclass(frozen=True, slots=True)
class _Publish:
    """A publication, for the desk to record in its turn."""

    record_id: int
    publication: Publication | None

    def __call__(self, desk: Desk) -> Done:
        return desk.duties.publish(self.record_id, self.publication)


@dataclass(frozen=True, slots=True)
class _KeepClosed:
    """A look back that leaves a document closed, for the desk to record in its turn."""

    record_id: int
    reason: str
    today: date

    def __call__(self, desk: Desk) -> Done:
        return desk.duties.keep_closed(self.record_id, self.reason, self.today)


@dataclass(frozen=True, slots=True)
class _AskForReview:
    """What brings a closed document on the list early, for the desk to record in its turn."""

    record_id: int
    kind: str
    note: str
    today: date

    def __call__(self, desk: Desk) -> Done:
        return desk.duties.ask_for_review(self.record_id, self.kind, self.note, self.today)


class DutyCommands(QObject):
    """Binds the due lists and the figures to the flow of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self.duties: DutiesDialog | None = None
        self.statistics: StatisticsDialog | None = None
        window.actions_by_name["duties"].triggered.connect(self.show_duties)
        window.actions_by_name["statistics"].triggered.connect(self.show_statistics)
        window.flow.touched.connect(self._on_touched)
        window.closing.connect(self.close_dialogs)

    @Slot()
    def show_duties(self) -> None:
        """Show what is to be published and to be looked at again."""
        if self._flow.desk is None:
            return
        dialog = DutiesDialog(self._window.look, date.today(), self._window)
        dialog.opened.connect(self._on_opened)
        dialog.published.connect(self._on_published)
        dialog.copied.connect(self._on_copied)
        dialog.kept_closed.connect(self._on_kept_closed)
        dialog.asked_for.connect(self._on_asked_for)
        _close(self.duties)
        self.duties = dialog
        dialog.show()
        self._ask_for_duties()

    @Slot(object)
    def _on_touched(self, _record_ids: object) -> None:
        if self.duties is not None and self.duties.isVisible():
            self._ask_for_duties()

    def _ask_for_duties(self) -> None:
        if self._flow.desk is not None and self.duties is not None:
            self._flow.ask(_lists, self._flow.desk).finished.connect(self._on_duties_found)

    @Slot(object)
    def _on_duties_found(self, lists: _Lists) -> None:
        if self.duties is not None:
            self.duties.show_duties(*lists)

    @Slot(int)
    def _on_opened(self, record_id: int) -> None:
        if self._window.fields.take_over():
            self._flow.visit(record_id)
            self._window.activateWindow()

    @Slot(int, object)
    def _on_published(self, record_id: int, publication: Publication | None) -> None:
        self._record(_Publish(record_id, publication))

    @Slot(int, str)
    def _on_kept_closed(self, record_id: int, reason: str) -> None:
        self._record(_KeepClosed(record_id, reason, date.today()))

    @Slot(int, str, str)
    def _on_asked_for(self, record_id: int, kind: str, note: str) -> None:
        self._record(_AskForReview(record_id, kind, note, date.today()))

    def _record(self, act: Callable[[Desk], Done]) -> None:
        if self._flow.opened is None:
            self._window.toast.say("先打开一期公报，再登记")
        else:
            self._flow.do(act)

    @Slot(str)
    def _on_copied(self, text: str) -> None:
        self._window.toast.say(f"已复制：{text}")

    @Slot()
    def show_statistics(self) -> None:
        """Show the figures of the drafting offices."""
        if self._flow.desk is not None:
            self._flow.ask(self._flow.desk.evaluation.years).finished.connect(self._on_years_found)

    @Slot(object)
    def _on_years_found(self, years: Sequence[int]) -> None:
        dialog = StatisticsDialog(self._window.look, years, self._window)
        dialog.year_wanted.connect(self._on_year_wanted)
        dialog.saving.connect(self._on_saving)
        _close(self.statistics)
        self.statistics = dialog
        dialog.show()
        self._on_year_wanted(None)

    @Slot(object)
    def _on_year_wanted(self, year: int | None) -> None:
        if self._flow.desk is not None:
            job = self._flow.ask(self._flow.desk.evaluation.rows, year)
            job.finished.connect(partial(self._on_rows_found, year))

    def _on_rows_found(self, year: int | None, rows: Sequence[OfficeRow]) -> None:
        if self.statistics is not None and self.statistics.year == year:
            self.statistics.show_rows(rows)

    @Slot(object, object)
    def _on_saving(self, path: Path, year: int | None) -> None:
        if self._flow.desk is not None:
            self._flow.ask(self._flow.desk.evaluation.export, path, year).finished.connect(self._on_saved)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._window.toast.say(f"已导出：{path.name}")

    @Slot()
    def close_dialogs(self) -> None:
        """Close what stands open beside the window."""
        _close(self.duties)
        _close(self.statistics)
        self.duties = self.statistics = None


def _lists(desk: Desk) -> _Lists:
    return desk.duties.to_publish(), desk.duties.to_review()


def _close(dialog: QDialog | None) -> None:
    if dialog is not None:
        dialog.close()
        dialog.deleteLater()
