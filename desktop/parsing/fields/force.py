"""施行日期, 有效期 and 失效日期: from when and until when a document is in force."""

from __future__ import annotations

import re

from desktop.domain.fields import ON_ISSUE, Candidate, Field, Form
from desktop.parsing import dates
from desktop.parsing.claims import Finding, absent, settle, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Passage, Place

_VERB = r"(?:正式|试)?(?:施行|实施|执行|生效)"
# 自2024年2月10日起施行
_FROM_DATE = re.compile(rf"(?:自|从|于)?({dates.PRINTED})(?:零时)?(?:起|之日起)?{_VERB}")
# 自印发之日起施行, 从公布之日起执行
_FROM_ISSUE = re.compile(
    rf"(?:自|从)?(?:印发|发布|公布|颁布|下发|发文|签发|公告|发出)(?:之日|之时|日)起{_VERB}|自即日起{_VERB}"
)
# 有效期5年, 有效期为三年, 试行期两年, 有效期至2027年12月31日
_VALIDITY = re.compile(
    r"(?:有效期限?|试行期限?|施行期限?|执行期限?)(?:为|暂定为?|共)?"
    rf"(?:自{dates.PRINTED}起?至{dates.PRINTED}止?|截?至?{dates.PRINTED}止?|[0-9一二三四五六七八九十两]{{1,3}}(?:年(?:零?[0-9一二三四五六七八九十]{{1,2}}个月)?|个月))"
)
_UNTIL = re.compile(
    rf"(?:有效期限?(?:为|截至)?|{dates.PRINTED}起?|起|施行|实施|执行|有效|截)[，,]?(?:至|到)({dates.PRINTED})(?:止|失效|废止|终止|有效)?"
)
_OWN = re.compile(r"本[\u3400-\u9fff]{1,14}|现(?:予以?|将)?(?:公布|发布|印发|颁布)|上述|以上(?:规定|办法)")
_BEFORE_VALIDITY = re.compile(r"(?:^|[，,。；;：:）)、]|本(?:(?![日起])[\u3400-\u9fff]){2,14}|其|并)(?:的)?$")
# What the end of a document says of its force, read or not.
_UNREAD_FORCE = re.compile(rf"本[\u3400-\u9fff]{{2,14}}[^。；]{{0,20}}起[^。；]{{0,12}}{_VERB}")
_UNREAD_VALIDITY = re.compile(r"本[\u3400-\u9fff]{2,14}[^。；]{0,30}有效期")
_LAST = 8
_SENTENCE_END = re.compile(r"[。；;]")
_WORDS = (
    "起施行",
    "起实施",
    "起执行",
    "起生效",
    "起正式",
    "起试",
    "日施行",
    "日实施",
    "日生效",
    "有效期",
    "试行期",
    "施行期",
    "执行期",
    "至",
)


def read(dossier: Dossier) -> dict[str, Field]:
    """Read effective_date, validity and expiry_date."""
    effective: list[Finding] = []
    validity: list[Finding] = []
    expiry: list[Finding] = []
    for passage in dossier.parts.passages[dossier.parts.body :]:
        if passage.is_table or not any(word in passage.text for word in _WORDS):
            continue
        effective += _effective(dossier, passage)
        validity += _validity(dossier, passage)
        expiry += _expiry(dossier, passage)
    return {
        "effective_date": _agreed(dossier, Form.EFFECTIVE, effective, "没有写明施行日期", _UNREAD_FORCE),
        "validity": _agreed(dossier, Form.TEXT, validity, "没有写明有效期", _UNREAD_VALIDITY),
        "expiry_date": _agreed(dossier, Form.DATE, expiry, "没有写明失效日期"),
    }


def _agreed(
    dossier: Dossier, form: Form, findings: list[Finding], absence: str, unread: re.Pattern[str] | None = None
) -> Field:
    """Prefer the surest, the last among equals; several that agree are certain, several that differ are doubtful.

    Where nothing was found though the last lines hold the words of `unread`, the absence is doubtful.
    """
    source = dossier.parts.source
    if not findings:
        ends = [
            *dossier.parts.passages[max(0, dossier.annex - _LAST) : dossier.annex],
            *dossier.parts.passages[-_LAST:],
        ]
        if unread is not None and any(unread.search(passage.text) for passage in ends if not passage.is_table):
            return absent(form, FAIR, absence + "；文末有相近的表述，请核对")
        return absent(form, LIKELY, absence)
    best = max(reversed(findings), key=lambda finding: finding.confidence)
    rivals = {finding.value for finding in findings if finding.confidence >= best.confidence - 0.05}
    if len(rivals) > 1:
        others = [Candidate(value, ()) for value in sorted(str(rival) for rival in rivals - {best.value})]
        return state(source, best.value, best.spans, DOUBTFUL, best.reason + "；文中另有不同写法，请核对", others)
    if sum(finding.value == best.value for finding in findings) > 1:
        return state(source, best.value, best.spans, CERTAIN, best.reason + "；文中两处一致")
    return settle(source, [best, *findings])


def _clause(text: str, start: int) -> str:
    """Return what stands before `start` in its sentence."""
    before = text[max(0, start - 160) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def _effective(dossier: Dossier, passage: Passage) -> list[Finding]:
    found: list[Finding] = []
    for match in _FROM_DATE.finditer(passage.text):
        iso = dates.parse(match[1])
        confidence = _confidence(dossier, passage, match.start())
        if iso is not None and confidence is not None and ("起" in match[0] or match[0][0] in "自从于"):
            span = dossier.parts.spans(Place(passage, match.start(), match.end()))
            found.append(Finding(iso, span, confidence, "正文写明的施行日期"))
    for match in _FROM_ISSUE.finditer(passage.text):
        confidence = _confidence(dossier, passage, match.start())
        if confidence is not None:
            span = dossier.parts.spans(Place(passage, match.start(), match.end()))
            found.append(Finding(ON_ISSUE, span, confidence, "正文写明自印发（发布）之日起施行"))
    return found


def _confidence(dossier: Dossier, passage: Passage, start: int) -> float | None:
    """Tell how surely the sentence speaks of the document itself; None where it speaks of another."""
    clause = _clause(passage.text, start)
    if _OWN.search(clause):
        return LIKELY
    bare = clause.strip("，, ")
    if not bare or bare.endswith(("通过", "同意")):
        return FAIR
    if "《" in bare or len(bare) > 30:
        return None
    if passage.index >= len(dossier.parts.passages) - 6 or passage.index >= dossier.annex - 4:
        return DOUBTFUL
    return None


def _validity(dossier: Dossier, passage: Passage) -> list[Finding]:
    found: list[Finding] = []
    for match in _VALIDITY.finditer(passage.text):
        clause = _clause(passage.text, match.start())
        if not _BEFORE_VALIDITY.search(clause):
            continue
        own = _OWN.search(clause) or re.search(_VERB, clause) or len(passage.text) <= 30
        if own:
            span = dossier.parts.spans(Place(passage, match.start(), match.end()))
            found.append(Finding(match[0], span, LIKELY, "正文写明的有效期"))
    return found


def _expiry(dossier: Dossier, passage: Passage) -> list[Finding]:
    found: list[Finding] = []
    for match in _UNTIL.finditer(passage.text):
        clause = _clause(passage.text, match.end())
        iso = dates.parse(match[1])
        if (
            iso is not None
            and re.search(r"本[\u3400-\u9fff]{1,14}", clause)
            and re.search(r"有效|施行|实施|执行", clause)
        ):
            span = dossier.parts.spans(Place(passage, match.start(1), match.end(1)))
            found.append(Finding(iso, span, LIKELY, "正文写明的截止日期"))
    return found
