"""parse --resume: an interrupted run is gone on with, no file twice and none left out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_samples import Run

from desktop import paths

SAMPLE = min(paths.seeds().glob("*.txt"))
COUNT = 12
PATIENCE = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of small issues, an empty one among them."""
    place = tmp_path / "公报"
    place.mkdir()
    for number in range(1, COUNT + 1):
        text = f"云川市人民政府令\n第{number}号\n" if number != 7 else ""
        (place / f"第{number}期.txt").write_text(text, encoding="utf-8")
    return place


def names(out: Path) -> list[str]:
    return [json.loads(line)["source"]["path"] for line in out.read_text(encoding="utf-8").splitlines()]


ALL = [f"第{number}期.txt" for number in range(1, COUNT + 1)]


def test_a_run_that_was_never_begun_begins(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "公报.jsonl"
    assert run("parse", folder, "--out", out, "--resume").status == 1
    assert names(out) == ALL


@pytest.mark.parametrize("tail", [0, 1, 40, -1], ids=["whole lines", "a byte", "part of a line", "no line break"])
def test_a_half_line_is_cut_off_and_the_rest_follows(run: Run, folder: Path, tmp_path: Path, tail: int) -> None:
    out = tmp_path / "公报.jsonl"
    run("parse", folder, "--out", out)
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    out.write_bytes(b"".join(lines[:4]) + lines[4][:tail])
    ran = run("parse", folder, "--out", out, "--resume")
    assert out.read_bytes() == whole
    assert (ran.status, ran.err.count("第7期.txt")) == (1, 1)


def test_a_finished_run_stays_as_it_is(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "公报.jsonl"
    run("parse", folder, "--out", out)
    whole = out.read_bytes()
    ran = run("parse", folder, "--out", out, "--resume")
    assert (ran.status, ran.err) == (1, "")
    assert out.read_bytes() == whole


def test_files_that_came_since_are_added(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "公报.jsonl"
    run("parse", folder, "--out", out)
    (folder / "第0期.txt").write_text("云川市人民政府令\n第13号\n", encoding="utf-8")
    run("parse", folder, "--out", out, "--resume")
    assert names(out) == [*ALL, "第0期.txt"]


def test_result_may_lie_in_the_folder(run: Run, folder: Path) -> None:
    out = folder / "结果.jsonl"
    run("parse", folder, "--out", out)
    run("parse", folder, "--out", out, "--resume")
    assert names(out) == ALL


@pytest.mark.parametrize(
    "content",
    [b"a letter\n", b"a letter", b'{"schema": 1, "source": {}}\n{"schema": 1}\n', b"{}\n"],
    ids=["lines", "words", "objects", "object"],
)
def test_a_file_that_is_no_result_is_left_alone(run: Run, folder: Path, tmp_path: Path, content: bytes) -> None:
    out = tmp_path / "信.txt"
    out.write_bytes(content)
    ran = run("parse", folder, "--out", out, "--resume")
    assert ran.status == 2
    assert "没有改动" in ran.err
    assert out.read_bytes() == content


def test_without_resume_the_old_result_is_replaced(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "公报.jsonl"
    out.write_text("旧\n", encoding="utf-8")
    run("parse", folder, "--out", out)
    assert names(out) == ALL


def test_resume_needs_a_file(run: Run, folder: Path) -> None:
    ran = run("parse", folder, "--resume")
    assert ran.status == 2
    assert "--out" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.long), 2])
def test_a_killed_run_is_gone_on_with(tmp_path: Path, jobs: int) -> None:
    folder, out = tmp_path / "公报", tmp_path / "公报.jsonl"
    folder.mkdir()
    for number in range(1, COUNT + 1):
        (folder / f"第{number}期.txt").write_bytes(SAMPLE.read_bytes())
    root = str(Path(__file__).parents[2])
    line = [sys.executable, "-m", "desktop", "parse", folder, "--jobs", str(jobs), "--out", out, "--resume"]
    environment = os.environ | {"PYTHONPATH": root}
    child = subprocess.Popen(line, env=environment)
    deadline = time.monotonic() + PATIENCE
    while not (out.exists() and out.read_bytes().count(b"\n") >= 3):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert 3 <= out.read_bytes().count(b"\n") < COUNT
    assert subprocess.run(line, env=environment, timeout=PATIENCE, check=False).returncode == 0
    assert names(out) == ALL
