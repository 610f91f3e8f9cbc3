"""Which fonts the window and the document are set in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from PySide6.QtGui import QFont, QFontDatabase

from desktop import paths
from desktop.widgets.theme import Theme

_loaded: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Faces:
    """The families in use: `sans` for the interface, `serif` for the document."""

    sans: str
    serif: str


def choose_faces(theme: Theme, installed: Iterable[str], fallback: str | None = None) -> Faces | None:
    """Return the first installed family of each kind; one kind stands in for the other, `fallback` for both.

    None when there is no Chinese font at all.
    """
    present = set(installed)
    sans = next((name for name in theme.sans if name in present), None)
    serif = next((name for name in theme.serif if name in present), None)
    first, second = sans or serif or fallback, serif or sans or fallback
    return Faces(first, second) if first is not None and second is not None else None


def bundled_face() -> str:
    """Load the Chinese font that PyMuPDF carries, once, and return its family.

    A copy is kept in the user's cache: loading PyMuPDF for it would take most of the time until the window is there.
    """
    if "china-s" not in _loaded:
        from importlib.metadata import version  # slow to load, and seldom wanted

        copy = paths.user_cache() / f"china-s-{version('PyMuPDF')}.ttf"
        number = QFontDatabase.addApplicationFont(str(copy)) if copy.is_file() else -1
        if number < 0:
            carried = _carried_font()
            _keep(carried, copy)
            number = QFontDatabase.addApplicationFontFromData(carried)
        _loaded["china-s"] = QFontDatabase.applicationFontFamilies(number)[0]
    return _loaded["china-s"]


def _carried_font() -> bytes:
    import pymupdf

    font = pymupdf.Font("china-s")  # type: ignore[no-untyped-call]  # no types are shipped
    return bytes(font.buffer)


def _keep(data: bytes, copy: Path) -> None:
    """Keep a copy for the next start, whole or not at all; a folder that cannot be written costs only time."""
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=copy.parent, prefix=".font-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(copy)
    except OSError:
        return


def faces(theme: Theme, bundled_only: bool = False) -> Faces:
    """Return the families to use here; the bundled font where the system has none."""
    found = None if bundled_only else choose_faces(theme, QFontDatabase.families())
    return found or Faces(bundled_face(), bundled_face())


def font(family: str, pixels: int, bold: bool = False, strike: bool = False) -> QFont:
    """Return a font of a size in logical pixels."""
    made = QFont()
    made.setFamilies([family, "Segoe UI Symbol", "DejaVu Sans"])
    made.setPixelSize(max(1, pixels))
    made.setBold(bold)
    made.setStrikeOut(strike)
    return made
