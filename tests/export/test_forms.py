"""The three printed forms: what stands on them, what is ticked, and that it lies within its cells."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable

import docx
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.disclosure.form import FormPage
from desktop.disclosure.form_values import filled_form
from desktop.disclosure.profile import rule_book
from desktop.domain.record import Record
from desktop.export import write_forms
from desktop.export.form_layout import broken
from tests.helpers import filled_cases

LONG = "说明理由若干（见附件），逐条列出如下。" * 180
RECORDS: dict[str, Callable[[], Record]] = {
    "fresh": filled_cases.fresh,
    "withheld": filled_cases.withheld,
    "redacted": filled_cases.redacted,
    "secret": filled_cases.secret,
    "changed": filled_cases.changed,
    "long": lambda: filled_cases.withheld(LONG),
}
SHORT = [name for name in RECORDS if name != "long"]
TICKED = {
    "fresh": "其他文件 不予公开 行政机关内部事务信息 否",
    "withheld": "其他文件 不予公开 行政机关内部事务信息 否 "
    "完成信息公开保密审查 不予公开 同意 公开属性选项与认定意见一致",
    "redacted": "行政规范性文件 是 文字解读 新闻发布会 是 完成信息公开保密审查 主动公开 不同意",
    "secret": "是 派生定密 同意 同意",
    "changed": "不予公开 主动公开 同意 同意 同意 同意",
}
PRINTED = {
    "withheld": "牵头起草单位 拟发文件标题 文件类型 公开属性认定建议 是否需要制作公开版本 "
    "文件起草单位意见（含联合行文） 发文主办秘书科室初审意见 政府信息公开办复审意见 秘书科复核意见 "
    "起草单位填写 办公室填写",
    "secret": "牵头起草单位 拟发文件标题 是否建议提请政府常务会审议 定密建议 拟定密级 "
    "保密期限或解密条件或解密时间 定密类别 定密依据、理由 文件起草单位意见（含联合行文） "
    "发文主办科室初审意见 秘书科复审意见",
    "changed": "公文标题 发文字号 发文日期 原始属性 变更建议 变更理由 文件起草单位意见（含联合行文） "
    "发文主办秘书科室初审意见 秘书科意见 政府信息公开工作机构意见 政府（办公室）领导意见",
}
"""The rows of the printed forms."""


def form_of(name: str) -> FormPage:
    record = RECORDS[name]()
    form = filled_form(record, len(record.cases), rule_book("staged"))
    assert form is not None
    return form


def drawn(name: str) -> pymupdf.Document:
    stream = io.BytesIO()
    write_forms("pdf", [form_of(name)], stream)
    return pymupdf.open("pdf", stream.getvalue())


def tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def cell_texts(name: str) -> list[str]:
    return [cell.text for row in form_of(name).rows for cell in row]


@pytest.mark.parametrize("name", PRINTED)
def test_form_has_the_printed_rows(name: str) -> None:
    labels = {tight(cell.text) for row in form_of(name).rows for cell in row if cell.label}
    assert set(PRINTED[name].split()) <= labels


@pytest.mark.parametrize("name", SHORT)
def test_short_form_fits_one_sheet(name: str) -> None:
    with drawn(name) as document:
        assert document.page_count == 1


@pytest.mark.parametrize("name", SHORT)
def test_exactly_what_was_said_is_ticked(name: str) -> None:
    found = re.findall(r"☑[ 　]*([^☐☑（），：\s　]+)", "\n".join(cell_texts(name)))
    assert found == TICKED[name].split()


@pytest.mark.parametrize("name", SHORT)
def test_pdf_says_the_same_as_the_form(name: str) -> None:
    form = form_of(name)
    with drawn(name) as document:
        text = tight("".join(page.get_text() for page in document))
    said = tight("".join([form.title, *cell_texts(name), *form.notes]))
    assert Counter(text) == Counter(said.replace("☑", "√").replace("☐", "□"))


@pytest.mark.parametrize("name", SHORT)
def test_word_file_says_the_same_as_the_form(name: str) -> None:
    stream = io.BytesIO()
    write_forms("docx", [form_of(name)], stream)
    table = docx.Document(io.BytesIO(stream.getvalue())).tables[0]
    found = {tight(cell.text) for row in table.rows for cell in row.cells}
    assert found == {tight(text) for text in cell_texts(name)}


@pytest.mark.parametrize("name", RECORDS)
def test_no_text_leaves_its_cell(name: str) -> None:
    """A span that begins within a cell ends within it; nothing but title and notes stands outside of all cells."""
    with drawn(name) as document:
        for page in document:
            cells = [item[1] for drawing in page.get_drawings() for item in drawing["items"] if item[0] == "re"]
            cells = [cell for cell in cells if cell.width > 20]
            top, bottom = min(cell.y0 for cell in cells), max(cell.y1 for cell in cells)
            for span in spans(page):
                box = pymupdf.Rect(span["bbox"])
                base = pymupdf.Point(span["origin"])
                around = [cell for cell in cells if base in cell]
                if not around:
                    assert base.y < top or base.y > bottom, span["text"]
                    continue
                assert any(box.x1 <= cell.x1 + 0.5 for cell in around), span["text"]
                size = span["size"]
                assert any(cell.y0 <= base.y - size * 0.8 and base.y + size * 0.2 <= cell.y1 for cell in around), span


def spans(page: pymupdf.Page) -> list[dict[str, object]]:
    lines = [line for block in page.get_text("dict")["blocks"] for line in block["lines"]]
    return [span for line in lines for span in line["spans"] if span["text"].strip()]


def test_long_text_goes_on_next_sheet_and_nothing_is_lost() -> None:
    with drawn("long") as document:
        text = tight("".join(page.get_text() for page in document))
        assert document.page_count > 2
        assert "说明理由若干" in document[1].get_text()
    assert text.count("逐") == 180
    assert "林溪" in text


TEXTS = st.text(alphabet="公文，。（）《》☐　属性a 1", max_size=120)


@given(TEXTS, st.integers(min_value=3, max_value=30))
def test_lines_are_no_wider_than_their_cell_and_keep_the_text(text: str, width: int) -> None:
    lines = broken(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert tight("".join(lines)) == tight(text)


def test_line_begins_with_no_closing_mark_and_ends_with_no_opening_one() -> None:
    lines = broken("公文属性认定。（公开）属性，认定（公开）。", 6, len)
    assert not any(line.startswith(tuple("，。）")) or line.endswith("（") for line in lines)


def test_short_choice_stays_with_its_box() -> None:
    assert broken("☐ 主动公开　☐ 不予公开", 10, len) == ("☐ 主动公开", "☐ 不予公开")
