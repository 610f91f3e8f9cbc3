"""An independent judge of public copies: pdfium, the raw bytes and the known places, nothing of the program's proof."""

from __future__ import annotations

import ctypes
import random
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium

from desktop.domain.redaction import RedactionPlan, Removal
from desktop.domain.text import Span
from tests.redaction.odd_pdfs import BAKED, HIDDEN, Item, Odd, Put, _face

MASKS = "●*"
NEAR = 1.2


@dataclass
class Choice:
    """What is removed: for each item (by its place in the list) the characters, and the plan that says so."""

    plan: RedactionPlan
    gone: dict[int, range] = field(default_factory=dict)
    strings: list[str] = field(default_factory=list)


def chosen(odd: Odd, text: str, lot: random.Random) -> Choice:
    """Choose passages by lot, whole or in part, of the items that stand in a text as it was read."""
    known = [
        (number, match)
        for number, item in enumerate(odd.items)
        if item.kind not in HIDDEN and item.kind != "slanted" and (match := _found(item, text)) is not None
    ]
    choice = Choice(RedactionPlan())
    removals: list[Removal] = []
    taken: set[int] = set()
    for number, (start, end) in lot.sample(known, min(len(known), lot.randint(1, 5))):
        offsets = [offset for offset in range(start, end) if not text[offset].isspace() and text[offset] != "\u200b"]
        count = len(offsets)
        first, last = (
            (0, count)
            if odd.items[number].kind == "shuffled" or lot.random() < 0.5
            else sorted(lot.sample(range(count + 1), 2))
        )
        if taken & set(offsets):
            continue
        taken |= set(offsets)
        spans = tuple(_spans(offsets[first:last]))
        removals.append(Removal(spans, lot.choice(("", "●●●", "*●*●*●*●", "●" * (last - first)))))
        choice.gone[number] = range(first, last)
        choice.strings.append("".join(text[offset] for offset in offsets[first:last]).replace("\u200b", ""))
    choice.plan = RedactionPlan(tuple(removals))
    return choice


def _found(item: Item, text: str) -> tuple[int, int] | None:
    """Return where a text was read; None where it was not, or more than once."""
    letters = (re.escape(char) for char in unicodedata.normalize("NFKC", item.text) if char != "\u200b")
    matches = list(re.finditer(r"[\s\u200b]*".join(letters), text))
    return matches[0].span() if len(matches) == 1 else None


def _spans(offsets: Sequence[int]) -> Iterator[Span]:
    start = offsets[0]
    for before, offset in zip(offsets, [*offsets[1:], -1], strict=True):
        if offset != before + 1:
            yield Span(start, before + 1)
            start = offset


def faults(odd: Odd, choice: Choice, copy: bytes) -> list[str]:
    """Return what is wrong with a copy: what can be recovered from it, and what it has lost."""
    return [*_recovered(odd, choice, copy), *_misplaced(odd, choice, copy), *_beside(copy)]


def _recovered(odd: Odd, choice: Choice, copy: bytes) -> Iterator[str]:
    texts = {"pdfium": "".join(char for page in _pages(copy) for char, _, _ in page)}
    with pymupdf.open(stream=copy, filetype="pdf") as document:
        texts["mupdf"] = "".join(page.get_text("text", clip=pymupdf.INFINITE_RECT()) for page in document)
    streams = list(_streams(copy))
    for number, string in zip(choice.gone, choice.strings, strict=True):
        if len(string) < 6 or _stands_elsewhere(odd, choice, number, string):
            continue
        for reader, text in texts.items():
            if string in "".join(text.split()).replace("\u200b", ""):
                yield f"{reader} reads {string}"
        for form in _forms(string):
            if any(form in stream for stream in streams):
                yield f"{string} stands in the file as {form[:40]!r}"


def _stands_elsewhere(odd: Odd, choice: Choice, number: int, string: str) -> bool:
    """Tell whether a visible item says the same by right."""
    return any(
        other != number
        and string in unicodedata.normalize("NFKC", item.text)
        and other not in choice.gone
        and item.kind not in HIDDEN
        and item.kind != "slanted"
        for other, item in enumerate(odd.items)
    )


def _forms(string: str) -> Iterator[bytes]:
    plain = string.encode("utf-8")
    wide = string.encode("utf-16-be")
    yield from (plain, wide, string.encode("utf-16-le"), string.encode("gb18030"))
    yield from (plain.hex().encode(), wide.hex().encode(), wide.hex().upper().encode())
    yield "".join(f"\\{byte:03o}" for byte in plain).encode()
    for name in ("cjk", "helv"):
        codes = [_face(name).has_glyph(ord(char)) for char in string]
        if all(codes):
            yield "".join(f"{code:04x}" for code in codes).encode()
            yield b"".join(code.to_bytes(2, "big") for code in codes)


def _streams(copy: bytes) -> Iterator[bytes]:
    yield copy
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", copy, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(match[1])
        except zlib.error:
            yield match[1]


def _misplaced(odd: Odd, choice: Choice, copy: bytes) -> Iterator[str]:
    """Look at the place of every glyph that was put: it is there when it is kept, and not when it is removed."""
    for number, letters in enumerate(_pages(copy)):
        rest = list(letters)
        for place, item in enumerate(odd.items):
            if item.page != number or item.kind in BAKED:
                continue
            gone = _removed_puts(odd, choice, place)
            for index, put in enumerate(item.puts):
                if put.text == "\u200b":
                    continue
                mine = [letter for letter in rest if _is(put, letter)]
                if item.kind in HIDDEN and mine:
                    yield f"{item.kind} shows {put.text}"
                elif index in gone and mine and len(gone[index]) == len(unicodedata.normalize("NFKC", put.text)):
                    yield f"{item.kind} {item.text}: {put.text} ({index}) is left"
                elif index not in gone and item.kind not in HIDDEN and not mine:
                    yield f"{item.kind} {item.text}: {put.text} ({index}) is lost"
                rest = [letter for letter in rest if letter not in mine]
        known = "".join(item.text for item in odd.items if item.kind in BAKED)
        strange = [char for char, _, _ in rest if char not in MASKS and char not in known]
        if strange and not any(item.kind == "ligature" for item in odd.items):
            yield f"strange letters {strange}"
    for place, item in enumerate(odd.items):
        if item.kind in BAKED and place not in choice.gone:
            digits = "".join(char for char in item.text if char.isdigit())
            if digits not in "".join(char for page in _pages(copy) for char, _, _ in page):
                yield f"{item.kind} {digits} is lost"


def _removed_puts(odd: Odd, choice: Choice, place: int) -> dict[int, str]:
    """Return the glyphs of an item that are removed, by their place in it, each with its removed characters."""
    item = odd.items[place]
    wanted: list[range] = []
    if place in choice.gone:
        wanted.append(choice.gone[place])
    elif item.kind == "slanted" or item.kind in HIDDEN:
        for string in choice.strings:
            start = item.text.find(string)
            if start >= 0 and len(string) > 1 and (len(string) >= 6 or re.search("[\u3400-\u9fff]", string)):
                wanted.append(range(start, start + len(string)))
    removed: dict[int, str] = {}
    at = 0
    for index, put in enumerate(item.puts):
        for char in unicodedata.normalize("NFKC", put.text.replace("\u200b", "")):
            if any(at in part for part in wanted):
                removed[index] = removed.get(index, "") + char
            at += 1
    return removed


def _is(put: Put, letter: tuple[str, float, float]) -> bool:
    char, x, y = letter
    return (
        char in unicodedata.normalize("NFKC", put.text) + put.text and abs(x - put.x) < NEAR and abs(y - put.y) < NEAR
    )


def _pages(copy: bytes) -> list[list[tuple[str, float, float]]]:
    document = pypdfium2.PdfDocument(copy)
    try:
        return [list(_letters(page)) for page in document]
    finally:
        document.close()


def _letters(page: Any) -> Iterator[tuple[str, float, float]]:
    _, _, _, top = page.get_mediabox()
    text = pdfium.FPDFText_LoadPage(page)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text)):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if char.isspace() or ord(char) < 32:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        yield char, x.value, top - y.value
    pdfium.FPDFText_ClosePage(text)


def _beside(copy: bytes) -> Iterator[str]:
    with pymupdf.open(stream=copy, filetype="pdf") as document:
        kept = {key: value for key, value in document.metadata.items() if value and key not in ("format", "encryption")}
        if kept:
            yield f"metadata {kept}"
        if document.get_toc() or document.embfile_count() or document.get_xml_metadata():
            yield "bookmarks, files or XMP"
        if any(page.first_annot or page.first_link or page.first_widget for page in document):
            yield "annotations"
