"""Akoma Ntoso 3.0 (OASIS LegalDocumentML): an issue is an officialGazette, each document a component of it.

The file of one issue, or of one single document, holds just that; several stand in a documentCollection.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, BinaryIO

from desktop.export.akn_meta import document_meta, gazette_meta, meta_of_collection, prefix_of, prefix_of_issue
from desktop.export.markup import tag, text
from desktop.export.row import Block, ExportRow, PrintedTable

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}">\n'
_TAIL = "</akomaNtoso>\n"
_KEPT_IN_MEMORY = 1 << 22


def write_gazettes(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write issues and single documents, those of one source following each other; return how many documents.

    Where there is none, the collection is empty of documents and says so. Raises OSError.
    """
    works = _works(rows)
    first = next(works, None)
    stream.write(_HEAD.encode())
    if first is None:
        stream.write(_empty().encode())
        stream.write(_TAIL.encode())
        return 0
    with tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY) as kept:
        count = first.write(kept)
        second = next(works, None)
        if second is not None:
            stream.write(f'<documentCollection name="公报集">{meta_of_collection()}<collectionBody>\n'.encode())
            stream.write(_component(1))
        kept.seek(0)
        shutil.copyfileobj(kept, stream)
    number = 1
    while second is not None:
        number += 1
        stream.write(b"</component>\n" + _component(number))
        count += second.write(stream)
        second = next(works, None)
    if number > 1:
        stream.write(b"</component>\n</collectionBody></documentCollection>\n")
    stream.write(_TAIL.encode())
    return count


class _Work:
    """An issue or a single document, written while its rows are read."""

    def __init__(self, rows: Iterator[ExportRow]) -> None:
        self._rows = rows

    def write(self, stream: IO[bytes]) -> int:
        """Write the element; return how many documents it holds."""
        first = next(self._rows)
        if first.gazette is None:
            stream.write(_document(first).encode())
            return 1
        name = first.gazette.name or "公报"
        stream.write(f"<officialGazette {_named(name)}>{gazette_meta(first)}\n".encode())
        stream.write(_preface(first.gazette.heading or name, prefix_of_issue(first)).encode())
        stream.write(b"<collectionBody>\n")
        count = 0
        for row in _with(first, self._rows):
            count += 1
            stream.write(f'<component eId="cmp_{row.record_id}">'.encode())
            stream.write(_document(row).encode())
            stream.write(b"</component>\n")
        stream.write(b"</collectionBody></officialGazette>\n")
        return count


def _works(rows: Iterable[ExportRow]) -> Iterator[_Work]:
    """Yield the issues; a source without a masthead gives each of its documents."""
    for (_, single), group in groupby(rows, key=_work_of):
        del single
        yield _Work(group)


def _work_of(row: ExportRow) -> tuple[int, int]:
    return row.source_id, 0 if row.gazette is not None else row.record_id


def _with(first: ExportRow, rest: Iterator[ExportRow]) -> Iterator[ExportRow]:
    yield first
    yield from rest


def _component(number: int) -> bytes:
    return f'<component eId="work_{number}">'.encode()


def _named(name: str) -> str:
    return tag("x", {"name": name})[3:-2]


def _empty() -> str:
    nothing = "<interstitial><p>没有文件。</p></interstitial>"
    body = f'<collectionBody><component eId="work_1">{nothing}</component></collectionBody>'
    return f'<documentCollection name="公报集">{meta_of_collection()}{body}</documentCollection>\n'


def _preface(title: str, prefix: str) -> str:
    line = f'<p eId="{prefix}preface__p_1"><docTitle>{text(title)}</docTitle></p>'
    return f'<preface eId="{prefix}preface">{line}</preface>\n'


def _document(row: ExportRow) -> str:
    """Return a document: its metadata, title and number, and its text."""
    prefix, title = prefix_of(row), row.text("title") or "无标题"
    lines = [f"<docTitle>{text(title)}</docTitle>"]
    if number := row.text("doc_number"):
        lines.append(f"<docNumber>{text(number)}</docNumber>")
    lines += [f"<docAuthority>{text(name)}</docAuthority>" for name in row.texts("issuers")]
    head = "".join(f'<p eId="{prefix}preface__p_{at}">{line}</p>' for at, line in enumerate(lines, 1))
    blocks: tuple[Block, ...] = row.body or ("",)
    body = "\n".join(_block(block, f"{prefix}body__", at) for at, block in enumerate(blocks, 1))
    return (
        f"<doc {_named(row.text('genre') or '公文')}>{document_meta(row)}\n"
        f'<preface eId="{prefix}preface">{head}</preface>\n<mainBody eId="{prefix}body">\n{body}\n</mainBody></doc>'
    )


def _block(block: Block, prefix: str, number: int) -> str:
    if isinstance(block, PrintedTable):
        return _table(block, f"{prefix}table_{number}")
    return f'<p eId="{prefix}p_{number}">{text(block)}</p>'


def _table(table: PrintedTable, name: str) -> str:
    lines = []
    for at, cells in enumerate(table.rows):
        kind = "th" if at < table.header_rows else "td"
        filled = "".join(f"<{kind}><p>{_lines(cell)}</p></{kind}>" for cell in cells)
        lines.append(f"<tr>{filled}</tr>" if filled else "<tr><td><p/></td></tr>")
    return f'<table eId="{name}">{"".join(lines) or "<tr><td><p/></td></tr>"}</table>'


def _lines(cell: str) -> str:
    return "<eol/>".join(text(line) for line in cell.split("\n"))
