"""Who may sign, and proving that a signature is that person's: names, roles, passwords (Argon2id, RFC 9106)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.domain.errors import PasswordWrong, PersonUnknown, ValueRefused
from desktop.domain.person import DRAFTER, Person

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from desktop.review.desk import Desk

SHORTEST_PASSWORD, LONGEST_PASSWORD, LONGEST_NAME = 8, 200, 40
"""Code points."""
_SLOWEST = 60.0
"""Seconds that one waits at most after wrong passwords."""


class People:
    """The persons of a store. After each wrong password the next may be tried later: 1, 2, 4 … seconds."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk
        self._clock = clock
        self._wrong: dict[str, tuple[int, float]] = {}

    def all(self) -> tuple[Person, ...]:
        """Return everybody, by name."""
        return self._desk.store.people()

    def known(self, name: str) -> Person | None:
        """Return a person by name, None for one who is not registered."""
        return next((person for person in self.all() if person.name == name), None)

    def register(self, name: str, office: str = "", roles: Sequence[str] = (), active: bool = True) -> Person:
        """Take a person in, or change one. Raises ValueRefused for a name that cannot be, or a role nobody knows."""
        name, office = name.strip(), office.strip()
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise ValueRefused("person", name)
        unknown = set(roles) - set(self.roles())
        if unknown:
            raise ValueRefused("role", sorted(unknown)[0])
        ordered = tuple(role for role in self.roles() if role in roles)
        person = Person(name, office, ordered, active)
        self._desk.store.set_person(person, self._desk.actor)
        return self.known(name) or person

    def roles(self) -> dict[str, str]:
        """Return what may be given to a person under the rules of this store: the key of each role and its label."""
        found = {DRAFTER: "提出建议"}
        for way in self._desk.cases.book.ways.values():
            for stage in way.stages:
                known = found.get(stage.key)
                found[stage.key] = stage.label if known in (None, stage.label) else f"{known}/{stage.label}"
        return found

    def set_password(self, name: str, password: str) -> None:
        """Guard a person's signature by a password; an empty one takes the guard away.

        Raises PersonUnknown, ValueRefused for one that is too short or too long.
        """
        if self.known(name) is None:
            raise PersonUnknown(name)
        if password and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise ValueRefused("password", "•" * min(len(password), SHORTEST_PASSWORD))
        self._desk.store.set_secret(name, _hasher().hash(password) if password else "", self._desk.actor)

    def wait(self, name: str) -> float:
        """Return the seconds until a password may be tried again for a person."""
        count, since = self._wrong.get(name, (0, 0.0))
        return max(since + min(2.0 ** (count - 1), _SLOWEST) - self._clock(), 0.0) if count else 0.0

    def prove(self, name: str, password: str) -> None:
        """Make sure that whoever sits here is this person. One without a password is taken at their word.

        Raises PasswordWrong with the seconds until the next try; PersonUnknown for one who is not active.
        """
        person = self.known(name)
        if person is None or not person.active:
            raise PersonUnknown(name)
        waiting = self.wait(name)
        if waiting:
            raise PasswordWrong(name, waiting)
        if person.locked and not self._fits(name, password):
            count = self._wrong.get(name, (0, 0.0))[0] + 1
            self._wrong[name] = (count, self._clock())
            self._desk.store.note_wrong_password(name, self._desk.actor)
            raise PasswordWrong(name, self.wait(name))
        self._wrong.pop(name, None)

    def may(self, name: str, role: str) -> bool:
        """Tell whether a person has a role. Where nobody is registered, everybody has every role."""
        everybody = self.all()
        person = next((one for one in everybody if one.name == name), None)
        return not everybody or (person is not None and person.active and role in person.roles)

    def _fits(self, name: str, password: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        hasher, secret = _hasher(), self._desk.store.secret(name)
        try:
            hasher.verify(secret, password)
        except (VerificationError, InvalidHashError):
            return False
        if hasher.check_needs_rehash(secret):
            self._desk.store.set_secret(name, hasher.hash(password), self._desk.actor)
        return True


def _hasher() -> PasswordHasher:
    import argon2  # takes longer to load than the window may

    return argon2.PasswordHasher()
