"""The row above the source: which way it is shown, what is selected, the page at hand, and its size."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.domain.text import SourceText
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.evidence_legend import EvidenceLegend
from desktop.widgets.key_button import KEY_TIP
from desktop.widgets.labels import ElidedLabel, plain_label
from desktop.widgets.page_layout import Fit, Zoom

_SIZES: tuple[Zoom, ...] = (Fit.WIDTH, Fit.PAGE, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_WITHOUT_LAYOUT = {
    "docx": "Word 文件没有固定版面",
    "html": "网页文件没有固定版面",
}
_PLAIN = "文本文件没有版面"
_ROOMY = 29
"""The width, in sizes of the font, from which on the page at hand is named."""


class Mode(Enum):
    """How the source is shown; the value is the word for people."""

    TEXT = "原文"
    PAGES = "版面"
    BOTH = "对照"
    TABLES = "表格"


_ACTIONS = {Mode.TEXT: "text", Mode.PAGES: "pages", Mode.BOTH: "both", Mode.TABLES: "tables"}


class SourceHead(QFrame):
    """Tells what was chosen; shows what it is told."""

    mode_chosen = Signal(object)
    zoom_chosen = Signal(object)
    strip_toggled = Signal(bool)
    find_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceHead")
        self._look = appearance
        self._tabs = {mode: self._tab(mode) for mode in Mode}
        group = QButtonGroup(self)
        for tab in self._tabs.values():
            group.addButton(tab)
        group.buttonClicked.connect(self._on_tab_clicked)
        self._why = plain_label(tone="muted", size="small")
        self._selected = ElidedLabel(appearance, "small", token="accent")
        self._selected.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._page = plain_label(tone="muted", size="note")
        self._zoom = QPushButton()
        self._zoom.setProperty("kind", "size")
        self._zoom.setProperty(KEY_TIP, "版面大小（放大 {larger}，缩小 {smaller}，适合宽度 {plain}，整页 {whole}）")
        self._zoom.clicked.connect(self._on_zoom_clicked)
        self._strip = self._button("页面缩略图（{strip}）")
        self._strip.setCheckable(True)
        self._strip.toggled.connect(self.strip_toggled)
        self._find = self._button("查找（{find}）")
        self._find.clicked.connect(self.find_wanted)
        self._legend = self._button("图例：颜色和线条的含义")
        self._legend.clicked.connect(self._on_legend_clicked)
        self._assign_keys = ""
        self._compose()
        appearance.changed.connect(self._tint)
        self._tint()
        self.show_source(None)

    def _tab(self, mode: Mode) -> QPushButton:
        tab = QPushButton(mode.value)
        tab.setProperty("kind", "tab")
        tab.setCheckable(True)
        tab.setProperty(KEY_TIP, f"{mode.value}（{{{_ACTIONS[mode]}}}）")
        tab.setCursor(Qt.CursorShape.PointingHandCursor)
        return tab

    def _button(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setProperty(KEY_TIP, words)
        button.setAccessibleName(words.partition("（")[0])
        button.setIconSize(QSize(18, 18))
        return button

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 12, 7)
        row.setSpacing(2)
        for tab in self._tabs.values():
            row.addWidget(tab)
        row.addSpacing(8)
        row.addWidget(self._why)
        row.addWidget(self._selected, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(6)
        row.addWidget(self._page)
        row.addSpacing(4)
        for part in (self._zoom, self._strip, self._legend, self._find):
            row.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._page.setVisible(self.width() >= self._look.theme.type("body") * _ROOMY)

    def show_source(self, source: SourceText | None) -> None:
        """Offer the ways in which a source can be shown, or say why there is only one."""
        laid_out = source is not None and source.is_laid_out
        self._tabs[Mode.PAGES].setVisible(laid_out)
        self._tabs[Mode.BOTH].setVisible(laid_out)
        self.show_tables(0)
        self._why.setText("" if source is None or laid_out else _WITHOUT_LAYOUT.get(source.kind, _PLAIN))
        self._why.setVisible(bool(self._why.text()))

    def show_tables(self, count: int) -> None:
        """Offer the tables of the document under review, if it has any."""
        tab = self._tabs[Mode.TABLES]
        tab.setText(f"{Mode.TABLES.value} {count}")
        tab.setVisible(count > 0)

    @property
    def why(self) -> str:
        """Why there is no layout to be shown; empty where there is one."""
        return self._why.text()

    def show_mode(self, mode: Mode, strip: bool) -> None:
        """Mark the way in which the source is shown."""
        self._tabs[mode].setChecked(True)
        for part in (self._zoom, self._strip):
            part.setVisible(mode in (Mode.PAGES, Mode.BOTH))
        self._strip.setChecked(strip)
        self._tint()

    def show_page(self, text: str) -> None:
        """Say which page is at hand."""
        self._page.setText(text)

    def show_zoom(self, factor: float) -> None:
        """Say how large the page is shown."""
        self._zoom.setText(f"{round(factor * 100)}%")
        self._zoom.setAccessibleName(f"版面大小 {self._zoom.text()}")

    def show_selection(self, count: int) -> None:
        """Say how much is selected and what can be done with it; nothing for none."""
        self._selected.set_text(f"已选 {count} 字 · 设为字段 {self._assign_keys}".rstrip() if count else "")

    def show_keys(self, assign: str) -> None:
        """Name these keys as those that make selected text the value of a field."""
        self._assign_keys = assign

    @property
    def zoom_words(self) -> str:
        """The size that is shown."""
        return self._zoom.text()

    def tab(self, mode: Mode) -> QPushButton:
        """Return the button of a mode."""
        return self._tabs[mode]

    @Slot(object)
    def _on_tab_clicked(self, clicked: QPushButton) -> None:
        self.mode_chosen.emit(next(mode for mode, tab in self._tabs.items() if tab is clicked))

    @Slot()
    def _on_zoom_clicked(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for size in _SIZES:
            action = QAction(size.value if isinstance(size, Fit) else f"{round(size * 100)}%", menu)
            action.setData(size)
            menu.addAction(action)
        menu.insertSeparator(menu.actions()[2])
        menu.triggered.connect(self._on_zoom_triggered)
        menu.popup(self._zoom.mapToGlobal(QPoint(0, self._zoom.height())))

    @Slot()
    def _on_legend_clicked(self) -> None:
        EvidenceLegend(self._look, self).open_under(self._legend)

    @Slot(QAction)
    def _on_zoom_triggered(self, action: QAction) -> None:
        self.zoom_chosen.emit(action.data())

    @Slot()
    def _tint(self) -> None:
        theme = self._look.theme
        self._legend.setIcon(icons.icon("legend", theme.color("muted"), 18))
        self._find.setIcon(icons.icon("search", theme.color("muted"), 18))
        self._strip.setIcon(icons.icon("pages", theme.color("accent" if self._strip.isChecked() else "muted"), 18))
