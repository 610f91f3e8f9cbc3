"""From bytes to text: byte order mark, strict UTF-8, UTF-16 without a mark, GB18030, and what is left."""

from __future__ import annotations

import codecs

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 65_536
# Characters that no Chinese official text does without.
_COMMON = frozenset("的和人市政府办公室关于通知工作部门一二三年月日国民会发位为各有不在理行规定法施号件附单及应以上")
_LEAST_COMMON = 0.06
_MOST_FAULTY = 0.005
_GB = frozenset({"gb2312", "gbk", "gb18030", "cp936", "hz"})
_CUT = "文件末尾的字符不完整，已略去"
_FAULTY = "文件中有无法识别的字节，已用“�”代替"


class Undecodable(ValueError):
    """The bytes are no text in any encoding."""


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file's bytes, and notices in Chinese about what was lost. Raises Undecodable."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw, encoding)
    try:
        return _checked(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start >= len(raw) - 4 and error.start > 0:
            return _checked(raw[: error.start].decode("utf-8"), _CUT)
    return _utf16(raw) or _gb(raw) or _faulty_utf8(raw) or _guessed(raw)


def _marked(raw: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return _checked(raw.decode(encoding))
    except UnicodeDecodeError:
        text = raw.decode(encoding, errors="replace").rstrip("\ufffd")
        return _checked(text, _FAULTY if "\ufffd" in text else _CUT)


def _checked(text: str, *notices: str) -> tuple[str, tuple[str, ...]]:
    if "\x00" in text:
        raise Undecodable("binary")
    return text.removeprefix("\ufeff"), notices


def _utf16(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    """UTF-16 without a mark: blanks, digits and line breaks leave a NUL in the same half of each pair, mostly."""
    sample = raw[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, len(sample) // 200) or min(even, odd) > max(even, odd) // 2:
        return None
    try:
        text = raw[: len(raw) // 2 * 2].decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return _checked(text) if _is_chinese(text[:_SAMPLE]) or text.isascii() else None


def _gb(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    """GB2312, GBK and GB18030 in one; a text in it uses the common characters of its trade."""
    notices: tuple[str, ...] = ()
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError as error:
        text = raw.decode("gb18030", errors="replace")
        if text.count("\ufffd") > len(text) * _MOST_FAULTY + 1:
            return None
        notices = (_CUT if error.start >= len(raw) - 4 else _FAULTY,)
    return _checked(text, *notices) if _is_chinese(text[:_SAMPLE]) else None


def _is_chinese(text: str) -> bool:
    hanzi = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    return bool(hanzi) and sum(char in _COMMON for char in hanzi) >= len(hanzi) * _LEAST_COMMON


def _faulty_utf8(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    text = raw.decode("utf-8", errors="replace")
    if text.count("\ufffd") > len(text) * _MOST_FAULTY + 1:
        return None
    return _checked(text, _FAULTY)


def _guessed(raw: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None or not any("\u4e00" <= char <= "\u9fff" for char in str(best)):
        raise Undecodable("binary")
    encoding = "gb18030" if best.encoding in _GB else best.encoding
    text = raw.decode(encoding, errors="replace")
    return _checked(text, *((_FAULTY,) if "\ufffd" in text else ()))
