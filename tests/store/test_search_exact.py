"""Every search equals a plain look through all texts, by the index and without it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.document import Document, ParsedSource
from desktop.domain.errors import QueryRefused
from desktop.domain.fields import Field
from desktop.domain.queue import folded
from desktop.domain.search import HitOrder, Query, SearchFilter, parse_query
from desktop.domain.text import Span
from desktop.store import Store
from desktop.store.search import finding
from desktop.store.search.tables import pairs_of, signs_of, wide
from tests.helpers.examples import examples
from tests.store import samples

SIGNS = "府市通知人民的一二AaＡ１1〔[（()）〕]，,。 \n　𠮷é‐-\"'*:^ﬁ㈠"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=24)
WORDS = st.text(st.sampled_from(SIGNS.replace(" ", "").replace("\n", "").replace("　", "")), min_size=1, max_size=4)
EVERYTHING = SearchFilter()


def source_of(texts: list[tuple[str, str]]) -> ParsedSource:
    """Return a source of documents, each with its text and its 标题."""
    documents, whole = [], ""
    for number, (text, title) in enumerate(texts):
        whole += "\n"
        fields = {"title": Field(title), "date": Field(f"20{number % 7 + 10}-01-02")}
        documents.append(Document(Span(len(whole), len(whole) + len(text)), fields))
        whole += text
    return ParsedSource(samples.source_text(whole), tuple(documents))


def quoted(query: Query) -> str:
    """Return a query as it would be typed."""
    groups = ["|".join(f"“{word}”" for word in group) for group in query.groups]
    return " ".join([*groups, *(f"-“{word}”" for word in query.unwanted)])


def scanned(texts: list[tuple[str, str]], query: Query) -> set[int]:
    """Return the numbers of the documents that a plain look finds."""
    found = set()
    for record_id, (text, title) in enumerate(texts, 1):
        units = [folded(text), folded(title), f"20{(record_id - 1) % 7 + 10}-01-02"]
        if all(any(word in unit for word in group for unit in units) for group in query.groups) and not any(
            word in unit for word in query.unwanted for unit in units
        ):
            found.add(record_id)
    return found


@st.composite
def queries(draw: st.DrawFn) -> str:
    """Return what a person could type."""
    groups = draw(st.lists(st.lists(WORDS, min_size=1, max_size=2), min_size=1, max_size=2))
    unwanted = draw(st.lists(WORDS, max_size=1))
    return quoted(Query(tuple(map(tuple, groups)), tuple(unwanted)))


WAYS = {"read": (600, 3000), "looked up": (0, 3000), "walked": (0, 0)}
"""How many documents a search reads before it asks the index, and how many hits it looks up one by one."""


@pytest.fixture(params=[(way, indexed) for way in WAYS for indexed in (True, False)], ids=str)
def indexed(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Let searches go one of the ways, with an index or without."""
    way, with_index = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "_READ_FIRST", WAYS[way][0])
        patch.setattr(finding, "_FEW", WAYS[way][1])
        yield with_index


@given(
    texts=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8), typed=st.lists(queries(), min_size=4, max_size=8)
)
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_count_and_page_equals_a_scan(indexed: bool, texts: list[tuple[str, str]], typed: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        parsed = source_of(texts)
        store.add_source(parsed, samples.raw(parsed), "李")
        if indexed:
            store.search.follow()
        for text in typed:
            try:
                query = parse_query(text)
            except QueryRefused:
                continue
            expected = scanned(texts, query)
            assert store.search.count(query, EVERYTHING) == len(expected)
            for order in HitOrder:
                page = store.search.page(query, EVERYTHING, order, 0, 20)
                assert {one.summary.id for one in page.found} == expected


@given(TEXTS)
def test_words_of_the_index_are_the_pairs_and_the_signs_of_a_text(text: str) -> None:
    said = wide(text)
    assert set(signs_of(said).split(" ")) - {""} == set(said) - {" "}
    if len(said) > 1:
        assert pairs_of(said) == " ".join(above + below for above, below in pairwise(said))
