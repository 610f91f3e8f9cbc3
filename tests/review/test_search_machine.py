"""Whatever is done to documents, in any order, every search finds what a plain look through them finds."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, rule

from desktop.domain.queue import folded
from desktop.domain.search import parse_query
from tests.helpers.examples import examples
from tests.review.test_bounds_machine import Drawing

WORDS = ("第3批", "植树工作", "选苗", "甲", "乙", "批", "云川市 -第2批", "2026年1月11日", "第1批 第2批", "通知一、")


class Searched(Drawing):
    """The same person, who searches after every step; the index follows now and then."""

    @rule()
    def follow(self) -> None:
        self.store.search.follow()

    @rule()
    def rebuild(self) -> None:
        self.store.search.rebuild()

    @invariant()
    def searches_find_what_is_there(self) -> None:
        units = {}
        for row in self.store.queue():
            record, text = self.store.record(row.id), self.store.text(row.source_id)
            title = record.value("title")
            own = folded(text.slice(record.document.span))
            units[row.id] = f"{own}\n{folded(title)}" if isinstance(title, str) else own
        for word in WORDS:
            query = parse_query(word)
            found = [hit.summary.id for hit in self.desk.search.page(query, limit=99).hits]
            assert sorted(found) == sorted(number for number, unit in units.items() if query.matches(unit))
            assert self.desk.search.count(query) == len(found)


class LongSearched(Searched):
    """The same, at length."""


TestSearched = Searched.TestCase
TestSearched.settings = settings(max_examples=examples(10), stateful_step_count=10)

TestLongSearched = pytest.mark.long(LongSearched.TestCase)
TestLongSearched.settings = settings(max_examples=20, stateful_step_count=40)
