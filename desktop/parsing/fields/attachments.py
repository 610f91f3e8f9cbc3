"""附件: the names in the 附件说明, else the titles of the attachment pages."""

from __future__ import annotations

import re
from functools import cache

from desktop.domain.fields import Field, Form
from desktop.parsing import lexicon
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.numerals import number
from desktop.parsing.passages import Passage, Place

# 附件：1.云川市植树计划表
_LIST = re.compile(r"附件?[：:]")
_ORDINAL = re.compile(r"[（(]?([0-9０-９]{1,2})[)）]?[.．、:：]|([一二三四五六七八九十]{1,2})、")
# 附件1, 附 件, 附件一：
_PAGE = re.compile(r"附件?[0-9０-９一二三四五六七八九十]{0,3}(?:[-—－][0-9]{1,2})?[：:]?$")
# 附件2：云川市植树计划表.doc
_NUMBERED = re.compile(r"附件[0-9０-９一二三四五六七八九十]{1,3}[：:.．、]?(?=[^：:])")
_FILE_ENDING = re.compile(r"\.(?:docx?|pdf|xlsx?|zip|rar|wps|jpe?g|png|ofd|et|pptx?)$", re.IGNORECASE)
_OMITTED = re.compile(r"[（(](?:略|此处略|略去|另发|另附)[)）]$")
# 详见附件, （附件1）
_MENTION = re.compile(r"见附件|[（(]附件[0-9]{0,2}[)）]")
_CARRYING = re.compile(r"印发|转发|批转|发布|公布|颁布|令$|命令")
_LONGEST_NAME, _MOST = 160, 60


def read(dossier: Dossier) -> dict[str, Field]:
    """Read attachments."""
    claim = _listed(dossier) or _paged(dossier) or _unmarked(dossier)
    if claim is None and any(_MENTION.search(passage.text) for passage in dossier.parts.passages[dossier.parts.body :]):
        claim = absent(Form.TEXTS, DOUBTFUL, "正文提到附件，但没有附件说明和附件页")
    return {"attachments": claim or absent(Form.TEXTS, CERTAIN, "没有附件说明，也没有附件")}


def _listed(dossier: Dossier) -> Field | None:
    parts = dossier.parts
    for passage in parts.passages[parts.body :]:
        match = _LIST.match(passage.text) if passage.text[0] == "附" and not passage.is_table else None
        if match is None:
            continue
        items = _items(parts.passages, passage.index, match.end())
        names = [_clean("".join(place.text for place in item)) for item in items]
        if names and all(names):
            pages = sum(_is_page(other) for other in parts.passages[passage.index + 1 :])
            agreed = pages in (0, len(names))
            reason = "附件说明所列" + ("，与附件页数目一致" if pages == len(names) else "")
            spans = parts.spans(*(place for item in items for place in item))
            return state(parts.source, tuple(names), spans, LIKELY if agreed else FAIR, reason)
    return None


def _items(passages: tuple[Passage, ...], first: int, start: int) -> list[list[Place]]:
    """Return the places of each name in a list that begins in passage `first`, after the colon."""
    passage = passages[first]
    items = _split(Place(passage, start, len(passage.text)), 1) if start < len(passage.text) else []
    if items and _ordinal(passage.text, start) is None:
        return items
    for other in passages[first + 1 : first + _MOST]:
        if other.is_table or len(other.text) > _LONGEST_NAME * 3:
            break
        if _ordinal(other.text, 0) == len(items) + 1:
            items += _split(Place(other, 0, len(other.text)), len(items) + 1)
        elif items and _goes_on(passages, other.index, len(items) + 1):
            items[-1].append(Place(other, 0, len(other.text)))
        else:
            break
    return items


def _goes_on(passages: tuple[Passage, ...], index: int, expected: int) -> bool:
    """Tell whether a line without an ordinal continues the name above: the next ordinal follows it."""
    following = passages[index + 1] if index + 1 < len(passages) else None
    text = passages[index].text
    return following is not None and len(text) <= 80 and "。" not in text and _ordinal(following.text, 0) == expected


def _ordinal(text: str, start: int) -> int | None:
    match = _ORDINAL.match(text, start)
    if match is None:
        return None
    return number(match[1] or match[2])


def _split(place: Place, expected: int) -> list[list[Place]]:
    """Part one line at its ordinals, counted on from `expected`: 1.甲2.乙."""
    text, start = place.passage.text, place.start
    found: list[list[Place]] = []
    if _ordinal(text, start) != expected:
        return [[place]]
    while True:
        match = _ORDINAL.match(text, start)
        begin = match.end() if match is not None else start
        expected += 1
        following = _next_ordinal(expected).search(text, begin + 2)
        end = following.start() if following is not None else place.end
        found.append([Place(place.passage, begin, end)])
        if following is None:
            return found
        start = end


@cache
def _next_ordinal(value: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9.．])(?:{value}|{_wide(value)})[.．、](?![0-9]\D)")


def _wide(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


def _clean(name: str) -> str:
    name = name.strip(" \t;；,，。")
    return _OMITTED.sub("", _FILE_ENDING.sub("", name)).strip(" \t;；,，。")


def _is_page(passage: Passage) -> bool:
    return passage.text[0] == "附" and len(passage.text) <= 10 and _PAGE.match(passage.text) is not None


def _paged(dossier: Dossier) -> Field | None:
    parts = dossier.parts
    places: list[Place] = []
    for passage in parts.passages[parts.body :]:
        if passage.text[0] != "附" or passage.is_table:
            continue
        if _is_page(passage):
            place = _page_title(parts.passages, passage.index, parts.body)
            if place is not None:
                places.append(place)
        elif (
            (match := _NUMBERED.match(passage.text)) and len(passage.text) <= _LONGEST_NAME and "。" not in passage.text
        ):
            places.append(Place(passage, match.end(), len(passage.text)))
    names = tuple(dict.fromkeys(_clean(place.text) for place in places))
    if not names or not all(names):
        return None
    return state(parts.source, names, parts.spans(*places), FAIR, "没有附件说明，取附件页的标题")


def _page_title(passages: tuple[Passage, ...], mark: int, body: int) -> Place | None:
    """Return the heading under the word 附件, or above it where a table follows at once."""
    following = passages[mark + 1] if mark + 1 < len(passages) else None
    if following is not None and not following.is_table and len(following.text) <= 80 and "。" not in following.text:
        return Place(following, 0, len(following.text))
    above = passages[mark - 1] if mark - 1 > body else None
    if above is not None and not above.is_table and len(above.text) <= 80 and "。" not in above.text:
        return Place(above, 0, len(above.text))
    return None


def _unmarked(dossier: Dossier) -> Field | None:
    """A list or table with a heading after the signature of a document that carries no other text."""
    parts = dossier.parts
    first = dossier.annex
    if first >= len(parts.passages) or parts.order is not None or _CARRYING.search(parts.title) is not None:
        return None
    heading = parts.passages[first]
    bare = re.sub(r"[（(].*[)）]$", "", heading.text)
    if heading.is_table or len(bare) > 60 or not lexicon.ends_in(bare, lexicon.words("genres", "other.words")):
        return None
    return state(parts.source, (heading.text,), parts.whole(heading), FAIR, "署名之后另有名单或表，未标“附件”")
