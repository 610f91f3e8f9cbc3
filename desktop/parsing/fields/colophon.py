"""版记: 抄送机关, 印发机关, 印发日期 (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

import re

from desktop.domain.fields import Field, Form
from desktop.parsing import dates
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Place

_COPIED = re.compile(r"(?:抄送|抄报|分送)[：:]")
# 云川市人民政府办公室2024年3月6日印发
_PRINTED = re.compile(rf"([^0-9，。；：:]{{2,40}}?)({dates.PRINTED})印发$")


def read(dossier: Dossier) -> dict[str, Field]:
    """Read copied_to, printing_office and printing_date."""
    parts = dossier.parts
    claims = {
        "copied_to": absent(Form.TEXT, CERTAIN, "没有抄送机关"),
        "printing_office": absent(Form.TEXT, CERTAIN, "没有版记"),
        "printing_date": absent(Form.DATE, CERTAIN, "没有版记"),
    }
    for passage in parts.passages[parts.body :]:
        text = passage.text
        if passage.is_table or (text[0] not in "抄分" and not text.endswith("印发")):
            continue
        copied = _COPIED.match(text)
        if copied is not None and len(text) > copied.end():
            place = Place(passage, copied.end(), len(text.rstrip("。")))
            claims["copied_to"] = state(parts.source, place.text, parts.spans(place), LIKELY, "版记中的抄送机关")
        printed = _PRINTED.match(text) if len(text) <= 80 else None
        iso = dates.parse(printed[2]) if printed is not None else None
        if printed is not None and iso is not None:
            office = Place(passage, 0, printed.end(1))
            day = Place(passage, printed.start(2), printed.end(2))
            claims["printing_office"] = state(
                parts.source, office.text, parts.spans(office), LIKELY, "版记中的印发机关"
            )
            claims["printing_date"] = state(parts.source, iso, parts.spans(day), LIKELY, "版记中的印发日期")
    return claims
