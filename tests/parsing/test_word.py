"""Word files: what is printed of them, in the order of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_samples import RELATIONS, archived, lines_of, p, r, read_raw, table, word_file, word_parts

from desktop.domain import errors
from desktop.parsing.readers.word.story import COMMENTED, EMBEDDED, HIDDEN, REVISED

BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{0}</wps:txbx></wps:wsp>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('separate')}{r(result)}{mark('end')}"
    )


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(p("甲") + p("乙 "), ["甲", "乙"], id="paragraphs in order, trailing blanks dropped"),
        pytest.param(
            f"<w:p>{r('关于')}<w:r><w:br/></w:r>{r('植树的通知')}</w:p>", ["关于", "植树的通知"], id="soft break"
        ),
        pytest.param(p("甲") + p("") + p("") + p("乙"), ["甲", "", "乙"], id="blank lines, one at most"),
        pytest.param(f"<w:p>{r('甲')}<w:r><w:tab/></w:r>{r('乙')}</w:p>", ["甲 乙"], id="a tab is no table"),
        pytest.param(p("甲\t乙\n丙"), ["甲 乙 丙"], id="white space of the markup"),
        pytest.param(
            f"<w:p>{r('附件')}<w:r><w:br w:type='page'/></w:r></w:p>{p('乙')}", ["附件", "乙"], id="page break"
        ),
        pytest.param(f"<w:p><w:hyperlink>{r('网址')}</w:hyperlink></w:p>", ["网址"], id="link"),
        pytest.param(f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", ["甲"], id="content control"),
        pytest.param(
            f"<w:p><w:sdt><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt></w:p>", ["甲"], id="control in a line"
        ),
        pytest.param(f"<w:p><w:smartTag>{r('云川')}</w:smartTag>{r('市')}</w:p>", ["云川市"], id="smart tag"),
        pytest.param(f"<w:p>{r('第')}{field(' PAGE ', '3')}{r('页附')}</w:p>", ["第3页附"], id="result of a field"),
        pytest.param(
            f"<w:p>{field('IF 1 ' + '</w:instrText></w:r>' + field('X', '不印') + '<w:r><w:instrText>', '印')}</w:p>",
            ["印"],
            id="field within a field",
        ),
        pytest.param(
            f"<w:p><w:fldSimple w:instr='DATE'>{r('2026年')}</w:fldSimple></w:p>", ["2026年"], id="simple field"
        ),
        pytest.param(
            f"<w:p><w:r><w:ruby><w:rt>{r('yún')}</w:rt><w:rubyBase>{r('云')}</w:rubyBase></w:ruby></w:r>{r('川')}</w:p>",
            ["云川"],
            id="ruby",
        ),
        pytest.param(
            "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>是</w:t></w:r></w:p>", ["☑是"], id="symbol"
        ),
        pytest.param("<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>", ["A-1"], id="hyphen"),
        pytest.param(
            "<w:p><m:oMathPara><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></m:oMathPara></w:p>", ["a+b"], id="formula"
        ),
        pytest.param(
            "<w:p>" + SHAPE.format(BOX.format(p("框"))) + r("甲") + "</w:p>", ["框", "甲"], id="text box once, before"
        ),
        pytest.param(
            "<w:p>" + r("甲") + SHAPE.format(BOX.format(p("框"))) + "</w:p>", ["甲", "框"], id="text box behind"
        ),
        pytest.param(
            "<w:p>"
            + SHAPE.format(BOX.format("<w:p>" + SHAPE.format(BOX.format(p("内"))) + r("外") + "</w:p>"))
            + "</w:p>",
            ["内", "外"],
            id="text box within a text box",
        ),
    ],
)
def test_text_is_read_as_it_is_printed(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert lines_of(tmp_path, body) == lines


MERGED = "<w:tcPr><w:vMerge {}/></w:tcPr>"
WIDE = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(table((p("甲"), p("乙")), (p("丙"), p("丁"))), ["甲\t乙", "丙\t丁"], id="rows"),
        pytest.param(table((p("甲") + p("乙"), p("丙"))), ["甲乙\t丙"], id="paragraphs of a cell"),
        pytest.param(
            table((WIDE + p("甲"), p("乙")), (p("1"), p("2"), p("3"))), ["甲\t\t乙", "1\t2\t3"], id="wide cell"
        ),
        pytest.param(
            table((MERGED.format("w:val='restart'") + p("甲"), p("乙")), (MERGED.format("") + p(""), p("丙"))),
            ["甲\t乙", "\t丙"],
            id="tall cell",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>"
            + p("甲")
            + "</w:tc><w:tc>"
            + p("乙")
            + "</w:tc></w:tr></w:tbl>",
            ["\t甲\t乙"],
            id="row that begins further right",
        ),
        pytest.param(table((table((p("甲"), p("乙"))) + p(""), p("丙"))), ["甲 乙\t丙"], id="table within a table"),
        pytest.param(
            table((table((p("1"), p("2")), (p("3"), p("4"))) + p("乙"), p("丙"))),
            ["1 2 3 4 乙\t丙"],
            id="rows of a table within a table",
        ),
        pytest.param(table((p("甲") + p("乙"),)), ["甲", "乙"], id="frame"),
        pytest.param(
            p("上") + table((p("甲"), p("乙"))) + p("下"), ["上", "", "甲\t乙", "", "下"], id="between paragraphs"
        ),
        pytest.param(table((p("甲"), p("乙")), (p(""), p(""))), ["甲\t乙"], id="empty row"),
        pytest.param(
            f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:sdtContent></w:sdt>"
            "</w:tbl>",
            ["甲\t乙"],
            id="row in a content control",
        ),
    ],
)
def test_a_table_is_read_as_rows(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert lines_of(tmp_path, body) == lines


GONE = "<w:rPr><w:del w:id='1'/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(f"<w:p>{r('甲')}<w:del>{r('乙')}</w:del><w:ins>{r('丙')}</w:ins></w:p>", ["甲丙"], id="words"),
        pytest.param(
            f"<w:p><w:moveFrom>{r('乙')}</w:moveFrom>{r('甲')}<w:moveTo>{r('乙')}</w:moveTo></w:p>",
            ["甲乙"],
            id="moved",
        ),
        pytest.param(p("甲", GONE) + p("乙"), ["甲乙"], id="paragraphs made one"),
        pytest.param(p("甲", GONE), ["甲"], id="no paragraph to join"),
        pytest.param(f"<w:p><w:pPr>{GONE}</w:pPr><w:del>{r('甲')}</w:del></w:p>" + p("乙"), ["乙"], id="paragraph"),
        pytest.param(
            table((p("甲"), p("乙")), (p("丙"), p("丁"))).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1),
            ["丙\t丁"],
            id="row",
        ),
    ],
)
def test_tracked_changes_are_read_as_accepted_and_said(tmp_path: Path, body: str, lines: list[str]) -> None:
    source = read_raw(tmp_path, word_file(body))
    assert [line for line in source.text.split("\n") if line] == lines
    assert source.notices == (REVISED,)


def test_comments_are_left_out_and_said(tmp_path: Path) -> None:
    body = f"<w:p><w:commentRangeStart w:id='0'/>{r('甲')}<w:r><w:commentReference w:id='0'/></w:r></w:p>"
    source = read_raw(tmp_path, word_file(body, comments=f"<w:comment w:id='0'>{p('批注')}</w:comment>"))
    assert (source.text, source.notices) == ("甲\n", (COMMENTED,))


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("<w:altChunk r:id='a'/>", id="another file"),
        pytest.param(
            "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'/></w:object>"
            "</w:r></w:p>",
            id="a spreadsheet",
        ),
    ],
)
def test_what_other_programs_put_in_is_said(tmp_path: Path, part: str) -> None:
    source = read_raw(tmp_path, word_file(p("甲") + part))
    assert (source.text.strip(), source.notices) == ("甲", (EMBEDDED,))


STYLES = (
    "<w:style w:type='paragraph' w:styleId='a'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='loop'><w:basedOn w:val='loop'/></w:style>"
    "<w:style w:type='character' w:styleId='c'><w:rPr><w:vanish/></w:rPr></w:style>"
)


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(f"<w:p>{r('乙', '<w:vanish/>')}</w:p>", id="by itself"),
        pytest.param(p("乙", "<w:pStyle w:val='b'/>"), id="by the style of its paragraph"),
        pytest.param("<w:p>" + r("乙", "<w:rStyle w:val='c'/>") + "</w:p>", id="by its own style"),
    ],
)
def test_hidden_text_is_left_out_and_said(tmp_path: Path, hidden: str) -> None:
    source = read_raw(tmp_path, word_file(p("甲") + hidden, styles=STYLES))
    assert (source.text, source.notices) == ("甲\n", (HIDDEN,))


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<w:p>" + r("乙", "<w:vanish w:val='0'/>") + "</w:p>", id="off"),
        pytest.param(p("乙", "<w:pStyle w:val='loop'/>"), id="a style based on itself"),
    ],
)
def test_text_that_is_not_hidden_stays(tmp_path: Path, shown: str) -> None:
    source = read_raw(tmp_path, word_file(shown, styles=STYLES))
    assert (source.text, source.notices) == ("乙\n", ())


def test_headers_footers_and_notes_are_margins_said_once(tmp_path: Path) -> None:
    section = (
        "<w:sectPr><w:headerReference w:type='default' r:id='header1'/>"
        "<w:headerReference w:type='even' r:id='header2'/>"
        "<w:footerReference w:type='default' r:id='footer1'/></w:sectPr>"
    )
    note = f"<w:footnote w:type='separator'>{p('——')}</w:footnote><w:footnote w:id='2'>{p('注释')}</w:footnote>"
    body = p("甲", section) + f"<w:p>{r('乙')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + section
    source = read_raw(
        tmp_path,
        word_file(
            body,
            header1=p("云川市公报"),
            header2=p("云川市公报"),
            footer1=p("- 1 -"),
            footnotes=note,
            endnotes=f"<w:endnote w:id='2'>{p('尾注')}</w:endnote>",
        ),
    )
    assert source.text == "云川市公报\n甲\n乙\n注释\n尾注\n- 1 -\n"
    assert [source.slice(span) for span in source.margins] == ["云川市公报", "注释", "尾注", "- 1 -"]


def test_the_strict_form_is_read_alike(tmp_path: Path) -> None:
    parts = word_parts(p("甲") + table((p("乙"), p("丙"))), styles=STYLES)
    strict = {
        name: str(content)
        .replace("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in parts.items()
    }  # fmt: skip
    assert read_raw(tmp_path, archived(strict)).text == "甲\n\n乙\t丙\n"


def test_the_main_part_may_have_another_name(tmp_path: Path) -> None:
    parts = word_parts(p("甲"))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/document.xml", "/word/document2.xml")
    assert read_raw(tmp_path, archived(parts)).text == "甲\n"


@pytest.mark.parametrize("name", ["公文 (1).docx", "“引号”.docm", "a'b.dotx", "云川.txt", "无后缀"])
def test_the_name_of_the_file_does_not_matter(tmp_path: Path, name: str) -> None:
    source = read_raw(tmp_path, word_file(p("甲")), name)
    assert (source.name, source.kind, source.pages) == (name, "docx", ())


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        pytest.param(word_file(p("")), errors.SourceEmpty, id="empty"),
        pytest.param(word_file(p(""), image1=""), errors.SourceWithoutText, id="pictures only"),
        pytest.param(
            archived({"[Content_Types].xml": "", "word/styles.xml": ""}), errors.SourceDamaged, id="no main part"
        ),
        pytest.param(archived(word_parts("") | {"word/document.xml": "<a>"}), errors.SourceDamaged, id="no XML"),
        pytest.param(
            archived(word_parts(p("甲"), styles="") | {"word/styles.xml": b""}), errors.SourceDamaged, id="empty part"
        ),
        pytest.param(word_file(p("甲"))[:-40], errors.SourceDamaged, id="breaks off at its end"),
        pytest.param(word_file(p("甲"))[:200], errors.SourceKindUnknown, id="breaks off at its start"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, raw: bytes, error: type[errors.SourceError]) -> None:
    with pytest.raises(error):
        read_raw(tmp_path, raw)
