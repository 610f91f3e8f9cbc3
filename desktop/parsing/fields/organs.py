"""发文机关 and 主送机关."""

from __future__ import annotations

import re

from desktop.domain.fields import Candidate, Field, Form
from desktop.parsing import lexicon, organ_names
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, FAIR, LIKELY, WEAK
from desktop.parsing.dossier import Dossier
from desktop.parsing.numerals import number
from desktop.parsing.signature import Signature

_LONG_NAME = 24
"""A longer name may be two that are printed without a gap."""
# 云川市教育局等八部门关于
_AND_OTHERS = re.compile(r"等([0-9一二三四五六七八九十]{1,3})个?(?:部门|单位|机关|家)")
_ORDER = re.compile(r"([\u3400-\u9fff]{3,40}?)令(?:第.{1,6}号)?$")


def read(dossier: Dossier) -> dict[str, Field]:
    """Read issuers and addressees."""
    return {"issuers": _issuers(dossier), "addressees": _addressees(dossier)}


def _issuers(dossier: Dossier) -> Field:
    signed = dossier.main
    if signed is not None and signed.organs:
        return _beside_page(dossier, _signed(dossier, signed))
    claim = _ordered(dossier) or _titled(dossier)
    return _beside_page(dossier, claim) if claim is not None else _of_page(dossier)


def _beside_page(dossier: Dossier, claim: Field) -> Field:
    """Weigh a claim of the text against the table of the page. Who published it there need not be who issued it."""
    organs = [organ for organ in claim.value if isinstance(organ, str)] if isinstance(claim.value, tuple) else []
    for key in ("issuers", "publisher"):
        labelled = organ_names.split(dossier.label(key) or "", organs)
        strange = [name for name in labelled if not any(organ_names.agree(name, organ) for organ in organs)]
        if labelled and not strange and len(labelled) == len(organs):
            sure = max(claim.confidence, LIKELY if claim.candidates else CERTAIN)
            reason = claim.reason + "；与网页信息表一致"
            return state(dossier.parts.source, claim.value, claim.spans, sure, reason, claim.candidates)
        if strange and key == "issuers":
            candidates = [*claim.candidates, Candidate(labelled, (dossier.labels[key],))]
            sure, reason = min(claim.confidence, FAIR), claim.reason + dossier.label_says(key)
            return state(dossier.parts.source, claim.value, claim.spans, sure, reason, candidates)
    return claim


def _of_page(dossier: Dossier) -> Field:
    """The issuers that only the table of the page names."""
    for key in ("issuers", "publisher"):
        labelled = organ_names.split(dossier.label(key) or "")
        if labelled:
            reason = "没有署名，取自网页信息表"
            return state(dossier.parts.source, labelled, (dossier.labels[key],), FAIR, reason)
    return absent(Form.TEXTS, WEAK, "没有署名，标题也未列机关，请核对")


def _signed(dossier: Dossier, signed: Signature) -> Field:
    parts = dossier.parts
    titled = dossier.title_organs
    organs = signed.organs
    spans = parts.spans(*signed.places)
    candidates = [Candidate(titled)] if titled and set(titled) != set(organs) else []
    if titled and set(titled) == set(organs):
        return state(parts.source, titled, spans, CERTAIN, "署名与标题所列机关一致")
    if not titled:
        confidence = FAIR if signed.by_columns or max(map(len, organs)) > _LONG_NAME else LIKELY
        return state(parts.source, organs, spans, confidence, "成文日期上方的署名；标题未列机关")
    if all(any(organ_names.agree(organ, name) for name in titled) for organ in organs):
        confidence = LIKELY if len(titled) == len(organs) else FAIR
        return state(parts.source, organs, spans, confidence, "成文日期上方的署名，与标题所列机关相符", candidates)
    counted = _AND_OTHERS.search(parts.title)
    if counted is not None and number(counted[1]) == len(organs) and organ_names.agree(organs[0], titled[0]):
        return state(parts.source, organs, spans, LIKELY, "成文日期上方的署名，个数与标题所说一致")
    if any(organ_names.agree(organ, name) for organ in organs for name in titled):
        return state(parts.source, organs, spans, FAIR, "成文日期上方的署名，部分与标题所列机关相符", candidates)
    return state(parts.source, organs, spans, DOUBTFUL, "署名与标题所列机关不同，请核对", candidates)


def _ordered(dossier: Dossier) -> Field | None:
    """The organ of a 令, which a person signs."""
    parts = dossier.parts
    match = _ORDER.match(parts.order.text) if parts.order is not None else None
    if match is None or parts.order is None or not organ_names.is_name(match[1]):
        return None
    return state(parts.source, (match[1],), parts.whole(parts.order), LIKELY, "令由个人签署，机关取自版头")


def _titled(dossier: Dossier) -> Field | None:
    parts = dossier.parts
    titled = dossier.title_organs
    if not titled:
        return None
    return state(parts.source, titled, parts.reading.outline.title, FAIR, "没有署名，取自标题所列机关")


def _addressees(dossier: Dossier) -> Field:
    parts = dossier.parts
    if not parts.addressee:
        if parts.order is None and parts.title.endswith(lexicon.words("genres", "addressed")):
            return absent(Form.TEXT, FAIR, "这类公文通常有主送机关，但标题之后没有以冒号结束的一行")
        return absent(Form.TEXT, LIKELY, "标题之后没有以冒号结束的主送机关")
    passages = [parts.passages[index] for index in parts.addressee]
    value = "".join(passage.text for passage in passages).rstrip("：:")
    return state(parts.source, value, parts.whole(*passages), LIKELY, "标题与正文之间以冒号结束的一行")
