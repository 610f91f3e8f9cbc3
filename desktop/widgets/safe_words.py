"""Words of people and files as labels show them: on any number of lines, in any width, in their own direction."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLabel

from desktop.widgets.labels import plain_label

_LONGEST = 3_000
"""Code points; a label with more would hold up the window."""
_SIGN = "□"
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a label would obey or could not draw instead of showing it."""
_UNBROKEN = re.compile("[^\\s\u200b\u200d\u2e80-\uffef\U0001f000-\U0003ffff]{24}(?=[^\\s\u200d])")
_MAY_BREAK = "\u200b"


def safe_words(text: str) -> str:
    """Return a text in which nothing is obeyed, and which can be broken into lines; what is very long is cut."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…（共 {len(text):,} 字）"
    return _UNBROKEN.sub(_broken, _OBEYED.sub(_SIGN, shown.replace("\t", " ")))


def _broken(match: re.Match[str]) -> str:
    return match[0] + _MAY_BREAK


def words_label(text: str = "", tone: str = "", size: str = "") -> QLabel:
    """Return a label for words of people and files."""
    return plain_label(safe_words(text), tone=tone, size=size, wrap=True)
