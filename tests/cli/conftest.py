"""A store with four records, and a way to run a line in this process."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import TITLES, Ran, Run, parsed

from desktop import cli
from desktop.cli import batch
from desktop.store import Store
from desktop.tasks.worker import Worker


@pytest.fixture
def run(run_afresh: Run, shared_worker: type[Worker], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a line and tells what it did; a child that reads may have read for another test."""
    monkeypatch.setattr(batch, "Worker", shared_worker)
    return run_afresh


@pytest.fixture
def run_afresh(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a line, with children of its own, and tells what it did."""

    def run_line(*words: object, **named: object) -> Ran:
        capsys.readouterr()
        status = cli.main([str(word) for word in words], **named)  # type: ignore[arg-type]
        told = capsys.readouterr()
        return Ran(status, told.out, told.err)

    return run_line


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the folder of a store with one gazette of four documents, one of them doubtful."""
    folder = tmp_path / "资料库"
    raw = tmp_path / "云川公报.txt"
    raw.write_text("".join(f"{title}\n" for title in TITLES), encoding="utf-8")
    with Store.open(folder) as opened:
        opened.add_source(parsed(raw), raw, "李敏")
    return folder
