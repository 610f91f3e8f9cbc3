"""The user's settings: typed, frozen, kept as JSON that only the owner may read."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields, replace
from enum import Enum
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from desktop import paths

SMALLEST_FONT, LARGEST_FONT = 8, 32
SHORTEST_READING, LEAST_READING_MEMORY = 10, 500
"""Below these (seconds, megabytes) hardly any file could be read."""


class Theme(Enum):
    """Light, dark, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user chose. `font_size` is in points, None the theme's own; `last_store` None the default store.

    The reading of a file is stopped when it takes `reading_seconds` without getting on by a page or a document, or
    more than `reading_memory_mb` megabytes of memory; text recognition (OCR) needs 1,500.
    """

    actor: str = ""
    theme: Theme = Theme.SYSTEM
    font_size: int | None = None
    last_store: Path | None = None
    reading_seconds: int = 600
    reading_memory_mb: int = 3000


def settings_path() -> Path:
    """Return where the settings lie."""
    return paths.user_config() / "settings.json"


def load(path: Path | None = None) -> Settings:
    """Return the settings; what is missing or makes no sense has its default. Never raises.

    A file that is damaged as a whole is kept beside as settings.damaged.json.
    """
    path = path or settings_path()
    try:
        data = json.loads(path.read_bytes())
        if not isinstance(data, dict):
            raise ValueError("no object")
    except OSError:
        return Settings()
    except (ValueError, RecursionError):
        _set_aside(path)
        return Settings()
    settings = Settings()
    for field in fields(Settings):
        if field.name in data:
            settings = _with(settings, field.name, data[field.name])
    return settings


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, all or nothing. Raises OSError."""
    path = path or settings_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    data = {
        "actor": settings.actor,
        "theme": settings.theme.value,
        "font_size": settings.font_size,
        "last_store": str(settings.last_store) if settings.last_store is not None else None,
        "reading_seconds": settings.reading_seconds,
        "reading_memory_mb": settings.reading_memory_mb,
    }
    handle, name = mkstemp(dir=path.parent, prefix=".settings-", suffix=".part")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(data, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _with(settings: Settings, name: str, value: Any) -> Settings:
    """Return the settings with one value read from a file, unchanged where it makes no sense."""
    match name, value:
        case "actor", str():
            return replace(settings, actor=value)
        case "theme", str() if value in {theme.value for theme in Theme}:
            return replace(settings, theme=Theme(value))
        case "font_size", int() if not isinstance(value, bool) and SMALLEST_FONT <= value <= LARGEST_FONT:
            return replace(settings, font_size=value)
        case "last_store", str() if value and "\0" not in value:
            return replace(settings, last_store=Path(value))
        case "reading_seconds", int() if not isinstance(value, bool) and value >= SHORTEST_READING:
            return replace(settings, reading_seconds=value)
        case "reading_memory_mb", int() if not isinstance(value, bool) and value >= LEAST_READING_MEMORY:
            return replace(settings, reading_memory_mb=value)
    return settings


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_name("settings.damaged.json"))
    except OSError:
        return  # a folder that cannot be written: the damaged file stays where it is
