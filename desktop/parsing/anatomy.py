"""The parts of a 公文 that the field rules look into: head, addressees, opening, signatures, annexes (GB/T 9704)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.domain.document import Issue
from desktop.domain.text import SourceText, Span
from desktop.parsing import dates, doc_number, page_labels
from desktop.parsing.outline import Reading
from desktop.parsing.passages import Passage, Place, condense, read

_ISO_LINE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?$")
_ADDRESSEE_END = "：:"
# 云川市人民政府令, 云川市人民代表大会常务委员会公告
_ORDER = re.compile(r"[\u3400-\u9fff]{3,40}(?:令|委员会公告)(?:第[0-9〇零一二三四五六七八九十百]{1,6}号)?$")
# 第12号, 2024年第3号, 财政部公告2024年第3号
_ORDER_NUMBER = re.compile(
    r"(?:[\u3400-\u9fff]{2,60}(?:令|公告))?(?:[0-9]{4}年)?第?[0-9〇零一二三四五六七八九十百]{1,6}号$"
)


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A document cut into its parts. All ranges are indexes into `passages`.

    `title` and `number` are the passages named by the outline, `top` the first passage after the head, `addressee` the
    passage range of the 主送机关 or an empty one, `body` the first passage of the text proper, `order` a 令's head.
    """

    reading: Reading
    passages: tuple[Passage, ...]
    issue: Issue | None
    title: str
    title_passages: range
    top: int
    addressee: range
    body: int
    order: Passage | None = None
    labels: dict[str, Place] = field(default_factory=dict)

    @property
    def source(self) -> SourceText:
        """Return the source text."""
        return self.reading.source

    @property
    def is_alone(self) -> bool:
        """Tell whether the source is a single document, neither a gazette nor a compilation."""
        return self.issue is None and self.reading.outline.column is None

    def spans(self, *places: Place) -> tuple[Span, ...]:
        """Return where places stand in the source."""
        return tuple(
            span
            for place in places
            for span in self.reading.to_source(place.passage.reading_span(place.start, place.end))
        )

    def whole(self, *passages: Passage) -> tuple[Span, ...]:
        """Return where whole passages stand in the source."""
        return self.spans(*(Place(passage, 0, len(passage.text)) for passage in passages))

    def opening(self, start: int | None = None, limit: int = 6) -> Iterator[Passage]:
        """Yield the passages from the body's beginning (or from `start`) to the first heading, `limit` at most."""
        begin = self.body if start is None else start
        for passage in self.passages[begin : begin + limit]:
            if passage.is_table or (passage.is_heading and not passage.text.startswith("第一条")):
                return
            yield passage


def dissect(reading: Reading, issue: Issue | None = None) -> Anatomy:
    """Cut a document into its parts."""
    passages = read(reading)
    title_rows = _rows(reading, reading.outline.title)
    number_rows = _rows(reading, (reading.outline.number,) if reading.outline.number is not None else ())
    title_at = [passage.index for passage in passages[:40] if _touches(passage, title_rows)]
    order = next((passage for passage in passages[:6] if _ORDER.match(passage.text)), None)
    if order is not None and title_at and min(title_at) > order.index + 2:
        title_at = [order.index]
    head_at = title_at + [passage.index for passage in passages[:40] if _touches(passage, number_rows)]
    top = max(head_at, default=-1) + 1
    title = condense("".join(reading.source.slice(span) for span in reading.outline.title))
    while top < len(passages) and (_is_under_head(passages[top].text) or _is_of_page(passages, top)):
        top += 1
    addressee = _addressee(passages, top)
    return Anatomy(
        reading=reading,
        passages=passages,
        issue=issue,
        title=title,
        title_passages=range(min(title_at), max(title_at) + 1) if title_at else range(0),
        top=top,
        addressee=addressee,
        body=addressee.stop if addressee else top,
        order=order if order is not None and order.index < top else None,
    )


def _is_of_page(passages: tuple[Passage, ...], index: int) -> bool:
    before = passages[index - 1].printed if index > 0 else ""
    return page_labels.is_of_page(passages[index].printed, before)


def _rows(reading: Reading, spans: tuple[Span, ...]) -> frozenset[int]:
    rows: set[int] = set()
    for span in spans:
        first, last = reading.source.lines_of(span)
        rows.update(range(first, last + 1))
    return frozenset(rows)


def _touches(passage: Passage, rows: frozenset[int]) -> bool:
    return any(line.number in rows for line in passage.paragraph.lines)


def _is_under_head(text: str) -> bool:
    """Tell whether a line still belongs to the head: a bracketed date or resolution, a date, a page's label line."""
    if len(text) > 260:
        return False
    if text[0] in "（(" and text[-1] in ")）":
        return True
    if (
        is_date_line(text)
        or _ISO_LINE.match(text)
        or _ORDER_NUMBER.match(text)
        or (len(text) <= 40 and doc_number.parse(text) is not None)
    ):
        return True
    if len(text) <= 60 and any(
        label in text for label in ("来源：", "来源:", "发布时间", "发布日期", "索引号", "浏览次数", "字号：")
    ):
        return True
    return ("索引号" in text or "发文字号" in text) and ("：" in text or ":" in text)


# 各县（市、区）人民政府，市政府各部门：
def _addressee(passages: tuple[Passage, ...], top: int) -> range:
    size = 0
    for index in range(top, min(top + 4, len(passages))):
        text = passages[index].text
        size += len(text)
        if passages[index].is_table or size > 600 or "。" in text or passages[index].is_heading:
            return range(0)
        if text[-1] in _ADDRESSEE_END:
            whole = "".join(passage.text for passage in passages[top : index + 1])
            return range(top, index + 1) if _names_receivers(whole[:-1]) else range(0)
    return range(0)


_NO_RECEIVER = re.compile(
    r"(?:如下|事项|决定|批复|答复|通知|意见|要求|公布|公告|命令|研究|同意|任命|免去|联系人|名单|修改|修订|规定)$"
    r"|下列|作如下|决定[，,]|^附件|《.*》.*(?:的|已)"
)
_RECEIVER = re.compile(
    r"^各|^市|^省|^县|^区|[府局委部会院厅办校处司组所社署中心单位门构业关团队行站台业者户民人员工区市县旗盟州省级）)]$"
)


def _names_receivers(text: str) -> bool:
    return bool(text) and not _NO_RECEIVER.search(text) and _RECEIVER.search(text) is not None


_DATE_LINE = re.compile(rf"[（(]?{dates.PRINTED}[)）]?(?:[（(][^）)]{{2,20}}[)）])?$")


def is_date_line(text: str) -> bool:
    """Tell whether a passage is nothing but a date, bracketed or not, with a mark behind it at most."""
    return 8 <= len(text) <= 45 and "日" in text and _DATE_LINE.match(text) is not None
