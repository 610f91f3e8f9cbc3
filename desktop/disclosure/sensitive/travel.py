"""Numbers of passports and of the permits of 港澳台 residents and of foreigners: letters and digits without a check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, Candidate
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_HINTS = (
    "护照",
    "通行证",
    "台胞证",
    "回乡证",
    "居留",
    "居住证",
    "香港",
    "澳门",
    "证件号",
    "证件编号",
    "assport",
    "PASSPORT",
)
_TOKEN = re.compile(r"(?<![0-9A-Za-z\-.])[0-9A-Za-z]{7,15}(?:\([0-9A]\))?(?![0-9A-Za-z.\-]*[0-9A-Za-z])")
_PASSPORT = re.compile(r"[EGDSPK][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|1[45][0-9]{7}|[DSP]E[0-9]{7}")
_FOREIGN_PASSPORT = re.compile(r"(?=[A-Z0-9]*[0-9]{5})[A-Z0-9]{7,10}")
_PERMIT = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?|[CWLT][0-9A-Z][0-9]{7}|T[0-9]{8}")
_TAIWAN = re.compile(r"[0-9]{8}(?:[0-9]{2}[A-Z]?)?")
_RESIDENT = re.compile(r"[A-Z]{3}[0-9]{12}|[A-Z]{1,2}[0-9]{6}\([0-9A]\)|[157][0-9]{6}\([0-9]\)")
_TAIWAN_WORDS = re.compile("台湾|台胞|大陆通行证")
_KINDS = frozenset({"passport", "permit", "any_id"})


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all such numbers of a text; each needs its label, or the name of its document in its row."""
    if not any(hint in scene.plain for hint in _HINTS):
        return
    for match in _TOKEN.finditer(scene.plain):
        label = scene.label(match.start())
        if label is None or label.kind not in _KINDS or len(label.gap.strip()) > 8:
            continue
        kind = _kind_of(match[0].upper(), label.kind, label.word, scene.around(match.start(), match.end(), 40))
        if kind is not None:
            named = "护照号" if kind is FindingKind.PASSPORT else "通行证号"
            known = f"{named}的形式，在“{label.word}”之后"
            why = "证件号码只属于本人，应当遮盖"
            yield Candidate(kind, (Span(*match.span()),), LABELLED, Advice.MASK, known, why)


def _kind_of(number: str, kind: str, word: str, around: str) -> FindingKind | None:
    if kind == "passport":
        return FindingKind.PASSPORT if _FOREIGN_PASSPORT.fullmatch(number) else None
    if _RESIDENT.fullmatch(number):
        return FindingKind.PERMIT
    if _PERMIT.fullmatch(number) and (kind == "permit" or number[0] in "HM" or "通行证" in around):
        return FindingKind.PERMIT
    if _TAIWAN.fullmatch(number) and (_TAIWAN_WORDS.search(word) or _TAIWAN_WORDS.search(around)):
        return FindingKind.PERMIT
    return FindingKind.PASSPORT if kind == "any_id" and _PASSPORT.fullmatch(number) else None
