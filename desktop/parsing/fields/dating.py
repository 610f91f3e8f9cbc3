"""成文日期: the date under the signature, else the date that the head states."""

from __future__ import annotations

from desktop.domain.fields import Candidate, Field, Form
from desktop.domain.text import Span
from desktop.parsing import dates, page_labels
from desktop.parsing.claims import Finding, absent, settle, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Passage, Place

_AFTER_TITLE = 40


def read(dossier: Dossier) -> dict[str, Field]:
    """Read date."""
    parts = dossier.parts
    signed = dossier.main
    stated = _stated_elsewhere(dossier)
    if signed is None or signed.date is None or signed.date_place is None:
        if not stated:
            return {"date": absent(Form.DATE, DOUBTFUL, "没有成文日期，请核对")}
        first, *rest = stated
        if rest and all(other.value == first.value for other in rest):
            return {"date": state(parts.source, first.value, first.spans, CERTAIN, first.reason + "，与网页信息表一致")}
        return {"date": settle(parts.source, stated)}
    spans = parts.spans(signed.date_place)
    differing = {other.value: other.spans for other in reversed(stated) if other.value != signed.date}
    others = [Candidate(value, places) for value, places in differing.items()]
    if stated and not others:
        return {"date": state(parts.source, signed.date, spans, CERTAIN, "署名下方的日期，与版头或信息表一致")}
    if others:
        labelled = dates.parse(dossier.label("date") or "")
        said = "；版头另有日期" if labelled in (None, signed.date) else dossier.label_says("date")
        return {"date": state(parts.source, signed.date, spans, FAIR, "署名下方的日期" + said, others)}
    if not (signed.organs or signed.person):
        carries = dossier.annex < len(parts.passages)
        reason = "正文之后的日期，上方没有署名" + ("" if carries else "，请核对")
        return {"date": state(parts.source, signed.date, spans, FAIR if carries else DOUBTFUL, reason)}
    confidence, reason = LIKELY, "署名下方的日期"
    return {"date": state(parts.source, signed.date, spans, confidence, reason)}


def _has_label(dossier: Dossier, passage: Passage, start: int) -> bool:
    """Tell whether a date in the head belongs to a label of the page: 发布日期, or a 成文日期 that is known already."""
    before = passage.text[:start]
    if not before and passage.index > 0:
        before = dossier.parts.passages[passage.index - 1].text
        key = page_labels.key_of(before)
    else:
        key = page_labels.key_before(before)
    return key is not None and (key != "date" or "date" in dossier.labels)


def _stated_elsewhere(dossier: Dossier) -> list[Finding]:
    """Dates beside the title, under it, and in the table of a page."""
    parts = dossier.parts
    outline = parts.reading.outline
    found: list[Finding] = []
    if outline.title:
        end = outline.title[-1].end
        for day in dates.find(parts.source.text[end : end + _AFTER_TITLE].split("\n")[0]):
            if "号" in parts.source.text[end : end + day.start]:
                break
            beside = Span(end + day.start, end + day.end)
            found.append(Finding(day.iso, (beside,), FAIR, "标题后括注的日期"))
            break
    for passage in parts.passages[parts.title_passages.stop : parts.top]:
        for day in dates.find(passage.text) if not passage.is_table else ():
            if _has_label(dossier, passage, day.start):
                continue
            place = Place(passage, day.start, day.end)
            found.append(Finding(day.iso, parts.spans(place), FAIR, "标题下方的日期"))
            break
    iso = dates.parse(dossier.label("date") or "")
    if iso is not None:
        found.append(Finding(iso, (dossier.labels["date"],), FAIR, "网页信息表中的日期"))
    return found
