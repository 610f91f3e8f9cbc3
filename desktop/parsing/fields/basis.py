"""依据 (laws and rules that the document rests on) and 引用文号 (every 发文字号 that it cites)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.domain.fields import Candidate, Field, Form
from desktop.parsing import doc_number, lexicon
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Passage, Place, condense

_QUOTED = re.compile(r"[《〈<]((?:[^《》]|《[^《》]*》){2,120})[》〉>]")
_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
# 根据《云川省植树条例》等规定，
_CLOSED = re.compile(r"(?:规定|要求|精神|部署|原则|安排|会议)[，,]")
_SHORT_NAME = re.compile(r"(?:简称|下称|称为?|以下)[“\"]?$")
_TRAILING_BRACKET = re.compile(r"[（(][^（()）]{1,30}[)）]$")
_ANNEX_ROWS, _ANNEX_PROSE = 10, 2
_REACH, _LONGEST_OPENING = 400, 4000


def read(dossier: Dossier) -> dict[str, Field]:
    """Read basis_laws and cited_doc_numbers."""
    return {"basis_laws": _basis(dossier), "cited_doc_numbers": _cited(dossier)}


def _basis(dossier: Dossier) -> Field:
    parts = dossier.parts
    laws: list[str] = []
    places: list[Place] = []
    unled: list[Candidate] = []
    for passage in _where_a_basis_stands(dossier):
        if "《" not in passage.text:
            continue
        for name, start, end, led in _laws(passage.text[:_LONGEST_OPENING]):
            place = Place(passage, start, end)
            if name in laws or name == parts.title:
                continue
            if led:
                laws.append(name)
                places.append(place)
            else:
                unled.append(Candidate((name,), parts.spans(place)))
    if not laws:
        return absent(Form.TEXTS, FAIR if unled else LIKELY, "开头没有写明所依据的法律、法规、规章", unled[:3])
    return state(
        parts.source,
        tuple(laws),
        parts.spans(*places),
        LIKELY,
        "开头或第一条中“根据……”所引的法律、法规、规章",
        unled[:3],
    )


def _where_a_basis_stands(dossier: Dossier) -> Iterator[Passage]:
    """Yield the document's opening, then the opening or 第一条 of the text that it carries."""
    parts = dossier.parts
    for passage in parts.opening(limit=5):
        if passage.index >= dossier.annex:
            break
        yield passage
        if passage.text.startswith("第一条"):
            return
    prose = 0
    for passage in parts.passages[dossier.annex : dossier.annex + _ANNEX_ROWS]:
        if passage.text.startswith("第一条"):
            yield passage
            return
        if passage.is_table or prose >= _ANNEX_PROSE or passage.text.startswith(("一、", "第二条", "附件")):
            return
        if len(passage.text) > 40:
            prose += 1
            yield passage


def _laws(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the laws quoted in a passage, with their places and whether a 根据 leads to them."""
    for sentence in _SENTENCE.finditer(text):
        if "《" not in sentence[0]:
            continue
        for quoted in _QUOTED.finditer(sentence[0]):
            name = condense(quoted[1])
            before = sentence[0][max(0, quoted.start() - _REACH) : quoted.start()]
            if _SHORT_NAME.search(before) or not _is_law(name, sentence[0][quoted.end() : quoted.end() + _REACH]):
                continue
            start = sentence.start() + quoted.start(1)
            yield name, start, start + len(quoted[1]), _is_led(before)


def _is_led(before: str) -> bool:
    lead = None
    for match in _leads().finditer(before):
        lead = match
    if lead is None:
        return False
    between = before[lead.end() :]
    return not _stops().search(between) and not _CLOSED.search(between)


def _is_law(name: str, after: str) -> bool:
    bare = name
    while (cut := _TRAILING_BRACKET.sub("", bare)) != bare:
        bare = cut
    if bare.endswith(lexicon.words("laws", "endings")):
        return True
    called = re.search(r"规定", after.partition("，")[0].partition(",")[0])
    return called is not None and bare.endswith(lexicon.words("laws", "if_called_rules"))


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.alternatives(lexicon.words('laws', 'leads'))})")


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.alternatives(lexicon.words('laws', 'stops'))})")


def _cited(dossier: Dossier) -> Field:
    parts = dossier.parts
    own = _own_numbers(dossier)
    numbers: dict[str, Place] = {}
    for passage in parts.passages[parts.body :]:
        if "号" not in passage.text:
            continue
        for found in doc_number.find(passage.text):
            text = str(found.number)
            if found.number.year >= 1900 and text not in own:
                numbers.setdefault(text, Place(passage, found.start, found.end))
    if not numbers:
        return absent(Form.TEXTS, CERTAIN, "文中没有引用其他发文字号")
    return state(
        parts.source, tuple(numbers), parts.spans(*numbers.values()), LIKELY, "文中出现的发文字号，本件字号除外"
    )


def _own_numbers(dossier: Dossier) -> set[str]:
    parts = dossier.parts
    outline = parts.reading.outline
    printed = [parts.source.slice(outline.number)] if outline.number is not None else []
    printed += [passage.text for passage in parts.passages[: parts.body] if len(passage.text) <= 40]
    if outline.entry is not None and outline.entry.doc_number:
        printed.append(outline.entry.doc_number)
    printed.append(condense(dossier.label("doc_number") or ""))
    return {number for text in printed if (number := doc_number.normalise(text.strip("()（） "))) is not None}
