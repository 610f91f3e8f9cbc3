"""The verb redact: the public copy of a file by a plan, with its proof; a plan to edit; what a PDF only covers."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from desktop.cli import batch, console
from desktop.cli.batch import ParserBroken, Task
from desktop.cli.destination import destination, is_same
from desktop.cli.faults import words
from desktop.cli.lines import own_fault
from desktop.cli.reading import bounds_of, options_of
from desktop.domain.document import Document
from desktop.domain.errors import CopyFailed, DeskError, ExportWithheld, SourceError
from desktop.domain.text import Span
from desktop.parsing.pipeline import parse_text
from desktop.parsing.progress import Progress, Stage
from desktop.parsing.readers import read
from desktop.parsing.readers.options import ReadOptions
from desktop.redaction.copies import CopyOrder, copy_suffix, write_copy
from desktop.redaction.proof import proof_json
from desktop.review import whole_file
from desktop.review.redacting_file import advised, left_open, notes_of, plan_in, plan_text

_PAGES = "pdf"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be read, and what is wanted of it: a plan to edit, or a copy by a plan (None: by advice)."""

    options: ReadOptions
    plan: Path | None
    wants_plan: bool
    strict: bool
    out: Path | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: the text of a plan, a copy and its proof as JSON, what is covered; or a fault in words."""

    plan: str = ""
    copy: bytes = b""
    proof: str = ""
    told: str = ""
    still_open: int = 0
    covered: tuple[str, ...] = ()
    fault: str | None = None


def run(typed: argparse.Namespace) -> int:
    """Write a plan or a copy; 1 where the file cannot be read or the copy does not stand its proof."""
    fault = _usage_fault(typed)
    if fault:
        console.warn(fault)
        return 2
    wish = Wish(options_of(typed), typed.plan, typed.plan_out is not None, typed.strict, typed.out)
    task: Task = (typed.file, wish)
    if typed.check:
        return _check(task, typed)
    [outcome] = batch.each(outcome_of, failed, [task], bounds=bounds_of(typed))
    if outcome.proof and typed.proof is not None:
        with destination(typed.proof, private=True) as write:
            write(outcome.proof)
    if outcome.fault is not None:
        console.warn(outcome.fault)
        return 1
    if typed.plan_out is not None:
        with destination(typed.plan_out, private=True) as write:
            write(outcome.plan)
    else:
        unfinished, _ = whole_file.write(typed.out, lambda stream: stream.write(outcome.copy))
        unfinished.replace(typed.out)
    console.say(outcome.told)
    if outcome.still_open:
        console.warn(
            f"另有 {outcome.still_open} 处敏感信息没有决定删减还是保留，公开前请逐处核对（见 --plan-out 的 open）。"
        )
    return 0


def _check(task: Task, typed: argparse.Namespace) -> int:
    """Tell what a PDF hides instead of removing; 1 where there is something."""
    [outcome] = batch.each(covered_in, failed, [task], bounds=bounds_of(typed))
    if outcome.fault is not None:
        console.warn(outcome.fault)
        return 1
    for line in outcome.covered:
        console.say(line)
    if outcome.covered:
        console.warn(f"有 {len(outcome.covered)} 处文字只是被盖住，没有删去，不能公开。")
        return 1
    console.say("没有发现被盖住而没有删去的文字。")
    return 0


def covered_in(path: Path, wish: Wish, progress: Progress) -> Outcome:
    """Look for text that a PDF hides; for the child process. Raises SourceError."""
    from desktop.redaction.black_boxes import covered_text  # its library takes long to load

    progress(Stage.READING, 0, 1)
    found = covered_text(path, wish.options.password)
    return Outcome(covered=tuple(f"第 {one.page} 页：{one.words}：“{one.text}”" for one in found))


def outcome_of(path: Path, wish: Wish, progress: Progress) -> Outcome:
    """Read one file and do what is wanted; for the child process. Raises SourceError."""
    source = read(path, wish.options, progress)
    try:
        parsed = parse_text(source)
        if any(map(_is_secret, parsed.documents)):
            raise ExportWithheld(0)
        plan = plan_in(wish.plan, source) if wish.plan is not None else advised(source)
        still_open = len(left_open(source, plan))
        if wish.wants_plan:
            told = f"已写出方案：建议删减 {len(plan.removals)} 处，待定 {still_open} 处。"
            return Outcome(plan=plan_text(source, plan), told=told)
        notes = notes_of(source, parsed.documents, plan)
        if not plan.removals:
            return Outcome(fault="方案里没有要删减的内容，没有写出副本。")
        if wish.strict and copy_suffix(source.kind) != _PAGES:
            return Outcome(fault="--strict 只用于按页印出的文件（PDF、扫描件、OFD、网页），没有写出副本。")
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        whole = Span(0, len(source.text))
        stream = BytesIO()
        order = CopyOrder(path, source, plan, notes, whole, made_at, wish.strict, wish.options.password)
        proof = write_copy(order, stream)
        told_proof = json.dumps(proof_json(proof), ensure_ascii=False, indent=1)
        if not proof.passed:
            fault = words(CopyFailed(wish.out or path, proof.faults))
            return Outcome(proof=told_proof, fault=fault)
    except SourceError:
        raise
    except DeskError as error:
        return Outcome(fault=words(error))
    told = f"已写出删减版：删减 {proof.removed} 处、{proof.characters_removed} 字，{len(proof.checks)} 项核验全部通过。"
    return Outcome(copy=stream.getvalue(), proof=told_proof, told=told, still_open=still_open)


def failed(task: Task, error: SourceError | ParserBroken) -> Outcome:
    """Return what is said of a file that could not be read."""
    return Outcome(fault=own_fault(task[0], error) if isinstance(error, ParserBroken) else words(error))


def _usage_fault(typed: argparse.Namespace) -> str:
    """Say what is wrong about what was typed, nothing where it is right."""
    if typed.check:
        others = typed.plan or typed.auto or typed.out or typed.plan_out or typed.strict or typed.proof
        return "--check 只检查，不能与写方案、写副本的参数一起用。" if others else ""
    if typed.plan_out is not None:
        return "--plan-out 不能与 --plan、--auto、--out 一起用。" if typed.plan or typed.auto or typed.out else ""
    if typed.out is None:
        return "缺少参数：--out（写出副本），或 --plan-out（写出方案），或 --check（检查）"
    if (typed.plan is None) == (not typed.auto):
        return "--plan 和 --auto 要写一个，只能写一个。"
    if is_same(typed.out, typed.file):
        return f"--out 不能是要删减的文件本身：{typed.out}"
    return ""


def _is_secret(document: Document) -> bool:
    claim = document.fields.get("secrecy")
    return claim is not None and bool(claim.value)
