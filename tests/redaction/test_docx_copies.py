"""Public copies of Word files: nothing removed is left in any part, and nothing else is lost."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import docx
import pytest

from desktop.disclosure.planning import with_removals
from desktop.disclosure.redacting import Note, note_for
from desktop.domain.errors import RedactionRefused
from desktop.domain.redaction import NO_PLAN, RedactionPlan, Removal
from desktop.domain.text import SourceText, Span
from desktop.parsing import readers
from desktop.redaction.copies import CopyOrder, write_copy
from desktop.redaction.docx_copy import DocxReport, written_docx
from desktop.redaction.docx_proof import body_of, prove_docx
from desktop.redaction.proof import Proof
from desktop.redaction.txt import Order
from tests.redaction.odd_docx import OddFile

AT = "2026-01-05T08:00:00+00:00"
LONG_RUN, BATCH = 2_000, 200


def random_plan(source: SourceText, seed: int) -> RedactionPlan:
    """Return a plan of some random spans, which may reach over lines, cells and list numbers."""
    chosen, removals = Random(seed), []
    for _ in range(chosen.randint(1, 6)):
        start = chosen.randrange(len(source.text))
        span = Span(start, min(len(source.text), start + chosen.randint(1, 20)))
        if source.slice(span).strip():
            removals.append(Removal((span,), chosen.choice(["", "●●●", "1●"])))
    return with_removals(NO_PLAN, removals)


def notes_of(source: SourceText, plan: RedactionPlan) -> tuple[Note, ...]:
    note = note_for(source.text, body_of(source), plan, (), False, Span(0, len(source.text)))
    return (note,) if note is not None else ()


def copied(path: Path, plan: RedactionPlan) -> tuple[bytes, Proof]:
    source = readers.read(path)
    stream = BytesIO()
    whole = Span(0, len(source.text))
    proof = write_copy(CopyOrder(path, source, plan, notes_of(source, plan), whole, AT), stream)
    return stream.getvalue(), proof


def prove_random(folder: Path, seeds: range) -> None:
    """Redact random spans of random files; every proof must pass, and no part may hold what is gone for good."""
    path = folder / "odd.docx"
    for seed in seeds:
        path.write_bytes(OddFile(seed).raw())
        source = readers.read(path)
        plan = random_plan(source, seed)
        if not plan.removals:
            continue
        copy, proof = copied(path, plan)
        assert proof.passed, (seed, proof.faults)
        assert "AB12CD" not in everything(copy), seed


def everything(copy: bytes) -> str:
    with zipfile.ZipFile(BytesIO(copy)) as archive:
        return "".join(archive.read(info).decode("utf-8", "replace") for info in archive.infolist())


def test_random_files_lose_what_is_removed_and_nothing_else(tmp_path: Path) -> None:
    prove_random(tmp_path, range(5))


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, LONG_RUN, BATCH))
def test_two_thousand_random_files_lose_what_is_removed_and_nothing_else(tmp_path: Path, start: int) -> None:
    prove_random(tmp_path, range(start, start + BATCH))


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain file: a name split over runs, a table, and properties that name a person."""
    document = docx.Document()
    document.core_properties.author = "王明远"
    document.core_properties.title = "王明远的材料"
    document.add_paragraph("关于王明远同志的通知")
    paragraph = document.add_paragraph("联系人")
    for part in ("王", "明", "远，13800", "138000"):
        paragraph.add_run(part).bold = part == "明"
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "王明远", "13800138000"
    document.add_paragraph("云川市人民政府")
    document.add_paragraph("2026年1月5日").paragraph_format.right_indent = docx.shared.Pt(20)
    path = tmp_path_factory.mktemp("word") / "notice.docx"
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def made(notice: Path) -> tuple[Order, bytes, DocxReport]:
    """The order for a copy of the plain file, the copy, and what was done."""
    source = readers.read(notice)
    plan = all_of(source, "王明远", "王●●")
    order = Order(source, Span(0, len(source.text)), plan, notes_of(source, plan))
    return order, *written_docx(notice, order)


def all_of(source: SourceText, words: str, printed: str) -> RedactionPlan:
    starts = [at for at in range(len(source.text)) if source.text.startswith(words, at)]
    return with_removals(NO_PLAN, [Removal((Span(at, at + len(words)),), printed) for at in starts])


def test_name_split_over_runs_goes_and_the_look_of_the_rest_stays(notice: Path) -> None:
    source = readers.read(notice)
    copy, proof = copied(notice, all_of(source, "王明远", "王●●"))
    assert proof.passed, proof.faults
    assert "王明远" not in everything(copy)
    document = docx.Document(BytesIO(copy))
    assert [one.text for one in document.paragraphs][:2] == ["关于王●●同志的通知", "联系人王●●，13800138000"]
    assert document.tables[0].cell(0, 0).text == "王●●"
    assert [run.bold for run in document.paragraphs[1].runs if run.text][:1] == [None]
    assert document.core_properties.author == ""


def test_note_stands_under_the_date_and_looks_like_it(notice: Path) -> None:
    source = readers.read(notice)
    plan = all_of(source, "13800138000", "138****8000")
    date = source.text.index("2026年")
    note = note_for(source.text, Span(0, len(source.text)), plan, [Span(date, date + 9)], False)
    assert note is not None
    stream = BytesIO()
    order = CopyOrder(notice, source, plan, (note,), Span(0, len(source.text)), AT)
    assert write_copy(order, stream).passed
    last = docx.Document(BytesIO(stream.getvalue())).paragraphs[-1]
    assert (last.text, last.paragraph_format.right_indent) == ("（本文有删减）", docx.shared.Pt(20))


def test_passage_that_goes_wholly_leaves_no_empty_paragraph(notice: Path) -> None:
    source = readers.read(notice)
    line = "联系人王明远，13800138000"
    copy, proof = copied(notice, all_of(source, line, ""))
    assert proof.passed, proof.faults
    assert [one.text for one in docx.Document(BytesIO(copy)).paragraphs][1] != ""


def test_file_that_reads_otherwise_by_now_is_refused(notice: Path) -> None:
    source = readers.read(notice)
    other = replace(source, text=source.text.replace("通知", "通报"))
    with pytest.raises(RedactionRefused):
        written_docx(notice, Order(other, Span(0, len(other.text)), all_of(other, "王明远", "")))


TAMPERED = {
    "a name is back in the text": ("word/document.xml", "王●●同志", "王明远同志"),
    "a character is lost": ("word/document.xml", "同志的通知", "同志通知"),
    "a character came in": ("word/document.xml", "同志的通知", "同志的新通知"),
    "a name is back in the settings": ("word/styles.xml", 'w:val="Normal"', 'w:val="王明远"'),
    "a revision is back": ("word/document.xml", "<w:body>", '<w:body><w:p><w:ins w:id="1"/></w:p>'),
    "a split name is back": ("word/document.xml", "王●●同志", "王明</w:t></w:r><w:r><w:t>远同志"),
}


@pytest.mark.parametrize(("part", "old", "new"), TAMPERED.values(), ids=TAMPERED)
def test_copy_that_was_tampered_with_fails_its_proof(
    made: tuple[Order, bytes, DocxReport], part: str, old: str, new: str
) -> None:
    order, copy, report = made
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(copy)) as before, zipfile.ZipFile(stream, "w") as after:
        for info in before.infolist():
            said = before.read(info).decode("utf-8") if info.filename == part else ""
            assert info.filename != part or old in said
            after.writestr(info.filename, said.replace(old, new, 1).encode() if said else before.read(info))
    assert not prove_docx(order, stream.getvalue(), report, AT).passed


def test_copy_as_it_was_written_stands_its_proof(made: tuple[Order, bytes, DocxReport]) -> None:
    order, copy, report = made
    assert prove_docx(order, copy, report, AT).passed


@pytest.mark.parametrize(
    ("name", "raw"), [("word/media/a.bin", "王明远".encode("utf-16-le")), ("docProps/core.xml", b"<a/>")]
)
def test_copy_with_a_part_of_more_fails_its_proof(made: tuple[Order, bytes, DocxReport], name: str, raw: bytes) -> None:
    order, copy, report = made
    stream = BytesIO(copy)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, raw)
    assert not prove_docx(order, stream.getvalue(), report, AT).passed
