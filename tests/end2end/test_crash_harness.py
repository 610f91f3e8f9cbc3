"""Killed at any moment, the program keeps every action that it acknowledged, whole; the window resumes where it was."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desktop import paths
from desktop.parsing.pipeline import parse_file
from desktop.store import Store, backups
from tests.store import samples

ROOT = Path(__file__).parents[2]
SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
LONGEST = 0.04
"""Seconds from a life's last word that is waited for until it is ended."""
EARLY = 0.15
"""The share of lives that are ended while the program still starts."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX can copy a program that is loaded")


class Nursery:
    """The process that bears the lives."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.crash_nursery"],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def live(self, work: str, store: Path, seed: int, words: int, after: float | None, until: str = "") -> list[str]:
        """Let one life pass, and return what it said; it is killed some seconds after so many words and the last one.

        Without `after` it comes to its own end.
        """
        (store.parent / "heard").unlink(missing_ok=True)
        told = self._ask(
            {"work": work, "store": str(store), "seed": seed, "after": after, "words": words, "until": until}
        )
        noise = [line for line in told["errors"].splitlines() if "plugin does not support" not in line]
        if work != "lines":  # whose words for refusals go there
            assert noise == [], told["errors"]
        assert told["status"] == (-9 if after is not None else 0), told["errors"]
        lines: list[str] = told["heard"]
        return lines

    def herd(self, work: str, store: Path, seed: int, count: int) -> list[list[str]]:
        """Let several lives pass at the same time, each to its own end, and return what each said."""
        told = self._ask({"work": work, "store": str(store), "seed": seed, "count": count})
        assert (told["status"], told["errors"]) == (0, "")
        lines: list[list[str]] = told["heard"]
        return lines

    def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        asked["heard"] = str(Path(asked["store"]).parent / "heard")
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def end(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.end()


@dataclass
class Kept:
    """What one store has acknowledged over all lives: entries by number, places by source."""

    entries: dict[int, str] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    going: list[int] = field(default_factory=list)
    settled: int = 0
    resumable: bool = False

    def hear(self, lines: list[str]) -> None:
        """Take in what a life said."""
        for line in lines:
            match line.split():
                case ["entry", number, sealed] if int(number):
                    self.entries[int(number)] = sealed
                case ["place", source, record, turns]:
                    self.places[int(source)], self.settled = int(record), int(turns)
                case ["going", record]:
                    self.going.append(int(record))
                case ["resumable"]:
                    self.resumable = True
                case ["failed", error]:
                    raise AssertionError(error)

    def check(self, folder: Path, thorough: bool) -> None:
        """Demand of the store that all of it is there, and nothing half."""
        with Store.open(folder) as store:
            found = {entry.number: entry.hash for entry in store.entries()}
            gone = self.entries.items() - found.items() - set_aside(folder)
            assert gone == set(), "acknowledged entries are gone"
            for source, record in self.places.items():
                place = store.place(source)
                assert place in {record, *self.going[self.settled :]}
                self.places[source] = place or 0
            if thorough:
                assert store.verify().faults == ()
                for backup in backups.listed(folder):
                    backups.check(backup)
        self.entries = found
        self.going, self.settled = [], 0


def set_aside(folder: Path) -> set[tuple[int, str]]:
    """Return the entries of what restores set aside; from each the store went on without the newest of them."""
    found: set[tuple[int, str]] = set()
    for path in (folder / "set-aside").glob("*/desk.sqlite"):
        with closing(sqlite3.connect(path)) as database:
            found |= set(database.execute("SELECT number, hash FROM journal"))
    return found


def kill(nursery: Nursery, work: str, folder: Path, seeds: range, most: int, every: int = 1, until: str = "") -> Kept:
    """Let lives pass on one store, each ended after at most so many words; look at the store after each.

    The last one lives `until` it has said that.
    """
    kept = Kept()
    for seed in seeds:
        random = Random(seed)
        words = 0 if random.random() < EARLY else random.randint(1, most)
        word = until if seed == seeds[-1] else ""
        kept.hear(nursery.live(work, folder, seed, words, random.uniform(0.0, LONGEST), word))
        kept.check(folder, thorough=seed % every == 0 or seed == seeds[-1])
    return kept


def stocked(folder: Path, path: Path = SAMPLE) -> Path:
    """Return a store with the sample."""
    with Store.open(folder) as store:
        store.add_source(parse_file(path), path, "李")
    return folder


def test_kills_at_the_desk_lose_nothing(nursery: Nursery, tmp_path: Path) -> None:
    kept = kill(nursery, "desk", tmp_path / "store", range(36), 4, every=3)
    assert len(kept.entries) > 36


def test_kills_of_typed_lines_lose_nothing(nursery: Nursery, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with Store.open(folder) as store:
        for extra in ("", "另"):
            parsed = samples.issue(extra)
            store.add_source(parsed, samples.raw(parsed), "李")
    kill(nursery, "lines", folder, range(10), 4)


def test_killed_window_loses_nothing_and_resumes_where_it_was(nursery: Nursery, tmp_path: Path) -> None:
    folder = stocked(tmp_path / "store")
    kept = kill(nursery, "window", folder, range(100, 103), 60, until="resumable")
    _resumes(nursery, folder, kept)


def _resumes(nursery: Nursery, folder: Path, kept: Kept) -> None:
    assert kept.resumable
    with Store.open(folder) as store:
        place, standing = store.place(1), [row.id for row in store.queue(1)]
    shown = nursery.live("looking", folder, 0, 1, None)[-1]
    # Killed right after it dropped the document at hand, the window goes to the next one.
    assert shown in ([f"shown 1 {place}"] if place in standing else [f"shown 1 {one}" for one in standing])


def write_at_once(nursery: Nursery, folder: Path, tenths: int) -> None:
    """Let eight programs write one store at the same time, and demand that all has its place in it."""
    stocked(folder)
    lives = nursery.herd("beside", folder, tenths * 1000, 8)
    said = [tuple(line.split()[1:]) for life in lives for line in life if line.startswith("entry")]
    assert len({number for number, _ in said}) == len(said)
    assert min(len(life) for life in lives) > 1
    with Store.open(folder) as store:
        found = {(str(entry.number), entry.hash) for entry in store.entries()}
        assert {*said} <= found
        assert len(found) == len(said) + 1
        assert store.verify().faults == ()


def test_eight_programs_write_at_once(nursery: Nursery, tmp_path: Path) -> None:
    write_at_once(nursery, tmp_path / "store", 20)


@pytest.mark.long
def test_eight_programs_write_for_a_minute(nursery: Nursery, tmp_path: Path) -> None:
    write_at_once(nursery, tmp_path / "store", 600)


@pytest.mark.long
@pytest.mark.parametrize("part", range(43))
def test_kills_at_the_desk_in_the_long_run(nursery: Nursery, tmp_path: Path, part: int) -> None:
    kill(nursery, "desk", tmp_path / "store", range(1000 + part * 20, 1020 + part * 20), 20, every=5)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_kills_of_typed_lines_in_the_long_run(nursery: Nursery, tmp_path: Path, part: int) -> None:
    folder = stocked(tmp_path / "store")
    kill(nursery, "lines", folder, range(5000 + part * 12, 5012 + part * 12), 6, every=4)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_kills_of_the_window_in_the_long_run(nursery: Nursery, tmp_path: Path, part: int) -> None:
    folder = stocked(tmp_path / "store")
    first = 8000 + part * 6
    kept = kill(nursery, "window", folder, range(first, first + 6), 120, every=3, until="resumable")
    _resumes(nursery, folder, kept)
