"""From files to source texts: encodings, pages, web pages, and what cannot be read."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain import errors
from desktop.parsing import readers

TEXT = "云川市人民政府关于做好2024年植树工作的通知\n云府发〔2024〕1号\n各县人民政府：\n　　现将有关事项通知如下。\n"


def file_of(folder: Path, raw: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def pdf(*pages: str, **options: object) -> bytes:
    document = pymupdf.open()
    for text in pages:
        page = document.new_page()
        if text:
            page.insert_text((72, 72), text, fontname="china-s")
    return bytes(document.tobytes(**options))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_an_encoding_is_recognised(tmp_path: Path, encoding: str) -> None:
    source = readers.read(file_of(tmp_path, (TEXT * 3).encode(encoding)))
    assert (source.text, source.kind, source.notices) == (TEXT * 3, "txt", ())


def test_big5_is_guessed(tmp_path: Path) -> None:
    text = "為加強市政府辦公室工作,現將有關事項通知如下。各區縣人民政府要認真貫徹執行。\n" * 8
    assert readers.read(file_of(tmp_path, text.encode("big5"))).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_that_breaks_off_inside_a_character_is_read_with_a_notice(tmp_path: Path, encoding: str) -> None:
    raw = TEXT.rstrip("\n").encode(encoding) + "县".encode(encoding)[:-1]
    source = readers.read(file_of(tmp_path, raw))
    assert source.text.startswith(TEXT[:-2])
    assert source.notices


def test_line_breaks_are_made_equal(tmp_path: Path) -> None:
    assert readers.read(file_of(tmp_path, "甲\r\n乙\r丙\n".encode())).text == "甲\n乙\n丙\n"


def test_form_feeds_end_pages_and_keep_the_count_of_lines(tmp_path: Path) -> None:
    source = readers.read(file_of(tmp_path, "甲\n乙\n\f丙\n\f丁\n\f".encode()))
    assert source.text == "甲\n乙\n丙\n丁\n"
    assert [source.slice(page.span) for page in source.pages] == ["甲\n乙\n", "丙\n", "丁\n"]


def test_page_marks_in_the_text_make_pages_with_printed_numbers(tmp_path: Path) -> None:
    source = readers.read(file_of(tmp_path, "前言\n# Page 1316:\n甲\n# Page 1317:\n乙\n".encode()))
    assert [(page.printed, source.slice(page.span)[-2:]) for page in source.pages] == [
        ("1316", "甲\n"),
        ("1317", "乙\n"),
    ]


@given(st.text(alphabet="甲乙\n\r\f# Page12:", max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_lie_in_order_inside_the_text(tmp_path: Path, text: str) -> None:
    try:
        source = readers.read(file_of(tmp_path, text.encode()))
    except errors.SourceEmpty:
        return
    assert "\r" not in source.text
    assert "\f" not in source.text
    ends = [0]
    for page in source.pages:
        assert ends[-1] <= page.span.start <= page.span.end <= len(source.text)
        ends.append(page.span.end)


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # some begin a conversion
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, raw: bytes) -> None:
    for name in ("a.txt", "a.pdf"):
        with contextlib.suppress(errors.SourceError):
            readers.read(file_of(tmp_path, raw, name))


def test_a_pdf_has_a_page_each(tmp_path: Path) -> None:
    source = readers.read(file_of(tmp_path, pdf("云川市人民政府\n- 7 -", "公报", ""), "named.txt"))
    assert source.kind == "pdf"
    assert [page.printed for page in source.pages] == ["7", None, None]
    assert source.notices == ()
    assert "云川市人民政府" in source.text


@pytest.mark.parametrize(
    ("raw", "name", "error"),
    [
        pytest.param(b"", "a.txt", errors.SourceEmpty, id="empty"),
        pytest.param(b"\n \n", "a.txt", errors.SourceEmpty, id="blank"),
        pytest.param(b"\x7fELF" + bytes(range(256)) * 9, "a.txt", errors.SourceBinary, id="program named as text"),
        pytest.param(bytes(5000), "a.txt", errors.SourceBinary, id="zeros"),
        pytest.param(b"PK\x03\x04" + bytes(90), "a.docx", errors.SourceKindUnknown, id="docx"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(90), "a.png", errors.SourceDamaged, id="picture"),
        pytest.param(b"%PDF-1.7\n" + b"\x01" * 5000, "a.pdf", errors.SourceDamaged, id="no pdf after all"),
        pytest.param(pdf("云川市人民政府关于植树的通知")[:-600], "a.pdf", errors.SourceDamaged, id="half-copied pdf"),
        pytest.param(pdf("", ""), "a.pdf", errors.SourceWithoutText, id="pictures only"),
        pytest.param(
            pdf("公报", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b"),
            "a.pdf",
            errors.SourceEncrypted,
            id="encrypted",
        ),
    ],
)
def test_what_cannot_be_read_has_an_error_of_its_own(
    tmp_path: Path, raw: bytes, name: str, error: type[errors.SourceError]
) -> None:
    with pytest.raises(error):
        readers.read(file_of(tmp_path, raw, name))


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.SourceMissing):
        readers.read(tmp_path / "none.txt")
    with pytest.raises(errors.SourceMissing):
        readers.read(file_of(tmp_path, b"a") / "below.txt")
    with pytest.raises(errors.SourceMissing):
        readers.read(Path("a\x00b"))
    with pytest.raises(errors.SourceForbidden):
        readers.read(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom the rights bind")
def test_a_file_without_right_to_read(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"a")
    path.chmod(0)
    with pytest.raises(errors.SourceForbidden):
        readers.read(path)


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.bin"])
def test_a_huge_file_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(errors.SourceTooLarge) as told:
        readers.read(path)
    assert told.value.detail == "200 MB"


def test_a_large_text_is_refused_before_it_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST_TEXT", 50)
    with pytest.raises(errors.SourceTooLarge):
        readers.read(file_of(tmp_path, TEXT.encode()))


PAGE = """<!DOCTYPE html><html><head><title>通知</title><style>p{{}}</style></head><body>
<div style="display:none">隐藏</div><ul><li>首页</li><li>政务<b>公开</b></li></ul>
{}
<div><p>云川市人民政府<br>关于植树的通知</p><p>各县人民政府：&nbsp; </p><script>x()</script><p>请抓好落实。</p></div>
</body></html>"""


def lines_of(tmp_path: Path, inner: str) -> list[str]:
    source = readers.read(file_of(tmp_path, PAGE.format(inner).encode(), "a.txt"))
    assert source.kind == "html"
    return source.text.split("\n")


def test_a_saved_page_is_read_block_by_block(tmp_path: Path) -> None:
    assert lines_of(tmp_path, "") == [
        "首页", "政务公开", "云川市人民政府", "关于植树的通知", "各县人民政府：", "请抓好落实。",
    ]  # fmt: skip


def test_a_table_of_data_becomes_rows(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>序号</th><th colspan=2>名称</th></tr><tr><td rowspan=2>1</td><td>甲</td><td>乙</td></tr>"
        "<tr><td>丙</td><td><p>丁</p><p>戊</p></td></tr><tr><td></td></tr></table>"
    )
    assert lines_of(tmp_path, table)[2:5] == ["序号\t名称\t", "1\t甲\t乙", "\t丙\t丁戊"]


def test_a_table_that_lays_out_the_page_is_none(tmp_path: Path) -> None:
    inner = "<table><tr><td>文号</td><td>云府发</td></tr></table>"
    table = f"<table><tr><td>{inner}</td><td><p>甲</p><p>乙</p></td></tr></table>"
    assert lines_of(tmp_path, table)[2:5] == ["文号\t云府发", "甲", "乙"]


@given(st.text(alphabet="<>/=\"' &;tdrpablevi甲", max_size=120))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_broken_markup_is_read_all_the_same(tmp_path: Path, inner: str) -> None:
    readers.read(file_of(tmp_path, f"<html><body><p>通知</p>{inner}".encode()))
