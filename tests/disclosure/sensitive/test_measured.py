"""How well sensitive data is found: recall and precision over passages written for this, kind by kind."""

from __future__ import annotations

from collections import Counter

import pytest

from desktop.domain.finding import FindingKind
from tests.disclosure.sensitive.scoring import Score, score
from tests.disclosure.sensitive.written_frames import frames

HALVES = ("worked_on", "held_out")
"""The passages the finders were made on, and those that were written before their answers were seen."""


@pytest.fixture(scope="module")
def whole() -> Score:
    """Return the counts over both halves."""
    return score([*frames("worked_on"), *frames("held_out")])


def test_the_set_is_large_and_varied() -> None:
    both = [*frames("worked_on"), *frames("held_out")]
    assert len({frame.title for frame in both}) == len(both) >= 150
    assert sum(len(frame.expected) for frame in both) >= 400
    assert sum(len(frame.lookalikes) for frame in both) >= 400
    assert set(Counter(one.kind for frame in both for one in frame.expected)) == set(FindingKind)


@pytest.mark.parametrize("half", HALVES)
def test_each_half_reaches_the_bar(half: str) -> None:
    counted = score(frames(half))
    print(f"\n{half}\n{counted.table()}")
    assert counted.recall() >= 0.99, counted.places
    assert counted.precision() >= 0.97, counted.places


@pytest.mark.parametrize("kind", FindingKind)
def test_no_kind_stays_behind(kind: FindingKind, whole: Score) -> None:
    assert whole.recall([kind]) >= 0.95, whole.places
    assert whole.precision([kind]) >= 0.95, whole.places


def test_what_only_looks_alike_is_no_finding(whole: Score) -> None:
    assert whole.lookalikes_found <= 0.01 * whole.lookalikes, whole.places


@pytest.mark.long
@pytest.mark.parametrize("half", HALVES)
def test_other_numbers_are_found_as_well(half: str) -> None:
    for seed in range(20):
        counted = score(frames(half, seed))
        assert counted.recall() >= 0.99, counted.places
        assert counted.precision() >= 0.97, counted.places
