"""Asks for the password of an encrypted file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import ElidedLabel, plain_label

_FIRST = "这个文件设有打开密码。密码只在本次使用中记住，不会保存。"
_AGAIN = "这个文件设有打开密码，已填入刚才打开文件用的那个；不同的请改写。"
_TRYING = "正在用这个密码打开……"
_WRONG = "密码不对。请核对大小写和全角半角，再输入一次。"


class PasswordDialog(QDialog):
    """Stays open until the password fits or the person gives up (`rejected`)."""

    given = Signal(str)

    def __init__(self, appearance: Appearance, name: str, known: str = "", parent: QWidget | None = None) -> None:
        """Ask about the file `name`; `known` is the password of a file before, offered again."""
        super().__init__(parent)
        self.setProperty("help", "opening")
        self.setWindowTitle("输入密码")
        self.setFixedWidth(440)
        self._name = ElidedLabel(appearance, "note", token="muted")
        self._name.set_text(name)
        self.edit = QLineEdit(known)
        self.edit.setAccessibleName("密码")
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.edit.selectAll()
        self.show_button = QPushButton("显示")
        self.show_button.setCheckable(True)
        self.show_button.setAutoDefault(False)
        self._words = plain_label(_AGAIN if known else _FIRST, tone="muted", size="note", wrap=True)
        self.open_button = QPushButton("打开")
        self.open_button.setProperty("kind", "primary")
        self.open_button.setDefault(True)
        self.cancel_button = QPushButton("不打开")
        self.cancel_button.setAutoDefault(False)
        self._arrange()
        self.edit.textChanged.connect(self._on_edit_text_changed)
        self.show_button.toggled.connect(self._on_show_toggled)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self._on_edit_text_changed()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_button)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label("输入文件的密码", size="heading"))
        column.addWidget(self._name)
        column.addLayout(line)
        column.addWidget(self._words)
        column.addSpacing(4)
        column.addLayout(foot)

    @property
    def words(self) -> str:
        """What the dialog says under the line."""
        return self._words.text()

    def tell_wrong(self) -> None:
        """Say that the password does not fit, and take another."""
        self._say(_WRONG, "bad")
        self._set_open(True)
        self.edit.selectAll()
        self.edit.setFocus()

    def _say(self, words: str, tone: str) -> None:
        self._words.setText(words)
        self._words.setProperty("tone", tone)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)

    def _set_open(self, is_open: bool) -> None:
        self.edit.setEnabled(is_open)
        self.open_button.setEnabled(is_open and bool(self.edit.text()))

    @Slot()
    def _on_edit_text_changed(self) -> None:
        self.open_button.setEnabled(bool(self.edit.text()))

    @Slot(bool)
    def _on_show_toggled(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_button.setText("隐藏" if shown else "显示")

    @Slot()
    def _on_open_clicked(self) -> None:
        self._say(_TRYING, "muted")
        self._set_open(False)
        self.given.emit(self.edit.text())
