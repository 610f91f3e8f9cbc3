"""The bundled font is loaded from a copy in the user's cache, which is made again when it is missing or broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.widgets import fonts


@pytest.fixture(autouse=True)
def forgotten(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a program does that has not loaded the font yet."""
    assert qapp is not None
    monkeypatch.setattr(fonts, "_loaded", {})


def copies() -> list[Path]:
    return sorted(paths.user_cache().iterdir())


def test_font_is_copied_once(monkeypatch: pytest.MonkeyPatch) -> None:
    family = fonts.bundled_face()
    (copy,) = copies()
    assert copy.stat().st_size > 1_000_000

    def carried_again() -> bytes:
        raise AssertionError("the copy was not used")

    monkeypatch.setattr(fonts, "_loaded", {})
    monkeypatch.setattr(fonts, "_carried_font", carried_again)
    assert fonts.bundled_face() == family


def test_broken_copy_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    family = fonts.bundled_face()
    (copy,) = copies()
    copy.write_bytes(b"no font")
    monkeypatch.setattr(fonts, "_loaded", {})
    assert fonts.bundled_face() == family
    assert copy.stat().st_size > 1_000_000


def test_cache_that_cannot_be_written_is_no_fault() -> None:
    blocked = paths.user_cache()
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("a file where a folder should be")
    assert fonts.bundled_face()
