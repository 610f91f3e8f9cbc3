"""Imports as Python makes them, for all modules that are imported afterwards.

PySide6 puts an import of its own in place, which reads the source of every module that is imported anywhere, to know
whether it may ask for `from __feature__ import …`. Nothing here does, and a start reads hundreds of modules.
"""

from __future__ import annotations

import builtins

_PYTHONS = "__orig_import__"
"""Where PySide6 keeps Python's own import."""


def prefer_plain_imports() -> None:
    """Load PySide6, and import everything else without it. Raises ImportError where PySide6 cannot be loaded."""
    from PySide6 import QtCore  # noqa: F401  # the import of its own is in place from here on

    builtins.__import__ = getattr(builtins, _PYTHONS, builtins.__import__)
