"""The table of a web page above the text (索引号, 发文机关, 成文日期 …): labels and their values."""

from __future__ import annotations

import re
from functools import cache

from desktop.domain.text import SourceText, Span
from desktop.parsing import lexicon

# 发文机关：, 标　　题：, 索 引 号：
_ANY_LABEL = re.compile(
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff](?:[ \u3000\xa0]{0,8}[\u3400-\u9fff]){1,5}[ \u3000\xa0]*[：:]"
)
_REACH = 6000


def find(source: SourceText, until: int) -> dict[str, Span]:
    """Return the value spans of the labels before offset `until`, by field key; the first of a kind counts."""
    start = max(0, until - _REACH)
    region = source.text[start:until]
    if "：" not in region and ":" not in region:
        return {}
    found: dict[str, Span] = {}
    labels = list(_ANY_LABEL.finditer(region))
    for index, label in enumerate(labels):
        key = _keys().get("".join(label[0].split()).rstrip("：:"))
        if key is None or key in found:
            continue
        end = labels[index + 1].start() if index + 1 < len(labels) else len(region)
        value = _value(region, label.end(), end)
        if value is not None:
            found[key] = Span(start + value.start, start + value.end)
    return found


@cache
def _keys() -> dict[str, str]:
    return {
        label: key
        for key in ("title", "doc_number", "issuers", "date")
        for label in lexicon.words("marks", f"page_labels.{key}")
    }


def _value(region: str, start: int, end: int) -> Span | None:
    """Return the first line of text after a label, without outer blanks."""
    while start < end and region[start].isspace():
        start += 1
    stop = region.find("\n", start, end)
    end = end if stop < 0 else stop
    while end > start and region[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
