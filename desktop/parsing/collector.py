"""The cyclic garbage collector, left alone while a text is parsed.

Parsing makes many values that live on and no cycles; the collector would look over all of them again and again, and the
cost of a long text would grow faster than its length.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Keep the collector off inside the block; as it was before, afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
