"""Public copies on their way out: written, proved, kept with the record together with the proof, and journalled."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from desktop.disclosure.planning import merged
from desktop.disclosure.redacting import Note
from desktop.domain.edits import COPIES, Change, Step, Verb
from desktop.domain.errors import CaseRefused, CopyFailed, ExportFailed, ExportWithheld
from desktop.domain.record import Record
from desktop.domain.redaction import PublicCopy, RedactionPlan
from desktop.domain.redaction_json import copies_to_json, plan_to_json
from desktop.domain.text import Span
from desktop.redaction.copies import CopyOrder, Writer, copy_suffix, write_copy
from desktop.redaction.proof import Proof, proof_json
from desktop.review import whole_file
from desktop.review.form_sheets import FormSheets
from desktop.review.redacting import notes_of
from desktop.review.redacting_page import proof_page

if TYPE_CHECKING:
    from desktop.review.desk import Desk


@dataclass(frozen=True, slots=True)
class CopyReport:
    """A copy that was made and stood its proof: where it lies, the proof, and how the store keeps both.

    `others` are the further records of the source whose plans the copy carries out too, because it is of a whole file.
    """

    path: Path
    proof: Proof
    kept: PublicCopy
    others: tuple[int, ...] = ()


def copy_ending(desk: Desk, record_id: int) -> str:
    """Return the ending (txt, docx, pdf) of the name that the copy of a record gets."""
    return copy_suffix(desk.text(desk.source_of(record_id)).kind)


def make(desk: Desk, record_id: int, path: Path, strict: bool = False, writer: Writer = write_copy) -> CopyReport:
    """Write the copy of a record to `path` by `writer`, prove it, and keep it with its proof.

    Whatever happens, `path` holds the whole copy or what it held before. Raises CopyFailed with the reasons where the
    proof fails, CaseRefused where nothing is to be removed, ExportWithheld for a document with a 密级, ExportFailed,
    SourceError, RedactionRefused.
    """
    record = desk.record(record_id)
    order, others = _order(desk, record, strict)
    unfinished, proof = _written(path, order, writer)
    try:
        kept = _kept(desk, unfinished, path, proof, order)
        change = Change(record_id, COPIES, copies_to_json(record.copies), copies_to_json((*record.copies, kept)))
        done = desk.settle(Step(Verb.REDACT, (change,)))
        try:
            unfinished.replace(path)
        except OSError as error:
            if done.entry is not None:
                desk.store.note(Verb.EXPORT, {"failed": done.entry.number}, desk.actor)
            raise ExportFailed(path, error.strerror or "") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return CopyReport(path, proof, kept, others)


def copy_sheets(desk: Desk, record_id: int, writer: Writer = write_copy) -> FormSheets:
    """Return the pages of the copy of a record as they would be printed; nothing is kept.

    Raises as `make` does, CopyFailed where the copy would not stand its proof.
    """
    from desktop.parsing.readers.pdf_sheets import open_made  # its library takes long to load

    record = desk.record(record_id)
    order, _ = _order(desk, record, strict=False)
    stream = BytesIO()
    proof = writer(order, stream)
    if not proof.passed:
        raise CopyFailed(order.path, proof.faults or ("没有任何一项核验",))
    return FormSheets("公开版本", open_made(stream.getvalue()))


def _order(desk: Desk, record: Record, strict: bool) -> tuple[CopyOrder, tuple[int, ...]]:
    """Return what is to be copied: of a text the document alone, else its whole file with all plans of its source."""
    source = desk.text(record.source_id)
    if copy_suffix(source.kind) == "txt":
        plan, notes, others, span = _of_document(desk, record)
        records: tuple[Record, ...] = (record,)
    else:
        numbers = [number for number, _ in desk.store.starts(record.source_id)]
        records = tuple(desk.record(number) for number in numbers)
        plan = merged(desk.store.plans(record.source_id).values())
        found = [(one, notes_of(one, source, desk.redaction.scope(one), plan)) for one in records]
        notes = tuple(note for _, several in found for note in several)
        others = tuple(one.id for one in records if one.id != record.id and one.plan.removals)
        span = Span(0, len(source.text))
    for one in records:
        if one.value("secrecy"):
            raise ExportWithheld(one.id)
    if not plan.removals:
        raise CaseRefused(record.id, ("这件文件还没有删减任何内容，不用制作删减版。",))
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    path = desk.source_file(record.source_id)
    return CopyOrder(path, source, plan, notes, span, made_at, strict), others


def _of_document(desk: Desk, record: Record) -> tuple[RedactionPlan, tuple[Note, ...], tuple[int, ...], Span]:
    seen = desk.redaction.preview(record.id)
    return seen.plan, seen.notes, (), seen.scope


def _written(path: Path, order: CopyOrder, writer: Writer) -> tuple[Path, Proof]:
    """Write a copy beside `path` and prove it; one that fails is deleted. Raises CopyFailed, ExportFailed."""
    proofs: list[Proof] = []

    def fill(stream: BinaryIO) -> int:
        proofs.append(writer(order, stream))
        return 1

    unfinished, _ = whole_file.write(path, fill)
    if not proofs[0].passed:
        unfinished.unlink(missing_ok=True)
        raise CopyFailed(path, proofs[0].faults or ("没有任何一项核验",))
    return unfinished, proofs[0]


def _kept(desk: Desk, unfinished: Path, path: Path, proof: Proof, order: CopyOrder) -> PublicCopy:
    """Keep the copy, its proof and the page of its proof in the store."""
    told = json.dumps(proof_json(proof), ensure_ascii=False, indent=1)
    with TemporaryDirectory(prefix="gongbao-desk-", ignore_cleanup_errors=True) as folder:
        proof_file, page_file = Path(folder) / "核验.json", Path(folder) / "核验.html"
        proof_file.write_text(told, "utf-8")
        page_file.write_text(proof_page(proof, path.name, order.source.name, desk.actor), "utf-8")
        kept = [desk.store.keep_evidence(one) for one in (unfinished, proof_file, page_file)]
    copy, proof_kept, page = (
        replace(one, name=name)
        for one, name in zip(kept, (path.name, f"{path.stem}-核验.json", f"{path.stem}-核验.html"), strict=True)
    )
    return PublicCopy(copy, proof_kept, page, plan_digest(order.plan), proof.made_at)


def plan_digest(plan: RedactionPlan) -> str:
    """Return the SHA-256 (hex) of a plan's JSON: what a copy was made of."""
    told = json.dumps(plan_to_json(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()
