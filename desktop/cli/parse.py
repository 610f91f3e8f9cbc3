"""The verb parse: files in, JSON out, no store."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.cli import batch, console
from desktop.cli.destination import destination, is_same
from desktop.cli.faults import words
from desktop.cli.naming import source_files
from desktop.domain.contract import SCHEMA, to_json
from desktop.domain.errors import SourceDamaged, SourceError
from desktop.parsing.pipeline import parse_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its line of JSON, and the fault in words if there was one."""

    line: str
    fault: str | None = None


def run(typed: argparse.Namespace) -> int:
    """Print one object for one file, a line for each of several; 1 when one of them could not be read."""
    files = source_files(typed.files)
    alone = files == typed.files and len(files) == 1
    if typed.out is not None and any(is_same(typed.out, path) for path in files):
        console.warn(f"--out 不能是要识别的文件本身：{typed.out}")
        return 2
    if alone:
        outcome = outcome_of(files[0])
        return _put([outcome], typed.out) if outcome.fault is None else _told(outcome.fault)
    if not files:
        return _told("文件夹里没有文件。")
    return _put(batch.each(outcome_of, lost, files, typed.jobs), typed.out)


def outcome_of(path: Path) -> Outcome:
    """Read and parse one file."""
    try:
        parsed = parse_file(path)
    except SourceError as error:
        return _failed(error)
    return Outcome(json.dumps(to_json(parsed), ensure_ascii=False))


def lost(path: Path) -> Outcome:
    """Return what is said of a file over which the process died."""
    return _failed(SourceDamaged(path, "reader died"))


def _failed(error: SourceError) -> Outcome:
    fault = words(error)
    told = {
        "schema": SCHEMA,
        "source": {"name": error.path.name, "path": str(error.path)},
        "error": {"code": type(error).__name__, "message": fault},
    }
    return Outcome(json.dumps(told, ensure_ascii=False), fault)


def _put(outcomes: Iterable[Outcome], out: Path | None) -> int:
    status = 0
    with destination(out) as write:
        for outcome in outcomes:
            write(outcome.line)
            if outcome.fault is not None:
                status = _told(outcome.fault)
    return status


def _told(fault: str) -> int:
    console.warn(fault)
    return 1
