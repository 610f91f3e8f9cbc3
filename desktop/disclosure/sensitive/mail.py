"""Mail addresses (电子邮箱), and the names people have at QQ and 微信."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import PROVEN, Candidate
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}")


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all mail addresses of a text."""
    if "@" not in scene.plain:
        return
    for match in _MAIL.finditer(scene.plain):
        span = Span(*match.span())
        if match[0].lower().endswith(".gov.cn"):
            advice, why = Advice.KEEP, "是政府部门的邮箱，可以保留"
        elif (person := scene.person(*match.span())) is not None:
            advice, why = Advice.ASK, f"是“{person}”的邮箱，是否公开请核对"
        else:
            advice, why = Advice.ASK, "是单位的还是个人的，请核对"
        yield Candidate(FindingKind.EMAIL, (span,), PROVEN, advice, "电子邮箱的形式", why)
