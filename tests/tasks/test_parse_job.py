"""A file is parsed in a process of its own, and ends in exactly one way whatever happens to it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.domain.document import ParsedSource
from desktop.domain.errors import SourceDamaged, SourceEmpty
from desktop.tasks.parse_job import ParseJob

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
PATIENCE = 30_000


def ends(job: ParseJob) -> list[tuple[str, object]]:
    told: list[tuple[str, object]] = []
    job.finished.connect(lambda parsed: told.append(("finished", parsed)))
    job.failed.connect(lambda error: told.append(("failed", error)))
    job.cancelled.connect(lambda: told.append(("cancelled", None)))
    return told


def test_parsed_source_and_progress_cross_the_border(qtbot: Any) -> None:
    job = ParseJob(SAMPLE)
    told, steps = ends(job), []
    job.progressed.connect(lambda done, whole: steps.append((done, whole)))
    job.start()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    kind, parsed = told[0]
    assert kind == "finished"
    assert isinstance(parsed, ParsedSource)
    assert len(parsed.documents) == 12
    assert steps
    assert all(done <= whole for done, whole in steps)
    job.wait()


def test_error_crosses_the_border_with_its_class_and_data(qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.touch()
    job = ParseJob(path)
    told = ends(job)
    job.start()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    kind, error = told[0]
    assert kind == "failed"
    assert isinstance(error, SourceEmpty)
    assert error.path == path
    job.wait()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "很大.txt"
    path.write_text(SAMPLE.read_text(encoding="utf-8") * 200, encoding="utf-8")
    return path


def test_cancel_kills_the_child_within_a_second(qtbot: Any, large: Path) -> None:
    job = ParseJob(large)
    told = ends(job)
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE):
        job.start()
    begun = time.monotonic()
    job.cancel()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert time.monotonic() - begun < 1
    assert told == [("cancelled", None)]
    job.wait()


def test_cancel_before_the_start_starts_nothing(qtbot: Any) -> None:
    job = ParseJob(SAMPLE)
    told = ends(job)
    job.cancel()
    job.start()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert told == [("cancelled", None)]
    job.wait()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
def test_child_that_dies_is_told_once_as_a_file_that_could_not_be_read(qtbot: Any, large: Path) -> None:
    import multiprocessing

    job = ParseJob(large)
    told = ends(job)
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE):
        job.start()
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert len(told) == 1
    assert told[0][0] == "failed"
    assert isinstance(told[0][1], SourceDamaged)
    job.wait()
