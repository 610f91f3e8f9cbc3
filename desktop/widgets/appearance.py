"""How the program looks now: the theme in force, following the system or as chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from desktop.widgets import fonts
from desktop.widgets.stylesheet import build_stylesheet
from desktop.widgets.theme import DARK, LIGHT, Theme, load_theme

SYSTEM = "system"


class Appearance(QObject):
    """The theme, its fonts, and the application's palette and stylesheet. `mode`: system, light or dark."""

    changed = Signal()

    def __init__(self, app: QApplication, folder: Path, mode: str = SYSTEM, bundled_font_only: bool = False) -> None:
        super().__init__(app)
        self._app = app
        self._themes = {name: load_theme(folder, name) for name in (LIGHT, DARK)}
        self._template = (folder / "window.qss").read_text("utf-8")
        self._mode, self._zoom = mode, 1.0
        self.faces = fonts.faces(self._themes[LIGHT], bundled_font_only)
        self.theme = self._themes[LIGHT]
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._put_in_force()

    @property
    def mode(self) -> str:
        """What was chosen: system, light or dark."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Follow the system or hold one theme."""
        self._mode = mode
        self._put_in_force()

    def set_zoom(self, zoom: float) -> None:
        """Show all text larger or smaller; 1.0 is the drawn size."""
        self._zoom = min(2.0, max(0.8, zoom))
        self._put_in_force()

    @property
    def zoom(self) -> float:
        """The factor on all sizes."""
        return self._zoom

    def color(self, token: str) -> QColor:
        """Return a colour of the theme in force."""
        return QColor(self.theme.color(token))

    def paper(self, token: str) -> QColor:
        """Return a colour for what is drawn on the picture of a printed page, which is white in every theme."""
        return QColor(self._themes[LIGHT].color(token))

    def sans(self, size: str, bold: bool = False, strike: bool = False) -> QFont:
        """Return the interface's font in a size of the type scale."""
        return fonts.font(self.faces.sans, self.theme.type(size), bold, strike)

    def serif(self, size: str, bold: bool = False) -> QFont:
        """Return the document's font in a size of the type scale."""
        return fonts.font(self.faces.serif, self.theme.type(size), bold)

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self._mode == SYSTEM:
            self._put_in_force()

    def _name(self) -> str:
        if self._mode in self._themes:
            return self._mode
        return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _put_in_force(self) -> None:
        theme = self._themes[self._name()].zoomed(self._zoom)
        self.theme = theme
        self._app.setFont(self.sans("body"))
        self._app.setPalette(_palette(theme))
        self._app.setStyleSheet(build_stylesheet(self._template, theme, self.faces.sans))
        self.changed.emit()


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    tokens = {
        role.Window: "bg",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "on-accent",
        role.Highlight: "selection",
        role.HighlightedText: "text",
        role.PlaceholderText: "muted",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Link: "accent",
        role.Mid: "line",
        role.Dark: "line-strong",
        role.Light: "surface",
    }
    palette = QPalette()
    for color_role, token in tokens.items():
        palette.setColor(color_role, QColor(theme.color(token)))
    for color_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, color_role, QColor(theme.color("faint")))
    return palette
