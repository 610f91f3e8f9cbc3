"""The people who work on a store: who they are, and in which stages they may sign."""

from __future__ import annotations

from dataclasses import dataclass

DRAFTER = "drafter"
"""The role of handing proposals in; the other roles are the keys of stages."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person, named by a name that nobody else in the store has.

    `roles` are those of the rule book's stages and `DRAFTER`, none for one who only reads and corrects. `locked` says
    that a password guards the signature. One who is no longer `active` keeps what was signed and signs nothing more.
    """

    name: str
    office: str = ""
    roles: tuple[str, ...] = ()
    active: bool = True
    locked: bool = False
