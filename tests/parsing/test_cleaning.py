"""Reading text: what is dropped, what is joined, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.text import SourceText, Span
from desktop.parsing.cleaning import read_document
from desktop.parsing.lines import lines_of
from desktop.parsing.outline import LineKind, Outline, Reading

PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\t",
        " ",
        "- ",
        "**",
        "# Page 3:",
        "市政府文件",
        "一、总体要求",
        "（一）",
        "《",
        "》",
        "。",
        "，",
        "：",
        "附件1",
    ]
) | st.sampled_from(
    ["云川市人民政府", "2024年1月5日", "为做好有关工作", "12", "第一条 为了规范管理", "A", "𠮷", "(略)", "\u3000"]
)


def read(text: str, kind: str = "txt") -> Reading:
    source = SourceText("x.txt", "", kind, text)
    return read_document(source, lines_of(source), Outline(1, source.line_count))


def paragraphs(text: str) -> list[str]:
    return [paragraph.text for paragraph in read(text).paragraphs]


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_every_character_of_the_reading_stands_in_the_source_where_the_map_says(text: str) -> None:
    text = text.replace("\r", "\n")
    reading = read(text)
    assert "\n".join(paragraph.text for paragraph in reading.paragraphs) == reading.text
    for paragraph in reading.paragraphs:
        assert reading.text[paragraph.span.start : paragraph.span.end] == paragraph.text
        spans = reading.to_source(paragraph.span)
        assert list(spans) == sorted(spans)
        printed = "".join(reading.source.slice(span) for span in spans)
        assert printed.replace(" ", "") == paragraph.text.replace(" ", "")
    for start, origin, length in zip(reading.starts, reading.origins, reading.lengths, strict=True):
        assert reading.text[start : start + length] == text[origin : origin + length]


def test_a_span_over_a_joined_line_comes_back_as_two_spans() -> None:
    reading = read(
        "一、有效的文件，继续执行。\n\n三、拟修改的文件，抓紧修改。\n\n二、失效的文件，自本通\n\n告发布之日起停止执行。"
    )
    place = reading.text.index("自本通告")
    first, second = reading.to_source(Span(place, place + 4))
    assert (reading.source.slice(first), reading.source.slice(second)) == ("自本通", "告")


def test_page_marks_and_running_heads_are_left_out() -> None:
    text = "根据规定，现将有关\n# Page 12:\n市政府文件\n事项通知如下。\n一、总体要求。\n市政府文件\n二、工作任务。"
    assert paragraphs(text) == ["根据规定，现将有关事项通知如下。", "一、总体要求。", "二、工作任务。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一、总体要求\n\n坚持统筹推进，抓好落实。", 2, id="a heading is not joined with its text"),
        pytest.param("云川市人民政府\n\n2024年1月5日", 2, id="a signature is not joined with its date"),
        pytest.param("按照《城市管理\n\n办法》有关规定执行。", 1, id="a title in brackets is never cut"),
        pytest.param("云川机械有限公司\n\n云川纺织有限公司", 2, id="the names of a list stay apart"),
        pytest.param("（一）\n加强组织领导。", 1, id="an item number alone belongs to its item"),
        pytest.param("各区县人民政府：\n\n现将有关事项通知如下。", 2, id="the addressee stands alone"),
        pytest.param("附件\n2", 1, id="the number of an attachment on its own line"),
        pytest.param("以新时代思想指导全市有关方面工作\n\n为统领，抓好落实。", 1, id="a sentence cut without a comma"),
    ],
)
def test_lines_are_joined_where_a_column_ended(text: str, expected: int) -> None:
    assert len(paragraphs(text)) == expected


def test_wrapped_lines_become_paragraphs() -> None:
    sentence = (
        "为全面贯彻落实有关决策部署，进一步加强跨部门综合监管，加快转变政府职能，切实降低成本，现就有关事项通知如下。"
    )
    wrapped = [sentence[start : start + 20] for start in range(0, len(sentence), 20)]
    text = "\n".join(["一、总体要求", *wrapped, "二、工作任务", *wrapped, "三、保障措施", *wrapped])
    assert paragraphs(text) == ["一、总体要求", sentence, "二、工作任务", sentence, "三、保障措施", sentence]


def test_the_title_is_one_paragraph() -> None:
    text = "云川市财政局\n云川市教育局\n关于做好有关工作的通知\n云财发〔2024〕1号\n各区县财政局："
    source = SourceText("x.txt", "", "txt", text)
    title = tuple(source.line_span(number) for number in (1, 2, 3))
    reading = read_document(source, lines_of(source), Outline(1, 5, title=title))
    assert reading.paragraphs[0].text == "云川市财政局云川市教育局关于做好有关工作的通知"
    assert len(reading.paragraphs) == 3


def test_marks_of_a_typesetting_language_are_left_out() -> None:
    assert paragraphs("- 附件:1.名单\n\n1. **重点企业:**是指规模以上企业。") == [
        "附件:1.名单",
        "1. 重点企业:是指规模以上企业。",
    ]


def test_a_table_row_is_a_paragraph_of_its_kind() -> None:
    reading = read("序号\t名称\n1\t云川市\n备注：无。")
    assert [paragraph.kind for paragraph in reading.paragraphs] == [LineKind.TABLE_ROW] * 2 + [LineKind.BODY]
