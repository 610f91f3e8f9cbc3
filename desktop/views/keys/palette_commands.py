"""What the search offers in a window, and what happens with what a person took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.record import RecordSummary, SourceSummary
from desktop.views.actions import ACTIONS, SPEC_BY_NAME
from desktop.views.keys.palette import Palette
from desktop.views.keys.palette_ranking import Entry, Kind
from desktop.views.menus import why_not

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_COMMAND, _DOCUMENT, _SOURCE = "command:", "document:", "source:"
_LATEST = 20


class PaletteCommands(QObject):
    """Opens the search of a window over its actions, the documents of its source, and the sources of its store."""

    page_wanted = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.palette = Palette(window.look, window)
        self.palette.taken.connect(self._on_palette_taken)
        self.palette.help_wanted.connect(self._on_help_wanted)
        window.actions_by_name["palette"].triggered.connect(self.toggle)
        window.top_bar.search.clicked.connect(self.toggle)
        window.keyboard.changed.connect(self._on_keyboard_changed)
        self._on_keyboard_changed()

    @Slot()
    def toggle(self) -> None:
        """Open the search, or close it."""
        if self.palette.isHidden():
            self.palette.open(self.entries(), self._window.actions_by_name["palette"].shortcuts())
        else:
            self.palette.close_up()

    def entries(self) -> list[Entry]:
        """Return all that can be found now."""
        opened = self._window.flow.opened
        here = opened.summary.id if opened is not None else None
        sources = [source for source in self._window.sources[-_LATEST:] if source.id != here]
        return [
            *self._actions(),
            *map(_document, self._window.flow.queue),
            *map(_source, reversed(sources)),
        ]

    def _actions(self) -> list[Entry]:
        opened = self._window.flow.opened
        laid_out = opened is not None and opened.text.is_laid_out
        reviewing = self._window.flow.record is not None
        entries = []
        for spec in ACTIONS:
            action = self._window.actions_by_name[spec.name]
            if spec.name == "palette" or not action.isVisible():
                continue
            why = "" if action.isEnabled() else why_not(spec, opened is not None, laid_out, reviewing)
            kind = Kind.FIELD if spec.name.startswith("field-") else Kind.COMMAND
            keys = "　".join(self._window.keyboard.all_words(spec.name))
            entries.append(Entry(kind, f"{_COMMAND}{spec.name}", spec.text, keys=keys, why=why))
        return entries

    @Slot(object)
    def _on_palette_taken(self, entry: Entry) -> None:
        kind, _, name = entry.key.partition(":")
        window = self._window
        if f"{kind}:" == _COMMAND:
            window.actions_by_name[name].trigger()
        elif window.fields.take_over():
            go = window.flow.go_to if f"{kind}:" == _DOCUMENT else window.flow.open_source
            go(int(name))

    @Slot(object)
    def _on_help_wanted(self, entry: Entry) -> None:
        kind, _, name = entry.key.partition(":")
        page = SPEC_BY_NAME[name].help if f"{kind}:" == _COMMAND else "queue"
        self.palette.close_up()
        self.page_wanted.emit(page)

    @Slot()
    def _on_keyboard_changed(self) -> None:
        self._window.top_bar.search.show_keys(self._window.keyboard.words("palette"))


def _document(summary: RecordSummary) -> Entry:
    aside = "　".join(part for part in (summary.doc_number, f"第 {summary.number} 件") if part)
    return Entry(Kind.DOCUMENT, f"{_DOCUMENT}{summary.id}", summary.title or "（无标题）", aside)


def _source(source: SourceSummary) -> Entry:
    aside = source.name if source.heading else ""
    return Entry(Kind.SOURCE, f"{_SOURCE}{source.id}", source.heading or source.name, aside)
