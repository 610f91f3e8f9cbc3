"""The order of the steps that set a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.page_image import PageSize
from desktop.parsing.readers.layout.columns import Column, columns_of
from desktop.parsing.readers.layout.grid import Table, cutter, table_of
from desktop.parsing.readers.layout.margins import cut_margins, footnotes, number_of, side_marks
from desktop.parsing.readers.layout.names import Names, cut_names
from desktop.parsing.readers.layout.paragraphs import blocks_of, lines_of
from desktop.parsing.readers.layout.printed import Rule, Run
from desktop.parsing.readers.layout.ruling import nets, turned_rules, whole_lines
from desktop.parsing.readers.layout.set_text import Block, SetPage, set_blocks
from desktop.parsing.readers.layout.stacked import Placed
from desktop.parsing.readers.layout.strips import Part, Strip, body_size, in_rows, main_turn, merged, strips_of

_WIDE_RULE = 6.0


def set_page(
    runs: Sequence[Run], rules: Sequence[Rule], size: PageSize, known_gutters: Sequence[float] = ()
) -> SetPage:
    """Return the text of a page in reading order. Boxes, rules and size are those of the page as it is shown.

    `known_gutters` are those of the pages around.
    """
    turn = main_turn(runs)
    strips = strips_of(runs, turn, size)
    if not strips:
        return SetPage()
    upright = PageSize(size.height, size.width) if turn % 2 else size
    own_rules = turned_rules(rules, turn, size)
    body = body_size(strips)
    tables, strips, lacks_boxes = _cut_tables(strips, own_rules, runs, turn, size)
    marks = side_marks(strips, body)
    if marks:
        strips = [strip for strip in strips if strip not in marks]
    margins = cut_margins(strips, own_rules, upright, body)
    if margins.head or margins.foot:
        outside = {id(strip) for row in (*margins.head, *margins.foot) for strip in row}
        strips = [strip for strip in strips if id(strip) not in outside]
    blocks, notes, gutters = _columns(strips, tables, own_rules, body, known_gutters)
    if margins.head:
        blocks.insert(0, _margin(margins.head))
    aside = [*in_rows(marks), *_turned_aside(runs, turn, size)]
    blocks += [*notes, *([_margin(aside)] if aside else []), *([_margin(margins.foot)] if margins.foot else [])]
    printed = margins.printed or _number_at_edge(blocks)
    return replace(set_blocks(blocks, runs, printed), lacks_boxes=lacks_boxes, gutters=gutters)


def _cut_tables(
    strips: list[Strip], rules: Sequence[Rule], runs: Sequence[Run], turn: int, size: PageSize
) -> tuple[list[Table], list[Strip], bool]:
    """Return the tables with their text, the strips outside of them, and whether characters' places are lacking."""
    tables: list[Table] = []
    lacking: list[bool] = []
    if len(rules) > 2:
        cut = cutter(runs, turn, size, lambda: lacking.append(True))
        for net in nets(*whole_lines(rules)):
            table = table_of(net)
            if table is None:
                continue
            inside = [strip for strip in strips if table.holds(strip)]
            for strip in inside:
                table.take(strip, cut)
            if table.is_table:
                tables.append(table)
                own = {id(strip) for strip in inside}
                strips = [strip for strip in strips if id(strip) not in own]
    return tables, strips, bool(lacking)


def _columns(
    strips: Sequence[Strip], tables: Sequence[Table], rules: Sequence[Rule], body: float, known: Sequence[float]
) -> tuple[list[Block], list[Block], tuple[float, ...]]:
    """Return the text of the columns, the footnotes below them, and the gutters between."""
    blocks: list[Block] = []
    notes: list[Block] = []
    names = cut_names(strips)
    if names:
        own = {id(strip) for group in names for strip in group.strips}
        strips = [strip for strip in strips if id(strip) not in own]
    across: list[Placed] = [*tables, *names, *(rule for rule in rules if rule.right - rule.left >= _WIDE_RULE * body)]
    items: list[Strip | Table | Names] = [*strips, *tables, *names]
    columns, gutters = columns_of(items, across, body, known)
    for column in columns:
        text, below = _column(column, rules, body)
        blocks += text
        if below:
            notes.append(_margin([[line] for line in below]))
    return blocks, notes, gutters


def _column(
    column: Column[Strip | Table | Names], rules: Sequence[Rule], body: float
) -> tuple[list[Block], list[Strip]]:
    """Return the text of one column, and the lines of its footnotes."""
    blocks: list[Block] = []
    lines = lines_of([item for item in column.items if isinstance(item, Strip)])
    count = footnotes(lines, rules, column.left, column.right, body)
    lines, below = lines[: len(lines) - count], lines[len(lines) - count :]
    whole = sorted((item for item in column.items if not isinstance(item, Strip)), key=lambda item: item.top)
    begin = 0
    for item in whole:
        end = begin
        while end < len(lines) and lines[end].top < item.top:
            end += 1
        blocks += _paragraphs(lines[begin:end], column)
        blocks.append(Block(list(item.rows())))
        begin = end
    return [*blocks, *_paragraphs(lines[begin:], column)], below


def _paragraphs(lines: Sequence[Strip], column: Column[Strip | Table | Names]) -> list[Block]:
    return [Block(block) for block in blocks_of(lines, column.left, column.right)] if lines else []


def _margin(rows: Sequence[Sequence[Strip]]) -> Block:
    return Block([list(merged(row).parts) for row in rows], is_margin=True)


def _turned_aside(runs: Sequence[Run], turn: int, size: PageSize) -> list[list[Strip]]:
    """Return what is printed in another direction than the rest of the page, a line each."""
    others = sorted({run.turn for run in runs} - {turn})
    return [[strip] for other in others for strip in strips_of(runs, other, size)]


def _number_at_edge(blocks: Sequence[Block]) -> str | None:
    """Return the page number that the last or the first line of a page is."""
    lines: list[list[Part]] = [line for block in blocks for line in (block.lines[0], block.lines[-1])]
    for line in (lines[-1], lines[0]) if lines else ():
        number = number_of("".join(part[0] for part in line))
        if number is not None:
            return number
    return None
