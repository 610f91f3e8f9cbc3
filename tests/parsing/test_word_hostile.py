"""Word files that are made to harm are refused with a reason, in bounded time and memory."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_samples import NAMES, archived, p, read_raw, table, word_file, word_parts

from desktop.domain import errors
from desktop.parsing.progress import unheard
from desktop.parsing.readers import word
from desktop.parsing.readers.options import ReadOptions

resource = pytest.importorskip("resource", reason="measures the memory of the process")

LONGEST = 10.0
"""Seconds of work."""
LARGEST = 300_000
"""Kilobytes by which the program may grow."""


def with_document(content: str | bytes) -> bytes:
    return archived(word_parts("") | {"word/document.xml": content})


def nested(depth: int) -> str:
    """Tables within tables."""
    return "<w:tbl><w:tr><w:tc>" * depth + p("甲") + "</w:tc></w:tr></w:tbl>" * depth


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCUMENT = (
    f"<?xml version='1.0'?><!DOCTYPE d [{{}}]><w:document {NAMES}><w:body>"
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: with_document(bytes(300_000_000)), id="zeros"),
        pytest.param(lambda: archived(word_parts(p("甲" * 50_000_000))), id="a line without end"),
        pytest.param(lambda: archived(word_parts(p("甲")) | {"../../word/a.xml": ""}), id="path"),
        pytest.param(lambda: with_document(DOCUMENT.format('<!ENTITY l0 "哈">' + LAUGHS, "&l9;")), id="laughs"),
        pytest.param(lambda: word_file(nested(10_000)), id="tables in tables"),
        pytest.param(lambda: word_file("<w:sdtContent>" * 9000 + "</w:sdtContent>" * 9000), id="controls in controls"),
    ],
)
def test_a_file_made_to_harm_is_refused(tmp_path: Path, make: Callable[[], bytes]) -> None:
    raw = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    with pytest.raises(errors.SourceUnsafe):
        read_raw(tmp_path, raw)
    assert time.process_time() - start < LONGEST
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < LARGEST


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"]
)
def test_no_part_reads_a_file_beside_it(tmp_path: Path, part: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    entity = f'<!ENTITY s SYSTEM "{secret.as_uri()}">'
    parts = word_parts(p("甲"), styles="")
    parts[part] = DOCUMENT.format(entity, "&s;")
    with pytest.raises(errors.SourceUnsafe):
        read_raw(tmp_path, archived(parts))


def test_a_relation_that_leads_outside_is_not_followed(tmp_path: Path) -> None:
    parts = word_parts(p("甲"), styles="")
    name = "word/_rels/document.xml.rels"
    parts[name] = str(parts[name]).replace("styles.xml", "../../../../etc/passwd")
    assert read_raw(tmp_path, archived(parts)).text == "甲\n"


PLAIN = word_file(p("甲") + table((p("乙"), p("丙"))), styles="")


@given(at=st.integers(0, len(PLAIN) - 1), wrong=st.integers(0, 255))
def test_a_file_with_a_wrong_byte_is_read_or_refused(at: int, wrong: int) -> None:
    raw = PLAIN[:at] + bytes([wrong]) + PLAIN[at + 1 :]
    with contextlib.suppress(errors.SourceError):
        word.read(Path("a.docx"), raw, "", ReadOptions(), unheard)


def test_tables_nested_as_deep_as_any_person_would_are_read(tmp_path: Path) -> None:
    cell = p("甲")
    for _ in range(60):
        cell = table((cell, p("乙")))
    assert read_raw(tmp_path, word_file(cell)).text.count("乙") == 60


def test_a_hundred_thousand_columns_are_not_believed(tmp_path: Path) -> None:
    wide = "<w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>" + p("甲")
    text = read_raw(tmp_path, word_file(table((wide, p("乙")) * 2))).text
    assert len(text) < 1000


def test_a_hundred_thousand_paragraphs_are_read_in_seconds(tmp_path: Path) -> None:
    raw = word_file("".join(p(f"第{number}段") for number in range(100_000)))
    start = time.process_time()
    assert read_raw(tmp_path, raw).line_count == 100_001
    assert time.process_time() - start < LONGEST
