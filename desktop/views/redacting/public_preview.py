"""What the public would read of a document: the text of the copy, with what stands in the place of something."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktop.review.redacting import Redacted
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.offsets import Utf16Map
from desktop.widgets.shown_text import as_shown


class PublicPreview(QDialog):
    """Shows the public text; nothing of what is removed is in it."""

    def __init__(self, appearance: Appearance, redacted: Redacted, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("help", "redaction")
        self.setWindowTitle("公开版本预览")
        self.resize(appearance.px(760), min(appearance.px(820), 980))
        replaced = redacted.text.replacements
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("公开版本的文字")
        self.text.setFont(appearance.serif("heading"))
        shown = "\n".join(as_shown(line) for line in redacted.text.text.split("\n"))
        self.text.setPlainText(shown)
        units = Utf16Map(shown)
        marks = []
        for piece in replaced:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(units.to_units(piece.start))
            cursor.setPosition(units.to_units(piece.end), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setBackground(appearance.color("evidence-date"))
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.text.setExtraSelections(marks)
        open_count = len(redacted.open)
        words = f"替换或加注 {len(replaced)} 处（有底色）。"
        words += f"还有 {open_count} 处敏感信息没有决定。" if open_count else ""
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(plain_label(words, tone="muted", size="note"), 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label(title or "（无标题）", size="heading", wrap=True))
        column.addWidget(self.text, 1)
        column.addLayout(row)
