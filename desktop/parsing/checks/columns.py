"""Tables: totals against sums, serial numbers, one code for two things, reversed dates, words among numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from desktop.domain.document import Anomaly, Table
from desktop.domain.text import SourceText, Span
from desktop.parsing import dates, lexicon
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import bare, day, quote

_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_NOTHING = frozenset(("", "—", "-", "/", "——", "无", "－", "–", "\\", "0"))
_WORDS = re.compile(r"[\u3400-\u9fff]{4,}")
_LEAST_NUMBERS, _LEAST_ROWS = 20, 3
_NEAR = Decimal("0.25")


@dataclass(frozen=True)
class _Sheet:
    """A table with its head: `heads` are the words above each column, `rows` the rows below."""

    source: SourceText
    table: Table
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, key: str) -> int | None:
        """Return the column whose head is one of the words of the lexicon."""
        words = lexicon.words("checks", f"tables.{key}")
        return next((index for index, head in enumerate(self.heads) if head in words), None)

    def span(self, row: int) -> Span:
        """Return the source line that prints a row, the whole table where no line does."""
        return self._lines.get(bare("".join(self.rows[row])), self.table.span)

    @cached_property
    def _lines(self) -> dict[str, Span]:
        first, last = self.source.lines_of(self.table.span)
        spans = [self.source.line_span(number) for number in range(first, last + 1)]
        return {bare(self.source.slice(span)): span for span in reversed(spans)}


def check(case: Case) -> Iterator[Anomaly]:
    """Yield the faults inside the tables of one document."""
    for table in case.tables:
        if table.rows < 2 or table.columns < 2:
            continue
        sheet = _sheet(case.reading.source, table)
        yield from _serials(sheet)
        yield from _totals(sheet)
        yield from _row_totals(sheet)
        yield from _codes(sheet)
        yield from _periods(sheet)
        yield from _strays(sheet)


def _sheet(source: SourceText, table: Table) -> _Sheet:
    """Separate head and rows."""
    count = table.header_rows or 1
    width = table.columns
    cells = [row if len(row) == width else row + ("",) * (width - len(row)) for row in table.cells]
    heads = tuple(bare("".join(row[index] for row in cells[:count])) for index in range(width))
    return _Sheet(source, table, heads, tuple(cells[count:]))


def _amount(cell: str) -> Decimal | None:
    """Return the number that a cell is, None for any other cell."""
    if not cell or not (cell[0].isdigit() or cell[0] == "-") or not _NUMBER.fullmatch(cell):
        return None
    try:
        return Decimal(cell.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None


def _serials(sheet: _Sheet) -> Iterator[Anomaly]:
    """序号 1, 2, 4, or 1, 2, 2; a run may begin anew."""
    column = sheet.column("serial")
    if column is None:
        return
    last: int | None = None
    for at, row in enumerate(sheet.rows):
        cell = row[column].strip()
        if not cell.isascii() or not cell.isdigit() or len(cell) > 4:
            continue
        value = int(cell)
        if last is not None and value not in (last + 1, 1):
            if value == last and last > 1:
                yield Anomaly("serial-repeats", f"表中序号{value}出现了两次。", (sheet.span(at),))
            elif 1 < value - last <= 5:
                yield Anomaly("serial-gap", f"表中序号从{last}跳到{value}。", (sheet.span(at),))
            elif value < last:
                yield Anomaly("serial-order", f"表中序号{last}之后是{value}，次序颠倒。", (sheet.span(at),))
        last = value


def _additive(sheet: _Sheet) -> Iterator[tuple[int, list[Decimal | None]]]:
    """Yield the columns whose cells are all numbers or nothing, and whose head does not speak against adding."""
    against = lexicon.words("checks", "tables.not_additive")
    for index, head in enumerate(sheet.heads):
        if any(word in head for word in against):
            continue
        amounts: list[Decimal | None] = []
        for row in sheet.rows:
            amount = _amount(row[index].strip())
            if amount is None and row[index].strip() not in _NOTHING:
                break
            amounts.append(amount)
        if len(amounts) == len(sheet.rows) and sum(amount is not None for amount in amounts) >= _LEAST_ROWS:
            yield index, amounts


def _total_kind(row: Sequence[str]) -> str:
    printed = next((cell for cell in row[:3] if cell.strip()), "")
    if len(printed) > 8 or "计" not in printed:
        return ""
    first = bare(printed)
    if first in lexicon.words("checks", "tables.subtotals"):
        return "subtotal"
    return "total" if first in lexicon.words("checks", "tables.totals") else ""


def _totals(sheet: _Sheet) -> Iterator[Anomaly]:
    """合计 under or above its rows; 小计 after each group. One column that adds up vouches for the others."""
    kinds = [_total_kind(row) for row in sheet.rows]
    if kinds.count("total") > 1 or not any(kinds):
        return
    wrong: list[tuple[int, int, Decimal, Decimal]] = []
    right = 0
    for column, amounts in _additive(sheet):
        group = Decimal(0)
        whole = Decimal(0)
        members = 0
        for kind, amount in zip(kinds, amounts, strict=True):
            if kind == "":
                whole += amount or 0
                members += amount is not None
        for row, (kind, amount) in enumerate(zip(kinds, amounts, strict=True)):
            if kind == "":
                group += amount or 0
                continue
            expected = whole if kind == "total" else group
            group = Decimal(0)
            if amount is None or members < 2:
                continue
            if amount == expected:
                right += 1
            else:
                wrong.append((row, column, amount, expected))
    for row, column, amount, expected in wrong:
        if right or (expected and abs(amount - expected) <= _NEAR * expected and len(wrong) == 1):
            label = bare(next(cell for cell in sheet.rows[row] if cell.strip()))
            yield Anomaly(
                "total-differs",
                f"表中{quote(sheet.heads[column])}一栏的{label}是{amount}，各行相加是{expected}。",
                (sheet.span(row),),
            )


def _row_totals(sheet: _Sheet) -> Iterator[Anomaly]:
    """A column 合计 against the numbers beside it, where nearly every row adds up."""
    words = lexicon.words("checks", "tables.totals") + lexicon.words("checks", "tables.subtotals")
    columns = [index for index, head in enumerate(sheet.heads) if head.partition("（")[0] in words]
    if len(columns) != 1:
        return
    parts = [index for index, _ in _additive(sheet) if index != columns[0]]
    wrong: list[tuple[int, Decimal, Decimal]] = []
    right = 0
    for index, row in enumerate(sheet.rows):
        amount = _amount(row[columns[0]].strip())
        if amount is None or len(parts) < 2 or _total_kind(row):
            continue
        expected = sum((_amount(row[part].strip()) or Decimal(0) for part in parts), Decimal(0))
        right += amount == expected
        if amount != expected:
            wrong.append((index, amount, expected))
    if right >= _LEAST_ROWS and right >= 3 * len(wrong):
        for index, amount, expected in wrong:
            yield Anomaly(
                "total-differs",
                f"表中{quote(_name_of(sheet.rows[index]))}一行的合计是{amount}，各栏相加是{expected}。",
                (sheet.span(index),),
            )


def _name_of(row: Sequence[str]) -> str:
    """Return what a row is called: its first cell that is no number."""
    return next((cell for cell in row if cell.strip() and _amount(cell.strip()) is None), row[0])


def _codes(sheet: _Sheet) -> Iterator[Anomaly]:
    """The same name under two codes, or one code for two names."""
    code_at, name_at = sheet.column("codes"), sheet.column("names")
    if code_at is None or name_at is None:
        return
    by_name: dict[str, dict[str, int]] = defaultdict(dict)
    by_code: dict[str, dict[str, int]] = defaultdict(dict)
    for at, row in enumerate(sheet.rows):
        code, name = bare(row[code_at]), bare(row[name_at])
        if len(code) >= 3 and len(name) >= 2 and not code.isalpha():
            by_name[name].setdefault(code, at)
            by_code[code].setdefault(name, at)
    for name, codes in by_name.items():
        if len(codes) > 1:
            listed = "、".join(f"“{code}”" for code in list(codes)[:4])
            yield Anomaly(
                "same-name-two-codes",
                f"{quote(name)}在表中有不同的编码{listed}。",
                tuple(map(sheet.span, codes.values())),
            )
    for code, names in by_code.items():
        if len(names) > 1:
            listed = "、".join(quote(name) for name in list(names)[:3])
            yield Anomaly(
                "one-code-two-names",
                f"编码“{code}”在表中用于不同的名称{listed}。",
                tuple(map(sheet.span, names.values())),
            )


def _periods(sheet: _Sheet) -> Iterator[Anomaly]:
    """A row whose 有效期 ends before its 施行日期."""
    begin_at, end_at = sheet.column("begins"), sheet.column("ends")
    if begin_at is None or end_at is None:
        return
    for at, row in enumerate(sheet.rows):
        begin, end = dates.parse(row[begin_at]), dates.parse(row[end_at])
        if begin is not None and end is not None and end <= begin:
            yield Anomaly(
                "table-dates-reversed",
                f"表中{quote(sheet.heads[end_at])}的日期{day(end)}不晚于{quote(sheet.heads[begin_at])}的日期{day(begin)}。",
                (sheet.span(at),),
            )


def _strays(sheet: _Sheet) -> Iterator[Anomaly]:
    """Words in a column of numbers."""
    if len(sheet.rows) < _LEAST_NUMBERS:
        return
    for index, head in enumerate(sheet.heads):
        begun = [row[index] for row in sheet.rows if row[index][:1].isdigit()]
        numbers = sum(1 for cell in begun if _NUMBER.fullmatch(cell.strip())) if len(begun) >= _LEAST_NUMBERS else 0
        if numbers < _LEAST_NUMBERS:
            continue
        words = [
            (at, row)
            for at, row in enumerate(sheet.rows)
            if _WORDS.search(row[index]) and sum(1 for cell in row if cell.strip()) > 2 and not _total_kind(row)
        ]
        if 0 < len(words) * _LEAST_NUMBERS <= numbers + _LEAST_NUMBERS:
            for at, row in words:
                message = f"表中数字栏{quote(head) if head else ''}里有文字{quote(row[index].strip())}，可能错栏。"
                yield Anomaly("words-among-numbers", message, (sheet.span(at),))
