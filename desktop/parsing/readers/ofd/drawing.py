"""Draws an OFD page: as one PDF page in memory, which PyMuPDF renders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pymupdf

from desktop.domain.page_image import PageImage, PageSize
from desktop.parsing.readers import image_sizes, kinds
from desktop.parsing.readers.ofd.content import Drawn, Picture, Shape
from desktop.parsing.readers.ofd.fonts import FAULTS, Type, Types
from desktop.parsing.readers.ofd.lettering import Lettering
from desktop.parsing.readers.ofd.matrix import Matrix, scale, shift
from desktop.parsing.readers.ofd.package import Package
from desktop.parsing.readers.ofd.placing import Printed, place
from desktop.parsing.readers.ofd.resources import Colour

_MOST_PIXELS = 80_000_000
_OPERATORS = {"M": "m", "L": "l", "B": "c", "C": "h"}
_TURNS = {0: Matrix(), 90: Matrix(0, 1, -1, 0), 180: Matrix(-1, 0, 0, -1), 270: Matrix(0, -1, 1, 0)}
_BOLD = 0.03


def bounded(size: PageSize, zoom: float) -> float:
    """Return a scale at which a page has no more pixels than may be drawn."""
    pixels = size.width * size.height * zoom * zoom
    return zoom if pixels <= _MOST_PIXELS else zoom * (_MOST_PIXELS / pixels) ** 0.5


def draw(drawn: Iterable[Drawn], size: PageSize, zoom: float, types: Types, package: Package) -> PageImage:
    """Draw a page at `zoom` pixels a point. Pictures and fonts that do not load are left out or replaced."""
    matrix: Any = pymupdf.Matrix
    opened: Any = pymupdf.open
    with opened() as document:
        page = put_page(document, drawn, size, types, package)
        pixels = page.get_pixmap(matrix=matrix(zoom, zoom), alpha=False)
        return PageImage(pixels.width, pixels.height, bytes(pixels.samples))


def put_page(document: Any, drawn: Iterable[Drawn], size: PageSize, types: Types, package: Package) -> Any:
    """Add a page to a PDF and return it."""
    tools: Any = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    page = document.new_page(width=size.width, height=size.height)
    canvas = _Canvas(page, types, package)
    for thing in drawn:
        canvas.put(thing)
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, canvas.stream(size))
    page.set_contents(xref)
    return page


class _Canvas:
    """The content stream of the PDF page while it grows."""

    def __init__(self, page: Any, types: Types, package: Package) -> None:
        self._page = page
        self._types = types
        self._package = package
        self._parts: list[str] = []
        self._fonts: dict[int, tuple[Type, str] | None] = {}
        self._images: dict[str, str | None] = {}

    def stream(self, size: PageSize) -> bytes:
        """Return the stream, for a page whose origin is below on the left."""
        return "\n".join([f"1 0 0 -1 0 {size.height:.4f} cm", *self._parts]).encode("ascii")

    def put(self, thing: Drawn) -> None:
        """Draw one thing over what is there."""
        if isinstance(thing, Lettering):
            self._text(thing)
        elif isinstance(thing, Shape):
            self._shape(thing)
        elif isinstance(thing, Picture):
            self._picture(thing)

    def _text(self, thing: Lettering) -> None:
        if thing.colour is None:
            return
        known = self._font(self._types.of(thing.face))
        if known is None:
            return
        face, name = known
        mode = f"2 Tr {_BOLD * thing.size * thing.matrix.down:.3f} w" if thing.bold else "0 Tr"
        self._parts.append(f"BT {_rgb(thing.colour, 'rg')} {_rgb(thing.colour, 'RG')} {mode} /{name} 1 Tf")
        upright = scale(thing.size * thing.stretch, -thing.size).then(_TURNS[thing.turn])
        for letter in place(thing, face):
            matrix = upright.then(shift(letter.x, letter.y)).then(thing.matrix)
            if letter.glyphs:
                self._parts.append(_shown(letter.glyphs, matrix))
            elif face.is_embedded and letter.text.strip():
                self._parts.append(self._replaced(letter, matrix, name))
        self._parts.append("ET")

    def _replaced(self, letter: Printed, matrix: Matrix, name: str) -> str:
        """Show a letter that its own font does not have in the built-in one."""
        known = self._font(self._types.built_in)
        glyph = known[0].glyph(letter.text) if known is not None else 0
        return f"/{known[1]} 1 Tf {_shown((glyph,), matrix)} /{name} 1 Tf" if known is not None and glyph else ""

    def _shape(self, thing: Shape) -> None:
        if thing.fill is None and thing.stroke is None:
            return
        has_start = False
        self._parts.append("q")
        for name, points in thing.steps:
            has_start = has_start or name == "M"
            if has_start:
                self._parts.append(" ".join(f"{x:.3f} {y:.3f}" for x, y in points) + f" {_OPERATORS[name]}")
        colours = [_rgb(thing.fill, "rg") if thing.fill is not None else ""]
        colours += [f"{_rgb(thing.stroke, 'RG')} {thing.width:.3f} w" if thing.stroke is not None else ""]
        if has_start:
            self._parts.insert(len(self._parts) - len(thing.steps), " ".join(colours))
            paint = "B" if thing.fill is not None and thing.stroke is not None else "f" if thing.fill else "S"
            self._parts.append(paint + ("*" if thing.even_odd and paint != "S" else ""))
        self._parts.append("Q")

    def _picture(self, thing: Picture) -> None:
        if thing.part not in self._images:
            self._images[thing.part] = self._image(self._package.content(thing.part))
        name = self._images[thing.part]
        if name is not None:
            upright = Matrix(1, 0, 0, -1, 0, 1).then(thing.matrix)
            self._parts.append(f"q {_six(upright)} cm /{name} Do Q")

    def _font(self, face: Type) -> tuple[Type, str] | None:
        """Return a font and its name on the page, the built-in one for a font that cannot be embedded."""
        key = id(face)
        if key not in self._fonts:
            name = f"T{len(self._fonts)}"
            try:
                self._page.insert_font(fontname=name, fontbuffer=face.buffer)
                self._fonts[key] = (face, name)
            except FAULTS:
                self._fonts[key] = self._font(self._types.built_in) if face.is_embedded else None
        return self._fonts[key]

    def _image(self, raw: bytes) -> str | None:
        """Return the name on the page of a picture; None for one that does not load or is out of all measure."""
        kind = kinds.kind_of(raw)
        measured = image_sizes.sizes(kind, raw) if kind in kinds.PICTURES else []
        if not measured or any(width * height > _MOST_PIXELS for width, height in measured):
            return None
        try:
            xref = self._page.insert_image(self._page.rect, stream=raw)
            return next((str(image[7]) for image in self._page.get_images(full=True) if image[0] == xref), None)
        except FAULTS:
            return None


def _shown(glyphs: tuple[int, ...], matrix: Matrix) -> str:
    codes = "".join(f"{glyph & 0xFFFF:04x}" for glyph in glyphs)
    return f"{_six(matrix)} Tm <{codes}> Tj"


def _six(matrix: Matrix) -> str:
    return " ".join(f"{value:.5f}" for value in (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))


def _rgb(colour: Colour, operator: str) -> str:
    return " ".join(f"{share:.3f}" for share in colour) + f" {operator}"
