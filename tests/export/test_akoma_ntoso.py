"""Akoma Ntoso keeps the rules of the standard for what it uses, and says what the record says."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from lxml import etree

from desktop.domain.document import Issue
from desktop.domain.fields import Repeal
from desktop.export import ExportRow, write
from desktop.export.row import PrintedTable

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
FIRST = Issue("云川市人民政府公报", 2026, 1, 61, "云川市人民政府办公室", "2026-01-30")
SECOND = Issue("云川市人民政府公报", 2026, 2, 62)
BODY = ("各区县人民政府：", PrintedTable((("序号", "事项"), ("1", "来访\n来信")), 1), "此件公开发布")


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.RelaxNG(etree.parse(Path(__file__).parent / "akoma-ntoso.rng"))


@pytest.fixture
def written(schema: Any) -> Callable[..., Any]:
    """Return a writer of rows that gives the root back, proved against the schema."""

    def write_and_check(rows: Iterable[ExportRow], count: int) -> Any:
        stream = io.BytesIO()
        assert write("akn", rows, stream) == count
        root = etree.fromstring(stream.getvalue(), etree.XMLParser(huge_tree=True))
        assert schema.validate(root), schema.error_log
        names = [element.get("eId") for element in root.iter() if element.get("eId") is not None]
        assert len(names) == len(set(names))
        for used in (element.get(key) for element in root.iter() for key in ("source", "href") if element.get(key)):
            assert not used.startswith("#") or used[1:] in names
        return root

    return write_and_check


def test_the_rules_would_find_a_fault(
    schema: Any, make_row: Callable[..., ExportRow], written: Callable[..., Any]
) -> None:
    broken = etree.fromstring(f'<akomaNtoso xmlns="{NS["a"]}"><officialGazette name="x"/></akomaNtoso>')
    assert not schema.validate(broken)
    for path in ("meta/a:identification/a:FRBRWork/a:FRBRdate", "meta/a:references", "preface", "mainBody"):
        root = written([make_row({}, source_id=1)], 1)
        part = root.find(f"a:doc/a:{path}", NS)
        part.getparent().remove(part)
        assert not schema.validate(root), path


def test_an_issue_is_a_gazette_with_its_documents_as_components(
    make_row: Callable[..., ExportRow], written: Callable[..., Any]
) -> None:
    rows = [make_row(record_id=number, source_id=1, gazette=FIRST, body=BODY) for number in (1, 2)]
    root = written(rows, 2)
    (gazette,) = root
    assert etree.QName(gazette).localname == "officialGazette"
    assert len(gazette.findall("a:collectionBody/a:component/a:doc", NS)) == 2
    told = gazette.find("a:meta/a:publication", NS)
    assert (told.get("date"), told.get("number")) == ("2026-01-30", "1")
    assert gazette.find("a:meta//a:FRBRcountry", NS).get("value") == "cn"
    document = gazette.find(".//a:doc", NS)
    assert document.find("a:preface//a:docNumber", NS).text == "云川府规〔2026〕2号"
    assert document.find("a:meta//a:FRBRWork/a:FRBRdate", NS).get("date") == "2026-01-25"
    assert document.find("a:meta//a:FRBRExpression/a:FRBRlanguage", NS).get("language") == "zho"
    body = document.find("a:mainBody", NS)
    assert [etree.QName(block).localname for block in body] == ["p", "table", "p"]
    assert ["".join(cell.itertext()) for cell in body.iter(f"{{{NS['a']}}}td")] == ["1", "来访来信"]


def test_repeals_and_citations_point_at_the_other_document(
    make_row: Callable[..., ExportRow], written: Callable[..., Any]
) -> None:
    values = {
        "title": "通知",
        "doc_number": "云川府发〔2026〕2号",
        "date": "2026-01-25",
        "effective_date": "2026-03-01",
        "expiry_date": "2031-03-01",
        "repeals": (Repeal("旧办法", "云川府发〔2012〕7号"), Repeal(None, None)),
        "cited_doc_numbers": ("云川府发〔2012〕7号",),
    }
    root = written([make_row(values, source_id=1, repealed_by="云川府发〔2026〕9号")], 1)
    (mod,) = root.iter(f"{{{NS['a']}}}textualMod")
    address = mod.find("a:destination", NS).get("href")
    assert mod.get("type") == "repeal"
    assert address in {told.get("href") for told in root.iter(f"{{{NS['a']}}}activeRef")}
    assert root.find(".//a:passiveRef", NS).get("showAs") == "云川府发〔2026〕9号"
    events = [(event.get("type"), event.get("date")) for event in root.iter(f"{{{NS['a']}}}eventRef")]
    assert events == [("generation", "2026-01-25"), ("generation", "2026-03-01"), ("repeal", "2031-03-01")]


def test_several_issues_and_single_documents_make_a_collection(
    make_row: Callable[..., ExportRow], written: Callable[..., Any]
) -> None:
    rows = [
        make_row(record_id=1, source_id=1, gazette=FIRST),
        make_row(record_id=2, source_id=2, gazette=SECOND, body=BODY),
        make_row(record_id=3, source_id=3),
        make_row(record_id=4, source_id=3),
    ]
    (collection,) = written(rows, 4)
    works = [etree.QName(one[0]).localname for one in collection.find("a:collectionBody", NS)]
    assert works == ["officialGazette", "officialGazette", "doc", "doc"]


def test_no_document_leaves_a_valid_file(written: Callable[..., Any]) -> None:
    assert "没有文件" in "".join(written([], 0).itertext())


def test_a_single_document_stands_alone(make_row: Callable[..., ExportRow], written: Callable[..., Any]) -> None:
    assert [etree.QName(one).localname for one in written([make_row({}, source_id=1)], 1)] == ["doc"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_valid_too(
    make_row: Callable[..., ExportRow], written: Callable[..., Any], text: str
) -> None:
    short = text[:500]
    values = {
        "title": text,
        "doc_number": short,
        "issuers": (short, ""),
        "date": short,
        "genre": short,
        "effective_date": short,
        "basis_laws": (short,),
        "cited_doc_numbers": (short,),
        "repeals": (Repeal(short, None),),
    }
    gazette = Issue(short, 2026, 1, 1, short, short)
    rows = [
        make_row(values, record_id=n, source_id=1, gazette=gazette, body=(text,), repealed_by=short) for n in (1, 2)
    ]
    written(rows, 2)
