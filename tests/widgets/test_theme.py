"""The tokens of both themes: complete, and legible."""

from __future__ import annotations

import pytest

from desktop import paths
from desktop.domain.fields import FIELDS
from desktop.widgets.theme import DARK, LIGHT, Theme, contrast, load_theme

LEAST = 4.5
"""Contrast of text, WCAG 2.1 AA."""

ON = [
    *((ink, ground) for ink in ("text", "muted") for ground in ("bg", "surface", "sunken", "hover", "accent-soft")),
    *(("text", f"evidence-{hue}") for hue in ("title", "number", "organ", "date", "law", "focused")),
    ("text", "selection"),
    ("accent", "surface"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    *((tone, f"{tone}-soft") for tone in ("ok", "warn", "bad")),
    *((tone, "surface") for tone in ("ok", "warn", "bad")),
    ("muted", "neutral-soft"),
]


@pytest.fixture(params=[LIGHT, DARK])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(paths.resources() / "themes", request.param)


@pytest.mark.parametrize(("ink", "ground"), ON, ids=[f"{ink} on {ground}" for ink, ground in ON])
def test_text_is_legible(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme.color(ink), theme.color(ground)) >= LEAST


def test_both_themes_have_the_same_tokens() -> None:
    light, dark = (load_theme(paths.resources() / "themes", name) for name in (LIGHT, DARK))
    assert set(light.colors) == set(dark.colors)
    assert (light.dark, dark.dark) == (False, True)


def test_every_field_has_a_colour_for_its_evidence(theme: Theme) -> None:
    assert all(theme.evidence(spec.hue).startswith("#") for spec in FIELDS)


def test_zoom_enlarges_type_and_spaces() -> None:
    theme = load_theme(paths.resources() / "themes", LIGHT)
    assert theme.zoomed(1.5).type("body") == round(theme.type("body") * 1.5)


def test_contrast_of_black_and_white_is_the_greatest() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
