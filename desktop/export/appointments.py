"""The list of 人事任免: a line for each person and post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from desktop.domain.fields import Appointment
from desktop.export import delimited
from desktop.export.cells import cell_text
from desktop.export.columns import Cell, day_cell
from desktop.export.row import ExportRow
from desktop.export.wording import SEPARATOR


@dataclass(frozen=True, slots=True)
class _Heading:
    """What stands above a column, and how wide it is in characters."""

    label: str
    width: int


_HEADINGS = (
    _Heading("序号", 6),
    _Heading("姓名", 12),
    _Heading("任免", 8),
    _Heading("职务", 40),
    _Heading("发文机关", 28),
    _Heading("发文字号", 24),
    _Heading("成文日期", 12),
    _Heading("文件标题", 52),
    _Heading("公报期号", 30),
    _Heading("记录编号", 10),
)


def write_appointments(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write a workbook; return how many lines there were."""
    from desktop.export import xlsx  # slow to load

    return xlsx.write_lines(_HEADINGS, _lines(rows), stream, "任免名单")


def write_appointments_csv(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write CSV; return how many lines there were beside the headings."""
    lines = (line for _, line in _lines(rows))
    return delimited.write_lines([heading.label for heading in _HEADINGS], lines, stream)


def _lines(rows: Iterable[ExportRow]) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the record and the cells of each line."""
    serial = 0
    for row in rows:
        listed = row.values.get("appointments")
        for item in listed if isinstance(listed, tuple) else ():
            if isinstance(item, Appointment):
                serial += 1
                yield row.record_id, _line(row, item, serial)


def _line(row: ExportRow, item: Appointment, serial: int) -> list[Cell]:
    return [
        serial,
        _text(item.person),
        _text(item.action),
        _text(item.post),
        _text(SEPARATOR.join(row.texts("issuers"))),
        _text(row.text("doc_number")),
        day_cell(row.text("date")),
        _text(row.text("title")),
        _text(row.issue),
        row.record_id,
    ]


def _text(text: str) -> str | None:
    return cell_text(text) if text else None
