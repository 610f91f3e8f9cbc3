"""统一社会信用代码 (GB 32100): the code of an organisation, not of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, PROVEN, Candidate
from desktop.disclosure.sensitive.checksums import fits_credit_code
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_CODE = re.compile(r"(?<![0-9A-Za-z\-])[1-9ANYany][0-9A-Za-z][0-9]{6}[0-9A-Za-z]{10}(?![0-9A-Za-z])")
_NAMED = re.compile(
    r"(?:信用代码|纳税人识别号|税号)[号证码/()税统一社会: \t\n]{0,12}"
    r"((?:[0-9A-Za-z][ \-]?){17}[0-9A-Za-z])(?![0-9A-Za-z])"
)
_WHY = "是单位的代码，不是个人信息，可以保留"
_WHY_TRADER = "是个体工商户的代码，不是个人信息，可以保留"


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all 统一社会信用代码 of a text."""
    for match in _CODE.finditer(scene.plain):
        code = match[0].upper()
        if not code.isdigit() and fits_credit_code(code):
            yield _candidate(match.span(), code, PROVEN, "18位代码，校验位正确")
    for match in _NAMED.finditer(scene.plain):
        code = re.sub("[ -]", "", match[1]).upper()
        right = fits_credit_code(code)
        told = "校验位正确" if right else "但校验位不对，可能抄错"
        yield _candidate(match.span(1), code, PROVEN if right else LABELLED, f"在“信用代码”之后，{told}")


def _candidate(place: tuple[int, int], code: str, certainty: int, known: str) -> Candidate:
    why = _WHY_TRADER if code.startswith("92") else _WHY
    return Candidate(FindingKind.CREDIT_CODE, (Span(*place),), certainty, Advice.KEEP, known, why)
