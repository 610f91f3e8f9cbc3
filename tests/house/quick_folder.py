"""Where the tests of a run write."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

MEMORY = Path("/dev/shm")
NEEDED = 3 << 30
"""Bytes that must be free in memory for what the tests write."""


@contextlib.contextmanager
def quick_folder() -> Iterator[str]:
    """Give a folder that is removed afterwards: in memory where there is plenty, so that no test waits for the disk."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= NEEDED
    with tempfile.TemporaryDirectory(prefix="gongbao-desk-", dir=MEMORY if roomy else None) as folder:
        yield folder
