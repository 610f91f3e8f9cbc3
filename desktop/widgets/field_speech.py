"""What a screen reader adds to the name and the value of a field: how sure it is, and what can be done. No Qt."""

from __future__ import annotations

from desktop.widgets.field_face import FieldFace

_LONGEST = 80
"""Code points of a value that are read out beside the one that counts."""


def spoken(face: FieldFace) -> str:
    """Return a sentence about a field."""
    parts = ["存疑" if face.doubtful else "", _GRADES.get(face.grade, face.grade), face.reason]
    parts.append(f"原识别值：{_cut(face.parsed_text) or '空'}" if face.parsed_text is not None else "")
    parts.append(f"看不见的字符：{face.unseen}" if face.unseen else "")
    parts.append(f"{len(face.choices)} 个备选值，按向下键选用" if face.choices else "")
    return "，".join(part.rstrip("。") for part in parts if part)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_GRADES = {"高": "识别把握高", "中": "识别把握中等", "低": "识别把握低", "已改": "已更正", "已确认": "已人工确认"}
