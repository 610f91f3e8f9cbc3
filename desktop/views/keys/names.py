"""What keys are called wherever Qt or the program names them: as they are printed on the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QKeySequence

_PRINTED = {"Return": "Enter", "Enter": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
_PRINTED |= {name: name for name in ("Esc", "Space", "Tab", "Backspace", "Home", "End", "Num")}
_PRINTED |= {"Ins": "Insert", "Del": "Delete", "PgUp": "Page Up", "PgDown": "Page Down"}


class KeyNames(QTranslator):
    """Gives Qt the printed names instead of its Chinese words for them (回车, 上方向)."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        del disambiguation, n
        # None leaves the text to the other translators; an empty text would stand for it.
        return _PRINTED.get(source) if context == "QShortcut" else None  # type: ignore[return-value]

    def isEmpty(self) -> bool:  # noqa: N802  # Qt's name
        return False


def key_words(keys: QKeySequence) -> str:
    """Return the words for keys, e.g. Ctrl+Enter."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def portable(keys: QKeySequence) -> str:
    """Return keys as they are kept, e.g. Ctrl+Return on every system."""
    return keys.toString(QKeySequence.SequenceFormat.PortableText)


def read_keys(text: str) -> QKeySequence | None:
    """Return the keys that a kept text stands for; None when it makes no sense."""
    keys = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
    return keys if keys.count() and portable(keys) else None
