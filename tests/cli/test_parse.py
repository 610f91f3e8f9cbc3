"""parse: the JSON contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_samples import Run

from desktop import paths
from desktop.domain.contract import SCHEMA
from desktop.domain.fields import SPEC

SAMPLE = min(paths.seeds().glob("*.txt"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two readable files, one that is not, and a hidden one."""
    place = tmp_path / "输入"
    (place / "下级").mkdir(parents=True)
    (place / "甲.txt").write_bytes(SAMPLE.read_bytes())
    (place / "下级" / "乙.txt").write_text("云川市人民政府令\n第9号\n", encoding="utf-8")
    (place / "丙.txt").touch()
    (place / ".隐藏.txt").touch()
    return place


def test_one_file_gives_one_object_in_the_agreed_shape(run: Run) -> None:
    ran = run("parse", SAMPLE)
    assert (ran.status, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert list(told) == ["schema", "source", "issue", "toc", "documents", "anomalies"]
    assert told["schema"] == SCHEMA
    assert told["source"]["name"] == SAMPLE.name
    assert told["documents"]
    for document in told["documents"]:
        assert set(document["fields"]) == set(SPEC)
        assert {"span", "lines", "pages", "tables", "anomalies"} <= set(document)
        for claim in document["fields"].values():
            assert {"value", "printed", "spans", "confidence", "flagged", "reason"} <= set(claim)


def test_out_holds_what_stdout_would(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    assert run("parse", SAMPLE, "--out", out).out == ""
    assert out.read_text(encoding="utf-8") == run("parse", SAMPLE).out


def test_out_that_is_the_source_is_refused(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(SAMPLE.read_bytes())
    ran = run("parse", source, "--out", source)
    assert ran.status == 2
    assert source.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_gives_a_line_for_each_file_in_order(run: Run, folder: Path, jobs: int) -> None:
    ran = run("parse", folder, "--jobs", jobs)
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 1
    assert [line["source"]["name"] for line in told] == ["丙.txt", "甲.txt", "乙.txt"]
    assert told[0]["error"]["code"] == "SourceEmpty"
    assert told[0]["error"]["message"] == ran.err.strip()
    assert told[0]["source"]["path"] == str(folder / "丙.txt")
    assert "documents" in told[1]


def test_a_line_of_several_is_the_object_of_the_file_alone(run: Run, folder: Path) -> None:
    alone = run("parse", folder / "甲.txt").out
    assert run("parse", folder / "甲.txt", folder / "下级" / "乙.txt").out.splitlines()[0] == alone.strip()


def test_a_folder_of_one_file_still_gives_lines(run: Run, folder: Path) -> None:
    (folder / "下级" / "乙.txt").write_bytes(b"")
    ran = run("parse", folder / "下级")
    assert ran.status == 1
    assert json.loads(ran.out)["error"]["code"] == "SourceEmpty"
