"""The table of a web page about the text on it (索引号, 发文机关, 成文日期 …): labels and their values.

It is met as cells of a table, as a list of descriptions, as lines with a label before a colon or a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.domain.text import SourceText, Span
from desktop.parsing import lexicon

_OTHER = "other"
_BLANK = r"[ \u3000\xa0]"
# 发文机关：, 标　　题：, 索 引 号：
_ANY_LABEL = re.compile(rf"(?<![\u3400-\u9fff])[\u3400-\u9fff](?:{_BLANK}{{0,8}}[\u3400-\u9fff]){{1,6}}{_BLANK}*[：:]")
# 发文机关 云川市人民政府
_LED = re.compile(rf"([\u3400-\u9fff]{{2,8}}){_BLANK}+(?=\S)")
_REACH = 6000
_LONGEST_LABEL, _LONGEST_VALUE = 24, 260

_Cell = tuple[int, int]
"""Where a cell or a line stands in the text looked at, outer blanks left aside."""


def find(source: SourceText, until: int) -> dict[str, Span]:
    """Return the value spans of the labels before offset `until`, by field key; the first of a kind counts.

    Beside the fields there is "publisher", who put the text on the page: the issuer as a rule, but not always.
    """
    start = max(0, until - _REACH)
    region = source.text[start:until]
    found: dict[str, Span] = {}
    bare = region.replace(" ", "").replace("\u3000", "").replace("\xa0", "")
    if not any(label in bare for label, key in _keys().items() if key != _OTHER):
        return found
    for key, (first, end) in _pairs(region):
        if key != _OTHER and first < end:
            found.setdefault(key, Span(start + first, start + end))
    return found


def key_of(text: str) -> str | None:
    """Return the field key of a text that is a label and nothing else; "other" for one that no field is taken from."""
    if len(text) > _LONGEST_LABEL:
        return None
    return _keys().get("".join(text.split()).rstrip("：:"))


def is_of_page(text: str, before: str) -> bool:
    """Tell whether a line or row is of the table of a page; `before` is the one before it, "" for none."""
    if "\t" in text:
        heads = before.split("\t")
        below = len(heads) > 1 and len(heads) == text.count("\t") + 1 and all(key_of(cell) for cell in heads)
        return below or any(key_of(cell) is not None for cell in text.split("\t"))
    if len(text) > _LONGEST_VALUE:
        return False
    led = _LED.match(text)
    is_led = led is not None and key_of(led[1]) is not None
    return is_led or any(key_of(label) for label in (text, before)) or _known_label().match(text) is not None


def key_before(text: str) -> str | None:
    """Return the key of the last label in a text without blanks, such as the text before a date; None without one."""
    labels = [(text.rfind(label) + len(label), len(label), key) for label, key in _keys().items() if label in text]
    return max(labels)[2] if labels else None


@cache
def _keys() -> dict[str, str]:
    return {label: key for key, labels in lexicon.lists("marks", "page_labels").items() for label in labels}


def _pairs(region: str) -> Iterator[tuple[str, _Cell]]:
    """Yield key and value of each label in order."""
    rows = [_cells(region, line) for line in _lines(region)]
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else []
        if len(row) > 1:
            yield from _in_row(region, row, following)
            continue
        before = [rows[near] for near in (index - 2, index - 1) if near >= 0]
        yield from _in_line(region, row[0], following, [*before, *rows[index + 1 : index + 3]])


def _lines(region: str) -> Iterator[_Cell]:
    start = 0
    for line in region.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _cells(region: str, line: _Cell) -> list[_Cell]:
    cells: list[_Cell] = []
    start = line[0]
    for text in region[line[0] : line[1]].split("\t"):
        first = start + len(text) - len(text.lstrip())
        cells.append((first, max(first, start + len(text.rstrip()))))
        start += len(text) + 1
    if len(cells) > 1 and not any(first < end for first, end in cells[1:]):
        return cells[:1]
    return cells


def _in_row(region: str, row: list[_Cell], following: list[_Cell]) -> Iterator[tuple[str, _Cell]]:
    """Yield the labels of a table's row: the value stands in the next cell, or below in a table with a heading."""
    keys = [key_of(region[first:end]) for first, end in row]
    if all(key is not None for key in keys):
        if len(following) == len(row) and not any(key_of(region[first:end]) for first, end in following):
            yield from ((key, cell) for key, cell in zip(keys, following, strict=True) if key is not None)
        return
    for index, (key, cell) in enumerate(zip(keys, row, strict=True)):
        if key is None:
            yield from _with_colon(region, cell, [])
        elif index + 1 < len(row) and keys[index + 1] is None:
            yield key, row[index + 1]


def _in_line(region: str, line: _Cell, following: list[_Cell], near: list[list[_Cell]]) -> Iterator[tuple[str, _Cell]]:
    """Yield the labels of a line. Without a colon it is a label only where another stands close by in the same form."""
    text = region[line[0] : line[1]]
    if "：" in text or ":" in text:
        yield from _with_colon(region, line, following)
        return
    neighbours = [region[row[0][0] : row[0][1]] for row in near if len(row) == 1]
    key = key_of(text)
    if key is not None:
        if len(following) == 1 and any(key_of(other) for other in neighbours) and not _is_label(region, following[0]):
            yield key, following[0]
        return
    led = [(match, key) for match in _LED.finditer(text) if (key := key_of(match[1])) is not None]
    if not led or led[0][0].start() != 0:
        return
    if len(led) > 1 or any((other := _LED.match(text)) and key_of(other[1]) for text in neighbours):
        ends = [match.start() for match, _ in led[1:]] + [len(text)]
        for (match, known), end in zip(led, ends, strict=True):
            yield known, (line[0] + match.end(), line[0] + len(text[:end].rstrip()))


def _with_colon(region: str, line: _Cell, following: list[_Cell]) -> Iterator[tuple[str, _Cell]]:
    """Yield the labels before a colon; where nothing follows on the line, the value is the next line."""
    text = region[line[0] : line[1]]
    labels = _labels(text)
    for index, label in enumerate(labels):
        key = key_of(label[0])
        if key is None:
            continue
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        value = text[label.end() : end]
        if value.strip():
            first = label.end() + len(value) - len(value.lstrip())
            yield key, (line[0] + first, line[0] + label.end() + len(value.rstrip()))
        elif index + 1 == len(labels) and len(following) == 1 and not _is_label(region, following[0]):
            yield key, following[0]


def _labels(text: str) -> list[re.Match[str]]:
    """Return the labels before a colon in a text, in order; where a blank could belong to one, known labels decide."""
    known = list(_known_label().finditer(text))
    taken = {place for label in known for place in range(*label.span())}
    others = [label for label in _ANY_LABEL.finditer(text) if taken.isdisjoint(range(*label.span()))]
    return sorted([*known, *others], key=lambda label: label.start())


@cache
def _known_label() -> re.Pattern[str]:
    labels = sorted(_keys(), key=lambda label: -len(label))
    spaced = "|".join(f"{_BLANK}{{0,8}}".join(label) for label in labels)
    return re.compile(rf"(?<![\u3400-\u9fff])(?:{spaced}){_BLANK}*[：:]")


def _is_label(region: str, cell: _Cell) -> bool:
    text = region[cell[0] : cell[1]]
    return key_of(text) is not None or _ANY_LABEL.match(text) is not None
