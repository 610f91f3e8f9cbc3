"""The sources of an entry compared: which one counts in a field, where they differ, what texts are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.register.entry import (
    EFFECTIVE,
    ENDLESS,
    EXPIRY,
    LABELS,
    ON_ISSUE,
    PUBLISHED,
    REMARK,
    TITLE,
    UNTIL_EVENT,
    VALIDITY,
    VERDICT,
    WRITTEN,
    Entry,
    OriginKind,
    Said,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """The value of a field that counts, and where it comes from; `statement` is None where a person set it."""

    said: Said
    statement: Statement | None


def settle(entry: Entry, key: str, trust: Sequence[OriginKind]) -> Settled | None:
    """Return what counts in a field: a person's word, then the sources in the order of trust, the newer first.

    A source whose words could not be read counts only where no other speaks. None where all are silent.
    """
    decided = entry.decided.get(key)
    if decided is not None:
        return Settled(decided, None)
    found = [statement for statement in entry.statements if key in statement.said]
    if not found:
        return None
    best = min(found, key=lambda one: (not one.said[key].value, *rank(one, trust))) if len(found) > 1 else found[0]
    return Settled(best.said[key], best)


def rank(statement: Statement | None, trust: Sequence[OriginKind]) -> tuple[int, int, int]:
    """Return the place of a source in the order of trust, the lower the better; a person's word comes first."""
    if statement is None:
        return (-1, 0, 0)
    kind, day = statement.origin.kind, statement.origin.as_of
    return (trust.index(kind) if kind in trust else len(trust), -int(day.replace("-", "") or 0), -statement.number)


def is_absolute(value: str) -> bool:
    """Tell whether an end is told by itself, not as a term from the start."""
    return value in (ENDLESS, UNTIL_EVENT) or value[:1].isdigit()


def differing(entry: Entry) -> dict[str, tuple[tuple[Statement, Said], ...]]:
    """Return by field what each source says, for the fields in which they do not say the same.

    Ends that are told by themselves are compared whether they stand as 有效期 or as 失效日期. Remarks are not compared;
    verdicts only where they are of one day.
    """
    found: dict[str, tuple[tuple[Statement, Said], ...]] = {}
    if len(entry.statements) < 2:
        return found
    for key in LABELS:
        if key in (REMARK, EXPIRY):
            continue
        told = [(one, said, same) for one in entry.statements for said, same in _told(one, key)]
        if key == VERDICT and len({one.origin.as_of for one, _, _ in told}) > 1:
            continue
        if len({same for _, _, same in told}) > 1:
            found[key] = tuple((one, said) for one, said, _ in told)
    return found


def _told(statement: Statement, key: str) -> Iterator[tuple[Said, str]]:
    """Yield what a source says in a field, and what another must share to say the same."""
    said = statement.said.get(key)
    if key == VALIDITY:
        ends = [one for one in (statement.said.get(EXPIRY), said) if one is not None and is_absolute(one.value)]
        if ends:
            yield ends[0], ends[0].value
    elif said is not None:
        same = comparable(statement, key)
        if same:
            yield said, same


def comparable(statement: Statement, key: str) -> str:
    """Return what another source must share in a field to say the same, empty where that cannot be told."""
    said = statement.said[key]
    if key == TITLE:
        return title_key(said.value)
    if key == EFFECTIVE and said.value == ON_ISSUE:
        return statement.value(PUBLISHED) or statement.value(WRITTEN)
    if key == EFFECTIVE and said.value.startswith(ON_ISSUE):
        return ""
    return plain(said.value or said.printed)


_QUOTES = re.compile(r"[《》\"'“”‘’]")
_PLAIN: dict[int, str | None] = {ord(full): chr(ord(full) - 0xFEE0) for full in map(chr, range(0xFF01, 0xFF5F))}
_PLAIN |= dict.fromkeys(map(ord, " \t\n\u3000\xa0\u200b\ufeff"), None)
_PLAIN |= {
    ord("〔"): "[",
    ord("〕"): "]",
    ord("—"): "-",
    ord("–"): "-",
    ord("“"): '"',
    ord("”"): '"',
    ord("〈"): "《",
    ord("〉"): "》",
}


def plain(text: str) -> str:
    """Return a text without blanks, and with one form for each width of letters, brackets and dashes."""
    return text.translate(_PLAIN)


def title_key(title: str) -> str:
    """Return what titles are compared by: quotation marks, blanks and widths aside."""
    return _QUOTES.sub("", plain(title))


def number_key(number: str) -> str:
    """Return what 发文字号 are compared by: widths, blanks and brackets aside."""
    return plain(number).replace("(", "[").replace(")", "]")
