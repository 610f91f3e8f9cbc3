"""How well sensitive data is found: recall and precision over passages written for this, kind by kind."""

from __future__ import annotations

import pytest

from desktop.domain.finding import FindingKind
from tests.disclosure.sensitive.scoring import Score, score
from tests.disclosure.sensitive.written_frames import frames

LOTS = ("worked_on", "held_out", "held_out_again")
"""The passages the finders were made on, and two lots that were written before the finders' answers were seen."""


@pytest.fixture(scope="module")
def whole() -> Score:
    """Return the counts over all passages."""
    return score([frame for lot in LOTS for frame in frames(lot)])


def test_the_set_is_large_and_varied() -> None:
    written = [frame for lot in LOTS for frame in frames(lot)]
    assert len({frame.title for frame in written}) == len(written) >= 150
    assert sum(len(frame.expected) for frame in written) >= 400
    assert sum(len(frame.lookalikes) for frame in written) >= 400
    assert {one.kind for frame in written for one in frame.expected} == set(FindingKind)


@pytest.mark.parametrize("lot", LOTS)
def test_each_lot_reaches_the_bar(lot: str) -> None:
    counted = score(frames(lot))
    print(f"\n{lot}\n{counted.table()}")
    assert counted.recall() >= 0.99, counted.places
    assert counted.precision() >= 0.97, counted.places


@pytest.mark.parametrize("kind", FindingKind)
def test_no_kind_stays_behind(kind: FindingKind, whole: Score) -> None:
    assert whole.recall([kind]) >= 0.95, whole.places
    assert whole.precision([kind]) >= 0.95, whole.places


def test_what_only_looks_alike_is_no_finding(whole: Score) -> None:
    assert whole.lookalikes_found <= 0.01 * whole.lookalikes, whole.places


@pytest.mark.long
@pytest.mark.parametrize("lot", LOTS)
def test_other_numbers_are_found_as_well(lot: str) -> None:
    for seed in range(5):
        counted = score(frames(lot, seed))
        assert counted.recall() >= 0.99, counted.places
        assert counted.precision() >= 0.97, counted.places
