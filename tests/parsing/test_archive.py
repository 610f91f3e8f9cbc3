"""Archives that are made to harm are refused, in bounded time and memory; XML parts read nothing beside themselves."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from desktop.domain import errors
from desktop.parsing.readers import archive

PATH = Path("a.docx")


def packed(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in entries:
            file.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def zeros(size: int) -> bytes:
    """An archive of one entry of zeros, packed piece by piece."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file, file.open("a.xml", "w") as entry:
        for _ in range(size // 1_000_000):
            entry.write(bytes(1_000_000))
    return buffer.getvalue()


def with_declared_size(raw: bytes, size: int) -> bytes:
    """The same archive, its only entry declared to unpack to `size` bytes."""
    start = raw.rindex(b"PK\x01\x02") + 24
    return raw[:start] + struct.pack("<I", size) + raw[start + 4 :]


@pytest.fixture
def bounded() -> Iterator[None]:
    """Fail a refusal that takes more than ten seconds or 60 MB."""
    tracemalloc.start()
    start = time.process_time()
    yield
    took, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 10
    assert peak < 60_000_000


def test_entries_are_read_by_their_names() -> None:
    opened = archive.open_archive(PATH, packed(("a.xml", b"<a/>"), ("文 件/“乙”.xml", b"<b/>"), ("空/", b"")))
    assert opened.names == ("a.xml", "文 件/“乙”.xml")
    assert opened.has("a.xml")
    assert not opened.has("空/")
    assert opened.read("文 件/“乙”.xml") == b"<b/>"


def test_a_missing_entry_is_damage() -> None:
    with pytest.raises(errors.SourceDamaged):
        archive.open_archive(PATH, packed(("a", b"a"))).read("b")


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../../b", "/etc/passwd", "C:/a", "c:a", "a\\b", "..\\a", "a/.."],
)
def test_a_name_that_leads_outside_is_unsafe(name: str) -> None:
    with pytest.raises(errors.SourceUnsafe):
        archive.open_archive(PATH, packed((name, b"a")))


@pytest.mark.parametrize("name", ["a..b", "...", "a b", "引“号”'\".xml", "a/b..c/d"])
def test_an_odd_name_is_no_harm(name: str) -> None:
    assert archive.open_archive(PATH, packed((name, b"a"))).read(name) == b"a"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_unsafe() -> None:
    with pytest.raises(errors.SourceUnsafe):
        archive.open_archive(PATH, packed(("a", b"a"), ("a", b"b")))


def test_a_link_is_unsafe() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        link = zipfile.ZipInfo("a")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    with pytest.raises(errors.SourceUnsafe):
        archive.open_archive(PATH, buffer.getvalue())


def test_an_encrypted_entry_needs_a_password() -> None:
    raw = bytearray(packed(("a", b"a")))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(errors.SourceEncrypted):
        archive.open_archive(PATH, bytes(raw))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_documents_do_not_use_is_damage(method: int) -> None:
    with pytest.raises(errors.SourceDamaged):
        archive.open_archive(PATH, packed(("a", b"a"), method=method))


@pytest.mark.parametrize("cut", [1, 10, 30, 60, 100])
def test_an_archive_that_breaks_off_is_damaged(cut: int) -> None:
    raw = packed(("a", b"abc" * 9), ("b", b"def" * 9))
    with pytest.raises(errors.SourceDamaged):
        archive.open_archive(PATH, raw[:-cut])


def test_a_wrong_checksum_is_damage() -> None:
    raw = packed(("a", b"abcdef"), method=zipfile.ZIP_STORED).replace(b"abcdef", b"abcdeg")
    with pytest.raises(errors.SourceDamaged):
        archive.open_archive(PATH, raw).read("a")


@pytest.mark.usefixtures("bounded")
def test_a_gigabyte_of_zeros_is_unsafe_before_it_is_unpacked() -> None:
    raw = zeros(1_000_000_000)
    with pytest.raises(errors.SourceUnsafe):
        archive.open_archive(PATH, raw)


@pytest.mark.usefixtures("bounded")
def test_a_declared_size_is_not_believed() -> None:
    """What unpacks to more than it declares is cut there, and does not fit its checksum."""
    raw = with_declared_size(packed(("a", bytes(50_000_000))), 999_999)
    with pytest.raises(errors.SourceDamaged):
        archive.open_archive(PATH, raw).read("a")


def test_the_bound_is_on_what_all_entries_unpack_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_WHOLE", 1000)
    opened = archive.Archive(PATH, zipfile.ZipFile(BytesIO(packed(("a", bytes(600)), ("b", bytes(600))))))
    opened.read("a")
    opened.read("a")
    with pytest.raises(errors.SourceUnsafe):
        opened.read("b")


def test_an_archive_within_an_archive_stays_closed() -> None:
    inner = zeros(100_000_000)
    for _ in range(4):
        inner = packed(*((f"{number}.zip", inner) for number in range(4)))
    opened = archive.open_archive(PATH, inner)
    assert opened.read("0.zip").startswith(b"PK")


def test_more_entries_than_any_document_has_are_unsafe() -> None:
    raw = packed(*((f"{number}", b"") for number in range(archive.MOST_ENTRIES + 1)))
    with pytest.raises(errors.SourceUnsafe):
        archive.open_archive(PATH, raw)


BILLION = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">%s]><l>&j;</l>' % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghij"
)
EXTERNAL = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(BILLION, id="billion laughs"),
        pytest.param(BILLION.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"), id="in two bytes"),
        pytest.param(BILLION.replace(b"<l>&j;</l>", b'<l a="&j;"/>'), id="in an attribute"),
        pytest.param(EXTERNAL, id="external entity"),
        pytest.param(EXTERNAL.decode().encode("utf-16"), id="external entity in two bytes"),
        pytest.param(b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', id="external definition"),
        pytest.param(b"<a>" * 10_000 + b"</a>" * 10_000, id="depth"),
        pytest.param(b"<a>" + b"x" * 50_000_000 + b"</a>", id="text without end"),
    ],
)
def test_xml_that_grows_or_reaches_outside_is_unsafe(raw: bytes) -> None:
    with pytest.raises(errors.SourceUnsafe):
        archive.xml_root(PATH, raw)


def test_xml_larger_than_memory_allows_is_refused_unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_TAGS", 1000)
    with pytest.raises(errors.SourceTooLarge):
        archive.xml_root(PATH, b"<a>" + b"<b/>" * 1000 + b"</a>")


@pytest.mark.parametrize("raw", [b"", b"<a>", b"<a></b>", b"text", b"<a>&x;</a>", bytes(9), b"\xff\xfe<\x00"])
def test_what_is_no_xml_is_damaged(raw: bytes) -> None:
    with pytest.raises(errors.SourceDamaged):
        archive.xml_root(PATH, raw)
