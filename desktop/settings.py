"""The user's settings: typed, frozen, kept as JSON that only the owner may read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import Enum
from pathlib import Path
from tempfile import mkstemp
from types import MappingProxyType
from typing import Any

from desktop import paths

SMALLEST_ZOOM, LARGEST_ZOOM = 0.8, 2.0
SMALLEST_PAGE, LARGEST_PAGE = 0.25, 4.0
SHORTEST_READING, LEAST_READING_MEMORY = 10, 500
"""Below these (seconds, megabytes) hardly any file could be read."""
LONGEST_IDLE = 240
"""Minutes."""
MOST_VISITS = 100
_FARTHEST = 100_000
"""Pixels beyond which no screen reaches."""
_LONGEST_NAME, _LONGEST_TEXT = 40, 20_000
_MOST_FILTERS, _LONGEST_FILTER = 100, 100_000


class Theme(Enum):
    """Light, dark, one of these in high contrast, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


class PageFit(Enum):
    """A size of pages that follows the window."""

    WIDTH = "width"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window stands when it is not maximised, in logical pixels, and whether it is."""

    left: int
    top: int
    width: int
    height: int
    maximised: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """A source of a store that was open; `at` is the day and time in ISO form."""

    store: Path
    source_id: int
    at: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user chose, and how the window was left. `last_store` is None for the default store.

    The reading of a file is stopped when it takes `reading_seconds` without getting on by a page or a document, or
    more than `reading_memory_mb` megabytes of memory; text recognition (OCR) needs 1,500. The window is locked when it
    was idle for `lock_minutes`, 0 for never. `panes` are the widths of
    the panes in pixels, empty for the drawn ones; `queue` is the filter and the order of the queue, as the queue writes
    it, `side_page` the page at the right; `source_mode` is a name that the pane knows, `saved_filters` are
    filters of the queue as the queue writes them.
    `shortcuts` are the keys that were chosen for actions of the window, by the action's name.
    `visits` begins with the latest; `source_open` tells whether that source was open when the window was closed.
    """

    actor: str = ""
    theme: Theme = Theme.SYSTEM
    zoom: float = 1.0
    page_zoom: float | PageFit = PageFit.WIDTH
    last_store: Path | None = None
    reading_seconds: int = 600
    reading_memory_mb: int = 3000
    lock_minutes: int = 0
    place: WindowPlace | None = None
    panes: tuple[int, ...] = ()
    source_mode: str = ""
    thumbnails: bool = False
    saved_filters: tuple[str, ...] = ()
    queue: str = ""
    side_page: str = ""
    visits: tuple[Visit, ...] = ()
    source_open: bool = False
    toured: bool = False
    shortcuts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
    found: dict[str, Any] = {}
    for setting in fields(Settings):
        try:
            found[setting.name] = _READ[setting.name](data[setting.name])
        except (KeyError, ValueError, TypeError, OverflowError, AttributeError):
            continue  # missing, or no value that makes sense
    return replace(Settings(), **found)


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, all or nothing. Raises OSError."""
    path = path or settings_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = mkstemp(dir=path.parent, prefix=".settings-", suffix=".part")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(asdict(settings), file, indent=2, default=_plain)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _plain(value: object) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_name("settings.damaged.json"))
    except OSError:
        return  # a folder that cannot be written: the damaged file stays where it is


# What a value of the file means. Each raises ValueError, TypeError or KeyError for what makes no sense.


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _name(value: Any) -> str:
    if len(_text(value)) > _LONGEST_NAME:
        raise ValueError
    return _text(value)


def _long_text(value: Any) -> str:
    if len(_text(value)) > _LONGEST_TEXT:
        raise ValueError
    return _text(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(value: Any, least: int, most: int = 10**9) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    if not least <= value <= most:
        raise ValueError
    return value


def _factor(value: Any, least: float, most: float) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError
    if not least <= value <= most:
        raise ValueError
    return float(value)


def _folder(value: Any) -> Path:
    if not _text(value) or "\0" in value:
        raise ValueError
    return Path(value)


def _page_zoom(value: Any) -> float | PageFit:
    return PageFit(value) if isinstance(value, str) else _factor(value, SMALLEST_PAGE, LARGEST_PAGE)


def _place(value: Any) -> WindowPlace:
    left, top = (_number(value[name], -_FARTHEST, _FARTHEST) for name in ("left", "top"))
    width, height = (_number(value[name], 1, _FARTHEST) for name in ("width", "height"))
    return WindowPlace(left, top, width, height, _flag(value["maximised"]))


def _panes(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list) or len(value) > _LONGEST_NAME:
        raise TypeError
    return tuple(_number(width, 0, _FARTHEST) for width in value)


def _visits(value: Any) -> tuple[Visit, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(
        Visit(_folder(visit["store"]), _number(visit["source_id"], 1), _name(visit["at"]))
        for visit in value[:MOST_VISITS]
    )


def _filters(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(text for text in map(_text, value[:_MOST_FILTERS]) if len(text) <= _LONGEST_FILTER)


def _shortcuts(value: Any) -> dict[str, tuple[str, ...]]:
    """Return the chosen keys; an action whose keys make no sense is left out."""
    return {
        name: tuple(keys)
        for name, keys in value.items()
        if isinstance(keys, list) and all(isinstance(key, str) and len(key) <= _LONGEST_NAME for key in keys)
    }


_READ: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "actor": _text,
        "theme": Theme,
        "zoom": lambda value: _factor(value, SMALLEST_ZOOM, LARGEST_ZOOM),
        "page_zoom": _page_zoom,
        "last_store": _folder,
        "reading_seconds": lambda value: _number(value, SHORTEST_READING),
        "reading_memory_mb": lambda value: _number(value, LEAST_READING_MEMORY),
        "lock_minutes": lambda value: _number(value, 0, LONGEST_IDLE),
        "place": _place,
        "panes": _panes,
        "source_mode": _name,
        "thumbnails": _flag,
        "saved_filters": _filters,
        "queue": _long_text,
        "side_page": _name,
        "visits": _visits,
        "source_open": _flag,
        "toured": _flag,
        "shortcuts": _shortcuts,
    }
)
