"""Sensitive data found in a text: what it is, where it stands, and what is advised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.domain.text import Span


class FindingKind(Enum):
    """What was found; the value is its name in files."""

    ID_CARD = "id_card"
    MOBILE = "mobile"
    PHONE = "phone"
    EMAIL = "email"
    QQ = "qq"
    WECHAT = "wechat"
    BANK_CARD = "bank_card"
    PASSPORT = "passport"
    PERMIT = "permit"
    PLATE = "plate"
    CREDIT_CODE = "credit_code"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    MINOR = "minor"
    CONDITION = "condition"
    SIGNATURE = "signature"
    SECRECY_MARK = "secrecy_mark"
    INTERNAL_MARK = "internal_mark"


class Advice(Enum):
    """What is advised about a finding; a person decides. The value is its name in files."""

    MASK = "mask"
    KEEP = "keep"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of sensitive data.

    `text` is what is printed, `spans` are its places in the source text in their order: more than one where it is
    split over lines or cells. `reason` says in Chinese what it was known by and why the advice is as it is.
    """

    kind: FindingKind
    text: str
    spans: tuple[Span, ...]
    reason: str
    advice: Advice
