"""审议会议: the meeting that approved the document."""

from __future__ import annotations

import re

from desktop.domain.fields import Field, Form
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Passage, Place

_DECIDED = (
    r"(?:于?[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)?"
    r"(?:修订|审议|讨论|研究|表决|审定|审查)*[，,]?(?:并)?(?:原则|全票|一致)?(?:通过|同意|审定|审议|批准|决定)"
)
# 已经云川市人民政府第12次常务会议审议通过
_APPROVED = re.compile(rf"(?:(?:已|业)?经|已由)((?:[^，,。；;：:《》“”经]){{2,60}}?会议?){_DECIDED}")
# 云川市第五届人民政府2023年5月17日第34次常务会议决定：
_DECIDING = re.compile(
    rf"([^，,。；;：:《》]{{2,50}}?第[0-9一二三四五六七八九十百]{{1,6}}次[^，,。；;：:《》]{{0,14}}会议?){_DECIDED}"
)
# （2024年3月5日云川省第十四届人民代表大会常务委员会第八次会议通过）
_UNDER_TITLE = re.compile(r"[（(]([^（()）]{6,80}?会议?)(?:审议|表决)?(?:通过|批准|修订)")
_IS_MEETING = re.compile(
    r"会议$|(?:办公|常务|专题|局务|厅务|委务|党组|例|全|大|常委)会$|第[^第]{1,8}次[\u3400-\u9fff]{0,10}会$"
)
_COUNTED = re.compile(r"第?[0-9一二三四五六七八九十百]+[次届]|[0-9]{4}年")


def read(dossier: Dossier) -> dict[str, Field]:
    """Read meeting."""
    parts = dossier.parts
    claim = None
    for passage in parts.passages[: parts.body]:
        if "会议" in passage.text:
            claim = claim or _claim(dossier, passage, _UNDER_TITLE.match(passage.text), "标题下方括注的通过会议")
    for passage in parts.opening(limit=4):
        if claim is not None or passage.index >= max(dossier.annex, parts.body + 1):
            break
        if "会" in passage.text:
            claim = _claim(dossier, passage, _APPROVED.search(passage.text), "正文写明经该会议审议")
            claim = claim or _claim(dossier, passage, _DECIDING.match(passage.text), "正文写明由该会议决定")
    first = next(parts.opening(limit=1), None)
    if claim is None and first is not None and re.search(r"会议?(?:[^，。]{0,12})审议", first.text):
        claim = absent(Form.TEXT, DOUBTFUL, "正文提到会议审议，但未认出会议名称")
    return {"meeting": claim or absent(Form.TEXT, CERTAIN, "没有写明审议会议")}


def _claim(dossier: Dossier, passage: Passage, match: re.Match[str] | None, reason: str) -> Field | None:
    if match is None or not _IS_MEETING.search(match[1]):
        return None
    counted = _COUNTED.search(match[1]) is not None
    near = passage.index <= dossier.parts.body + 1
    span = dossier.parts.spans(Place(passage, match.start(1), match.end(1)))
    confidence = LIKELY if counted and near else FAIR if counted or near else DOUBTFUL
    return state(dossier.parts.source, match[1], span, confidence, reason)
