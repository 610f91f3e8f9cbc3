"""Signature blocks (发文机关署名 and 成文日期): found above each date line, organs in the order a person reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from desktop.parsing import anatomy, dates, organ_names
from desktop.parsing.anatomy import Anatomy
from desktop.parsing.passages import Passage, Place, condense, is_person_line

# （云川市发展和改革委员会代章）, （印章）, （此件公开发布）
_BESIDE = re.compile(r"[（(][^（()）]{1,40}(?:代章|章|公开|公开发布|删减|代|发布)[)）]$|盖章$")
# 云川市人民政府办公室2024年3月5日
_ORGAN_AND_DATE = re.compile(rf"([^0-9，,。；;]{{2,80}}?)[（(]?({dates.PRINTED})[)）]?$")
_ROWS_ABOVE = 40
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature block. `first` and `last` are passage indexes; `person` says that a person signs."""

    organs: tuple[str, ...]
    places: tuple[Place, ...]
    date: str | None
    date_place: Place | None
    first: int
    last: int
    person: bool = False
    by_columns: bool = False


def find_all(parts: Anatomy, known: tuple[str, ...] = ()) -> tuple[Signature, ...]:
    """Return the signature blocks in order. `known` are organs that the title names."""
    found: list[Signature] = []
    for passage in parts.passages[parts.body :]:
        text = passage.text
        if passage.is_table or len(text) > 120 or text[-1] not in "日)）" or "年" not in text:
            continue
        if anatomy.is_date_line(text):
            day = next(dates.find(text), None)
            block = _above(parts, passage.index, known) if day is not None else None
            if day is not None and block is not None:
                found.append(_joined(block, passage, day))
        else:
            match = _ORGAN_AND_DATE.match(text)
            organs = organ_names.split(_printed_part(passage, match.end(1)), known) if match else ()
            if match and organs:
                place = Place(passage, 0, match.end(1))
                day_place = Place(passage, match.start(2), match.end(2))
                iso = dates.parse(match[2])
                found.append(Signature(organs, (place,), iso, day_place, passage.index, passage.index))
    return tuple(found)


def without_date(parts: Anatomy, known: tuple[str, ...]) -> Signature | None:
    """Return the signature of a text whose date stands elsewhere: the title's organs on lines of their own."""
    if not known:
        return None
    for passage in parts.passages[parts.body + 1 : parts.body + _ROWS_ABOVE]:
        if passage.is_table or len(passage.text) > _LONGEST:
            continue
        organs = organ_names.split(passage.printed, known)
        if organs and all(any(organ_names.agree(organ, name) for name in known) for organ in organs):
            return _above(parts, passage.index + 1, known)
    return None


def _joined(block: Signature, passage: Passage, day: dates.PrintedDate) -> Signature:
    place = Place(passage, day.start, day.end)
    return Signature(
        block.organs, block.places, day.iso, place, block.first, passage.index, block.person, block.by_columns
    )


def _printed_part(passage: Passage, end: int) -> str:
    span = passage.reading_span(0, end)
    return passage.printed[: span.end - passage.paragraph.span.start]


def _above(parts: Anatomy, below: int, known: tuple[str, ...]) -> Signature:
    """Collect the organs in the passages above index `below`; none where they are running text or a table."""
    index = below - 1
    floor = max(parts.body, index - _ROWS_ABOVE)
    rows: list[tuple[Passage, tuple[str, ...]]] = []
    person = False
    first = index + 1
    while index >= floor:
        passage = parts.passages[index]
        if passage.is_table or len(passage.text) > _LONGEST:
            glued = None if rows or passage.is_table else _last_line(passage, known)
            if glued is not None:
                return Signature((glued.text,), (glued,), None, None, index, index)
            break
        if _BESIDE.search(passage.text) and passage.text[0] in "（(":
            index -= 1
            continue
        if not rows and is_person_line(passage.text):
            person, first = True, index
            index -= 1
            continue
        organs = organ_names.split(passage.printed, known)
        if not organs:
            glued = _last_line(passage, known) if not rows else None
            if glued is not None:
                return Signature((glued.text,), (glued,), None, None, index, index)
            break
        rows.append((passage, organs))
        first = index
        index -= 1
    rows.reverse()
    ordered, by_columns = _in_reading_order(rows)
    places = tuple(Place(passage, 0, len(passage.text)) for passage, _ in rows)
    return Signature(tuple(ordered), places, None, None, first, below - 1, person, by_columns)


def _last_line(passage: Passage, known: tuple[str, ...]) -> Place | None:
    """Return an organ known from the title that stands on the last line of a joined passage."""
    if len(passage.paragraph.lines) < 2:
        return None
    name = condense(passage.paragraph.lines[-1].text)
    if name not in known or not passage.text.endswith(name):
        return None
    return Place(passage, len(passage.text) - len(name), len(passage.text))


def _in_reading_order(rows: list[tuple[Passage, tuple[str, ...]]]) -> tuple[list[str], bool]:
    """Undo a two-column block printed column by column: two equal halves with a blank line between them."""
    names = [name for _, organs in rows for name in organs]
    half = len(rows) // 2
    if half < 2 or len(rows) % 2 or len(names) != len(rows):
        return names, False
    numbers = [passage.paragraph.lines[0].number for passage, _ in rows]
    steps = [after - before for before, after in pairwise(numbers)]
    middle = steps.pop(half - 1)
    if middle <= max(steps):
        return names, False
    return [name for pair in zip(names[:half], names[half:], strict=True) for name in pair], True
