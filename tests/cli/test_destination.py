"""A file of output appears whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from desktop.cli.destination import destination, is_same
from desktop.domain.errors import ExportFailed


def test_lines_replace_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    out.write_text("旧", encoding="utf-8")
    with destination(out) as write:
        write("甲")
        write("\ud800")
        assert out.read_text(encoding="utf-8") == "旧"
    assert out.read_text(encoding="utf-8") == "甲\n\\ud800\n"
    assert list(tmp_path.iterdir()) == [out]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    out.write_text("旧", encoding="utf-8")

    def broken_off() -> None:
        with destination(out) as write:
            write("甲")
            raise LookupError

    with pytest.raises(LookupError):
        broken_off()
    assert out.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_a_new_file_is_readable_as_any_other(tmp_path: Path) -> None:
    with destination(tmp_path / "a.json") as write:
        write("甲")
    (tmp_path / "b").touch()
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == stat.S_IMODE((tmp_path / "b").stat().st_mode)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed) as caught, destination(tmp_path / "没有" / "a.json"):
        pass
    assert caught.value.path == tmp_path / "没有" / "a.json"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with destination(Path("/dev/null")) as write:
        write("甲")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(ExportFailed), destination(Path("/dev/full")) as write:
        write("甲")
    assert Path("/dev/full").is_char_device()


def test_one_file_under_two_names_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert is_same(tmp_path / "a", tmp_path / "." / "a")
    assert not is_same(tmp_path / "a", tmp_path / "b")
