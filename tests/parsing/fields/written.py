"""Documents written for the tests, read into claims."""

from __future__ import annotations

from desktop.domain.document import ContentsEntry, Issue
from desktop.domain.fields import Field
from desktop.domain.text import SourceText, Span
from desktop.parsing.cleaning import read_document
from desktop.parsing.fields import read_fields
from desktop.parsing.lines import lines_of
from desktop.parsing.outline import Outline, Reading

GAZETTE = Issue("云川市人民政府公报", 2024, 1, 12)


def reading(written: str, column: str | None = None, entry: ContentsEntry | None = None) -> Reading:
    """Return a text as a reading. Lines of the title begin with "T|", the number's with "N|"."""
    title: list[Span] = []
    number: Span | None = None
    printed: list[str] = []
    offset = 0
    for line in written.strip("\n").split("\n"):
        mark, text = line[:2], line[2:] if line[:2] in ("T|", "N|") else line
        span = Span(offset, offset + len(text))
        if mark == "T|":
            title.append(span)
        elif mark == "N|":
            number = span
        printed.append(text)
        offset += len(text) + 1
    source = SourceText("sheet.txt", "0" * 64, "txt", "\n".join(printed))
    outline = Outline(1, source.line_count, tuple(title), number, column, entry)
    return read_document(source, lines_of(source), outline)


def claims(written: str, issue: Issue | None = GAZETTE, entry: ContentsEntry | None = None) -> dict[str, Field]:
    """Return all claims about a text; `issue` None makes it a single document."""
    return read_fields(reading(written, entry=entry), issue)


def notice(*body: str) -> str:
    """Return a notice with the given lines between addressee and signature."""
    head = [
        "T|云川市人民政府办公室关于做好春季植树工作的通知",
        "N|云政办发〔2024〕3号",
        "各县（区）人民政府，市级各部门：",
    ]
    return "\n".join([*head, *body, "云川市人民政府办公室", "2024年3月5日"])
