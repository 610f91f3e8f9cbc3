"""Saved web pages: their text in reading order, tables as tab-separated rows.

Navigation and footer stay in the text; what is document and what is page, segmentation tells. Nothing that a page
refers to is fetched, and nothing in it is run.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import regex
from lxml import etree, html

from desktop.domain.errors import SourceUnsafe
from desktop.domain.text import SourceText
from desktop.parsing import lexicon

_OPENING = regex.compile(r"<(?:!doctype html|html|head|body|meta|div|table|p|span|section|article|h[1-6]|ul)\b")
_SKIPPED = frozenset({"head", "script", "style", "noscript", "template", "select", "textarea", "svg", "button"})
_BLOCK = regex.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6r]"
    "|header|html|legend|li|main|nav|ol|p|pre|section|summary|table|t[dhr]|tbody|tfoot|thead|ul"
)
_INLINE = frozenset({"span", "b", "strong", "em", "i", "label", "font", "a"})
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_KEPT = regex.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
_BLANKS = regex.compile(r"[ \t\r\n\f\v\xa0]+")
_NOTHING = str.maketrans("", "", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_LONGEST_CELL = 400
_MOST_SPANNED = 50
_LONGEST_LABEL = 12
# XML_ERR_INTERNAL_ERROR (a depth, before libxml2 2.13), XML_ERR_ENTITY_LOOP, XML_ERR_RESOURCE_LIMIT
_WITHOUT_BOUND = frozenset({1, 89, 114})


def is_page(text: str) -> bool:
    """Tell whether a text is HTML."""
    head = text[:4000].lstrip().lower()
    return head.startswith("<") and _OPENING.search(head) is not None


def read(name: str, digest: str, text: str, notices: tuple[str, ...] = ()) -> SourceText:
    """Return the source text of a saved page. Raises SourceUnsafe for one whose elements nest without end."""
    return SourceText(name, digest, "html", "\n".join(_lines(name, text)), (), notices)


def _lines(name: str, text: str) -> list[str]:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.LxmlError:
        return []
    for fault in parser.error_log.filter_from_fatals():
        if fault.type in _WITHOUT_BOUND:
            raise SourceUnsafe(Path(name), fault.message)
    return _Page().walked(root)


class _Page:
    """The lines of a page while its elements are walked through."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._parts: list[str] = []
        self._kept = 0

    def walked(self, root: Any) -> list[str]:
        """Return the lines of an element with all that it holds. Takes no stack: pages nest as deep as they like."""
        steps = etree.iterwalk(root, events=("start", "end"))
        left_out = None
        for event, element in steps:
            if event == "start":
                if not self._begin(element):
                    steps.skip_subtree()
                    left_out = element
            elif element is not left_out:
                self._end(element)
            if event == "end":
                left_out = None
                if element is not root:
                    self._write(element.tail)
        self._end_line()
        return self._lines

    def _begin(self, element: Any) -> bool:
        """Write the beginning of an element; return False where nothing below it is to be walked through."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or _is_hidden(element):
            return False
        if tag == "br":
            self._end_line()
            return False
        if _BLOCK.fullmatch(tag) is not None:
            self._end_line()
        if tag == "table" and (rows := _data_rows(element)):
            self._lines.extend(rows)
            return False
        self._kept += _keeps_lines(element)
        self._write(element.text)
        return True

    def _end(self, element: Any) -> None:
        """Write the end of an element. What is set apart as a label does not touch what follows."""
        self._kept -= _keeps_lines(element)
        if _BLOCK.fullmatch(element.tag) is not None:
            self._end_line()
        elif element.tag in _INLINE and len(element) == 0 and _is_label(element.text):
            self._parts.append(" ")

    def _write(self, text: str | None) -> None:
        if text is None:
            return
        if not self._kept or "\n" not in text:
            self._parts.append(text)
            return
        first, *others = text.split("\n")
        self._parts.append(first)
        for other in others:
            self._end_line()
            self._parts.append(other)

    def _end_line(self) -> None:
        """End the line that is being written, if anything stands in it."""
        line = _BLANKS.sub(" ", "".join(self._parts)).translate(_NOTHING).strip()
        self._parts.clear()
        if line:
            self._lines.append(line)


def _keeps_lines(element: Any) -> bool:
    """Tell whether line breaks in an element's source are shown."""
    style = element.get("style")
    return element.tag == "pre" or (style is not None and _KEPT.search(style) is not None)


def _is_label(text: str | None) -> bool:
    """Tell whether a text is a label of a page's table and nothing else (发文机关, 索 引 号：)."""
    if text is None or not 2 <= len(text.strip()) <= _LONGEST_LABEL:
        return False
    return "".join(text.split()).rstrip("：:") in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(label for labels in lexicon.lists("marks", "page_labels").values() for label in labels)


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
            text = "".join(_Page().walked(cell))
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
