"""Metadata by the elements of GB/T 33480: valid against the published schema, each value under its clause."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hostile import HOSTILE
from lxml import etree

from desktop import paths
from desktop.domain.fields import FIELDS, Form
from desktop.export import ExportRow, write


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.XMLSchema(etree.parse(paths.resources() / "schemas" / "official-document-metadata.xsd"))


def written(*rows: ExportRow) -> Any:
    stream = io.BytesIO()
    assert write("metadata", rows, stream) == len(rows)
    return etree.fromstring(stream.getvalue(), etree.XMLParser(huge_tree=True))


def test_values_stand_under_their_clauses(make_row: Callable[..., ExportRow], schema: Any) -> None:
    root = written(make_row(source_id=2), make_row({}))
    assert schema.validate(root), schema.error_log
    told = [(one.get("clause"), one.get("name"), one.text) for one in root[0] if one.get("clause")]
    assert told[:4] == [
        ("4.1", "公文标识", "2-7"),
        ("4.2", "文种", "通知"),
        ("4.3", "份号", "000012"),
        ("4.6", "发文机关标志", "云川市人民政府"),
    ]
    assert ("4.13", "成文日期", "2026-01-25") in told
    extended = {one.get("name"): one.text for one in root[0][-1]}
    assert extended["施行日期"] == "自印发之日起施行"
    assert [one.get("clause") for one in root[1]] == ["4.1", "4.18", None]


def test_nothing_written_is_valid(schema: Any) -> None:
    assert schema.validate(written())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_valid_too(make_row: Callable[..., ExportRow], schema: Any, text: str) -> None:
    values = {spec.key: text for spec in FIELDS if spec.form in (Form.TEXT, Form.DATE, Form.EFFECTIVE)}
    root = written(make_row({**values, "issuers": (text, "")}, source=text, issue=text))
    assert schema.validate(root), schema.error_log
