"""What stands below a value: the parser's value beside it, why it is doubtful, its places, and what can be done."""

from __future__ import annotations

from enum import Enum
from functools import cached_property

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.difference_label import DifferenceLabel
from desktop.widgets.field_face import FieldFace
from desktop.widgets.foot_lines import INSET, ActsLine, PlacesLine, line_of
from desktop.widgets.labels import plain_label


class _Line(Enum):
    """The lines, from top to bottom."""

    WAS = 1
    REASON = 2
    UNSEEN = 3
    PLACES = 4
    ACTS = 5


class FieldFoot(QWidget):
    """Shows what belongs to a FieldFace beside its value. All that it tells begins with the field's key.

    A line is made when there is something to show in it: most fields never have most of them.
    """

    confirm_wanted = Signal(str)
    restore_wanted = Signal(str)
    place_stepped = Signal(str, int)
    place_removed = Signal(str)

    def __init__(self, key: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._look = key, appearance
        self._lines: dict[_Line, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 2)
        self._column.setSpacing(2)

    def _put(self, line: _Line, part: QWidget) -> None:
        """Put a line at its place among those that are there."""
        self._column.insertWidget(sum(other.value < line.value for other in self._lines), part)
        self._lines[line] = part
        part.show()

    def _show(self, line: _Line, is_shown: bool) -> bool:
        """Show a line or hide it, and tell whether there is anything to be said in it, now or before."""
        if line in self._lines:
            self._lines[line].setVisible(is_shown)
        return is_shown or line in self._lines

    # The lines

    @cached_property
    def _was(self) -> DifferenceLabel:
        was = DifferenceLabel(self._look)
        holder = QWidget()
        line_of(plain_label("原识别", tone="muted", size="small"), was, holder=holder)
        self._put(_Line.WAS, holder)
        return was

    @cached_property
    def _reason(self) -> QLabel:
        return self._sentence(_Line.REASON, "warn")

    @cached_property
    def _unseen(self) -> QLabel:
        return self._sentence(_Line.UNSEEN, "muted")

    def _sentence(self, line: _Line, tone: str) -> QLabel:
        label = plain_label(tone=tone, size="small", wrap=True)
        label.setContentsMargins(INSET, 0, 0, 0)
        self._put(line, label)
        return label

    @cached_property
    def _places(self) -> PlacesLine:
        places = PlacesLine(self._look)
        places.stepped.connect(self._on_places_stepped)
        places.removed.connect(self._on_places_removed)
        self._put(_Line.PLACES, places)
        return places

    @cached_property
    def _acts(self) -> ActsLine:
        acts = ActsLine(self._look)
        acts.confirm_wanted.connect(self._on_acts_confirm_wanted)
        acts.restore_wanted.connect(self._on_acts_restore_wanted)
        self._put(_Line.ACTS, acts)
        return acts

    # What they say

    def show_face(self, face: FieldFace) -> None:
        """Show what a face says beside its value."""
        if self._show(_Line.WAS, bool(face.pieces)):
            self._was.show_pieces(face.pieces)
        if self._show(_Line.UNSEEN, bool(face.unseen)):
            self._unseen.setText(f"含看不见的字符：{face.unseen}")

    def say(self, sentence: str, refused: bool) -> None:
        """Say why a value is doubtful, or why what was typed cannot be one; nothing for ""."""
        if not self._show(_Line.REASON, bool(sentence)):
            return
        tone = "bad" if refused else "warn"
        if self._reason.property("tone") != tone:
            self._reason.setProperty("tone", tone)
            self._reason.style().unpolish(self._reason)
            self._reason.style().polish(self._reason)
        self._reason.setText(sentence)

    def show_place(self, place: int | None, count: int) -> None:
        """Say which place of evidence is looked at, None for all of them at once; nothing for fewer than two."""
        if self._show(_Line.PLACES, count > 1):
            self._places.show_place(place, count)

    def offer(self, confirm: bool, restore: bool, keys: str) -> None:
        """Offer what can be done, and say the keys for it."""
        if self._show(_Line.ACTS, confirm or restore or bool(keys)):
            self._acts.offer(confirm, restore, keys)

    @property
    def pieces_label(self) -> DifferenceLabel:
        """The parser's value beside a correction."""
        return self._was

    @property
    def sentence(self) -> str:
        """Why the value is doubtful or was refused."""
        return self._reason.text() if _Line.REASON in self._lines else ""

    @property
    def keys(self) -> str:
        """The keys that are said."""
        return self._acts.keys if _Line.ACTS in self._lines else ""

    @property
    def place_words(self) -> str:
        """Which place is looked at; "" where there are not several."""
        shown = _Line.PLACES in self._lines and not self._places.isHidden()
        return self._places.words if shown else ""

    @Slot()
    def _on_acts_confirm_wanted(self) -> None:
        self.confirm_wanted.emit(self._key)

    @Slot()
    def _on_acts_restore_wanted(self) -> None:
        self.restore_wanted.emit(self._key)

    @Slot(int)
    def _on_places_stepped(self, step: int) -> None:
        self.place_stepped.emit(self._key, step)

    @Slot()
    def _on_places_removed(self) -> None:
        self.place_removed.emit(self._key)
