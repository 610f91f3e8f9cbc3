"""Text that may stand in a cell: inert in every spreadsheet program, legal in every file.

A spreadsheet program takes a cell that starts with = + - @ for a formula, also in full-width and small forms and after
blanks, line breaks or marks that nobody sees, and runs it. Such a text gets an apostrophe before it, as OWASP advises.
There are no exceptions for what looks like a telephone number (+86 …) or a negative number: a rule with exceptions is
one that can be talked round. XLSX holds the same cells as CSV, although its text cells are no formulas, because a
clerk may save the sheet as CSV or edit the cell. The JSON export holds the exact text.

Printed tables are full of figures with a sign (-3.5, －12%) and of dashes for what is not there. These alone, nothing
but sign and digits, run nothing whatever is done with them, and stay as printed.
"""

from __future__ import annotations

import re

_UNSEEN = r"\s\x00-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_FORMULA = r"=+\-@＝＋－＠﹦﹢﹣﹫"
_SUSPECT = frozenset(" <=+-@＝＋－＠﹦﹢﹣﹫")
_RICH = "<r>"
"""XlsxWriter writes a text from <r> to </r> into the sheet as it stands, tags and all, when memory is constant."""

_is_figure = re.compile(r"[+\-＋－]\d[\d,，]*(?:\.\d+)?[%％‰]?|[-－]+", re.ASCII).fullmatch

_HAZARD = rf"[{_UNSEEN}]*[{_FORMULA}]|[\t\r\n]|{_RICH}"

_starts_hazardous = re.compile(_HAZARD).match
_illegal = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]").search
_line_breaks = re.compile(r"\r\n?")

_SHOWN = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_SHOWN |= {0x7F: 0x2421, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_SHOWN |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
"""Control characters become their pictures (␀ … ␡); what is no character at all becomes the replacement character."""


def legible(text: str) -> str:
    """Return a text in which every character may stand in any file: what is none is shown by a sign."""
    return _line_breaks.sub("\n", text).translate(_SHOWN) if _illegal(text) is not None else text


def cell_text(text: str) -> str:
    """Return `text` as it may stand in a cell; nearly every text comes back as it is."""
    if text[:1] not in _SUSPECT and text.isprintable():  # nothing unseen, so only the first sign can be one to fear
        return text
    if _starts_hazardous(text) is None and _illegal(text) is None:
        return text
    shown = legible(text)
    return "'" + shown if _starts_hazardous(text) or _starts_hazardous(shown) else shown


def table_text(text: str) -> str:
    """Return the text of a cell of a printed table as it may stand in a cell: a figure with its sign as it is."""
    return text if _is_figure(text) is not None else cell_text(text)
