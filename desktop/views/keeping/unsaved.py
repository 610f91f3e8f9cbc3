"""Corrections that the store could not take: kept in the window and tried again until they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.errors import StoreError
from desktop.domain.fields import SPEC, Value
from desktop.domain.record import Record

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.views.main_window import MainWindow

SOONEST, LATEST = 3_000, 60_000
"""Milliseconds until a value is tried again; twice as long after each time that it could not be saved."""
Place = tuple[int, str]


class Unsaved(QObject):
    """Keeps values by record and field from when they are given until the store has them.

    A store that is locked, full or gone for a while costs nothing that was typed, wherever a person turns meanwhile.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self._given: dict[Place, Value] = {}
        self._kept: dict[Place, Value] = {}
        self._trying: tuple[Place, Value] | None = None
        self._told = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(SOONEST)
        self._again.timeout.connect(self._try)
        window.fields.field_corrected.connect(self._on_field_corrected)
        self._flow.record_changed.connect(self._on_record_changed)
        self._flow.saved.connect(self._on_saved)
        self._flow.failed.connect(self._on_failed)

    @property
    def count(self) -> int:
        """How many values are not saved."""
        return len(self._kept)

    def holds_back(self) -> bool:
        """Say what would be lost with the window, once; tell whether it should stay open for that."""
        if not self._kept or self._told:
            return False
        self._told = True
        names = "、".join(dict.fromkeys(SPEC[key].label for _, key in self._kept))
        self._window.banner.show_words(
            f"还有 {len(self._kept)} 处更正没有保存（{names}）。",
            "它们还在窗口里，能写入时会自动补存。",
            "请先排除上面的故障；再关闭一次窗口就会放弃它们。",
        )
        return True

    @Slot(str, object)
    def _on_field_corrected(self, key: str, value: Value) -> None:
        if self._flow.record is not None:
            place = (self._flow.record.id, key)
            self._kept.pop(place, None)
            self._given[place] = value

    @Slot(object)
    def _on_record_changed(self, record: Record) -> None:
        for place in [place for place in self._given if place[0] == record.id]:
            if record.value(place[1]) == self._given[place]:
                del self._given[place]

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Keep what was given: where the store fails, nothing says which of several verbs it was."""
        if isinstance(error, StoreError):
            self._kept |= self._given
        self._given.clear()
        if self._kept and not self._again.isActive():
            self._again.start()

    @Slot()
    def _on_saved(self) -> None:
        if self._kept and self._trying is None:
            self._again.start(0)

    @Slot()
    def _try(self) -> None:
        desk = self._flow.desk
        if desk is None or self._trying is not None or not self._kept:
            return
        self._trying = next(iter(self._kept.items()))
        job = self._flow.ask(_correct, desk, *self._trying)
        job.finished.connect(self._on_try_finished)
        job.failed.connect(self._on_try_failed)

    @Slot(object)
    def _on_try_finished(self, _: object) -> None:
        if self._trying is None:
            return
        (record_id, key), value = self._trying
        self._trying = None
        if self._kept.get((record_id, key)) == value:
            del self._kept[record_id, key]
        self._again.setInterval(SOONEST)
        self._told = False
        self._flow.touched.emit((record_id,))
        if self._flow.record is not None and self._flow.record.id == record_id:
            self._flow.go_to(record_id)
        if self._kept:
            self._again.start()
        else:
            self._window.banner.hide()
            self._window.toast.say("刚才没有保存的更正已补存")

    @Slot(object)
    def _on_try_failed(self, error: BaseException) -> None:
        """Try again later; what the rules refuse by now, such as a change of what was signed, is given up and told."""
        tried, self._trying = self._trying, None
        if tried is not None and not isinstance(error, StoreError):
            self._kept.pop(tried[0], None)
        self._again.start(min(self._again.interval() * 2, LATEST))


def _correct(desk: Desk, place: Place, value: Value) -> None:
    desk.correct(*place, value)
