"""One door to public copies: a file of any kind in, its copy and the proof of it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.disclosure.redacting import Note
from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import LAID_OUT, SourceText, Span
from desktop.redaction import note as printed
from desktop.redaction.proof import Proof
from desktop.redaction.txt import Order, prove_txt, written_txt

_SUFFIXES = {"txt": "txt", "md": "txt", "docx": "docx"}


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """A copy that is wanted. `path` is the source's file, `source` what was read of it.

    `span` is the stretch that the copy covers, which only the copy of a text heeds: others are copies of whole files.
    `strict` asks for pictures of the pages, `password` opens the file; both count for pages only.
    """

    path: Path
    source: SourceText
    plan: RedactionPlan
    notes: tuple[Note, ...]
    span: Span
    made_at: str
    strict: bool = False
    password: str | None = None


Writer = Callable[[CopyOrder, BinaryIO], Proof]
"""What writes a copy and proves it, as `write_copy` does."""


def copy_suffix(kind: str, strict: bool = False) -> str:
    """Return the ending of the name that the copy of a source of this kind gets."""
    return "pdf" if strict and kind == "docx" else _SUFFIXES.get(kind, "pdf")


def write_copy(order: CopyOrder, stream: BinaryIO) -> Proof:
    """Write a copy and return its proof, which may have failed: then the copy may not be handed out.

    Raises SourceError for a file that cannot be read again, RedactionRefused for a plan that cannot be carried out,
    OSError of the stream.
    """
    kind = copy_suffix(order.source.kind)
    if kind == "txt":
        return _txt(order, stream)
    if kind == "docx":
        return _docx(order, stream)
    return _pdf(order, stream)


def _txt(order: CopyOrder, stream: BinaryIO) -> Proof:
    line_break = "\r\n" if b"\r\n" in order.path.read_bytes() else "\n"
    wanted = Order(order.source, order.span, order.plan, order.notes)
    copy = written_txt(wanted, line_break)
    stream.write(copy)
    return prove_txt(wanted, copy, order.made_at)


def _docx(order: CopyOrder, stream: BinaryIO) -> Proof:
    from desktop.redaction.docx_copy import written_docx  # lxml and python-docx take long to load
    from desktop.redaction.docx_proof import prove_docx

    whole = Order(order.source, Span(0, len(order.source.text)), order.plan, order.notes)
    copy, report = written_docx(order.path, whole)
    stream.write(copy)
    return prove_docx(whole, copy, report, order.made_at)


def _pdf(order: CopyOrder, stream: BinaryIO) -> Proof:
    from io import BytesIO

    from desktop.redaction.pdf import write_pdf
    from desktop.redaction.pdf_places import Places
    from desktop.redaction.proof_pdf import prove_pdf

    notes = tuple(printed.Note(one.below, one.text) for one in order.notes)
    made = BytesIO()
    path, source, plan, kind, password = order.path, order.source, order.plan, order.source.kind, order.password
    places = Places(path, source, plan, notes, password) if kind in LAID_OUT else None
    try:
        report = write_pdf(
            path, kind, source, plan, notes, made, flattened=order.strict, password=password, places=places
        )
        copy = made.getvalue()
        stream.write(copy)
        return prove_pdf(path, kind, source, plan, notes, copy, report, order.made_at, password, places)
    finally:
        if places is not None:
            places.close()
