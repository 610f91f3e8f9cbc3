"""Words that mean something to SQL, a shell, a path, a terminal or a workbook: kept as they are, obeyed by nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_samples import Run

from desktop.export import FORMATS
from desktop.review.desk import Desk
from desktop.store import Store

WORDS = {
    "sql": "'; DROP TABLE journal; --",
    "shell": "$(touch evil)`touch evil`;|&& touch evil",
    "markup": "<b onclick=x>甲</b>&amp;]]><!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "formula": '=HYPERLINK("http://x.example")',
    "path": "../../../evil\\..\\evil",
    "direction": "\u202e倒写\u2066",
    "control": "\x1b[2J甲\x07",
    "surrogate": "半\ud842字",
    "option": "--store",
    "search": 'NEAR("a* OR NOT ^title:',
    "format": "%s%n{0.__class__}",
    "long": "长" * 20_000,
}

USUAL = ("sql", "markup", "path", "control", "surrogate")
"""Those that every run sends through every verb."""


@pytest.mark.parametrize(
    "words",
    [pytest.param(words, id=name, marks=[] if name in USUAL else pytest.mark.long) for name, words in WORDS.items()],
)
def test_every_verb_takes_hostile_words_for_words(
    words: str, run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    named = tmp_path / "依据.txt"
    named.write_text("x", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    lines: list[list[object]] = [
        ["search", f"--={words}", words],
        ["search", "--", words],
        ["mark", 1, "--attribute", "主动公开", f"--explanation={words}", f"--office={words}", f"--by={words}"],
        ["approve", 1, f"--by={words}"],
        ["reparse", f"--by={words}"],
        ["records"],
        ["records", "--json"],
        ["restore", "--", words],
        ["rules", "--", words],
        ["people", "--", words],
        ["due"],
        ["statistics"],
        *(["export", "--format", name, "--out", out / f"x.{name}"] for name in FORMATS),
        ["backup"],
        ["verify"],
    ]
    for line in lines:
        ran = run(*line, "--store", store) if "--" not in line else run(line[0], "--store", store, *line[1:])
        assert ran.status in (0, 1, 2), line
        assert "Traceback" not in ran.err
        assert "\x1b" not in ran.out + ran.err, line
    assert ran.status == 0
    assert list(here.iterdir()) == []
    assert not list(tmp_path.rglob("evil*"))
    with Store.open(store) as opened:
        assert opened.verify().ok


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_a_value_of_hostile_words_is_kept_and_exported_as_it_is(
    words: str, run: Run, store: Path, tmp_path: Path
) -> None:
    title = words.replace("\x1b", "").replace("\x07", "").replace("\ud842", "")  # what no field takes, in words
    with Store.open(store) as opened:
        desk = Desk(opened, "李敏")
        desk.correct(1, "title", title)
        desk.remarks.note(1, None, title)
        assert desk.record(1).value("title") == title
    assert run("mark", 1, "--attribute", "主动公开", "--by", "李敏", "--store", store).status == 0
    assert run("approve", 1, "--by", "李敏", "--store", store).status == 0
    out = tmp_path / "out.json"
    assert run("export", "--format", "json", "--out", out, "--store", store).status == 0
    (record,) = json.loads(out.read_text("utf-8"))["records"]
    assert record["fields"]["title"] == title
    assert run("verify", "--store", store).status == 0
