"""Values that are given places of the text, lose one, or are chosen."""

from __future__ import annotations

import pytest

from desktop.domain.document import Document
from desktop.domain.errors import ValueRefused
from desktop.domain.fields import Candidate, Field
from desktop.domain.record import Correction, Record
from desktop.domain.text import SourceText, Span
from desktop.review.assigning import appended, assigned, chosen, without

TEXT = "云川市人民政府\n关于印发《甲办法》\n的通知\n依据《乙法》《丙法》\n2024年1月25日\n"
SOURCE = SourceText("甲.txt", "0" * 64, "txt", TEXT)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ISSUER, MIDDLE, END = at("云川市人民政府"), at("关于印发《甲办法》"), at("的通知")


def record(corrections: dict[str, Correction] | None = None) -> Record:
    fields = {
        "title": Field("云川市人民政府关于印发《甲办法》", spans=(ISSUER, MIDDLE)),
        "basis_laws": Field(("《乙法》",), spans=(at("《乙法》"),)),
        "issuers": Field(("云川市人民政府",), spans=(ISSUER,)),
    }
    return Record(1, 1, 1, Document(Span(0, len(TEXT)), fields), corrections or {})


def test_a_text_is_replaced_by_what_is_selected() -> None:
    assert assigned(record(), SOURCE, "title", END) == ("的通知", (END,))


def test_a_list_takes_it_as_a_further_item() -> None:
    value, spans = assigned(record(), SOURCE, "basis_laws", at("《丙法》"))
    assert (value, spans) == (("《乙法》", "《丙法》"), (at("《乙法》"), at("《丙法》")))


def test_a_title_on_three_lines_is_read_from_all_of_them() -> None:
    value, spans = appended(record(), SOURCE, "title", END)
    assert (value, spans) == ("云川市人民政府关于印发《甲办法》的通知", (ISSUER, MIDDLE, END))


def test_a_title_written_by_hand_gets_the_words_at_its_end() -> None:
    by_hand = record({"title": Correction("市政府关于甲办法", (ISSUER,))})
    assert appended(by_hand, SOURCE, "title", END) == ("市政府关于甲办法的通知", (ISSUER, END))


def test_an_empty_field_takes_its_first_place() -> None:
    assert appended(record(), SOURCE, "meeting", END) == ("的通知", (END,))


def test_a_date_is_set_anew() -> None:
    assert appended(record(), SOURCE, "date", at("2024年1月25日")) == ("2024-01-25", (at("2024年1月25日"),))


def test_text_that_cannot_be_a_value_is_refused() -> None:
    with pytest.raises(ValueRefused):
        assigned(record(), SOURCE, "date", END)


def test_a_place_taken_away_takes_its_words_along() -> None:
    assert without(record(), SOURCE, "title", ISSUER) == ("关于印发《甲办法》", (MIDDLE,))


def test_a_list_loses_the_item_of_the_place() -> None:
    value, spans = assigned(record(), SOURCE, "basis_laws", at("《丙法》"))
    both = record({"basis_laws": Correction(value, spans)})
    assert without(both, SOURCE, "basis_laws", at("《乙法》")) == (("《丙法》",), (at("《丙法》"),))


def test_a_value_written_by_hand_only_loses_the_place() -> None:
    by_hand = record({"title": Correction("另一个标题", (ISSUER, MIDDLE))})
    assert without(by_hand, SOURCE, "title", MIDDLE) == ("另一个标题", (ISSUER,))


def test_a_chosen_candidate_replaces_a_text_and_another_reading_of_the_issuers() -> None:
    assert chosen(record(), "title", Candidate("甲", (END,))) == ("甲", (END,))
    assert chosen(record(), "issuers", Candidate(("乙局",))) == (("乙局",), ())


def test_a_chosen_candidate_joins_a_list_of_mentions() -> None:
    value, spans = chosen(record(), "basis_laws", Candidate(("《丙法》",), (at("《丙法》"),)))
    assert (value, len(spans)) == (("《乙法》", "《丙法》"), 2)
