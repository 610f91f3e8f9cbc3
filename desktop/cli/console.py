"""What is written to the terminal: UTF-8 everywhere, aligned for wide characters, nothing that moves the cursor."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from desktop.domain.errors import ExportFailed

_GAP = "  "


def prepare() -> None:
    """Make both streams UTF-8 and unable to fail on a character, on Windows too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Write a line for people to stdout. Raises ExportFailed where it is full, BrokenPipeError where it is gone."""
    write(shown(text))


def write(line: str) -> None:
    """Write a line to stdout as it is."""
    with _named_faults():
        print(line)


def finish() -> None:
    """Bring out what is still on its way to stdout."""
    with _named_faults():
        if sys.stdout is not None:
            sys.stdout.flush()


def warn(text: str) -> None:
    """Write a line for people to stderr."""
    print(shown(text), file=sys.stderr)


def shown(text: str) -> str:
    """Return text without what a terminal would obey: line breaks and control characters become visible signs."""
    return "".join(sign if sign.isprintable() or sign == "\u3000" else _sign(sign) for sign in text)


def abandon(stream: TextIO) -> None:
    """Let a stream that nobody takes any more swallow the rest, so that nothing fails when the program ends."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_columns(sign) for sign in text)


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as aligned lines; the last column is not filled up."""
    lines = [[shown(cell) for cell in row] for row in (heading, *rows)]
    widths = [max(width(line[index]) for line in lines) for index in range(len(heading))]
    return "\n".join(
        _GAP.join(cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


@contextmanager
def _named_faults() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon(sys.stdout)
        raise ExportFailed(Path("标准输出"), error.strerror or "") from error


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _sign(sign: str) -> str:
    code = ord(sign)
    if code < 0x20:
        return chr(0x2400 + code)
    return " " if sign.isspace() else "\ufffd"
