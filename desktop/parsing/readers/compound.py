"""OLE compound files (MS-CFB), looked into just far enough to tell which program wrote them."""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_MOST_SECTORS = 4_000
_LEAST_SHIFT, _MOST_SHIFT = 9, 12
_LISTED_IN_HEADER = 109
_NONE = 0xFFFFFFFA
_FIB_ENCRYPTED = 0x0100


def streams(raw: bytes) -> dict[str, int]:
    """Return the names of the streams and storages at the top of a compound file, each with its first sector.

    Empty for one that is damaged.
    """
    try:
        directory = _directory(raw)
        root = _entry(directory, 0)
        return {} if root is None else _siblings(directory, root[3])
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def is_encrypted_text(raw: bytes, sector: int) -> bool:
    """Tell whether the stream WordDocument that begins in `sector` needs a password."""
    start = _place(raw, sector)
    head = raw[start : start + 12]
    return len(head) == 12 and bool(struct.unpack_from("<H", head, 10)[0] & _FIB_ENCRYPTED)


def _size(raw: bytes) -> int:
    return 1 << min(max(int(struct.unpack_from("<H", raw, 30)[0]), _LEAST_SHIFT), _MOST_SHIFT)


def _place(raw: bytes, sector: int) -> int:
    return (sector + 1) * _size(raw)


def _sector(raw: bytes, sector: int) -> bytes:
    start = _place(raw, sector)
    return raw[start : start + _size(raw)]


def _directory(raw: bytes) -> bytes:
    """Return the sectors of the directory, joined."""
    per_sector = _size(raw) // 4
    tables = [number for number in struct.unpack_from(f"<{_LISTED_IN_HEADER}I", raw, 76) if number < _NONE]
    (further,) = struct.unpack_from("<I", raw, 68)
    while further < _NONE and len(tables) < _MOST_SECTORS:
        listed = struct.unpack_from(f"<{per_sector}I", _sector(raw, further))
        tables += [number for number in listed[:-1] if number < _NONE]
        further = listed[-1]
    parts: list[bytes] = []
    (sector,) = struct.unpack_from("<I", raw, 48)
    while sector < _NONE and len(parts) < _MOST_SECTORS:
        parts.append(_sector(raw, sector))
        (sector,) = struct.unpack_from("<I", _sector(raw, tables[sector // per_sector]), sector % per_sector * 4)
    return b"".join(parts)


def _entry(directory: bytes, index: int) -> tuple[str, int, int, int, int] | None:
    """Return name, left and right sibling, child, and first sector of an entry."""
    entry = directory[index * _ENTRY : (index + 1) * _ENTRY]
    if len(entry) < _ENTRY:
        return None
    (length,) = struct.unpack_from("<H", entry, 64)
    left, right, below = struct.unpack_from("<III", entry, 68)
    (sector,) = struct.unpack_from("<I", entry, 116)
    return entry[: max(length - 2, 0)].decode("utf-16-le"), left, right, below, sector


def _siblings(directory: bytes, first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    waiting, seen = [first], set[int]()
    while waiting:
        index = waiting.pop()
        entry = _entry(directory, index) if index < _NONE and index not in seen else None
        seen.add(index)
        if entry is not None:
            name, left, right, _, sector = entry
            found[name] = sector
            waiting += [left, right]
    return found
