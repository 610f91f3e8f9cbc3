"""The lines of JSON that `parse` writes: one a file, and a file of them that an interrupted run goes on with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.cli.batch import ParserBroken, Task
from desktop.cli.destination import destination
from desktop.cli.faults import words
from desktop.domain.contract import SCHEMA, to_json
from desktop.domain.errors import ExportFailed, SourceError
from desktop.parsing.pipeline import parse_file
from desktop.parsing.progress import Progress
from desktop.parsing.readers import LARGEST
from desktop.parsing.readers.options import ReadOptions
from desktop.review.sources import digest_of


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be read, and what its line calls it; a file that stands alone needs no name."""

    options: ReadOptions
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its line of JSON, and the fault in words if there was one."""

    line: str
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file of lines holds already: the names of its files, whether one of them had failed, bytes that count."""

    names: frozenset[str] = frozenset()
    has_fault: bool = False
    size: int = 0


class NoLines(Exception):
    """A file is no result of an earlier run."""


def outcome_of(path: Path, wish: Wish, progress: Progress) -> Outcome:
    """Read and parse one file; for the child process. Raises SourceError."""
    told = to_json(parse_file(path, progress, wish.options))
    if wish.name is not None:
        told["source"]["path"] = wish.name
    return Outcome(json.dumps(told, ensure_ascii=False))


def failed(task: Task, error: SourceError | ParserBroken) -> Outcome:
    """Return what is said of a file that could not be read."""
    path, wish = task
    name = wish.name if isinstance(wish, Wish) and wish.name is not None else str(path)
    fault = own_fault(path, error) if isinstance(error, ParserBroken) else words(error)
    told = {
        "schema": SCHEMA,
        "source": {"name": path.name, "path": name, "sha256": _digest(path)},
        "error": {"code": type(error).__name__, "message": fault},
    }
    return Outcome(json.dumps(told, ensure_ascii=False), fault)


def own_fault(path: Path, error: ParserBroken) -> str:
    """Return the sentences on a fault of the program's own."""
    return (
        f"处理“{path.name}”时程序内部出错（{error.kind}，{error.place}）。已保存的审校结果没有丢失。"
        "请把这个文件和这条提示交给维护人员。"
    )


def kept_lines(out: Path) -> Kept:
    """Return what an earlier run has left whole. Raises NoLines for a file of another kind, ExportFailed."""
    names: set[str] = set()
    has_fault, size = False, 0
    try:
        with out.open("rb") as file:
            for line in file:
                told = _object(line)
                if told is None:
                    if file.read(1) or not _is_beginning(line):
                        raise NoLines
                    break
                names.add(told["source"]["path"])
                has_fault |= "error" in told
                size += len(line)
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        raise ExportFailed(out, error.strerror or "") from error
    return Kept(frozenset(names), has_fault, size)


@contextmanager
def lines_into(out: Path | None, kept: Kept | None) -> Iterator[Callable[[str], None]]:
    """Give a function that writes a line.

    With `kept`, what lies behind it is cut off and lines are added; so they are to a file that is not there yet, that
    a run which is interrupted can be gone on with. A file that is there is replaced as a whole. Raises ExportFailed.
    """
    if out is None or (kept is None and out.exists()):
        with destination(out) as write:
            yield write
        return
    try:
        with out.open("r+b" if out.exists() else "xb") as file:
            if kept is not None:
                file.truncate(kept.size)
                file.seek(kept.size)
            yield lambda line: _add(file, line)
    except OSError as error:
        raise ExportFailed(out, error.strerror or "") from error


def _add(file: BinaryIO, line: str) -> None:
    file.write(line.encode("utf-8", "backslashreplace") + b"\n")
    file.flush()


_BEGINNING = f'{{"schema": {SCHEMA}, "source": '.encode()


def _is_beginning(line: bytes) -> bool:
    """Tell whether a line may be one of ours that was broken off."""
    return line.startswith(_BEGINNING) or _BEGINNING.startswith(line.rstrip(b"\n\x00"))


def _object(line: bytes) -> dict[str, dict[str, str]] | None:
    """Return what a whole line says, None for one that is not whole."""
    if not line.endswith(b"\n"):
        return None
    try:
        told = json.loads(line)
        return told if isinstance(told["source"]["path"], str) else None
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _digest(path: Path) -> str | None:
    try:
        return digest_of(path) if path.stat().st_size < LARGEST else None
    except (SourceError, OSError, ValueError):
        return None
