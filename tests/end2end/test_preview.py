"""The pages of a file stand in the window while it is being read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop import paths

SCAN = paths.seeds() / "yunchuan-2026-02-scan.pdf"
TEXT = paths.seeds() / "yunchuan-2026-02.txt"

SitDown = Callable[[Path], Any]


def shows_first_page(window: Any) -> bool:
    sheet = window.preview.sheet
    return bool(window.preview.isVisible() and sheet.pictures_kept(0))


def test_a_scan_is_shown_while_it_is_recognised(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    window.open_files([SCAN])
    sitting.until(lambda: shows_first_page(window))
    assert window.intake.busy
    window.intake.cancel()
    sitting.until(lambda: window.welcome.isVisible())
    assert not window.preview.isVisible()


def test_the_source_at_hand_comes_back_when_nothing_came(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    sitting.open(TEXT)
    window.open_files([SCAN])
    sitting.until(lambda: shows_first_page(window))
    assert window.flow.opened is None
    window.intake.cancel()
    sitting.until(lambda: window.source.isVisible())
    sitting.until(lambda: window.flow.record is not None)
    assert window.flow.opened.summary.name == TEXT.name


def test_what_was_read_takes_the_place_of_its_preview(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    sitting.open(SCAN.with_name("yunchuan-2026-02.pdf"))
    assert window.source.isVisible()
    assert not window.preview.isVisible()
    window.source.show_mode(type(window.source.mode).PAGES)
    sitting.until(lambda: window.source.pages.pictures_kept(0))


def test_a_file_without_pages_leaves_the_source_at_hand_alone(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    sitting.open(SCAN.with_name("yunchuan-2026-02.pdf"))
    window.source.show_mode(type(window.source.mode).PAGES)
    sitting.until(lambda: window.source.pages.pictures_kept(0))
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"\n\n")
    window.open_files([empty])
    sitting.until(lambda: window.banner.isVisible())
    assert window.source.isVisible()
    assert window.source.pages.notice.isHidden()
    assert window.flow.opened is not None
