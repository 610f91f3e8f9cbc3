"""Words are found as a person means them, and every hit is a span of the text as it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.text import Span
from desktop.widgets.text_search import MOST_HITS, SearchIndex, folded

CASES = [
    pytest.param("云川市人民政\n府办公室", "人民政府", "人民政\n府", id="a phrase broken over two lines"),
    pytest.param("云 府 发", "云府发", "云 府 发", id="blanks between hanzi"),
    pytest.param("云府发〔2026〕1号", "云府发[2026]1号", "云府发〔2026〕1号", id="brackets of another form"),
    pytest.param("云府发［２０２６］1 号", "〔2026〕1号", "［２０２６］1 号", id="full-width figures"),
    pytest.param("见附件（Ａｂ）", "(ab)", "（Ａｂ）", id="full-width letters in another case"),
    pytest.param("二○二六年", "二〇二六年", "二○二六年", id="the other zero"),
    pytest.param("⽂件", "文件", "⽂件", id="a radical that stands for its character"),
    pytest.param("No 1 号", "no 1", "No 1", id="a blank between Latin words"),
    pytest.param("𠮷安\n市", "安市", "安\n市", id="behind a rare character"),
    pytest.param("他说“好”", '"好"', "“好”", id="quotation marks"),
]


@pytest.mark.parametrize(("text", "words", "printed"), CASES)
def test_forms_do_not_matter(text: str, words: str, printed: str) -> None:
    found = SearchIndex(text).find(words)
    assert [text[span.start : span.end] for span in found] == [printed]


@pytest.mark.parametrize("words", ["", "  ", "\n", "没有的话"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    assert SearchIndex("云川市 人民政府").find(words) == ()


def test_latin_words_are_not_run_together() -> None:
    assert SearchIndex("No 1").find("No1") == ()


def test_hits_do_not_overlap_and_are_bounded() -> None:
    assert len(SearchIndex("一一一").find("一一")) == 1
    assert len(SearchIndex("的" * (MOST_HITS + 5)).find("的")) == MOST_HITS


@given(st.text(alphabet="国a1 \n〔[（𠮷○　", max_size=60), st.data())
def test_whatever_stands_in_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    hits = SearchIndex(text).find(words)
    if folded(words.strip()):
        assert any(span.start <= end and start <= span.end for span in hits)
    assert all(folded(text[span.start : span.end]) == folded(words.strip()) for span in hits)
    assert all(isinstance(span, Span) for span in hits)


@pytest.mark.alone
def test_a_whole_gazette_is_searched_between_two_keys() -> None:
    text = "云川市人民政府关于印发〔2026〕1号文件的通知，各县（区）人民政府：\n" * 4_200
    index = SearchIndex(text)
    taken = []
    for _ in range(5):
        begun = time.process_time()
        index.find("人民")
        taken.append(time.process_time() - begun)
    assert len(text) > 150_000
    assert min(taken) < 0.05
