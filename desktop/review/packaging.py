"""The archive package of a document: original, text, record, forms, evidence and journal (存档备查)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.disclosure.form_values import filled_form
from desktop.domain.case import Case, Evidence
from desktop.domain.case_json import case_to_json
from desktop.domain.contract import spans_to_json, value_to_json
from desktop.domain.edits import Entry, Json
from desktop.domain.errors import ExportWithheld
from desktop.domain.fields import FIELDS
from desktop.domain.record import Record
from desktop.domain.redaction_json import plan_to_json
from desktop.export import write_forms
from desktop.export.package import Part, package_faults, read_part, write_package
from desktop.review import whole_file
from desktop.store import broken_lines

if TYPE_CHECKING:
    from desktop.review.desk import Desk

_JOURNAL = "日志.jsonl"
_GONE = "原件里同时有涉密文件，清除涉密正文时已随之删去；本件的文字在“正文.txt”。\n"


def pack(desk: Desk, record_id: int, path: Path) -> int:
    """Write the package of a record, journalled, and return the number of its parts.

    Raises ExportWithheld for a document with a 密级, ExportFailed, ProfileWrong.
    """
    record = desk.record(record_id)
    if record.value("secrecy"):
        raise ExportWithheld(record_id)
    parts = tuple(_parts(desk, record))
    title = f"存档包：{record.value('title') or f'第 {record.number} 件'}"
    unfinished, count = whole_file.write(path, partial(write_package, title, parts))
    facts: dict[str, Json] = {"format": "package", "package_of": record_id, "count": count}
    whole_file.hand_out(desk.store, desk.actor, unfinished, path, facts)
    return count


def faults_of_package(path: Path) -> tuple[str, ...]:
    """Return in Chinese what is wrong with a package by itself: its parts, and the seals of its journal."""
    found = list(package_faults(path))
    journal = read_part(path, _JOURNAL)
    if journal is None:
        return (*found, "没有可读的日志摘录")
    lines = journal.decode("utf-8", "replace").splitlines()
    found += [f"日志摘录第 {number} 行被改动" for number in broken_lines(lines)]
    return tuple(found)


def _parts(desk: Desk, record: Record) -> Iterator[Part]:
    store = desk.store
    source = next(known for known in store.sources() if known.id == record.source_id)
    text, span = store.text(record.source_id).text, record.document.span
    if store.source_path(record.source_id).exists():
        yield Part(f"原件/{_plain(source.name)}", "导入的原始文件", store.source_path(record.source_id))
    else:
        yield Part("原件/说明.txt", "原件为何不在", _GONE.encode())
    yield Part("正文.txt", "本件在原件中的文字", text[span.start : span.end].encode("utf-8", "replace"))
    yield Part("记录.json", "审校后的字段和认定经过", _encoded(_record(record, source.sha256)))
    for number, case in enumerate(record.cases, 1):
        yield from _forms(desk, record, number, case)
    for number, file in enumerate(_evidence(record), 1):
        yield Part(f"依据/{number:02}-{_plain(file.name)}", "依据材料", store.evidence_path(file))
    for number, made in enumerate(record.copies, 1):
        for file, what in ((made.copy, "删减后的公开版本"), (made.proof, "核验数据"), (made.page, "核验报告")):
            yield Part(f"删减版/{number:02}-{_plain(file.name)}", what, store.evidence_path(file))
    yield Part(_JOURNAL, "与本件有关的操作日志，每行一条，带校验", _journal(store.entries(record.id)))


def _forms(desk: Desk, record: Record, number: int, case: Case) -> Iterator[Part]:
    form = filled_form(record, number, desk.cases.book_of(case))
    if form is None:
        return
    for kind in ("pdf", "docx"):
        stream = io.BytesIO()
        write_forms(kind, [form], stream)
        yield Part(f"表格/{number:02}-{case.route.value}.{kind}", form.title, stream.getvalue())


def _evidence(record: Record) -> tuple[Evidence, ...]:
    """Return all files of evidence, each once."""
    files = (file for case in record.cases for one in case.rounds for file in one.proposal.evidence)
    return tuple(dict.fromkeys(files))


def _record(record: Record, sha256: str) -> dict[str, object]:
    return {
        "id": record.id,
        "source_sha256": sha256,
        "number": record.number,
        "span": spans_to_json((record.document.span,))[0],
        "fields": {spec.key: value_to_json(record.value(spec.key)) for spec in FIELDS},
        "disclosure": record.disclosure.value if record.disclosure is not None else None,
        "status": record.status.value,
        "cases": [case_to_json(case) for case in record.cases],
        "plan": plan_to_json(record.plan),
    }


def _journal(entries: tuple[Entry, ...]) -> bytes:
    lines = [
        json.dumps(
            {
                "number": entry.number,
                "at": entry.at,
                "actor": entry.actor,
                "verb": entry.verb.value,
                "payload": entry.payload,
                "previous": entry.previous,
                "hash": entry.hash,
            },
            ensure_ascii=False,
        )
        for entry in entries
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def _encoded(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _plain(name: str) -> str:
    """Return a file name without what would lead out of its folder."""
    return name.replace("/", "_").replace("\\", "_").lstrip(".") or "文件"
