"""The pane at the right: the pages that tell of the document under review, and below them its decision."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget


class SidePane(QFrame):
    """Pages of which one is shown, chosen by tabs. Tells which one a person turned to."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePane")
        self._tabs: dict[str, QPushButton] = {}
        self._titles: dict[str, str] = {}
        self._pages: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        head = QFrame()
        head.setObjectName("sideHead")
        self._row = QHBoxLayout(head)
        self._row.setContentsMargins(14, 7, 14, 7)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(self._stack, 1)

    def add_page(self, name: str, title: str, page: QWidget) -> None:
        """Add a page with its tab; the first one is shown."""
        tab = QPushButton(title)
        tab.setProperty("kind", "tab")
        tab.setCheckable(True)
        tab.setCursor(Qt.CursorShape.PointingHandCursor)
        tab.setChecked(not self._tabs)
        tab.clicked.connect(partial(self._on_tab_clicked, name))
        self._group.addButton(tab)
        self._row.insertWidget(len(self._tabs), tab)
        self._stack.addWidget(page)
        self._tabs[name], self._titles[name], self._pages[name] = tab, title, page

    def add_foot(self, foot: QWidget) -> None:
        """Add what stays below whichever page is shown."""
        self._column.addWidget(foot)

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages."""
        return tuple(self._pages)

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def show_page(self, name: str) -> None:
        """Show a page."""
        self._tabs[name].setChecked(True)
        self._stack.setCurrentWidget(self._pages[name])

    def show_tab(self, name: str, shown: bool) -> None:
        """Offer a page or not; the first one is shown in place of one that is not offered."""
        self._tabs[name].setVisible(shown)
        if not shown and self.page == name:
            self.show_page(self.pages[0])

    def set_badge(self, name: str, text: str) -> None:
        """Show a count beside a tab's title; none for an empty text."""
        self._tabs[name].setText(f"{self._titles[name]} {text}".rstrip())

    @Slot()
    def _on_tab_clicked(self, name: str, _checked: bool = False) -> None:
        self.show_page(name)
        self.page_chosen.emit(name)
