"""Names what stands in a text but is not seen: marks of direction, zero-width blanks, control characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_LOOKED_AT = 20_000
"""Code points; what comes after them is not looked at."""

_NAMES = {
    "\u00a0": "不换行空格",
    "\u00ad": "软连字符",
    "\u061c": "阿拉伯文方向标记",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "从左至右标记",
    "\u200f": "从右至左标记",
    "\u202a": "从左至右嵌入",
    "\u202b": "从右至左嵌入",
    "\u202c": "方向结束标记",
    "\u202d": "从左至右强制",
    "\u202e": "从右至左强制",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u2060": "零宽不换行",
    "\u2066": "从左至右隔离",
    "\u2067": "从右至左隔离",
    "\u2068": "自动方向隔离",
    "\u2069": "隔离结束标记",
    "\ufeff": "零宽不换行空格",
}
_JOINER = "\u200d"
_unseen = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
).finditer


def unseen(text: str) -> str:
    """Return in words what is not seen in a value, "" for nothing. Line breaks and joiners inside an emoji are fine."""
    found = Counter(_name(match[0]) for match in _unseen(text, 0, _LOOKED_AT) if not _joins(text, match.start()))
    return "、".join(f"{name}{f'×{count}' if count > 1 else ''}" for name, count in found.items())


def _joins(text: str, place: int) -> bool:
    """Tell whether a joiner stands inside an emoji; flags of regions are written with tags, which are fine as well."""
    if "\U000e0020" <= text[place] <= "\U000e007f":
        return True
    return text[place] == _JOINER and 0 < place < len(text) - 1 and text[place + 1] >= "\u2190"


def _name(char: str) -> str:
    if char in _NAMES:
        return _NAMES[char]
    kind = "控制字符" if unicodedata.category(char) == "Cc" else "字符"
    return f"{kind} U+{ord(char):04X}"
