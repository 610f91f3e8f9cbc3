"""The places on disk: what ships with the program, and where a user's data lies."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

_APP = "gongbao-desk"


def _shipped() -> Path:
    """Return the folder that holds resources/ and seeds/: the checkout, or the bundle of a packaged program."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    beside = Path(__file__).resolve().parent
    inside = beside / "_shipped"
    return inside if inside.is_dir() else beside.parent


def resources() -> Path:
    """Return resources/: icons, themes, lexicons, help pages."""
    return _shipped() / "resources"


def seeds() -> Path:
    """Return seeds/: the sample gazettes."""
    return _shipped() / "seeds"


def user_data() -> Path:
    """Return the user's data folder; not created here."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def user_config() -> Path:
    """Return the user's settings folder; not created here."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False))


def user_log() -> Path:
    """Return the folder of the program's log; not created here."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False))


def user_cache() -> Path:
    """Return the folder of what can be made again at any time; not created here."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def default_store() -> Path:
    """Return the folder of the store that the window opens when none is named."""
    return user_data() / "store"
