"""Text of files and people as it is drawn: in the order in which it is stored, whatever marks it holds."""

from __future__ import annotations

_AS_SHOWN = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421, ord("\t"): 0x3000}
_AS_SHOWN |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), 0x2003)
_AS_SHOWN |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0x2060)
_AS_SHOWN |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
"""What is drawn instead of characters that would break the line or turn its order round, each of the same length."""


def as_shown(text: str) -> str:
    """Return a text of one line as it is drawn, code point for code point."""
    return text.translate(_AS_SHOWN)
