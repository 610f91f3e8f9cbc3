"""OFD files: the structure of the package, and what its pages say."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from ofd_samples import (
    DOCUMENT,
    FIRST,
    PLAIN,
    RESOURCES,
    SENTENCE,
    SPACE,
    document,
    packed,
    page,
    parts_of,
    path,
    read,
    said,
    text,
)

from desktop.domain.errors import SourceEmpty
from desktop.parsing import readers
from desktop.parsing.progress import Stage

FONT = pymupdf.Font("china-s")
EMBEDDED = '<ofd:Fonts><ofd:Font ID="1" FontName="内嵌"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>'


def glyphs(shown: str, position: int = 0) -> str:
    numbers = " ".join(str(FONT.has_glyph(ord(char))) for char in shown)
    return (
        f'<ofd:CGTransform CodePosition="{position}" CodeCount="{len(shown)}" GlyphCount="{len(shown)}">'
        f"<ofd:Glyphs>{numbers}</ofd:Glyphs></ofd:CGTransform>"
    )


def test_an_ofd_is_told_by_its_content_and_read(tmp_path: Path) -> None:
    file = tmp_path / "named.docx"
    file.write_bytes(packed(parts_of(page(text(SENTENCE)))))
    source = readers.read(file)
    assert (source.kind, source.text.strip()) == ("ofd", SENTENCE)


def test_pages_of_all_documents_follow_each_other() -> None:
    parts = parts_of(page(text("第一页。")), page(text("第二页。")))
    parts["OFD.xml"] = str(parts["OFD.xml"]).replace(
        "</ofd:DocBody>", "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"
    )
    parts["Doc_1/Document.xml"] = document()
    parts["Doc_1/Pages/Page_0/Content.xml"] = page(text("第三页。"))
    source = read(parts)
    assert [source.slice(one.span).strip() for one in source.pages] == ["第一页。", "第二页。", "第三页。"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("ofd:", "", id="no prefix"),
        pytest.param(f" {SPACE}", ' xmlns:ofd="urn:other"', id="another namespace"),
        pytest.param("Pages/Page_0", "/Doc_0/Pages/Page_0", id="absolute"),
        pytest.param("Pages/Page_0", "Doc_0/Pages/Page_0", id="absolute without stroke"),
        pytest.param("Pages/Page_0", "./Pages/../Pages/Page_0", id="dots"),
        pytest.param("Pages/Page_0/Content", "PAGES\\page_0/content", id="another case"),
        pytest.param("<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>", "", id="no resources"),
        pytest.param("PublicRes.xml", "None.xml", id="resources missing"),
    ],
)
def test_what_producers_do_differently_is_read_all_the_same(old: str, new: str) -> None:
    parts = parts_of(page(text(SENTENCE)))
    names = [DOCUMENT] if old not in ("ofd:", f" {SPACE}") else list(parts)
    for name in names:
        parts[name] = str(parts[name]).replace(old, new)
    if old == "ofd:":
        parts = {name: str(part).replace(" xmlns:", " xmlns:x") for name, part in parts.items()}
    assert read(parts).text.strip() == SENTENCE


def test_templates_behind_and_before_a_page_are_read_with_it() -> None:
    common = '<ofd:TemplatePage ID="5" BaseLoc="T/a.xml"/><ofd:TemplatePage ID="6" BaseLoc="T/b.xml"/>'
    used = '<ofd:Template TemplateID="6" ZOrder="Foreground"/><ofd:Template TemplateID="5"/>'
    parts = parts_of(page(text("正文。", y=40), used), common=common)
    parts |= {"Doc_0/T/a.xml": page(text("上文。", y=20)), "Doc_0/T/b.xml": page(text("下文。", y=60))}
    assert "".join(read(parts).text.split()) == "上文。正文。下文。"


def test_text_of_visible_annotations_is_read() -> None:
    parts = parts_of(page(text("正文。")), after="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>")
    parts["Doc_0/Annots/Annotations.xml"] = (
        f'<ofd:Annotations {SPACE}><ofd:Page PageID="100"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    )
    notes = "".join(
        f'<ofd:Annot ID="1"{shown}><ofd:Appearance Boundary="10 {y} 50 10">{text(note, 10, 0)}</ofd:Appearance>'
        "</ofd:Annot>"
        for note, y, shown in (("已归档。", 100, ""), ("已删除。", 120, ' Visible="false"'))
    )
    parts["Doc_0/Annots/P.xml"] = f"<ofd:PageAnnot {SPACE}>{notes}</ofd:PageAnnot>"
    assert "".join(read(parts).text.split()) == "正文。已归档。"


def test_a_watermark_is_not_read() -> None:
    parts = parts_of(page(text(SENTENCE)), after="<ofd:Annotations>Annotations.xml</ofd:Annotations>")
    parts["Doc_0/Annotations.xml"] = (
        f'<ofd:Annotations {SPACE}><ofd:Page PageID="100"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    )
    parts["Doc_0/P.xml"] = (
        f'<ofd:PageAnnot {SPACE}><ofd:Annot ID="1" Type="Watermark"><ofd:Appearance Boundary="0 0 210 297">'
        f"{text('内部资料', y=80)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
    )
    source = read(parts)
    assert (source.text.strip(), source.notices) == (SENTENCE, ("第1页有水印或斜排的文字，未读入",))


def test_a_signature_is_told_and_not_verified() -> None:
    source = read(parts_of(page(text(SENTENCE)), body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"))
    assert source.notices == ("文件带有电子签章，未作验证",)


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param(text("云川市", code='DeltaX="4 4"'), id="distances"),
        pytest.param(text("云川市", code='DeltaX="g 2 4"'), id="repeated distances"),
        pytest.param(text("云川市", code='DeltaX="4"'), id="distances that are missing"),
        pytest.param(
            text("云川市", code='DeltaY="0 0"', more='CTM="1 0 0 1 0 0"').replace("DeltaY", "Other"), id="none"
        ),
        pytest.param(
            "".join(text(char, 20 + 4 * index) for index, char in enumerate("云川市")), id="an object a letter"
        ),
        pytest.param(text("云川市", x=40, code='DeltaX="2 2"', size=2, more='CTM="2 0 0 2 -20 0"'), id="CTM"),
        pytest.param(text("\n  云川市\n  "), id="broken over lines"),
        pytest.param(f"<ofd:PageBlock><ofd:PageBlock>{text('云川市')}</ofd:PageBlock></ofd:PageBlock>", id="blocks"),
        pytest.param(text("云川市") + text("看不见", y=40, more='Visible="false"'), id="invisible"),
    ],
)
def test_letters_are_set_where_the_file_says(objects: str) -> None:
    assert said(objects) == "云川市"


def test_lines_are_told_apart_by_their_place_not_by_their_order() -> None:
    assert "".join(said(text("第二行。", y=40), text("第一行。", y=20)).split()) == "第一行。第二行。"


def test_ruled_cells_are_a_row_with_tabs() -> None:
    grid = "".join(path(f"M 20 {y} L 180 {y}") for y in (50, 60, 70))
    grid += "".join(path(f"M {x} 50 L {x} 70") for x in (20, 100, 180))
    cells = ((22, 52, "序号"), (102, 52, "名称"), (22, 62, "1"), (102, 62, "植树"))
    assert said(grid, *(text(word, x, y) for x, y, word in cells)) == "序号\t名称\n1\t植树"


def test_glyphs_without_text_are_read_through_the_embedded_font() -> None:
    parts = parts_of(page(text("", code='DeltaX="g 5 4"', inner=glyphs("关于植树通知"))), resources=EMBEDDED)
    parts["Doc_0/Res/f.ttf"] = FONT.buffer
    source = read(parts)
    assert (source.text.strip(), source.notices) == ("关于植树通知", ())


def test_private_characters_are_read_through_the_embedded_font() -> None:
    printed = text("关于\ue001\ue002通知。", inner=glyphs("植树", 2))
    parts = parts_of(page(printed), resources=EMBEDDED)
    parts["Doc_0/Res/f.ttf"] = FONT.buffer
    assert read(parts).text.strip() == "关于植树通知。"


@pytest.mark.parametrize("font", [None, b"", b"no font at all" * 9], ids=["absent", "empty", "damaged"])
def test_what_no_font_decodes_is_marked_and_counted(font: bytes | None) -> None:
    parts = parts_of(page(text(f"{SENTENCE}\ue001\ue002", inner=glyphs("植树", len(SENTENCE)))), resources=EMBEDDED)
    if font is not None:
        parts["Doc_0/Res/f.ttf"] = font
    source = read(parts)
    assert source.text.strip() == f"{SENTENCE}\ufffd\ufffd"
    assert source.notices == ("第1页有2个字符无法解码，以“�”代替",)


def test_text_set_aslant_is_left_out_with_a_notice() -> None:
    source = read(parts_of(page(text(SENTENCE) + text("内部资料", y=100, more='CTM="0.7 0.7 -0.7 0.7 0 0"'))))
    assert source.text.strip() == SENTENCE
    assert source.notices == ("第1页有水印或斜排的文字，未读入",)


def test_a_page_that_is_missing_or_damaged_does_not_take_the_others_with_it() -> None:
    parts = parts_of(page(text("第一页。")), page(""), page(text("第三页。")))
    parts["Doc_0/Pages/Page_1/Content.xml"] = "<ofd:Page"
    source = read(parts)
    assert source.text.split() == ["第一页。", "第三页。"]
    assert source.notices == ("第2页缺失或损坏，未读入",)
    del parts["Doc_0/Pages/Page_1/Content.xml"]
    assert read(parts).notices == source.notices


def test_a_file_without_anything_is_empty() -> None:
    with pytest.raises(SourceEmpty):
        read(parts_of(page("")))


def test_page_numbers_and_margins_are_known() -> None:
    body = "".join(text(SENTENCE, y=40 + 8 * row) for row in range(20))
    source = read(parts_of(page(body + text("— 17 —", 95, 280, code='DeltaX="4 2 2 2 4"'))))
    assert source.pages[0].printed == "17"
    assert [source.slice(span).strip() for span in source.margins] == ["— 17 —"]


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[Stage, int, int]] = []
    read(parts_of(*[page(text(SENTENCE))] * 3), progress=lambda *step: told.append(step))
    assert told == [(Stage.READING, done, 3) for done in range(4)]


def test_resources_of_one_page_are_its_own() -> None:
    parts = parts_of(
        page(text("", code='DeltaX="g 1 4"', inner=glyphs("植树")), "<ofd:PageRes>PageRes.xml</ofd:PageRes>")
    )
    assert PLAIN in str(parts[RESOURCES])
    parts["Doc_0/Pages/Page_0/PageRes.xml"] = f"<ofd:Res {SPACE} BaseLoc='Res'>{EMBEDDED}</ofd:Res>"
    parts["Doc_0/Pages/Page_0/Res/f.ttf"] = FONT.buffer
    assert FIRST in parts
    assert read(parts).text.strip() == "植树"
