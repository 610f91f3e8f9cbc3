"""What a screen reader meets on the page 认定 and in the dialogs about it: everything has a name in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.end2end.test_cases_window import become, fill_open, fill_withheld, hand_in, make_store, open_at
from tests.end2end.test_screen_reader import nameless

SitDown = Callable[[Path], Any]


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    sitting = open_at(sit_down(make_store(tmp_path)), 1)
    sitting.window.side.show_page("case")
    sitting.settle()
    return sitting


def test_everything_on_the_page_has_a_name_in_every_task(sitting: Any, tmp_path: Path) -> None:
    paper = tmp_path / "说明.txt"
    paper.write_text("说明", "utf-8")
    form = fill_withheld(sitting)
    form.evidence.files_given.emit([paper])
    sitting.settle()
    found = nameless(sitting.window.case)
    sitting.act("case_secrecy")
    found += nameless(sitting.window.case)
    sitting.act("case_propose")
    hand_in(sitting, fill_open(sitting))
    become(sitting, "王远")
    found += nameless(sitting.window.case)
    assert found == []


def test_everything_in_the_dialogs_has_a_name(sitting: Any) -> None:
    found: dict[str, list[str]] = {}
    for action in ("people", "rules", "duties", "statistics", "expunge"):
        if action == "expunge":
            sitting.window.flow.correct("secrecy", "秘密★1年")
            sitting.settle()
        sitting.act(action)
        sitting.settle()
        shown = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not sitting.window]
        assert shown, action
        found[action] = [words for top in shown for words in nameless(top)]
        for top in shown:
            top.close()
        sitting.settle()
    assert not any(found.values()), found
