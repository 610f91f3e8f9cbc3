"""A suggestion for the 公开属性 from the mark printed on a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Document
from desktop.domain.record import Record
from desktop.domain.text import Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the text suggests, why (a Chinese sentence), and where it says so. Shown as 建议, never preselected."""

    disclosure: Disclosure
    reason: str
    spans: tuple[Span, ...] = ()


# （此件不予公开） 此件不公开 不宜公开
_WITHHELD = re.compile("不予公开|不宜公开|不得公开|不公开|非公开")
# （此件依申请公开） 公开方式：依申请公开
_ON_REQUEST = re.compile("依申请(?:予以)?公开")
# （此件公开发布） （此件删减后公开） 信息公开选项：主动公开
_PROACTIVE = re.compile("主动公开|公开发布|删减后公开|(?:此件|本件|本文|全文|可以|予以|同意)公开")

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


def suggest(document: Document) -> Suggestion | None:
    """Return what the parsed text suggests; nothing for a document that carries a 密级, which gets no 公开属性."""
    mark, secrecy = document.fields.get("publicity_mark"), document.fields.get("secrecy")
    if mark is None or not isinstance(mark.value, str) or (secrecy is not None and secrecy.value):
        return None
    return _from_mark(mark.value, mark.spans)


def suggest_for(record: Record) -> Suggestion | None:
    """Return what the values that count suggest: the person's where there is one, else the parser's."""
    mark = record.value("publicity_mark")
    if not isinstance(mark, str) or record.value("secrecy"):
        return None
    return _from_mark(mark, record.spans("publicity_mark"))


def _from_mark(mark: str, spans: tuple[Span, ...]) -> Suggestion | None:
    disclosure = read_mark(mark)
    if disclosure is None:
        return None
    return Suggestion(disclosure, f"文中印有“{mark.strip()}”，对应{disclosure.value}。", spans)
