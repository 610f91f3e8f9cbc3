"""parse: the JSON contract."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pymupdf
import pytest
from cli_samples import Run, assert_told

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
    assert [line["source"]["path"] for line in told] == ["丙.txt", "甲.txt", "下级/乙.txt"]
    assert [line["source"]["sha256"] for line in told] == [
        sha256((folder / name).read_bytes()).hexdigest() for name in ("丙.txt", "甲.txt", "下级/乙.txt")
    ]
    assert "documents" in told[1]


def test_a_line_of_several_is_the_object_of_the_file_alone_with_its_path(run: Run, folder: Path) -> None:
    alone = json.loads(run("parse", folder / "甲.txt").out)
    first, _ = run("parse", folder / "甲.txt", folder / "下级" / "乙.txt").out.splitlines()
    several = json.loads(first)
    assert several["source"].pop("path") == str(folder / "甲.txt")
    assert several == alone


def test_a_folder_of_one_file_still_gives_lines(run: Run, folder: Path) -> None:
    (folder / "下级" / "乙.txt").write_bytes(b"")
    ran = run("parse", folder / "下级")
    assert ran.status == 1
    assert json.loads(ran.out)["error"]["code"] == "SourceEmpty"


def with_password(path: Path) -> Path:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "云川市人民政府令" * 3, fontname="china-s")
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="Ab-12", owner_pw="b")
    return path


def test_password_opens_an_encrypted_file(run: Run, tmp_path: Path) -> None:
    path = with_password(tmp_path / "加密.pdf")
    ran = run("parse", path, "--password", "Ab-12")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out)["source"]["chars"] > 20


def test_password_may_stand_in_a_file(run: Run, tmp_path: Path) -> None:
    path = with_password(tmp_path / "加密.pdf")
    (tmp_path / "密码.txt").write_bytes(b"\xef\xbb\xbfAb-12\r\nanother line\r\n")
    assert run("parse", path, "--password-file", tmp_path / "密码.txt").status == 0


def test_wrong_password_is_told(run: Run, tmp_path: Path) -> None:
    path = with_password(tmp_path / "加密.pdf")
    assert_told(run("parse", path, "--password", "x"), "密码不对")
    assert_told(run("parse", path), "设有密码")


def test_password_goes_with_import_and_is_written_nowhere(run: Run, tmp_path: Path) -> None:
    path, store = with_password(tmp_path / "加密.pdf"), tmp_path / "资料库"
    assert run("import", path, "--password", "Ab-12", "--store", store).status == 0
    kept = [file.read_bytes() for file in store.rglob("*") if file.is_file()]
    assert kept
    assert not [content for content in kept if b"Ab-12" in content]


@pytest.mark.parametrize(
    "words",
    [
        ("--password", "a", "--password-file", SAMPLE),
        ("--password-file", "没有"),
        ("--recognise", "sometimes"),
        ("--seconds", "0"),
        ("--memory", "x"),
    ],
    ids=["two passwords", "no file", "recognise", "seconds", "memory"],
)
def test_wrong_usage_is_told_in_chinese(run: Run, words: tuple[object, ...]) -> None:
    ran = run("parse", SAMPLE, *words)
    assert ran.status == 2
    assert "用法：" in ran.err
    assert "argument" not in ran.err
    assert "invalid" not in ran.err


def test_a_file_that_takes_too_much_memory_costs_only_itself(run_afresh: Run, tmp_path: Path) -> None:
    (tmp_path / "大.txt").write_text("云川市人民政府令。\n" * 1_500_000, encoding="utf-8")
    (tmp_path / "小.txt").write_text("云川市人民政府令\n第9号\n", encoding="utf-8")
    ran = run_afresh("parse", tmp_path, "--memory", 200)
    assert_told(ran, "大.txt", "内存")
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert first["error"]["code"] == "ReaderExhausted"
    assert second["source"]["path"] == "小.txt"
