"""gongbao-desk reparse: says what differs, changes nothing when only asked to look."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import cli, paths

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert cli.main(["import", str(SAMPLE), "--store", str(tmp_path / "store")]) == 0
    capsys.readouterr()
    return tmp_path / "store"


@pytest.mark.parametrize("look", [["--dry-run"], []], ids=["look", "change"])
def test_a_store_of_this_parser_has_nothing_to_renew(
    store: Path, capsys: pytest.CaptureFixture[str], look: list[str]
) -> None:
    assert cli.main(["reparse", "--store", str(store), *look]) == 0
    assert "0 条记录" in capsys.readouterr().out


def test_an_unknown_source_is_told(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["reparse", "7", "--store", str(store)]) == 1
    assert "没有编号为 7" in capsys.readouterr().err
