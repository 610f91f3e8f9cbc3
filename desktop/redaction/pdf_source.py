"""A source opened as the PDF that its public copy is made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf

from desktop.domain.errors import SourceKindUnknown
from desktop.parsing.readers import image_sizes, kinds
from desktop.parsing.readers.ofd_sheets import OfdSheets
from desktop.parsing.readers.pdf_opening import open_document
from desktop.redaction import pdf_objects as objects
from desktop.redaction.pdf_comments import drop_comments

_MU: Any = pymupdf.mupdf
_NO_ENCRYPTION = int(_MU.PDF_ENCRYPT_NONE)
_SIGNED = 1
_NAMES = {
    "Link": "链接",
    "Redact": "未执行的删减标记",
    "FileAttachment": "附件",
}
_MOST_PIXELS = 150_000_000


@dataclass(slots=True)
class Working:
    """An open PDF without the comments of its source, which still prints what the source prints.

    `notices` say in Chinese what else a copy of it loses.
    """

    document: Any
    notices: list[str] = field(default_factory=list)


@contextmanager
def opened_source(path: Path, password: str | None = None) -> Iterator[Working]:
    """Open a PDF, a picture of pages or an OFD file as a PDF. Raises SourceError."""
    working = _opened(path, path.read_bytes(), password)
    try:
        yield working
    finally:
        working.document.close()


def _opened(path: Path, raw: bytes, password: str | None) -> Working:
    kind = kinds.kind_of(raw)
    opened: Any = pymupdf.open
    if kind == kinds.PDF:
        return _prepared(open_document(path, raw, password, "pdf"))
    if kind in kinds.PICTURES and all(wide * high <= _MOST_PIXELS for wide, high in image_sizes.sizes(kind, raw)):
        picture = open_document(path, raw, None, kind.lower())
        try:
            return Working(opened(stream=picture.convert_to_pdf(), filetype="pdf"))
        finally:
            picture.close()
    if kind == kinds.OFD:
        return _from_ofd(path, raw)
    raise SourceKindUnknown(path, kind)


def _from_ofd(path: Path, raw: bytes) -> Working:
    opened: Any = pymupdf.open
    document = opened()
    sheets = OfdSheets(path, raw)
    try:
        sheets.put_pages(document)
    finally:
        sheets.close()
    document.subset_fonts()
    return Working(document, ["OFD 文件的公开副本为 PDF，原文件的电子签章和批注不随副本保留"])


def _prepared(document: Any) -> Working:
    notices = _losses(document)
    dropped = drop_comments(document)
    comments = sum(count for kind, count in dropped.items() if kind not in _NAMES)
    if comments:
        notices.append(f"已删去批注 {comments} 处")
    notices += [f"已删去{name} {dropped[kind]} 处" for kind, name in _NAMES.items() if kind in dropped]
    if "Redact" in dropped:
        notices.append("原文件有未执行的删减标记：其下的文字并未被原来的软件删去，除方案所列之外仍在副本中，请核对")
    return Working(document, notices)


def _losses(document: Any) -> list[str]:
    """Say what a copy of this PDF has no more."""
    found: list[str] = []
    root = objects.catalog(document)
    if document.is_encrypted or document.metadata.get("encryption"):
        found.append("原文件有密码或使用限制，公开副本不带密码，任何人都能打开")
    fields = objects.value(root, "AcroForm")
    if objects.integer(fields, "SigFlags") & _SIGNED if objects.is_dict(fields) else False:
        found.append("原文件有电子签名：删减改变了文件，签名在副本中失效并已去除，签章的图样仍按原样印出")
    if objects.is_dict(fields) and objects.elements(objects.value(fields, "Fields")):
        found.append("表单已固定为印出的内容，不能再填写")
    if document.embfile_count():
        found.append(f"已删去内嵌文件 {document.embfile_count()} 个")
    if objects.has(root, "Outlines"):
        found.append("已删去书签")
    if objects.has(root, "OCProperties"):
        found.append("图层已合并，不显示的图层已删去")
    if objects.has(root, "StructTreeRoot"):
        found.append("已删去供朗读软件使用的结构标签")
    return found


def written(document: Any) -> bytes:
    """Return a PDF as a new file: nothing unused, no older version, no password, no random number."""
    return bytes(document.tobytes(garbage=4, deflate=True, encryption=_NO_ENCRYPTION, no_new_id=True, use_objstms=0))
