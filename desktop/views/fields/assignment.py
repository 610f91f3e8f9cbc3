"""Values that are given to a field: text selected or dropped, another reading chosen, a place taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.errors import ValueRefused
from desktop.domain.fields import SPEC, Candidate
from desktop.domain.record import Record
from desktop.domain.text import SourceText, Span
from desktop.review import assigning
from desktop.review.assigning import Assigned
from desktop.widgets.span_drag import DraggedSpan

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_Rule = Callable[[Record, SourceText, str, Span], Assigned]


class Assignment(QObject):
    """Binds the source and the fields of a window: what is given to a field is set with its places, as one step."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        window.source.value_selected.connect(self._on_value_selected)
        window.source.further_selected.connect(self._on_further_selected)
        window.fields.span_dropped.connect(self._on_span_dropped)
        window.fields.candidate_chosen.connect(self._on_candidate_chosen)
        window.fields.place_removed.connect(self._on_place_removed)
        window.fields.places_shown.connect(window.source.show_places)

    def append_selection(self) -> None:
        """Add the selected text to the field at hand."""
        span, key = self._window.source.selection, self._window.fields.current
        if span is None:
            self._window.toast.say("先在原文里选中文字，再追加到字段")
        elif key is None:
            self._window.toast.say("先把光标放到要追加的字段，再在原文里选中文字")
        else:
            self._set(assigning.appended, key, span)

    def _set(self, rule: _Rule, key: str, span: Span) -> None:
        record, source = self._flow.record, self._window.source.source
        if record is None or source is None:
            return
        try:
            value, spans = rule(record, source, key, span)
        except ValueRefused as error:
            self._window.fields.focus_field(key)
            self._window.fields.refuse(error)
            return
        self._window.fields.row(key).revert()
        self._flow.correct(key, value, spans)
        self._window.source.view.select(None)
        self._window.fields.focus_field(key)

    @Slot(str, object, bool)
    def _on_value_selected(self, key: str, span: Span, adds: bool) -> None:
        self._set(assigning.appended if adds else assigning.assigned, key, span)

    @Slot(object)
    def _on_further_selected(self, span: Span) -> None:
        key = self._window.fields.current
        if key is None:
            self._window.toast.say("先把光标放到要追加的字段，再按住 Ctrl 选中文字")
            return
        self._set(assigning.appended, key, span)
        self._window.toast.say(f"已追加到“{SPEC[key].label}”")

    @Slot(str, object, bool)
    def _on_span_dropped(self, key: str, dropped: DraggedSpan, adds: bool) -> None:
        source = self._window.source.source
        if source is not None and source.sha256 == dropped.sha256 and dropped.span.end <= len(source.text):
            self._set(assigning.appended if adds else assigning.assigned, key, dropped.span)

    @Slot(str, object)
    def _on_candidate_chosen(self, key: str, candidate: Candidate) -> None:
        if self._flow.record is not None:
            self._flow.correct(key, *assigning.chosen(self._flow.record, key, candidate))

    @Slot(str, object)
    def _on_place_removed(self, key: str, place: Span) -> None:
        self._set(assigning.without, key, place)
