"""Fonts embedded in an OFD file: which character a glyph shows, and how wide it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pymupdf

from desktop.parsing.readers.ofd.package import Package
from desktop.parsing.readers.ofd.resources import Face

FAULTS = (RuntimeError, ValueError, TypeError, LookupError, AttributeError, AssertionError, pymupdf.mupdf.FzErrorBase)
"""What PyMuPDF raises for hostile fonts and pictures."""

_LARGEST = 60_000_000
_WIDEST = 4.0
_ASCENT, _DESCENT = 0.88, 0.12


class Type:
    """A loaded font, or the built-in one that stands for a font that is not embedded or does not load."""

    ascent, descent = _ASCENT, _DESCENT
    """Shares of the type's size above and below the base line."""

    def __init__(self, raw: bytes | None) -> None:
        self.raw = raw
        load: Any = pymupdf.Font
        self._glyphs: dict[str, int] = {}
        self._advances: dict[str, float] = {}
        self._font: Any = load(fontbuffer=raw) if raw is not None else load("china-s")

    @property
    def is_embedded(self) -> bool:
        """Tell whether its glyph numbers are those that the file speaks of."""
        return self.raw is not None

    @property
    def buffer(self) -> bytes:
        """The font file."""
        return self.raw if self.raw is not None else bytes(self._font.buffer)

    def glyph(self, char: str) -> int:
        """Return the number of the glyph that shows a character, 0 where there is none."""
        known = self._glyphs.get(char)
        if known is None:
            known = self._glyphs[char] = int(self._font.has_glyph(ord(char)))
        return known

    def advance(self, char: str) -> float:
        """Return how far a character moves on, as a share of the type's size."""
        known = self._advances.get(char)
        if known is None:
            wide = float(self._font.glyph_advance(ord(char))) if self.glyph(char) else 0.0
            known = self._advances[char] = wide if 0 < wide < _WIDEST else em(char)
        return known

    @cached_property
    def characters(self) -> Mapping[int, str]:
        """The character that each glyph shows, for glyphs that the font gives one."""
        shown: dict[int, str] = {}
        for code in self._font.valid_codepoints():
            char = chr(code)
            if is_readable(char):
                shown.setdefault(self.glyph(char), char)
        shown.pop(0, None)
        return shown


class Types:
    """The fonts of a file, each loaded once. Raises nothing: what does not load is replaced by the built-in font."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._loaded: dict[str, Type] = {}
        self._built_in: Type | None = None

    def of(self, face: Face | None) -> Type:
        """Return the font of a face."""
        part = face.part if face is not None else None
        if part is None:
            return self.built_in
        if part not in self._loaded:
            self._loaded[part] = self._load(part)
        return self._loaded[part]

    @property
    def built_in(self) -> Type:
        """The font for what is not embedded."""
        if self._built_in is None:
            self._built_in = Type(None)
        return self._built_in

    def clear(self) -> None:
        """Let the loaded fonts go."""
        self._loaded.clear()
        self._built_in = None

    def _load(self, part: str) -> Type:
        raw = self._package.content(part)
        if not 4 < len(raw) < _LARGEST:
            return self.built_in
        try:
            return Type(raw)
        except FAULTS:
            return self.built_in


def em(char: str) -> float:
    """Return the usual width of a character as a share of the type's size."""
    return 0.5 if ord(char) < 0x2000 else 1.0


def is_readable(char: str) -> bool:
    """Tell whether a character says something: no control, no private use, no replacement character."""
    code = ord(char)
    return not (code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD or code >= 0xF0000)
