"""Which statements are about one document: surely, doubtfully, or not at all."""

from __future__ import annotations

import pytest

from desktop.register.entry import Entry, Origin, OriginKind, Said, Statement
from desktop.register.matching import Matcher, Why, likeness
from desktop.register.rules import rules

RULES = rules()
TITLE = "云川市人民政府办公室关于印发云川市节约用水管理办法的通知"


def statement(number: int, group: str = "甲", **said: str) -> Statement:
    told = {key: Said(value, value) for key, value in said.items()}
    return Statement(number, Origin(OriginKind.LIST, group, row=number, file=group), told)


def matched(known: Statement, new: Statement) -> tuple[bool, Why | None]:
    """Return whether the new one goes into the known one's entry, and why a person is asked."""
    found = Matcher([Entry(7, (known,))], RULES).match(new)
    return found.entry == 7, found.doubts[0].why if found.doubts else None


CASES = [
    ("one number, one title", {"doc_number": "云府发〔2020〕1号", "title": TITLE}, (True, None)),
    ("one number in other brackets", {"doc_number": "云府发[2020]1号", "title": TITLE}, (True, None)),
    ("one number, quotation marks in the title", {"doc_number": "云府发〔2020〕1号",
     "title": "云川市人民政府办公室关于印发《云川市节约用水管理办法》的通知"}, (True, None)),
    ("one number, another title", {"doc_number": "云府发〔2020〕1号", "title": "关于做好防汛工作的紧急通知"},
     (False, Why.NUMBER_ONLY)),
    ("one number, no title", {"doc_number": "云府发〔2020〕1号"}, (True, None)),
    ("another number, same title", {"doc_number": "云府发〔2021〕9号", "title": TITLE}, (False, None)),
    ("another number, same title and day", {"doc_number": "云府发〔2020〕7号", "title": TITLE,
     "effective": "2020-03-01"}, (False, Why.NUMBER_DIFFERS)),
    ("no number, same title", {"title": TITLE}, (False, Why.TITLE_ONLY)),
    ("no number, same title and day", {"title": TITLE, "effective": "2020-03-01"}, (True, None)),
    ("no number, same title, another day", {"title": TITLE, "effective": "2015-03-01"}, (False, Why.TITLE_ONLY)),
    ("no number, like title", {"title": TITLE.replace("节约", "节省")}, (False, Why.TITLE_ONLY)),
    ("no number, like title and same day", {"title": TITLE.replace("节约", "节省"), "effective": "2020-03-01"},
     (False, Why.TITLE_ONLY)),
    ("nothing alike", {"title": "关于做好防汛工作的紧急通知", "doc_number": "云府发〔2020〕2号"}, (False, None)),
]  # fmt: skip


@pytest.mark.parametrize(("said", "want"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_statement_belongs_or_is_doubtful(said: dict[str, str], want: tuple[bool, Why | None]) -> None:
    known = statement(1, doc_number="云府发〔2020〕1号", title=TITLE, effective="2020-03-01")
    assert matched(known, statement(2, "乙", **said)) == want


def test_what_has_a_number_is_asked_about_beside_what_has_none() -> None:
    known = statement(1, title=TITLE)
    new = statement(2, "乙", title=TITLE, doc_number="云府发〔2020〕1号")
    assert matched(known, new) == (False, Why.TITLE_ONLY)


def test_one_number_twice_in_a_list_is_asked_about_unless_the_rows_are_the_same() -> None:
    known = statement(1, title=TITLE, doc_number="云府发〔2020〕1号", effective="2020-03-01")
    other = statement(2, title=TITLE, doc_number="云府发〔2020〕1号", effective="2021-03-01")
    assert matched(known, other) == (False, Why.NUMBER_TWICE)
    assert matched(known, statement(3, title=TITLE, doc_number="云府发〔2020〕1号", effective="2020-03-01")) == (
        True,
        None,
    )


def test_the_likeness_that_is_shown_is_that_of_the_titles() -> None:
    known = statement(1, title=TITLE)
    (doubt,) = Matcher([Entry(7, (known,))], RULES).match(statement(2, "乙", title=TITLE[:-2])).doubts
    assert doubt.likeness == likeness(TITLE, TITLE[:-2])
    assert RULES.alike <= doubt.likeness < 100


def test_likeness_does_not_see_widths_and_marks() -> None:
    assert likeness("关于“一网通办”(试行)的 通知", "关于一网通办（试行）的通知") == 100
