"""ZIP archives and the XML in them, from hands that cannot be trusted. Nothing is ever unpacked to disk.

What a file says of its own sizes refuses it early; what counts is the number of bytes that were really unpacked.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import regex
from lxml import etree

from desktop.domain.errors import SourceDamaged, SourceEncrypted, SourceTooLarge, SourceUnsafe

MOST_ENTRIES = 20_000
LARGEST_ENTRY = 200_000_000
"""Bytes of one entry, unpacked."""
LARGEST_WHOLE = 400_000_000
"""Bytes of all entries, unpacked."""
HIGHEST_RATIO = 200
"""Times that an entry above FREE_OF_RATIO may be larger unpacked than packed."""
FREE_OF_RATIO = 1_000_000
LARGEST_XML = 64_000_000
MOST_TAGS = 6_000_000

_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    LookupError, OverflowError, OSError,
)  # fmt: skip
_CHUNK = 262_144
_LISTED = b"PK\x01\x02"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OUTSIDE = regex.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|\x00")
_DECLARATION = regex.compile(rb"<!(?:DOCTYPE|ENTITY)")
# XML_ERR_INTERNAL_ERROR (a depth, before libxml2 2.13), XML_ERR_ENTITY_LOOP, XML_ERR_RESOURCE_LIMIT
_WITHOUT_BOUND = frozenset({1, 89, 114})


class Archive:
    """The entries of a ZIP archive that was found harmless; folders are left out."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self._path = path
        self._file = file
        self._entries = {info.filename: info for info in file.infolist() if not info.is_dir()}
        self._unpacked: dict[str, int] = {}
        self._whole = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the entries as the archive lists them."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        """Tell whether there is an entry of exactly this name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Unpack one entry in memory.

        Raises SourceDamaged where it is absent or does not fit its checksum, SourceUnsafe where it grows past a bound.
        """
        if name not in self._entries:
            raise SourceDamaged(self._path, name)
        info = self._entries[name]
        known = self._unpacked.pop(name, 0)
        self._whole -= known
        unpacked = bytearray()
        try:
            with self._file.open(info) as entry:
                while chunk := entry.read(_CHUNK):
                    unpacked += chunk
                    self._bound(info, len(unpacked))
        except _FAULTS as error:
            raise SourceDamaged(self._path, name) from error
        self._unpacked[name] = len(unpacked)
        self._whole += len(unpacked)
        return bytes(unpacked)

    def _bound(self, info: zipfile.ZipInfo, size: int) -> None:
        if self._whole + size > LARGEST_WHOLE or _is_bomb(size, info.compress_size):
            raise SourceUnsafe(self._path, info.filename)


def open_archive(path: Path, raw: bytes) -> Archive:
    """Open an archive for reading in memory; `path` is for errors only. Archives inside of it stay closed.

    Raises SourceUnsafe for one that is made to harm, SourceEncrypted for one that needs a password, SourceDamaged for
    one that breaks off.
    """
    if raw.count(_LISTED) > MOST_ENTRIES:
        raise SourceUnsafe(path, "entries")
    try:
        file = zipfile.ZipFile(BytesIO(raw))
    except _FAULTS as error:
        raise SourceDamaged(path, str(error)) from error
    names: set[str] = set()
    whole = 0
    for info in file.infolist():
        _admit(path, info)
        if info.filename in names:
            raise SourceUnsafe(path, info.filename)
        names.add(info.filename)
        whole += info.file_size
    if whole > LARGEST_WHOLE:
        raise SourceUnsafe(path, "size")
    return Archive(path, file)


def _admit(path: Path, info: zipfile.ZipInfo) -> None:
    """Refuse an entry that names a place outside, is a link, or says itself that it grows without bound."""
    if _OUTSIDE.search(info.orig_filename) or stat.S_ISLNK(info.external_attr >> 16):
        raise SourceUnsafe(path, info.orig_filename)
    if info.flag_bits & _ENCRYPTED:
        raise SourceEncrypted(path)
    if _is_bomb(info.file_size, info.compress_size):
        raise SourceUnsafe(path, info.filename)
    if info.compress_type not in _METHODS:
        raise SourceDamaged(path, info.filename)


def _is_bomb(size: int, packed: int) -> bool:
    return size > LARGEST_ENTRY or (size > FREE_OF_RATIO and size > packed * HIGHEST_RATIO)


def xml_root(path: Path, raw_xml: bytes) -> Any:
    """Return the root element of an XML part; comments and processing instructions are left out.

    Neither kind of document that is kept in archives has a document type: with one, it is SourceUnsafe, and so is what
    nests deeper than libxml2's 256 levels or has a text of more than 10 MB in one piece. Raises SourceTooLarge,
    SourceDamaged for what is no XML.
    """
    if len(raw_xml) > LARGEST_XML or raw_xml.count(b"<") > MOST_TAGS:
        raise SourceTooLarge(path, f"{LARGEST_XML // 1_000_000} MB")
    if _DECLARATION.search(raw_xml) is not None:
        raise SourceUnsafe(path, "DOCTYPE")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw_xml, parser=parser)
    except etree.XMLSyntaxError as error:
        raise (SourceUnsafe if error.code in _WITHOUT_BOUND else SourceDamaged)(path, str(error)) from error
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise SourceDamaged(path, str(error)) from error
    # in an encoding of two bytes a character
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceUnsafe(path, "DOCTYPE")
    return root
