"""The tokens of all themes: complete, legible, and the colours of evidence told apart by every eye."""

from __future__ import annotations

from itertools import combinations

import pytest

from desktop import paths
from desktop.domain.fields import FIELDS
from desktop.widgets.theme import THEMES, Theme, contrast, load_theme

LEAST, LEAST_STRONG = 4.5, 7.0
"""Contrast of text, WCAG 2.1 AA and AAA."""
LEAST_LINE = 3.0
"""Contrast of what is no text and has to be seen, WCAG 2.1."""
LEAST_APART, LEAST_APART_STRONG = 9.0, 9.9
"""CIE distance (1976) between two grounds in the text, for every kind of colour sight."""

GROUNDS = ("bg", "surface", "sunken", "hover", "accent-soft")
HUES = ("title", "number", "organ", "date", "law", "focused")
TEXTS = [
    *((ink, ground) for ink in ("text", "muted") for ground in GROUNDS),
    *(("text", f"evidence-{hue}") for hue in HUES),
    ("text", "selection"),
    *((ink, ground) for ink in ("accent", "ok", "warn", "bad") for ground in GROUNDS),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    *((tone, f"{tone}-soft") for tone in ("ok", "warn", "bad")),
    *(("text", f"{tone}-soft") for tone in ("ok", "warn", "bad", "neutral")),
    *(("muted", f"{tone}-soft") for tone in ("warn", "bad", "neutral")),
    ("surface", "text"),
]
"""Every ink with the grounds that it stands on."""
LINES = [
    *((f"edge-{hue}", f"evidence-{hue}") for hue in HUES),
    *(("focus", ground) for ground in GROUNDS),
    ("focus", "selection"),
    *(("control", ground) for ground in ("bg", "surface", "sunken")),
]
"""Lines that carry a meaning: under evidence, around the focus, around what can be ticked."""
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""What each kind of eye makes of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1.0)."""
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)

Triple = tuple[float, float, float]


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(paths.resources() / "themes", request.param)


def times(matrix: tuple[Triple, Triple, Triple], color: Triple) -> Triple:
    first, second, third = (sum(factor * part for factor, part in zip(row, color, strict=True)) for row in matrix)
    return first, second, third


def lab(color: str, eye: str) -> Triple:
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    seen = times(EYES[eye], (red, green, blue))
    first, second, third = times(XYZ, (min(1, max(0, seen[0])), min(1, max(0, seen[1])), min(1, max(0, seen[2]))))
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (first / WHITE[0], second / WHITE[1], third / WHITE[2])
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(first: str, second: str, eye: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(first, eye), lab(second, eye), strict=True)) ** 0.5


@pytest.mark.parametrize(("ink", "ground"), TEXTS, ids=[f"{ink} on {ground}" for ink, ground in TEXTS])
def test_text_is_legible(theme: Theme, ink: str, ground: str) -> None:
    least = LEAST_STRONG if theme.strong else LEAST
    assert contrast(theme.color(ink), theme.color(ground)) >= least


@pytest.mark.parametrize(("line", "ground"), LINES, ids=[f"{line} on {ground}" for line, ground in LINES])
def test_lines_that_mean_something_are_seen(theme: Theme, line: str, ground: str) -> None:
    assert contrast(theme.color(line), theme.color(ground)) >= LEAST_LINE


@pytest.mark.parametrize("token", ["line", "line-strong", "control"])
def test_high_contrast_has_visible_borders(theme: Theme, token: str) -> None:
    if theme.strong:
        assert contrast(theme.color(token), theme.color("surface")) >= LEAST_STRONG - 0.2


@pytest.mark.parametrize("eye", EYES)
def test_grounds_of_evidence_differ_for_every_eye(theme: Theme, eye: str) -> None:
    grounds = [theme.evidence(hue) for hue in HUES] + [theme.color("selection"), theme.color("surface")]
    least = LEAST_APART_STRONG if theme.strong else LEAST_APART
    assert min(distance(first, second, eye) for first, second in combinations(grounds, 2)) >= least


@pytest.mark.parametrize("eye", EYES)
def test_parts_of_the_progress_bar_differ_for_every_eye(theme: Theme, eye: str) -> None:
    parts = [theme.color(token) for token in ("ok", "evidence-focused", "neutral-soft")]
    assert min(distance(first, second, eye) for first, second in combinations(parts, 2)) >= LEAST_APART


def test_all_themes_have_the_same_tokens() -> None:
    themes = [load_theme(paths.resources() / "themes", name) for name in THEMES]
    assert all(set(theme.colors) == set(themes[0].colors) for theme in themes)
    assert [theme.dark for theme in themes] == [False, True, False, True]
    assert [theme.strong for theme in themes] == [False, False, True, True]


def test_every_field_has_a_colour_and_a_line_for_its_evidence(theme: Theme) -> None:
    assert all(theme.evidence(spec.hue).startswith("#") and theme.edge(spec.hue).startswith("#") for spec in FIELDS)


def test_zoom_enlarges_type_spaces_and_lengths() -> None:
    theme = load_theme(paths.resources() / "themes", THEMES[0])
    larger = theme.zoomed(1.5)
    assert (larger.type("body"), larger.space("l"), larger.px(10)) == (round(theme.type("body") * 1.5), 24, 15)


def test_contrast_of_black_and_white_is_the_greatest() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
