"""What the sheet shows as rows, and how they are set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.text import Page, SourceText, Span
from desktop.widgets.source_rows import LONGEST_ROW, Passage, Setting, cut_rows, phrase_at, row_at

TEXT = "云川市人民政府公报\n\n云川市人民政府关于𠮷安的通知\n云府发〔2024〕1号\n各县人民政府:\n正文。\n2024年1月2日\n尾"


def source(text: str = TEXT, pages: tuple[Page, ...] = ()) -> SourceText:
    return SourceText("甲.txt", "0" * 64, "txt", text, pages)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def passage() -> Passage:
    title, number, closing = "云川市人民政府关于𠮷安的通知", "云府发〔2024〕1号", "2024年1月2日"
    whole = Span(span_of(title).start, span_of(closing).end)
    return Passage(whole, "第 1 件", (span_of(title),), (span_of(number),), (span_of(closing),))


def test_rows_are_set_as_their_evidence_says() -> None:
    settings = [row.setting for row in cut_rows(source(), [passage()])]
    assert settings == [
        Setting.BODY,
        Setting.BLANK,
        Setting.TITLE,
        Setting.CENTRED,
        Setting.BODY,
        Setting.BODY,
        Setting.RIGHT,
        Setting.BODY,
    ]


def test_a_document_opens_once_and_text_around_it_belongs_to_none() -> None:
    rows = cut_rows(source(), [passage()])
    assert [row.opens for row in rows].count(True) == 1
    assert rows[0].passage is None
    assert rows[2].passage == 0
    assert rows[-1].passage is None


def test_a_page_begins_at_the_first_row_that_starts_in_it() -> None:
    pages = (Page(Span(0, 5)), Page(Span(5, 30)), Page(Span(30, len(TEXT)), "7"))
    begins = [(index, row.page) for index, row in enumerate(cut_rows(source(pages=pages), [])) if row.page is not None]
    assert begins[0] == (0, 0)
    assert [page for _, page in begins] == [0, 1, 2]


@given(st.text(alphabet="国a𠮷\n 。", max_size=60), st.integers(0, 3))
def test_rows_cover_every_character_but_line_breaks(text: str, times: int) -> None:
    whole = text + "长" * (LONGEST_ROW * times)
    rows = cut_rows(source(whole), [])
    assert "".join(whole[row.span.start : row.span.end] for row in rows) == whole.replace("\n", "")
    for offset in range(0, len(whole), max(1, len(whole) // 7)):
        if whole[offset] != "\n":
            assert rows[row_at(rows, offset)].span.contains(offset)


def test_a_double_click_takes_the_run_between_punctuation() -> None:
    text = "依据《𠮷安条例》，制定"
    assert text[phrase_at(text, 4).start : phrase_at(text, 4).end] == "𠮷安条例"
