"""Proposals, signatures and their evidence that go from one store to another; and what must be forgotten is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.case import Standing, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import BOUNDS, Verb
from desktop.domain.errors import CaseRefused
from desktop.domain.record import Status
from desktop.review import exchange
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.store import Store, salvage
from tests.helpers.proposals import CLOSED, OPEN
from tests.store import samples


def opened(folder: Path, profile: str = "staged") -> Iterator[Desk]:
    with Store.open(folder) as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        store.choose_profile(profile, "李")
        yield Desk(store, "起草人")
        assert store.verify().faults == ()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Desk]:
    for desk in opened(tmp_path / "there"):
        desk.correct(1, "publicity_mark", None)
        yield desk


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    yield from opened(tmp_path / "here")


def decided(desk: Desk, *stages: str) -> None:
    """Let a case be proposed with evidence and signed in some stages."""
    file = desk.store.folder.parent / "说明.txt"
    file.write_text("附件内容", "utf-8")
    desk.cases.propose(1, replace(CLOSED, evidence=(desk.store.keep_evidence(file),)))
    for stage in stages:
        desk.actor = f"{stage}签"
        option = "withheld" if stage == "first" else ""
        desk.cases.sign(1, stage, Answer(Verdict.AGREE, option=option, secrecy_reviewed=stage == "first"))


def handed_all(there: Desk, here: Desk, path: Path) -> exchange.TakenOver:
    exchange.hand_over(there, [row.id for row in there.queue(1)], path)
    return exchange.take_over(here, path)


def handed(there: Desk, here: Desk, path: Path) -> exchange.TakenOver:
    path.unlink(missing_ok=True)
    exchange.hand_over(there, [1, 2], path)
    return exchange.take_over(here, path)


def test_signed_case_comes_as_it_is_with_its_evidence_and_for_good(there: Desk, here: Desk, tmp_path: Path) -> None:
    decided(there, "first", "second", "final")
    there.approve([1])
    found = handed(there, here, tmp_path / "包.zip")
    assert (found.conflicts, found.remarks) == ((), ())
    assert here.record(1).cases == there.record(1).cases
    assert here.record(1).disclosure is Disclosure.WITHHELD
    assert here.record(1).status is Status.APPROVED
    case = here.record(1).case
    assert case is not None
    assert here.store.evidence_path(case.last.proposal.evidence[0]).read_text("utf-8") == "附件内容"
    assert here.undo() is None
    assert handed(there, here, tmp_path / "包.zip").entry is None


def test_signed_case_is_a_conflict_where_there_is_another(there: Desk, here: Desk, tmp_path: Path) -> None:
    decided(there, "first")
    here.correct(1, "publicity_mark", None)
    here.cases.propose(1, OPEN)
    before = here.record(1).cases
    found = handed(there, here, tmp_path / "包.zip")
    assert [conflict.facet for conflict in found.conflicts] == ["case:1"]
    assert here.record(1).cases == before
    assert "first签" in str(here.store.entries(1)[-1].payload)


def test_signed_document_takes_no_other_content(there: Desk, here: Desk, tmp_path: Path) -> None:
    decided(here, "first")
    there.correct(1, "title", "通知甲")
    there.remarks.note(1, None, "等原件")
    found = handed(there, here, tmp_path / "包.zip")
    assert {conflict.facet for conflict in found.conflicts} == {"field:title", "field:publicity_mark"}
    assert here.record(1).note == "等原件"
    case = here.record(1).case
    assert case is not None
    assert case.standing is Standing.PENDING


def test_signed_document_keeps_its_bounds(there: Desk, here: Desk, tmp_path: Path) -> None:
    decided(here, "first")
    there.bounds.merge(1)
    before = [here.record(number) for number in (1, 2)]
    found = handed_all(there, here, tmp_path / "包.zip")
    assert [here.record(number) for number in (1, 2)] == before
    assert BOUNDS in {conflict.facet for conflict in found.conflicts}


def test_mark_of_one_hand_does_not_come_where_stages_decide(here: Desk, tmp_path: Path) -> None:
    for there in opened(tmp_path / "there", "simple"):
        there.mark([1], Disclosure.PROACTIVE)
        there.correct(1, "title", "通知甲")
        found = handed(there, here, tmp_path / "包.zip")
    assert here.record(1).disclosure is None
    assert here.record(1).value("title") == "通知甲"
    assert "逐级签署" in found.remarks[0][1]


def test_store_that_took_over_is_made_anew_from_its_journal(there: Desk, here: Desk, tmp_path: Path) -> None:
    decided(there, "first", "second", "final")
    there.correct(2, "title", "通知甲")
    here.correct(2, "title", "通知乙")
    handed(there, here, tmp_path / "包.zip")
    anew = tmp_path / "anew"
    with salvage.remains(here.store.folder) as found, Store.open(anew) as store:
        shutil.copytree(here.store.folder / "sources", anew / "sources", dirs_exist_ok=True)
        told = salvage.replay(store, found, here.store.folder / "sources")
        assert (told.left, told.stopped, told.why) == (0, None, "")
        assert [entry.hash for entry in store.entries()] == [entry.hash for entry in here.store.entries()]
        assert store.verify().faults == ()


def test_what_the_other_side_told_goes_with_the_text_of_a_secret(tmp_path: Path) -> None:
    for there in opened(tmp_path / "there", "simple"):
        there.correct(2, "title", "只在对方出现的标题")
        for here in opened(tmp_path / "here", "simple"):
            here.correct(2, "title", "本方标题")
            assert handed(there, here, tmp_path / "包.zip").conflicts
            assert here.store.entries()[-1].verb is Verb.TAKE_OVER
            here.correct(2, "secrecy", "秘密★1年")
            here.cases.expunge(2, "按清退要求")
            told = "".join(str(entry.payload) for entry in here.store.entries())
            assert "只在对方出现的标题" not in told
            with pytest.raises(CaseRefused):
                exchange.hand_over(here, [1], tmp_path / "另.zip")
