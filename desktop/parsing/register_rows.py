"""The rows of a list as what they say of documents; every row is accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.text import Span
from desktop.parsing import lexicon, register_words
from desktop.parsing.register_columns import Columns
from desktop.parsing.register_words import squeezed
from desktop.register import entry as fields
from desktop.register.entry import LABELS, Said


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row on its way in: its number as people count it, its cells, and where they stand in a text, if in one."""

    number: int
    cells: tuple[str, ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A row that names a document: what it says, and the cells of columns that are no field (台账号, answers)."""

    number: int
    said: dict[str, Said]
    besides: dict[str, str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that names none: why, in Chinese. `refused` where it should have: it is to be shown to a person."""

    number: int
    reason: str
    words: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of a list below its head, in one of the two."""

    listed: tuple[Listed, ...]
    left_out: tuple[LeftOut, ...]


def read(rows: Sequence[ListedRow], columns: Columns, since_1904: bool = False, verdict: str = "") -> Reading:
    """Read the rows of a list; `rows` begin below the head. `verdict` is what the heading of the list says of all."""
    return _Reader(columns, since_1904, verdict).read(rows)


class _Reader:
    def __init__(self, columns: Columns, since_1904: bool, verdict: str) -> None:
        self._columns, self._since_1904, self._verdict = columns, since_1904, verdict
        self._head = [squeezed(name) for name in columns.names]
        self._group = ""

    def read(self, rows: Sequence[ListedRow]) -> Reading:
        listed: list[Listed] = []
        left_out: list[LeftOut] = []
        for row in rows:
            found = self._row(row)
            (listed if isinstance(found, Listed) else left_out).append(found)  # type: ignore[arg-type]
        return Reading(tuple(listed), tuple(left_out))

    def _row(self, row: ListedRow) -> Listed | LeftOut:
        words = " ".join(dict.fromkeys(cell for cell in row.cells if cell))
        reason = self._no_document(row)
        if reason is not None:
            return LeftOut(row.number, reason, words)
        said = _with_start(dict(self._said(row)))
        if not said.keys() & {fields.TITLE, fields.NUMBER}:
            return LeftOut(row.number, "没有标题，也没有文号", words, refused=True)
        if fields.DRAFTER not in said and self._group and fields.DRAFTER not in self._columns.fields.values():
            said[fields.DRAFTER] = Said(self._group, self._group)
        if fields.VERDICT not in said and self._verdict:
            said[fields.VERDICT] = Said(self._verdict, self._verdict)
        others = {key: self._cell(row, at) for at, key in self._columns.fields.items() if key not in LABELS}
        return Listed(row.number, {key: said[key] for key in LABELS if key in said}, others)

    def _said(self, row: ListedRow) -> Iterator[tuple[str, Said]]:
        for column, key in self._columns.fields.items():
            if key not in LABELS:
                continue
            spans = row.spans[column : column + 1]
            said = register_words.read(key, self._cell(row, column), self._since_1904, spans if any(spans) else ())
            if said is not None:
                yield key, said

    def _no_document(self, row: ListedRow) -> str | None:
        """Return why a row names no document, None where it should."""
        filled = [cell for cell in row.cells if cell]
        if not filled:
            return "空行"
        bare = [squeezed(cell) for cell in row.cells]
        names = sum(mine == theirs != "" for mine, theirs in zip(bare, self._head, strict=False))
        if names >= 2 and names * 2 > sum(cell != "" for cell in bare):
            return "重复的表头"
        totals = lexicon.words("register", "words.totals")
        if any(cell.startswith(totals) for cell in bare if cell) and not self._names(row):
            return "合计"
        if (
            len(set(filled)) == 1
            and len(self._columns.fields) > 2
            and not self._is_number(filled[0])
            and not filled[0].strip().isdecimal()
        ):
            self._group = _group_name(filled[0])
            return "分组标题"
        return None

    def _names(self, row: ListedRow) -> bool:
        at = [column for column, key in self._columns.fields.items() if key == fields.NUMBER]
        return any(not register_words.is_silent(self._cell(row, column)) for column in at)

    def _is_number(self, text: str) -> bool:
        at = [column for column, key in self._columns.fields.items() if key == fields.NUMBER]
        said = register_words.read(fields.NUMBER, text) if at else None
        return said is not None and "〔" in said.value

    def _cell(self, row: ListedRow, column: int) -> str:
        return row.cells[column] if column < len(row.cells) else ""


def _with_start(said: dict[str, Said]) -> dict[str, Said]:
    """Return what a row says, a start that stands among its ends put where starts stand: 自2020年1月1日起施行."""
    for key in (fields.VALIDITY, fields.EXPIRY):
        if key not in said:
            continue
        told = said[key]
        start, rest = register_words.split_start(told.printed)
        if not start:
            continue
        known = said.setdefault(fields.EFFECTIVE, Said(start, told.printed, spans=told.spans))
        if rest:
            continue
        if known.value == start:
            del said[key]
        else:
            said[key] = Said("", told.printed, f"“{told.printed}”只写了施行日期，与“{known.printed}”不同", told.spans)
    return said


def _group_name(text: str) -> str:
    """Return 一、市水务局（3件） without number and count."""
    name = text.strip()
    mark, stop, rest = name.partition("、")
    if stop and len(mark) <= 4:
        name = rest
    return name.partition("（")[0].partition("(")[0].strip()
