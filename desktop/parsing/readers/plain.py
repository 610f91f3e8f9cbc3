"""Text files: line breaks made equal, pages from form feeds or from page marks in the text."""

from __future__ import annotations

import regex

from desktop.domain.text import Page, SourceText, Span
from desktop.parsing.page_marks import page_mark

# "# Page 1316:" at the head of each page
_HEADED = regex.compile(r"(?m)^#{1,6}[ \t]*(?:[Pp]age|PAGE|第)[^\n]{1,16}$")


def read(name: str, digest: str, text: str, notices: tuple[str, ...] = ()) -> SourceText:
    """Return the source text of a decoded file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages: tuple[Page, ...] = ()
    if "\f" in text:
        text, pages = _fed(text)
    return SourceText(name, digest, "txt", text, pages or _headed(text), notices)


def _fed(text: str) -> tuple[str, tuple[Page, ...]]:
    """Return the text with its form feeds as line breaks, and the pages between them."""
    parts = text.split("\f")
    pages: list[Page] = []
    done: list[str] = []
    start = 0
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        if is_last and not part.strip():
            done.append(part)
            break
        if not is_last and not part.endswith("\n") and not parts[number + 1].startswith("\n"):
            part += "\n"
        end = start + len(part)
        pages.append(Page(Span(start, end)))
        done.append(part)
        start = end
    return "".join(done), tuple(pages) if len(pages) > 1 else ()


def _headed(text: str) -> tuple[Page, ...]:
    """Return the pages of a text that marks each of them at its head."""
    if "#" not in text:
        return ()
    heads = [(found.start(), page_mark(found[0].strip())) for found in _HEADED.finditer(text)]
    heads = [(start, number) for start, number in heads if number is not None]
    if not heads:
        return ()
    ends = [start for start, _ in heads[1:]] + [len(text)]
    return tuple(Page(Span(start, end), number) for (start, number), end in zip(heads, ends, strict=True))
