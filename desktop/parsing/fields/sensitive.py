"""联系方式等: personal and contact data printed in the document, each literal once; found as in all other places."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from desktop.disclosure.sensitive import find_contacts
from desktop.domain.fields import SENSITIVE_LABELS, Field, Form, SensitiveItem
from desktop.domain.text import Span
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Passage

# What is quick to see in a passage that may hold such data.
_HINT = re.compile(
    "[0-9０-９][0-9０-９ -]{5,}[0-9０-９]|[@＠]|地 {0,4}址|住址|住所"
    "|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{5}"
)
# What may head a column of them.
_HEAD = re.compile("电话|手机|联系方式|身份证|号码|账号|卡号|车牌|住址|地址|姓名")
_APART, _NEXT = "。\n\n", "。\n"
"""Between passages that do not follow each other, and between those that do: nothing is read across either."""


@dataclass
class _Gathered:
    """The passages that may hold such data, one behind the other, with the way back."""

    size: int = 0
    printed: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def add(self, passage: Passage) -> None:
        """Add a passage."""
        if self.passages:
            self._print(_NEXT if self.passages[-1].index + 1 == passage.index else _APART)
        self.starts.append(self.size)
        self.passages.append(passage)
        self._print(passage.printed)

    def _print(self, text: str) -> None:
        self.printed.append(text)
        self.size += len(text)

    def reading_span(self, span: Span) -> Span:
        """Return where a span stands in the reading text."""
        index = bisect_right(self.starts, span.start) - 1
        shift = self.passages[index].paragraph.span.start - self.starts[index]
        return Span(span.start + shift, span.end + shift)


def read(dossier: Dossier) -> dict[str, Field]:
    """Read sensitive."""
    parts = dossier.parts
    gathered = _gather(parts.passages)
    found: dict[SensitiveItem, tuple[Span, ...]] = {}
    for finding in find_contacts("".join(gathered.printed)) if gathered.passages else ():
        if finding.kind.value in SENSITIVE_LABELS:
            spans = tuple(gathered.reading_span(span) for span in finding.spans)
            found.setdefault(SensitiveItem(finding.kind.value, finding.text), spans)
    if not found:
        return {"sensitive": absent(Form.SENSITIVE, CERTAIN, "没有认出个人信息或联系方式")}
    sure = all(item.kind not in ("address", "plate") for item in found)
    places = (place for spans in found.values() for span in spans for place in parts.reading.to_source(span))
    return {
        "sensitive": state(
            parts.source, tuple(found), places, LIKELY if sure else FAIR, "按号码形式、校验位和上下文认出"
        )
    }


def _gather(passages: tuple[Passage, ...]) -> _Gathered:
    gathered = _Gathered()
    for passage in passages:
        text = passage.printed
        if _HINT.search(text) or ("\t" in text and _HEAD.search(text)):
            gathered.add(passage)
    return gathered
