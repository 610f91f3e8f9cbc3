"""demo: the whole way on the sample, and what is left out without a window."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from cli_samples import Run, assert_told

from desktop import paths
from desktop.domain.edits import Verb
from desktop.domain.record import Status
from desktop.store import Store


def draw(store: Path, out: Path) -> Sequence[Path]:
    """Make a picture of nothing, from a store that is free to be opened."""
    with Store.open(store, create=False) as opened:
        assert opened.queue()
    picture = out / "审阅.png"
    picture.write_bytes(b"")
    return [picture]


def test_the_whole_way_is_gone_and_told(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "演示"
    ran = run("demo", "--out", out, draw=draw)
    assert (ran.status, ran.err) == (0, "")
    steps = [line.split(".")[0] for line in ran.out.splitlines()]
    assert steps == ["1", "2", "3", "4", "5", "5", "5", "6"]
    assert min(paths.seeds().glob("*.txt")).name in ran.out
    made = sorted(path.name for path in out.iterdir())
    assert made == ["store", "审阅.png", "核准记录.csv", "核准记录.json", "核准记录.xlsx"]
    assert all(str(out / name) in ran.out for name in made)


def test_the_exports_hold_what_was_corrected_marked_and_approved(run: Run, tmp_path: Path) -> None:
    run("demo", "--out", tmp_path, draw=draw)
    with Store.open(tmp_path / "store") as opened:
        approved = [record for record in opened.queue() if record.status is Status.APPROVED]
        corrected = [record for record in approved if opened.record(record.id).is_changed("title")]
        verbs = [entry.verb for entry in opened.entries()]
    assert len(approved) == 4
    assert corrected
    assert verbs == [Verb.IMPORT, Verb.CORRECT, Verb.MARK, Verb.MARK, Verb.APPROVE, *[Verb.EXPORT] * 3]
    titles = [record.title for record in approved]
    told = json.loads((tmp_path / "核准记录.json").read_text(encoding="utf-8"))
    assert [record["fields"]["title"] for record in told["records"]] == titles
    with (tmp_path / "核准记录.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["标题"] for row in csv.DictReader(file)] == titles
    sheet = openpyxl.load_workbook(tmp_path / "核准记录.xlsx").active
    assert [row[5] for row in sheet.iter_rows(min_row=2, values_only=True)] == titles


def test_a_second_run_goes_the_same_way(run: Run, tmp_path: Path) -> None:
    run("demo", "--out", tmp_path, draw=draw)
    ran = run("demo", "--out", tmp_path, draw=draw)
    assert (ran.status, ran.err) == (0, "")
    assert run("verify", "--store", tmp_path / "store").status == 0


def test_without_a_window_the_pictures_are_left_out_and_that_is_told(run: Run, tmp_path: Path) -> None:
    def refuse(_store: Path, _out: Path) -> Sequence[Path]:
        raise ImportError("libEGL.so.1: cannot open shared object file")

    ran = run("demo", "--out", tmp_path, draw=refuse)
    assert_told(ran, "没有画窗口图片", "libEGL.so.1")
    assert (tmp_path / "核准记录.xlsx").exists()


def test_an_output_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert_told(run("demo", "--out", tmp_path / "a" / "b", draw=draw), str(tmp_path / "a" / "b"))


def test_without_a_sample_that_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "seeds", lambda: tmp_path / "没有样例")
    assert_told(run("demo", "--out", tmp_path / "out", draw=draw), "没有样例")
