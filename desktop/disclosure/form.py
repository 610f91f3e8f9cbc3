"""A printed form as a grid of cells: read from a template of resources/forms, and filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from desktop import paths
from desktop.domain.section import Section, open_rules

_PLACE = re.compile(r"\{([\w.-]+)\}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text (lines apart by a newline) and how many columns and rows it spans.

    `label` cells hold the printed words of the form, `upright` ones are written from top to bottom.
    """

    text: str
    columns: int = 1
    rows: int = 1
    label: bool = False
    upright: bool = False


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form: title, grid, notes below. `widths` are parts of the grid's width, `heights` the least ones in points."""

    title: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[int, ...]
    notes: tuple[str, ...] = ()

    def filled(self, values: Mapping[str, str]) -> FormPage:
        """Return the form with values at the places of its template; empty where there is none."""

        def fill(text: str) -> str:
            return _PLACE.sub(lambda place: values.get(place[1], ""), text)

        rows = tuple(tuple(replace(cell, text=fill(cell.text)) for cell in row) for row in self.rows)
        return replace(self, title=fill(self.title), rows=rows, notes=tuple(fill(note) for note in self.notes))

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield each cell with the row and the column that it begins in, around those that reach down from above."""
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                taken |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
                yield number, column, cell

    @property
    def places(self) -> frozenset[str]:
        """The names of all places that values can be filled in at."""
        texts = [self.title, *self.notes, *(cell.text for row in self.rows for cell in row)]
        return frozenset(name for text in texts for name in _PLACE.findall(text))


@cache
def form_template(name: str) -> FormPage:
    """Return a form that ships with the program. Raises ProfileWrong."""
    return load_form(paths.resources() / "forms" / f"{name}.toml")


def load_form(path: Path) -> FormPage:
    """Return the form of a template. Raises ProfileWrong with the line and the reason, OSError."""
    top = open_rules(path)
    widths = top.counts("widths")
    rows, heights = [], []
    for section in top.sections("rows"):
        heights.append(section.count("height", 24))
        rows.append(tuple(_cell(cell) for cell in section.sections("cells")))
        section.end()
    form = FormPage(top.text("title"), widths, tuple(rows), tuple(heights), top.texts("notes"))
    top.end()
    _check_grid(form, top)
    return form


def _cell(section: Section) -> Cell:
    cell = Cell(
        section.text("text", ""),
        section.count("columns", 1),
        section.count("rows", 1),
        section.flag("label"),
        section.flag("upright"),
    )
    section.end()
    return cell


def _check_grid(form: FormPage, top: Section) -> None:
    """Refuse a grid in which cells overlap or leave a hole."""
    taken: set[tuple[int, int]] = set()
    for number, column, cell in form.placed():
        places = {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
        if places & taken:
            raise top.wrong(f"第 {number + 1} 行的单元格相互重叠", "rows")
        taken |= places
    whole = {(row, column) for row in range(len(form.rows)) for column in range(len(form.widths))}
    if taken != whole:
        raise top.wrong("各行的单元格没有正好铺满表格", "rows")
