"""An archive package: a zip that says by itself what is in it and whether it is whole."""

from __future__ import annotations

import errno
import html
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

INDEX, SUMS = "目录.html", "SHA256SUMS"
_BLOCK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part: that of the package is told by its journal, and equal content makes an equal file."""
_LARGEST = 2_000_000_000
"""Bytes of one part; what claims to be larger is not unpacked."""
_LARGEST_LIST = 100_000_000
"""Bytes of a part that is read into memory: the checksums, the journal."""
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, NotImplementedError, ValueError)
"""What zipfile raises of archives that are none, are broken, locked, or packed in ways that it does not know."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package: its name with folders, what it is in words, and its content or where that lies."""

    name: str
    what: str
    content: bytes | Path


def write_package(title: str, parts: Sequence[Part], stream: BinaryIO) -> int:
    """Write parts, a readable index and their checksums; return how many parts there were. Raises OSError."""
    index = Part(INDEX, "目录", _index(title, parts).encode())
    sums: list[str] = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        sums += [f"{_add(archive, part)}  {part.name}\n" for part in (index, *parts)]
        _add(archive, Part(SUMS, "校验和", "".join(sums).encode()))
    return len(parts)


def package_faults(path: Path) -> Iterator[str]:
    """Yield in Chinese what is wrong with a package: parts that are missing, added or changed. Raises OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _faults(archive)
    except _BROKEN as error:
        yield f"不是完好的存档包，打不开：{error}"
    except OSError as error:
        if error.errno not in (None, errno.EINVAL):  # so a place before the file's beginning is told, and bad bzip2
            raise
        yield "不是完好的存档包，打不开"


def read_part(path: Path, name: str) -> bytes | None:
    """Return the content of a part, None where it cannot be read. Raises OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name) if archive.getinfo(name).file_size <= _LARGEST_LIST else None
    except (*_BROKEN, KeyError):
        return None
    except OSError as error:
        if error.errno not in (None, errno.EINVAL):
            raise
        return None


def copy_part(path: Path, name: str, target: BinaryIO) -> None:
    """Write the content of a part to a stream. Raises KeyError where there is none, ValueError, OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(name).file_size > _LARGEST:
                raise ValueError(name)
            for block in _blocks_in(archive, name):
                target.write(block)
    except _BROKEN as error:
        raise ValueError(name) from error


def _faults(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    if SUMS not in names:
        yield "没有校验和（SHA256SUMS），不是本程序写的存档包"
        return
    named: dict[str, str] = {}
    if archive.getinfo(SUMS).file_size > _LARGEST_LIST:
        yield "校验和（SHA256SUMS）大得不合理"
        return
    for line in archive.read(SUMS).decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        named[name] = digest
    for name in sorted(set(names) - {SUMS} - named.keys()):
        yield f"多出“{name}”"
    if len(names) != len(set(names)):
        yield "有重名的文件"
    for name, digest in named.items():
        if name not in names:
            yield f"缺少“{name}”"
        elif archive.getinfo(name).file_size > _LARGEST or _digest(_blocks_in(archive, name)) != digest:
            yield f"“{name}”被改动"


def _add(archive: zipfile.ZipFile, part: Part) -> str:
    """Write one part and return its SHA-256."""
    found = sha256()
    info = zipfile.ZipInfo(part.name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as target:
        for block in _blocks(part.content):
            found.update(block)
            target.write(block)
    return found.hexdigest()


def _blocks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _blocks_in(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as file:
        while block := file.read(_BLOCK):
            yield block


def _digest(blocks: Iterable[bytes]) -> str:
    found = sha256()
    for block in blocks:
        found.update(block)
    return found.hexdigest()


def _index(title: str, parts: Sequence[Part]) -> str:
    rows = "\n".join(
        f'<tr><td>{number}</td><td><a href="{html.escape(part.name)}">{html.escape(part.name)}</a></td>'
        f"<td>{html.escape(part.what)}</td></tr>"
        for number, part in enumerate(parts, 1)
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(title)}</title>
<style>body{{font-family:sans-serif;margin:2em}}td,th{{border:1px solid #888;padding:4px 10px;text-align:left}}
table{{border-collapse:collapse}}</style></head>
<body><h1>{html.escape(title)}</h1>
<table><tr><th>序号</th><th>文件</th><th>内容</th></tr>
{rows}
</table><p>各文件的校验和在 SHA256SUMS 里。</p></body></html>
"""
