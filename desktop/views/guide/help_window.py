"""The help: an index at the left, a page at the right, backwards and forwards, and a search. Never the network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QBrush,
    QPixmap,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.guide.help_pages import ORDER, filled, load_pages, search
from desktop.views.keys.keyboard import Keyboard
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance

_LEADING, _ABOVE_HEADING, _BELOW_HEADING, _BELOW_LINE = 140, 18, 8, 6
"""Of a page: per cent of a line, then pixels at 100 %."""
_NAME = Qt.ItemDataRole.UserRole
_MARGIN, _SMALLEST = 28, 120.0
"""Pixels at 100 %: the white around a page, and the least width of a picture."""


_IMAGE = QTextDocument.ResourceType.ImageResource.value
_PICTURE = "\ufffc"
"""How a block that is a picture reads."""


class HelpWindow(QDialog):
    """Stays open beside the work. The keys on its pages are those in force."""

    def __init__(self, appearance: Appearance, keyboard: Keyboard, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        self.setModal(False)
        self.resize(appearance.px(900), appearance.px(720))
        self._look, self._keyboard = appearance, keyboard
        self._pages = load_pages(folder)
        self._visited: list[str] = []
        self._at = -1
        self.back, self.forward = self._arrow("后退"), self._arrow("前进")
        self.back.clicked.connect(self._on_back_clicked)
        self.forward.clicked.connect(self._on_forward_clicked)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在说明中查找")
        self.search.setAccessibleName("在说明中查找")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_changed)
        self.index = QListWidget()
        self.index.setAccessibleName("目录")
        self.index.setWordWrap(True)
        self.index.setSpacing(3)
        self.index.currentItemChanged.connect(self._on_index_current_changed)
        self.text = _Page(appearance, folder.parent / "screenshots")
        self.text.setAccessibleName("说明")
        self.text.anchorClicked.connect(self._on_text_anchor_clicked)
        self._compose()
        keyboard.changed.connect(self._draw)
        appearance.changed.connect(self._draw)
        appearance.changed.connect(self._tint)
        self._tint()
        self._list("")
        self.show_page(ORDER[0])
        self.text.setFocus()

    def _arrow(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setIconSize(QSize(16, 16))
        return button

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.forward)
        head.addWidget(self.search, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.index, 1)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.addWidget(left)
        panes.addWidget(self.text)
        panes.setStretchFactor(1, 1)
        panes.setSizes([self._look.px(230), self._look.px(640)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addWidget(panes)

    @property
    def page(self) -> str:
        """The name of the page at hand."""
        return self._visited[self._at]

    @property
    def words(self) -> str:
        """The page at hand as plain text."""
        return self.text.toPlainText()

    def show_page(self, name: str) -> None:
        """Turn to a page; names that are none are ignored."""
        if name not in self._pages or (self._visited and name == self.page):
            return
        self._visited = [*self._visited[: self._at + 1], name]
        self._at += 1
        self._turn()

    def _turn(self) -> None:
        self.setProperty("help", self.page)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._visited) - 1)
        self.index.blockSignals(True)
        for row in range(self.index.count()):
            if self.index.item(row).data(_NAME) == self.page:
                self.index.setCurrentRow(row)
        self.index.blockSignals(False)
        self._draw()
        self.text.verticalScrollBar().setValue(0)

    @Slot()
    def _draw(self) -> None:
        """Set the page at hand anew, in the theme, the size and the keys in force."""
        if not self._visited:
            return
        place = self.text.verticalScrollBar().value()
        page = self.text.document()
        page.setDefaultFont(self._look.sans("body"))
        page.setDocumentMargin(self._look.zoom * _MARGIN)
        self.text.setMarkdown(filled(self._pages[self.page], self._words_of))
        _give_air(page, self._look.zoom)
        _draw_tables(page, self._look)
        self.text.fit_pictures()
        self.text.verticalScrollBar().setValue(place)

    def _words_of(self, name: str) -> str:
        return self._keyboard.say(f"{{{name}}}")

    @Slot()
    def _tint(self) -> None:
        for button, name in ((self.back, "back"), (self.forward, "forward")):
            button.setIcon(icons.icon(name, self._look.theme.color("muted"), 16))

    def _list(self, words: str) -> None:
        self.index.blockSignals(True)
        self.index.clear()
        if words:
            hits = search(self._pages.values(), words)
            lines = [(hit.page.name, f"{hit.page.title}\n{hit.excerpt}") for hit in hits]
        else:
            lines = [(page.name, page.title) for page in self._pages.values()]
        for name, text in lines:
            item = QListWidgetItem(text, self.index)
            item.setData(_NAME, name)
            if self._visited and name == self.page:
                self.index.setCurrentItem(item)
        if not lines:
            QListWidgetItem("没有找到。换个说法试试。", self.index).setFlags(Qt.ItemFlag.NoItemFlags)
        self.index.blockSignals(False)

    @Slot(str)
    def _on_search_changed(self, words: str) -> None:
        self._list(words.strip())

    @Slot()
    def _on_index_current_changed(self) -> None:
        item = self.index.currentItem()
        if item is not None and item.data(_NAME):
            self.show_page(item.data(_NAME))

    @Slot(QUrl)
    def _on_text_anchor_clicked(self, url: QUrl) -> None:
        self.show_page(url.toString())

    @Slot()
    def _on_back_clicked(self) -> None:
        self._at -= 1
        self._turn()

    @Slot()
    def _on_forward_clicked(self) -> None:
        self._at += 1
        self._turn()


class _Page(QTextBrowser):
    """Shows a page; fetches nothing but pictures from one folder, in the tone of the theme."""

    def __init__(self, appearance: Appearance, pictures: Path) -> None:
        super().__init__()
        self._look = appearance
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._folder = pictures

    def fit_pictures(self) -> None:
        """Show pictures in their own size at the zoom, but no wider than the page."""
        width = self.viewport().width() - 2 * self.document().documentMargin()
        for place, length, picture in _pictures(self.document()):
            drawn = QPixmap(str(self._file(picture.name())))
            if drawn.isNull():
                continue
            wide = round(max(_SMALLEST, min(drawn.width() * self._look.zoom, width)))
            sharp = self.devicePixelRatioF()
            scaled = drawn.scaledToWidth(round(wide * sharp), Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(sharp)
            self.document().addResource(_IMAGE, QUrl(picture.name()), scaled)
            picture.setWidth(wide)
            picture.setHeight(round(scaled.height() / sharp))
            cursor = QTextCursor(self.document())
            cursor.setPosition(place)
            cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_pictures()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802  # Qt's name
        file = self._file(name.path() if isinstance(name, QUrl) else name)
        if kind == _IMAGE and file.is_file():
            return super().loadResource(kind, QUrl.fromLocalFile(str(file)))
        return None

    def _file(self, name: str) -> Path:
        """Return the file of a picture in the tone of the theme."""
        return self._folder / f"{Path(name).name}-{'dark' if self._look.theme.dark else 'light'}.png"


def _give_air(page: QTextDocument, zoom: float) -> None:
    """Set a page in generous lines, with room above its headings."""
    block = page.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        air = QTextBlockFormat()
        if block.text() != _PICTURE:
            air.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(block)
        if cursor.currentTable() is None:
            air.setTopMargin(_ABOVE_HEADING * zoom if level > 1 else 0)
            air.setBottomMargin((_BELOW_HEADING if level else _BELOW_LINE) * zoom)
        cursor.mergeBlockFormat(air)
        block = block.next()


def _draw_tables(page: QTextDocument, look: Appearance) -> None:
    """Give tables air and hairlines."""
    for frame in page.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            style = frame.format().toTableFormat()
            style.setCellPadding(look.px(6))
            style.setBorderCollapse(True)
            style.setBorder(1)
            style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            style.setBorderBrush(QBrush(look.color("line")))
            style.setBottomMargin(look.px(_BELOW_HEADING))
            frame.setFormat(style)


def _pictures(page: QTextDocument) -> list[tuple[int, int, QTextImageFormat]]:
    """Return where the pictures of a page stand, how long in code units, and their formats."""
    found = []
    block = page.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isImageFormat():
                picture = QTextImageFormat(piece.charFormat().toImageFormat())
                found.append((piece.position(), piece.length(), picture))
            pieces += 1
        block = block.next()
    return found
