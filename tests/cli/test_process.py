"""The program as a process: its streams, and what it imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_samples import TITLES

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "desktop"]


def environment(**named: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | named


def process(*words: object, **named: str) -> subprocess.CompletedProcess[bytes]:
    line = [*PROGRAM, *map(str, words)]
    return subprocess.run(line, env=environment(**named), capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize(
    "encoding", ["cp936", *(pytest.param(name, marks=pytest.mark.long) for name in ("ascii", "utf-16"))]
)
def test_streams_are_utf8_whatever_the_console_says(store: Path, encoding: str) -> None:
    ran = process("records", "--store", store, PYTHONIOENCODING=encoding)
    assert ran.returncode == 0
    assert TITLES[1] in ran.stdout.decode("utf-8")
    failed = process("records", "--store", store / "没有", PYTHONIOENCODING=encoding)
    assert failed.returncode == 1
    assert "没有找到资料库" in failed.stderr.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize(
    "line",
    [
        pytest.param(("records",), id="table"),
        pytest.param(("records", "--json"), id="json", marks=pytest.mark.long),
        pytest.param(("--help",), id="help"),
    ],
)
def test_a_reader_that_goes_away_is_no_fault(store: Path, line: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = line if line == ("--help",) else (*line, "--store", str(store))
    ran = subprocess.run(
        [*PROGRAM, *words], env=environment(), stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False
    )
    os.close(writing)
    assert ran.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_medium_under_stdout_is_told(store: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [*PROGRAM, "records", "--json", "--store", store],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    told = ran.stderr.decode("utf-8")
    assert ran.returncode == 1
    assert "标准输出" in told
    assert "Traceback" not in told
    assert "Exception ignored" not in told


def test_the_command_line_knows_no_qt() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import desktop.__main__, json, sys; print(json.dumps(list(sys.modules)))"],
        env=environment(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    modules = json.loads(told.stdout)
    assert "desktop.cli.dispatch" in modules
    assert not [name for name in modules if name.startswith(("PySide6", "pymupdf", "fitz"))]
