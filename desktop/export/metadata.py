"""The metadata of documents as XML, by the core elements of GB/T 33480-2016 党政机关电子公文元数据规范, clause 4.

Each element names its clause. What the standard has no element for stands under `Extension`, as its clause 5 allows.
resources/schemas/official-document-metadata.xsd says the same as a schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from desktop.domain.fields import SPEC
from desktop.export.markup import tag, text
from desktop.export.row import ExportRow
from desktop.export.wording import words

NAMESPACE = "urn:gongbao-desk:official-document-metadata:1"


@dataclass(frozen=True, slots=True)
class _Element:
    """A core element: its clause, its name in Chinese and in the file, and its values in a record."""

    clause: str
    label: str
    name: str
    values: Callable[[ExportRow], tuple[str, ...]]


def _of_text(key: str) -> Callable[[ExportRow], tuple[str, ...]]:
    return lambda row: (row.text(key),)


_CORE = (
    _Element("4.1", "公文标识", "DocumentIdentifier", lambda row: (f"{row.source_id}-{row.record_id}",)),
    _Element("4.2", "文种", "DocumentType", _of_text("genre")),
    _Element("4.3", "份号", "CopyNumber", _of_text("copy_number")),
    _Element("4.4", "密级和保密期限", "SecurityClassification", _of_text("secrecy")),
    _Element("4.5", "紧急程度", "UrgencyLevel", _of_text("urgency")),
    _Element("4.6", "发文机关标志", "IssuingAuthorityMark", lambda row: row.texts("issuers")),
    _Element("4.7", "发文字号", "DocumentNumber", _of_text("doc_number")),
    _Element("4.8", "签发人", "Signer", _of_text("signatory")),
    _Element("4.9", "标题", "Title", _of_text("title")),
    _Element("4.10", "主送机关", "MainRecipient", _of_text("addressees")),
    _Element("4.11", "附件说明", "AttachmentNote", lambda row: row.texts("attachments")),
    _Element("4.12", "发文机关或签发人署名", "Signature", lambda row: row.texts("issuers")),
    _Element("4.13", "成文日期", "DateOfDocument", _of_text("date")),
    _Element("4.14", "附注", "Annotation", _of_text("publicity_mark")),
    _Element("4.15", "抄送机关", "CopyRecipient", _of_text("copied_to")),
    _Element("4.16", "印发机关", "PrintingAuthority", _of_text("printing_office")),
    _Element("4.17", "印发日期", "DateOfPrinting", _of_text("printing_date")),
    _Element("4.18", "发布层次", "ReleaseLevel", lambda row: (row.disclosure,)),
)
_EXTENDED = ("effective_date", "validity", "expiry_date", "normative", "repeals", "basis_laws", "meeting", "column")


def write_metadata(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write one element a record; return how many there were."""
    count = 0
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<OfficialDocuments xmlns="{NAMESPACE}">\n'.encode())
    for row in rows:
        stream.write((_document(row) + "\n").encode())
        count += 1
    stream.write(b"</OfficialDocuments>\n")
    return count


def _document(row: ExportRow) -> str:
    core = "".join(
        "\n  " + tag(one.name, {"name": one.label, "clause": one.clause}, text(value))
        for one in _CORE
        for value in one.values(row)
        if value
    )
    more = [("source", "来源文件", row.source), ("issue", "公报期号", row.issue), ("pages", "页码", row.pages)]
    more += [(key, SPEC[key].label, words(SPEC[key].form, row.values.get(key))) for key in _EXTENDED]
    more += [("published_at", "发布日期", row.published_at), ("published_where", "发布位置", row.published_where)]
    extension = "".join(
        "\n    " + tag("Element", {"key": key, "name": label}, text(value)) for key, label, value in more if value
    )
    return f"<OfficialDocument>{core}\n  <Extension>{extension}\n  </Extension>\n</OfficialDocument>"
