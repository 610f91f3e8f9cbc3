"""Addresses (地址): of a home, by the word before them or by the head of their column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, Candidate
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_LABELLED = re.compile(r"(?:地 {0,4}址|住 {0,4}址|住所):[ ]{0,2}([^，,。；;:()\t\n]{6,60})")


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all addresses of a text."""
    for match in _LABELLED.finditer(scene.plain):
        span = Span(*match.span(1))
        label = scene.label(span.start)
        if label is not None and label.kind == "home":
            advice, why = Advice.MASK, "家庭住址只写到乡镇、街道"
        elif label is not None and label.kind == "office":
            advice, why = Advice.KEEP, "是单位的地址，可以保留"
        else:
            advice, why = Advice.ASK, "是住址还是办公地址，请核对"
        known = f"在“{label.word}”之后" if label is not None else "在“地址”之后"
        yield Candidate(FindingKind.ADDRESS, (span,), LABELLED, advice, known, why)
