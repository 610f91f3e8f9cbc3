"""What a package would bring that was handed over: shown line by line before anything is taken over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.review.exchange_words import TakenOverWords
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.plain_table import PlainTable

_TAKEN = ("文件", "接收的改动")
_CONFLICTS = ("文件", "一方", "时间", "经办人", "改动")
_LONGEST = 18
"""Code points."""
_NOTHING = "没有新的内容：包里的审校这里都已经有了。"


class TakeOverDialog(QDialog):
    """Shows what a package would bring, what stays as it is here, and what is not taken and why.

    `confirmed` tells that it is to be taken over.
    """

    confirmed = Signal()

    def __init__(self, appearance: Appearance, name: str, words: TakenOverWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "exchange")
        self.setWindowTitle("接收移交包")
        lists = bool(words.taken) + bool(words.conflicts)
        self.resize(appearance.px(1000 if lists else 560), appearance.px((220, 440, 600)[lists]))
        self._name, self._shown = name, words
        self.taken = PlainTable(appearance, "接收的改动", _TAKEN, 1)
        self.conflicts = PlainTable(appearance, "两边改得不同的", _CONFLICTS, 4)
        self.accept_button = QPushButton("接收")
        self.close_button = QPushButton("取消" if words.summary else "关闭")
        self._compose()
        self.taken.show_rows([(_short(title), change) for title, change in words.taken])
        self.conflicts.show_rows(
            [(_short(one.title), one.side, one.at, one.actor, one.words) for one in words.conflicts]
        )
        self.accept_button.setEnabled(bool(words.summary))
        self.accept_button.clicked.connect(self.confirmed)
        self.accept_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)

    def _compose(self) -> None:
        words = self._shown
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label("接收移交包", size="display"))
        column.addWidget(plain_label(self._name, tone="muted", size="note", wrap=True))
        column.addWidget(plain_label(f"{words.summary}。" if words.summary else _NOTHING, wrap=True))
        for table, caption, rows in (
            (self.taken, "接收的改动", words.taken),
            (self.conflicts, "两边改得不同，保留本方的值，接收后请逐项核对", words.conflicts),
        ):
            label = plain_label(caption, tone="muted", size="small")
            for part in (label, table):
                part.setVisible(bool(rows))
            column.addWidget(label)
            column.addWidget(table, 1)
        for remark in words.remarks:
            column.addWidget(plain_label(f"{remark}。", tone="warn", size="note", wrap=True))
        column.addStretch(0 if words.taken or words.conflicts else 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.close_button, self.accept_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.accept_button.setProperty("kind", "primary")
        column.addLayout(foot)


def _short(title: str) -> str:
    """Return as much of a title as tells documents apart: what was changed needs the room."""
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
