"""The values to filter by, with their counts, in a sheet that opens below its button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.queue import (
    SELF,
    SWITCHES,
    Facet,
    FacetCounts,
    QueueFilter,
    folded,
    with_switch,
)
from desktop.review import listing_words
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.safe_words import safe_words

_SHOWN = 8
"""Values of a facet that are shown at once; others are found by typing."""

_WIDTH, _LONGEST_WORDS, _LEAST, _TALLEST = 320, 200, 300, 560
"""Pixels at 100 %."""


class FacetBox(QWidget):
    """The values of one facet as check boxes. Tells what is chosen."""

    chosen = Signal(object, object)

    def __init__(self, appearance: Appearance, facet: Facet) -> None:
        super().__init__()
        self._look, self._facet = appearance, facet
        self._counts: tuple[tuple[str, int], ...] = ()
        self._on: frozenset[str] = frozenset()
        self._boxes: list[QCheckBox] = []
        self._find = QLineEdit()
        self._find.setPlaceholderText(f"查找{listing_words.FACETS[facet]}")
        self._find.setAccessibleName(f"查找{listing_words.FACETS[facet]}")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._arrange)
        self._rest = plain_label(tone="muted", size="small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(4)
        self._column.addWidget(plain_label(listing_words.FACETS[facet], tone="muted", size="small"))
        self._column.addWidget(self._find)
        self._column.addWidget(self._rest)
        self.hide()

    @property
    def boxes(self) -> tuple[QCheckBox, ...]:
        """The check boxes that are shown."""
        return tuple(box for box in self._boxes if box.isVisibleTo(self))

    @property
    def finder(self) -> QLineEdit:
        """The line that finds values by typing."""
        return self._find

    def show_counts(self, counts: Sequence[tuple[str, int]], on: frozenset[str]) -> None:
        """Show the values with how many documents they would show; `on` are those asked for."""
        self._counts, self._on = tuple(counts), on
        self._find.setVisible(len(self._counts) > _SHOWN)
        self._arrange()
        self.setVisible(len(self._counts) > 1 or bool(on))

    @Slot()
    def _arrange(self) -> None:
        typed = folded(self._find.text()) if len(self._counts) > _SHOWN else ""
        found = [counted for counted in self._counts if typed in folded(self._words(counted[0]))]
        found.sort(key=self._is_off)
        listed = found[: max(_SHOWN, len(self._on) if not typed else 0)]
        while len(self._boxes) < len(listed):
            box = QCheckBox()
            box.clicked.connect(partial(self._on_box_clicked, len(self._boxes)))
            self._boxes.append(box)
            self._column.insertWidget(self._column.count() - 1, box)
        metrics = QFontMetrics(self._look.sans("body"))
        for number, box in enumerate(self._boxes):
            box.setVisible(number < len(listed))
            if number < len(listed):
                value, count = listed[number]
                words = safe_words(self._words(value))
                short = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, self._look.px(_LONGEST_WORDS))
                box.setText(f"{short.replace('&', '&&')}　{count:,}")
                box.setAccessibleName(f"{words}，{count} 件")
                box.setProperty("value", value)
                box.setChecked(value in self._on)
        left = len(found) - len(listed)
        said = f"还有 {left:,} 项，输入几个字查找" if left > 0 else "没有符合的" if not found else ""
        self._rest.setText(said)
        self._rest.setVisible(bool(said))

    def _words(self, value: str) -> str:
        return listing_words.value_words(self._facet, value)

    def _is_off(self, counted: tuple[str, int]) -> bool:
        return counted[0] not in self._on

    def _on_box_clicked(self, number: int) -> None:
        value, on = self._boxes[number].property("value"), self._boxes[number].isChecked()
        self.chosen.emit(self._facet, self._on | {value} if on else self._on - {value})


class FacetSheet(QFrame):
    """All facets, the switches, and a line to save the filter. Esc or a click beside closes it."""

    filter_changed = Signal(object)
    save_wanted = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAccessibleName("筛选")
        self._look = appearance
        self._filter = QueueFilter()
        self.boxes = {facet: FacetBox(appearance, facet) for facet in Facet}
        self.switches: dict[str, QCheckBox] = {}
        self.clear = QPushButton("清除筛选")
        self.clear.setProperty("kind", "quiet")
        self.clear.clicked.connect(self._on_clear_clicked)
        self.name = QLineEdit()
        self.name.setMaxLength(40)
        self.name.setPlaceholderText("给这组筛选起个名字")
        self.name.setAccessibleName("筛选的名字")
        self.save = QPushButton("保存")
        self.save.setProperty("kind", "quiet")
        self.name.textChanged.connect(self._tell_able)
        self.name.returnPressed.connect(self._on_save_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self._compose()

    def _compose(self) -> None:
        inside = QFrame()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        for facet, box in self.boxes.items():
            box.chosen.connect(self._on_box_chosen)
            column.addWidget(box)
            if facet is Facet.DISCLOSURE:
                self._add_switches(column)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        foot = QFrame()
        foot.setProperty("edge", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(6)
        row.addWidget(self.name, 1)
        row.addWidget(self.save)
        row.addWidget(self.clear)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(foot)

    def _add_switches(self, column: QVBoxLayout) -> None:
        column.addWidget(plain_label("审阅情况", tone="muted", size="small"))
        for name in (*SWITCHES, "changed_by"):
            box = self.switches[name] = QCheckBox(listing_words.SWITCHES[name])
            box.clicked.connect(partial(self._on_switch_clicked, name))
            column.addWidget(box)
        column.addSpacing(6)

    def show_filter(self, wish: QueueFilter) -> None:
        """Show what is asked for."""
        self._filter = wish
        for name, box in self.switches.items():
            box.setChecked(wish.changed_by == SELF if name == "changed_by" else getattr(wish, name))
        self.clear.setEnabled(wish.narrows)
        self._tell_able()

    def show_counts(self, counts: FacetCounts) -> None:
        """Show the values of a facet."""
        self.boxes[counts.facet].show_counts(counts.counts, self._filter.chosen(counts.facet))

    def open_below(self, button: QWidget) -> None:
        """Open below a button, inside the window."""
        window = button.window()
        below = button.mapToGlobal(QPoint(0, button.height() + 4))
        bottom = window.mapToGlobal(QPoint(0, window.height() - 12)).y()
        least = min(self._look.px(_LEAST), window.height() - 24)
        tall = min(self._look.px(_TALLEST), max(least, bottom - below.y()))
        self.setGeometry(below.x(), min(below.y(), bottom - tall), self._look.px(_WIDTH), tall)
        self.name.clear()
        self.show()
        self.switches["doubtful"].setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object, object)
    def _on_box_chosen(self, facet: Facet, values: frozenset[str]) -> None:
        self.filter_changed.emit(self._filter.choosing(facet, values))

    def _on_switch_clicked(self, name: str, on: bool) -> None:
        self.filter_changed.emit(with_switch(self._filter, name, on))

    @Slot()
    def _on_clear_clicked(self) -> None:
        self.filter_changed.emit(QueueFilter(self._filter.source_id))

    @Slot()
    def _tell_able(self) -> None:
        self.name.setEnabled(self._filter.narrows)
        self.save.setEnabled(self._filter.narrows and bool(self.name.text().strip()))

    @Slot()
    def _on_save_clicked(self) -> None:
        if self.save.isEnabled():
            self.save_wanted.emit(self.name.text().strip())
            self.close()
