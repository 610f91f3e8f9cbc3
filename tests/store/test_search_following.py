"""The index follows the journal: whatever was done, and however the index was lost, every search is right."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Step, Verb
from desktop.domain.errors import StoreReadOnly
from desktop.domain.search import HitOrder, SearchFilter, SearchStopped, parse_query
from desktop.review.desk import Desk
from desktop.store import Store
from desktop.store.search import following, never, tables
from tests.store import samples

ALL = SearchFilter()
Count = Callable[[str], int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a store with one issue of two documents, indexed."""
    with Store.open(tmp_path / "store") as store:
        store.add_source(samples.issue(), samples.raw(samples.issue()), "李")
        store.search.follow()
    return tmp_path / "store"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """Return a desk at that store."""
    with Store.open(folder) as store:
        yield Desk(store, "李")


def count(desk: Desk, text: str) -> int:
    """Return how often a text is found, the same with the index as it is, as it follows, and made anew."""
    before = desk.search.count(text)
    desk.store.search.follow()
    assert desk.search.count(text) == before
    assert desk.store.search.disagreements() == ()
    return before


def test_a_correction_and_its_undoing_are_found_at_once(desk: Desk) -> None:
    assert (count(desk, "更正后的题名"), count(desk, "信访工作规定")) == (0, 1)
    desk.correct(1, "title", "更正后的题名")
    assert (count(desk, "更正后的题名"), count(desk, "信访工作规定")) == (1, 1)  # the text still says so
    desk.undo()
    assert count(desk, "更正后的题名") == 0
    desk.redo()
    assert count(desk, "更正后的题名") == 1


def test_a_dropped_document_is_not_found_until_it_is_readmitted(desk: Desk) -> None:
    desk.bounds.drop(2)
    assert count(desk, "李青禾") == 0
    desk.bounds.readmit(2)
    assert count(desk, "李青禾") == 1


def test_drawn_bounds_move_the_text_with_them(desk: Desk) -> None:
    assert count(desk, "此件公开发布") == 1
    desk.bounds.merge(1)
    assert (count(desk, "此件公开发布 李青禾"), count(desk, "李青禾")) == (1, 1)
    desk.undo()
    assert count(desk, "此件公开发布 李青禾") == 0


def test_marks_and_approvals_do_not_concern_the_index(desk: Desk) -> None:
    desk.mark([1, 2], Disclosure.PROACTIVE)
    with sqlite3.connect(desk.store.folder / "desk.sqlite") as connection:
        assert following.backlog(connection, followed(desk.store.folder)).record_ids == ()
    assert desk.search.count("云川", SearchFilter(disclosures=frozenset(("主动公开",)))) == 2


def followed(folder: Path) -> tables.Followed:
    """Return how far the index is."""
    with sqlite3.connect(folder / tables.FILE) as connection:
        return tables.followed(connection)


def test_notes_are_not_searched(desk: Desk) -> None:
    desk.remarks.note(1, None, "只写在批注里")
    assert count(desk, "只写在批注里") == 0


def test_a_cell_that_a_person_set_is_searched(desk: Desk) -> None:
    desk.tables.set_cells(1, 60, {(1, 1): "网上信访件"})
    assert count(desk, "网上信访件") == 1


def test_another_source_is_found_before_the_index_knows_it(desk: Desk) -> None:
    other = samples.issue("另一期的最后一行。\n")
    desk.store.add_source(other, samples.raw(other), "李")
    assert desk.search.behind() == 2
    assert count(desk, "云川市信访工作规定") == 2
    assert desk.search.behind() == 0


def test_much_that_is_new_is_taken_into_the_index_by_the_way(folder: Path) -> None:
    with Store.open(folder) as store:
        many = samples.many(following.NEGLIGIBLE + 1, "云川市通告正文\n")
        store.add_source(many, samples.raw(many), "李")
        assert store.search.count(parse_query("通告正文"), ALL) == following.NEGLIGIBLE + 1
    assert followed(folder).number == 2


def broken(folder: Path) -> None:
    """Write something else over the middle of the index."""
    path = folder / tables.FILE
    raw = bytearray(path.read_bytes())
    raw[4096 : len(raw) // 2] = b"x" * (len(raw) // 2 - 4096)
    path.write_bytes(raw)


def of_another_format(folder: Path) -> None:
    """Make the index one of another version."""
    with sqlite3.connect(folder / tables.FILE) as connection:
        connection.execute("PRAGMA user_version = 99")


def without_a_table(folder: Path) -> None:
    """Take a table out of the index."""
    with sqlite3.connect(folder / tables.FILE) as connection:
        connection.execute("DROP TABLE pairs")


def no_database(folder: Path) -> None:
    """Let the index be something else."""
    (folder / tables.FILE).write_bytes(b"no database" * 1000)


def empty(folder: Path) -> None:
    """Let the index be empty."""
    (folder / tables.FILE).write_bytes(b"")


def missing(folder: Path) -> None:
    """Remove the index."""
    (folder / tables.FILE).unlink()


def of_another_journal(folder: Path) -> None:
    """Let the index be one that followed a journal with another past."""
    with sqlite3.connect(folder / tables.FILE) as connection:
        connection.execute("UPDATE followed SET hash = 'other'")


def half_filled(folder: Path) -> None:
    """Let the index be one whose filling was broken off behind the first document."""
    with sqlite3.connect(folder / tables.FILE) as connection:
        connection.execute("UPDATE followed SET filled = 1")
        tables.remove(connection, [2])


FAULTS = [broken, of_another_format, without_a_table, no_database, empty, missing, of_another_journal, half_filled]


@pytest.mark.parametrize("damage", FAULTS)
@pytest.mark.parametrize("read_only", [False, True], ids=["writable", "read-only"])
def test_an_index_that_is_no_good_is_no_error(folder: Path, damage: Callable[[Path], None], read_only: bool) -> None:
    damage(folder)
    with Store.open(folder, read_only=read_only) as store:
        assert store.search.count(parse_query("李青禾"), ALL) == 1
        assert len(store.search.page(parse_query("云川"), ALL, HitOrder.RANK, 0, 9).found) == 2
    with Store.open(folder) as store:
        store.search.follow()
        assert store.search.count(parse_query("李青禾"), ALL) == 1
        assert store.verify().ok


def test_verify_tells_of_an_index_that_says_other_things(folder: Path) -> None:
    with sqlite3.connect(folder / tables.FILE) as connection:
        connection.execute("UPDATE document SET text = '别的文字' WHERE id = 2")
    with Store.open(folder) as store:
        report = store.verify()
        assert [fault.kind for fault in report.faults] == ["index"]
        store.search.rebuild()
        assert store.verify().ok


def test_verify_tells_of_words_that_the_index_lost(folder: Path) -> None:
    with sqlite3.connect(folder / tables.FILE) as connection:
        connection.execute("DROP TABLE pairs")
        connection.execute("CREATE VIRTUAL TABLE pairs USING fts5(x, content = '', columnsize = 0, tokenize = 'ascii')")
    with Store.open(folder) as store:
        assert {fault.kind for fault in store.verify().faults} == {"index"}


def test_a_store_that_cannot_be_written_is_searched_and_refuses_an_index(folder: Path) -> None:
    missing(folder)
    with Store.open(folder, read_only=True) as store:
        assert store.search.count(parse_query("李青禾"), ALL) == 1
        for work in (store.search.follow, store.search.rebuild):
            with pytest.raises(StoreReadOnly):
                work()
    assert not (folder / tables.FILE).exists()


def test_an_index_that_another_program_writes_is_read_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "NEGLIGIBLE", 0)
    monkeypatch.setattr("desktop.store.connection.BUSY_SECONDS", 0.05)
    with Store.open(folder) as store, sqlite3.connect(folder / tables.FILE, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        Desk(store, "李").correct(1, "title", "更正后的题名")
        assert store.search.count(parse_query("更正后的题名"), ALL) == 1
        other.execute("ROLLBACK")


def test_two_programs_keep_one_index(folder: Path) -> None:
    with Store.open(folder) as one, Store.open(folder) as other:
        Desk(one, "李").correct(1, "title", "甲题名")
        other.search.follow()
        Desk(other, "王").correct(2, "title", "乙题名")
        one.search.follow()
        assert [one.search.count(parse_query(word), ALL) for word in ("甲题名", "乙题名")] == [1, 1]
        one.search.rebuild()
        assert [other.search.count(parse_query(word), ALL) for word in ("甲题名", "乙题名")] == [1, 1]
        assert one.verify().ok


def test_following_that_is_broken_off_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_AT_ONCE", 10)
    looks = iter(range(100))

    def stop() -> None:
        if next(looks) == 4:
            raise SearchStopped

    with Store.open(tmp_path / "store") as store:
        many = samples.many(60, "云川市通告正文\n")
        store.add_source(many, samples.raw(many), "李")
        with pytest.raises(SearchStopped):
            store.search.follow(stop)
        assert followed(tmp_path / "store").filled == 30
        Desk(store, "李").correct(3, "title", "更正后的题名")
        assert store.search.count(parse_query("更正后的题名"), ALL) == 1
        assert store.search.count(parse_query("通告正文"), ALL) == 60
        store.search.follow()
        assert followed(tmp_path / "store").filled is None
        assert store.search.count(parse_query("更正后的题名"), ALL) == 1
        assert store.verify().ok


def test_what_check_raises_ends_a_search(desk: Desk) -> None:
    def stop() -> None:
        raise SearchStopped

    with pytest.raises(SearchStopped):
        desk.search.page("云川", check=stop)
    assert desk.search.count("云川", check=never) == 2


def test_a_store_put_back_in_its_place_is_searched_as_it_was(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "backup")
    with Store.open(folder) as store:
        Desk(store, "李").correct(1, "title", "后来的题名")
        store.search.follow()
    (tmp_path / "backup" / tables.FILE).unlink()
    shutil.copy(folder / tables.FILE, tmp_path / "backup" / tables.FILE)
    with Store.open(tmp_path / "backup") as store:
        assert store.search.count(parse_query("后来的题名"), ALL) == 0
        Desk(store, "李").correct(1, "title", "另一个题名")
        assert [store.search.count(parse_query(word), ALL) for word in ("后来的题名", "另一个题名")] == [0, 1]
        store.search.follow()
        assert [store.search.count(parse_query(word), ALL) for word in ("后来的题名", "另一个题名")] == [0, 1]


@pytest.mark.skipif(os.name != "posix", reason="files are closed to others in another way there")
def test_the_index_is_readable_by_its_owner_only(folder: Path) -> None:
    assert (folder / tables.FILE).stat().st_mode & 0o077 == 0


def test_a_step_of_any_kind_is_followed(desk: Desk) -> None:
    empty_step = desk.make(Step(Verb.CORRECT, ()))
    assert empty_step.entry is None
    assert count(desk, "李青禾") == 1
