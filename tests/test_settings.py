"""Settings come back as they were saved, and a damaged file costs no more than the settings."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import paths
from desktop.settings import PageFit, Settings, Theme, Visit, WindowPlace, load, save, settings_path

CHOSEN = Settings(
    actor="李青禾",
    theme=Theme.CONTRAST_DARK,
    zoom=1.5,
    page_zoom=PageFit.PAGE,
    last_store=Path("/资料/store"),
    reading_seconds=120,
    reading_memory_mb=2000,
    lock_minutes=10,
    place=WindowPlace(-40, 10, 1440, 900, True),
    panes=(300, 652, 424),
    source_mode="BOTH",
    thumbnails=True,
    queue='{"name": "", "order": "title"}',
    side_page="history",
    saved_filters=('{"name": "急件"}',),
    visits=(Visit(Path("/资料/store"), 3, "2026-02-03T09:30:00"),),
    source_open=True,
    toured=True,
    shortcuts={"open": ("F2",)},
)


def test_settings_come_back() -> None:
    assert load() == Settings()
    save(CHOSEN)
    assert load() == CHOSEN
    assert settings_path().parent == paths.user_config()
    assert list(settings_path().parent.iterdir()) == [settings_path()]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile's folders private by itself")
def test_only_the_owner_may_read() -> None:
    save(CHOSEN)
    assert settings_path().stat().st_mode & 0o777 == 0o600
    assert settings_path().parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'"x"'])
def test_damaged_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load(path) == Settings()
    assert (tmp_path / "settings.damaged.json").read_bytes() == content
    save(CHOSEN, path)
    assert load(path) == CHOSEN


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("actor", 3),
        ("theme", "pink"),
        ("zoom", 2.5),
        ("zoom", True),
        ("zoom", "1.0"),
        ("zoom", float("nan")),
        ("page_zoom", 9),
        ("page_zoom", "height"),
        ("place", {"left": 0, "top": 0, "width": 0, "height": 900, "maximised": False}),
        ("place", {"left": 0}),
        ("place", [0, 0, 800, 600]),
        ("panes", [300, -1]),
        ("panes", "300"),
        ("panes", {"a": 1}),
        ("source_mode", "x" * 1000),
        ("thumbnails", 1),
        ("saved_filters", None),
        ("saved_filters", [1]),
        ("visits", [{"store": "/a", "source_id": 0, "at": "2026"}]),
        ("visits", [{"source_id": 1}]),
        ("visits", ["a"]),
        ("visits", {}),
        ("source_open", "yes"),
        ("toured", 0),
        ("last_store", ""),
        ("last_store", "a\0b"),
        ("reading_seconds", 9),
        ("reading_seconds", True),
        ("reading_seconds", "600"),
        ("reading_memory_mb", 499),
        ("reading_memory_mb", 1000.5),
    ],
)
def test_value_that_makes_no_sense_has_its_default(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    save(CHOSEN, path)
    data = json.loads(path.read_text()) | {name: value, "unknown": 1}
    path.write_text(json.dumps(data))
    loaded = load(path)
    assert getattr(loaded, name) == getattr(Settings(), name)
    others = {field.name for field in fields(Settings)} - {name}
    assert all(getattr(loaded, other) == getattr(CHOSEN, other) for other in others)


def test_folder_in_place_of_the_file_gives_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


def test_failed_saving_keeps_the_old_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    save(CHOSEN, path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(Settings(), path)
    assert load(path) == CHOSEN
    assert list(tmp_path.iterdir()) == [path]


def test_changed_setting_is_not_equal() -> None:
    assert all(getattr(CHOSEN, field.name) != getattr(Settings(), field.name) for field in fields(Settings))


@given(actor=st.text(), theme=st.sampled_from(Theme), zoom=st.floats(0.8, 2.0), page=st.floats(0.25, 4.0))
def test_any_settings_come_back(
    tmp_path_factory: pytest.TempPathFactory, actor: str, theme: Theme, zoom: float, page: float
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    chosen = Settings(actor, theme, zoom, page)
    save(chosen, path)
    assert load(path) == chosen
