"""Bounds drawn by hand: what is read again, what stays, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.domain.document import ParsedSource
from desktop.domain.edits import CLAIMS, Step, Verb
from desktop.domain.errors import BoundsRefused, RecordMissing, StepStale
from desktop.domain.facets import claims_to_json
from desktop.domain.fields import SPEC
from desktop.domain.record import Record, Status
from desktop.domain.text import Span
from desktop.parsing.pipeline import parse_file
from desktop.review.desk import Desk
from desktop.store import Store

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
COUNT = 12


@pytest.fixture(scope="module")
def parsed() -> ParsedSource:
    return parse_file(SAMPLE)


@pytest.fixture
def desk(parsed: ParsedSource, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with the records 1 to 12."""
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李敏")
        desk.keep(parsed, SAMPLE)
        yield desk


def line(desk: Desk, record_id: int, number: int) -> int:
    """Return where a line of a record begins; lines below 0 count from its end."""
    text, span = desk.text(1), desk.record(record_id).document.span
    first, last = text.lines_of(span)
    return text.line_span((first if number >= 0 else last + 1) + number).start


def spans(desk: Desk) -> list[Span]:
    return [desk.record(row.id).document.span for row in desk.queue()]


def everything(desk: Desk) -> list[Record]:
    return [desk.record(row.id) for row in desk.queue()]


def kept(before: Record, after: Record) -> list[str]:
    """Return the fields that say what they said, with the same evidence."""
    return [key for key in SPEC if before.document.fields[key] == after.document.fields[key]]


# Split


def test_a_split_makes_a_record_of_the_lower_half(desk: Desk) -> None:
    before, cut = desk.record(3), line(desk, 3, -6)
    done = desk.bounds.split(3, cut + 4)
    assert done.step.verb is Verb.SPLIT
    upper, lower = desk.record(3), desk.record(COUNT + 1)
    assert upper.document.span.start == before.document.span.start
    assert upper.document.span.end < lower.document.span.start == cut
    assert lower.document.span.end == before.document.span.end
    assert [row.id for row in desk.queue()] == [1, 2, 3, 13, *range(4, 13)]
    assert [row.number for row in desk.queue()] == list(range(1, 14))
    assert done.news == "第 3 件已拆成第 3、4 两件"
    assert desk.verify().faults == ()


def test_a_split_where_two_documents_were_taken_for_one_gives_both_back(desk: Desk, parsed: ParsedSource) -> None:
    desk.bounds.merge(4)
    desk.bounds.split(4, parsed.documents[4].span.start)
    upper, lower = desk.record(4), desk.record(13)
    assert (upper.document.span, lower.document.span) == (parsed.documents[3].span, parsed.documents[4].span)
    assert {key: claim.value for key, claim in upper.document.fields.items()} == {
        key: claim.value for key, claim in parsed.documents[3].fields.items()
    }
    assert lower.document.fields == parsed.documents[4].fields


def test_a_single_value_whose_text_stays_is_not_read_again(desk: Desk) -> None:
    before = desk.record(1)
    desk.bounds.split(1, line(desk, 1, -2))
    after = desk.record(1)
    assert {"title", "doc_number", "genre"} <= set(kept(before, after))
    assert all(after.document.span.encloses(span) for span in after.spans("date"))


def test_a_date_that_went_to_the_other_half_is_its_own(desk: Desk) -> None:
    before = desk.record(3)
    place = before.spans("date")[0].start
    desk.bounds.split(3, place)
    assert desk.record(3).value("date") != before.value("date")
    assert desk.record(13).value("date") == before.value("date")


def test_a_correction_stays_where_it_was_made_and_the_news_say_so(desk: Desk) -> None:
    evidence = desk.record(3).spans("date")
    desk.correct(3, "date", "2026-02-03", evidence)
    desk.correct(3, "genre", "公告")
    done = desk.bounds.split(3, evidence[0].start)
    assert desk.record(3).value("date") == "2026-02-03"
    assert desk.record(3).value("genre") == "公告"
    assert desk.record(13).corrections == {}
    assert "您改过的“成文日期”依据已不在原件范围内" in done.news
    assert "文种" not in done.news


@pytest.mark.parametrize("number", [0, -200])
def test_nothing_is_split_where_no_text_would_be_left(desk: Desk, number: int) -> None:
    start = desk.record(3).document.span.start
    with pytest.raises(BoundsRefused) as refused:
        desk.bounds.split(3, start if number == 0 else 0)
    assert (refused.value.why, refused.value.number) == ("split", 3)
    assert len(desk.queue()) == COUNT


# Merge


def test_a_merge_takes_the_next_document_in(desk: Desk, parsed: ParsedSource) -> None:
    before = desk.record(2)
    done = desk.bounds.merge(2)
    after = desk.record(2)
    assert after.document.span == Span(parsed.documents[1].span.start, parsed.documents[2].span.end)
    assert {"title", "doc_number", "genre", "date"} <= set(kept(before, after))
    assert desk.record(3).dropped == "并入第 2 件"
    assert len(desk.queue()) == COUNT - 1
    assert (done.step.verb, done.news) == (Verb.MERGE, "第 3 件已并入第 2 件")
    assert desk.verify().faults == ()


def test_lists_are_read_anew_over_the_whole(desk: Desk) -> None:
    laws = [set(desk.record(number).value("basis_laws") or ()) for number in (2, 3)]  # type: ignore[arg-type]
    desk.bounds.merge(2)
    assert set(desk.record(2).value("basis_laws") or ()) >= laws[0]  # type: ignore[arg-type]


def test_values_set_in_the_document_taken_in_stay_with_it(desk: Desk) -> None:
    desk.correct(3, "title", "另一个标题")
    done = desk.bounds.merge(2)
    assert desk.record(3).value("title") == "另一个标题"
    assert "第 3 件改过的“标题”没有带过来" in done.news


def test_the_last_document_has_no_next(desk: Desk) -> None:
    with pytest.raises(BoundsRefused) as refused:
        desk.bounds.merge(COUNT)
    assert refused.value.why == "last"


# Start and end


def test_a_later_start_leaves_the_lines_above_to_no_document(desk: Desk) -> None:
    end = desk.record(5).document.span.end
    place = line(desk, 5, 2)
    done = desk.bounds.set_start(5, place + 1)
    assert desk.record(5).document.span == Span(place, end)
    assert done.news == "第 5 件改为在这里开始"
    assert desk.record(4).redrawn is False
    assert desk.verify().faults == ()


def test_an_earlier_start_cuts_the_document_above(desk: Desk) -> None:
    place = line(desk, 4, -2)
    done = desk.bounds.set_start(5, place)
    assert desk.record(5).document.span.start == place
    assert desk.record(4).document.span.end < place
    assert done.news == "第 5 件改为在这里开始，第 4 件相应缩短"
    assert {change.record_id for change in done.step.changes} == {4, 5}


def test_a_later_end_cuts_the_document_below(desk: Desk) -> None:
    place = line(desk, 6, 2)
    desk.bounds.set_end(5, place)
    text = desk.text(1)
    assert desk.record(5).document.span.end == text.line_span(text.line_at(place)).end
    assert desk.record(6).document.span.start > desk.record(5).document.span.end


def test_a_title_that_gets_its_first_line_back_is_read_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "单件.txt"
    head = "云川市人民政府办公室\n关于做好春季植树工作的通知\n云政办发〔2026〕3号\n"
    path.write_text(
        f"{head}各区县人民政府：\n为做好春季植树工作，现将有关事项通知如下。\n云川市人民政府办公室\n2026年2月3日\n"
    )
    desk.open_source(path)
    desk.bounds.set_start(13, 12)
    assert desk.record(13).value("title") == "关于做好春季植树工作的通知"
    desk.bounds.set_start(13, 0)
    assert desk.record(13).value("title") == "云川市人民政府办公室关于做好春季植树工作的通知"


def test_a_neighbour_is_never_swallowed(desk: Desk) -> None:
    with pytest.raises(BoundsRefused) as refused:
        desk.bounds.set_end(3, line(desk, 5, 1))
    assert (refused.value.why, refused.value.number) == ("swallows", 4)
    with pytest.raises(BoundsRefused):
        desk.bounds.set_start(3, line(desk, 1, 1))
    assert len(spans(desk)) == COUNT


def test_a_document_never_ends_before_it_begins(desk: Desk) -> None:
    with pytest.raises(BoundsRefused) as refused:
        desk.bounds.set_end(3, line(desk, 2, 0))
    assert (refused.value.why, refused.value.number) == ("empty", 3)


def test_bounds_that_are_there_already_change_nothing(desk: Desk) -> None:
    done = desk.bounds.set_start(3, line(desk, 3, 0) + 3)
    assert (done.entry, done.news) == (None, "第 3 件已经在这里开始")
    assert len(desk.store.entries()) == 1


# Drop and readmit


def test_a_dropped_record_leaves_the_queue_and_can_come_back(desk: Desk) -> None:
    before = everything(desk)
    desk.bounds.drop(4)
    assert [row.number for row in desk.queue()] == list(range(1, COUNT))
    assert [record.id for record in desk.bounds.dropped(1)] == [4]
    assert desk.record(4).dropped == "不是公文"
    done = desk.bounds.readmit(4)
    assert done.news == "已恢复为第 4 件"
    assert everything(desk) == before
    assert desk.verify().faults == ()


def test_the_only_document_is_not_dropped(desk: Desk) -> None:
    for record_id in range(2, COUNT + 1):
        desk.bounds.drop(record_id)
    with pytest.raises(BoundsRefused) as refused:
        desk.bounds.drop(1)
    assert refused.value.why == "only"


def test_a_merged_record_that_comes_back_takes_its_text_back(desk: Desk) -> None:
    before = spans(desk)
    desk.bounds.merge(2)
    done = desk.bounds.readmit(3)
    assert spans(desk) == before
    assert done.news == "已恢复为第 3 件，第 2 件相应缩短"


def test_a_record_inside_another_takes_all_that_follows_in_it(desk: Desk) -> None:
    before = spans(desk)
    desk.bounds.merge(2)
    desk.bounds.merge(2)
    desk.bounds.readmit(3)
    assert spans(desk) == [before[0], before[1], Span(before[2].start, before[3].end), *before[4:]]


def test_a_record_that_stands_is_not_readmitted(desk: Desk) -> None:
    with pytest.raises(BoundsRefused):
        desk.bounds.readmit(4)


# All of them

VERBS: list[Callable[[Desk], object]] = [
    lambda desk: desk.bounds.split(3, line(desk, 3, 5)),
    lambda desk: desk.bounds.merge(3),
    lambda desk: desk.bounds.set_start(3, line(desk, 3, 2)),
    lambda desk: desk.bounds.set_end(3, line(desk, 4, 2)),
    lambda desk: desk.bounds.drop(3),
]
IDS = ["split", "merge", "start", "end", "drop"]


@pytest.mark.parametrize("verb", VERBS, ids=IDS)
def test_every_verb_is_undone_and_redone_as_one(desk: Desk, verb: Callable[[Desk], object]) -> None:
    before = everything(desk)
    verb(desk)
    after = everything(desk)
    assert after != before
    desk.undo()
    assert everything(desk) == before
    assert desk.verify().faults == ()
    desk.redo()
    assert everything(desk) == after
    assert desk.verify().faults == ()


@pytest.mark.parametrize("verb", VERBS, ids=IDS)
def test_every_verb_takes_the_approval_of_what_it_changes(desk: Desk, verb: Callable[[Desk], object]) -> None:
    desk.mark(range(1, COUNT + 1), Disclosure.ON_REQUEST)
    desk.approve(range(1, COUNT + 1))
    before = {record.id: record for record in everything(desk)}
    verb(desk)
    for record in everything(desk):
        unchanged = record.id in before and record.document == before[record.id].document
        assert (record.status is Status.APPROVED) == unchanged
    assert desk.record(3).status is Status.PENDING
    desk.undo()
    assert all(record.status is Status.APPROVED for record in everything(desk))


@pytest.mark.parametrize("verb", VERBS, ids=IDS)
def test_a_source_divided_otherwise_in_the_meantime_stops_the_step(
    desk: Desk, verb: Callable[[Desk], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Desk(desk.store, "王")
    make = desk.make

    def make_late(*arguments: object) -> object:
        other.bounds.drop(12)
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "make", make_late)
    with pytest.raises(StepStale):
        verb(desk)
    assert len(desk.queue()) == COUNT - 1
    assert desk.verify().faults == ()


def test_undone_records_are_no_documents_and_their_numbers_are_not_given_again(desk: Desk) -> None:
    desk.bounds.split(3, line(desk, 3, 5))
    desk.undo()
    with pytest.raises(RecordMissing):
        desk.record(13)
    desk.bounds.split(4, line(desk, 4, 5))
    assert [row.id for row in desk.queue()][3:5] == [4, 14]
    assert desk.verify().faults == ()


def test_corrected_cells_go_along_with_their_table(desk: Desk) -> None:
    record = next(known for known in everything(desk) if known.document.tables)
    table = record.document.tables[0]
    desk.tables.set_cells(record.id, table.span.start, {(1, 1): "改过"})
    desk.bounds.split(record.id, table.span.start)
    holder = desk.record(13)
    assert holder.cells == {(table.span.start, 1, 1): "改过"}
    assert desk.record(record.id).cells == {}
    desk.undo()
    assert desk.record(record.id).cells == {(table.span.start, 1, 1): "改过"}


def test_drawn_claims_are_there_when_the_store_is_opened_again(desk: Desk) -> None:
    desk.bounds.split(3, line(desk, 3, 5))
    with Store.open(desk.store.folder) as store:
        assert [store.record(row.id) for row in store.queue()] == everything(desk)
        assert store.verify().ok


def test_claims_without_their_draft_are_refused(desk: Desk) -> None:
    from desktop.domain.edits import Change

    with pytest.raises(KeyError):
        desk.make(Step(Verb.MOVE, (Change(3, CLAIMS, None, claims_to_json(1, "0" * 64)),)))
    assert desk.verify().faults == ()
