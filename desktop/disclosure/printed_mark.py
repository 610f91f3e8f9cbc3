"""What a mark printed on a document states about its 公开属性."""

from __future__ import annotations

import re

from desktop.domain.disclosure import Disclosure

# （此件不予公开） 此件不公开 不宜公开
_WITHHELD = re.compile("不予公开|不宜公开|不得公开|不公开|非公开")
# （此件依申请公开） 公开方式：依申请公开
_ON_REQUEST = re.compile("依申请(?:予以)?公开")
# （此件公开发布） （此件删减后公开） 信息公开选项：主动公开
_PROACTIVE = re.compile("主动公开|公开发布|删减后公开|(?:此件|本件|本文|全文|可以|予以|同意)公开")

_REDACTED = re.compile("删减|删节")
_MARKED = re.compile(r"[(（〔\[]\s*(?:此件|本件|本文)[^()（）〔〕\[\]\n]{0,20}公开[^()（）〔〕\[\]\n]{0,10}[)）〕\]]")
"""A mark as it stands in running text: （此件公开发布）."""
_LABEL = re.compile("(?:信息|政府信息|公文)?公开(?:属性|选项|方式|类型|类别|形式|范围)[:：]?")
_OPEN_BOX = re.compile("[□☐○][^□☐○☑☒■√✓✔]*")
_BLANK = re.compile(r"\s+")


def read_mark(mark: str) -> Disclosure | None:
    """Return the 公开属性 that a printed mark states; None where it states none, or more than one."""
    words = _LABEL.sub("", _BLANK.sub("", mark))
    if re.search("[☑☒■√✓✔]", words):
        words = _OPEN_BOX.sub("", words)
    stated = set()
    for disclosure, pattern in (
        (Disclosure.WITHHELD, _WITHHELD),
        (Disclosure.ON_REQUEST, _ON_REQUEST),
        (Disclosure.PROACTIVE, _PROACTIVE),
    ):
        words, found = pattern.subn("/", words)
        if found:
            stated.add(disclosure)
    return stated.pop() if len(stated) == 1 else None


def says_redacted(mark: str) -> bool:
    """Tell whether a mark speaks of a version with passages left out."""
    return _REDACTED.search(mark) is not None


def marks_within(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return where marks in brackets stand between two code points of a text."""
    return tuple(found.span() for found in _MARKED.finditer(text, start, end))
