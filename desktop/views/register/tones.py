"""The tones of colour that go with the states of the register; the words say the state by themselves."""

from __future__ import annotations

from desktop.register.state import State

TONES = {
    State.IN_FORCE: "ok",
    State.EXPIRING: "warn",
    State.NOT_YET: "accent",
    State.EXPIRED: "neutral",
    State.REPEALED: "bad",
    State.SUPERSEDED: "bad",
    State.UNKNOWN: "warn",
}
