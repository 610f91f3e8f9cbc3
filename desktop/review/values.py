"""Values as people read and type them, and the check that a value has the form of its field.

What `shown` writes, `typed` reads back as the same value. Lists stand one item a line.
"""

from __future__ import annotations

import re
from datetime import date

from desktop.domain.errors import ValueRefused
from desktop.domain.fields import (
    APPOINTMENT_ACTIONS,
    ON_ISSUE,
    SENSITIVE_LABELS,
    SPEC,
    Appointment,
    Form,
    Item,
    Repeal,
    SensitiveItem,
    Value,
)
from desktop.review import items
from desktop.review.dates import day_of

ON_ISSUE_WORDS = "自印发之日起施行"

_breaks_line = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]").search
"""Control characters, line and paragraph separators, halves of a surrogate pair."""

_TRUTHS = {"是": True, "有": True, "否": False, "无": False, "不是": False}


def shown(key: str, value: Value) -> str:
    """Return a field's value in words; "" where nothing is stated."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return ON_ISSUE_WORDS if SPEC[key].form is Form.EFFECTIVE and value == ON_ISSUE else value
    return "\n".join(items.shown(item) for item in value)


def typed(key: str, text: str) -> Value:
    """Return the value that a person typed for a field. Raises ValueRefused."""
    form = SPEC[key].form
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    if form.is_list:
        return checked(key, tuple(_item(key, form, line) for line in lines))
    line = _joined(lines)
    if not line:
        return None
    if form is Form.TRUTH:
        if line not in _TRUTHS:
            raise ValueRefused(key, text)
        return _TRUTHS[line]
    if form is Form.TEXT:
        return checked(key, line)
    if form is Form.EFFECTIVE and _says_on_issue(line):
        return ON_ISSUE
    day = day_of(line)
    if day is None:
        raise ValueRefused(key, text)
    return day


def checked(key: str, value: Value) -> Value:
    """Return a value that has the form of its field, "" as None. Raises ValueRefused."""
    form = SPEC[key].form
    if value is None or value == "":
        if form.is_list:
            raise ValueRefused(key, "")
        return None
    if not (_list_fits(form, value) if form.is_list else _fits(form, value)):
        raise ValueRefused(key, str(value))
    return value


def _fits(form: Form, value: Value) -> bool:
    if form is Form.TRUTH:
        return isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if form is Form.TEXT:
        return _is_line(value)
    return (form is Form.EFFECTIVE and value == ON_ISSUE) or _is_day(value)


def _list_fits(form: Form, value: Value) -> bool:
    return isinstance(value, tuple) and all(_item_fits(form, item) for item in value)


def _item_fits(form: Form, item: Item) -> bool:
    match form, item:
        case Form.TEXTS, str():
            return _is_line(item)
        case Form.REPEALS, Repeal(title, doc_number):
            stated = [text for text in (title, doc_number) if text is not None]
            return bool(stated) and all(_is_line(text) for text in stated) and "》" not in (doc_number or "")
        case Form.APPOINTMENTS, Appointment(person, action, post):
            return action in APPOINTMENT_ACTIONS and all(map(_is_line, (person, post))) and not set(person) & set(":：")
        case Form.SENSITIVE, SensitiveItem(kind, text):
            return kind in SENSITIVE_LABELS and _is_line(text)
    return False


def _is_line(text: str) -> bool:
    """Tell whether a text is one line with something on it, without control characters or broken code points."""
    return bool(text.strip()) and _breaks_line(text) is None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _item(key: str, form: Form, line: str) -> Item:
    item = items.typed(form, line)
    if item is None:
        raise ValueRefused(key, line)
    return item


def _says_on_issue(line: str) -> bool:
    words = line.replace(" ", "").strip("。；;").removeprefix("自").removesuffix("施行").removesuffix("起")
    return words in {f"{verb}之日" for verb in ("印发", "发布", "公布", "发文", "下发", "颁布")} or line == ON_ISSUE


def _joined(lines: list[str]) -> str:
    """Return lines as one, with a blank only where letters of an alphabet would run together."""
    text = ""
    for line in lines:
        text += f" {line}" if text and text[-1].isascii() and line[0].isascii() else line
    return text
