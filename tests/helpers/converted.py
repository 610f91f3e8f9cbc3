"""The text of a sample gazette as a converter gives it: contents list in front, columns one after the other."""

from __future__ import annotations

from layout import Typesetter
from manuscript import Manuscript, Paper
from sheets import Piece, wrap

HALF = str.maketrans("，：；（）！？", ",:;()!?")
LISTED = 19 * 10.5


def convert(copy: Manuscript, pages: Typesetter) -> tuple[str, dict[str, list[int]]]:
    """Return the text, and the first and last line (1-based) of each document by its key."""
    half = copy.style.get("punctuation") == "half"
    blocks: list[tuple[str | None, list[str]]] = [(None, [])]
    blocks += [(None, [line]) if line else (None, []) for line in copy.cover]
    blocks += [(None, block) for block in contents(copy, pages)]
    blocks += [
        (piece.paper if piece.kind not in ("head", "mark") else None, lines) for piece, lines in _bodies(copy, pages)
    ]
    blocks.append((None, copy.colophon))
    out: list[str] = []
    spans: dict[str, list[int]] = {}
    for paper, lines in blocks:
        if paper is not None:
            spans.setdefault(paper, [len(out) + 1, 0])[1] = len(out) + len(lines)
        out += [*lines, ""]
    text = "\n".join(out).rstrip("\n") + "\n"
    return (text.translate(HALF) if half else text), spans


def _bodies(copy: Manuscript, pages: Typesetter) -> list[tuple[Piece, list[str]]]:
    """Join what stands on lines of one block: titles, a signature and its date, the items of an attachment list."""
    joined = copy.style["titles"] == "joined"
    out: list[tuple[Piece, list[str]]] = []
    for piece in pages.pieces:
        lines = [" ".join(piece.lines)] if joined and piece.kind in ("title", "enclosed") else list(piece.lines)
        tight = out and out[-1][0].paper == piece.paper and (out[-1][0].kind, piece.kind) in TIGHT[copy.style["titles"]]
        if tight and not (piece.kind == "date" and len(out[-1][1]) > 1):
            out[-1][1].extend(lines)
            out[-1] = (piece, out[-1][1])
        else:
            out.append((piece, lines))
    return out


TIGHT = {
    "joined": {("sign", "date"), ("flush", "flush"), ("right", "right"), ("title", "plainnumber")},
    "broken": {("flush", "flush"), ("list", "list"), ("foot", "foot")},
}


def contents(copy: Manuscript, pages: Typesetter) -> list[list[str]]:
    """Return the contents list as blocks of printed lines."""
    blocks = []
    if copy.style["contents"] == "bracketed":
        blocks += [[line] for line in copy.imprint] + [["目 录"]]
    column = ""
    for paper in copy.papers:
        if paper.column != column:
            column = paper.column
            blocks.append([" ".join(column) if len(column) == 4 else column])
        blocks.append(_bracketed(paper, pages) if copy.style["contents"] == "bracketed" else _dotted(paper, pages))
    if copy.style["contents"] != "bracketed":
        blocks += [[line] for line in copy.imprint]
    return blocks


def _bracketed(paper: Paper, pages: Typesetter) -> list[str]:
    page = pages.first_pages[paper.key]
    leader = "……………" if paper.column == "部门文件" else ""
    title = wrap(paper.listed_title, LISTED, 10.5)
    title[0] = title[0] if leader else f"- {title[0]}"
    return [*title, f"（{paper.listed_number}）{leader} （{page}）"]


def _dotted(paper: Paper, pages: Typesetter) -> list[str]:
    return wrap(f"{pages.first_pages[paper.key]}·{paper.listed_title}", LISTED, 10.5)
