"""One form for what is printed in many: full-width signs, dashes and blanks of every kind, character for character."""

from __future__ import annotations

DASH, BLANK, NOTHING = "-", " ", "\u200b"
_DASHES = "‐‑‒–—―−－﹣﹘⁃⁻─━ー˗"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOTHINGS = "\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_KEPT = "，；！？"
"""Full-width punctuation that means something else than its narrow form."""
_WIDE = [(chr(code), chr(code - 0xFEE0)) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT + _DASHES]
_FORMS: tuple[tuple[str, str], ...] = (
    *((sign, DASH) for sign in _DASHES),
    *((sign, BLANK) for sign in _BLANKS),
    *((sign, NOTHING) for sign in _NOTHINGS),
    *((sign, "\n") for sign in _BREAKS),
    *_WIDE,
    ("|", "\t"),
    ("│", "\t"),
    ("┃", "\t"),
    ("﹫", "@"),
    ("∶", ":"),
    ("︰", ":"),
    ("﹕", ":"),
)


def folded(text: str) -> str:
    """Return a text of the same length, in which each sign has the plainest form of its meaning.

    Offsets in it are offsets in `text`. A sign that takes no room (zero width) becomes U+200B, the line between two
    cells a tab.
    """
    if text.isascii():
        return text
    for sign, plain in _FORMS:
        if sign in text:
            text = text.replace(sign, plain)
    return text
