"""The verb sensitive: the sensitive data of files, for people or as JSON, no store."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.cli import batch, console
from desktop.cli.batch import ParserBroken, Task
from desktop.cli.faults import words
from desktop.cli.lines import own_fault
from desktop.cli.reading import bounds_of, options_of
from desktop.disclosure.sensitive import find
from desktop.domain.errors import SourceError
from desktop.domain.finding import ADVICE_LABELS, KIND_LABELS, Advice, Finding
from desktop.domain.text import SourceText, Span
from desktop.parsing import readers
from desktop.parsing.progress import Progress
from desktop.parsing.readers.options import ReadOptions
from desktop.review.folders import files_under

SCHEMA = 1
_LONGEST = 40
"""Columns of a passage that are shown in the list."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be read, and what it is called; `as_json` asks for a line of JSON instead of a list."""

    options: ReadOptions
    name: str
    as_json: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of one file, and the fault in words if there was one."""

    text: str
    fault: str | None = None


def run(typed: argparse.Namespace) -> int:
    """List the findings of each file; 1 when one of them could not be read. Findings are no failure."""
    files = files_under(typed.files)
    if not files:
        console.warn("文件夹里没有文件。")
        return 1
    options = options_of(typed)
    tasks: list[Task] = [(path, Wish(options, _name(path, typed.files), typed.json)) for path in files]
    status = 0
    for outcome in batch.each(outcome_of, failed, tasks, typed.jobs, bounds_of(typed)):
        if outcome.text:
            console.write(outcome.text)
        if outcome.fault is not None:
            console.warn(outcome.fault)
            status = 1
    return status


def outcome_of(path: Path, wish: Wish, progress: Progress) -> Outcome:
    """Read one file and search it; for the child process. Raises SourceError."""
    source = readers.read(path, wish.options, progress)
    findings = find(source.text)
    if wish.as_json:
        return Outcome(json.dumps(_to_json(source, wish.name, findings), ensure_ascii=False))
    return Outcome(_listed(source, wish.name, findings))


def failed(task: Task, error: SourceError | ParserBroken) -> Outcome:
    """Return what is said of a file that could not be read."""
    path, wish = task
    fault = own_fault(path, error) if isinstance(error, ParserBroken) else words(error)
    if not isinstance(wish, Wish) or not wish.as_json:
        return Outcome("", fault)
    told = {
        "schema": SCHEMA,
        "source": {"name": path.name, "path": wish.name},
        "error": {"code": type(error).__name__, "message": fault},
    }
    return Outcome(json.dumps(told, ensure_ascii=False), fault)


def _name(path: Path, named: list[Path]) -> str:
    """Return what a file is called: its place in the one folder that was named, else its path."""
    return path.relative_to(named[0]).as_posix() if len(named) == 1 and path != named[0] else str(path)


def _listed(source: SourceText, name: str, findings: tuple[Finding, ...]) -> str:
    if not findings:
        return f"{console.shown(name)}：没有发现敏感信息。"
    counts = [
        f"{ADVICE_LABELS[advice]}{count}处"
        for advice in Advice
        if (count := sum(one.advice is advice for one in findings))
    ]
    rows = [
        (_lines(source, one), KIND_LABELS[one.kind], _short(one.text), ADVICE_LABELS[one.advice], one.reason)
        for one in findings
    ]
    heading = f"{console.shown(name)}：发现{len(findings)}处（{'，'.join(counts)}）"
    return f"{heading}\n{console.table(('行', '种类', '内容', '建议', '理由'), rows)}\n"


def _to_json(source: SourceText, name: str, findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "source": {
            "name": source.name,
            "path": name,
            "sha256": source.sha256,
            "kind": source.kind,
            "chars": len(source.text),
        },
        "findings": [
            {
                "kind": one.kind.value,
                "label": KIND_LABELS[one.kind],
                "text": one.text,
                "spans": [[span.start, span.end] for span in one.spans],
                "lines": list(source.lines_of(_whole(one))),
                "advice": one.advice.value,
                "reason": one.reason,
            }
            for one in findings
        ],
    }


def _lines(source: SourceText, finding: Finding) -> str:
    first, last = source.lines_of(_whole(finding))
    return str(first) if first == last else f"{first}—{last}"


def _whole(finding: Finding) -> Span:
    return Span(finding.spans[0].start, finding.spans[-1].end)


def _short(text: str) -> str:
    return text if console.width(text) <= _LONGEST else text[: _LONGEST // 2] + "…"
