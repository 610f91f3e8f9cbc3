"""Many files over several processes: in order, and a death costs one file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.cli import batch


def work(path: Path) -> str:
    """Return the name, and die over a file named "fatal"."""
    if path.name == "fatal":
        os._exit(3)
    return path.name


def lost(path: Path) -> str:
    """Say that a file was lost."""
    return f"lost {path.name}"


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_files(jobs: int) -> None:
    names = [f"{number}" for number in range(9)]
    assert list(batch.each(work, lost, [Path(name) for name in names], jobs)) == names


def test_a_file_that_kills_its_process_costs_only_itself() -> None:
    names = ["a", "fatal", "b", "c", "fatal", "d"]
    expected = ["a", "lost fatal", "b", "c", "lost fatal", "d"]
    assert list(batch.each(work, lost, [Path(name) for name in names], 2)) == expected


def test_no_files_are_no_results() -> None:
    assert list(batch.each(work, lost, [], 2)) == []


def test_a_reader_that_goes_away_leaves_no_process(tmp_path: Path) -> None:
    results = batch.each(work, lost, [tmp_path / "a", tmp_path / "b"], 1)
    assert next(results) == "a"
    results.close()  # type: ignore[attr-defined]
