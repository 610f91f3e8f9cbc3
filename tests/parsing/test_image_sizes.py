"""The size of a picture is read from its head, whatever follows."""

from __future__ import annotations

import struct
import zlib

import pytest

from desktop.parsing.readers.image_sizes import is_cut_short, sizes


def png(width: int, height: int) -> bytes:
    """Return the head of a PNG, without a pixel."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def jpeg(width: int, height: int) -> bytes:
    """Return the head of a JPEG behind a comment."""
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"\xff\xc0ab"
    return b"\xff\xd8" + comment + b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"


def tiff(*pages: tuple[int, int], order: str = "<", loops: bool = False) -> bytes:
    """Return a TIFF of directories alone."""
    raw = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(order + "I", 8)
    for number, (width, height) in enumerate(pages):
        entries = struct.pack(order + "HHII", 256, 4, 1, width) + struct.pack(order + "HHII", 257, 4, 1, height)
        following = len(raw) + 2 + len(entries) + 4
        is_last = number == len(pages) - 1
        raw += struct.pack(order + "H", 2) + entries
        raw += struct.pack(order + "I", (8 if loops else 0) if is_last else following)
    return raw


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        pytest.param("PNG", png(100_000, 90_000), [(100_000, 90_000)], id="PNG"),
        pytest.param("JPEG", jpeg(1654, 2339), [(1654, 2339)], id="JPEG"),
        pytest.param("GIF", b"GIF89a" + struct.pack("<HH", 640, 480), [(640, 480)], id="GIF"),
        pytest.param(
            "BMP", b"BM" + bytes(12) + struct.pack("<Iii", 40, 300, -200), [(300, 200)], id="BMP from the top"
        ),
        pytest.param("BMP", b"BM" + bytes(12) + struct.pack("<IHH", 12, 30, 20), [(30, 20)], id="BMP of OS/2"),
        pytest.param("TIFF", tiff((10, 20), (30, 40)), [(10, 20), (30, 40)], id="TIFF of two pages"),
        pytest.param("TIFF", tiff((10, 20), order=">"), [(10, 20)], id="TIFF, high bytes first"),
        pytest.param("TIFF", tiff((10, 20), (30, 40), loops=True), [(10, 20), (30, 40)], id="TIFF without end"),
        pytest.param("TIFF", b"II*\x00" + bytes(4), [], id="TIFF without a page"),
        pytest.param("PNG", png(5, 5)[:20], [], id="PNG that breaks off"),
        pytest.param("JPEG", b"\xff\xd8\xff", [], id="JPEG that breaks off"),
        pytest.param("TIFF", b"II*\x00\xff\xff\xff\x7f", [], id="TIFF that points outside"),
    ],
)
def test_the_size_is_what_the_head_says(kind: str, raw: bytes, expected: list[tuple[int, int]]) -> None:
    assert sizes(kind, raw) == expected


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        pytest.param("JPEG", jpeg(1, 1) + b"\xff\xda..\xff\xd9", False, id="whole"),
        pytest.param("JPEG", jpeg(1, 1) + b"\xff\xda..", True, id="without its end"),
        pytest.param("PNG", b"", False, id="no JPEG"),
    ],
)
def test_a_jpeg_without_its_end_is_noticed(kind: str, raw: bytes, expected: bool) -> None:
    assert is_cut_short(kind, raw) is expected
