"""What the window shows while no source is open: what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.domain.record import SourceSummary
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.key_button import KEYS_OF, KeyButton
from desktop.widgets.labels import plain_label

_RECENT = 5


class Welcome(QWidget):
    """Says how to begin, and offers what was opened before."""

    open_wanted = Signal()
    sample_wanted = Signal()
    tour_wanted = Signal()
    tour_declined = Signal()
    source_chosen = Signal(int)

    def __init__(self, appearance: Appearance, with_sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._card = QFrame()
        self._card.setObjectName("card")
        self._card.setFixedWidth(560)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._recent_head = plain_label("最近", tone="muted", size="small")
        self._buttons: list[QPushButton] = []
        self._open = KeyButton("打开文件…", kind="primary")
        self._open.setProperty(KEYS_OF, "open")
        self._sample = QPushButton("打开示例")
        self._sample.setVisible(with_sample)
        self._open.clicked.connect(self.open_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        self._tour_offered = False
        self._tour = self._make_tour_offer()
        self._arrange()
        appearance.changed.connect(self._tint)
        self._tint()

    def _arrange(self) -> None:
        title = plain_label("打开一期公报，开始审阅", size="display")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = plain_label(
            "把文件或文件夹拖到这里，或从电脑中选择。\n可读取 PDF、扫描件、OFD、Word、WPS、网页和文本；只在本机处理。",
            tone="muted",
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(40, 36, 40, 28)
        column.setSpacing(10)
        column.addWidget(self._picture)
        column.addSpacing(2)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(10)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        buttons.addWidget(self._sample)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._tour)
        column.addSpacing(8)
        column.addWidget(self._recent_head)
        column.addLayout(self._recent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.offer_sources(())

    def _make_tour_offer(self) -> QWidget:
        offer = QWidget()
        row = QHBoxLayout(offer)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(4)
        self.take_tour = QPushButton("打开示例，看一遍怎么用")
        self.take_tour.clicked.connect(self.tour_wanted)
        self.decline_tour = QPushButton("不用了")
        self.decline_tour.setAccessibleName("不看怎么用")
        self.decline_tour.clicked.connect(self.tour_declined)
        row.addStretch(1)
        row.addWidget(plain_label("第一次用？", tone="muted", size="small"))
        for button in (self.take_tour, self.decline_tour):
            button.setProperty("kind", "quiet")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            row.addWidget(button)
        row.addStretch(1)
        return offer

    def offer_tour(self, offered: bool) -> None:
        """Offer the tour as long as there is no source, or never."""
        self._tour_offered = offered
        self._tour.setVisible(offered and not self._buttons)

    def offer_sources(self, sources: Sequence[SourceSummary]) -> None:
        """Offer the sources imported last."""
        for button in self._buttons:
            self._recent.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for source in reversed(sources[-_RECENT:]):
            button = QPushButton((source.heading or source.name).replace("&", "&&"))
            button.setProperty("kind", "plain")
            button.setProperty("source", source.id)
            button.setIconSize(QSize(18, 18))
            button.setToolTip(_plain_tip(source))
            button.clicked.connect(self._on_source_clicked)
            self._recent.addWidget(button)
            self._buttons.append(button)
        self._recent_head.setVisible(bool(self._buttons))
        self.offer_tour(self._tour_offered)
        self._tint()

    def show_busy(self, busy: bool) -> None:
        """Make room while a file is being read."""
        self._card.setVisible(not busy)

    def show_drop(self, over: bool) -> None:
        """Show that files hover over the window."""
        self._card.setProperty("drop", over)
        self._card.style().unpolish(self._card)
        self._card.style().polish(self._card)

    @Slot()
    def _on_source_clicked(self) -> None:
        self.source_chosen.emit(self.sender().property("source"))

    @Slot()
    def _tint(self) -> None:
        self._picture.setPixmap(icons.pixmap("drop", self._look.theme.color("accent"), 44))
        for button in self._buttons:
            button.setIcon(icons.icon("gazette", self._look.theme.color("muted"), 18))


def _plain_tip(source: SourceSummary) -> str:
    """Return a tooltip that cannot be taken for rich text."""
    return f"{source.name}\n导入于 {source.imported_at[:10]}".replace("<", "＜")
