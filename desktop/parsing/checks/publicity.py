"""What stands against publishing the text as it is: a 密级, private or masked data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desktop.domain.document import Anomaly
from desktop.domain.text import Span
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import quote

# 机密★10年, 秘密
_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★.{0,8})?")
_HEAD_PARAGRAPHS = 8
_MOBILE = re.compile(r"1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])")
_IDENTITY = re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9Xx](?![0-9Xx])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# 联系人：某某，联系电话：0000—1234567
_CONTACT = re.compile(
    r"联[ \u3000]?系[ \u3000]?人\s?[:：]\s?[\u3400-\u9fff·]{2,4}(?:[（(]?(?:同志|先生|女士)[）)]?)?.{0,12}?"
    r"(?:电\s?话|手机|[,，、；;\s(（])[^0-9\n]{0,6}(?:0[0-9]{2,3}\s?[—－–-]{0,2}\s?)?[0-9]{7,11}"
)
# 138****1234, 51010019******1234
_MASKED = re.compile(r"[*＊×]{3,}[0-9]{2,4}(?![0-9*])")
_MASKS = ("***", "＊＊＊", "×××")
_DIGITS_BEFORE = re.compile(r"[0-9]{3,14}$")


def check(case: Case) -> Iterator[Anomaly]:
    """Yield the reasons to stop before publishing one document."""
    yield from _secrecy(case)
    text = case.reading.text
    for printed, spans in _places(case, _CONTACT.finditer(text) if "联" in text else ()):
        yield Anomaly("contact-person", f"正文印有联系人的姓名和电话（{quote(printed)}），公开前请确认。", spans)
    for printed, spans in _places(case, _whole(_MOBILE, text)):
        yield Anomaly("private-data", f"正文印有手机号码“{printed}”，公开前请确认是否应当删去。", spans)
    for printed, spans in _places(case, _whole(_IDENTITY, text)):
        if _is_identity(printed):
            yield Anomaly("private-data", f"正文印有完整的身份证号码“{printed}”，公开前应当删去。", spans)
    yield from _masked(case)


def _masked(case: Case) -> Iterator[Anomaly]:
    """Numbers partly hidden; looked for in the source, whose asterisks the reading text may take for marks of type."""
    text = case.reading.source.text
    outline = case.reading.outline
    start = case.reading.source.line_span(outline.first_line).start
    end = case.reading.source.line_span(outline.last_line).end
    if all(text.find(sign, start, end) < 0 for sign in _MASKS):
        return
    for match in _MASKED.finditer(text, start, end):
        before = _DIGITS_BEFORE.search(text[max(start, match.start() - 14) : match.start()])
        if before is not None:
            message = f"正文印有部分遮盖的号码“{before[0]}{match[0]}”，请确认遮盖是否足够。"
            yield Anomaly("masked-data", message, (Span(match.start() - len(before[0]), match.end()),))


def _whole(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches before which no digit stands."""
    for match in pattern.finditer(text):
        if not text[max(0, match.start() - 1) : match.start()].isdigit():
            yield match


def _secrecy(case: Case) -> Iterator[Anomaly]:
    claimed = case.text("secrecy")
    if claimed is not None:
        yield Anomaly("secrecy-printed", _stop(claimed), case.evidence("secrecy"))
        return
    for paragraph in case.paragraphs[:_HEAD_PARAGRAPHS]:
        bare = "".join(paragraph.text.split())
        if len(bare) <= 12 and _SECRECY.fullmatch(bare):
            yield case.report("secrecy-printed", _stop(bare), paragraph)
            return


def _stop(mark: str) -> str:
    return f"文件标有密级{quote(mark)}，在解密以前不得公开。"


def _is_identity(text: str) -> bool:
    """Tell whether the check digit is right (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def _places(case: Case, matches: Iterable[re.Match[str]]) -> Iterable[tuple[str, tuple[Span, ...]]]:
    """Return each text that was found, once, with all its places."""
    places: dict[str, tuple[Span, ...]] = {}
    for match in matches:
        places[match[0]] = places.get(match[0], ()) + case.reading.to_source(Span(*match.span()))
    return places.items()
