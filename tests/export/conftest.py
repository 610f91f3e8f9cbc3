"""An approved record to export, and the way back from a file to its cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.domain.fields import Appointment, Repeal, SensitiveItem, Value
from desktop.export import ExportRow

VALUES: dict[str, Value] = {
    "title": "云川市人民政府关于印发云川市城市照明管理办法的通知",
    "doc_number": "云川府规〔2026〕2号",
    "genre": "通知",
    "issuers": ("云川市人民政府", "云川市财政局"),
    "date": "2026-01-25",
    "effective_date": "on_issue",
    "expiry_date": "2031-01-24",
    "normative": True,
    "repeals": (
        Repeal("云川市路灯管理规定", "云川府发〔2012〕7号"),
        Repeal("云川市灯杆管理规定", None),
        Repeal(None, "云川府办发〔2015〕4号"),
    ),
    "appointments": (
        Appointment("林晓川", "任命", "云川市林业局局长"),
        Appointment("周望", "免去", "云川市水务局副局长"),
        Appointment("何平", "挂任", "云川市农业农村局副局长"),
    ),
    "sensitive": (SensitiveItem("mobile", "+86 13800000000"), SensitiveItem("email", "zm@example.com")),
    "has_redaction_mark": False,
    "copy_number": "000012",
}


@pytest.fixture
def make_row() -> Callable[..., ExportRow]:
    """Return a maker of records; field values are given by key, the rest by name."""

    def make(values: dict[str, Value] | None = None, **others: object) -> ExportRow:
        facts: dict[str, object] = {
            "record_id": 7,
            "source": "云川公报.txt",
            "issue": "云川市人民政府公报 2026年第1期",
            "number": 3,
            "pages": "3-5",
            "disclosure": "主动公开",
            "approved_by": "李敏",
            "approved_at": "2026-02-03T17:30:05.123456+00:00",
        }
        return ExportRow(values=VALUES if values is None else values, **(facts | others))  # type: ignore[arg-type]

    return make
