"""Where the keys of a TOML file stand, so that a wrong one can be named by its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""Keys, and numbers from 0 for the tables of an array, from the top of the file down."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-\"]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([\w\-]+|\"[^\"]*\")\s*=")
_FENCE = re.compile(r'"""|' + "'''")


def lines_of(text: str) -> Mapping[Path, int]:
    """Return the line, from 1, on which each table and each key of a valid TOML text begins."""
    found: dict[Path, int] = {(): 1}
    here: Path = ()
    counts: dict[Path, int] = {}
    for number, line in _outside_long_strings(text):
        header = _HEADER.match(line)
        if header is not None:
            here = _table(header[2], header[1] == "[[", counts)
            found.setdefault(here, number)
        elif key := _KEY.match(line):
            found.setdefault((*here, key[1].strip('"')), number)
    return found


def _table(name: str, is_array: bool, counts: dict[Path, int]) -> Path:
    """Return the path of a table that begins, and count it where it is one of an array."""
    path: Path = ()
    parts = [part.strip('"') for part in name.split(".")]
    for at, part in enumerate(parts):
        path = (*path, part)
        if is_array and at == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that do not begin within a string of several lines, numbered from 1."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not fence:
            yield number, line
        for mark in _FENCE.findall(line):
            fence = "" if fence == mark else fence or mark
