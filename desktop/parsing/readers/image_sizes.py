"""How large the pictures of an image file say they are, read from its head without unpacking a pixel."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_MOST_PAGES = 5_000
_WIDTH, _HEIGHT = 256, 257
_SHORT, _LONG = 3, 4
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset(range(0xD0, 0xDA)) | {0x01, 0xFF}
_SCAN = 0xDA

Size = tuple[int, int]
"""Width and height in pixels."""


def sizes(kind: str, raw: bytes) -> list[Size]:
    """Return the sizes of the pictures of a PNG, JPEG, GIF, BMP or TIFF; none where the head breaks off."""
    readers = {"PNG": _png, "JPEG": _jpeg, "GIF": _gif, "BMP": _bmp, "TIFF": _tiff}
    try:
        return list(readers[kind](raw))
    except (struct.error, IndexError):
        return []


def is_cut_short(kind: str, raw: bytes) -> bool:
    """Tell whether the end of a JPEG is missing."""
    return kind == "JPEG" and b"\xff\xd9" not in raw[raw.rfind(b"\xff\xda") :]


def _png(raw: bytes) -> Iterator[Size]:
    yield struct.unpack_from(">II", raw, 16)


def _gif(raw: bytes) -> Iterator[Size]:
    yield struct.unpack_from("<HH", raw, 6)


def _bmp(raw: bytes) -> Iterator[Size]:
    (length,) = struct.unpack_from("<I", raw, 14)
    width, height = struct.unpack_from("<HH" if length == 12 else "<ii", raw, 18)
    yield abs(width), abs(height)


def _jpeg(raw: bytes) -> Iterator[Size]:
    place = 2
    while place < len(raw) and raw[place] == 0xFF:
        marker = raw[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", raw, place + 5)
            yield width, height
            return
        if marker == _SCAN:
            return
        place += 1 if marker == 0xFF else 2 if marker in _BARE else 2 + struct.unpack_from(">H", raw, place + 2)[0]


def _tiff(raw: bytes) -> Iterator[Size]:
    order = "<" if raw[:2] == b"II" else ">"
    (place,) = struct.unpack_from(order + "I", raw, 4)
    seen: set[int] = set()
    while place and place not in seen and len(seen) < _MOST_PAGES:
        seen.add(place)
        (count,) = struct.unpack_from(order + "H", raw, place)
        sides = {_WIDTH: 0, _HEIGHT: 0}
        for entry in range(place + 2, place + 2 + count * 12, 12):
            tag, form = struct.unpack_from(order + "HH", raw, entry)
            if tag in sides and form in (_SHORT, _LONG):
                (sides[tag],) = struct.unpack_from(order + ("H" if form == _SHORT else "I"), raw, entry + 8)
        yield sides[_WIDTH], sides[_HEIGHT]
        (place,) = struct.unpack_from(order + "I", raw, place + 2 + count * 12)
