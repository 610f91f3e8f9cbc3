"""What the rows of an export hold: by filter, with the text, with what repeals them, and first lines before writing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.fields import Repeal
from desktop.domain.queue import SELF, QueueFilter
from desktop.domain.record import Status
from desktop.export.formats import FORMATS
from desktop.export.row import PrintedTable
from desktop.review.desk import Desk
from desktop.review.exporting import ApprovedRows, approved_ids, outlook, preview, withheld
from desktop.store import Store
from tests.helpers.secret_records import make_secret
from tests.store import samples


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with the records 1 to 4 of two sources, the first three approved, 3 for those who ask."""
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李")
        for extra in ("", "另"):
            parsed = samples.issue(extra)
            store.add_source(parsed, samples.raw(parsed), "李")
        desk.mark([1, 2, 4], Disclosure.PROACTIVE)
        desk.mark([3], Disclosure.ON_REQUEST)
        desk.approve([1, 2, 3])
        yield desk


def shown(desk: Desk, wish: QueueFilter) -> list[int]:
    return [row.record_id for row in ApprovedRows(desk.store, desk.listings.meant(wish))]


@pytest.mark.parametrize(
    ("wish", "ids"),
    [
        (QueueFilter(), [1, 2, 3]),
        (QueueFilter(1), [1, 2]),
        (QueueFilter(disclosures=frozenset(("依申请公开",))), [3]),
        (QueueFilter(text="任免"), [2]),
        (QueueFilter(statuses=frozenset((Status.PENDING.value,))), []),
        (QueueFilter(dropped=True), []),
        (QueueFilter(changed_by=SELF), [1, 2, 3]),
    ],
)
def test_a_filter_says_which_approved_records_go_out(desk: Desk, wish: QueueFilter, ids: list[int]) -> None:
    assert shown(desk, wish) == ids


def test_the_outlook_counts_what_goes_out_and_what_waits(desk: Desk) -> None:
    found = outlook(desk.store, QueueFilter(2))
    assert (list(found.approved), found.pending) == ([3], 1)
    make_secret(desk.store, 1)
    assert withheld(desk.store, approved_ids(desk.store, QueueFilter()), "json") == (1, 0)
    assert withheld(desk.store, approved_ids(desk.store, QueueFilter()), "html") == (1, 1)


def test_the_text_goes_out_with_its_tables_as_they_count(desk: Desk) -> None:
    record = desk.record(1)
    table = record.document.tables[0]
    desk.tables.set_cells(1, table.span.start, {(1, 1): "来电"})
    desk.approve([1])
    (row,) = [row for row in ApprovedRows(desk.store, QueueFilter(1), format=FORMATS["akn"]) if row.record_id == 1]
    assert row.tables == (PrintedTable((("序号", "事项"), ("1", "来电")), 1),)
    assert isinstance(row.body[0], str)
    assert row.body[0].startswith("云川市人民政府关于印发")
    assert row.gazette is not None
    assert next(iter(ApprovedRows(desk.store))).body == ()


def test_a_repeal_in_another_document_is_known(desk: Desk) -> None:
    desk.correct(3, "doc_number", "云政发〔2016〕9号")
    desk.approve([3])
    told = {row.record_id: row.repealed_by for row in ApprovedRows(desk.store, format=FORMATS["jsonld"])}
    assert told == {1: "", 2: "", 3: "云政发〔2026〕1号"}


def test_a_repeal_that_is_not_in_force_yet_does_not_count(desk: Desk) -> None:
    desk.correct(3, "doc_number", "云政发〔2016〕9号")
    desk.correct(1, "effective_date", "9999-01-01")
    desk.approve([1, 3])
    told = {row.record_id: row.repealed_by for row in ApprovedRows(desk.store, format=FORMATS["jsonld"])}
    assert told[3] == ""


def test_what_a_secret_document_repeals_is_not_told(desk: Desk) -> None:
    desk.correct(3, "doc_number", "云政发〔2016〕9号")
    desk.approve([3])
    make_secret(desk.store, 1)
    told = {row.record_id: row.repealed_by for row in ApprovedRows(desk.store, format=FORMATS["jsonld"])}
    assert told[3] == ""


def test_a_repeal_without_a_number_is_known_by_its_title(desk: Desk) -> None:
    desk.correct(1, "repeals", (Repeal("云川市旧规定", None),))
    desk.correct(2, "title", "云川市旧规定")
    desk.approve([1, 2])
    told = {row.record_id: row.repealed_by for row in ApprovedRows(desk.store, format=FORMATS["html"])}
    assert told[2] == "云政发〔2026〕1号"


def test_the_first_lines_are_those_of_the_list(desk: Desk) -> None:
    lines = preview(desk.store, QueueFilter(), "xlsx", ("serial", "title", "approved_by"), 2)
    assert [line[0] for line in lines] == ["序号", "1", "2"]
    assert lines[1][1:] == ("云川市人民政府关于印发云川市信访工作规定的通知", "李")
    assert len(preview(desk.store, QueueFilter(), "html", (), 9)) == 3


def test_a_filter_is_told_in_the_journal(desk: Desk, tmp_path: Path) -> None:
    wish = QueueFilter(disclosures=frozenset(("依申请公开",)))
    assert desk.export("csv", tmp_path / "a.csv", wish=wish, columns=("title",)).count == 1
    payload = desk.store.entries()[-1].payload
    assert isinstance(payload, dict)
    assert payload["columns"] == ["title"]
    assert json.loads(json.dumps(payload["filter"]))["disclosures"] == ["依申请公开"]
    assert desk.verify().ok
