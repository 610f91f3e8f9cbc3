"""How the program looks now: the theme in force, following the system or as chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.widgets import fonts
from desktop.widgets.curtain import Curtain
from desktop.widgets.desk_style import DeskStyle
from desktop.widgets.palettes import palette_of
from desktop.widgets.theme import CONTRAST_LIGHT, DARK, LIGHT, THEMES, Theme, load_theme

SYSTEM = "system"
SMALLEST_ZOOM, LARGEST_ZOOM = 0.8, 2.0


class Appearance(QObject):
    """The theme, its fonts, and the application's palette and style. `mode`: system or the name of a theme.

    `changed` tells of another theme or zoom, `resized` of another zoom and comes first; `fitted` comes when all parts
    in sight are laid out at another zoom, `settled` when nothing more moves. All is painted anew by itself.
    """

    changed = Signal()
    resized = Signal()
    fitted = Signal()
    settled = Signal()

    def __init__(self, app: QApplication, folder: Path, mode: str = SYSTEM, bundled_font_only: bool = False) -> None:
        super().__init__(app)
        self._app = app
        self._themes = {name: load_theme(folder, name) for name in THEMES}
        self._mode, self._zoom = mode, 1.0
        self._colors: dict[tuple[str, str], QColor] = {}
        self._fonts: dict[tuple[str, int, bool, bool], QFont] = {}
        self.faces = fonts.faces(self._themes[LIGHT], bundled_font_only)
        self.theme = self._themes[LIGHT]
        self._style = DeskStyle.of(app, self.theme, self.faces.sans)
        self._curtain = Curtain(app)
        self._curtain.fitted.connect(self.fitted)
        self._curtain.settled.connect(self.settled)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._put_in_force()

    @property
    def mode(self) -> str:
        """What was chosen: system or the name of a theme."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Follow the system or hold one theme."""
        self._mode = mode
        self._put_in_force()

    def set_zoom(self, zoom: float) -> None:
        """Show all text larger or smaller; 1.0 is the drawn size."""
        self._zoom = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._put_in_force()

    @property
    def settling(self) -> bool:
        """Tell whether parts are being laid out at another zoom: `settled` will come."""
        return self._curtain.fits

    @property
    def zoom(self) -> float:
        """The factor on all sizes."""
        return self._zoom

    def px(self, pixels: float) -> int:
        """Return a length of the drawn size as it is at this zoom."""
        return self.theme.px(pixels)

    def color(self, token: str) -> QColor:
        """Return a colour of the theme in force."""
        return QColor(self._known(self.theme, token))

    def paper(self, token: str) -> QColor:
        """Return a colour for what is drawn on the picture of a printed page, which is white in every theme."""
        return QColor(self._known(self._themes[CONTRAST_LIGHT if self.theme.strong else LIGHT], token))

    def _known(self, theme: Theme, token: str) -> QColor:
        """Return a colour of a theme, read once: painting asks for one with every line."""
        known = theme.name, token
        if known not in self._colors:
            self._colors[known] = QColor(theme.color(token))
        return self._colors[known]

    def sans(self, size: str, bold: bool = False, strike: bool = False) -> QFont:
        """Return the interface's font in a size of the type scale."""
        return self._font(self.faces.sans, size, bold, strike)

    def serif(self, size: str, bold: bool = False) -> QFont:
        """Return the document's font in a size of the type scale."""
        return self._font(self.faces.serif, size, bold)

    def _font(self, face: str, size: str, bold: bool, strike: bool = False) -> QFont:
        """Return a font of the type scale, made once: painting asks for one with every line."""
        known = face, self.theme.type(size), bold, strike
        if known not in self._fonts:
            self._fonts[known] = fonts.font(*known)
        return QFont(self._fonts[known])

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
        resized = self._style.drawn_as != (theme.zoom, self.faces.sans)
        self.theme = theme
        self._curtain.draw(resized)
        self._style.take(theme, self.faces.sans)
        palette = palette_of(theme)
        if palette != self._app.palette():
            self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        if resized:
            self._app.setFont(self.sans("body"))
            QToolTip.setFont(self.sans("small"))
            self._style.fit_all(self._app)
            self.resized.emit()
        self.changed.emit()
        self._curtain.open()
