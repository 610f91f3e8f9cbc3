"""The keys in force: put on the actions of a window, and told to everything that shows keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from desktop.views.actions import ACTIONS, SPEC_BY_NAME
from desktop.views.keys.keymap import Keymap, both_enters, chosen_keys, keymap_in_force
from desktop.views.keys.names import key_words, portable, read_keys

_PLACE = re.compile(r"（\{([a-z0-9_-]+)\}）|\{([a-z0-9_-]+)\}")
"""The place in a sentence where the keys of an action stand: {approve}, or （{approve}）, which needs not be there."""


class Keyboard(QObject):
    """Holds the keys of all actions. `changed` tells that they are others now, `chosen` that a person chose them.

    Keys without Ctrl or Alt do nothing while a person types: every text editor of Qt takes such keys for itself first.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, actions: Mapping[str, QAction], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._keymap: Keymap = {}
        self.use({})

    @property
    def keymap(self) -> Keymap:
        """The keys of every action, those that are shown first."""
        return dict(self._keymap)

    def use(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Put in force what a person chose, e.g. as it was kept; what makes no sense is ignored."""
        keymap = keymap_in_force(ACTIONS, chosen, _tidy)
        if keymap == self._keymap:
            return
        self._keymap = keymap
        for spec in ACTIONS:
            action = self._actions[spec.name]
            ways = [way for keys in self._keymap[spec.name] for way in both_enters(keys)]
            action.setShortcuts([QKeySequence(way, QKeySequence.SequenceFormat.PortableText) for way in ways])
            action.setToolTip(self.say(f"{spec.tip or spec.text}（{{{spec.name}}}）"))
        self.changed.emit()

    def choose(self, keymap: Keymap) -> None:
        """Put other keys in force because a person wants them."""
        chosen = chosen_keys(ACTIONS, keymap)
        self.use(chosen)
        self.chosen.emit(chosen)

    def words(self, name: str) -> str:
        """Return the keys of an action that are shown, in words; empty for none."""
        return next(iter(self.all_words(name)), "")

    def all_words(self, name: str) -> tuple[str, ...]:
        """Return all keys of an action in words."""
        return tuple(key_words(QKeySequence(keys)) for keys in self._keymap[name])

    def say(self, sentence: str) -> str:
        """Fill the places of a sentence, e.g. {approve}, with keys; an action without keys is named by its words."""
        return _PLACE.sub(self._place_words, sentence)

    def _place_words(self, place: re.Match[str]) -> str:
        bracketed, bare = place[1], place[2]
        name = bracketed or bare
        if name not in SPEC_BY_NAME:
            return place[0]
        words = self.words(name)
        if bracketed:
            return f"（{words}）" if words else ""
        return words or f"“{SPEC_BY_NAME[name].text}”"


def _tidy(text: str) -> str | None:
    keys = read_keys(text)
    return portable(keys) if keys is not None else None
