"""A real gazette, set anew in two columns as a PDF, gives nearly the records that its text gives."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from beside import Parse

from desktop.domain.document import ParsedSource
from desktop.parsing import readers
from desktop.parsing.joining import Joiner, is_date
from desktop.parsing.lines import lines_of
from desktop.parsing.outline import Line, LineKind
from desktop.parsing.pipeline import parse_text

HELPERS = Path(__file__).parents[1] / "helpers"
MOST_LOST = 0.02
NOT_PRINTED = (LineKind.BLANK, LineKind.PAGE_MARK)
HEADS = ("云川市人民政府公报 2026年第1期", "市政府文件")


Part = tuple[str, tuple[str, ...]]


def pdf_of(parts: list[Part]) -> bytes:
    """Return a PDF of two columns."""
    sys.path.insert(0, str(HELPERS))
    try:
        from two_columns import TwoColumns
    finally:
        sys.path.remove(str(HELPERS))
    return TwoColumns(HEADS).set(parts)


def parts_of(parsed: ParsedSource) -> list[Part]:
    """Return a text as parts to set: paragraphs cut by the columns of the original are whole again."""
    source = parsed.source
    kinds: dict[int, str] = {}
    for document in parsed.documents:
        for key, kind in (("doc_number", "across"), ("title", "title")):
            for span in document.fields[key].spans:
                kinds.update(dict.fromkeys(range(source.line_at(span.start), source.line_at(span.end - 1) + 1), kind))
    lines = lines_of(source)
    joiner = Joiner(lines, None)
    parts: list[Part] = []
    group: list[Line] = []
    gap = False

    def end() -> None:
        if group:
            parts.append((_kind(group, kinds), ("".join(line.text for line in group),)))
            group.clear()

    first = parsed.documents[0].span.start
    listed = [line for line in lines if line.span.end <= first and line.kind not in NOT_PRINTED]
    parts += [("flush", (line.text.replace("\t", " …… "),)) for line in listed]
    for line in (line for line in lines if line.span.start >= first):
        if line.kind is LineKind.TABLE_ROW:
            end()
            row = source.slice(line.span)
            if parts and parts[-1][0] == "table" and not gap:
                parts[-1] = ("table", (*parts[-1][1], row))
            else:
                parts.append(("table", (row,)))
            gap = False
        elif line.kind is LineKind.BODY:
            is_plain = line.number not in kinds and (not group or group[-1].number not in kinds)
            if not (group and is_plain and joiner.joins(group, line, gap)):
                end()
                joiner.begin()
            group.append(line)
            joiner.take(line)
            gap = False
        else:
            gap = True
    end()
    return parts


def _kind(group: list[Line], kinds: dict[int, str]) -> str:
    text = group[0].text
    if group[0].number in kinds:
        return kinds[group[0].number]
    if is_date(text):
        return "right"
    if text.endswith((":", "：")) and len(group) == 1:
        return "flush"
    return "paragraph" if len(text) > 20 or text[-1] in "。；;:：." else "centre"


@pytest.mark.parametrize("number", ["000", pytest.param("001", marks=pytest.mark.long)])
def test_a_two_column_pdf_loses_little_against_its_text(
    number: str, material: Path, score: ModuleType, parse: Parse, tmp_path: Path
) -> None:
    gold = json.loads((material / "gold" / f"{number}.json").read_text("utf-8"))
    text_file = material / "seeds" / gold["source"]
    pdf_file = tmp_path / "two-columns.pdf"
    pdf_file.write_bytes(pdf_of(parts_of(parse_text(readers.read(text_file)))))
    of_text = score.score(gold, parse(text_file), "text")
    of_pdf = score.score(gold, parse(pdf_file), "text")
    assert of_pdf["all"]["f1"] >= of_text["all"]["f1"] - MOST_LOST, of_pdf["errors"]
