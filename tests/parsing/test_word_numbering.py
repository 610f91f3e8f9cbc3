"""Numbers of paragraphs that a Word file does not hold as text, as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_samples import lines_of, p

from desktop.parsing.readers.word.counting import counted


def level(depth: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='{start}'/><w:numFmt w:val='{number_format}'/>{more}"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
    )


def abstract(identity: int, *levels: str) -> str:
    return f"<w:abstractNum w:abstractNumId='{identity}'>{''.join(levels)}</w:abstractNum>"


def listed(identity: int, abstract_id: int, more: str = "") -> str:
    return f"<w:num w:numId='{identity}'><w:abstractNumId w:val='{abstract_id}'/>{more}</w:num>"


def item(text: str, number: int, depth: int = 0) -> str:
    return p(text, f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>")


def styled(text: str, style: str) -> str:
    return p(text, f"<w:pStyle w:val='{style}'/>")


@pytest.mark.parametrize(
    ("number_format", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 50, "㊿"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 100, "一〇〇"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("japaneseCounting", 12, "十二"),
        ("japaneseCounting", 120, "百二十"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 11, "壹拾壹"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographEnclosedCircle", 2, "㈡"),
        ("none", 4, ""),
        ("unheard of", 4, "4"),
        ("decimal", 0, "0"),
    ],
)
def test_a_number_is_printed_in_its_format(number_format: str, number: int, printed: str) -> None:
    assert counted(number, number_format) == printed


@pytest.mark.parametrize(
    ("text", "more", "printed"),
    [
        ("第%1条", "", "第一条 甲"),
        ("第%1条", "<w:suff w:val='nothing'/>", "第一条甲"),
        ("第%1条", "<w:suff w:val='space'/>", "第一条 甲"),
        ("%1、", "", "一、甲"),
        ("（%1）", "", "（一）甲"),
        ("%1．", "", "一．甲"),
        ("%1、", "<w:suff w:val='space'/>", "一、 甲"),
    ],
)
def test_the_number_is_parted_from_its_text_as_in_print(tmp_path: Path, text: str, more: str, printed: str) -> None:
    numbering = abstract(0, level(0, "chineseCounting", text, more)) + listed(1, 0)
    assert lines_of(tmp_path, item("甲", 1), numbering=numbering) == [printed]


OUTLINE = abstract(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%3.%4", "<w:isLgl/><w:suff w:val='nothing'/>"),
)


def test_levels_count_within_the_level_above(tmp_path: Path) -> None:
    body = "".join(item("甲", 1, depth) for depth in (0, 1, 1, 2, 2, 3, 1, 2, 0, 1))
    assert lines_of(tmp_path, body, numbering=OUTLINE + listed(1, 0)) == [
        "一、甲", "（一）甲", "（二）甲", "1.甲", "2.甲", "1.2.1甲", "（三）甲", "1.甲", "二、甲", "（一）甲",
    ]  # fmt: skip


def test_articles_go_on_from_chapter_to_chapter(tmp_path: Path) -> None:
    chapters = abstract(
        0,
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "chineseCountingThousand", "第%2条", "<w:lvlRestart w:val='0'/>"),
    )
    body = "".join(item("甲", 1, depth) for depth in (0, 1, 1, 0, 1))
    assert lines_of(tmp_path, body, numbering=chapters + listed(1, 0)) == [
        "第一章 甲", "第一条 甲", "第二条 甲", "第二章 甲", "第三条 甲",
    ]  # fmt: skip


def test_lists_that_share_their_form_count_on_or_begin_anew(tmp_path: Path) -> None:
    anew = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>"
    numbering = abstract(0, level(0, "decimal", "%1.")) + listed(1, 0) + listed(2, 0) + listed(3, 0, anew)
    body = "".join(item("甲", number) for number in (1, 2, 3, 3, 1))
    assert lines_of(tmp_path, body, numbering=numbering) == ["1.甲", "2.甲", "5.甲", "6.甲", "7.甲"]


def test_a_list_may_change_a_level_it_shares(tmp_path: Path) -> None:
    other = f"<w:lvlOverride w:ilvl='0'>{level(0, 'upperLetter', '%1)')}</w:lvlOverride>"
    numbering = abstract(0, level(0, "decimal", "%1.")) + listed(1, 0) + listed(2, 0, other)
    assert lines_of(tmp_path, item("甲", 1) + item("乙", 2), numbering=numbering) == ["1.甲", "B)乙"]


STYLES = (
    "<w:style w:type='paragraph' w:styleId='h1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='h2'><w:basedOn w:val='h1'/><w:pPr><w:numPr><w:ilvl w:val='1'/>"
    "<w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='h3'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='own'><w:basedOn w:val='h1'/></w:style>"
    "<w:style w:type='numbering' w:styleId='list'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
)


def test_styles_number_their_paragraphs(tmp_path: Path) -> None:
    numbering = abstract(
        0,
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3.", "<w:pStyle w:val='h3'/>"),
    )
    body = "".join(styled("甲", style) for style in ("h1", "h2", "h3", "own")) + p(
        "乙", "<w:pStyle w:val='h1'/><w:numPr><w:numId w:val='0'/></w:numPr>"
    )
    assert lines_of(tmp_path, body, styles=STYLES, numbering=numbering + listed(1, 0)) == [
        "一、甲", "（一）甲", "1.甲", "二、甲", "乙",
    ]  # fmt: skip


def test_a_list_may_refer_to_a_numbering_style(tmp_path: Path) -> None:
    linked = "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='list'/></w:abstractNum>"
    numbering = abstract(0, level(0, "decimal", "%1.")) + linked + listed(1, 0) + listed(2, 1)
    assert lines_of(tmp_path, item("甲", 2), styles=STYLES, numbering=numbering) == ["1.甲"]


def test_a_bullet_is_the_sign_that_it_looks_like(tmp_path: Path) -> None:
    font = "<w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr>"
    bullet = level(0, "bullet", "\uf06c").replace("</w:lvl>", f"{font}</w:lvl>")
    assert lines_of(tmp_path, item("甲", 1), numbering=abstract(0, bullet) + listed(1, 0)) == ["● 甲"]


def test_a_deleted_paragraph_is_not_counted(tmp_path: Path) -> None:
    gone = item("", 1).replace("<w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr>")
    body = item("甲", 1) + gone + item("乙", 1)
    numbering = abstract(0, level(0, "decimal", "%1.")) + listed(1, 0)
    assert lines_of(tmp_path, body, numbering=numbering) == ["1.甲", "2.乙"]


def test_cells_are_numbered(tmp_path: Path) -> None:
    row = f"<w:tr><w:tc>{item('', 1)}</w:tc><w:tc>{p('甲')}</w:tc></w:tr>"
    numbering = abstract(0, level(0, "decimal", "%1")) + listed(1, 0)
    assert lines_of(tmp_path, f"<w:tbl>{row}{row}</w:tbl>", numbering=numbering) == ["1\t甲", "2\t甲"]


@pytest.mark.parametrize(
    "numbering",
    [
        pytest.param("", id="no list"),
        pytest.param(listed(1, 7), id="no form"),
        pytest.param(abstract(0) + listed(1, 0), id="no level"),
        pytest.param(
            "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='list'/></w:abstractNum>" + listed(1, 0),
            id="form that refers to itself",
        ),
    ],
)
def test_a_list_that_leads_nowhere_prints_nothing(tmp_path: Path, numbering: str) -> None:
    assert lines_of(tmp_path, item("甲", 1), styles=STYLES, numbering=numbering) == ["甲"]
