"""Which keys each action has: the keys that it came with, and those that a person chose. No Qt; keys are texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from desktop.views.actions import ActionSpec

Keymap: TypeAlias = dict[str, tuple[str, ...]]
"""By the name of the action; the first keys are the ones that are shown."""

_RETURN, _ENTER = "Return", "Enter"


def first_keymap(specs: Sequence[ActionSpec]) -> Keymap:
    """Return the keys that the actions came with."""
    return {spec.name: spec.keys for spec in specs}


def keymap_in_force(
    specs: Sequence[ActionSpec], chosen: Mapping[str, Sequence[str]], tidy: Callable[[str], str | None]
) -> Keymap:
    """Return the keys of every action. What a person chose goes before what another action came with.

    `tidy` returns keys in their one way of writing, None for what makes no sense; names that are not known are ignored.
    """
    taken: set[str] = set()
    keymap: Keymap = {}
    for spec in sorted(specs, key=lambda spec: spec.name not in chosen):
        wanted = chosen.get(spec.name, spec.keys)
        known = [plain(tidied) for keys in wanted if (tidied := tidy(keys)) is not None]
        keymap[spec.name] = _without(known, taken)
        taken.update(keymap[spec.name])
    return {spec.name: keymap[spec.name] for spec in specs}


def chosen_keys(specs: Sequence[ActionSpec], keymap: Mapping[str, tuple[str, ...]]) -> Keymap:
    """Return what a person chose: the actions whose keys are not those that they came with."""
    return {spec.name: keymap[spec.name] for spec in specs if keymap[spec.name] != spec.keys}


def owner(keymap: Mapping[str, Sequence[str]], keys: str) -> str | None:
    """Return the action that has these keys."""
    return next((name for name, owned in keymap.items() if plain(keys) in owned), None)


def give(keymap: Mapping[str, tuple[str, ...]], name: str, keys: str) -> Keymap:
    """Return a keymap in which an action has further keys, and no other action has them."""
    given = {other: _without(owned, {plain(keys)}) for other, owned in keymap.items()}
    given[name] = (*given[name], plain(keys))
    return given


def take(keymap: Mapping[str, tuple[str, ...]], name: str, keys: str) -> Keymap:
    """Return a keymap in which an action no longer has these keys."""
    return {**keymap, name: _without(keymap[name], {plain(keys)})}


def plain(keys: str) -> str:
    """Return keys with the one of the two Enter keys that stands for both: nobody tells them apart."""
    return keys.removesuffix(_RETURN) + _ENTER if keys.split("+")[-1] == _RETURN else keys


def both_enters(keys: str) -> tuple[str, ...]:
    """Return all ways in which plain keys can come from the keyboard."""
    return (keys, keys.removesuffix(_ENTER) + _RETURN) if keys.split("+")[-1] == _ENTER else (keys,)


def _without(keys: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key not in taken))


_RESERVED = frozenset(
    ("Enter", "Esc", "Tab", "Backspace", "Del", "Space", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown")
)


def is_reserved(keys: str) -> bool:
    """Tell whether keys are needed for typing and moving, so that no action may have them."""
    parts = plain(keys).split("+")
    return parts[-1] in _RESERVED and not {"Ctrl", "Alt", "Meta"} & set(parts)
