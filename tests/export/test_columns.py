"""Cells of a record: dates, words, moments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from desktop.domain.fields import FIELDS, Appointment, Form
from desktop.export import ExportRow
from desktop.export.columns import COLUMNS, cells
from desktop.export.wording import words


def by_label(row: ExportRow) -> dict[str, object]:
    return dict(zip([column.label for column in COLUMNS], cells(row), strict=True))


def test_every_field_has_its_column_under_its_chinese_label() -> None:
    labels = [column.label for column in COLUMNS]
    assert len(set(labels)) == len(labels)
    assert [spec.label for spec in FIELDS] == labels[5:-3]


def test_cells_say_what_the_record_says(make_row: Callable[..., ExportRow]) -> None:
    told = by_label(make_row())
    assert told["记录编号"] == 7
    assert told["篇次"] == 3
    assert told["页码"] == "3–5"
    assert told["发文机关"] == "云川市人民政府；云川市财政局"
    assert told["成文日期"] == date(2026, 1, 25)
    assert told["施行日期"] == "自印发之日起施行"
    assert told["规范性文件"] == "是"
    assert told["删减标记"] == "否"
    assert told["废止文件"] == "云川市路灯管理规定（云川府发〔2012〕7号）；云川市灯杆管理规定；云川府办发〔2015〕4号"
    assert told["任免事项"] == (
        "任命林晓川为云川市林业局局长；免去周望的云川市水务局副局长职务；挂任何平 云川市农业农村局副局长"
    )
    assert told["联系方式等"] == "手机：+86 13800000000；电子邮箱：zm@example.com"
    assert told["份号"] == "000012"
    assert told["附件"] is None
    assert told["抄送机关"] is None


@pytest.mark.parametrize(
    ("at", "cell"),
    [
        ("2026-02-03T17:30:05.123456+00:00", datetime(2026, 2, 4, 1, 30, 5)),
        ("2026-02-03T17:30:05", datetime(2026, 2, 3, 17, 30, 5)),
        ("", None),
        ("不详", "不详"),
    ],
    ids=["utc", "no zone", "none", "no moment"],
)
def test_approval_is_told_in_beijing_time(make_row: Callable[..., ExportRow], at: str, cell: object) -> None:
    assert by_label(make_row(approved_at=at))["核准时间"] == cell


def test_a_date_that_does_not_exist_stays_text(make_row: Callable[..., ExportRow]) -> None:
    assert by_label(make_row({"date": "2026-02-30"}))["成文日期"] == "2026-02-30"


@pytest.mark.parametrize(
    ("form", "value", "said"),
    [
        (Form.TEXT, None, ""),
        (Form.TEXTS, (), ""),
        (Form.TEXT, "on_issue", "on_issue"),
        (Form.EFFECTIVE, "2026-03-01", "2026-03-01"),
        (Form.APPOINTMENTS, (Appointment("周望", "任命", "局长"),), "任命周望为局长"),
    ],
)
def test_words_for_a_value(form: Form, value: object, said: str) -> None:
    assert words(form, value) == said  # type: ignore[arg-type]
