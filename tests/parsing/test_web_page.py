"""Saved web pages: their lines, tables, encodings; nothing is fetched or run, and nothing nests without bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import SourceUnsafe
from desktop.parsing import readers

PROSE = "现将有关事项通知如下：各县人民政府要加强组织领导，落实工作责任，确保各项措施按期完成。"


def lines_of(folder: Path, body: str, encoding: str = "utf-8", head: str = "") -> list[str]:
    path = folder / "page.html"
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return readers.read(path).text.split("\n")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"], id="paragraphs parted by br"),
        pytest.param("<pre>甲\n  乙\n\n丙</pre>", ["甲", "乙", "丙"], id="pre"),
        pytest.param('<div style="white-space: pre-wrap">甲\n乙</div>', ["甲", "乙"], id="kept line breaks"),
        pytest.param("<p>甲\n乙</p>", ["甲 乙"], id="line breaks of the source"),
        pytest.param("<p>甲</p><p>&nbsp;</p><p>&nbsp;&nbsp;乙&nbsp;</p>", ["甲", "乙"], id="rows of blanks"),
        pytest.param("<p>&#20113;&#x5ddd;&amp;&lt;&ldquo;甲&rdquo;&copy;</p>", ["云川&<“甲”©"], id="entities"),
        pytest.param("<p>云<span>川</span><b>市</b>人民</p>", ["云川市人民"], id="spans inside a word"),
        pytest.param("<ul><li><span>文 号</span><span>无</span></li></ul>", ["文 号 无"], id="label beside its value"),
        pytest.param("<dl><dt>文号：</dt><dd>无</dd></dl>", ["文号：", "无"], id="description list"),
        pytest.param("<p hidden>甲</p><p style='display:none'>乙</p>丙", ["丙"], id="hidden"),
        pytest.param("甲<noscript>乙</noscript><template>丙</template>", ["甲"], id="not shown"),
        pytest.param("<div><p>甲<p>乙<div>丙", ["甲", "乙", "丙"], id="unclosed"),
        pytest.param("<frameset><frame src='a.html'></frameset><p>甲</p>", ["甲"], id="frames"),
    ],
)
def test_a_page_has_the_lines_that_a_person_sees(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert lines_of(tmp_path, body) == lines


def test_a_table_is_rows_with_cells_parted_by_tabs(tmp_path: Path) -> None:
    head = "<tr><th>序号</th><th>名<br>称</th></tr>"
    body = "<tr><td rowspan=2>1</td><td>甲</td></tr><tr><td>乙</td></tr>"
    assert lines_of(tmp_path, f"<table>{head}{body}</table>") == ["序号\t名称", "1\t甲", "\t乙"]


def test_a_table_that_only_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    body = f"<table><tr><td>首页</td><td><table><tr><td>{PROSE * 12}</td></tr></table></td></tr></table>"
    assert lines_of(tmp_path, body) == ["首页", PROSE * 12]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("big5", "gbk"), ("iso-8859-1", "utf-8")]
)
def test_a_wrongly_declared_encoding_does_no_harm(tmp_path: Path, declared: str, encoding: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    assert lines_of(tmp_path, f"<p>{PROSE}</p>", encoding, head) == [PROSE]


def test_nothing_that_a_page_refers_to_is_looked_at(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不应读入", "utf-8")
    here = secret.as_uri()
    head = (
        f'<base href="{here}"><meta http-equiv="refresh" content="0;url={here}"><link rel="stylesheet" href="{here}">'
    )
    body = (
        f'<script src="{here}"></script><script>document.write("脚本")</script><iframe src="{here}"></iframe>'
        f'<object data="{here}"></object><embed src="{here}"><img src="http://www.yunchuan.example/a.png" alt="图">'
        f'<p onclick="alert(1)">{PROSE}</p>'
    )
    assert lines_of(tmp_path, body, head=head) == [PROSE]


def test_an_entity_of_the_document_type_is_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{Path(__file__).as_uri()}"><!ENTITY y "甲甲甲甲">]><html><body>'
        f"<p>{PROSE}&x;&y;</p></body></html>",
        "utf-8",
    )
    text = readers.read(path).text
    assert PROSE in text
    assert "import" not in text


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td"])
def test_a_page_that_nests_without_end_is_refused(tmp_path: Path, tag: str) -> None:
    with pytest.raises(SourceUnsafe):
        lines_of(tmp_path, f"<{tag}>" * 100_000 + PROSE)


def test_a_page_that_nests_deeper_than_the_stack_is_read(tmp_path: Path) -> None:
    assert lines_of(tmp_path, "<div>" * 1900 + PROSE) == [PROSE]


def test_fifty_megabytes_on_one_line_are_read(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, f"<p>{'云' * 16_700_000}</p>")
    assert len(line) == 16_700_000
