"""The kept text of a source with the passages of a document with a 密级 overwritten; offsets stay what they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.domain.document import Anomaly, ContentsEntry, ParsedSource
from desktop.domain.text import SourceText, Span
from desktop.store.codec import SourceData, heading_of
from desktop.store.emptied import STUB

MASK = "█"
"""Stands for every character that was there; line breaks stay."""
NOTICE = "这份文件里有涉密文件的正文已经清除，原件随之删去：留下的是遮盖后的文字，版面不能显示。"
SHORTEST = 4
"""Code points without blanks of a title or number that is looked for outside of the passage."""
_BLANK = re.compile(r"\s+")


def masked(data: SourceData, passages: Sequence[Span], names: Iterable[str], others: Sequence[Span]) -> ParsedSource:
    """Return a source without what stands in passages, and without `names` (title, number) outside of other documents.

    With no `others` left, nothing of the text remains, and the file's name goes too.
    """
    text, known = data.text, tuple(name for name in map(_plain, names) if len(name) >= SHORTEST)
    hidden = [*passages] if others else [Span(0, len(text.text))]
    kept_entries = [_entry(entry, known) for entry in data.contents]
    if others:
        gone = [old.span for old, new in zip(data.contents, kept_entries, strict=True) if old is not new]
        hidden += [span for span in (*gone, *_places(text.text, known)) if not _stands_in(span, others)]
    source = SourceText(
        name=text.name if others else f"{STUB}.txt",
        sha256=text.sha256,
        kind="txt",
        text=_covered(text.text, hidden),
        pages=tuple(replace(page, glyphs=None) for page in text.pages),
        notices=(*(notice for notice in text.notices if notice != NOTICE), NOTICE),
        margins=text.margins,
    )
    anomalies = tuple(anomaly for anomaly in data.anomalies if others and _is_clean(anomaly, hidden, known))
    return ParsedSource(source, (), data.issue, tuple(kept_entries), anomalies)


def is_masked(text: SourceText) -> bool:
    """Tell whether something was overwritten in a source's text, so that its file is gone."""
    return NOTICE in text.notices


def heading(parsed: ParsedSource, before: str, names: Iterable[str]) -> str:
    """Return what a list of sources calls a masked source: as before, unless that names the document."""
    if parsed.issue is not None:
        return heading_of(parsed)
    plain = _plain(before)
    tells = parsed.source.name.startswith(STUB) or any(name and _plain(name) in plain for name in names)
    return STUB if tells else before


def _covered(text: str, spans: Iterable[Span]) -> str:
    parts, position = [], 0
    for span in sorted(spans):
        start = max(span.start, position)
        if start < span.end:
            parts += [text[position:start], re.sub(r"[^\n]", MASK, text[start : span.end])]
            position = span.end
    return "".join([*parts, text[position:]])


def _places(text: str, names: Iterable[str]) -> Iterable[Span]:
    """Yield where names stand in a text, also where lines break them."""
    for name in names:
        pattern = r"\s*".join(map(re.escape, name))
        yield from (Span(*found.span()) for found in re.finditer(pattern, text))


def _entry(entry: ContentsEntry, names: Iterable[str]) -> ContentsEntry:
    """Return an entry of the contents list, without its words where it names the document."""
    title, number = _plain(entry.title), _plain(entry.doc_number or "")
    for name in names:
        if name == number or (len(title) >= SHORTEST and (title in name or name in title)):
            return replace(entry, title=STUB, doc_number=None)
    return entry


def _is_clean(anomaly: Anomaly, hidden: Sequence[Span], names: Iterable[str]) -> bool:
    message = _plain(anomaly.message)
    return not any(name in message for name in names) and not any(
        span.overlaps(one) for span in anomaly.spans for one in hidden
    )


def _stands_in(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _plain(text: str) -> str:
    return _BLANK.sub("", text)
