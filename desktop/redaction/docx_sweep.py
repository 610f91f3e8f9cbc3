"""Looks for removed strings where no reading of a Word file's pages comes: charts, drawings, names, settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import regex
from lxml import etree

from desktop.parsing.readers.word.markup import FORMULA_TEXT, RELATIONS, w
from desktop.redaction.removed_text import bare

_READ = frozenset({w("t"), FORMULA_TEXT})
_HAN = regex.compile(r"\p{Han}")
_LEAST_SIGNS, _LEAST_HAN, _LEAST_FIGURES = 5, 2, 7


def telling(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the strings that stand nowhere by chance: two characters of Chinese, five of any kind, seven figures."""
    return tuple(text for text in texts if _is_telling(text))


def _is_telling(text: str) -> bool:
    least = _LEAST_FIGURES if text.isdigit() else _LEAST_SIGNS
    return len(text) >= least or len(_HAN.findall(text)) >= _LEAST_HAN


class Sweep:
    """The removed strings, bare, and what is done where one of them is found out of the pages."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = telling(texts)
        self._least = min(map(len, self._texts), default=0)

    def holds(self, text: str) -> bool:
        """Tell whether a text holds one of them."""
        if len(text) < self._least and text.isascii():
            return False
        said = bare(text)
        return any(one in said for one in self._texts)

    def clear(self, root: Any) -> None:
        """Take them out of the attributes of a part, and out of its text save that of paragraphs, which was read."""
        for element in root.iter(etree.Element):
            for key, value in list(element.items()):
                if not key.startswith(f"{{{RELATIONS}}}") and self.holds(value):
                    element.set(key, "")
        for block in _blocks(root):
            self._clear_block(block)

    def _clear_block(self, block: Sequence[Any]) -> None:
        if not self.holds("".join(element.text or "" for element in block)):
            return
        for element in block:
            element.text = ""


def _blocks(root: Any) -> Iterator[Sequence[Any]]:
    """Yield the elements with text that no reader of Word's paragraphs sees, those of one paragraph together."""
    seen: dict[Any, list[Any]] = {}
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if not (element.text or "").strip() or element.tag in _READ:
            continue
        paragraph = next((above for above in element.iterancestors() if etree.QName(above).localname == "p"), None)
        seen.setdefault(paragraph if paragraph is not None and name.localname == "t" else element, []).append(element)
    yield from seen.values()
