"""Files that are made to harm: told in words by the real program, bounded, offline, and nothing is left behind."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hostile_files import HOSTILE, SECRET, good

if os.name != "posix":
    pytest.skip("limits and links of POSIX", allow_module_level=True)

ROOT = Path(__file__).parents[2]
IDS = [ascii(name) for name, _, _ in HOSTILE]
SECONDS = 120
MOST_MEMORY = 12_000_000_000
"""Bytes of address space, of which the recognition reserves more than it takes."""

GUARD = """
import os, socket

def refused(*arguments, **named):
    with open(os.environ["REACHED"], "a") as file:
        print(arguments, file=file)
    raise OSError("offline")

for name in ("connect", "connect_ex", "bind", "sendto"):
    original = getattr(socket.socket, name)
    def call(self, *arguments, original=original):
        return original(self, *arguments) if self.family == socket.AF_UNIX else refused(*arguments)
    setattr(socket.socket, name, call)
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, refused)
"""


@dataclass(frozen=True)
class Ran:
    """What the program did with a file."""

    status: int
    out: str
    err: str


class Place:
    """A place of its own for one run: home, temporary files, working folder, input."""

    def __init__(self, folder: Path) -> None:
        self.watched = [folder / name for name in ("home", "tmp", "work")]
        self.input, self.guard, self.reached = folder / "in", folder / "guard", folder / "reached"
        for made in (*self.watched, self.input, self.guard):
            made.mkdir()
        (self.guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")

    def run(self, *words: object) -> Ran:
        """Run the program as a process that cannot reach the network."""
        home, temporary, work = self.watched
        done = subprocess.run(
            [sys.executable, "-m", "desktop", *map(str, words)],
            cwd=work,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": f"{self.guard}:{ROOT}",
                "HOME": str(home),
                "TMPDIR": str(temporary),
                "REACHED": str(self.reached),
            },
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def assert_untouched(self) -> None:
        """Assert that nothing was left behind and nobody was called."""
        assert [path for folder in self.watched for path in folder.rglob("*")] == []
        assert not self.reached.exists()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a fresh place."""
    return Place(tmp_path)


def assert_one_fault(ran: Ran) -> None:
    """Assert that one line says what happened, what is safe, and what to do next."""
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == 1
    assert ran.err.count("。") >= 3
    assert ran.err.strip().isprintable()


@dataclass(frozen=True)
class Batch:
    """What became of all files in one run: the line and the fault in words of each that stands in a folder."""

    place: Place
    ran: Ran
    lines: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """Read all hostile files in one run."""
    place = Place(tmp_path_factory.mktemp("hostile"))
    for name, make, _ in HOSTILE:
        make(place.input / name)
    ran = place.run("parse", place.input, "--jobs", 2, "--memory", 1500)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    return Batch(place, ran, {line["source"]["name"]: line for line in lines})


@pytest.mark.parametrize(("name", "statuses"), [(name, statuses) for name, _, statuses in HOSTILE], ids=IDS)
def test_file_costs_only_itself(batch: Batch, name: str, statuses: frozenset[int]) -> None:
    line = batch.lines[name]
    assert ("error" in line) in {bool(status) for status in statuses}
    if "error" in line:
        words = line["error"]["message"]
        assert words.count("。") >= 3
        assert words.isprintable()
    else:
        assert SECRET not in json.dumps(line)


def test_all_files_together_leave_nothing_behind(batch: Batch) -> None:
    assert batch.ran.status == 1
    assert batch.ran.err.count("\n") == sum("error" in line for line in batch.lines.values())
    assert "Traceback" not in batch.ran.err
    batch.place.assert_untouched()


@pytest.mark.long
@pytest.mark.parametrize(("name", "make", "statuses"), HOSTILE, ids=IDS)
def test_file_does_no_harm(place: Place, name: str, make: object, statuses: frozenset[int]) -> None:
    path = place.input / name
    make(path)  # type: ignore[operator]
    before = sorted(place.input.iterdir())
    ran = place.run("parse", path)
    assert ran.status in statuses, ran.err
    if ran.status:
        assert_one_fault(ran)
    else:
        assert ran.err == ""
        assert json.loads(ran.out)["source"]["name"] == name
        assert SECRET not in ran.out
    assert sorted(place.input.iterdir()) == before
    place.assert_untouched()


def test_name_with_a_dash_needs_no_folder_before_it(place: Place) -> None:
    good(place.watched[2] / "-公报.txt")
    ran = place.run("parse", "--", "-公报.txt")
    assert (ran.status, ran.err) == (0, "")


def test_folder_that_is_named_as_a_file_is_a_folder(place: Place) -> None:
    folder = place.input / "公报.pdf"
    folder.mkdir()
    empty = place.run("parse", folder)
    assert (empty.status, empty.out, empty.err) == (1, "", "文件夹里没有文件。\n")
    good(folder / "甲.txt")
    assert json.loads(place.run("parse", folder).out)["source"]["path"] == "甲.txt"
    place.assert_untouched()
