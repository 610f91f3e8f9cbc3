"""What is done to a good file so that it becomes an odd one: its bytes, the parts of an archive, the values of JSON."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from typing import Any

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""Makes an odd file of a good one; the others are there to be mixed in."""

_MOST_EDITS = 4
_LONG = 3_000
WORDS: tuple[bytes, ...] = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[2J", b"\r", b"\n\n", b"\t", b"\xed\xa0\x80", b"\x81\x30\x81\x30",
    "\u202e".encode(), "𠮷".encode(), "\u2028".encode(), "〔2026〕0号".encode(), "二○二六年二月三十日".encode(),
    b"9" * 5_000, b"-1", b"1e999", b"NaN", b"Infinity", b"99999999999999999999", b"0x7fffffff", b'"', b"'", b"\\",
    b"\\ud800", b"<", b">", b"&#0;", b"&#x110000;", b"&lol;", b"]]>", b"<!--",
    b"<!DOCTYPE x [<!ENTITY lol 'x'>]>", b"<script>",
    b"[" * 2_000, b"{" * 500, b"<b>" * 500, b"(" * 500, b"=cmd|'/C calc'!A0", b"'; DROP TABLE records; --",
    b"../../../../etc/passwd", b"C:\\con", b"%s%n", b"$(touch x)", b"endobj", b"stream", b"/Kids[1 0 R]", b"<</", b">>",
)  # fmt: skip
"""What has broken readers before."""
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**40, 1e308, float("inf"), float("nan"), 0.5, "", "x", "\x00",
    "\ud800", "\u202e", "9" * 5_000, [], {}, [[]], [None], [0, 0], [5, 1], {"": None}, [{}],
    "2026-02-30", "../../etc/passwd",
)  # fmt: skip


def of_bytes(random: Random, raw: bytes, others: Sequence[bytes]) -> bytes:
    """Cut, double, overwrite and mix bytes."""
    data = bytearray(raw)
    for _ in range(random.randint(1, _MOST_EDITS)):
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice((0, 1, 1, 2, 8, 64, _LONG)))
        match random.randrange(6):
            case 0:
                data[start:end] = random.choice(WORDS)
            case 1:
                del data[start:end]
            case 2:
                data[start:start] = data[start:end] * random.choice((1, 2, 50))
            case 3:
                other = random.choice(others)
                place = random.randint(0, len(other))
                data[start:end] = other[place : place + _LONG]
            case 4 if start < len(data):
                data[start] ^= 1 << random.randrange(8)
            case _:
                del data[start:]
                data += b"" if random.random() < 0.5 else random.choice(WORDS)
        if not data:
            data += random.choice(WORDS)
    return bytes(data)


def of_archive(random: Random, raw: bytes, others: Sequence[bytes]) -> bytes:
    """Change a part within an archive, its name, or the bytes of the archive as a whole."""
    if random.random() < 0.15:
        return of_bytes(random, raw, others)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(random.randint(1, 2)):
        at = random.randrange(len(parts))
        name, content = parts[at]
        match random.randrange(8):
            case 0:
                del parts[at]
                parts = parts or [("x", b"")]
            case 1:
                parts.append((name, content))
            case 2:
                parts[at] = (random.choice(("../../evil", "/etc/x", "a\\..\\b", "\u202ex", "con", name * 50)), content)
            case _:
                parts[at] = (name, of_bytes(random, content or b"x", [one for _, one in parts]))
    return packed(parts)


_LONGEST_NAME = 65_000
"""Bytes: an archive holds no longer name."""


def packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Return an archive, however odd its names are."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts:
            info = zipfile.ZipInfo("x")
            info.filename = name.encode(errors="replace")[:_LONGEST_NAME].decode(errors="ignore")
            archive.fp.seek(archive.start_dir)  # type: ignore[union-attr]  # open for writing
            archive.NameToInfo.pop(info.filename, None)  # a second part of the same name is meant
            archive.writestr(info, content)
    return stream.getvalue()


def of_json(random: Random, raw: bytes, others: Sequence[bytes]) -> bytes:
    """Put odd values into JSON, take keys away, swap what stands in two places; now and then its bytes are changed."""
    if random.random() < 0.2:
        return of_bytes(random, raw, others)
    data = json.loads(raw)
    for _ in range(random.randint(1, _MOST_EDITS)):
        data = _changed(random, data)
    return json.dumps(data).encode()


def _changed(random: Random, data: Any) -> Any:
    """Return data with one value changed; it may be changed in place."""
    places = list(_places(data))
    if not places or random.random() < 0.03:
        return random.choice(_VALUES)
    held, key = random.choice(places)
    match random.randrange(5):
        case 0:
            del held[key]
        case 1:
            other, there = random.choice(places)
            held[key] = json.loads(json.dumps(other[there]))
        case 2 if isinstance(held, dict):
            held[random.choice(("", "x", "\ud800", "schema"))] = held.pop(key)
        case 3 if isinstance(held, list):
            held.append(held[key])
        case _:
            held[key] = json.loads(json.dumps(random.choice(_VALUES)))
    return data


def _places(data: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [data] if isinstance(data, dict | list) else []
    while waiting:
        held = waiting.pop()
        keys = list(held) if isinstance(held, dict) else list(range(len(held)))
        found += [(held, key) for key in keys]
        waiting += [held[key] for key in keys if isinstance(held[key], dict | list)]
    return found


_TOML = (
    b"''", b'""', b"0", b"-1", b"1e400", b"nan", b"true", b"[]", b"{}", b"[[1]]", b"2026-02-30", b"07:99", b'"""',
    b"'''",    b"{x = 1}", b'["", ""]', b"9" * 5_000, b"[" * 2_000, b'"\\uD800"', b'"\\u0000"', "'二'".encode(),
)  # fmt: skip
_LINES = (b"[x]", b"[[x]]", b"x = 1", b"a.b.c = 1", b"[" + b"a." * 2_000 + b"a]")


def of_toml(random: Random, raw: bytes, others: Sequence[bytes]) -> bytes:
    """Put odd values behind keys, and take away, double and move lines; now and then its bytes are changed."""
    if random.random() < 0.2:
        return of_bytes(random, raw, others)
    lines = raw.split(b"\n")
    for _ in range(random.randint(1, _MOST_EDITS)):
        at = random.randrange(len(lines))
        match random.randrange(5):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(random.randrange(len(lines)), lines[at])
            case 2:
                lines.insert(at, random.choice(_LINES))
            case _:
                lines[at] = lines[at].partition(b"=")[0] + b"= " + random.choice(_TOML)
    return b"\n".join(lines)
