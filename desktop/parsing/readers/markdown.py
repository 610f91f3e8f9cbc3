"""Markdown: what a program wrote down of a document, with its marks taken off and its tables as rows."""

from __future__ import annotations

import regex

from desktop.domain.text import SourceText
from desktop.parsing.page_marks import page_mark
from desktop.parsing.readers import plain

_HEADING = regex.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)")
_FENCE = regex.compile(r"^ {0,3}(`{3,}+|~{3,}+)[ \t]*+([^`\s]*+)[^`]*+$")
_RULED = regex.compile(r":?-{2,}+:?")
_LINK = regex.compile(
    r"(!?)\[([^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]{0,200}\)){1,1000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)"
)
_STRONG = regex.compile(r"(\*\*|__)(?=\S)([^\n]{1,200}?)(?<=\S)\1")
_ESCAPE = regex.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_BREAK = regex.compile(r"<br[ \t]*/?>", regex.IGNORECASE)
_QUOTE = regex.compile(r"^ {0,3}>[ \t]?")
_BAR = regex.compile(r"(?<!\\)\|")
_SAMPLE = 200_000
_LEAST_SIGNS = 2
_LONGEST_MARKED = 20_000
_OF_RULES = frozenset("|:- \t")
_OWN = frozenset({"markdown", "md"})


def is_marked(text: str) -> bool:
    """Tell whether a text is Markdown: a ruled table, or signs of two kinds that plain text does not use together.

    Page marks ("# Page 12:") and lists with hyphens are no signs, nor is a lone pair of asterisks.
    """
    lines = text[:_SAMPLE].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = strong = links = fences = 0
    for index, line in enumerate(lines):
        if "|" in line and index and "|" in lines[index - 1] and _is_rule(line):
            return True
        if line.lstrip().startswith("#"):
            headings += page_mark(line.strip()) is None and _HEADING.match(line) is not None
        fences += _FENCE.match(line) is not None
        strong += "**" in line and _STRONG.search(line) is not None
        links += "](" in line and _LINK.search(line) is not None
    kinds = sum((headings > 0, strong > 0, links > 0, fences >= _LEAST_SIGNS))
    return kinds >= _LEAST_SIGNS or headings >= _LEAST_SIGNS


def read(name: str, digest: str, text: str, notices: tuple[str, ...] = ()) -> SourceText:
    """Return the source text of a Markdown file without its marks; blank lines stay, fenced lines as they stand."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    read_lines: list[str] = []
    fences: list[str] = []
    is_literal = is_table = False
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark is not None and fences and not mark[2] and mark[1].startswith(fences[-1]):
            fences.pop()
            is_literal = False
            continue
        if mark is not None and not is_literal:
            fences.append(mark[1])
            is_literal = mark[2].lower() not in _OWN
            continue
        if is_literal:
            read_lines.append(line.rstrip())
            continue
        follows = lines[index + 1] if index + 1 < len(lines) else ""
        is_table = "|" in line and (is_table or _is_rule(follows))
        if is_table:
            if not _is_rule(line):
                read_lines.append(_row(line))
        elif not _is_line(line):
            read_lines += _plain(line)
        else:
            read_lines.append("")
    source = plain.read(name, digest, "\n".join(read_lines))
    return SourceText(name, digest, "md", source.text, source.pages, notices)


def _is_rule(line: str) -> bool:
    """Tell whether a line parts the head of a table from its rows: |---|:-:|."""
    bare = line.strip()
    if "|" not in bare or not _OF_RULES.issuperset(bare):
        return False
    return all(_RULED.fullmatch(cell.strip()) for cell in bare.removeprefix("|").removesuffix("|").split("|"))


def _is_line(line: str) -> bool:
    """Tell whether a line draws a rule across the page: ---, * * *."""
    bare = line.replace(" ", "").replace("\t", "")
    return len(bare) >= 3 and bare[0] in "-*_" and not bare.strip(bare[0])


def _plain(line: str) -> list[str]:
    """Return the printed lines of a line of words."""
    line = _QUOTE.sub("", line)
    heading = _HEADING.match(line)
    if heading is not None and page_mark(line.strip()) is None:
        line = line[heading.end() :].rstrip()
        if (closed := line.rstrip("#")).endswith((" ", "\t")):
            line = closed
    return [part.rstrip() for part in _BREAK.split(_unmarked(line.replace("\t", " ")))]


def _row(line: str) -> str:
    """Return a row of a table with tabs between its cells."""
    cells = _BAR.split(line.strip())
    if line.strip().startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return "\t".join(_BREAK.sub("", _unmarked(cell.replace("\t", " "))).strip() for cell in cells)


def _unmarked(text: str) -> str:
    """Return a text without bold marks, links and escapes; words between them stay."""
    if len(text) > _LONGEST_MARKED:
        return text
    if "](" in text:
        text = _LINK.sub(lambda found: "" if found[1] else found[2], text)
    if "**" in text or "__" in text:
        text = _STRONG.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
