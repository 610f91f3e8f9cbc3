"""Which fonts the window and the document are set in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase

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
    """Load the Chinese font that PyMuPDF carries, once, and return its family."""
    if "china-s" not in _loaded:
        import pymupdf

        carried = pymupdf.Font("china-s")  # type: ignore[no-untyped-call]  # no types are shipped
        number = QFontDatabase.addApplicationFontFromData(carried.buffer)
        _loaded["china-s"] = QFontDatabase.applicationFontFamilies(number)[0]
    return _loaded["china-s"]


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
