"""The resources of an OFD document: fonts, pictures, colour spaces, drawing parameters, composed figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from desktop.parsing.readers.ofd.package import (
    Package,
    child,
    children,
    folder_of,
    is_true,
    local,
    number,
    numbers,
    text_of,
)

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1; what shines through is mixed with white."""

BLACK: Colour = (0.0, 0.0, 0.0)
_LONGEST_CHAIN = 16
_LINE = 0.353


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its name, and the part that it is embedded in, if any."""

    name: str
    bold: bool
    part: str | None


@dataclass(frozen=True, slots=True)
class Pen:
    """What an object is drawn with: colours, None for what is not drawn, and the width of lines in millimetres."""

    fill: Colour | None = BLACK
    stroke: Colour | None = BLACK
    width: float = _LINE


@dataclass(slots=True)
class Resources:
    """What the objects of a document refer to by number."""

    faces: dict[str, Face] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)

    def load(self, package: Package, name: str) -> None:
        """Add what a resource file lists."""
        root = package.root(name)
        folder = folder_of(name)
        base = (root.get("BaseLoc") or "").strip().strip("/")
        inside = f"{folder}/{base}" if folder and base and not root.get("BaseLoc").startswith("/") else base or folder
        for group in children(root):
            for entry in (group, *children(group)):
                self._add(package, (inside, folder), entry)

    def copied(self) -> Resources:
        """Return resources to which those of one page may be added."""
        return Resources(
            dict(self.faces), dict(self.pictures), dict(self.spaces), dict(self.params), dict(self.figures)
        )

    def _add(self, package: Package, folders: tuple[str, ...], entry: Any) -> None:
        key = entry.get("ID")
        if key is None:
            return
        match local(entry):
            case "Font":
                part = _located(package, folders, text_of(entry, "FontFile"))
                name = entry.get("FontName") or entry.get("FamilyName") or ""
                self.faces[key] = Face(name, is_true(entry.get("Bold"), False), part)
            case "MultiMedia":
                located = _located(package, folders, text_of(entry, "MediaFile"))
                if located is not None:
                    self.pictures[key] = located
            case "ColorSpace":
                self.spaces[key] = (entry.get("Type") or "").upper()
            case "DrawParam":
                self.params[key] = entry
            case "CompositeGraphicUnit" | "VectorG":
                self.figures[key] = entry

    def pen(self, element: Any, under: Pen) -> Pen:
        """Return what an element is drawn with: its drawing parameters, then what it says itself."""
        chain: list[Any] = []
        key = element.get("DrawParam")
        while key in self.params and len(chain) < _LONGEST_CHAIN:
            chain.append(self.params[key])
            key = self.params[key].get("Relative")
        pen = under
        for saying in (*reversed(chain), element):
            fill, stroke, width = child(saying, "FillColor"), child(saying, "StrokeColor"), saying.get("LineWidth")
            pen = replace(
                pen,
                fill=self._colour(fill) if fill is not None else pen.fill,
                stroke=self._colour(stroke) if stroke is not None else pen.stroke,
                width=number(width, pen.width),
            )
        alpha = number(element.get("Alpha"), 255.0) / 255
        return pen if alpha >= 1 else replace(pen, fill=_faded(pen.fill, alpha), stroke=_faded(pen.stroke, alpha))

    def _colour(self, element: Any) -> Colour | None:
        alpha = number(element.get("Alpha"), 255.0) / 255
        shaded = next((below for below in element.iterdescendants() if local(below) == "Color"), None)
        source = element if element.get("Value") or shaded is None else shaded
        return _faded(_rgb(source.get("Value"), self.spaces.get(element.get("ColorSpace") or "", "")), alpha)


def _located(package: Package, folders: tuple[str, ...], location: str | None) -> str | None:
    found = (package.find(folder, location) for folder in folders)
    return next((name for name in found if name is not None), None)


def _faded(colour: Colour | None, alpha: float) -> Colour | None:
    """Return a colour that shines through, as it looks on white; None for one that is not seen."""
    if colour is None or alpha <= 0:
        return None
    red, green, blue = (1 - min(alpha, 1.0) * (1 - share) for share in colour)
    return red, green, blue


def _rgb(value: str | None, space: str) -> Colour:
    parts = (value or "").split()
    shares = [int(part[1:], 16) if _is_hex(part) else (numbers(part) or [0.0])[0] for part in parts]
    shares = [min(max(share / 255, 0.0), 1.0) for share in shares]
    if space == "CMYK" or len(shares) == 4:
        cyan, magenta, yellow, key = (*shares, 0.0, 0.0, 0.0, 0.0)[:4]
        return ((1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key))
    if len(shares) == 1:
        return (shares[0], shares[0], shares[0])
    return (shares[0], shares[1], shares[2]) if len(shares) == 3 else BLACK


def _is_hex(part: str) -> bool:
    digits = part.removeprefix("#")
    return part != digits and bool(digits) and all(char in "0123456789abcdefABCDEF" for char in digits)
