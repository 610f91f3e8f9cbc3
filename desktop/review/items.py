"""One item of a list value as a line that people read and type."""

from __future__ import annotations

import re

from desktop.domain.fields import (
    APPOINTMENT_ACTIONS,
    SENSITIVE_LABELS,
    Appointment,
    Form,
    Item,
    Repeal,
    SensitiveItem,
)

_KINDS = {label: kind for kind, label in SENSITIVE_LABELS.items()}
_KINDS |= {"手机号": "mobile", "联系电话": "phone", "邮箱": "email", "身份证": "id_card", "银行卡": "bank_card"}
_KINDS |= {"车牌号": "plate", "住址": "address"}

_ACTIONS = "|".join(APPOINTMENT_ACTIONS)
_APPOINTMENT = re.compile(f"({_ACTIONS}) ?([^:：]+?) ?[:：] ?(.+)")
# 任命李某某为云川市人民政府副秘书长
_APPOINTED = re.compile("任命 ?([^:： ]{2,}?) ?(?:同志)?为 ?(.+)")
# 免去李某某的云川市人民政府副秘书长职务
_REMOVED = re.compile("免去 ?([^:： ]{2,}?) ?(?:同志)?(?:的|担任的) ?(.+?)(?:职务)?")
_SENSITIVE = re.compile("([^:：]+?) ?[:：] ?(.+)")
# 云政发〔2020〕1号
_DOC_NUMBER = re.compile(r"[^《》（）]*[〔\[［(（][0-9]{4}[〕\]］)）][^《》（）]*号")


def shown(item: Item) -> str:
    """Return an item as one line."""
    match item:
        case Repeal(None, doc_number):
            return doc_number if doc_number and _DOC_NUMBER.fullmatch(doc_number) else f"（{doc_number}）"
        case Repeal(title, doc_number):
            return f"《{title}》（{doc_number}）" if doc_number else f"《{title}》"
        case Appointment(person, action, post):
            return f"{action} {person}：{post}"
        case SensitiveItem(kind, text):
            return f"{SENSITIVE_LABELS.get(kind, kind)}：{text}"
    return item


def typed(form: Form, line: str) -> Item | None:
    """Return the item that a line states, None where it has not the form."""
    match form:
        case Form.REPEALS:
            return _repeal(line)
        case Form.APPOINTMENTS:
            return _appointment(line)
        case Form.SENSITIVE:
            return _sensitive(line)
    return line


def _repeal(line: str) -> Repeal | None:
    if line.startswith("《") and line.endswith("》"):
        return Repeal(line[1:-1], None)
    if line.startswith("《") and line.endswith(("）", ")")) and ("》（" in line or "》(" in line):
        cut = max(line.rfind("》（"), line.rfind("》("))
        return Repeal(line[1:cut], line[cut + 2 : -1])
    if line.startswith("（") and line.endswith("）"):
        return Repeal(None, line[1:-1])
    if _DOC_NUMBER.fullmatch(line):
        return Repeal(None, line)
    return None if "《" in line or "》" in line else Repeal(line, None)


def _sensitive(line: str) -> SensitiveItem | None:
    match = _SENSITIVE.fullmatch(line)
    return SensitiveItem(_KINDS[match[1]], match[2]) if match and match[1] in _KINDS else None


def _appointment(line: str) -> Appointment | None:
    if match := _APPOINTMENT.fullmatch(line):
        return Appointment(match[2].strip(), match[1], match[3])
    if match := _APPOINTED.fullmatch(line):
        return Appointment(match[1], "任命", match[2])
    if match := _REMOVED.fullmatch(line):
        return Appointment(match[1], "免去", match[2])
    return None
