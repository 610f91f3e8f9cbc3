"""A second reading of a Word file, by expat and without any rule of how Word shows it: all text, part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree

_UNSEEN = str.maketrans("", "", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad")
_FORMULA = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_WORD = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)


@dataclass(slots=True)
class RawPart:
    """One part as expat reads it.

    `printed` is all text of Word's own paragraphs, blanks and spoken forms (ruby) left aside. `shown` are the texts of
    paragraphs of any kind, each joined over its runs, and all of them joined; `behind` attributes and any other text.
    `names` are the local names of all elements and attributes.
    """

    name: str
    printed: str = ""
    shown: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def raw_parts(raw: bytes) -> tuple[RawPart, ...]:
    """Return all parts of a Word file that are XML. Raises BadZipFile, ParseError."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        endings = (".xml", ".rels", ".vml")
        return tuple(
            _part(info.filename, archive.read(info))
            for info in archive.infolist()
            if info.filename.lower().endswith(endings)
        )


def _part(name: str, content: bytes) -> RawPart:
    part = RawPart(name)
    root = ElementTree.fromstring(content)
    printed: list[str] = []
    whole: list[str] = []
    for block, text in _texts(root, part, printed):
        if not block:
            part.behind.append(text)
        else:
            part.shown.append(text)
            whole.append(text)
    part.shown.append("".join(whole))
    part.printed = "".join("".join(printed).translate(_UNSEEN).split())
    return part


def _texts(root: ElementTree.Element, part: RawPart, printed: list[str]) -> Iterator[tuple[int, str]]:
    """Yield each paragraph, counted from 1, with its text joined, and any other text with 0; note the rest."""
    joined: dict[int, list[str]] = {}
    waiting: list[tuple[ElementTree.Element, int, bool]] = [(root, 0, False)]
    count = 0
    while waiting:
        element, paragraph, is_spoken = waiting.pop()
        space, _, local = element.tag.rpartition("}")
        space = space.lstrip("{")
        part.names.add(local)
        for key, value in element.items():
            part.names.add(key.rpartition("}")[2])
            part.behind.append(value)
        if local == "p":
            count += 1
            paragraph = count
        is_spoken = is_spoken or local == "rt"
        text = element.text or ""
        if text.strip():
            if local == "t" and paragraph:
                joined.setdefault(paragraph, []).append(text)
            else:
                yield 0, text
            if local == "t" and (space in _WORD or space == _FORMULA) and not is_spoken:
                printed.append(text)
        waiting += [(inner, paragraph, is_spoken) for inner in reversed(element)]
    for paragraph, texts in joined.items():
        yield paragraph, "".join(texts)
