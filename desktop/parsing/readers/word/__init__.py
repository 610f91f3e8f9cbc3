"""Word files (DOCX and its kin): their text as it is printed, without what only an editor shows.

Reads the parts itself rather than by python-docx, which sees neither text boxes nor content controls, nor numbers as
they are printed, and unpacks every picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.errors import SourceEmpty, SourceTooLarge, SourceWithoutText
from desktop.domain.text import SourceText, Span
from desktop.parsing.progress import Progress, Stage
from desktop.parsing.readers.archive import open_archive
from desktop.parsing.readers.options import ReadOptions
from desktop.parsing.readers.word.markup import RELATIONS, w
from desktop.parsing.readers.word.numbering import Numbering
from desktop.parsing.readers.word.package import Package
from desktop.parsing.readers.word.story import Manner, Story
from desktop.parsing.readers.word.styles import Styles
from desktop.parsing.readers.word.tracing import Origin, Piece, Trace

_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(path: Path, raw: bytes, digest: str, _options: ReadOptions, progress: Progress) -> SourceText:
    """Return the text of a Word file; headers stand before it and footers and notes behind, as margins.

    Raises SourceDamaged, SourceUnsafe, SourceEncrypted, SourceWithoutText for pictures only, SourceEmpty.
    """
    progress(Stage.READING, 0, 1)
    source, _ = _read(path, raw, digest, None)
    progress(Stage.READING, 1, 1)
    return source


@dataclass(frozen=True, slots=True)
class TracedText:
    """A Word file that was read with a trace, ready to be changed.

    `text` is what `read` returns, `origins` says of each of its code points what it was read from: of a line that
    several headers share, once for each. `pieces` are all elements that hold text, shown or not; `roots` are the parts
    that they belong to, by name.
    """

    text: str
    origins: tuple[tuple[Origin, ...], ...]
    pieces: tuple[Piece, ...]
    package: Package


def trace(path: Path, raw: bytes) -> TracedText:
    """Read a Word file and tell what each code point was read from. Raises as `read` does, SourceTooLarge."""
    try:
        traced = Trace()
        source, package = _read(path, raw, "", traced)
    except OverflowError as error:
        raise SourceTooLarge(path) from error
    first = {line: lines for line, *lines in traced.twins}
    origins: list[tuple[Origin, ...]] = []
    for line in source.text.split("\n"):
        alike = zip(*(traced.origins(twin) for twin in (line, *first.get(line, ()))), strict=True)
        origins += [tuple(one for one in ones if one is not None) for ones in alike]
        origins.append(())
    return TracedText(traced.plain(source.text), tuple(origins[: len(source.text)]), tuple(traced.pieces), package)


def _read(path: Path, raw: bytes, digest: str, traced: Trace | None) -> tuple[SourceText, Package]:
    package = Package(path, open_archive(path, raw))
    styles = Styles(package.part("styles"))
    manner = Manner(styles, Numbering(package.part("numbering"), styles.lists()), trace=traced)
    root = package.main
    body = Story(manner)
    for element in root.iterchildren(w("body")):
        body.blocks(element)
    if not any(line.strip() for line in body.lines):
        raise (SourceWithoutText if package.has_pictures else SourceEmpty)(path)
    above = _margin(package, manner, root.iter(w("headerReference")))
    below = [
        *_notes(package.part("footnotes"), "footnote", manner),
        *_notes(package.part("endnotes"), "endnote", manner),
        *_margin(package, manner, root.iter(w("footerReference"))),
    ]
    return _joined(path.name, digest, above, _tidy(body.lines), below, tuple(manner.notices)), package


def _margin(package: Package, manner: Manner, references: Iterable[Any]) -> list[str]:
    """Return the different lines of all headers, or of all footers."""
    lines: dict[str, list[str]] = {}
    for identity in dict.fromkeys(reference.get(f"{{{RELATIONS}}}id", "") for reference in references):
        root = package.related(identity)
        if root is not None:
            story = Story(manner)
            story.blocks(root)
            for line in filter(str.strip, story.lines):
                lines.setdefault(line if manner.trace is None else manner.trace.plain(line), []).append(line)
    if manner.trace is not None:
        manner.trace.twins += lines.values()
    return [alike[0] for alike in lines.values()]


def _notes(root: Any, kind: str, manner: Manner) -> list[str]:
    """Return the lines of the footnotes or endnotes."""
    story = Story(manner)
    for note in root.iterchildren(w(kind)) if root is not None else ():
        if note.get(w("type")) not in _NO_NOTES:
            story.blocks(note)
    return [line for line in story.lines if line.strip()]


def _tidy(lines: list[str]) -> list[str]:
    """Return the lines with no more than one blank one between two."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1]):
            kept.append(line if line.strip() else "")
    return kept[:-1] if kept and not kept[-1] else kept


def _joined(
    name: str, digest: str, above: list[str], body: list[str], below: list[str], notices: tuple[str, ...]
) -> SourceText:
    margins: list[Span] = []
    start = 0
    for index, line in enumerate((*above, *body, *below)):
        if not len(above) <= index < len(above) + len(body):
            margins.append(Span(start, start + len(line)))
        start += len(line) + 1
    text = "\n".join((*above, *body, *below)) + "\n"
    return SourceText(name, digest, "docx", text, (), notices, tuple(margins))
