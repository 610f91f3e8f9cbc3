"""The table of compliance: every article of the profile, tests that there are, and a help page that follows."""

from __future__ import annotations

import re

import pytest

from desktop import paths
from tests.disclosure import test_articles
from tests.helpers.make_compliance import Row, page, read, target

BOOK, ROWS = read()


def marked() -> dict[str, set[str]]:
    """Return the names of the tests by the article that they are marked with."""
    found: dict[str, set[str]] = {}
    for name, test in vars(test_articles).items():
        for mark in getattr(test, "pytestmark", []):
            if mark.name == "article":
                found.setdefault(mark.args[0], set()).add(name)
    return found


def test_every_article_has_one_row_in_the_order_of_the_profile() -> None:
    assert [row.article for row in ROWS] == list(BOOK.articles)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.article)
def test_row_names_the_tests_that_are_marked_with_its_article(row: Row) -> None:
    assert row.where
    assert row.tests
    assert set(row.tests) == marked()[row.article]


def test_every_marked_test_has_a_row() -> None:
    assert marked().keys() == {row.article for row in ROWS}


def test_help_page_is_the_one_made_from_the_table() -> None:
    assert target().read_text("utf-8") == page(BOOK, ROWS)


def test_commands_that_a_row_names_are_there() -> None:
    usage = "".join(
        path.read_text("utf-8") for path in (paths.resources().parent / "desktop" / "cli").glob("usage*.py")
    )
    named = {words.split()[0] for row in ROWS for words in re.findall("`([^`]+)`", row.where)}
    assert {word for word in named if f'"{word}"' not in usage} == set()
