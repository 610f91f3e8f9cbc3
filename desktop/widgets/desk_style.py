"""The style of the whole program: Qt's Fusion, with everything that is seen painted from the theme.

A style sheet would be matched anew against every widget at each change of theme. Here a change costs one palette.

Words understood by widgets, as properties:

- `kind` of a QPushButton: primary, quiet, plain, chip, tab, size; of a QToolButton: rail, icon; of an editor: value.
- `tone` of a label: muted, accent, ok, warn, bad, on-accent, inverse; `scale`: small, note, heading, display.
- `ground` of a QFrame: the token of its colour; `edge`: the sides with a hairline, e.g. "top bottom".
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, QTimer, Slot
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLabel,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionToolButton,
    QWidget,
)
from shiboken6 import isValid

from desktop.widgets import fonts, style_bars, style_buttons, style_fields, style_items, style_menus
from desktop.widgets.part_names import name_part
from desktop.widgets.scaling import scale_widget
from desktop.widgets.style_dress import dress, size_of
from desktop.widgets.style_grounds import paint_ground
from desktop.widgets.theme import Theme

_Metric, _Hint, _Content = QStyle.PixelMetric, QStyle.StyleHint, QStyle.ContentsType
_Control, _Primitive, _Complex = QStyle.ControlElement, QStyle.PrimitiveElement, QStyle.ComplexControl
_Sub, _Part = QStyle.SubControl, QStyle.SubElement
_PIXELS = {
    _Metric.PM_ScrollBarExtent: 12,
    _Metric.PM_ScrollBarSliderMin: 36,
    _Metric.PM_IndicatorWidth: 16,
    _Metric.PM_IndicatorHeight: 16,
    _Metric.PM_ExclusiveIndicatorWidth: 16,
    _Metric.PM_ExclusiveIndicatorHeight: 16,
    _Metric.PM_CheckBoxLabelSpacing: 8,
    _Metric.PM_RadioButtonLabelSpacing: 8,
    _Metric.PM_SmallIconSize: 18,
    _Metric.PM_ButtonIconSize: 18,
    _Metric.PM_MenuHMargin: 6,
    _Metric.PM_MenuVMargin: 6,
    _Metric.PM_ToolTipLabelFrameWidth: 7,
    _Metric.PM_HeaderMargin: 8,
    _Metric.PM_LayoutHorizontalSpacing: 8,
    _Metric.PM_LayoutVerticalSpacing: 8,
}
"""Lengths at 100 %."""
_FIXED = {
    _Metric.PM_MenuPanelWidth: 1,
    _Metric.PM_MenuBarPanelWidth: 0,
    _Metric.PM_MenuBarItemSpacing: 0,
    _Metric.PM_MenuBarHMargin: 0,
    _Metric.PM_MenuBarVMargin: 0,
    _Metric.PM_DefaultFrameWidth: 2,
    _Metric.PM_ButtonShiftHorizontal: 0,
    _Metric.PM_ButtonShiftVertical: 0,
    _Metric.PM_ScrollView_ScrollBarSpacing: 0,
}
_LINES = (_Primitive.PE_PanelItemViewItem, _Primitive.PE_PanelItemViewRow)
_PIECE = 50
"""The number of hidden widgets that are brought to another zoom at a time."""
_HINTS = {
    _Hint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    _Hint.SH_ComboBox_Popup: 0,
    _Hint.SH_EtchDisabledText: 0,
    _Hint.SH_ScrollView_FrameOnlyAroundContents: 0,
    _Hint.SH_Menu_SloppySubMenus: 1,
    _Hint.SH_Menu_Scrollable: 1,
}


class DeskStyle(QProxyStyle):
    """Paints for the theme it has taken last."""

    drawn_as: tuple[float, str] | None = None
    """The zoom and the font family that widgets were fitted to."""

    def __init__(self, theme: Theme, face: str) -> None:
        super().__init__("Fusion")
        self.theme, self._face = theme, face
        self._waiting: list[QWidget] = []
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._on_later_timeout)
        self._fonts: dict[tuple[str, bool], QFont] = {}

    @classmethod
    def of(cls, app: QApplication, theme: Theme, face: str) -> DeskStyle:
        """Return the application's style; if it is another one, a new one for a theme and a font family is set."""
        running = app.style()
        if isinstance(running, cls):
            return running
        made = cls(theme, face)
        app.setStyle(made)
        made.setParent(app)
        return made

    def take(self, theme: Theme, face: str) -> None:
        """Paint from another theme, in a font family."""
        self.theme, self.drawn_as = theme, (theme.zoom, face)
        self._face = face
        self._fonts.clear()

    def fit_all(self, app: QApplication) -> None:
        """Bring the fonts and lengths of all widgets to the theme's zoom: those in sight now, the others bit by bit."""
        widgets = app.allWidgets()
        self._waiting = [widget for widget in widgets if not widget.isVisible()]
        for widget in widgets:
            if widget.isVisible():
                self._fit(widget)
        self._later.start()

    @Slot()
    def _on_later_timeout(self) -> None:
        for widget in self._waiting[:_PIECE]:
            if isValid(widget):
                self._fit(widget)
        del self._waiting[:_PIECE]
        if not self._waiting:
            self._later.stop()

    def font_of(self, size: str, bold: bool = False) -> QFont:
        """Return the interface's font in a size of the type scale."""
        key = (size, bold)
        if key not in self._fonts:
            self._fonts[key] = fonts.font(self._face, self.theme.type(size), bold)
        return self._fonts[key]

    # What a widget gets before it is seen

    def polish(self, what: QWidget | QApplication | QPalette) -> None:  # type: ignore[override]  # three in one
        super().polish(what)
        if isinstance(what, QWidget) and self.drawn_as is not None:
            self._fit(what)
            dress(what)
            name_part(what)

    def _fit(self, widget: QWidget) -> None:
        scale_widget(widget, self.theme)
        size = size_of(widget)
        if size is not None:
            widget.setFont(self.font_of(*size))

    # Lengths and manners

    def pixelMetric(  # noqa: N802  # Qt's name
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in _FIXED:
            return _FIXED[metric]
        if metric is _Metric.PM_FocusFrameHMargin and style_items.is_plain(widget):
            return style_items.beside(self.theme)
        pixels = _PIXELS.get(metric)
        return self.theme.px(pixels) if pixels is not None else super().pixelMetric(metric, option, widget)

    def styleHint(  # noqa: N802  # Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint is _Hint.SH_Table_GridLineColor:
            return style_items.grid_color(self.theme)
        said = _HINTS.get(hint)
        return said if said is not None else super().styleHint(hint, option, widget, returned)

    def sizeFromContents(  # noqa: N802  # Qt's name
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        if kind is _Content.CT_PushButton and isinstance(option, QStyleOptionButton):
            return style_buttons.push_size(self.theme, option, size, widget)
        if kind is _Content.CT_ToolButton and isinstance(option, QStyleOptionToolButton):
            return style_buttons.tool_size(self.theme, option, size, widget)
        if kind is _Content.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            return style_menus.item_size(self.theme, option, size)
        if kind is _Content.CT_MenuBarItem:
            return QSize(size.width() + self.theme.room(20), size.height() + self.theme.room(10))
        if kind is _Content.CT_LineEdit:
            return QSize(size.width() + self.theme.room(22), size.height() + self.theme.room(14))
        if kind is _Content.CT_ComboBox:
            return QSize(size.width() + self.theme.room(44), size.height() + self.theme.room(14))
        if kind is _Content.CT_ProgressBar:
            return QSize(size.width(), self.theme.px(6))
        if kind is _Content.CT_ItemViewItem and style_items.is_plain(widget):
            return style_items.line_size(self.theme, super().sizeFromContents(kind, option, size, widget))  # type: ignore[arg-type]  # Qt takes None
        return super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # Qt takes None

    def subElementRect(  # noqa: N802  # Qt's name
        self, part: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        if part is _Part.SE_LineEditContents and isinstance(option, QStyleOptionFrame) and option.lineWidth > 0:
            aside = self.theme.room(9)
            return option.rect.adjusted(aside, 2, -aside, -2)
        return super().subElementRect(part, option, widget)  # type: ignore[arg-type]  # Qt takes None

    def subControlRect(  # noqa: N802  # Qt's name
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control is _Complex.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return style_bars.scroll_part(self.theme, option, part)
        if control is _Complex.CC_ComboBox and part is _Sub.SC_ComboBoxEditField:
            return option.rect.adjusted(self.theme.room(11), 3, -self.theme.room(30), -3)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # Qt takes None

    # Painting

    def drawControl(  # noqa: N802  # Qt's name
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        theme = self.theme
        if element is _Control.CE_ShapedFrame and isinstance(option, QStyleOptionFrame):
            if isinstance(widget, QLabel) or paint_ground(painter, theme, widget):
                return
            if isinstance(widget, QAbstractScrollArea) and option.frameShape is QFrame.Shape.StyledPanel:
                style_fields.paint_area(painter, theme, option, widget)
                return
        elif element is _Control.CE_PushButton and isinstance(option, QStyleOptionButton):
            style_buttons.paint_push(painter, theme, option, widget)
            return
        elif element is _Control.CE_MenuItem and isinstance(option, QStyleOptionMenuItem):
            style_menus.paint_item(painter, theme, option)
            return
        elif element is _Control.CE_MenuBarItem and isinstance(option, QStyleOptionMenuItem):
            style_menus.paint_bar_item(painter, theme, option)
            return
        elif element is _Control.CE_MenuBarEmptyArea:
            return
        elif element is _Control.CE_Splitter:
            painter.fillRect(option.rect, style_buttons.tint(theme, "line"))
            return
        elif element is _Control.CE_ProgressBar and isinstance(option, QStyleOptionProgressBar):
            style_bars.paint_progress(painter, theme, option)
            return
        elif element is _Control.CE_HeaderSection and isinstance(option, QStyleOptionHeader):
            style_bars.paint_header(painter, theme, option)
            return
        elif element is _Control.CE_HeaderEmptyArea:
            painter.fillRect(option.rect, style_buttons.tint(theme, "sunken"))
            return
        super().drawControl(element, option, painter, widget)

    def drawPrimitive(  # noqa: N802  # Qt's name
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        theme = self.theme
        if element is _Primitive.PE_PanelLineEdit and isinstance(option, QStyleOptionFrame):
            if option.lineWidth > 0:
                style_fields.paint_field(painter, theme, option, widget)
        elif element is _Primitive.PE_FrameFocusRect:
            style_buttons.paint_ring(painter, theme, option.rect, theme.radius("chip"))
        elif element is _Primitive.PE_IndicatorRadioButton:
            style_fields.paint_radio(painter, theme, option)
        elif element is _Primitive.PE_IndicatorCheckBox or element is _Primitive.PE_IndicatorItemViewItemCheck:
            style_fields.paint_check(painter, theme, option)
        elif element is _Primitive.PE_PanelMenu:
            painter.fillRect(option.rect, style_buttons.tint(theme, "surface"))
        elif element is _Primitive.PE_FrameMenu or element is _Primitive.PE_PanelTipLabel:
            style_menus.paint_panel(painter, theme, option)
        elif element in _LINES and style_items.is_plain(widget):
            style_items.paint_line(painter, theme, option, widget)
        elif element is _Primitive.PE_PanelButtonCommand and isinstance(option, QStyleOptionButton):
            style_buttons.paint_bevel(painter, theme, option, widget)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(  # noqa: N802  # Qt's name
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control is _Complex.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            style_bars.paint_scroll_bar(painter, self.theme, option)
        elif control is _Complex.CC_ToolButton and isinstance(option, QStyleOptionToolButton):
            label = style_buttons.paint_tool(painter, self.theme, option, widget)
            super().drawControl(_Control.CE_ToolButtonLabel, label, painter, widget)
        elif control is _Complex.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            style_fields.paint_combo(painter, self.theme, option)
        else:
            super().drawComplexControl(control, option, painter, widget)
