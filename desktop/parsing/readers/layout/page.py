"""The order of the steps that set a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.page_image import PageSize
from desktop.parsing.readers.layout.area import UNKNOWN, TypeArea
from desktop.parsing.readers.layout.columns import Column, columns_of
from desktop.parsing.readers.layout.grid import Table, cutter, table_of
from desktop.parsing.readers.layout.inlaid import inlay
from desktop.parsing.readers.layout.margins import cut_footnotes, cut_margins, number_of, side_marks
from desktop.parsing.readers.layout.names import Names, cut_names
from desktop.parsing.readers.layout.paragraphs import blocks_of, lines_of
from desktop.parsing.readers.layout.printed import Rule, Run
from desktop.parsing.readers.layout.ruling import nets, turned_rules, whole_lines
from desktop.parsing.readers.layout.set_text import Block, SetPage, set_blocks
from desktop.parsing.readers.layout.stacked import Placed
from desktop.parsing.readers.layout.strips import Part, Strip, body_size, in_rows, main_turn, merged, strips_of

_WIDE_RULE = 6.0


def set_page(runs: Sequence[Run], rules: Sequence[Rule], size: PageSize, known: TypeArea = UNKNOWN) -> SetPage:
    """Return the text of a page in reading order. Boxes, rules and size are those of the page as it is shown.

    `known` is what the pages around show of the type area.
    """
    turn = main_turn(runs)
    strips = strips_of(runs, turn, size)
    if not strips:
        return SetPage()
    upright = PageSize(size.height, size.width) if turn % 2 else size
    own_rules = turned_rules(rules, turn, size)
    body = body_size(strips)
    strips, lacks_marks = inlay(strips, runs, turn, size)
    tables, strips, lacks_boxes = _cut_tables(strips, own_rules, runs, turn, size)
    marks = side_marks(strips, body)
    strips = _without(strips, marks)
    margins = cut_margins(strips, own_rules, upright, body)
    strips = _without(strips, [strip for row in (*margins.head, *margins.foot) for strip in row])
    notes = cut_footnotes(strips, own_rules, body, upright.height)
    strips = _without(strips, notes)
    blocks, area = _columns(strips, tables, own_rules, body, known)
    if margins.head:
        blocks.insert(0, _margin(margins.head))
    aside = [*in_rows(marks), *_turned_aside(runs, turn, size)]
    blocks += [_margin(rows) for rows in (in_rows(notes), aside, margins.foot) if rows]
    printed = margins.printed or _number_at_edge(blocks)
    return replace(set_blocks(blocks, runs, printed), lacks_boxes=lacks_boxes or lacks_marks, area=area)


def _without(strips: list[Strip], others: Sequence[Strip]) -> list[Strip]:
    """Return the strips that are not among others."""
    if not others:
        return strips
    own = {id(strip) for strip in others}
    return [strip for strip in strips if id(strip) not in own]


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
                strips = _without(strips, inside)
    return tables, strips, bool(lacking)


def _columns(
    strips: list[Strip], tables: Sequence[Table], rules: Sequence[Rule], body: float, known: TypeArea
) -> tuple[list[Block], TypeArea]:
    """Return the text of the columns, and the area that they fill."""
    names = cut_names(strips)
    strips = _without(strips, [strip for group in names for strip in group.strips])
    across: list[Placed] = [*tables, *names, *(rule for rule in rules if rule.right - rule.left >= _WIDE_RULE * body)]
    items: list[Strip | Table | Names] = [*strips, *tables, *names]
    columns, gutters = columns_of(items, across, body, known.gutters)
    left, right = min((item.left for item in items), default=0.0), max((item.right for item in items), default=0.0)
    if not gutters and known.right > known.left:
        for column in columns:
            column.left, column.right = min(column.left, known.left), max(column.right, known.right)
    blocks = [block for column in columns for block in _column(column)]
    return blocks, TypeArea(left, right, gutters, len(strips), body)


def _column(column: Column[Strip | Table | Names]) -> list[Block]:
    """Return the text of one column."""
    blocks: list[Block] = []
    lines = lines_of([item for item in column.items if isinstance(item, Strip)])
    whole = sorted((item for item in column.items if not isinstance(item, Strip)), key=lambda item: item.top)
    begin = 0
    for item in whole:
        end = begin
        while end < len(lines) and lines[end].top < item.top:
            end += 1
        blocks += _paragraphs(lines[begin:end], column)
        blocks.append(Block(list(item.rows())))
        begin = end
    return [*blocks, *_paragraphs(lines[begin:], column)]


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
