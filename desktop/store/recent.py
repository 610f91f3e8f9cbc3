"""The values decoded last, kept so that the next verb on the same record need not decode again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """At most `limit` values that never change, by number; for several threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: OrderedDict[int, T] = OrderedDict()
        self._lock = Lock()

    def forget(self, number: int) -> None:
        """Drop the value of a number that has been written anew."""
        with self._lock:
            self._values.pop(number, None)

    def get(self, number: int, load: Callable[[], T]) -> T:
        """Return the value of a number, loaded when it is not kept."""
        with self._lock:
            if number in self._values:
                self._values.move_to_end(number)
                return self._values[number]
        value = load()
        with self._lock:
            self._values[number] = value
            if len(self._values) > self._limit:
                self._values.popitem(last=False)
        return value
