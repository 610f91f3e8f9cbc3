"""The orders of columns of an office: kept in its store, so that everybody's lists look alike, and journalled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.export.columns import COLUMN

if TYPE_CHECKING:
    from desktop.domain.edits import Entry
    from desktop.review.desk import Desk

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """An order of columns under a name, by their keys; those that this version does not know are left out."""

    name: str
    keys: tuple[str, ...]


class Columns:
    """The verbs of the office on its orders of columns. None of them changes a record, so none is undone."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk

    def orders(self) -> tuple[ColumnOrder, ...]:
        """Return the saved orders by name."""
        known = self._desk.store.column_orders()
        return tuple(ColumnOrder(name, tuple(key for key in keys if key in COLUMN)) for name, keys in known.items())

    def named(self, name: str) -> ColumnOrder:
        """Return one order. Raises KeyError."""
        for order in self.orders():
            if order.name == name:
                return order
        raise KeyError(name)

    def save(self, name: str, keys: Sequence[str]) -> Entry | None:
        """Save an order; another one of this name gives way, None where it is this one already.

        Raises KeyError for a column that there is not, ValueError for a name or an order that says nothing, or that
        names a column twice.
        """
        name = " ".join(name.split())
        for key in keys:
            COLUMN[key]
        if not name or len(name) > LONGEST_NAME or not keys or len(set(keys)) != len(keys):
            raise ValueError(name)
        return self._desk.store.set_column_order(name, keys, self._desk.actor)

    def remove(self, name: str) -> Entry | None:
        """Remove an order. Raises KeyError for one that there is not."""
        self.named(name)
        return self._desk.store.set_column_order(name, None, self._desk.actor)


def keys_of(text: str) -> tuple[str, ...]:
    """Return the columns that a typed list names by their headings or keys.

    Raises KeyError with the first that there is not; ValueError where it names none, or one twice.
    """
    by_label = {column.label: column.key for column in COLUMN.values()}
    words = [word.strip() for word in re.split("[,，、;；]", text) if word.strip()]
    keys = tuple(by_label.get(word, word) for word in words)
    for key in keys:
        COLUMN[key]
    if not keys or len(set(keys)) != len(keys):
        raise ValueError(text)
    return keys
