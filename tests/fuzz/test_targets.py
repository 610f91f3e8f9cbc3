"""Odd files of every kind: answered, or refused in an error that has words, within bounds of time."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, feed, good_of, odd
from tests.helpers.examples import examples

LONGEST = 20.0
"""Processor seconds that no odd file of these sizes may take."""
_TRIED = {"database": 10, "pdf": 14, "ofd": 14, "word": 20, "page": 20, "text": 20, "workbook": 20}
"""Odd files under --long, of what is slow to read; of all else 100. The usual run takes three in ten."""


@pytest.mark.parametrize("name", TARGETS)
def test_good_files_are_taken(name: str, tmp_path: Path) -> None:
    assert all(feed(name, raw, tmp_path) for raw in good_of(name))


@pytest.mark.parametrize("name", TARGETS)
def test_odd_files_are_answered_or_refused(name: str, tmp_path: Path) -> None:
    good_of(name)  # made before the first example

    @settings(
        max_examples=examples(_TRIED.get(name, 100)),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**62))
    def holds(seed: int) -> None:
        raw = odd(name, Random(seed))
        began = time.process_time()
        feed(name, raw, tmp_path)
        assert time.process_time() - began < LONGEST

    holds()
