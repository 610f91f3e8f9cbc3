"""The public catalogue as pages: lists in order, each document with its facts and text, links that lead somewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from desktop.domain.document import Issue
from desktop.export import ExportRow, site, write_folder
from desktop.export.row import PrintedTable

GAZETTE = Issue("云川市人民政府公报", 2026, 1)


def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def titles(path: Path) -> list[str]:
    return [link.text_content() for link in page(path).xpath("//table[@id='all']//a")]


def test_lists_begin_with_the_latest_document(make_row: Callable[..., ExportRow], tmp_path: Path) -> None:
    days = {"甲": "2025-03-01", "乙": "2026-01-25", "丙": "", "丁": "2026-01-25"}
    rows = [make_row({"title": title, "date": day}, record_id=at) for at, (title, day) in enumerate(days.items(), 1)]
    assert write_folder("html", rows, tmp_path) == 4
    assert titles(tmp_path / "index.html") == ["乙", "丁", "甲", "丙"]
    assert "共 4 件主动公开的文件" in page(tmp_path / "index.html").text_content()


def test_a_document_has_its_facts_and_its_text(make_row: Callable[..., ExportRow], tmp_path: Path) -> None:
    body = ("各区县人民政府：", PrintedTable((("序号", "事项"), ("1", "<来访>")), 1))
    write_folder("html", [make_row(body=body, published_at="2026-02-10")], tmp_path)
    known = page(tmp_path / "docs" / "7.html")
    facts = {line[0].text_content(): line[1].text_content() for line in known.xpath("//table[@class='facts']//tr")}
    assert facts["发文字号"] == "云川府规〔2026〕2号"
    assert facts["施行日期"] == "自印发之日起施行"
    assert facts["效力"].startswith("有效（截至 ")
    assert (facts["发布日期"], facts["公开属性"], facts["页码"]) == ("2026-02-10", "主动公开", "3–5")
    assert [one.text for one in known.xpath("//main/p")] == ["各区县人民政府："]
    assert [cell.text_content() for cell in known.xpath("//main//td")] == ["1", "<来访>"]
    assert [cell.text_content() for cell in known.xpath("//main//th")] == ["序号", "事项"]


def test_nothing_personal_or_internal_stands_on_a_page(make_row: Callable[..., ExportRow], tmp_path: Path) -> None:
    write_folder("html", [make_row()], tmp_path)
    told = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file())
    assert "13800000000" not in told
    assert "李敏" not in told
    assert "云川公报.txt" not in told


def test_a_repealed_document_says_so(make_row: Callable[..., ExportRow], tmp_path: Path) -> None:
    write_folder("html", [make_row(repealed_by="云川府发〔2026〕9号")], tmp_path)
    assert "废止它的文件：云川府发〔2026〕9号" in page(tmp_path / "docs" / "7.html").text_content()
    assert "已废止" in page(tmp_path / "index.html").text_content()


def test_many_documents_go_on_over_pages_and_parts(
    make_row: Callable[..., ExportRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "ON_A_PAGE", 3)
    monkeypatch.setattr(site, "IN_A_PART", 4)
    rows = [make_row({"title": f"第{number}件"}, record_id=number) for number in range(1, 32)]
    assert write_folder("html", rows, tmp_path) == 31
    listed = [tmp_path / "index.html", *(tmp_path / "pages" / f"{number}.html" for number in range(2, 12))]
    assert [title for path in listed for title in titles(path)] == [f"第{number}件" for number in range(1, 32)]
    for path in listed:
        for address in page(path).xpath("//a/@href"):
            assert (path.parent / address).is_file()
    parts = sorted((tmp_path / "data").iterdir(), key=lambda path: int(path.stem))
    assert page(tmp_path / "index.html").get("data-parts") == str(len(parts)) == "8"
    entries = [
        entry
        for path in parts
        for entry in json.loads(path.read_text("ascii").removeprefix("CATALOGUE.add(").removesuffix(");\n"))
    ]
    assert [entry[0] for entry in entries] == list(range(1, 32))


def test_no_document_leaves_a_page_that_says_so(tmp_path: Path) -> None:
    assert write_folder("html", [], tmp_path) == 0
    assert "共 0 件" in page(tmp_path / "index.html").text_content()
