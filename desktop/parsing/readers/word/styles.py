"""What the styles of a document say about its text: numbers and hiding, handed down from style to style."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.parsing.readers.word.markup import child, is_on, value, w

_LONGEST_LINE = 20


class Styles:
    """The styles of a document by their identity."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._usual: str | None = None
        for style in root.iterchildren(w("style")) if root is not None else ():
            identity = style.get(w("styleId"), "")
            self._styles[identity] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                self._usual = identity

    def numbers(self, identity: str | None) -> tuple[str | None, str | None, str]:
        """Return the list and the level of a paragraph style, and the style of its line that says the list."""
        for name, style in self._line(identity or self._usual):
            properties = child(child(style, "pPr"), "numPr")
            if value(properties, "numId") is not None:
                return value(properties, "numId"), value(properties, "ilvl"), name
        return None, None, ""

    def hides(self, identity: str | None) -> bool:
        """Tell whether a style of paragraphs or of characters hides its text."""
        for _, style in self._line(identity):
            switch = is_on(child(style, "rPr"), "vanish")
            if switch is not None:
                return switch
        return False

    def lists(self) -> dict[str, str]:
        """Return the list that each numbering style stands for."""
        said = {
            identity: value(child(child(style, "pPr"), "numPr"), "numId")
            for identity, style in self._styles.items()
            if style.get(w("type")) == "numbering"
        }
        return {identity: number for identity, number in said.items() if number is not None}

    def _line(self, identity: str | None) -> Iterator[tuple[str, Any]]:
        """Yield a style and those that it is based on."""
        for _ in range(_LONGEST_LINE):
            if identity is None or identity not in self._styles:
                return
            yield identity, self._styles[identity]
            identity = value(self._styles[identity], "basedOn")
