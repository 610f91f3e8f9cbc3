"""Title (标题), kind of document (文种) and the title of the enclosed text (所附文件)."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import fuzz

from desktop.domain.fields import Candidate, Field, Form
from desktop.parsing import lexicon
from desktop.parsing.claims import Finding, absent, settle, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, FAIR, LIKELY, WEAK
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Place, condense

_TRAILING_BRACKET = re.compile(r"[（(][^（()）]{1,30}[)）]$")
# 现将有关事项通知如下, 提出如下意见, 现通告如下
_ANNOUNCED = re.compile(r"(通知|通告|公告|通报|批复|报告|决定|命令|公布)如下|如下(?:实施)?(意见|决定|命令|通知)")
_CARRYING = re.compile(r"印发|转发|批转|发布|公布|颁布|颁发|下发")
# 关于印发云川市植树办法的通知
_CARRIED = re.compile(r"(?:印发|转发|批转|发布|公布|颁布|颁发|下发)(.{4,120}?)(?:的通知|的通告|的公告|的决定|的函)?$")
# A notice that prints or forwards a text may carry it as its 附件; one that makes lists public (公布) has them as 附件.
_IN_ANNEX = re.compile(r"印发|转发|批转|下发|颁发")
# 云川市人民政府令, 云川市人民政府令第9号
_ORDER_HEADING = re.compile(r"[\u3400-\u9fff]{3,40}(?:(?<!命)令|委员会公告)(?:[（(]?第.{1,6}号[)）]?)?$")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》){2,160})》")
_ANNEX_MARK = re.compile(
    r"附件[0-9一二三四五六七八九十]{0,3}[：:]?$|附[：:]?$|附录[0-9一二三四五六七八九十]{0,2}$|[（(].{1,30}[)）]$"
)
_ALIKE, _ROWS, _HEADING_AT_MOST, _SHORTEST_TITLE = 88, 10, 120, 6


def read(dossier: Dossier) -> dict[str, Field]:
    """Read title, genre and enclosed_title."""
    enclosed = _enclosed(dossier)
    title = _of_order(dossier, enclosed) or _title(dossier)
    return {"title": title, "genre": _genre(dossier, title), "enclosed_title": enclosed}


def genre_of(title: str) -> str | None:
    """Return the 文种 that a title ends in, else the kind of text that it names; None where it names none."""
    bare = title.rstrip("》”\"'。 ")
    while (cut := _TRAILING_BRACKET.sub("", bare)) != bare:
        bare = cut.rstrip("》”\"' ")
    official = lexicon.ends_in(bare, lexicon.words("genres", "official"))
    alias = lexicon.ends_in(bare, tuple(lexicon.mapping("genres", "aliases")))
    if alias is not None and len(alias) >= len(official or ""):
        return lexicon.mapping("genres", "aliases")[alias]
    return official or lexicon.ends_in(bare, lexicon.words("genres", "other.words"))


def _title(dossier: Dossier) -> Field:
    parts = dossier.parts
    outline = parts.reading.outline
    labelled = condense(dossier.label("title") or "")
    if not parts.title:
        if labelled:
            return state(
                parts.source, labelled, (dossier.labels["title"],), FAIR, "正文无标题行，取自网页信息表的“标题”"
            )
        return absent(Form.TEXT, WEAK, "未找到标题行，请核对")
    candidates = []
    said = ""
    if outline.entry is not None:
        if condense(outline.entry.title) == parts.title:
            return state(parts.source, parts.title, outline.title, CERTAIN, "标题行与目录条目一致")
        candidates = [Candidate(condense(outline.entry.title), (outline.entry.span,))]
        said = "；与目录所列不完全相同"
    elif labelled and _plain(labelled) == _plain(parts.title):
        return state(parts.source, parts.title, outline.title, CERTAIN, "标题行与网页信息表一致")
    elif _plain(labelled) not in _plain(parts.title):
        candidates = [Candidate(labelled, (dossier.labels["title"],))]
        said = dossier.label_says("title")
    if _is_odd(parts.title):
        return state(
            parts.source, parts.title, outline.title, DOUBTFUL, "标题行形式不寻常，请核对是否完整" + said, candidates
        )
    if genre_of(parts.title) is not None:
        sure = FAIR if candidates else LIKELY
        return state(parts.source, parts.title, outline.title, sure, "版头标题行，以文种结尾" + said, candidates)
    return state(
        parts.source, parts.title, outline.title, DOUBTFUL, "标题行未以文种结尾，请核对是否完整" + said, candidates
    )


def _is_odd(title: str) -> bool:
    """Tell whether a title breaks off, holds a sentence, or has brackets that do not pair."""
    pairs = (("《", "》"), ("“", "”"))
    return (
        "。" in title
        or len(title) < _SHORTEST_TITLE
        or any(title.count(opening) != title.count(closing) for opening, closing in pairs)
    )


def _of_order(dossier: Dossier, enclosed: Field) -> Field | None:
    """A 令 whose heading names nothing but the organ and the number goes by the title of what it makes public."""
    parts = dossier.parts
    if not _ORDER_HEADING.match(parts.title) or not isinstance(enclosed.value, str):
        return None
    heading = Candidate(parts.title, parts.reading.outline.title)
    labelled = condense(dossier.label("title") or "")
    if labelled and _plain(labelled) == _plain(enclosed.value):
        return state(parts.source, enclosed.value, enclosed.spans, CERTAIN, "令所公布的文件标题，与网页信息表一致")
    return state(parts.source, enclosed.value, enclosed.spans, FAIR, "令所公布的文件标题", [heading])


def _genre(dossier: Dossier, title: Field) -> Field:
    parts = dossier.parts
    if parts.order is not None:
        kind = "公告" if "公告" in parts.order.text else "命令"
        return state(parts.source, kind, parts.whole(parts.order), LIKELY, "版头为令或公告")
    text = title.value if isinstance(title.value, str) else ""
    genre = genre_of(text)
    if genre is not None:
        official = genre in lexicon.words("genres", "official")
        reason = "标题以该文种结尾" if official else "标题不以公文文种结尾，取其末尾的文件名称"
        return state(parts.source, genre, title.spans, CERTAIN if official else FAIR, reason)
    for passage in parts.opening():
        match = _ANNOUNCED.search(passage.text)
        if match is not None:
            value = match[1] or match[2]
            span = parts.spans(Place(passage, match.start(), match.end()))
            return state(parts.source, value, span, FAIR if not text else DOUBTFUL, "标题未写明文种，取自正文“……如下”")
    return absent(Form.TEXT, DOUBTFUL, "标题中没有文种，请核对")


def _enclosed(dossier: Dossier) -> Field:
    parts = dossier.parts
    absence = "本件不是印发、转发或公布文件的公文"
    names = _names(dossier)
    if names is None:
        return absent(Form.TEXT, CERTAIN, absence)
    in_annex = _IN_ANNEX.search(parts.title) is not None
    for first in range(dossier.annex, min(dossier.annex + _ROWS, len(parts.passages))):
        passage = parts.passages[first]
        if passage.text.startswith("附") and _ANNEX_MARK.match(passage.text) and not in_annex:
            return absent(Form.TEXT, LIKELY, "公布的内容列为附件")
        if passage.is_table or _ANNEX_MARK.match(passage.text):
            continue
        finding = _heading_at(dossier, first, names)
        if finding is not None:
            return settle(parts.source, [finding])
    first = dossier.annex
    if first < len(parts.passages):
        heading = parts.passages[first]
        if len(heading.text) <= 60 and not heading.is_table and genre_of(heading.text) and "：" not in heading.text:
            text = heading.text.strip("《》")
            return state(
                parts.source, text, parts.whole(heading), DOUBTFUL, "署名之后的标题行，与正文所述名称不同，请核对"
            )
    candidates = [Candidate(name) for name in names[:2]]
    return absent(Form.TEXT, FAIR, "正文之后没有随文印发的全文", candidates)


def _names(dossier: Dossier) -> list[str] | None:
    """Return how title and opening call the enclosed text; None where the document carries none."""
    parts = dossier.parts
    names: list[str] = []
    carrying = _CARRYING.search(parts.title) is not None or _ORDER_HEADING.match(parts.title) is not None
    for passage in parts.opening(limit=3):
        if not carrying and not re.search(r"现予?(?:印发|公布|发布|转发|颁布)", passage.text):
            continue
        carrying = True
        names += [condense(match[1]) for match in _QUOTED.finditer(passage.text[:600])]
    if not carrying:
        return None
    match = _CARRIED.search(parts.title)
    if match is not None:
        quoted = _QUOTED.search(match[1])
        names.append(quoted[1] if quoted is not None else match[1].strip("《》"))
    if genre_of(parts.title) not in lexicon.words("genres", "official"):
        names.append(parts.title)
    return names


def _heading_at(dossier: Dossier, first: int, names: list[str]) -> Finding | None:
    """Compare one to four joined lines from `first` on with the names."""
    parts = dossier.parts
    opening = parts.passages[first]
    for name in names:
        if len(name) < len(opening.text) > _HEADING_AT_MOST and opening.text.startswith(name):
            span = parts.spans(Place(opening, 0, len(name)))
            return Finding(name, span, LIKELY, "正文所述名称与随文全文开头一致")
    joined, rows = "", []
    best: Finding | None = None
    for passage in parts.passages[first : first + 4]:
        if passage.is_table or len(joined) + len(passage.text) > 120 or passage.is_heading or "。" in passage.text:
            break
        joined += passage.text
        rows.append(passage)
        bare = _plain(joined)
        for name in names:
            if bare == _plain(name):
                return Finding(joined.strip("《》"), parts.whole(*rows), CERTAIN, "正文所述名称与随文标题一致")
            if fuzz.ratio(bare, _plain(name)) >= _ALIKE and (best is None or len(joined) > len(str(best.value))):
                best = Finding(joined.strip("《》"), parts.whole(*rows), FAIR, "随文标题与正文所述名称相近")
    return best


@cache
def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
