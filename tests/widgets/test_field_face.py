"""What the fields pane says of a field."""

from __future__ import annotations

from desktop.domain.document import Document
from desktop.domain.fields import SPEC, Field
from desktop.domain.record import Correction, Record
from desktop.domain.text import Span
from desktop.widgets.field_face import face, field_at, next_doubt


def record(corrections: dict[str, Correction] | None = None) -> Record:
    fields = {
        "title": Field("关于植树的通知", spans=(Span(0, 7),)),
        "issuers": Field(("云川市人民政府", "云川市水务局"), spans=(Span(20, 27),)),
        "date": Field("2024-01-02", spans=(Span(30, 39),), confidence=0.7, flagged=True, reason="落款日期有两个"),
        "effective_date": Field(None, confidence=0.3, flagged=True, reason="正文未写"),
    }
    return Record(1, 1, 1, Document(Span(0, 50), fields), corrections or {})


def test_a_sure_value_is_high_and_an_absent_one_says_nothing() -> None:
    assert face(record(), SPEC["title"]).grade == "高"
    absent = face(record(), SPEC["urgency"])
    assert (absent.grade, absent.stated) == ("", False)


def test_a_doubt_is_graded_and_gives_its_reason() -> None:
    shown = face(record(), SPEC["date"])
    assert (shown.grade, shown.tone, shown.reason, shown.doubtful) == ("中", "warn", "落款日期有两个", True)
    low = face(record(), SPEC["effective_date"])
    assert (low.grade, low.tone, low.stated) == ("低", "bad", True)


def test_a_correction_keeps_the_parsers_value_beside_it() -> None:
    shown = face(record({"title": Correction("关于种树的通知")}), SPEC["title"])
    assert (shown.text, shown.parsed_text, shown.grade) == ("关于种树的通知", "关于植树的通知", "已改")


def test_a_confirmation_settles_the_doubt() -> None:
    shown = face(record({"date": Correction("2024-01-02")}), SPEC["date"])
    assert (shown.grade, shown.doubtful, shown.parsed_text, shown.reason) == ("已确认", False, None, "")


def test_a_list_has_one_chip_an_item() -> None:
    assert face(record(), SPEC["issuers"]).items == ("云川市人民政府", "云川市水务局")


def test_doubts_are_met_in_order_and_again_from_the_first() -> None:
    assert next_doubt(record(), None) == "date"
    assert next_doubt(record(), "date") == "effective_date"
    assert next_doubt(record(), "effective_date") == "date"
    settled = {"date": Correction("2024-01-02"), "effective_date": Correction(None)}
    assert next_doubt(record(settled), "date") is None


def test_a_place_in_the_text_leads_to_its_field() -> None:
    assert field_at(record(), 32) == "date"
    assert field_at(record(), 49) is None
