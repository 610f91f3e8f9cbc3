"""The grounds of an option to tick, the sensitive findings to justify, and the offices that drafted with others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.disclosure.rulebook import Ground
from desktop.domain.case import GivenGround, JointOpinion, KeptInPublic
from desktop.domain.fields import SensitiveItem
from desktop.domain.finding import label_of
from desktop.views.cases.parts import Choice, WrappedCheck, chip, line_edit, same
from desktop.widgets.safe_words import words_label

_WHY_KEPT = "可以公开的理由；不宜公开的，改选删减后公开"


class GroundList(QWidget):
    """All grounds of a rule book; only those of the chosen option are shown, and count."""

    changed = Signal()

    def __init__(self, grounds: Sequence[Ground], given: Sequence[GivenGround]) -> None:
        super().__init__()
        ticked = {one.key: one.kind for one in given}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._rows: dict[str, _GroundRow] = {}
        for ground in grounds:
            row = _GroundRow(ground, ticked.get(ground.key))
            row.changed.connect(self.changed)
            self._rows[ground.key] = row
            column.addWidget(row)

    def show_option(self, option: str) -> bool:
        """Show the grounds of an option; tell whether there are any."""
        for row in self._rows.values():
            row.setVisible(row.ground.option.key == option)
        return any(row.ground.option.key == option for row in self._rows.values())

    def row(self, key: str) -> _GroundRow:
        """Return the row of a ground."""
        return self._rows[key]

    def given(self, option: str) -> tuple[GivenGround, ...]:
        """Return what is ticked of an option's grounds."""
        rows = (row for row in self._rows.values() if row.ground.option.key == option and row.check.box.isChecked())
        return tuple(GivenGround(row.ground.key, row.kind) for row in rows)


class _GroundRow(QWidget):
    """A ground; what it demands and its kinds show once it is ticked."""

    changed = Signal()

    def __init__(self, ground: Ground, kind: str | None) -> None:
        super().__init__()
        self.ground = ground
        self.check = WrappedCheck(ground.label)
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(24, 0, 0, 0)
        more.setSpacing(4)
        self.kinds = Choice("属于哪一类", same(ground.kinds))
        more.addWidget(self.kinds)
        self.kinds.setVisible(bool(ground.kinds))
        if ground.demands:
            more.addWidget(words_label(f"须{ground.demands}。", tone="muted", size="small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.check)
        column.addWidget(self._more)
        if kind is not None:
            self.check.box.setChecked(True)
            self.kinds.choose(kind)
        self._more.setVisible(kind is not None)
        self.check.toggled.connect(self._on_check_toggled)
        self.kinds.changed.connect(self.changed)

    @property
    def kind(self) -> str:
        """The kind that was chosen, empty for none."""
        return self.kinds.current

    @Slot(bool)
    def _on_check_toggled(self, on: bool) -> None:
        self._more.setVisible(on)
        self.changed.emit()


class KeptList(QWidget):
    """Each sensitive finding with a line for the reason why it may stand in public."""

    changed = Signal()

    def __init__(self, findings: Sequence[SensitiveItem], kept: Sequence[KeptInPublic]) -> None:
        super().__init__()
        known = {one.text: one.reason for one in kept}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.lines: dict[str, QLineEdit] = {}
        for item in {item.text: item for item in findings}.values():
            words = f"{label_of(item.kind)}：{item.text}"
            line = line_edit(f"可以公开的理由，{words}", known.get(item.text, ""), _WHY_KEPT)
            line.textChanged.connect(self.changed)
            self.lines[item.text] = line
            column.addWidget(words_label(words, size="note"))
            column.addWidget(line)

    @property
    def kept(self) -> tuple[KeptInPublic, ...]:
        """What may stand in public, with a reason each."""
        told = ((text, line.text().strip()) for text, line in self.lines.items())
        return tuple(KeptInPublic(text, reason) for text, reason in told if reason)


class JointList(QWidget):
    """Offices that drafted with the first one, and what each said."""

    changed = Signal()

    def __init__(self, joint: Sequence[JointOpinion]) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._rows: list[tuple[QLineEdit, QLineEdit]] = []
        self.more = chip("添加联合起草单位")
        self.more.clicked.connect(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        self._column.addLayout(foot)
        for one in joint:
            self._add(one)

    @property
    def joint(self) -> tuple[JointOpinion, ...]:
        """The offices that are named, with their opinions."""
        told = ((office.text().strip(), opinion.text().strip()) for office, opinion in self._rows)
        return tuple(JointOpinion(office, opinion) for office, opinion in told if office)

    @Slot()
    def add(self) -> None:
        """Make room for one more office."""
        self._add(JointOpinion("", ""))
        self._rows[-1][0].setFocus()

    def _add(self, one: JointOpinion) -> None:
        number = len(self._rows) + 1
        office = line_edit(f"联合起草单位 {number}", one.office, "单位")
        opinion = line_edit(f"联合起草单位 {number} 的意见", one.opinion, "意见，例如：同意")
        row = QHBoxLayout()
        for line in (office, opinion):
            line.textChanged.connect(self.changed)
            row.addWidget(line, 1)
        self._rows.append((office, opinion))
        self._column.insertLayout(self._column.count() - 1, row)
