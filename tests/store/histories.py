"""Stores with a bit of everything in their journals."""

from __future__ import annotations

from pathlib import Path

import argon2
import pytest

from desktop.domain.case import GivenGround, Proposal, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.errors import PasswordWrong
from desktop.review import people
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.store import Store, backups, checkpoint
from desktop.store.backups import Backup, Reason
from tests.store import samples

SECRET = "青岭-2026-云川"


def begin(folder: Path) -> Backup:
    """Make a store with one source and a backup of it."""
    with Store.open(folder) as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        Desk(store, "李").correct(1, "title", "旧题")
    return backups.make(folder, Reason.START)


def go_on(folder: Path) -> None:
    """Do a bit of everything behind the backup."""
    with Store.open(folder) as store:
        desk = Desk(store, "王")
        desk.correct(1, "title", "新题")
        desk.mark([1, 2], Disclosure.PROACTIVE)
        desk.approve([2])
        parsed = samples.issue("另")
        store.add_source(parsed, samples.raw(parsed), "王")
        desk.bounds.split(3, desk.record(3).document.span.start + 25)
        desk.undo()
        desk.redo()
        desk.remarks.note(3, None, "待查")
        desk.withdraw([2])
        desk.people.register("甲", "市信访局", ["drafter"])
        desk.people.set_password("甲", "甲的头一个旧口令")
        desk.people.set_password("甲", SECRET)
        with pytest.raises(PasswordWrong):
            desk.people.prove("甲", "错误的口令")
        store.choose_profile("staged", "王")
        desk.actor = "甲"
        grounds = (GivenGround("internal", "人事管理"),)
        proposal = Proposal("withheld", "other", grounds, "内部", "条例第十六条", lead_office="市信访局")
        desk.cases.propose(4, proposal)
        desk.people.register("乙", "市信访局", ["first"])
        desk.actor = "乙"
        desk.cases.sign(4, "first", Answer(Verdict.AGREE, option="withheld", secrecy_reviewed=True))
        store.note(Verb.EXPORT, {"format": "csv", "count": 0}, "王")
        store.set_place(1, 2)
        store.set_place(2, 4)


def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test not wait for what is made to take long."""
    monkeypatch.setattr(people, "_hasher", lambda: argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    monkeypatch.setattr(checkpoint, "_MEMORY", 64)
