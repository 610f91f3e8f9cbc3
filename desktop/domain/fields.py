"""The fields of a 公文: what they are called, what form their values have, and a claim about one of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from desktop.domain.text import Span


@dataclass(frozen=True, slots=True)
class Repeal:
    """A document that this one repeals (废止)."""

    title: str | None
    doc_number: str | None


@dataclass(frozen=True, slots=True)
class Appointment:
    """One line of a 人事任免: `action` is 任命 or 免去."""

    person: str
    action: str
    post: str


@dataclass(frozen=True, slots=True)
class SensitiveItem:
    """Personal or contact data printed in the document.

    `kind`: mobile, phone, email, id_card, bank_card, plate, address.
    """

    kind: str
    text: str


SENSITIVE_LABELS = {
    "mobile": "手机",
    "phone": "电话",
    "email": "电子邮箱",
    "id_card": "身份证号",
    "bank_card": "银行卡号",
    "plate": "车牌",
    "address": "地址",
}
"""What each kind of sensitive item is called."""

APPOINTMENT_ACTIONS = ("任命", "免去")

Item: TypeAlias = str | Repeal | Appointment | SensitiveItem
Value: TypeAlias = str | bool | tuple[Item, ...] | None


class Form(Enum):
    """The form that a field's values have."""

    TEXT = "text"
    DATE = "date"
    EFFECTIVE = "effective"
    TRUTH = "truth"
    TEXTS = "texts"
    REPEALS = "repeals"
    APPOINTMENTS = "appointments"
    SENSITIVE = "sensitive"

    @property
    def is_list(self) -> bool:
        """Tell whether the value is a tuple of items."""
        return self in (Form.TEXTS, Form.REPEALS, Form.APPOINTMENTS, Form.SENSITIVE)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field is. `hue` names the colour of its evidence: title, number, organ, date, law."""

    key: str
    label: str
    group: str
    form: Form
    hue: str


_TITLE, _ORGAN, _FORCE, _LINKS, _MARKS = "题名与文号", "机关与日期", "效力", "关联", "标识与附注"

FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", "标题", _TITLE, Form.TEXT, "title"),
    FieldSpec("doc_number", "发文字号", _TITLE, Form.TEXT, "number"),
    FieldSpec("genre", "文种", _TITLE, Form.TEXT, "title"),
    FieldSpec("column", "栏目", _TITLE, Form.TEXT, "title"),
    FieldSpec("enclosed_title", "所附文件", _TITLE, Form.TEXT, "title"),
    FieldSpec("issuers", "发文机关", _ORGAN, Form.TEXTS, "organ"),
    FieldSpec("date", "成文日期", _ORGAN, Form.DATE, "date"),
    FieldSpec("addressees", "主送机关", _ORGAN, Form.TEXT, "organ"),
    FieldSpec("meeting", "审议会议", _ORGAN, Form.TEXT, "organ"),
    FieldSpec("effective_date", "施行日期", _FORCE, Form.EFFECTIVE, "date"),
    FieldSpec("validity", "有效期", _FORCE, Form.TEXT, "date"),
    FieldSpec("expiry_date", "失效日期", _FORCE, Form.DATE, "date"),
    FieldSpec("normative", "规范性文件", _FORCE, Form.TRUTH, "number"),
    FieldSpec("repeals", "废止文件", _FORCE, Form.REPEALS, "law"),
    FieldSpec("basis_laws", "依据", _LINKS, Form.TEXTS, "law"),
    FieldSpec("cited_doc_numbers", "引用文号", _LINKS, Form.TEXTS, "number"),
    FieldSpec("attachments", "附件", _LINKS, Form.TEXTS, "title"),
    FieldSpec("appointments", "任免事项", _LINKS, Form.APPOINTMENTS, "organ"),
    FieldSpec("publicity_mark", "公开标识", _MARKS, Form.TEXT, "number"),
    FieldSpec("has_redaction_mark", "删减标记", _MARKS, Form.TRUTH, "number"),
    FieldSpec("sensitive", "联系方式等", _MARKS, Form.SENSITIVE, "law"),
    FieldSpec("copy_number", "份号", _MARKS, Form.TEXT, "number"),
    FieldSpec("secrecy", "密级和保密期限", _MARKS, Form.TEXT, "number"),
    FieldSpec("urgency", "紧急程度", _MARKS, Form.TEXT, "number"),
    FieldSpec("signatory", "签发人", _MARKS, Form.TEXT, "organ"),
    FieldSpec("copied_to", "抄送机关", _MARKS, Form.TEXT, "organ"),
    FieldSpec("printing_office", "印发机关", _MARKS, Form.TEXT, "organ"),
    FieldSpec("printing_date", "印发日期", _MARKS, Form.DATE, "date"),
)

SPEC: dict[str, FieldSpec] = {spec.key: spec for spec in FIELDS}

HEADER_KEYS = ("title", "doc_number", "genre", "issuers", "date", "addressees")

ON_ISSUE = "on_issue"
"""The effective_date of a document in force from its issue (自印发之日起施行)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another value that the parser considered."""

    value: Value
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A claim with its evidence. An absent value is a claim too.

    `confidence` is the calibrated chance that `value` is right; `printed` is the text at `spans`, joined to one line;
    `reason` says in words for a clerk which rule spoke.
    """

    value: Value
    printed: str = ""
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    flagged: bool = False
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


def empty_value(form: Form) -> Value:
    """Return the value that says "not stated" for a form."""
    return () if form.is_list else None
