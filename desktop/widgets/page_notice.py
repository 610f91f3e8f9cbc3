"""What the page view says while it has no pages to show, with the way out of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.labels import plain_label

_WIDEST = 380
_ASKED = "文件设有密码，输入密码后显示版面"
_REFUSED = "密码不对，请重新输入"


class PageNotice(QFrame):
    """A card in the middle of the view: a fault with a button to try again, or the question for a password."""

    retry_wanted = Signal()
    password_given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("card")
        self._what = plain_label(wrap=True)
        self._what.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more = plain_label(tone="muted", size="note", wrap=True)
        self._more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setAccessibleName("文件密码")
        self._password.setPlaceholderText("文件密码")
        self._show = QPushButton("显示版面")
        self._retry = QPushButton("重试")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._password, 1)
        row.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (self._what, self._more):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignHCenter)
        self._retry.clicked.connect(self.retry_wanted)
        self._show.clicked.connect(self._on_password_entered)
        self._password.returnPressed.connect(self._on_password_entered)
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What is said; empty while the card is hidden."""
        return self._what.text() if not self.isHidden() else ""

    def tell(self, what: str, more: str) -> None:
        """Tell of a fault that may go away."""
        self._say(what, more, with_password=False)

    def ask_for_password(self, was_wrong: bool) -> None:
        """Ask for the file's password; say so when the last one was wrong."""
        self._say(_REFUSED if was_wrong else _ASKED, "密码只用于这一次显示，不会保存。", with_password=True)
        self._password.clear()
        if was_wrong:
            self._password.setFocus()

    def _say(self, what: str, more: str, with_password: bool) -> None:
        self._what.setText(what)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        for part in (self._password, self._show):
            part.setVisible(with_password)
        self._retry.setVisible(not with_password)
        self.setAccessibleName(what)
        self.show()
        self._settle()

    @Slot()
    def _on_password_entered(self) -> None:
        if self._password.text():
            self.password_given.emit(self._password.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        around = self._around.rect()
        wide = max(200, min(_WIDEST, around.width() - 40))
        self.resize(wide, max(self.heightForWidth(wide), 0) or self.sizeHint().height())
        self.move((around.width() - self.width()) // 2, max(20, (around.height() - self.height()) * 2 // 5))
