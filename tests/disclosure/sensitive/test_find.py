"""The way in: findings in order, in places of the text as it is printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.disclosure.sensitive import find, find_in
from desktop.domain.text import SourceText, Span

_PIECES = st.sampled_from(
    ["联系人：", "王建国", "电话", "\t", "\n", " ", "　", "１３８", "13800138000", "0999-5550160", "—", "a@b.cn", "𠮷",
     "身份证号：", "110101199003070011", "5", "X", "地址：", "云川市青溪区柳河街道18号", "。", "云A12345", "\u200b"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_findings_are_in_order_apart_and_as_printed(text: str) -> None:
    places = [span for finding in find(text) for span in finding.spans]
    begins = [finding.spans for finding in find(text)]
    assert begins == sorted(begins)
    assert len({offset for span in places for offset in range(span.start, span.end)}) == sum(map(len, places))
    for finding in find(text):
        assert finding.text == "".join(text[span.start : span.end] for span in finding.spans)
        assert finding.reason


@given(st.text(max_size=40))
def test_any_text_is_searched(text: str) -> None:
    find(text)


def test_findings_in_a_document_lie_in_its_source() -> None:
    text = "第一篇\n第二篇\n联系人：王建国，手机：13800138000。"
    source = SourceText("甲.txt", "0" * 64, "txt", text)
    [finding] = find_in(source, Span(8, len(text)))
    assert [source.slice(span) for span in finding.spans] == ["13800138000"]
