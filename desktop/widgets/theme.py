"""The visual system as values: colours, spacing, radii and type sizes by name. No Qt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

LIGHT, DARK = "light", "dark"
CONTRAST_LIGHT, CONTRAST_DARK = "contrast-light", "contrast-dark"
THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)

_AIR = 0.45
"""How much of the zoom reaches white space."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of tokens; `strong` is high contrast. Sizes are in logical pixels and grow with `zoom`."""

    name: str
    dark: bool
    strong: bool
    colors: Mapping[str, str]
    spaces: Mapping[str, int]
    radii: Mapping[str, int]
    types: Mapping[str, int]
    sans: tuple[str, ...]
    serif: tuple[str, ...]
    zoom: float = 1.0

    def color(self, token: str) -> str:
        """Return a colour as #RRGGBB."""
        return self.colors[token]

    def evidence(self, hue: str) -> str:
        """Return the colour behind evidence of a kind of field."""
        return self.colors[f"evidence-{hue}"]

    def edge(self, hue: str) -> str:
        """Return the colour of the line under evidence of a kind of field."""
        return self.colors[f"edge-{hue}"]

    def px(self, pixels: float) -> int:
        """Return a length of the drawn size as it is at this zoom."""
        return round(pixels * self.zoom)

    def room(self, pixels: float) -> int:
        """Return an empty length of the drawn size at this zoom: white space grows less than what it surrounds."""
        return round(pixels * (1 + (self.zoom - 1) * _AIR))

    def space(self, token: str) -> int:
        """Return a step of spacing: xs, s, m, l, xl."""
        return round(self.spaces[token] * self.zoom)

    def radius(self, token: str) -> int:
        """Return a corner radius: chip, field, card."""
        return self.radii[token]

    def type(self, token: str) -> int:
        """Return a type size: small, note, body, heading, display, document, document-title."""
        return round(self.types[token] * self.zoom)

    def zoomed(self, zoom: float) -> Theme:
        """Return the same theme at another text size."""
        return replace(self, zoom=zoom)


@cache
def load_theme(folder: Path, name: str) -> Theme:
    """Read a theme from <folder>/<name>.toml and the shared steps from <folder>/scale.toml; once."""
    tokens = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
    scale = tomllib.loads((folder / "scale.toml").read_text("utf-8"))
    return Theme(
        name=name,
        dark=tokens["dark"],
        strong=tokens["strong"],
        colors=tokens["colors"],
        spaces=scale["space"],
        radii=scale["radius"],
        types=scale["type"],
        sans=tuple(scale["fonts"]["sans"]),
        serif=tuple(scale["fonts"]["serif"]),
    )


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
