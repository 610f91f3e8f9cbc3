"""联系方式等: personal and contact data printed in the document, each literal once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.fields import Field, Form, SensitiveItem
from desktop.domain.text import Span
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, FAIR, LIKELY
from desktop.parsing.dossier import Dossier

_HINT = re.compile(r"[0-9]{7}|@|地址|住址")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_DASH = "[-—－–―‐]{1,2}"
# 0800—1234567, （0800）1234567
_PHONE = re.compile(
    rf"(?<![0-9])(?:0[0-9]{{2,3}}{_DASH}|[（(]0[0-9]{{2,3}}[)）]{_DASH}?|[（(]0[0-9]{{2,3}}[)）])[0-9]{{7,8}}(?![0-9])"
)
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
# 联系电话：1234567
_NEAR_LABEL = re.compile(r"(?:电话|传真|热线|联系方式|联系人)[^0-9。；;]{0,16}?([0-9]{7,8})(?![0-9])")
_LONG_NUMBER = re.compile(r"(?<![0-9])([0-9]{15,19}|[0-9]{17}[Xx])(?![0-9])")
_BANK = re.compile(r"账号|帐号|卡号|账户|帐户")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
# 地址：云川市青溪路1号
_ADDRESS = re.compile(r"(?:地址|住址|住所)[：:]([^，,。；;：:（()）\t]{6,60})")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def read(dossier: Dossier) -> dict[str, Field]:
    """Read sensitive."""
    parts = dossier.parts
    found: dict[SensitiveItem, Span] = {}
    for passage in parts.passages:
        text = passage.printed
        if not _HINT.search(text) and not _PLATE.search(text):
            continue
        base = passage.paragraph.span.start
        for kind, start, end in _literals(text):
            found.setdefault(SensitiveItem(kind, text[start:end]), Span(base + start, base + end))
    if not found:
        return {"sensitive": absent(Form.SENSITIVE, CERTAIN, "没有认出个人信息或联系方式")}
    sure = all(item.kind not in ("address", "plate") for item in found)
    spans = (span for place in found.values() for span in parts.reading.to_source(place))
    return {
        "sensitive": state(
            parts.source, tuple(found), spans, LIKELY if sure else FAIR, "按号码形式、校验位和上下文认出"
        )
    }


def is_id_card(text: str) -> bool:
    """Tell whether 18 characters are a 居民身份证号 by its check digit (GB 11643, MOD 11-2)."""
    if len(text) != 18 or not text[:17].isdigit() or not "19" <= text[6:8] <= "20":
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
    return "10X98765432"[total % 11] == text[17].upper()


def _is_bank_card(text: str) -> bool:
    """Tell whether 16 to 19 digits satisfy Luhn's check."""
    if not 16 <= len(text) <= 19 or not text.isdigit():
        return False
    digits = [int(digit) for digit in reversed(text)]
    return sum(digit if index % 2 == 0 else sum(divmod(2 * digit, 10)) for index, digit in enumerate(digits)) % 10 == 0


def _literals(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PHONE.finditer(text):
        yield "phone", match.start(), match.end()
    for match in _MOBILE.finditer(text):
        yield "mobile", match.start(), match.end()
    for match in _NEAR_LABEL.finditer(text):
        yield "phone", match.start(1), match.end(1)
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield "email", match.start(), match.end()
    for match in _LONG_NUMBER.finditer(text):
        if is_id_card(match[1]):
            yield "id_card", match.start(1), match.end(1)
        elif _is_bank_card(match[1]) and _BANK.search(text[max(0, match.start() - 30) : match.start()]):
            yield "bank_card", match.start(1), match.end(1)
    for match in _PLATE.finditer(text):
        yield "plate", match.start(), match.end()
    for match in _ADDRESS.finditer(text):
        yield "address", match.start(1), match.end(1)
