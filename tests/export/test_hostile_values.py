"""Whatever stands in a document, every format stays whole, and says it where it belongs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hostile import HOSTILE
from lxml import etree

from desktop.domain.document import Issue
from desktop.domain.fields import FIELDS, Appointment, Form, Repeal, SensitiveItem, Value
from desktop.export import FORMATS, ExportRow, write, write_folder
from desktop.export.cells import legible
from desktop.export.row import PrintedTable


def filled(text: str) -> dict[str, Value]:
    """Return a value of every field that holds a text."""
    made: dict[Form, Value] = {
        Form.TEXTS: (text, text),
        Form.REPEALS: (Repeal(text, text),),
        Form.APPOINTMENTS: (Appointment(text, "任命", text),),
        Form.SENSITIVE: (SensitiveItem("phone", text),),
        Form.TRUTH: True,
    }
    return {spec.key: made.get(spec.form, text) for spec in FIELDS}


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def row(request: Any, make_row: Callable[..., ExportRow]) -> ExportRow:
    text = request.param
    gazette = Issue(text, 2026, 1, 61, text, "2026-01-30")
    body = (text, PrintedTable(((text, text), (text, "")), 1))
    return make_row(
        filled(text),
        source=text,
        issue=text,
        approved_by=text,
        gazette=gazette,
        body=body,
        published_where=text,
        repealed_by=text,
        source_id=1,
    )


class Page(HTMLParser):
    """What a browser would see: the tags, and the text in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("format", [key for key, known in FORMATS.items() if known.ending == "xml"])
def test_xml_is_well_formed_and_says_the_title(row: ExportRow, format: str) -> None:
    stream = io.BytesIO()
    assert write(format, [row, row] if format == "metadata" else [row], stream) >= 1
    root = etree.fromstring(stream.getvalue(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    title = [element for element in root.iter() if element.tag.endswith(("docTitle", "}Title"))][-1]
    assert title.text == read_as(legible(row.text("title")))


def read_as(text: str) -> str:
    """Return a text as an XML reader gives it: with other ends of lines, where there were some."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("format", ["json", "jsonl", "jsonld"])
def test_json_holds_the_exact_title(row: ExportRow, format: str) -> None:
    stream = io.BytesIO()
    write(format, [row], stream)
    data = stream.getvalue()
    if format == "jsonl":
        assert data.count(b"\n") == 1
    told = json.loads(data.decode("utf-8"))
    found = {
        "json": lambda: told["records"][0]["fields"]["title"],
        "jsonl": lambda: told["fields"]["title"],
        "jsonld": lambda: told["@graph"][0]["name"],
    }[format]()
    assert found == row.text("title")


@pytest.mark.parametrize("format", ["xlsx", "appointments", "tables"])
def test_a_workbook_opens_and_holds_no_formula(row: ExportRow, format: str) -> None:
    stream = io.BytesIO()
    assert write(format, [row], stream) == 1
    book = openpyxl.load_workbook(stream)
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert kinds <= {"s", "inlineStr", "n", "d"}
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in book.sheetnames)


@pytest.mark.parametrize("format", ["csv", "appointments-csv"])
def test_csv_has_one_line_a_record_and_no_formula(row: ExportRow, format: str) -> None:
    stream = io.BytesIO()
    write(format, [row], stream)
    csv.field_size_limit(10_000_000)
    lines = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert len(lines) == 2
    assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in lines[1])


def test_pages_hold_only_our_own_tags_and_reach_nothing(row: ExportRow, tmp_path: Path) -> None:
    assert write_folder("html", [row], tmp_path) == 1
    for path in tmp_path.rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        scripts = [told for tag, told in page.tags if tag == "script"]
        assert [told["src"] for told in scripts] == (["assets/search.js"] if path.name == "index.html" else [])
        assert not {tag for tag, _ in page.tags} & {"b", "iframe", "img", "object", "form", "base"}
        for _, told in page.tags:
            assert not [name for name in told if name.startswith("on")]
            for name in ("href", "src"):
                address = told.get(name)
                assert address is None or (path.parent / address).resolve().is_relative_to(tmp_path.resolve())
                assert address is None or (path.parent / address).exists()
        shown = "".join(legible(row.text("title")).split())
        assert shown in "".join(page.text.split())
    data = (tmp_path / "data" / "1.js").read_bytes()
    assert data.isascii()
    assert b"<" not in data
    (entry,) = json.loads(data.removeprefix(b"CATALOGUE.add(").removesuffix(b");\n"))
    assert entry[1] == legible(row.text("title"))
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert names == {"index.html", "docs/7.html", "data/1.js", "assets/style.css", "assets/search.js"}
