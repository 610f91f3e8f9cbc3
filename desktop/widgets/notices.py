"""How the window speaks without stopping work: a banner for faults, a toast for news, a card for progress."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.parsing.progress import Stage
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import ElidedLabel, plain_label

_TOAST_MS, _OFFER_MS = 3600, 7000
"""How long a toast is seen, and one with something to do."""
_ASIDE = 24
"""Pixels between a toast and the sides of the window."""
_MARGIN = 24
"""Pixels between a card that stands aside and the edge."""


class Banner(QFrame):
    """Three sentences: what happened, what is safe, what to do next. Stays until it is closed or replaced."""

    details_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setObjectName("banner")
        self._icon = QLabel()
        self._what = plain_label(wrap=True)
        font = self._what.font()
        font.setBold(True)
        self._what.setFont(font)
        self._rest = plain_label(size="note", wrap=True)
        self._details = QPushButton("详情…")
        self._details.clicked.connect(self.details_wanted)
        self._close = QPushButton("知道了")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._details, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._close.clicked.connect(self.hide)
        appearance.changed.connect(self._tint)
        self.hide()

    def show_words(self, what: str, *rest: str, tone: str = "bad", details: bool = False) -> None:
        """Say something; `tone` is bad or warn. With `details`, offer more."""
        self._details.setVisible(details)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._what.setText(what)
        self._rest.setText("　".join(part for part in rest if part))
        self._rest.setVisible(bool(self._rest.text()))
        self.setAccessibleName("，".join((what, *rest)))
        self._tint()
        self.show()

    @property
    def words(self) -> str:
        """All that the banner says."""
        return f"{self._what.text()}　{self._rest.text()}"

    @Slot()
    def _tint(self) -> None:
        tone = str(self.property("tone") or "bad")
        self._icon.setPixmap(icons.pixmap("warn" if tone == "warn" else "error", self._look.theme.color(tone)))


class _Overlay(QFrame):
    """A frame that floats over its parent and keeps its place when that is resized."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        parent.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Resize:
            self.settle()
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Take the place."""
        raise NotImplementedError


class Toast(_Overlay):
    """A short sentence at the bottom that goes away by itself, with a button where something can be done about it."""

    acted = Signal()
    """The button was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._text = plain_label(tone="inverse")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self._text)
        self.button = QPushButton()
        self.button.setProperty("kind", "inverse")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self._on_button_clicked)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._text.setWordWrap(True)

    def say(self, text: str, offer: str = "") -> None:
        """Show a sentence for a while, and `offer` to do something about it."""
        self._text.setText(text)
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not offer)
        self._timer.setInterval(_OFFER_MS if offer else _TOAST_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self.settle()
        self.show()
        self.raise_()
        self._timer.start()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    @Slot()
    def withdraw(self) -> None:
        """Take the button away: what it would do now is something else."""
        if self.button.isVisible():
            self.button.hide()
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.settle()

    @Slot()
    def _on_button_clicked(self) -> None:
        self.hide()
        self.acted.emit()

    def enterEvent(self, _event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, _event: QEvent) -> None:
        self._timer.start()

    def settle(self) -> None:
        around = self._around.rect()
        margins = self._row.contentsMargins()
        beside = margins.left() + margins.right() + 2 * _ASIDE
        if not self.button.isHidden():
            beside += self.button.sizeHint().width() + self._row.spacing()
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 2
        self._text.setFixedWidth(max(1, min(wanted, around.width() - beside)))
        self.adjustSize()
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - 64)


class ProgressCard(_Overlay):
    """What is being read, how far it is, and a way to stop it."""

    cancel_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._aside = False
        self._title = plain_label(size="heading")
        self._name = ElidedLabel(appearance, "note", token="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._step = plain_label(tone="muted", size="small")
        self._cancel = QPushButton("取消")
        self._cancel.clicked.connect(self.cancel_wanted)
        foot = QHBoxLayout()
        foot.addWidget(self._step, 1)
        foot.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        for part in (self._title, self._name, self._bar):
            column.addWidget(part)
        column.addLayout(foot)
        self.setFixedWidth(440)

    def begin(self, title: str, name: str, aside: bool = False) -> None:
        """Show the card with an open-ended bar, or the next name on it; `aside` leaves the middle free for work."""
        self._aside = aside
        self._title.setText(title)
        self._name.set_text(name)
        self._bar.setRange(0, 0)
        self._step.setText("正在读取文件")
        self._cancel.setEnabled(True)
        self.setAccessibleName(f"{title} {name}")
        self.settle()
        self.show()
        self.raise_()

    @property
    def words(self) -> str:
        """All that the card says."""
        return f"{self._title.text()}　{self._name.text}　{self._step.text()}"

    def advance(self, stage: Stage, done: int, whole: int) -> None:
        """Show how far the work is, unless it is being stopped."""
        if not self._cancel.isEnabled():
            return
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(done)
        self._step.setText(step_words(stage, done, whole))

    def stopping(self) -> None:
        """Show that stopping was asked for."""
        self._cancel.setEnabled(False)
        self._step.setText("正在取消")

    def settle(self) -> None:
        self.adjustSize()
        around = self._around.rect()
        left, top = around.width() - self.width(), around.height() - self.height()
        if self._aside:
            self.move(left - _MARGIN, top - _MARGIN)
        else:
            self.move(left // 2, top * 2 // 5)


def step_words(stage: Stage, done: int, whole: int) -> str:
    """Say how far the work is: which page is at hand, how many documents are done."""
    if whole <= 0:
        return f"正在{stage.value}"
    if stage is Stage.PARSING:
        return f"{stage.value} {done} / {whole}"
    return f"{stage.value} 第 {min(done + 1, whole)} 页，共 {whole} 页"
