"""The order of the steps that set a page."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.page_image import PageSize
from desktop.parsing.readers.layout.printed import Rule, Run
from desktop.parsing.readers.layout.set_text import Piece, SetPage


def set_page(runs: Sequence[Run], rules: Sequence[Rule], size: PageSize) -> SetPage:
    """Return the text of a page in reading order."""
    del rules, size
    parts: list[str] = []
    pieces: list[Piece] = []
    start = 0
    for index in sorted(range(len(runs)), key=lambda index: (runs[index].box.top, runs[index].box.left)):
        text = runs[index].text.rstrip()
        pieces.append(Piece(start, index, 0, len(text)))
        parts.append(text + "\n")
        start += len(text) + 1
    return SetPage("".join(parts), (), None, tuple(pieces), tuple(runs))
