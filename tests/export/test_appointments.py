"""The list of 任免 has a line for each person and post."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime

import openpyxl

from desktop.domain.fields import Appointment
from desktop.export import ExportRow, write

OTHER = {"title": "任免通知", "appointments": (Appointment("=李", "任命", "云川市信访局副局长"),)}


def test_each_post_is_a_line_with_its_document(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    rows = [make_row(), make_row({"title": "没有任免"}), make_row(OTHER, record_id=9)]
    assert write("appointments", rows, stream) == 4
    sheet = openpyxl.load_workbook(stream).active
    lines = list(sheet.iter_rows(values_only=True))
    assert [line[:4] for line in lines[1:]] == [
        (1, "林晓川", "任命", "云川市林业局局长"),
        (2, "周望", "免去", "云川市水务局副局长"),
        (3, "何平", "挂任", "云川市农业农村局副局长"),
        (4, "'=李", "任命", "云川市信访局副局长"),
    ]
    assert lines[1][6] == datetime(2026, 1, 25)
    assert [line[-1] for line in lines[1:]] == [7, 7, 7, 9]
    assert sheet.freeze_panes == "A2"


def test_csv_says_the_same(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    assert write("appointments-csv", [make_row()], stream) == 3
    lines = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert [(line["姓名"], line["任免"], line["成文日期"]) for line in lines] == [
        ("林晓川", "任命", "2026-01-25"),
        ("周望", "免去", "2026-01-25"),
        ("何平", "挂任", "2026-01-25"),
    ]


def test_no_post_leaves_the_headings_alone(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    assert write("appointments", [make_row({})], stream) == 0
    assert openpyxl.load_workbook(stream).active.max_row == 1
