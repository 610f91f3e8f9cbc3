"""Temporary files: in one home that is closed to others; gone after the end, and after a kill at the next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.review import temporary, whole_file

ROOT = Path(__file__).parents[2]
_WORKING = """
import os, signal, sys, tempfile, time
from pathlib import Path
from desktop.review import temporary, whole_file

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the tests without it

def fill(stream):
    stream.write(b"secret")
    stream.flush()
    print("writing", flush=True)
    time.sleep(600)

with temporary.own_folder() as folder:
    made = Path(tempfile.mkdtemp(prefix="gongbao-desk-"))
    (made / "source.doc").write_text("secret")
    (made / "source.doc").chmod(0o400)
    whole_file.write(Path(sys.argv[1]) / "out.xlsx", fill)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the system gives for temporary files."""
    found = tmp_path / "tmp"
    found.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(found))
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(found))
    return found


@pytest.fixture
def working(place: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Return a program in the middle of an export."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WORKING, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(place)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    yield process
    process.kill()
    process.communicate()


def files_below(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_everything_goes_with_the_program(place: Path) -> None:
    with temporary.own_folder() as folder:
        assert folder is not None
        assert Path(tempfile.gettempdir()) == folder == Path(os.environ["TMPDIR"])
        tempfile.mkstemp()
    assert list(place.iterdir()) == []
    assert Path(tempfile.gettempdir()) == place == Path(os.environ["TMPDIR"])


def test_what_a_killed_program_left_goes_at_the_next_start(
    working: subprocess.Popen[str], place: Path, tmp_path: Path
) -> None:
    working.kill()
    working.wait()
    assert "source.doc" in files_below(place)
    assert len(list(tmp_path.glob(".export-*.part"))) == 1
    with temporary.own_folder() as folder:
        assert folder is not None
        assert files_below(place) == [".lock"]
        assert list(tmp_path.glob(".export-*")) == []
    assert list(place.iterdir()) == []


def test_what_a_running_program_has_stays(working: subprocess.Popen[str], place: Path, tmp_path: Path) -> None:
    with temporary.own_folder():
        assert "source.doc" in files_below(place)
    assert "source.doc" in files_below(place)
    assert len(list(tmp_path.glob(".export-*.part"))) == 1
    if os.name == "posix":
        working.send_signal(signal.SIGINT)
        working.wait(30)
        assert list(place.iterdir()) == []
        assert list(tmp_path.glob(".export-*")) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a user's temporary folder private by itself")
def test_only_the_owner_may_look(place: Path) -> None:
    (place / f"gongbao-desk-{os.getuid()}").mkdir(mode=0o755)
    with temporary.own_folder() as folder:
        assert folder is not None
        assert folder.stat().st_mode & 0o077 == 0
        assert folder.parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights on Windows")
def test_a_home_that_leads_elsewhere_is_not_used(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "work-kept").mkdir()
    (place / f"gongbao-desk-{os.getuid()}").symlink_to(other)
    with temporary.own_folder() as folder:
        assert folder is None
    assert [path.name for path in other.iterdir()] == ["work-kept"]


@pytest.mark.usefixtures("place")
def test_a_file_that_was_finished_is_not_taken_away(tmp_path: Path) -> None:
    with temporary.own_folder() as folder:
        assert folder is not None
        unfinished, _ = whole_file.write(tmp_path / "out.csv", lambda stream: stream.write(b"1"))
        unfinished.replace(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == b"1"
