"""Which hints have a certain remedy, and what it makes of the values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Anomaly, Document, ParsedSource
from desktop.domain.edits import Verb
from desktop.domain.fields import Field, Repeal, Value
from desktop.domain.record import Record, Status
from desktop.domain.text import Span
from desktop.review import fixing
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples

HERE, ELSEWHERE = Span(10, 30), Span(40, 50)


def record(code: str, key: str, value: Value, place: Span = HERE) -> Record:
    """Return a record with one field and one hint at the same place."""
    fields = {key: Field(value, spans=(HERE,))}
    return Record(1, 1, 1, Document(Span(0, 100), fields, anomalies=(Anomaly(code, "提示。", (place,)),)))


CASES = [
    ("number-brackets", "doc_number", "云政发[2026]1号", "云政发〔2026〕1号", "改为 云政发〔2026〕1号"),
    ("number-brackets", "doc_number", "云政发（２０２６）１２号", "云政发〔2026〕12号", "改为 云政发〔2026〕12号"),
    ("number-brackets", "doc_number", "云政发〔二〇二六〕3号", "云政发〔2026〕3号", "改为 云政发〔2026〕3号"),
    ("number-form", "doc_number", "云政发〔2026〕第 001号", "云政发〔2026〕1号", "改为 云政发〔2026〕1号"),
    ("mismatched-brackets", "doc_number", "云政发〔2026）1号", "云政发〔2026〕1号", "改为 云政发〔2026〕1号"),
    (
        "cited-number-brackets",
        "cited_doc_numbers",
        ("云政发[2025]2号", "青政办发〔2024〕8号", "云政发〔2025〕2号"),
        ("云政发〔2025〕2号", "青政办发〔2024〕8号"),
        "去掉重复的 云政发[2025]2号",
    ),
    (
        "cited-number-brackets",
        "cited_doc_numbers",
        ("云政发[2025]2号",),
        ("云政发〔2025〕2号",),
        "改为 云政发〔2025〕2号",
    ),
    (
        "cited-number-brackets",
        "repeals",
        (Repeal("云川市植树办法", "云政发[2016]9号"),),
        (Repeal("云川市植树办法", "云政发〔2016〕9号"),),
        "改为 《云川市植树办法》（云政发〔2016〕9号）",
    ),
    (
        "cited-number-brackets",
        "title",
        "关于废止云政发[2016]9号文件的通知",
        "关于废止云政发〔2016〕9号文件的通知",
        "改为 关于废止云政发〔2016〕9号文件的通知",
    ),
    ("mismatched-brackets", "title", "云川市植树办法（试行〕", "云川市植树办法（试行）", "改为 云川市植树办法（试行）"),
    ("mismatched-brackets", "attachments", ("〔草案）", "乙"), ("（草案）", "乙"), "改为 （草案）"),
    ("doubled-sign", "title", "关于植树、、护林的通知", "关于植树、护林的通知", "改为 关于植树、护林的通知"),
]


@pytest.mark.parametrize(("code", "key", "before", "after", "words"), CASES)
def test_a_certain_remedy_sets_the_value(code: str, key: str, before: Value, after: Value, words: str) -> None:
    one = record(code, key, before)
    found = fixing.fix(one, one.anomalies[0])
    assert found is not None
    assert {key: correction.value for key, correction in found.corrections.items()} == {key: after}
    assert found.words == words
    assert found.corrections[key].spans == (HERE,)


@pytest.mark.parametrize(
    ("code", "key", "value", "place"),
    [
        pytest.param("number-brackets", "doc_number", "云政发〔2026〕1号", HERE, id="right already"),
        pytest.param("number-brackets", "doc_number", "第12号", HERE, id="no number of a series"),
        pytest.param("number-brackets", "doc_number", None, HERE, id="nothing there"),
        pytest.param("doubled-sign", "title", "关于植树，。的通知", HERE, id="two signs in conflict"),
        pytest.param("doubled-sign", "title", "植树。。。护林", HERE, id="perhaps an ellipsis"),
        pytest.param("doubled-sign", "title", "植树、、护林", ELSEWHERE, id="in another place"),
        pytest.param("mismatched-brackets", "title", "植树办法（2026〕", HERE, id="perhaps a year"),
        pytest.param("unpaired-sign", "title", "关于《植树办法的通知", HERE, id="end not known"),
        pytest.param("doubled-word", "title", "持续持续植树", HERE, id="perhaps meant"),
        pytest.param("impossible-date", "date", "2026-01-12", HERE, id="which day is not known"),
        pytest.param("expiry-differs", "expiry_date", "2030-01-12", HERE, id="date or term"),
    ],
)
def test_what_is_not_certain_has_no_remedy(code: str, key: str, value: Value, place: Span) -> None:
    one = record(code, key, value, place)
    assert fixing.fix(one, one.anomalies[0]) is None


def test_a_right_value_under_a_wrong_print_is_said_to_be_right() -> None:
    one = record("number-brackets", "doc_number", "云政发〔2026〕1号")
    assert fixing.is_met(one, one.anomalies[0])
    other = record("number-brackets", "doc_number", "云政发[2026]1号")
    assert not fixing.is_met(other, other.anomalies[0])


def test_a_very_long_remedy_is_named_in_short() -> None:
    one = record("doubled-sign", "title", f"{'长' * 60}、、后")
    found = fixing.fix(one, one.anomalies[0])
    assert found is not None
    assert found.words == f"改为 {'长' * 39}…"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with a record that has two hints about one number, and one about its title."""
    source = samples.source_text()
    notice = Document(
        Span(0, 80),
        {
            "title": Field("关于植树、、护林的通知", spans=(Span(30, 52),)),
            "doc_number": Field("云政发[2026]第1号", spans=(Span(53, 64),)),
        },
        anomalies=(
            Anomaly("number-brackets", "括号。", (Span(53, 64),)),
            Anomaly("number-form", "不加第。", (Span(53, 64),)),
            Anomaly("doubled-sign", "重复。", (Span(30, 52),)),
            Anomaly("unpaired-sign", "不配对。", (Span(30, 52),)),
        ),
    )
    parsed = ParsedSource(source, (notice,))
    path = tmp_path / "one.txt"
    path.write_bytes(samples.raw(parsed))
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李青禾")
        desk.keep(parsed, path)
        yield desk


def test_one_hint_is_remedied_and_settled_in_one_step(desk: Desk) -> None:
    identity = desk.record(1).anomalies[0].identity
    done = desk.remarks.fix(1, [identity])
    fixed = desk.record(1)
    assert done.step.verb is Verb.FIX
    assert fixed.value("doc_number") == "云政发〔2026〕1号"
    assert fixed.spans("doc_number") == (Span(53, 64),)
    assert fixed.ignored == {identity: fixing.REASON}
    desk.undo()
    assert desk.record(1).value("doc_number") == "云政发[2026]第1号"
    assert desk.record(1).ignored == {}


def test_all_certain_remedies_make_one_step_and_leave_the_rest(desk: Desk) -> None:
    done = desk.remarks.fix(1)
    fixed = desk.record(1)
    assert [anomaly.code for anomaly in fixed.anomalies] == ["unpaired-sign"]
    assert (fixed.value("doc_number"), fixed.value("title")) == ("云政发〔2026〕1号", "关于植树、护林的通知")
    assert done.entry is not None
    assert desk.remarks.fix(1).entry is None


def test_ignored_hints_are_not_remedied(desk: Desk) -> None:
    desk.remarks.ignore(1, desk.record(1).document.anomalies[2].identity, "原文如此")
    desk.remarks.fix(1)
    assert desk.record(1).value("title") == "关于植树、、护林的通知"


def test_a_remedy_takes_an_approved_record_back_to_its_review(desk: Desk) -> None:
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    desk.remarks.fix(1)
    assert desk.record(1).status is Status.PENDING
