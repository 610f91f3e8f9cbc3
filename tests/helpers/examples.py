"""How many examples a property is tried with: all of them under --long, a share of them in the usual run."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_WHOLE, _USUAL = 100, 30


def choose(thorough: bool) -> None:
    """Set how thorough the run is. No example has a time of its own: it would be that of a busy machine."""
    name = "thorough" if thorough else "usual"
    settings.register_profile(
        name,
        max_examples=_WHOLE if thorough else _USUAL,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile(name)


def examples(whole: int) -> int:
    """Return this run's share of the examples that a thorough run tries."""
    return max(1, whole * settings().max_examples // _WHOLE)
