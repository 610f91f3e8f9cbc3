"""The printed lines of a source, each with its kind: blank, body, page mark, running head, table row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.domain.text import SourceText, Span
from desktop.parsing.outline import Line, LineKind
from desktop.parsing.page_marks import lone_number, page_mark
from desktop.parsing.structure import words

_LONGEST_HEAD = 24
_LONGEST_EDGE, _EDGE, _LEAST_PAGES = 40, 3, 4
_DIGITS = str.maketrans("", "", "0123456789·.—-/")
_LEAST_RUN = 3
_LEAST_DISTANCE = 4


def squeeze(text: str) -> str:
    """Return a text without any blanks: letter-spaced headings (部 门 文 件) become comparable."""
    return "".join(text.split())


def lines_of(source: SourceText) -> tuple[Line, ...]:
    """Return every line of the source, in order, with the kind that its form and its repetition tell."""
    lines: list[Line] = []
    short: Counter[str] = Counter()
    mastheads: dict[str, list[int]] = {}
    numbers: list[tuple[int, int]] = []
    start = 0
    lexicon = words()
    blank, body, row, mark = LineKind.BLANK, LineKind.BODY, LineKind.TABLE_ROW, LineKind.PAGE_MARK
    for number, printed in enumerate(source.text.split("\n"), 1):
        text = printed.strip()
        kind = body
        if not text:
            kind = blank
        elif "\t" in printed and ("\t" in text or printed.count("\t") > 1):
            kind = row
        elif page_mark(text) is not None:
            kind = mark
        elif len(text) <= _LONGEST_EDGE:
            if lone_number(text) is not None:
                numbers.append((number - 1, int(text)))
            elif "报" in text and (name := lexicon.gazette_name(squeeze(text))) is not None:
                mastheads.setdefault(name, []).append(number - 1)
            elif len(text) <= _LONGEST_HEAD and lexicon.is_column(bare := squeeze(text)):
                short[bare] += 1
        end = start + len(printed)
        lines.append(Line(number, Span(start, end), text, kind))
        start = end + 1
    _mark_margins(source, lines)
    _mark_running_numbers(lines, numbers)
    for places in mastheads.values():
        for index in places if len(places) > 1 else ():
            lines[index] = replace(lines[index], kind=LineKind.RUNNING_HEAD)
    heads = {text for text, count in short.items() if count > 1}
    marked = mark_heads(lines, heads) if heads else tuple(lines)
    return _mark_page_edges(source, marked) if len(source.pages) >= _LEAST_PAGES else marked


def _mark_margins(source: SourceText, lines: list[Line]) -> None:
    """Mark what the layout shows to stand outside of the columns of text."""
    for span in source.margins:
        first, last = source.lines_of(span)
        for index in range(first - 1, last):
            if lines[index].kind is LineKind.BODY:
                is_number = lone_number(lines[index].text) is not None
                lines[index] = replace(lines[index], kind=LineKind.PAGE_MARK if is_number else LineKind.RUNNING_HEAD)


def mark_heads(lines: Sequence[Line], names: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines with those marked as running heads that repeat a name, mis-read by one character at most.

    `names` are columns of the contents list or the name of the gazette, without blanks. A name that is an organ's
    is left alone: it stands in signatures too.
    """
    known = {name for name in names if 2 <= len(name) <= _LONGEST_HEAD and not words().ends_like_organ(name)}
    lengths = {len(name) for name in known}
    marked = list(lines)
    for index, line in enumerate(lines):
        if line.kind is not LineKind.BODY or len(line.text) > _LONGEST_HEAD:
            continue
        text = squeeze(line.text)
        if len(text) in lengths and (text in known or _is_misread(text, known)):
            marked[index] = replace(line, kind=LineKind.RUNNING_HEAD)
    return tuple(marked)


def _mark_page_edges(source: SourceText, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Mark what stands at the head or foot of page after page, page numbers left aside, as running heads."""
    edges: dict[str, list[int]] = {}
    for page in source.pages:
        first, last = source.lines_of(page.span)
        own = [
            index
            for index in (*range(first - 1, min(first + _EDGE, last)), *range(max(first - 1, last - _EDGE), last))
            if lines[index].kind is LineKind.BODY and len(lines[index].text) <= _LONGEST_EDGE
        ]
        for index in dict.fromkeys((*own[:2], *own[-2:])):
            text = squeeze(lines[index].text).translate(_DIGITS)
            if len(text) > 3 and _may_repeat(text):
                edges.setdefault(text, []).append(index)
    marked = list(lines)
    for places in edges.values():
        if len(places) >= max(_LEAST_RUN, len(source.pages) // 4):
            for index in places:
                marked[index] = replace(lines[index], kind=LineKind.RUNNING_HEAD)
    return tuple(marked)


def _may_repeat(text: str) -> bool:
    """Tell whether a line can be a running head: no sentence, no signature, no mark of an attachment."""
    return not text.startswith("附件") and text[-1] not in "。；：:;，," and not words().ends_like_organ(text)


def _is_misread(text: str, names: Iterable[str]) -> bool:
    """Tell whether one character in a text of five or more was read wrong (市政府办公厅文件 for 市政府办公室文件)."""
    if len(text) < 5 or not words().is_column(text):
        return False
    return any(
        len(name) == len(text) and sum(one != other for one, other in zip(name, text, strict=True)) == 1
        for name in names
    )


def _mark_running_numbers(lines: list[Line], numbers: Sequence[tuple[int, int]]) -> None:
    """Mark the lone numbers that count up through the text, a page's distance apart, as page marks."""
    run: list[int] = []
    last: tuple[int, int] | None = None

    def close() -> None:
        if len(run) >= _LEAST_RUN:
            for index in run:
                lines[index] = replace(lines[index], kind=LineKind.PAGE_MARK)
        run.clear()

    for index, value in numbers:
        if last is not None:
            if not 1 <= value - last[1] <= 2:
                close()
            elif _distance(lines, last[0], index) < _LEAST_DISTANCE:
                continue
        run.append(index)
        last = (index, value)
    close()


def _distance(lines: Sequence[Line], first: int, last: int) -> int:
    """Return how many lines that are not blank stand between two lines, counted no further than needed."""
    count = 0
    for index in range(first + 1, last):
        if lines[index].kind is not LineKind.BLANK:
            count += 1
            if count >= _LEAST_DISTANCE:
                break
    return count
