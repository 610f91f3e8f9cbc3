"""People sign in their roles only, and prove by a password that they are themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.edits import Verb
from desktop.domain.errors import CaseRefused, PasswordWrong, PersonUnknown, ValueRefused
from desktop.review.desk import Desk
from desktop.review.people import People
from desktop.store import Store
from tests.helpers.proposals import OPEN
from tests.store import samples

SECRET = "青岭-2026-云川"


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with Store.open(tmp_path) as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        store.choose_profile("staged", "李")
        desk = Desk(store, "管理员")
        desk.people = People(desk, clock)
        yield desk
        assert store.verify().ok


def test_person_is_registered_and_changed(desk: Desk) -> None:
    desk.people.register("李青禾", "市信访局", ["drafter"])
    desk.people.register("李青禾", "市信访局", ["first", "drafter"], active=False)
    (person,) = desk.people.all()
    assert (person.roles, person.active) == (("drafter", "first"), False)


@pytest.mark.parametrize(("name", "role"), [("", "first"), ("甲\n乙", "first"), ("长" * 41, "first"), ("甲", "皇帝")])
def test_odd_person_is_refused(desk: Desk, name: str, role: str) -> None:
    with pytest.raises(ValueRefused):
        desk.people.register(name, roles=[role])


def test_password_proves_the_person_and_is_nowhere_in_the_journal(desk: Desk) -> None:
    desk.people.register("李青禾", roles=["first"])
    desk.people.set_password("李青禾", SECRET)
    desk.people.prove("李青禾", SECRET)
    assert SECRET not in repr(desk.store.entries())
    assert desk.store.secret("李青禾").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert desk.store.secret("李青禾") not in repr(desk.store.entries())


@pytest.mark.usefixtures("cheap_passwords")
def test_wrong_passwords_are_slowed_and_journalled(desk: Desk, clock: Clock) -> None:
    desk.people.register("李青禾")
    desk.people.set_password("李青禾", SECRET)
    waits = []
    for _ in range(8):
        with pytest.raises(PasswordWrong) as refused:
            desk.people.prove("李青禾", "不是这个口令")
        waits.append(refused.value.wait)
        clock.now += refused.value.wait
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    tried = [entry for entry in desk.store.entries() if entry.verb is Verb.PASSWORD]
    assert len(tried) == 1 + 8
    desk.people.prove("李青禾", SECRET)
    assert desk.people.wait("李青禾") == 0.0


@pytest.mark.usefixtures("cheap_passwords")
def test_right_password_too_soon_is_not_taken(desk: Desk, clock: Clock) -> None:
    desk.people.register("李青禾")
    desk.people.set_password("李青禾", SECRET)
    with pytest.raises(PasswordWrong):
        desk.people.prove("李青禾", "不是这个口令")
    with pytest.raises(PasswordWrong):
        desk.people.prove("李青禾", SECRET)
    clock.now += 1.5
    desk.people.prove("李青禾", SECRET)


@pytest.mark.usefixtures("cheap_passwords")
def test_short_password_is_refused_and_an_empty_one_takes_the_guard_away(desk: Desk) -> None:
    desk.people.register("李青禾")
    with pytest.raises(ValueRefused):
        desk.people.set_password("李青禾", "123")
    desk.people.set_password("李青禾", SECRET)
    desk.people.set_password("李青禾", "")
    desk.people.prove("李青禾", "")


def test_nobody_signs_who_left(desk: Desk) -> None:
    desk.people.register("李青禾", active=False)
    with pytest.raises(PersonUnknown):
        desk.people.prove("李青禾", "")
    with pytest.raises(PersonUnknown):
        desk.people.set_password("无名", SECRET)


def test_only_who_has_the_role_acts(desk: Desk) -> None:
    desk.people.register("李青禾", roles=["first"])
    desk.actor = "李青禾"
    with pytest.raises(CaseRefused) as told:
        desk.cases.propose(1, OPEN)
    assert "没有“提出建议”的职责" in told.value.reasons[0]
