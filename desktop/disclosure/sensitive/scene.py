"""A text with its surroundings: what labels a place, and whose name stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.disclosure.sensitive import names
from desktop.disclosure.sensitive.folding import folded
from desktop.disclosure.sensitive.labels import Label, last_label
from desktop.disclosure.sensitive.tables import Row, Tables

_REACH = 48
"""Code points before a place in which its label may stand."""
_CLOSING = " :号码()（）\n"
_STOPS = "。；;"


@dataclass(slots=True)
class Scene:
    """A text as printed and in plain form (see `folded`), and its tables."""

    printed: str
    plain: str = field(init=False)
    tables: Tables = field(init=False)

    def __post_init__(self) -> None:
        self.plain = folded(self.printed)
        self.tables = Tables(self.plain)

    def label(self, at: int) -> Label | None:
        """Return what labels the place: a word before it, the head of its column, a cell to its left."""
        before = self.clause_before(at)
        left, tab, own = before.rpartition("\t")
        label = last_label(own)
        if label is not None or not tab:
            return label
        return self.label_above(at) or self._label_to_the_left(left, own)

    def _label_to_the_left(self, left: str, own: str) -> Label | None:
        """Return the label that a whole cell is, as in a form: 联系电话 | 0999-5550160."""
        label = last_label(left)
        if label is None or label.gap.strip(_CLOSING):
            return None
        return Label(label.kind, label.word, own)

    def label_above(self, at: int) -> Label | None:
        """Return the label at the head of the column, None outside of tables."""
        row = self.tables.row_at(at)
        return row.heads.get(row.column_of(at)) if row is not None else None

    def clause_before(self, at: int, reach: int = _REACH) -> str:
        """Return what stands before a place in the same sentence; in a table, in its cell and that to its left.

        One line break is passed over, that of a line which goes on.
        """
        window = self.plain[max(0, at - reach) : at]
        cut = max(window.rfind(stop) for stop in _STOPS)
        tab = window.rfind("\t")
        if tab >= 0:
            cut = max(cut, window.rfind("\t", 0, tab), window.rfind("\n", 0, tab))
        line = window.rfind("\n")
        if line >= 0:
            cut = max(cut, line if "\t" in window else window.rfind("\n", 0, line))
        return window[cut + 1 :]

    def around(self, start: int, end: int, reach: int) -> str:
        """Return the text around a place, within its row where it stands in a table."""
        row = self.tables.row_at(start)
        if row is not None:
            return "\t".join(row.cells)
        return self.plain[max(0, start - reach) : end + reach]

    def person(self, start: int, end: int) -> str | None:
        """Return the name of the person beside a place: before it, behind it, in its row; None where there is none."""
        row = self.tables.row_at(start)
        named = named_in(row) if row is not None else None
        if named is not None:
            return named
        return names.last_name(self.clause_before(start, 30)) or names.first_name(self.plain[end : end + 12])


def named_in(row: Row) -> str | None:
    """Return the name of the person whom a row of a table is about."""
    for _, cell, _ in row.under("name"):
        if names.is_listed(cell):
            return cell
    return next((cell.strip() for cell in row.cells if names.is_name(cell)), None)
