"""A field's value in words, as a clerk reads it in one cell of a sheet."""

from __future__ import annotations

from desktop.domain.fields import ON_ISSUE, SENSITIVE_LABELS, Appointment, Form, Item, Repeal, SensitiveItem, Value

SEPARATOR = "；"
"""Between the items of a list. One record stays one line of a CSV file; the exact list is in the JSON export."""


def words(form: Form, value: Value) -> str:
    """Return a value in words, "" where nothing is stated."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return SEPARATOR.join([item if isinstance(item, str) else _item_words(item) for item in value])
    return "自印发之日起施行" if form is Form.EFFECTIVE and value == ON_ISSUE else value


def _item_words(item: Item) -> str:
    match item:
        case Repeal(title, doc_number):
            if title and doc_number:
                return f"{title}（{doc_number}）"
            return title or doc_number or ""
        case Appointment(person, "任命", post):
            return f"任命{person}为{post}"
        case Appointment(person, "免去", post):
            return f"免去{person}的{post}职务"
        case Appointment(person, action, post):
            return f"{action}{person} {post}"
        case SensitiveItem(kind, text):
            return f"{SENSITIVE_LABELS.get(kind, kind)}：{text}"
    return item
