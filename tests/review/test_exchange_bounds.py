"""Bounds of documents that go from one store to another: who changed them alone prevails, who did so too keeps his."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import BOUNDS, Verb, cell_facet, field_facet
from desktop.domain.errors import HandoverDamaged
from desktop.domain.record import Status
from desktop.domain.text import Span
from desktop.review import exchange, exchange_words
from desktop.review.desk import Desk
from desktop.review.telling import tell
from desktop.store import Store, salvage
from tests.helpers.four_notices import parsed, raw
from tests.helpers.secret_records import make_secret

TITLE = field_facet("title")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "移交.zip"


def opened(folder: Path, actor: str) -> Iterator[Desk]:
    """Give a desk with the four notices as records 1 to 4."""
    with Store.open(folder) as store:
        store.add_source(parsed(), raw(), actor)
        yield Desk(store, actor)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Desk]:
    yield from opened(tmp_path / "there", "王芳")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    yield from opened(tmp_path / "here", "李敏")


def handed(there: Desk, here: Desk, package: Path, *record_ids: int) -> exchange.TakenOver:
    """Hand records over, or all, and take them over; what is forecast comes."""
    package.unlink(missing_ok=True)
    exchange.hand_over(there, record_ids or [row.id for row in there.queue(1)], package)
    before = here.store.entries()
    forecast = exchange.take_over(here, package, dry_run=True)
    assert here.store.entries() == before
    found = exchange.take_over(here, package)
    assert replace(found, entry=None) == forecast
    assert here.verify().faults == there.verify().faults == ()
    return found


def spans(desk: Desk) -> list[Span]:
    return [desk.record(row.id).document.span for row in desk.queue(1)]


def line(desk: Desk, record_id: int, number: int) -> int:
    """Return where a line of a record begins."""
    text, span = desk.text(1), desk.record(record_id).document.span
    return text.line_span(text.lines_of(span)[0] + number).start


def words(desk: Desk, found: exchange.TakenOver) -> list[str]:
    return [change for _, change in exchange_words.words(desk, found).taken]


# One side alone


def test_split_comes_with_what_was_done_in_both_parts(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.split(2, line(there, 2, 4))
    there.correct(5, "title", "附：准备要求")
    there.correct(2, "title", "通知上半")
    found = handed(there, here, package)
    assert (found.conflicts, found.remarks) == ((), ())
    assert spans(here) == spans(there)
    assert [row.id for row in here.queue(1)] == [1, 2, 5, 3, 4]
    assert here.record(2).value("title") == "通知上半"
    assert here.record(5).value("title") == "附：准备要求"
    assert here.record(5).document == there.record(5).document
    assert [told for told in words(here, found) if "行" in told] == [
        "起止由第 11—19 行改为第 11—14 行",
        "另立为一件：第 15—19 行",
    ]


def test_bounds_are_a_step_of_their_own_and_are_taken_back(there: Desk, here: Desk, package: Path) -> None:
    before = [here.record(row.id) for row in here.queue(1)]
    there.bounds.merge(2)
    there.correct(2, "title", "通知甲")
    handed(there, here, package)
    assert [entry.verb for entry in here.store.entries()] == [Verb.IMPORT, Verb.TAKE_OVER, Verb.TAKE_OVER]
    assert spans(here) == spans(there)
    assert here.record(3).dropped == "并入第 2 件"
    here.undo()
    assert spans(here) == spans(there)
    here.undo()
    assert [here.record(row.id) for row in here.queue(1)] == before
    here.redo()
    assert spans(here) == spans(there)
    assert here.verify().ok


@pytest.mark.parametrize(
    "draw",
    [
        lambda desk: desk.bounds.set_end(2, line(desk, 3, 2)),
        lambda desk: desk.bounds.set_start(3, line(desk, 2, 6)),
        lambda desk: desk.bounds.drop(1),
        lambda desk: (desk.bounds.merge(1), desk.bounds.split(1, line(desk, 1, 3)), desk.bounds.merge(3)),
        lambda desk: (desk.bounds.drop(4, "附表"), desk.bounds.split(2, line(desk, 2, 2)), desk.bounds.readmit(4)),
    ],
    ids=["end", "start", "drop", "several", "readmitted"],
)
def test_whatever_was_drawn_there_comes(there: Desk, here: Desk, package: Path, draw: Callable[[Desk], object]) -> None:
    draw(there)
    found = handed(there, here, package)
    assert (found.conflicts, found.remarks) == ((), ())
    assert spans(here) == spans(there)
    assert [record.dropped for record in here.bounds.dropped(1)] == [
        record.dropped for record in there.bounds.dropped(1)
    ]
    assert handed(there, here, package).entry is None
    assert handed(here, there, package).entry is None


def test_record_that_was_dropped_here_begins_anew_as_itself(there: Desk, here: Desk, package: Path) -> None:
    here.remarks.note(3, None, "等原件")
    there.bounds.merge(2)
    handed(there, here, package)
    there.bounds.readmit(3)
    handed(there, here, package)
    assert [row.id for row in here.queue(1)] == [1, 2, 3, 4]
    assert spans(here) == spans(there)
    assert here.record(3).note == "等原件"


def test_bounds_go_forth_and_back(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.merge(2)
    handed(there, here, package)
    here.bounds.split(2, line(here, 2, 9))
    assert len(spans(here)) == 4
    found = handed(here, there, package)
    assert found.conflicts == ()
    assert spans(there) == spans(here)
    assert handed(there, here, package).entry is None


def test_different_places_come_together(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.merge(1)
    there.correct(1, "title", "通知甲")
    here.bounds.split(4, line(here, 4, 3))
    here.correct(4, "title", "通知乙")
    found = handed(there, here, package)
    assert found.conflicts == ()
    assert spans(here) == [*spans(there)[:2], *spans(here)[2:]]
    assert len(spans(here)) == 4
    assert (here.record(1).value("title"), here.record(4).value("title")) == ("通知甲", "通知乙")
    handed(here, there, package)
    assert spans(there) == spans(here)


def test_bounds_of_records_that_were_not_chosen_stay(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.merge(1)
    there.bounds.split(4, line(there, 4, 3))
    handed(there, here, package, 4)
    assert [row.id for row in here.queue(1)] == [1, 2, 3, 4, 5]
    assert here.record(4).document.span == there.record(4).document.span


def test_new_file_comes_as_it_is_divided_and_goes_on_from_there(there: Desk, package: Path, tmp_path: Path) -> None:
    there.bounds.merge(1)
    with Store.open(tmp_path / "new") as store:
        new = Desk(store, "李敏")
        handed_new = exchange.hand_over(there, [row.id for row in there.queue(1)], package)
        assert handed_new == 3
        exchange.take_over(new, package)
        assert spans(new) == spans(there)
        new.bounds.split(1, line(new, 1, 3))
        there.correct(3, "title", "通知丙")
        found = handed(new, there, package)
        assert found.conflicts == ()
        assert spans(there) == spans(new)


# What people did stays


def test_what_was_done_here_stays_in_their_bounds(there: Desk, here: Desk, package: Path) -> None:
    here.correct(2, "title", "通知甲")
    here.correct(3, "title", "通知乙")
    here.mark([2], Disclosure.PROACTIVE)
    here.approve([2])
    there.bounds.merge(2)
    found = handed(there, here, package)
    assert here.record(2).value("title") == "通知甲"
    assert here.record(2).disclosure is Disclosure.PROACTIVE
    assert here.record(2).status is Status.PENDING
    assert here.record(3).value("title") == "通知乙"
    assert [number for number, told in found.remarks if "没有带到别件" in told] == [3]
    assert [number for number, told in found.remarks if "退回待核" in told] == [2]


def test_cells_go_with_their_table_and_differ_where_both_set_them(there: Desk, here: Desk, package: Path) -> None:
    (table,) = here.record(2).document.tables
    start = table.span.start
    here.tables.set_cells(2, start, {(1, 1): "本方"})
    there.bounds.split(2, line(there, 2, 5))
    there.tables.set_cells(5, start, {(1, 2): "四月"})
    found = handed(there, here, package)
    assert found.conflicts == ()
    assert here.record(5).cells == {(start, 1, 1): "本方", (start, 1, 2): "四月"}
    there.tables.set_cells(5, start, {(1, 1): "对方"})
    found = handed(there, here, package)
    assert [conflict.facet for conflict in found.conflicts] == [cell_facet(start, 1, 1)]
    assert here.record(5).cells[start, 1, 1] == "本方"


def test_newer_bounds_here_stay_and_take_what_fits(there: Desk, here: Desk, package: Path) -> None:
    here.bounds.split(2, line(here, 2, 4))
    date = there.record(2).spans("date")
    there.correct(2, "title", "通知甲", there.record(2).spans("title"))
    there.correct(2, "date", "2026-02-01", date)
    before = spans(here)
    found = handed(there, here, package)
    assert spans(here) == before
    assert here.record(2).value("title") == "通知甲"
    assert [(conflict.record_id, conflict.facet) for conflict in found.conflicts] == [(2, field_facet("date"))]
    assert "2026-02-01" in json.dumps(here.store.entries(2)[-1].payload)


def test_approval_on_other_bounds_does_not_come(there: Desk, here: Desk, package: Path) -> None:
    here.bounds.set_end(2, line(here, 2, 7))
    there.mark([2], Disclosure.WITHHELD)
    there.approve([2])
    handed(there, here, package)
    assert here.record(2).disclosure is Disclosure.WITHHELD
    assert here.record(2).status is Status.PENDING


def test_approval_comes_with_the_bounds_that_were_approved(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.split(2, line(there, 2, 4))
    there.mark([2, 5], Disclosure.WITHHELD)
    there.approve([2, 5])
    here.mark([2], Disclosure.WITHHELD)
    here.approve([2])
    handed(there, here, package)
    assert [here.record(number).status for number in (2, 5)] == [Status.APPROVED] * 2


# Both sides


def test_both_drew_is_a_conflict_with_both_histories(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.split(2, line(there, 2, 4))
    there.correct(2, "title", "通知甲")
    there.correct(5, "title", "下半的标题")
    here.bounds.split(2, line(here, 2, 6))
    before = [here.record(row.id) for row in here.queue(1)]
    found = handed(there, here, package)
    assert [here.record(row.id) for row in here.queue(1)] == before
    drawn, *others = found.conflicts
    assert (drawn.record_id, drawn.facet) == (2, BOUNDS)
    assert [told.actor for told in drawn.my_history] == ["李敏"] * 3
    assert [told.actor for told in drawn.their_history] == ["王芳"] * 3
    assert [(one.record_id, one.facet) for one in others] == [(2, TITLE), (2, TITLE)]
    assert [("改得不同" in told) for _, told in found.remarks] == [True]
    told = [said.text for said in tell(here.store.entries(2), here.record(2))[0].said]
    assert any("对方王芳：起止由第 11—19 行改为第 11—14 行" in text for text in told)
    assert any("下半的标题" in text for text in told)
    count = len(here.store.entries())
    assert handed(there, here, package).entry is None
    assert len(here.store.entries()) == count


def test_conflict_is_over_once_the_bounds_are_alike(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.split(2, line(there, 2, 4))
    there.correct(2, "title", "通知甲")
    there.correct(5, "title", "下半的标题")
    here.bounds.split(2, line(here, 2, 6))
    handed(there, here, package)
    here.bounds.set_start(5, line(there, 5, 0))
    found = handed(there, here, package)
    assert (found.conflicts, found.remarks) == ((), ())
    assert (here.record(2).value("title"), here.record(5).value("title")) == ("通知甲", "下半的标题")


def test_conflict_reads_as_words_of_both_sides(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.split(2, line(there, 2, 4))
    here.bounds.merge(2)
    told = exchange_words.words(here, handed(there, here, package))
    assert [(one.side, one.actor, one.words) for one in told.conflicts if "识别" not in one.words] == [
        ("本方", "李敏", "起止由第 11—19 行改为第 11—29 行"),
        ("本方", "李敏", "不再单独成件（原为第 21—29 行）"),
        ("对方", "王芳", "起止由第 11—19 行改为第 11—14 行"),
        ("对方", "王芳", "另立为一件：第 15—19 行"),
    ]


# Where nothing is merged


def test_files_that_were_read_differently_are_told_and_left(there: Desk, package: Path, tmp_path: Path) -> None:
    there.correct(1, "title", "通知甲")
    with Store.open(tmp_path / "other") as store:
        store.add_source(replace(parsed(), documents=parsed().documents[1:]), raw(), "李敏")
        found = handed(there, Desk(store, "李敏"), package)
    assert found.taken == ()
    assert ["起止不同" in told for _, told in found.remarks] == [True]


@pytest.mark.parametrize("secret", [2, 3])
def test_bounds_that_touch_a_secret_document_stay(there: Desk, here: Desk, package: Path, secret: int) -> None:
    there.bounds.merge(2)
    make_secret(here.store, secret)
    before = spans(here)
    found = handed(there, here, package)
    assert (found.taken, spans(here)) == ((), before)
    assert ["密级" in told for _, told in found.remarks] == [True]


def rewritten(package: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Change what the package says about its source, and its checksum too."""
    with zipfile.ZipFile(package) as archive:
        parts = {known: archive.read(known) for known in archive.namelist()}
    before = parts["来源/01.json"]
    told = json.loads(before)
    change(told)
    after = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    sums = parts["SHA256SUMS"].replace(sha256(before).hexdigest().encode(), sha256(after).hexdigest().encode())
    parts |= {"来源/01.json": after, "SHA256SUMS": sums}
    with zipfile.ZipFile(package, "w") as archive:
        for known, content in parts.items():
            archive.writestr(known, content)


def test_package_that_tells_no_history_of_bounds_is_left(there: Desk, here: Desk, package: Path) -> None:
    there.bounds.merge(2)
    exchange.hand_over(there, [1, 2, 4], package)
    rewritten(package, lambda told: told.pop("division"))
    found = exchange.take_over(here, package)
    assert found.taken == ()
    assert ["起止不同" in told for _, told in found.remarks] == [True]


@pytest.mark.parametrize(
    "change",
    [
        lambda division: division["stages"].clear(),
        lambda division: division["stages"].pop(),
        lambda division: division["stages"][0].pop(),
        lambda division: division["stages"][0].__setitem__(0, "gestern"),
        lambda division: division["stages"][0].__setitem__(2, "胡来"),
        lambda division: division["stages"][0][3].append([9, 0, 10**9]),
        lambda division: division["stages"][0][3].append([9, 5, 4]),
        lambda division: division["stages"][0][3].append([9]),
        lambda division: division["stages"][0][3].append("x"),
        lambda division: division["dropped"].append([1, "x"]),
        lambda division: division["dropped"].append([]),
        lambda division: division.pop("dropped"),
    ],
)
def test_history_of_bounds_that_cannot_be_is_refused(
    there: Desk, here: Desk, package: Path, change: Callable[[dict[str, object]], None]
) -> None:
    there.bounds.merge(2)
    exchange.hand_over(there, [1, 2, 4], package)
    rewritten(package, lambda told: change(told["division"]))  # type: ignore[arg-type]
    before = here.store.entries()
    with pytest.raises(HandoverDamaged):
        exchange.take_over(here, package)
    assert here.store.entries() == before


def test_store_that_took_bounds_over_is_made_anew_from_its_journal(
    there: Desk, here: Desk, package: Path, tmp_path: Path
) -> None:
    there.bounds.split(2, line(there, 2, 4))
    there.correct(5, "title", "下半的标题")
    handed(there, here, package)
    anew = tmp_path / "anew"
    with salvage.remains(here.store.folder) as found, Store.open(anew) as store:
        shutil.copytree(here.store.folder / "sources", anew / "sources", dirs_exist_ok=True)
        told = salvage.replay(store, found, here.store.folder / "sources")
        assert (told.left, told.stopped, told.why) == (0, None, "")
        assert [entry.hash for entry in store.entries()] == [entry.hash for entry in here.store.entries()]
        assert store.verify().faults == ()
