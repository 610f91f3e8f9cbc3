"""The manuscript of a sample gazette: a plain text with one paragraph a line and marks that begin with "@".

@cover, @imprint, @colophon, @style, @table: blocks that end with @end; @column, @doc, @title, @number, @to …: one line.
A "|" in a title, a signature or an enclosed title is a printed line break.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

BLOCKS = ("cover", "imprint", "colophon", "style", "table")


@dataclass(frozen=True)
class Part:
    """One part of a document in printed order. `kind` is the mark, "p" for a plain paragraph."""

    kind: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    weights: tuple[float, ...] = ()
    header_rows: int = 0


@dataclass
class Paper:
    """One document of the issue. `listed_title` and `listed_number` are what the contents list says."""

    key: str
    column: str
    parts: list[Part] = field(default_factory=list)
    listed_title: str = ""
    listed_number: str = ""


@dataclass
class Manuscript:
    """A whole issue; `style` holds how it is printed: keys as the typesetter reads them."""

    papers: list[Paper] = field(default_factory=list)
    cover: list[str] = field(default_factory=list)
    imprint: list[str] = field(default_factory=list)
    colophon: list[str] = field(default_factory=list)
    style: dict[str, str] = field(default_factory=dict)


def read(path: Path) -> Manuscript:
    """Read a manuscript. Raises ValueError for a mark that does not belong where it stands."""
    manuscript, column = Manuscript(), ""
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    for line in lines:
        mark, _, rest = line[1:].partition(" ") if line.startswith("@") else ("p", "", line)
        rest = rest if mark == "p" else rest.strip(" ")
        block = list(iter(lambda: next(lines), "@end")) if mark in BLOCKS else []
        if mark == "style":
            manuscript.style = dict(row.split("=", 1) for row in block)
        elif mark in ("cover", "imprint", "colophon"):
            setattr(manuscript, mark, block)
        elif mark == "column":
            column = rest
        elif mark == "doc":
            manuscript.papers.append(Paper(rest, column))
        elif not manuscript.papers:
            raise ValueError(f"{path.name}: @{mark} before the first @doc")
        else:
            _add(manuscript.papers[-1], mark, rest, block)
    return manuscript


def _add(paper: Paper, mark: str, rest: str, block: list[str]) -> None:
    if mark == "toc":
        paper.listed_title = rest
        return
    if mark == "tocnumber":
        paper.listed_number = rest
        return
    if mark == "table":
        words = rest.split()
        header_rows = int(words.pop(0).removeprefix("head=")) if words[0].startswith("head=") else 1
        rows = tuple(tuple(row.split("\t")) for row in block)
        paper.parts.append(Part(mark, (), rows, tuple(float(word) for word in words), header_rows))
        return
    paper.parts.append(
        Part(mark, tuple(rest.split("|")) if mark in ("title", "sign", "enclosed", "caption") else (rest,))
    )
    if mark == "title" and not paper.listed_title:
        paper.listed_title = rest.replace("|", "")
    if mark == "number" and not paper.listed_number:
        paper.listed_number = rest
