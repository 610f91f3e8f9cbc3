"""The search of a written PDF, object by object and stream by stream, for removed strings in every encoding."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.redaction import pdf_objects as objects
from desktop.redaction.removed_text import RemovedText, bare, bare_glyph

LEAST_BYTES = 6
"""A shorter run of bytes stands anywhere by chance."""
_ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_STRING = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)|<[0-9A-Fa-f\s]*>(?!>)", re.DOTALL
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_SINGLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_DIGITS = re.compile(rb"[0-9A-Fa-f]{%d,}" % (2 * LEAST_BYTES))
"""Where alone a form can stand that is written as digits."""
_BINARY = frozenset({"Image", "CIDFontType0C", "Type1C", "OpenType"})
_BLANKS = bytes(range(33))
_MOST_RANGE = 65_536
_BETWEEN = b"\xff" * 16
"""Stands between the forms in which an object is searched; no text is written like this."""


@dataclass(slots=True)
class Searched:
    """What a search went through, and the removals (from 1) that it found, with the number of the object."""

    objects: int = 0
    streams: int = 0
    volume: int = 0
    found: list[tuple[int, int]] = field(default_factory=list)


def search(document: Any, wanted: Sequence[RemovedText], is_kept: Iterable[str] = ()) -> Searched:
    """Search all that a PDF holds; strings in `is_kept` stand on its pages by right and are looked for elsewhere only.

    Content is searched as bytes, as strings with their escapes resolved and joined, and through the character maps of
    all fonts. Pixels of pictures are not text and left aside.
    """
    result = Searched()
    kept = set(is_kept)
    letters = frozenset(char for string in wanted for char in string.text)
    maps = [map_ for _, found in objects.objects(document) if (map_ := _map_of(document, found, letters))]
    written = [_Written.of(encoding, {string.text for string in wanted}) for encoding in _ENCODINGS]
    for number, found in objects.objects(document):
        result.objects += 1
        own = _printed(document, number)
        pieces = [own, _joined(own), _NAME.sub(lambda match: bytes([int(match[1], 16)]), own)]
        is_content = False
        if objects.is_stream(found):
            result.streams += 1
            stream = _stream(document, number, found)
            is_content = _is_content(found, stream)
            pieces.append(stream)
            if not _is_binary(found):
                joined = _joined(stream)
                pieces += [joined, joined.translate(None, _BLANKS)]
            result.volume += len(stream)
        texts = [bare(text) for text in _decoded(pieces[-1], maps)] if is_content else []
        whole = _BETWEEN.join(pieces)
        runs = _BETWEEN.join(_DIGITS.findall(whole))
        near = [one for one in written if one.may_be_in(whole)]
        for string in wanted:
            if is_content and string.text in kept:
                continue
            in_bytes = any(form in whole for one in near for form in one.forms[string.text]) or (
                bool(runs) and any(form in runs for one in written for form in one.digits[string.text])
            )
            if in_bytes or (len(string.text) >= LEAST_BYTES and any(string.text in text for text in texts)):
                result.found.append((string.number, number))
    return result


@dataclass(frozen=True, slots=True)
class _Written:
    """What some texts are in one encoding: as bytes and as digits. Forms too short to mean anything are left out.

    `_sieve` matches wherever one of the forms begins, and hardly anywhere else: none of them is to be looked for by
    itself where it does not match.
    """

    forms: dict[str, frozenset[bytes]]
    digits: dict[str, frozenset[bytes]]
    _sieve: re.Pattern[bytes] | None

    @classmethod
    def of(cls, encoding: str, texts: Iterable[str]) -> _Written:
        """Write some texts, full-width and as they are."""
        forms = {
            text: frozenset(
                form
                for variant in (text, text.translate(_WIDE))
                if len(form := variant.encode(encoding, errors="replace")) >= LEAST_BYTES
            )
            for text in texts
        }
        digits = {
            text: frozenset(digits for form in own for digits in (form.hex().encode(), form.hex().upper().encode()))
            for text, own in forms.items()
        }
        every = frozenset().union(*forms.values())
        heads = zip(*every, strict=False)
        sieve = b"".join(b"[%s]" % b"".join(b"\\x%02x" % byte for byte in sorted(set(head))) for head in heads)
        return cls(forms, digits, re.compile(sieve) if every else None)

    def may_be_in(self, whole: bytes) -> bool:
        """Tell whether it is not certain that none of the forms stands in a run of bytes."""
        return self._sieve is not None and self._sieve.search(whole) is not None


def _printed(document: Any, number: int) -> bytes:
    try:
        return str(document.xref_object(number, compressed=True)).encode("utf-8", errors="surrogateescape")
    except (RuntimeError, ValueError, UnicodeError):
        return b""


def _stream(document: Any, number: int, found: Any) -> bytes:
    if objects.name(found, "Subtype") == "Image":
        return document.xref_stream_raw(number) or b"" if objects.name(found, "Filter") == "DCTDecode" else b""
    return document.xref_stream(number) or b""


def _is_content(found: Any, stream: bytes) -> bool:
    """Tell whether a stream draws: it shows strings, and is neither a font nor a map."""
    return not _is_binary(found) and (b"Tj" in stream or b"TJ" in stream or b"'" in stream)


def _is_binary(found: Any) -> bool:
    """Tell whether a stream is a font or a picture, which has no strings."""
    return any(objects.has(found, key) for key in ("Length1", "Length2", "Length3")) or (
        objects.name(found, "Subtype") in _BINARY
    )


def _joined(stream: bytes) -> bytes:
    """Return all strings of a stream one after the other, their escapes resolved."""
    return b"".join(_strings(stream))


def _strings(stream: bytes) -> Iterator[bytes]:
    for match in _STRING.finditer(stream):
        own = match[0]
        if own.startswith(b"<"):
            digits = own[1:-1].translate(None, b" \t\r\n\f\0")
            yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        else:
            yield _ESCAPE.sub(_resolved, own[1:-1]) if b"\\" in own else own[1:-1]


def _resolved(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped[:1] in b"01234567":
        return bytes([int(escaped, 8) & 0xFF])
    return _PLAIN.get(escaped, escaped)


def _decoded(joined: bytes, maps: Iterable[dict[int, str]]) -> Iterator[str]:
    """Yield what the codes of some strings mean in each font."""
    pairs = [int.from_bytes(joined[at : at + 2], "big") for at in range(0, len(joined) - 1, 2)]
    for known in maps:
        codes: Iterable[int] = pairs if max(known) > 0xFF else joined
        yield "".join(known.get(code, "") for code in codes)


def _map_of(document: Any, font: Any, letters: frozenset[str]) -> dict[int, str]:
    """Return which code of a font stands for which of some letters, as its ToUnicode says."""
    if objects.name(font, "Type") != "Font":
        return {}
    number = objects.number_of(objects.value(font, "ToUnicode"))
    return read_map(document.xref_stream(number) or b"", letters) if number else {}


def read_map(stream: bytes, letters: frozenset[str]) -> dict[int, str]:
    """Return the codes of a character map (ToUnicode) that stand for texts with one of some letters."""
    found: dict[int, str] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        for code, text in _SINGLE.findall(section):
            if not letters.isdisjoint(bare_glyph(meant := _text(text))):
                found[int(code, 16)] = meant
    known = sorted(map(ord, {*letters, *(char.translate(_WIDE) for char in letters)}))
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
        for first, last, text, listed in _RANGE.findall(section):
            start, count = int(first, 16), min(int(last, 16) - int(first, 16) + 1, _MOST_RANGE)
            if listed:
                found.update((start + step, _text(own)) for step, own in enumerate(_HEX.findall(listed)[:count]))
            elif len(whole := _text(text)) == 1:
                meant_first = ord(whole)
                here = known[bisect_left(known, meant_first) : bisect_left(known, meant_first + count)]
                found.update((start + code - meant_first, chr(code)) for code in here)
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")).decode("utf-16-be", errors="replace")
