"""Where each document begins and ends, every boundary with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from desktop.domain.text import SourceText, Span
from desktop.parsing import single
from desktop.parsing.anchors import TITLED, find_heads
from desktop.parsing.contents import Contents
from desktop.parsing.heads import DATED, ITEM, Flow, Head
from desktop.parsing.joining import is_date
from desktop.parsing.lines import squeeze
from desktop.parsing.outline import Line, LineKind, Outline
from desktop.parsing.structure import words

# （一）云川, 七、西部
_REGION = regex.compile(r"([（(]?)[一二三四五六七八九十]{1,3}[）)、]\s*([\u4e00-\u9fff]{2,10})")
# 大事记, 2024年3月大事记, 云川市人民政府大事记（2024年3月）
_CHRONICLE = regex.compile(
    r"[\u4e00-\u9fff]{0,20}(?:[0-9〇零一二三四五六七八九]{4}年)?(?:[0-9一二三四五六七八九十]{1,2}月份?)?(?:政务|工作)?大事记(?:[（(].{2,20}[）)])?"
)
# 云川市人民政府公报2026年第1期 beside the column in one running head
_GAZETTE = regex.compile(r"[\u4e00-\u9fff]{2,20}公报(?:[0-9.．年]*(?:第[0-9]{1,3}期)?(?:[（(]总第?[0-9]+期?[)）])?)")
_NOTE = regex.compile(r"[（(][^（()）]{2,24}[）)]")


def outline(
    source: SourceText, lines: Sequence[Line], contents: Contents, imprint: int | None = None
) -> tuple[Outline, ...]:
    """Return the documents of a source in order. `imprint` is the index of the first line of the imprint at the end."""
    flow = Flow(lines[contents.last_line : imprint if imprint is not None else len(lines)])
    if not len(flow):
        return ()
    heads = find_heads(flow, contents.entries)
    is_page = source.kind == "html"
    if len(heads) <= 1 and not contents.entries:
        head = heads[0] if heads else single.find_head(flow, is_page)
        first, last = single.bounds(flow, head, is_page)
        return (outline_within(source, flow, head, first, last, None),)
    regions = _regions(flow, heads)
    region: str | None = None
    found: list[Outline] = []
    for index, head in enumerate(heads):
        last = len(flow) - 1
        if index + 1 < len(heads):
            last = regions.get(index + 1, (heads[index + 1].start, None))[0] - 1
        last = _before_chronicle(flow, head.end + 1, last)
        region = regions.get(index, (0, region))[1]
        column = head.entry.column if head.entry is not None else region or _running_column(lines, flow, head, last)
        found.append(outline_within(source, flow, head, head.start, last, column))
    return tuple(found)


def _before_chronicle(flow: Flow, first: int, last: int) -> int:
    """Return the last place of a document that a chronicle (大事记) follows: it belongs to no document."""
    for place in range(first, last + 1):
        text = flow.texts[place]
        if "大事记" in text and len(text) <= 40 and _CHRONICLE.fullmatch(squeeze(text)):
            return place - 1
    return last


def _regions(flow: Flow, heads: Sequence[Head]) -> dict[int, tuple[int, str | None]]:
    """Return, for each head below the heading of a region, the first place of the headings and the region's name."""
    regions: dict[int, tuple[int, str | None]] = {}
    for index, head in enumerate(heads):
        if head.item != 1:
            continue
        floor = heads[index - 1].end + 1 if index else 0
        place, name = head.start, None
        while place - 1 >= floor and place > head.start - 2 and (found := _REGION.fullmatch(flow.texts[place - 1])):
            place -= 1
            name = name or found[2]
        if name:
            regions[index] = (place, name)
    return regions


def _running_column(lines: Sequence[Line], flow: Flow, head: Head, last: int) -> str | None:
    """Return the column that the running heads over a document name, where no contents list does."""
    first_line, last_line = flow.lines[head.start].number, flow.lines[last].number
    names = Counter(
        name
        for line in lines[max(0, first_line - 4) : last_line]
        if line.kind is LineKind.RUNNING_HEAD
        for name in _GAZETTE.split(squeeze(line.text))
        if words().is_column(name)
    )
    return names.most_common(1)[0][0] if names else None


def outline_within(
    source: SourceText, flow: Flow, head: Head | None, first: int, last: int, column: str | None
) -> Outline:
    """Return the outline of the document from one place of the flow to another; `head` where one was found."""
    first_line, last_line = flow.lines[first].number, flow.lines[max(first, last)].number
    if head is None:
        return Outline(first_line, last_line, column=column, evidence=("全文为一件公文",))
    evidence = list(head.evidence)
    if first > 0:
        before = flow.texts[first - 1]
        if is_date(before) or _NOTE.fullmatch(before):
            evidence.append("前一件公文已落款")
    page = source.page_at(flow.lines[first].span.start)
    if page is not None and first > 0 and source.page_at(flow.lines[first - 1].span.start) != page:
        evidence.append("另起一页")
    return Outline(
        first_line=first_line,
        last_line=last_line,
        title=_title_spans(source, flow, head),
        number=_number_span(source, flow, head),
        column=column,
        entry=head.entry,
        evidence=tuple(evidence),
    )


def _title_spans(source: SourceText, flow: Flow, head: Head) -> tuple[Span, ...]:
    """Return the title line by line, without item number and bracketed heading date."""
    printed = "".join(flow.texts[place] for place in head.title)
    item = ITEM.match(printed) if head.item is not None else None
    dated = DATED.search(printed)
    begin = item.end() if item else 0
    end = dated.start() if dated else len(printed)
    spans: list[Span] = []
    offset = 0
    for place in head.title:
        text = flow.texts[place]
        origin = source.text.index(text, flow.lines[place].span.start)
        first, last = max(begin - offset, 0), min(end - offset, len(text))
        if first < last:
            spans.append(Span(origin + first, origin + last))
        offset += len(text)
    return tuple(spans)


def _number_span(source: SourceText, flow: Flow, head: Head) -> Span | None:
    if head.number_place is None:
        return None
    text = flow.texts[head.number_place].partition("签发人")[0].strip("（()） \u3000")
    if (quoted := TITLED.fullmatch(text + "）")) is not None:
        text = quoted[2]
    origin = source.text.index(text, flow.lines[head.number_place].span.start)
    return Span(origin, origin + len(text))
