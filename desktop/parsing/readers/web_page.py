"""Saved web pages: their text in reading order, tables as tab-separated rows. The only importer of lxml.

Navigation and footer stay in the text; what is document and what is page, segmentation tells.
"""

from __future__ import annotations

from typing import Any

import regex
from lxml import etree, html

from desktop.domain.text import SourceText

_OPENING = regex.compile(r"<(?:!doctype html|html|head|body|meta|div|table|p|span|section|article|h[1-6]|ul)\b")
_SKIPPED = frozenset({"head", "script", "style", "noscript", "template", "select", "textarea", "svg", "button"})
_BLOCK = regex.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6r]"
    "|header|html|legend|li|main|nav|ol|p|pre|section|summary|table|t[dhr]|tbody|tfoot|thead|ul"
)
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLANKS = regex.compile(r"[ \t\r\n\f\v\xa0]+")
_NOTHING = str.maketrans("", "", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_LONGEST_CELL = 400
_MOST_SPANNED = 50


def is_page(text: str) -> bool:
    """Tell whether a text is HTML."""
    head = text[:4000].lstrip().lower()
    return head.startswith("<") and _OPENING.search(head) is not None


def read(name: str, digest: str, text: str, notices: tuple[str, ...] = ()) -> SourceText:
    """Return the source text of a saved page."""
    return SourceText(name, digest, "html", "\n".join(_lines(text)), (), notices)


def _lines(text: str) -> list[str]:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.LxmlError:
        return []
    page = _Page()
    page.element(root)
    page.end_line()
    return page.lines


class _Page:
    """The lines of a page while its elements are walked through."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []

    def end_line(self) -> None:
        """End the line that is being written, if anything stands in it."""
        line = _BLANKS.sub(" ", "".join(self._parts)).translate(_NOTHING).strip()
        self._parts.clear()
        if line:
            self.lines.append(line)

    def element(self, element: Any) -> None:
        """Write an element with all that it holds."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or _is_hidden(element):
            return
        if tag == "br":
            self.end_line()
            return
        is_block = _BLOCK.fullmatch(tag) is not None
        if is_block:
            self.end_line()
        if tag == "table" and (rows := _data_rows(element)):
            self.lines.extend(rows)
            return
        self._parts.append(element.text or "")
        for child in element:
            self.element(child)
            self._parts.append(child.tail or "")
        if is_block:
            self.end_line()


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return (style is not None and _HIDDEN.search(style) is not None) or element.get("hidden") is not None


def _data_rows(table: Any) -> list[str] | None:
    """Return the rows of a table that holds data, None for one that only lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows: list[list[str]] = []
    reaching: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            _fill(cells, reaching)
            inner = _Page()
            inner.element(cell)
            inner.end_line()
            text = "".join(inner.lines)
            if len(text) > _LONGEST_CELL:
                return None
            for column in range(_spanned(cell, "colspan")):
                reaching[len(cells)] = _spanned(cell, "rowspan") - 1
                cells.append("" if column else text)
        _fill(cells, reaching)
        rows.append(cells)
    if max((len(cells) for cells in rows), default=0) < 2:
        return None
    return ["\t".join(cells) for cells in rows if any(cells)]


def _fill(cells: list[str], reaching: dict[int, int]) -> None:
    """Leave the columns empty that a cell of an earlier row reaches down into."""
    while reaching.get(len(cells), 0) > 0:
        reaching[len(cells)] -= 1
        cells.append("")


def _spanned(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MOST_SPANNED) if value.isascii() and value.isdigit() else 1
