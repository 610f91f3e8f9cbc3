"""The glyphs that a PDF page draws, in the order of drawing, and their removal one by one.

MuPDF's filter of content streams asks about each glyph before it writes it down again: that is more exact than its
redaction by boxes, which takes neighbours along where boxes overlap, as those of slanted text do.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Container
from typing import Any, NamedTuple

import pymupdf

from desktop.domain.glyphs import Box
from desktop.parsing.readers.pdf_opening import guarded

_LEAST = 1e-4
_CODE, _CODE_SIZE, _CODES = ctypes.c_int, ctypes.sizeof(ctypes.c_int), 0x110000
_MATRIX, _RECT = struct.Struct("6f"), struct.Struct("4f")
_MATRIX_SIZE, _RECT_SIZE = _MATRIX.size, _RECT.size
_PLACELESS = 16
"""Bytes of a matrix without its last two numbers, the place."""
_copied = ctypes.string_at
UNKNOWN = "\ufffd"
"""What stands for a glyph whose font does not say what it shows."""
_INVISIBLE = frozenset({3, 7})

Point = tuple[float, float]
Edges = tuple[float, float, float, float]
Six = tuple[float, float, float, float, float, float]

_PLAIN_STATE = b"0 g 0 G 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts 1 w 0 J 0 j 10 M "


class Glyph(NamedTuple):
    """One glyph as it is drawn, in points of the page as it is shown (y down).

    `text` holds one code point, several for a ligature, U+FFFD where the font does not say. `x` and `y` are its place
    on the base line, (`ax`, `ay`) the vector of its advance; (`ux`, `uy`) and (`dx`, `dy`) lead from the base line to
    its top and bottom.
    """

    text: str
    is_invisible: bool
    x: float
    y: float
    ax: float
    ay: float
    ux: float
    uy: float
    dx: float
    dy: float

    @property
    def origin(self) -> Point:
        """Its place on the base line."""
        return self.x, self.y

    @property
    def forward(self) -> Point:
        """The vector of its advance."""
        return self.ax, self.ay

    @property
    def size(self) -> float:
        """The height of the cell, in points; never nothing."""
        return float(max(((self.ux - self.dx) ** 2 + (self.uy - self.dy) ** 2) ** 0.5, _LEAST))

    @property
    def middle(self) -> Point:
        """The middle of its cell."""
        _, _, x, y, ax, ay, ux, uy, dx, dy = self
        return x + (ax + ux + dx) / 2, y + (ay + uy + dy) / 2

    @property
    def edges(self) -> Edges:
        """The left, top, right and bottom of the upright box around its cell."""
        _, _, x, y, ax, ay, ux, uy, dx, dy = self
        left, right = (ux, dx) if ux < dx else (dx, ux)
        top, bottom = (uy, dy) if uy < dy else (dy, uy)
        return (
            x + left + (ax if ax < 0.0 else 0.0),
            y + top + (ay if ay < 0.0 else 0.0),
            x + right + (ax if ax > 0.0 else 0.0),
            y + bottom + (ay if ay > 0.0 else 0.0),
        )

    @property
    def box(self) -> Box:
        """The upright box around its cell."""
        return Box(*self.edges)


_new = tuple.__new__
"""Makes the many glyphs of a page, without the detour over a function of Python for each."""


def glyphs_of(page: Any) -> list[Glyph]:
    """Return the glyphs of a page of a PDF, forms included, in the order of drawing. Raises PageDamaged."""
    with guarded():
        listener = _Listener(_shown(page))
        _filter(page, listener, is_trial=True, with_forms=True)
        return listener.glyphs


def remove_glyphs(page: Any, numbers: set[int], every: list[Glyph]) -> None:
    """Write the content of a page anew without some of its glyphs, by their numbers in `every`, what `glyphs_of` told.

    What follows keeps its place. Forms are written anew only where a glyph of theirs is removed. Raises PageDamaged.
    """
    with guarded():
        own = list(range(len(every)))
        if page.get_xobjects():
            outer = _Listener(_shown(page))
            _filter(page, outer, is_trial=True, with_forms=False)
            own = _numbers_of(outer.glyphs, every)
        if numbers.issubset(own):
            _filter(page, _Remover({at for at, number in enumerate(own) if number in numbers}), with_forms=False)
            return
        before = page.parent.xref_length()
        _filter(page, _Remover(numbers), with_forms=True)
        _begin_anew(page.parent, before)


def _numbers_of(some: list[Glyph], every: list[Glyph]) -> list[int]:
    """Return where a part of the glyphs stands among all, both in the order of drawing."""
    found: list[int] = []
    at = 0
    for glyph in some:
        at = every.index(glyph, at)
        found.append(at)
        at += 1
    return found


def _begin_anew(document: Any, first: int) -> None:
    """Let the forms that were written anew, from an object number on, begin with the plain state of drawing.

    MuPDF leaves out what sets that state, as if each form began with it; but a form goes on with that of its page.
    """
    for number in range(first, document.xref_length()):
        if document.xref_get_key(number, "Subtype")[1] == "/Form" and document.xref_is_stream(number):
            document.update_stream(number, _PLAIN_STATE + document.xref_stream(number))


def _shown(page: Any) -> Six:
    """Return the matrix from the space of the page's content to the page as it is shown."""
    media, matrix = pymupdf.mupdf.FzRect(), pymupdf.mupdf.FzMatrix()
    pymupdf.mupdf.pdf_page_transform(_pdf_page(page), media, matrix)
    return _six(matrix)


def _pdf_page(page: Any) -> Any:
    convert: Any = pymupdf.mupdf.pdf_page_from_fz_page
    return convert(page.this) if isinstance(page.this, pymupdf.mupdf.FzPage) else page.this


def _six(matrix: Any) -> Six:
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _then(first: Six, second: Six) -> Six:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _filter(page: Any, asked: Any, *, with_forms: bool, is_trial: bool = False) -> None:
    """Send the content of a page through MuPDF's filter; `with_forms` makes each use of a form a form of its own."""
    options = pymupdf.mupdf.PdfFilterOptions()
    options.recurse, options.instance_forms, options.ascii = 0, int(with_forms), 0
    options.no_update = 1 if is_trial else 0
    factory = _Factory(asked)
    options.add_factory(factory.internal())
    own = _pdf_page(page)
    pymupdf.mupdf.pdf_filter_page_contents(own.doc(), own, options)


_FactoryBase: Any = pymupdf.mupdf.PdfFilterFactory2
_OptionsBase: Any = pymupdf.mupdf.PdfSanitizeFilterOptions2


class _Factory(_FactoryBase):  # type: ignore[misc]  # the class is made by SWIG
    """Makes MuPDF's own filter, which then asks us."""

    def __init__(self, asked: Any) -> None:
        super().__init__()
        self.use_virtual_filter()
        self._asked = asked

    def filter(self, _ctx: Any, doc: Any, chain: Any, struct_parents: int, transform: Any, options: Any) -> Any:
        """Called by MuPDF for each content stream."""
        make: Any = pymupdf.mupdf.ll_pdf_new_sanitize_filter
        return make(doc, chain, struct_parents, transform, options, self._asked.internal())


class _Listener(_OptionsBase):  # type: ignore[misc]  # the class is made by SWIG
    """Writes down each glyph, and lets it pass.

    What MuPDF hands over is copied as it lies in memory and unpacked later: to ask its objects for number after number
    takes several times as long.
    """

    def __init__(self, shown: Six) -> None:
        super().__init__()
        self.use_virtual_text_filter()
        self._shown = shown
        self._last = b""
        self._whole = shown
        self._heard: list[tuple[str, bool, bytes, bytes, Six]] = []

    def text_filter(
        self, _ctx: Any, ucsbuf: Any, ucslen: int, trm: Any, ctm: Any, bbox: Any, mode: int, *_alpha: float
    ) -> int:
        """Called by MuPDF for each glyph."""
        key = _copied(int(ctm.this), _MATRIX_SIZE)
        if key != self._last:
            self._last, self._whole = key, _then(_MATRIX.unpack(key), self._shown)
        matrix, cell = _copied(int(trm.this), _MATRIX_SIZE), _copied(int(bbox.this), _RECT_SIZE)
        self._heard.append((_text(ucsbuf, ucslen), mode in _INVISIBLE, matrix, cell, self._whole))
        return 0

    @property
    def glyphs(self) -> list[Glyph]:
        """All glyphs that were heard of; those of one type and width are of one shape, which is computed once."""
        found: list[Glyph] = []
        shapes: dict[tuple[bytes, bytes, Six], Six] = {}
        for text, is_invisible, matrix, cell, whole in self._heard:
            a, b, c, d, e, f = _MATRIX.unpack(matrix)
            g, h, i, j, k, m = whole
            key = (matrix[:_PLACELESS], cell, whole)
            shape = shapes.get(key)
            if shape is None:
                _, bottom, wide, top = _RECT.unpack(cell)
                up, aside = c * g + d * i, c * h + d * j
                along, across = wide * (a * g + b * i), wide * (a * h + b * j)
                shape = shapes[key] = (along, across, top * up, top * aside, bottom * up, bottom * aside)
            found.append(_new(Glyph, (text, is_invisible, e * g + f * i + k, e * h + f * j + m, *shape)))
        return found


def _text(codes: Any, count: int) -> str:
    """Return the characters that MuPDF names by a pointer to their code points."""
    start = int(codes)
    if count == 1:
        code = _CODE.from_address(start).value
        return chr(code) if 0 < code < _CODES else UNKNOWN
    found = (_CODE.from_address(start + _CODE_SIZE * step).value for step in range(count))
    return "".join(chr(code) if 0 < code < _CODES else UNKNOWN for code in found)


class _Remover(_OptionsBase):  # type: ignore[misc]  # the class is made by SWIG
    """Lets all glyphs pass but those with certain numbers."""

    def __init__(self, numbers: Container[int]) -> None:
        super().__init__()
        self.use_virtual_text_filter()
        self._numbers = numbers
        self._next = 0

    def text_filter(self, *_glyph: Any) -> int:
        """Called by MuPDF for each glyph."""
        number, self._next = self._next, self._next + 1
        return 1 if number in self._numbers else 0
