"""PDF files with a text layer. The only importer of PyMuPDF for reading; loaded when the first PDF is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf

from desktop.domain.errors import SourceDamaged, SourceEncrypted, SourceWithoutText
from desktop.domain.text import Page, SourceText, Span
from desktop.parsing.page_marks import lone_number, page_mark
from desktop.parsing.progress import Progress
from desktop.parsing.readers.options import ReadOptions

# PyMuPDF raises many kinds for a hostile file, some of them by accident; all of them mean the file.
_FAULTS = (RuntimeError, ValueError, TypeError, LookupError, AttributeError, AssertionError, pymupdf.mupdf.FzErrorBase)
_TAIL = 2048
_LEAST_TEXT = 10
_REPAIRED = "文件结构有损，已修复后读取"


def read(path: Path, raw: bytes, digest: str, options: ReadOptions, progress: Progress) -> SourceText:
    """Return the text of a PDF in its reading order, one page each.

    Raises SourceEncrypted, SourceDamaged for a file that breaks off or cannot be repaired, SourceWithoutText for
    pictures of pages.
    """
    tools: Any = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    is_whole = b"%%EOF" in raw.rstrip(b"\x00\r\n\t ")[-_TAIL:]
    opened: Any = pymupdf.open
    try:
        with opened(stream=raw, filetype="pdf") as document:
            if document.needs_pass:
                raise SourceEncrypted(path)
            if document.page_count == 0 or (document.is_repaired and not is_whole):
                raise SourceDamaged(path)
            texts = [_text(document[number]) for number in range(document.page_count)]
            is_repaired = document.is_repaired
    except _FAULTS as error:
        raise SourceDamaged(path, str(error)) from error
    if sum(len(text.strip()) for text in texts) < _LEAST_TEXT:
        raise SourceWithoutText(path)
    notices = [_REPAIRED] if is_repaired else []
    empty = [str(number) for number, text in enumerate(texts, 1) if not text.strip()]
    if empty:
        notices.append(f"第{'、'.join(empty)}页没有文字层")
    return _joined(path.name, digest, texts, tuple(notices))


def _text(page: Any) -> str:
    text: str = page.get_text("text", flags=pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x00", "\ufffd")


def _joined(name: str, digest: str, texts: list[str], notices: tuple[str, ...]) -> SourceText:
    pages: list[Page] = []
    start = 0
    parts: list[str] = []
    for text in texts:
        part = text if text.endswith("\n") else text + "\n"
        pages.append(Page(Span(start, start + len(part)), _printed(part)))
        parts.append(part)
        start += len(part)
    return SourceText(name, digest, "pdf", "".join(parts), tuple(pages), notices)


def _printed(text: str) -> str | None:
    """Return the page number that the page prints in its first or last line."""
    lines = [line.strip() for line in text.strip().split("\n")]
    for line in (lines[-1], lines[0]):
        if (mark := page_mark(line)) is not None:
            return mark
        if (number := lone_number(line)) is not None:
            return str(number)
    return None
