"""A theme as a Qt palette, and the roles in which words are told apart."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop.widgets.theme import Theme

_Role = QPalette.ColorRole
_TOKENS = {
    _Role.Window: "bg",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "sunken",
    _Role.Text: "text",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.Highlight: "selection",
    _Role.HighlightedText: "text",
    _Role.ToolTipBase: "surface",
    _Role.ToolTipText: "text",
    _Role.Mid: "line",
    _Role.Dark: "line-strong",
    _Role.Light: "surface",
    _Role.PlaceholderText: "muted",
    _Role.Link: "accent",
    _Role.Accent: "accent",
    _Role.LinkVisited: "ok",
    _Role.Midlight: "warn",
    _Role.Shadow: "bad",
    _Role.BrightText: "on-accent",
}
TONES = {
    "muted": _Role.PlaceholderText,
    "accent": _Role.Link,
    "ok": _Role.LinkVisited,
    "warn": _Role.Midlight,
    "bad": _Role.Shadow,
    "on-accent": _Role.BrightText,
    "inverse": _Role.Base,
}
"""The roles of a label's tones: a change of the theme reaches them with the palette alone."""


def palette_of(theme: Theme) -> QPalette:
    """Return a theme's colours as a palette."""
    palette = QPalette()
    for role, token in _TOKENS.items():
        palette.setColor(role, QColor(theme.color(token)))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.BrightText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.color("faint")))
    return palette
