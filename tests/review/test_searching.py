"""Hits as a person sees them: in order, filtered, page by page, with excerpts that lead to their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Document, ParsedSource
from desktop.domain.errors import QueryRefused
from desktop.domain.fields import Field
from desktop.domain.search import HitOrder, SearchFilter, fold, parse_query
from desktop.domain.text import Span
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples

TITLES = (
    ("云川市人民政府关于信访工作的通知", "2026-03-01", "通知", ("云川市人民政府",)),
    ("云川市人民政府关于照明的通告", "2026-05-01", "通告", ("云川市人民政府", "云川市信访局")),
    ("云川市人民政府关于消防的通知", "2025-01-01", "通知", ("云川市消防局",)),
    ("云川市人民政府关于植树的通知", "", "通知", ()),
)
BODIES = (
    "各区县人民政府：\n现将做好信\n访工作通知如下。\n" + "一、落实责任。\n" * 20 + "二、信访〔2026〕件按期办结。\n",
    "路灯按期点亮，信访件按期办结。\n",
    "消防车通道不得占用。\n",
    "春季植树，信访除外。\n",
)


ALL = SearchFilter()


@pytest.fixture(params=[True, False], ids=["indexed", "not indexed"])
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Return a desk at a store of four documents."""
    whole, documents = "云川市人民政府公报\n", []
    for (title, date, genre, issuers), body in zip(TITLES, BODIES, strict=True):
        start = len(whole)
        whole += f"{title}\n{body}"
        fields = {"title": Field(title), "date": Field(date or None), "genre": Field(genre), "issuers": Field(issuers)}
        documents.append(Document(Span(start, len(whole)), fields))
    parsed = ParsedSource(samples.source_text(whole, "公报.txt"), tuple(documents))
    with Store.open(tmp_path / "store") as store:
        store.add_source(parsed, samples.raw(parsed), "李")
        if request.param:
            store.search.follow()
        yield Desk(store, "李")


def ids(desk: Desk, text: str, wish: SearchFilter = ALL, order: HitOrder = HitOrder.RANK) -> list[int]:
    """Return the records that are found, in order."""
    found = [hit.summary.id for hit in desk.search.page(text, wish, order).hits]
    assert desk.search.count(text, wish) == len(found)
    return found


def test_hits_in_the_title_come_first_then_the_newest(desk: Desk) -> None:
    assert ids(desk, "信访") == [1, 2, 4]
    assert [hit.in_title for hit in desk.search.page("信访").hits] == [True, False, False]


def test_hits_by_date_have_those_without_one_last(desk: Desk) -> None:
    assert ids(desk, "信访", order=HitOrder.NEWEST) == [2, 1, 4]
    assert ids(desk, "信访", order=HitOrder.OLDEST) == [1, 2, 4]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (SearchFilter(years=frozenset(("2026",))), [2, 1]),
        (SearchFilter(years=frozenset(("",))), [4]),
        (SearchFilter(genres=frozenset(("通告", "决定"))), [2]),
        (SearchFilter(issuers=frozenset(("云川市信访局",))), [2]),
        (SearchFilter(issuers=frozenset(("云川市",))), []),
        (SearchFilter(columns=frozenset(("",))), [2, 1, 3, 4]),
        (SearchFilter(disclosures=frozenset(("主动公开",))), [3]),
        (SearchFilter(disclosures=frozenset(("",))), [2, 1, 4]),
        (SearchFilter(statuses=frozenset(("已核准",))), [3]),
        (SearchFilter(source_ids=frozenset((2,))), []),
        (SearchFilter(source_ids=frozenset((1, 2)), years=frozenset(("2025",))), [3]),
    ],
)
def test_filters_narrow_what_is_found(desk: Desk, wish: SearchFilter, found: list[int]) -> None:
    desk.mark([3], Disclosure.PROACTIVE)
    desk.approve([3])
    assert ids(desk, "云川", wish, HitOrder.NEWEST) == found


def test_pages_follow_each_other_without_gap(desk: Desk) -> None:
    pages = [desk.search.page("云川", offset=at, limit=1) for at in range(5)]
    assert [hit.summary.id for page in pages for hit in page.hits] == [2, 1, 3, 4]
    assert [page.more for page in pages] == [True, True, True, False, False]
    assert [page.offset for page in pages] == [0, 1, 2, 3, 4]


def test_excerpts_lead_to_their_places_in_the_source(desk: Desk) -> None:
    hit = desk.search.page("信访 办结").hits[1]
    text = desk.text(1)
    assert (hit.summary.id, hit.source, hit.places) == (1, "公报.txt", 4)
    title, *others = hit.excerpts
    assert (title.key, title.source, [title.text[m.start : m.end] for m in title.marks]) == ("title", None, ["信访"])
    for excerpt in others:
        assert excerpt.source is not None
        assert text.slice(excerpt.source) == excerpt.text
        assert {fold(text.slice(mark)) for mark in excerpt.source_marks} <= {"信访", "办结"}
        assert excerpt.line == text.line_at(excerpt.source_marks[0].start)
    assert {fold(text.slice(mark)) for excerpt in others for mark in excerpt.source_marks} == {"信访", "办结"}


def test_every_place_of_a_hit_is_known(desk: Desk) -> None:
    text = desk.text(1)
    places = desk.search.places(1, "信访")
    assert [fold(text.slice(place)) for place in places] == ["信访"] * 3
    assert text.slice(places[1]) == "信\n访"
    assert desk.search.places(99, "信访") == ()


def test_a_value_that_a_person_set_is_shown_by_its_field(desk: Desk) -> None:
    desk.correct(2, "addressees", "各乡镇人民政府")
    (hit,) = desk.search.page("乡镇").hits
    (excerpt,) = hit.excerpts
    assert (hit.places, excerpt.key, excerpt.text, excerpt.line) == (0, "addressees", "各乡镇人民政府", None)
    assert excerpt.pieces == (("各", False), ("乡镇", True), ("人民政府", False))


def test_brackets_width_and_line_breaks_do_not_matter(desk: Desk) -> None:
    for typed in ("〔2026〕", "[2026]", "(２０２６)", "【2026）", "信访〔2026〕件", "信访 [2026]件"):
        assert ids(desk, typed) == [1]


@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "NEAR(a b)", "a AND", "OR", "{x} : y", "^云", "x:云", "%", "_", "\\", "\x00云"]
)
def test_no_sign_is_syntax_of_the_database(desk: Desk, typed: str) -> None:
    expected = [record for record in (2, 1, 3, 4) if "云" in typed and typed.strip("\x00") == "云"]
    assert ids(desk, typed) == expected


def test_a_query_may_be_given_ready(desk: Desk) -> None:
    assert desk.search.count(parse_query("信访")) == 3
    with pytest.raises(QueryRefused):
        desk.search.page("-信访")


def test_a_hostile_filter_is_only_a_value(desk: Desk) -> None:
    hostile = frozenset(("') OR 1=1 --", "\ud800"))
    wish = SearchFilter(years=hostile, genres=hostile, issuers=hostile, columns=hostile, disclosures=hostile)
    assert ids(desk, "云川", wish) == []
