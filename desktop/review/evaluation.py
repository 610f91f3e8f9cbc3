"""The figures of the yearly evaluation (公文质量测评) as a table, for the window, the command line and a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from desktop.disclosure.rulebook import RuleBook
from desktop.disclosure.statistics import OfficeFigures, figures, years_of
from desktop.domain.edits import Json
from desktop.export.delimited import write_table
from desktop.review import whole_file

if TYPE_CHECKING:
    from desktop.review.desk import Desk

HEADING = ("起草单位", "件数", "办结", "退回", "改判", "变更", "各环节用时（天，中位数）")
FIGURE_FORMATS = ("xlsx", "csv")
"""The formats of `Evaluation.export`, which are the endings of its files too."""
_IN_WORDS = "不同意"


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The figures of one drafting office: `cells` as `HEADING` names them, and the counts for a chart."""

    cells: tuple[str, ...]
    documents: int
    returned: int


class Evaluation:
    """The figures over the whole store."""

    def __init__(self, desk: Desk) -> None:
        """Count what the store of a desk holds."""
        self._desk = desk

    def years(self) -> tuple[int, ...]:
        """Return the years in which cases began, the last first."""
        return years_of(self._desk.store.cases())

    def rows(self, year: int | None = None) -> tuple[OfficeRow, ...]:
        """Return the figures of all years or of one, the busiest office first. Raises ProfileWrong."""
        book = self._desk.cases.book
        found = figures(self._desk.store.cases(), year)
        return tuple(_row(one, book) for one in found)

    def export(self, path: Path, year: int | None = None) -> Path:
        """Write the table as the ending of `path` says (xlsx or csv), and journal it.

        Raises ExportFailed, ProfileWrong; KeyError for another ending.
        """
        kind = path.suffix.lower().removeprefix(".")
        write = _writer(kind)
        table = [HEADING, *(row.cells for row in self.rows(year))]
        unfinished, _ = whole_file.write(path, lambda stream: write(table, stream))
        facts: dict[str, Json] = {"format": kind, "count": len(table) - 1}
        whole_file.hand_out(self._desk.store, self._desk.actor, unfinished, path, facts)
        return path


def _writer(kind: str) -> Callable[[list[tuple[str, ...]], BinaryIO], int]:
    writers: Mapping[str, Callable[[list[tuple[str, ...]], BinaryIO], int]] = {"xlsx": _write_xlsx, "csv": write_table}
    return writers[kind]


def _write_xlsx(table: list[tuple[str, ...]], stream: BinaryIO) -> int:
    from desktop.export.sheets import TableSheet, write_tables  # its library is slow to load

    return write_tables([TableSheet("公开属性认定统计", table, 1)], stream)


def _row(one: OfficeFigures, book: RuleBook) -> OfficeRow:
    labels = {stage.key: stage.label for way in reversed(tuple(book.ways.values())) for stage in way.stages}
    days = "、".join(f"{labels.get(stage, stage)} {value:g}" for stage, value in one.days.items())
    reasons = {key: reason.label for key, reason in book.returns.items()}
    returned = "、".join(f"{reasons.get(key, _IN_WORDS)} {count}" for key, count in one.returned.items())
    counts = (str(one.documents), str(one.decided), returned, str(one.overruled), str(one.changed))
    return OfficeRow((one.office or "（未填）", *counts, days), one.documents, sum(one.returned.values()))
