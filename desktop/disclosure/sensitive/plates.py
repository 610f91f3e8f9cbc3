"""Licence plates (机动车号牌, GA 36)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, SHAPED, Candidate
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•.\-]?"
    r"[A-HJ-NP-Z0-9]{4}(?:[A-HJ-NP-Z0-9]{1,2}|[学警挂港澳领])(?![A-Za-z0-9\-])"
)


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all licence plates of a text."""
    for match in _PLATE.finditer(scene.plain):
        if sum(sign.isdigit() for sign in match[0]) < 3:
            continue
        label = scene.label(match.start())
        if label is not None and label.kind == "code" and label.is_close:
            continue
        is_labelled = label is not None and label.kind == "plate"
        certainty = LABELLED if is_labelled else SHAPED
        why = "车牌可以查到车主，是个人车辆的应当遮盖"
        yield Candidate(FindingKind.PLATE, (Span(*match.span()),), certainty, Advice.MASK, "机动车号牌的形式", why)
