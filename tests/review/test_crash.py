"""Killed at any moment, the store keeps every verb that returned, whole, and nothing half."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from random import Random

import pytest

from desktop.store import Store

ROOT = Path(__file__).parents[2]


def _review_and_kill(folder: Path, seed: int, after: float) -> list[str]:
    """Let a program review for some seconds after it opened the store, kill it, and return what it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.review.reviewing_child", str(folder), str(seed)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline() == "open\n", child.stderr.read()
    timer = threading.Timer(after, child.kill)
    timer.start()
    output, errors = child.communicate()
    timer.join()
    assert errors == ""
    # A line that was cut off was printed after its verb returned all the same, but cannot be read.
    return output.split("\n")[:-1]


def _kill(folder: Path, times: int, seed: int) -> None:
    random = Random(seed)
    known: dict[int, str] = {}
    for turn in range(times):
        for line in _review_and_kill(folder, seed * times + turn, random.uniform(0.0, 0.12)):
            number, sealed = line.split()
            known[int(number)] = sealed
        with Store.open(folder) as store:
            entries = {entry.number: entry.hash for entry in store.entries()}
            assert known.items() <= entries.items(), f"kill {turn}: acknowledged entries are gone"
            if turn % 10 == 9 or times < 100:
                assert store.verify().faults == (), f"kill {turn}"
        known = entries
    assert len(known) > times


def test_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    _kill(tmp_path / "store", 20, seed=1)


@pytest.mark.long
def test_a_thousand_kills_lose_nothing(tmp_path: Path) -> None:
    for part in range(20):  # a store of its own for each fifty, so that checking stays quick
        _kill(tmp_path / f"store{part}", 50, seed=part + 2)
