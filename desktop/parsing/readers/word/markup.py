"""The names of WordprocessingML and the few ways its attributes are written (ISO/IEC 29500-1, clause 17)."""

from __future__ import annotations

from functools import cache
from typing import Any

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONS.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
"""The names of the strict form, and those of the transitional one that every program writes."""

FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = frozenset({"0", "false", "off"})


@cache
def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{MAIN}}}{name}"


_VALUE = w("val")


def child(element: Any, name: str) -> Any:
    """Return the first child of this name, None where it or the element is absent."""
    return next(element.iterchildren(w(name)), None) if element is not None else None


def value(element: Any, name: str) -> str | None:
    """Return the value of a child such as <w:numFmt w:val="decimal"/>."""
    found = child(element, name)
    return found.get(_VALUE) if found is not None else None


def is_on(element: Any, name: str) -> bool | None:
    """Tell whether a child switches its property on (<w:vanish/>) or off (w:val="0"); None where it is absent."""
    found = child(element, name)
    return None if found is None else found.get(_VALUE, "1") not in _OFF


def whole(written: str | None, default: int, most: int = 1_000_000) -> int:
    """Return a number from 0 to `most` as it is written in an attribute."""
    if written is None or not (written.isascii() and written.isdigit()) or len(written) > 9:
        return default
    return min(int(written), most)


def alternative(element: Any) -> Any:
    """Return what is shown of the alternatives for programs of different age, which all say the same."""
    found = element.find(CHOICE)
    return found if found is not None else element.find(FALLBACK)
