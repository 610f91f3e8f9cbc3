"""Steps in the register: items that change, undone as one."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.edits import Json


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item of the register from one value to another, both as JSON; None where there is no such item."""

    kind: str
    key: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class RegisterStep:
    """What one action changes: all of it or nothing. `act` says in Chinese what was done."""

    act: str
    changes: tuple[ItemChange, ...]

    def inverse(self, act: str) -> RegisterStep:
        """Return the step that takes this one back."""
        back = tuple(ItemChange(one.kind, one.key, one.after, one.before) for one in reversed(self.changes))
        return RegisterStep(act, back)
