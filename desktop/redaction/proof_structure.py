"""What a copy may consist of: pages and what they print. Everything else that PDF can carry is looked for by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.redaction import pdf_objects as objects
from desktop.redaction.pdf_cleaning import CATALOG, PAGE

_TRAILER = frozenset({"Size", "Root", "Type", "W", "Index", "Filter", "Length"})
_TYPES = {
    "Metadata": "元数据",
    "OCG": "图层",
    "StructElem": "结构标签",
    "Annot": "批注",
    "Filespec": "附件",
    "EmbeddedFile": "附件",
    "Sig": "签名",
    "Outlines": "书签",
    "ObjStm": "",
}
_ACTIONS = frozenset({"JavaScript", "URI", "Launch", "SubmitForm", "GoToR", "Named", "Rendition"})
_KEYS = {
    "Metadata": "元数据",
    "PieceInfo": "软件私有数据",
    "ActualText": "替代文字",
    "Alt": "替代文字",
    "JS": "脚本",
    "EF": "附件",
    "AA": "动作",
    "OpenAction": "动作",
    "Thumb": "缩略图",
}


def unwanted(document: Any, raw: bytes) -> list[str]:
    """Return in Chinese what a copy holds beside its printed pages."""
    return sorted(set(_found(document, raw)))


def _found(document: Any, raw: bytes) -> Iterator[str]:
    if raw.count(b"startxref") != 1:
        yield "旧版本"
    if raw.rstrip()[-5:] != b"%%EOF" or not raw.startswith(b"%PDF-"):
        yield "文件首尾的多余数据"
    yield from (f"文件尾的 {key}" for key, _ in objects.items(objects.trailer(document)) if key not in _TRAILER)
    yield from (f"目录中的 {key}" for key, _ in objects.items(objects.catalog(document)) if key not in CATALOG)
    for index in range(document.page_count):
        page = objects.page_object(document, index)
        yield from (f"页面中的 {key}" for key, _ in objects.items(page) if key not in PAGE)
    for _, found in objects.objects(document):
        if not objects.is_dict(found):
            continue
        kind = _TYPES.get(objects.name(found, "Type"))
        if kind:
            yield kind
        if objects.name(found, "S") in _ACTIONS:
            yield "动作"
        yield from (meaning for key, meaning in _KEYS.items() if objects.has(found, key))
