"""任免事项: who is appointed to, or removed from, which post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.fields import Appointment, Field, Form
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Passage, Place

_APPOINT, _REMOVE = "任命", "免去"
_SUBJECT = re.compile(r"任免|任职|免职|任命|免去|挂职|聘任|职务(?:的|$)")
_NAMES = r"[\u3400-\u9fff·]{2,15}(?:、[\u3400-\u9fff·]{2,15}){0,15}"
_POST = r"((?:[^，,。；;（()）]|[（(][^（()）]*[)）])+)"
# 任命：, 免去下列同志职务：
_MODE = re.compile(r"(?:决定)?(任命|聘任|免去|任职|免职).{0,12}[：:]$")
# 任命王某为云川市教育局副局长（试用期一年）
_APPOINTED = re.compile(rf"(?:决定)?(?:任命|聘任)?[：:]?({_NAMES}?)(?:同志)?(?:为|任|挂职任){_POST}")
# 免去王某的云川市教育局副局长职务
_REMOVED = re.compile(rf"(?:决定)?免去[：:]?(?:(其)|({_NAMES}?)(?:同志的?|的)|([\u3400-\u9fff·]{{2,3}}?)){_POST}")
# 王某不再担任云川市教育局副局长职务
_NO_LONGER = re.compile(rf"({_NAMES}?)(?:同志)?不再担任{_POST}")
_REMOVED_BARE = re.compile(rf"({_NAMES}?)(?:同志)?的{_POST}")
_ITEM = re.compile(r"[^；;。，,（()）]*(?:[（(][^（()）]*[)）][^；;。，,（()）]*)*")
# What an item must say where no line 任命： announces it.
_STATES_IT = re.compile(r"(?:决定)?(?:任命|聘任|免去)|.{2,8}同志|.{2,8}(?:任|不再担任)")
_LONGEST = 400


def read(dossier: Dossier) -> dict[str, Field]:
    """Read appointments."""
    parts = dossier.parts
    if not _SUBJECT.search(parts.title):
        return {"appointments": absent(Form.APPOINTMENTS, CERTAIN, "本件不是人事任免")}
    found: list[Appointment] = []
    places: list[Place] = []
    mode: str | None = None
    for group in _groups(dossier):
        text = "".join(passage.text for passage in group)
        announced = _MODE.search(text)
        if announced is not None:
            mode = _REMOVE if "免" in announced[1] else _APPOINT
            continue
        for item, start, end in _items(text, mode):
            found.append(item)
            places += _within(group, start, end)
    if not found:
        likely = "任免" in parts.title or "任职" in parts.title or "免职" in parts.title
        return {
            "appointments": absent(Form.APPOINTMENTS, DOUBTFUL if likely else FAIR, "标题涉及任免，但未认出任免事项")
        }
    return {"appointments": state(parts.source, tuple(found), parts.spans(*places), LIKELY, "逐条认出的任免事项")}


def _entry(text: str, removing: bool) -> re.Match[str] | None:
    if removing:
        return _NO_LONGER.match(text) or _REMOVED.match(text) or _REMOVED_BARE.match(text)
    return _APPOINTED.match(text)


def _groups(dossier: Dossier) -> Iterator[list[Passage]]:
    """Yield the passages before the signature, a broken item with its rest."""
    parts = dossier.parts
    group: list[Passage] = []
    end = dossier.main.first if dossier.main is not None else len(parts.passages)
    for passage in parts.passages[parts.body : end]:
        if passage.is_table or len(passage.text) > _LONGEST:
            continue
        group.append(passage)
        if passage.text[-1] in "。；;：:，,、":
            yield group
            group = []
    if group:
        yield group


def _within(group: list[Passage], start: int, end: int) -> Iterator[Place]:
    """Yield where a range of a group's joined text stands."""
    offset = 0
    for passage in group:
        first, last = max(start - offset, 0), min(end - offset, len(passage.text))
        if first < last:
            yield Place(passage, first, last)
        offset += len(passage.text)


def _items(joined: str, mode: str | None) -> Iterator[tuple[Appointment, int, int]]:
    last = ""
    for match in _ITEM.finditer(joined):
        text = re.sub(r"^[0-9一二三四五六七八九十]{1,3}[.．、]", "", match[0])
        if len(text) < 4:
            continue
        removing = "免去" in text or "不再担任" in text or (mode == _REMOVE and "任命" not in text)
        entry = _entry(text, removing)
        if entry is None or (mode is None and not _STATES_IT.match(text)):
            continue
        named = next((group for group in entry.groups()[:-1] if group), "")
        persons = [last] if named == "其" else named.split("、")
        post = entry.groups()[-1].strip()
        post = re.sub(r"职务$", "", post) if post.endswith("职务") else post
        for person in persons:
            name = person.removesuffix("同志")
            if len(name) >= 2 and post:
                last = name
                yield Appointment(name, _REMOVE if removing else _APPOINT, post), match.start(), match.end()
