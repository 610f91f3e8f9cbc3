"""The table of a page (索引号, 发文机关, 成文日期 …) as further evidence about the document on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.document import Document
from desktop.domain.fields import Field
from desktop.domain.text import SourceText
from desktop.parsing import page_labels, readers
from desktop.parsing.confidence import CERTAIN, FAIR
from desktop.parsing.pipeline import parse_text

TITLE = "云川市人民政府办公室关于做好春季植树工作的通知"
OTHER_TITLE = "云川市人民政府办公室关于做好秋季植树工作的通知"
NUMBER = "云川府办发〔2026〕5号"
ORGAN = "云川市人民政府办公室"
KNOWN = {"索引号": "YC000-2026-00012", "标题": TITLE, "发文机关": ORGAN, "成文日期": "2026年2月3日", "发文字号": NUMBER}
LATER = {"主题分类": "农业、林业", "发布日期": "2026年2月9日", "有效性": "有效"}

Form = Callable[[dict[str, str]], str]


def cells(labels: dict[str, str]) -> str:
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in labels.items())
    return f"<table>{rows}</table>"


def cells_two_by_two(labels: dict[str, str]) -> str:
    parts = [f"<th>{' '.join(label)}：</th><td>{value}</td>" for label, value in labels.items()]
    rows = "".join(f"<tr>{''.join(parts[index : index + 2])}</tr>" for index in range(0, len(parts), 2))
    return f"<table>{rows}</table>"


def cells_below(labels: dict[str, str]) -> str:
    heads = "".join(f"<th>{label}</th>" for label in labels)
    return f"<table><tr>{heads}</tr><tr>{''.join(f'<td>{value}</td>' for value in labels.values())}</tr></table>"


def descriptions(labels: dict[str, str]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in labels.items()) + "</dl>"


def items(labels: dict[str, str]) -> str:
    rows = "".join(f"<li><span>{label}</span><span>{value}</span></li>" for label, value in labels.items())
    return f"<ul>{rows}</ul>"


def bold_items(labels: dict[str, str]) -> str:
    rows = "".join(f"<li><b>{label}：</b>&nbsp;{value}</li>" for label, value in labels.items())
    return f"<ul>{rows}</ul>"


def one_line(labels: dict[str, str]) -> str:
    return "<p>" + "&nbsp;&nbsp;".join(f"{label}：{value}" for label, value in labels.items()) + "</p>"


def blanks_inside(labels: dict[str, str]) -> str:
    return "".join(
        f"<p>{'&emsp;'.join(label)}： {value}</p>".replace("&emsp;", "\u3000") for label, value in labels.items()
    )


FORMS = (cells, cells_two_by_two, cells_below, descriptions, items, bold_items, one_line, blanks_inside)


def text(title: str | None = TITLE, number: str | None = NUMBER, signed: bool = True) -> str:
    parts = [f"<h1>{title}</h1>" if title else "", f"<p>{number}</p>" if number else ""]
    parts.append("<p>各县（区）人民政府，市级各部门：</p>")
    parts.append("<p>为做好春季植树工作，经市政府同意，现将有关事项通知如下：要加强组织领导，落实管护责任。</p>")
    if signed:
        parts += [f"<p>{ORGAN}</p>", "<p>2026年2月3日</p>"]
    return "".join(parts)


def document_of(folder: Path, body: str) -> Document:
    path = folder / "page.html"
    page = f"<ul><li>首页</li><li>政务公开</li></ul>{body}<p>扫一扫在手机打开当前页</p>"
    path.write_text(f"<!DOCTYPE html><html><body>{page}</body></html>", "utf-8")
    (document,) = parse_text(readers.read(path)).documents
    return document


def fields_of(folder: Path, body: str) -> dict[str, Field]:
    return document_of(folder, body).fields


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_values_are_found_in_every_form_of_the_table(tmp_path: Path, form: Form) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><html><body>{form(KNOWN | LATER)}</body></html>", "utf-8")
    source = readers.read(path)
    found = {key: source.slice(span) for key, span in page_labels.find(source, len(source.text)).items()}
    assert found == {"title": TITLE, "issuers": ORGAN, "date": "2026年2月3日", "doc_number": NUMBER}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_agreement_with_the_table_makes_a_claim_certain(tmp_path: Path, form: Form) -> None:
    fields = fields_of(tmp_path, form(KNOWN | LATER) + text())
    for key, value in (("title", TITLE), ("issuers", (ORGAN,)), ("date", "2026-02-03"), ("doc_number", NUMBER)):
        assert (fields[key].value, fields[key].confidence) == (value, CERTAIN), key
        assert "信息表一致" in fields[key].reason, key


@pytest.mark.parametrize(
    ("key", "label", "said", "value", "candidate"),
    [
        (
            "title",
            "标题",
            "云川市人民政府办公室关于做好秋季植树工作的通知",
            TITLE,
            "云川市人民政府办公室关于做好秋季植树工作的通知",
        ),
        ("doc_number", "发文字号", "云川府办发〔2026〕6号", NUMBER, "云川府办发〔2026〕6号"),
        ("date", "成文日期", "2026年2月13日", "2026-02-03", "2026-02-13"),
        ("issuers", "发文机关", "云川市水务局", (ORGAN,), ("云川市水务局",)),
    ],
)
def test_where_the_table_disagrees_the_text_stays_and_the_claim_is_flagged(
    tmp_path: Path, key: str, label: str, said: str, value: object, candidate: object
) -> None:
    field = fields_of(tmp_path, cells(KNOWN | {label: said} | LATER) + text())[key]
    assert field.value == value
    assert field.flagged
    assert said in field.reason
    assert candidate in [other.value for other in field.candidates]


@pytest.mark.parametrize(
    ("key", "label", "without", "value"),
    [
        ("doc_number", "发文字号", text(number=None), NUMBER),
        ("date", "成文日期", text(signed=False), "2026-02-03"),
        ("issuers", "发文机关", text("关于做好春季植树工作的通知", signed=False), (ORGAN,)),
    ],
)
def test_where_the_text_is_silent_the_table_is_the_claim(
    tmp_path: Path, key: str, label: str, without: str, value: object
) -> None:
    known = {name: said for name, said in KNOWN.items() if name != "标题"}
    document = document_of(tmp_path, cells(known | LATER) + without)
    field = document.fields[key]
    assert (field.value, field.confidence, field.flagged) == (value, FAIR, True)
    assert field.printed == KNOWN[label]
    assert "信息表" in field.reason


def test_the_day_of_publication_is_not_the_date_of_the_document(tmp_path: Path) -> None:
    field = fields_of(tmp_path, cells(LATER | {"发文字号": NUMBER}) + text(signed=False))["date"]
    assert field.value is None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_table_between_title_and_text_is_no_text(tmp_path: Path, form: Form) -> None:
    labels = {"索引号": "YC000-2026-00012", "发文字号": NUMBER, "发布日期": "2026年2月9日", "成文日期": "2026年2月3日"}
    body = text(number=None).replace("</h1>", f"</h1>{form(labels)}")
    fields = fields_of(tmp_path, body)
    assert fields["addressees"].value == "各县（区）人民政府，市级各部门"
    assert (fields["date"].value, fields["date"].confidence) == ("2026-02-03", CERTAIN)
    assert fields["doc_number"].value == NUMBER


def test_who_published_the_page_need_not_be_the_issuer(tmp_path: Path) -> None:
    fields = fields_of(tmp_path, cells({"索引号": "1", "发布机构": "云川市水务局"}) + text())
    assert (fields["issuers"].value, fields["issuers"].flagged) == ((ORGAN,), False)


def test_a_table_that_names_only_the_first_issuer_does_not_disagree(tmp_path: Path) -> None:
    both = text("云川市水务局 云川市财政局关于做好春季植树工作的通知").replace(ORGAN, "云川市水务局</p><p>云川市财政局")
    issuers = fields_of(tmp_path, cells({"索引号": "1", "发文机关": "云川市水务局"}) + both)["issuers"]
    assert (issuers.value, issuers.flagged) == (("云川市水务局", "云川市财政局"), False)


def test_a_title_without_its_organ_in_the_table_does_not_disagree(tmp_path: Path) -> None:
    title = fields_of(tmp_path, cells(KNOWN | {"标题": TITLE.removeprefix(ORGAN)}) + text())["title"]
    assert (title.value, title.flagged) == (TITLE, False)


@pytest.mark.parametrize(
    "body",
    [
        "<p>标题</p><p>正文</p>",
        "<p>名称 云川</p>",
        "<p>字号：</p><p>大 中 小</p>",
        "<table><tr><td>标题</td><td></td></tr></table>",
    ],
)
def test_words_that_only_look_like_labels_change_nothing(tmp_path: Path, body: str) -> None:
    fields = fields_of(tmp_path, body + text())
    assert (fields["title"].value, fields["title"].flagged) == (TITLE, False)
    assert (fields["doc_number"].value, fields["doc_number"].flagged) == (NUMBER, False)


def test_labels_of_a_long_text_are_found_in_bounded_time() -> None:
    source = SourceText("a", "0" * 64, "html", "标题\t发文机关\n" * 50_000)
    assert page_labels.find(source, len(source.text)) == {}
