"""The contents list, in the layouts in which gazettes print it."""

from __future__ import annotations

import pytest

from desktop.domain.text import SourceText
from desktop.parsing.contents import Contents, read_contents
from desktop.parsing.lines import lines_of

BODY = (
    "\n\n云川市人民政府关于印发云川市湖泊保护办法的通知\n\n云府发〔2024〕1号\n\n各县人民政府：\n\n"
    "现将办法印发给你们，请遵照执行。\n"
)

LAYOUTS = {
    "title, then number and page": """目 录
市政府文件
- 云川市人民政府关于印发云川市湖泊保护
办法的通知
(云府发〔2024〕1号) (3)
- 云川市人民政府关于表彰先进集体的决定
(云府发〔2024〕2号) (9)
部 门 文 件
云川市财政局 云川市教育局
关于做好资助工作的通知
(云财发〔2024〕5号)…………(12)""",
    "a row with a tab": """目  录

市政府文件

云川市人民政府关于印发云川市湖泊保护办法的通知 (云府发〔2024〕1号)\t(3)
云川市人民政府关于表彰先进集体的决定 (云府发〔2024〕2号)\t(9)

部门文件

云川市财政局云川市教育局关于做好资助工作的通知 (云财发〔2024〕5号)\t(12)""",
    "dotted leaders": """目录
【市政府文件】
云川市人民政府关于印发云川市湖泊保护办法的通知（云府发〔2024〕1号）……………………………3
云川市人民政府关于表彰先进集体的决定
（云府发〔2024〕2号）．．．．．．．．．．．．．．．．．．9
【部门文件】
云川市财政局云川市教育局关于做好资助工作的通知（云财发〔2024〕5号）· · · · · · 12""",
    "page on its own line": """目录
市政府文件
云川市人民政府关于印发云川市湖泊保护办法的通知
（云府发〔2024〕1号）
3
云川市人民政府关于表彰先进集体的决定
（云府发〔2024〕2号）
9
部门文件
云川市财政局云川市教育局关于做好资助工作的通知
（云财发〔2024〕5号）
12""",
    "number first": """目录
市政府文件
云府发〔2024〕1号　云川市人民政府关于印发云川市湖泊保护办法的通知 /3
云府发〔2024〕2号　云川市人民政府关于表彰先进集体的决定 /9
部门文件
云财发〔2024〕5号　云川市财政局云川市教育局关于做好资助工作的通知 /12""",
    "without the word 目录": """云川市人民政府公报
2024年第1期
市政府文件

云川市人民政府关于印发云川市湖泊保护办法的通知(云府发〔2024〕1号) (3)
云川市人民政府关于表彰先进集体的决定(云府发〔2024〕2号) (9)

部门文件

云川市财政局云川市教育局关于做好资助工作的通知(云财发〔2024〕5号) (12)""",
    "page between dots": """目录
◆市政府文件
云川市人民政府关于印发云川市湖泊保护办法的通知
云府发〔2024〕1号 ·3·
云川市人民政府关于表彰先进集体的决定
云府发〔2024〕2号 ·9·
◆部门文件
云川市财政局云川市教育局关于做好资助工作的通知
云财发〔2024〕5号 ·12·""",
}

EXPECTED = [
    ("市政府文件", "云川市人民政府关于印发云川市湖泊保护办法的通知", "云府发〔2024〕1号", 3),
    ("市政府文件", "云川市人民政府关于表彰先进集体的决定", "云府发〔2024〕2号", 9),
    ("部门文件", "云川市财政局云川市教育局关于做好资助工作的通知", "云财发〔2024〕5号", 12),
]


def contents_of(text: str) -> Contents:
    return read_contents(lines_of(SourceText("x.txt", "", "txt", text)))


def entries_of(text: str) -> list[tuple[str | None, str, str | None, int | None]]:
    return [(entry.column, entry.title, entry.doc_number, entry.page) for entry in contents_of(text).entries]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout_is_read(layout: str) -> None:
    assert entries_of(layout + BODY) == EXPECTED


def test_the_page_first_and_titles_broken_over_blank_lines() -> None:
    text = (
        "云川市人民政府公报\n\n市政府文件\n\n3·云川市人民政府关于印发云川市湖泊保护办法的通知\n\n人事任免\n\n"
        "10·云川市人民政府关于受灾群众紧急避险\n\n转移工作的实施意见\n\n15·云川市人民政府关于乔岳任职的通知\n\n"
        "编 审 褚怀远\n\n主办单位 云川市人民政府办公室\n"
    )
    assert entries_of(text + BODY) == [
        ("市政府文件", "云川市人民政府关于印发云川市湖泊保护办法的通知", None, 3),
        ("人事任免", "云川市人民政府关于受灾群众紧急避险转移工作的实施意见", None, 10),
        ("人事任免", "云川市人民政府关于乔岳任职的通知", None, 15),
    ]


def test_item_numbers_are_no_pages() -> None:
    text = "目录\n1.云川市人民政府关于植树的通知……3\n2.云川市人民政府关于护林的通知……5\n"
    text += "3.云川市人民政府关于防火的命令……8\n"
    assert [entry.page for entry in contents_of(text + BODY).entries] == [3, 5, 8]
    bare = text.replace("……3", "").replace("……5", "").replace("……8", "")
    assert [entry.page for entry in contents_of(bare + BODY).entries] == [None, None, None]


def test_the_number_of_an_order_is_no_part_of_its_title() -> None:
    text = "目录\n市政府令\n云川市湖泊保护办法（云川市人民政府令第9号）…3\n市政府文件\n云川市人民政府关于植树的通知…9\n"
    assert entries_of(text + BODY)[0] == ("市政府令", "云川市湖泊保护办法", None, 3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("目录\n第一章 发展基础……1\n第二章 总体要求……3\n第三章 重点任务……9\n", id="the chapters of a plan"),
        pytest.param(
            "云川市人民政府关于植树的通知\n云府发〔2024〕1号\n各县人民政府：\n请于3月12日前完成(3)\n", id="no list"
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_list_of_documents(text: str) -> None:
    assert contents_of(text).entries == ()


def test_the_list_ends_where_the_first_document_begins() -> None:
    text = LAYOUTS["title, then number and page"]
    assert contents_of(text + BODY).last_line == text.count("\n") + 1
