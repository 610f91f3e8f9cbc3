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


KIND_LABELS = {
    FindingKind.ID_CARD: "身份证号",
    FindingKind.MOBILE: "手机",
    FindingKind.PHONE: "电话",
    FindingKind.EMAIL: "电子邮箱",
    FindingKind.QQ: "QQ号",
    FindingKind.WECHAT: "微信号",
    FindingKind.BANK_CARD: "银行卡号",
    FindingKind.PASSPORT: "护照号",
    FindingKind.PERMIT: "通行证号",
    FindingKind.PLATE: "车牌",
    FindingKind.CREDIT_CODE: "统一社会信用代码",
    FindingKind.ADDRESS: "住址",
    FindingKind.BIRTH_DATE: "出生日期",
    FindingKind.MINOR: "未成年人信息",
    FindingKind.CONDITION: "病情、贫困或家庭情况",
    FindingKind.SIGNATURE: "私人签名",
    FindingKind.SECRECY_MARK: "密级标志",
    FindingKind.INTERNAL_MARK: "内部标志",
}
"""What each kind of finding is called."""


def label_of(kind: str) -> str:
    """Return what the kind of this name is called."""
    return KIND_LABELS[FindingKind(kind)]


class Advice(Enum):
    """What is advised about a finding; a person decides. The value is its name in files."""

    MASK = "mask"
    KEEP = "keep"
    ASK = "ask"


ADVICE_LABELS = {Advice.MASK: "遮盖", Advice.KEEP: "保留", Advice.ASK: "核对"}
"""What each advice is called."""


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
