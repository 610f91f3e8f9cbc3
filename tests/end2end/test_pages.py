"""The pages of a gazette in the whole program: by the menus, with one password for reading and showing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf

from desktop import paths
from desktop.views.pictures import settle_all
from desktop.views.source.head import Mode

SAMPLE = paths.seeds() / "yunchuan-2026-01.pdf"
TEXT = paths.seeds() / "yunchuan-2026-01.txt"

SitDown = Callable[[Path], Any]


def test_evidence_is_shown_on_the_page_and_a_field_is_filled_from_it(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    window.source.pages.animated = False
    sitting.open(SAMPLE)
    sitting.go_to(2)
    sitting.act("pages")
    window.fields.focus_field("doc_number")
    settle_all(window, sitting.program.lane)
    span = window.flow.record.spans("doc_number")[0]
    assert window.source.pages.shows(span)

    window.source.pages.select(span)
    window.source.value_selected.emit("title", window.source.selection, False)
    sitting.settle()
    assert window.flow.record.value("title") == window.source.source.slice(span)
    assert window.source.pages.selection is None
    assert window.flow.record.spans("title") == (span,)

    sitting.act("both")
    sitting.act("strip")
    assert window.source.strip_shown
    sitting.act("find")
    window.source.find_bar.edit.insert("云川市")
    sitting.act("find_next")
    assert window.source.view.shows(window.source.finder.hit)


def test_actions_of_pages_are_offered_for_sources_with_pages_only(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    actions = sitting.window.actions_by_name
    assert not actions["find"].isEnabled()
    sitting.open(TEXT)
    assert actions["find"].isEnabled()
    assert not actions["pages"].isEnabled()
    sitting.open(SAMPLE)
    assert actions["pages"].isEnabled()
    sitting.act("pages")
    assert sitting.window.source.mode is Mode.PAGES


def test_a_password_given_for_reading_opens_the_pages_too(sit_down: SitDown, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "密.pdf"
    document = pymupdf.open(SAMPLE)
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="open", owner_pw="owner")
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    with qtbot.waitSignal(window.intake.password_wanted, timeout=60_000):
        window.open_files([path])
    window.intake.try_password("open")
    sitting.until(lambda: window.flow.record is not None)
    sitting.act("pages")
    settle_all(window, sitting.program.lane)
    assert window.source.pages.notice.words == ""
    assert window.source.pages.pictures_wanted == []
