"""Which lines open the window, and what happens where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop import __main__ as entrance
from desktop import cli


@pytest.mark.parametrize("line", [[], ["公报.txt"], ["missing.pdf", "b.txt"], ["--store", "s"], ["./parse"]])
def test_files_or_nothing_open_the_window(line: list[str]) -> None:
    assert entrance.wants_window(line)


@pytest.mark.parametrize("line", [["parse", "a.txt"], ["--help"], ["-h"], ["--version"], ["pasre"], ["records"]])
def test_verbs_and_questions_do_not(line: list[str]) -> None:
    assert not entrance.wants_window(line)


def test_a_file_named_like_a_word_opens_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gazette").touch()
    monkeypatch.chdir(tmp_path)
    assert entrance.wants_window(["gazette"])


def test_every_verb_goes_to_the_command_line() -> None:
    assert not any(entrance.wants_window([verb, "--help"]) for verb in cli.VERBS)


def test_the_window_gets_files_and_store() -> None:
    named = cli.window_arguments(["a.txt", "--store", "s", "b.pdf"])
    assert (named.files, named.store) == ([Path("a.txt"), Path("b.pdf")], Path("s"))


def test_without_qt_the_window_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "desktop.app", None)
    monkeypatch.delattr("desktop.app", raising=False)
    assert entrance.main(["a.txt"]) == 1
    told = capsys.readouterr()
    assert "打不开窗口" in told.err
    assert "Traceback" not in told.err
