"""The heads of all documents of a source, found from lines that stand nowhere but in a head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex
from rapidfuzz import fuzz

from desktop.domain.document import ContentsEntry
from desktop.parsing import doc_number
from desktop.parsing.heads import (
    DATED,
    ITEM,
    Flow,
    Head,
    bare_title,
    begins_with_organ,
    is_title,
    item_of,
    opens_text,
    title_above,
    title_below,
)
from desktop.parsing.joining import is_date, is_number
from desktop.parsing.lines import squeeze
from desktop.parsing.numerals import NUMERALS
from desktop.parsing.structure import words

_ALIKE, _PREFIX, _MOST_LINES, _LONGEST_LINE = 90.0, 4, 18, 200
# 第179号, 2024年第5号, 〔十四届〕第12号
_SERIAL = regex.compile(
    f"(?:[{NUMERALS}]{{4}}年|[〔（(\\[【][^〕）)\\]】]{{2,8}}[〕）)\\]】])?[（(]?第[{NUMERALS}]{{1,6}}号[）)]?"
)
# 云川市人民政府令第12号, 云川市人民政府令（第12号）
_ORDER = regex.compile(f"([\u4e00-\u9fff]{{2,40}})(?:令|公告)(?:[（(]?{_SERIAL.pattern}[）)]?)?")
# 云川市人民政府关于…的通知（云政发〔2024〕1号）
TITLED = regex.compile(
    r"([^《》]*(?:《[^《》]*》[^《》]*)*)[（(]([^（()）]{2,20}[〔\[【（(][0-9]{4}[〕\]】）)]第?[0-9]{1,5}号)[）)]"
)
_SENTENCE = regex.compile("根据|按照|依照|遵照|依据|为|现|经|由|在|以|对|按|执行|贯彻|落实|《")
_QUOTED = regex.compile(r"《([^《》]{4,80}(?:《[^《》]{2,60}》[^《》]{0,40})?)》")
_ADDRESSED = regex.compile(r"各|政府|部门|单位|委|局|厅|院|会|处|办|公司|大学|学校|同志")
_CARRIES = regex.compile(r"转发|批转")
_QUOTES = str.maketrans("", "", '《》“”〈〉"')
_NOTE = regex.compile(r"[（(][^（()）]{2,24}[）)]")


def find_heads(flow: Flow, entries: Sequence[ContentsEntry]) -> list[Head]:
    """Return the heads in order. `entries` are those of the contents list."""
    numbered = {entry.doc_number: entry for entry in entries if entry.doc_number}
    heads: list[Head] = []
    for place, text in enumerate(flow.texts):
        last = text[-1]
        if (last not in "号）)：:日" and "签发人" not in text) or flow.is_row(place):
            continue
        floor = heads[-1].end + 1 if heads else 0
        if place < floor:
            continue
        head = None
        if len(text) <= 44 and last not in "：:日":
            head = _by_number(flow, place, floor, numbered) or _by_order(flow, place, floor)
        if head is None and len(text) <= _LONGEST_LINE and text.endswith(("号）", "号)")):
            head = _by_titled_number(flow, place, floor, numbered)
        if head is None and last in "）)日":
            head = _by_dated_heading(flow, place, floor)
        elif last in "：:":
            head = _by_addressee(flow, place, floor)
        if head is not None and not _is_enclosed(flow, head, heads):
            heads.append(head)
    _match_entries(flow, heads, entries)
    heads += _by_entries(flow, heads, [entry for entry in entries if all(head.entry is not entry for head in heads)])
    heads.sort(key=lambda head: head.start)
    return heads


def _by_number(flow: Flow, place: int, floor: int, numbered: Mapping[str, ContentsEntry]) -> Head | None:
    text = flow.texts[place].partition("签发人")[0].strip()
    if not text or not is_number(text):
        return None
    entry = numbered.get(doc_number.normalise(text.strip("（()） ")) or "")
    head = title_above(flow, place, floor, entry, is_sure=True) or title_below(flow, place)
    if head is None or not opens_text(flow, head.end + 1):
        return None
    head.number_place, head.entry = place, entry
    head.evidence.append("发文字号独占一行，其" + ("上" if head.title.start < place else "下") + "为完整标题")
    if entry is not None:
        head.evidence.append("目录中有同一发文字号")
    return head


def _by_titled_number(flow: Flow, place: int, floor: int, numbered: Mapping[str, ContentsEntry]) -> Head | None:
    """A title that closes with its 发文字号 in brackets, as compilations print it; the title may begin lines above."""
    start = place
    text = squeeze(flow.texts[place])
    while start > floor and place - start < 6 and not _ends_text(flow, start - 1) and len(flow.texts[start - 1]) <= 80:
        if ITEM.match(flow.texts[start]) or is_title(text[: text.rfind("（")]):
            break
        start -= 1
        text = squeeze(flow.texts[start]) + text
    found = TITLED.fullmatch(bare_title(text))
    if found is None or not is_title(found[1]) or not begins_with_organ(found[1]) or _SENTENCE.match(found[1]):
        return None
    if (start > floor and not _ends_text(flow, start - 1)) or not opens_text(flow, place + 1):
        return None
    entry = numbered.get(doc_number.normalise(found[2]) or "")
    item = item_of(text)
    evidence = ["标题之后括注发文字号", *(["目录中有同一发文字号"] if entry else [])]
    return Head(start, place, range(start, place + 1), number_place=place, item=item, entry=entry, evidence=evidence)


def _by_order(flow: Flow, place: int, floor: int) -> Head | None:
    """A 令 or 公告: its own number is no 发文字号."""
    text = squeeze(flow.texts[place])
    if "第" not in text:
        return None
    start = place
    if _SERIAL.fullmatch(text):
        name = ""
        while start - 1 >= floor and place - start < 3 and len(flow.texts[start - 1]) <= 30:
            start -= 1
            name = squeeze(flow.texts[start]) + name
            if len(name) > 3 and name.endswith(("令", "公告")):
                break
        if not _is_order(name):
            return None
    elif not _is_order(text):
        return None
    elif (above := title_above(flow, place, floor)) is not None and opens_text(flow, place + 1):
        above.evidence.append("完整标题之下为“公告”或“令”的编号")
        return above
    if start > floor and squeeze(flow.texts[start - 1]).endswith(("关于", "印发", "依照", "按照")):
        return None
    if not opens_text(flow, place + 1):
        return None
    title = _ordered_title(flow, place) or range(start, place + 1)
    return Head(start, place, title, evidence=["“令”或“公告”及其编号独占一行"])


def _is_order(text: str) -> bool:
    """Tell whether a text without blanks is the name of an order or announcement: an organ, then 令 or 公告."""
    found = _ORDER.fullmatch(text)
    return found is not None and words().ends_like_organ(
        found[1].removesuffix("主席") + "院" * found[1].endswith("主席")
    )


def _ordered_title(flow: Flow, place: int) -> range | None:
    """Return the lines that repeat, below the signature, the title of what the order makes public."""
    end = min(place + 24, len(flow))
    lead = "".join(flow.texts[place + 1 : min(place + 6, end)])
    quoted = _QUOTED.search(lead)
    if quoted is None:
        return None
    wanted = squeeze(quoted[1]).translate(_QUOTES)
    for start in range(place + 2, end):
        text = ""
        for last in range(start, min(start + 4, end)):
            text += squeeze(flow.texts[last]).translate(_QUOTES)
            if text == wanted:
                return range(start, last + 1)
            if not wanted.startswith(text):
                break
    return None


def _by_dated_heading(flow: Flow, place: int, floor: int) -> Head | None:
    """An item of a compilation without 发文字号: 3. 云川市…的通知（2023年6月1日）."""
    text = flow.texts[place]
    if text[-1] == "日" and text[0] not in "（(":
        return None
    before = flow.texts[place - 1] if place > floor and len(text) < 20 else ""
    if not DATED.search(before + text) or (place + 1 < len(flow) and is_number(flow.texts[place + 1])):
        return None
    head = title_above(flow, place + 1, floor)
    if head is None or head.item is None or not opens_text(flow, place + 1):
        return None
    head.end = place
    head.evidence.append("带序号和日期的汇编标题")
    return head


def _by_addressee(flow: Flow, place: int, floor: int) -> Head | None:
    """A document without number: whole title with its organ, then its addressee, after the end of another text."""
    text = flow.texts[place]
    if (
        not 4 <= len(text) <= 200
        or place == floor
        or "。" in text
        or text[:-1].endswith(("如下", "包括", "说明", "修改", "决定"))
    ):
        return None
    if not _ADDRESSED.search(text):
        return None
    head = title_above(flow, place, floor)
    if head is None or not begins_with_organ(flow.joined(head.title)):
        return None
    if head.start > 0 and head.item is None and not _ends_text(flow, head.start - 1):
        return None
    head.end = place - 1
    head.evidence.append("完整标题之下为主送机关")
    return head


def _ends_text(flow: Flow, place: int) -> bool:
    text = flow.texts[place]
    return flow.is_row(place) or is_date(text) or text[-1] in "。；" or _NOTE.fullmatch(text) is not None


def _is_enclosed(flow: Flow, head: Head, heads: Sequence[Head]) -> bool:
    """Tell whether a document forwards or makes public this one: its title or first lines name it."""
    if not heads:
        return False
    parent = heads[-1]
    if head.title == parent.title:  # an order goes by the title of what it makes public
        return True
    if head.entry is not None or head.item is not None:
        return False
    if not _CARRIES.search(flow.joined(parent.title)):
        return False
    title = flow.joined(head.title)
    place = title.find("关于")
    core = title[place + 2 if place >= 0 else 0 :].translate(_QUOTES)
    lead = flow.joined(range(parent.start, min(parent.end + 8, head.start))).translate(_QUOTES)
    return len(core) > 7 and core in lead


def _match_entries(flow: Flow, heads: Sequence[Head], entries: Sequence[ContentsEntry]) -> None:
    """Give each head that no number matched the entry with its title."""
    taken = {id(head.entry) for head in heads if head.entry is not None}
    for head in heads:
        if head.entry is not None:
            continue
        title = flow.joined(head.title)
        for entry in entries:
            if id(entry) not in taken and fuzz.ratio(title, entry.title) >= _ALIKE:
                head.entry = entry
                taken.add(id(entry))
                head.evidence.append("标题与目录条目一致")
                break


def _by_entries(flow: Flow, heads: Sequence[Head], entries: Sequence[ContentsEntry]) -> list[Head]:
    """Return the heads that only the contents list tells of: a title as listed, at the head of a text."""
    waiting: dict[str, list[ContentsEntry]] = {}
    for entry in entries:
        waiting.setdefault(entry.title[:_PREFIX], []).append(entry)
    if not waiting:
        return []
    firsts = {prefix[0] for prefix in waiting if prefix}
    taken = {place for head in heads for place in (*range(head.start, head.end + 1), *head.title)}
    found: list[Head] = []
    for place, text in enumerate(flow.texts):
        if text[0] not in firsts or place in taken or flow.is_row(place):
            continue
        for entry in waiting.get(squeeze(text[:16])[:_PREFIX], ()):
            title = _lines_of(flow, place, entry.title)
            if title is not None and taken.isdisjoint(title) and opens_text(flow, title.stop):
                found.append(
                    Head(place, title.stop - 1, title, entry=entry, evidence=["标题与目录条目一致，其下为正文"])
                )
                waiting[entry.title[:_PREFIX]].remove(entry)
                break
    return found


def _lines_of(flow: Flow, place: int, title: str) -> range | None:
    """Return the lines from a place on that make up a title, a character or two read otherwise."""
    text = ""
    for last in range(place, min(place + _MOST_LINES, len(flow))):
        if flow.is_row(last) or len(flow.texts[last]) > len(title) + 20:
            return None
        text += squeeze(flow.texts[last])
        if len(text) >= len(title) - 1:
            return range(place, last + 1) if fuzz.ratio(text, title) >= _ALIKE + 4 else None
    return None
