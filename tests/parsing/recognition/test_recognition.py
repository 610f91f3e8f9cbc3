"""The picture of a page becomes its text, with a place and a certainty for every character."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from math import radians, tan
from pathlib import Path
from statistics import fmean

import pytest
from drawn_pages import LINES, SCALE, noisy, page_of, picture, places

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage
from desktop.parsing.readers import recognition
from desktop.parsing.readers.layout import Run
from desktop.parsing.readers.recognition import engine

needs_models = pytest.mark.skipif(engine.models() is None, reason="the extra ocr is not installed")


@pytest.fixture
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make this machine one without an engine."""
    engine.installed.cache_clear()
    monkeypatch.setattr(engine, "models", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    yield
    engine.installed.cache_clear()


def middle(box: Box) -> tuple[float, float]:
    """Return the middle of a box."""
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def certainties(runs: tuple[Run, ...]) -> list[float]:
    """Return the certainty of every character."""
    return [sure for run in runs for sure in run.certainty]


@needs_models
def test_a_page_is_read_and_every_box_lies_on_its_character() -> None:
    page = page_of()
    found = recognition.runs(picture(page), SCALE)
    assert [run.text for run in sorted(found.runs, key=lambda run: run.box.top)] == list(LINES)
    known = places(page)
    for run in found.shown:
        for char, box in zip(run.text, run.boxes, strict=True):
            x, y = middle(box)
            (under,) = [c for c, own in known if own.left <= x < own.right and own.top <= y < own.bottom]
            assert under == char
    assert min(certainties(found.runs)) > 0.9


@needs_models
def test_boxes_of_a_crooked_page_fit_the_page_as_shown() -> None:
    found = recognition.runs(picture(page_of(LINES[2:5]), 5.0), SCALE)
    assert [run.text for run in sorted(found.runs, key=lambda run: run.box.top)] == list(LINES[2:5])
    (run,) = (run for run in found.shown if run.text == LINES[3])
    (left, high), (right, low) = middle(run.boxes[0]), middle(run.boxes[-2])
    assert (low - high) / (right - left) == pytest.approx(tan(radians(5.0)), abs=0.015)


@needs_models
def test_noise_lowers_the_certainty() -> None:
    clean, spoilt = (
        recognition.runs(noisy(picture(page_of(LINES[:2], 300, 80)), share), SCALE).runs for share in (0.0, 0.5)
    )
    assert not spoilt or fmean(certainties(spoilt)) < fmean(certainties(clean)) - 0.02


@needs_models
def test_a_blank_page_holds_nothing() -> None:
    found = recognition.runs(PageImage(300, 400, b"\xff" * (300 * 400 * 3)), SCALE)
    assert (found.runs, found.rules, found.set_page().text) == ((), (), "")


@needs_models
def test_the_engine_stays_warm_and_leaves_no_thread_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = threading.active_count()
    assert engine.installed() is engine.installed()
    found = recognition.runs(picture(page_of(LINES[:1])), SCALE)
    assert found.engine == "RapidOCR"
    assert threading.active_count() == before
    assert caplog.records == []


@needs_models
def test_nothing_that_could_fetch_a_model_is_loaded() -> None:
    assert engine.installed().name == "RapidOCR"
    assert "rapidocr" not in sys.modules


@pytest.mark.usefixtures("nothing_installed")
def test_a_machine_without_an_engine_says_so() -> None:
    with pytest.raises(recognition.EngineMissing):
        recognition.runs(picture(page_of()), SCALE)
