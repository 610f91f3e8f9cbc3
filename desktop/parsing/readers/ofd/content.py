"""What is drawn on an OFD page, as values: lettering, shapes and pictures, in the order of drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from desktop.domain.errors import SourceUnsafe
from desktop.parsing.readers.ofd.documents import Leaf
from desktop.parsing.readers.ofd.lettering import Lettering, read_lettering
from desktop.parsing.readers.ofd.matrix import Matrix, scale, shift
from desktop.parsing.readers.ofd.package import children, is_true, local, numbers
from desktop.parsing.readers.ofd.resources import Colour, Pen, Resources
from desktop.parsing.readers.ofd.strokes import Step, read_steps

MOST_OBJECTS = 400_000
"""Objects of one page; composed figures are counted each time that they are drawn."""

_DEEPEST_FIGURE = 12
_BLOCKS = frozenset({"Layer", "PageBlock", "Content", "Appearance"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A path in points of the page. `width` is that of its line in points; a colour of None is not drawn."""

    steps: tuple[Step, ...]
    fill: Colour | None
    stroke: Colour | None
    width: float
    even_odd: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the part of the file that holds it, and the map of the unit square to points of the page."""

    part: str
    matrix: Matrix


Drawn: TypeAlias = Lettering | Shape | Picture


def read_content(path: Path, leaf: Leaf) -> list[Drawn]:
    """Return what is drawn on a page. Raises SourceUnsafe where figures hold themselves or objects have no end."""
    walk = _Walk(path, leaf.resources)
    for layer in leaf.layers:
        walk.element(layer, leaf.to_points, Pen(), 0)
    return walk.drawn


class _Walk:
    """The objects of a page while its layers are walked through."""

    def __init__(self, path: Path, resources: Resources) -> None:
        self.drawn: list[Drawn] = []
        self._path = path
        self._resources = resources
        self._objects = 0
        self._is_watermark = False

    def element(self, element: Any, matrix: Matrix, pen: Pen, figures: int) -> None:
        """Take an object, or all that a block holds."""
        self._objects += 1
        if self._objects > MOST_OBJECTS:
            raise SourceUnsafe(self._path, "objects")
        name = local(element)
        if name in _BLOCKS:
            if name == "Appearance":
                box = numbers(element.get("Boundary"))
                matrix = shift(*box[:2]).then(matrix) if len(box) == 4 else matrix
                self._is_watermark = element.getparent().get("Type") == "Watermark"
            pen = self._resources.pen(element, pen)
            for inner in children(element):
                self.element(inner, matrix, pen, figures)
            return
        reader = _READERS.get(name)
        if reader is None or not is_true(element.get("Visible"), True):
            return
        box = numbers(element.get("Boundary"))
        box = box if len(box) == 4 else [0.0, 0.0, 0.0, 0.0]
        reader(self, element, box, shift(*box[:2]).then(matrix), pen, figures)

    def text(self, element: Any, box: list[float], matrix: Matrix, pen: Pen, figures: int) -> None:
        """Take a TextObject."""
        del box, figures
        pen = self._resources.pen(element, pen)
        face = self._resources.faces.get(element.get("Font") or "")
        colour = pen.fill if is_true(element.get("Fill"), True) else pen.stroke
        lettering = read_lettering(element, _transformed(element, matrix), face, colour, self._is_watermark)
        if lettering is not None:
            self._objects += len(lettering.letters) // 8
            self.drawn.append(lettering)

    def path(self, element: Any, box: list[float], matrix: Matrix, pen: Pen, figures: int) -> None:
        """Take a PathObject."""
        del box, figures
        pen = self._resources.pen(element, pen)
        matrix = _transformed(element, matrix)
        data = next((inner.text for inner in children(element, "AbbreviatedData")), None) or ""
        steps = read_steps(data, matrix)
        self._objects += len(steps) // 8
        fill = pen.fill if is_true(element.get("Fill"), False) else None
        stroke = pen.stroke if is_true(element.get("Stroke"), True) else None
        width = max(pen.width * (matrix.across + matrix.down) / 2, 0.1)
        if steps:
            self.drawn.append(Shape(tuple(steps), fill, stroke, width, element.get("Rule") == "Even-Odd"))

    def image(self, element: Any, box: list[float], matrix: Matrix, pen: Pen, figures: int) -> None:
        """Take an ImageObject."""
        del pen, figures
        part = self._resources.pictures.get(element.get("ResourceID") or "")
        if part is not None:
            placed = _transformed(element, matrix) if element.get("CTM") else scale(*box[2:]).then(matrix)
            self.drawn.append(Picture(part, placed))

    def figure(self, element: Any, box: list[float], matrix: Matrix, pen: Pen, figures: int) -> None:
        """Take a CompositeObject: a figure of the resources."""
        del box
        if figures >= _DEEPEST_FIGURE:
            raise SourceUnsafe(self._path, "figure")
        unit = self._resources.figures.get(element.get("ResourceID") or "")
        if unit is not None:
            for content in _contents(unit):
                self.element(content, _transformed(element, matrix), pen, figures + 1)


_READERS: dict[str, Callable[[_Walk, Any, list[float], Matrix, Pen, int], None]] = {
    "TextObject": _Walk.text,
    "PathObject": _Walk.path,
    "ImageObject": _Walk.image,
    "CompositeObject": _Walk.figure,
}


def _transformed(element: Any, matrix: Matrix) -> Matrix:
    return Matrix.of(numbers(element.get("CTM"))).then(matrix)


def _contents(unit: Any) -> Iterable[Any]:
    return [inner for inner in unit.iterdescendants() if local(inner) == "Content"][:1]
