"""The card of the stage whose turn it is: 同意, 不同意 or 退文, why, and who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.disclosure.blocks import Block, Place
from desktop.disclosure.rulebook import Duty, RuleBook, Stage
from desktop.domain.case import Verdict
from desktop.views.cases.parts import Choice, Section, TextArea, WrappedCheck
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_AGREE = Verdict.AGREE.name
_RETURN = Verdict.RETURN.name
_FOR_GOOD = "签署以后不能撤销，也不能修改。"


@dataclass(frozen=True, slots=True)
class SignDraft:
    """What somebody is about to say in a stage. `verdict` is None until one is chosen."""

    verdict: Verdict | None = None
    reason: str = ""
    ground: str = ""
    option: str = ""
    secrecy_reviewed: bool = False


class CaseSign(QWidget):
    """Holds an opinion while it is written; chooses nothing by itself."""

    changed = Signal()
    signed = Signal()

    def __init__(self, appearance: Appearance, stage: Stage, book: RuleBook, draft: SignDraft) -> None:
        super().__init__()
        self.setProperty("help", "cases")
        self.stage, self._look = stage, appearance
        self.verdict = Choice("意见", {verdict.name: verdict.value for verdict in Verdict})
        self.ground = Choice("退文原因", {reason.key: reason.label for reason in book.returns.values()})
        self.option = Choice("认定属性", {option.key: option.label for option in book.options.values()})
        self.secrecy_reviewed = WrappedCheck("已完成政府信息公开保密审查")
        self.reason = TextArea("意见理由", appearance, lines=2)
        self.sign = QPushButton()
        self.sign.setProperty("kind", "primary")
        self.sign.clicked.connect(self.signed)
        self._fill(draft)
        self._arrange()
        self._listen()
        self._settle()

    def _fill(self, draft: SignDraft) -> None:
        if draft.verdict is not None:
            self.verdict.choose(draft.verdict.name)
        self.ground.choose(draft.ground)
        self.option.choose(draft.option)
        self.secrecy_reviewed.box.setChecked(draft.secrecy_reviewed)
        self.reason.setPlainText(draft.reason)

    def _arrange(self) -> None:
        stage = self.stage
        self._verdict = Section("", self.verdict)
        self._sections = {
            Place.SECRECY_REVIEW: Section("", self.secrecy_reviewed),
            Place.OPTION: Section("认定属性", self.option),
            Place.REASON: Section("理由", self.reason),
        }
        self._ground = Section("退文原因", self.ground)
        self._warning = plain_label(_FOR_GOOD, tone="warn", size="small", wrap=True)
        self._foot = Section("", self.sign)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(plain_label(f"{stage.label}（{stage.office}）", size="heading", wrap=True))
        sections = list(self._sections.values())
        for part in (self._verdict, *sections[:2], self._ground, *sections[2:]):
            column.addWidget(part)
        column.addWidget(self._warning)
        column.addWidget(self._foot)

    def _listen(self) -> None:
        for signal in (
            *(choice.changed for choice in (self.verdict, self.ground, self.option)),
            self.secrecy_reviewed.toggled,
            self.reason.textChanged,
        ):
            signal.connect(self._on_part_changed)

    @Slot()
    def _on_part_changed(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Show what the verdict asks for."""
        said, duties = self.verdict.current, self.stage.duties
        self._sections[Place.OPTION].setVisible(said == _AGREE and Duty.VALUE in duties)
        self._sections[Place.SECRECY_REVIEW].setVisible(said == _AGREE and Duty.SECRECY_REVIEW in duties)
        self._ground.setVisible(said == _RETURN)
        self._sections[Place.REASON].setVisible(bool(said))
        self._warning.setVisible(bool(said))
        self._foot.setVisible(bool(said))
        self.sign.setText(f"{self.verb}…")

    @property
    def verb(self) -> str:
        """What the button does, in words."""
        said = self.verdict.current
        return f"签署{Verdict[said].value}" if said else "签署"

    @property
    def draft(self) -> SignDraft:
        """Everything that was said so far."""
        said = self.verdict.current
        return SignDraft(
            Verdict[said] if said else None,
            self.reason.text.strip(),
            self.ground.current if said == _RETURN else "",
            self.option.current if said == _AGREE else "",
            self.secrecy_reviewed.box.isChecked() and said == _AGREE,
        )

    def section(self, place: Place) -> Section:
        """Return the part of the card about a place; its foot for what has none."""
        if place is Place.REASON and self.verdict.current == _RETURN:
            return self._ground
        return self._sections.get(place, self._foot)

    def show_blocks(self, blocks: Sequence[Block], tone: str) -> QWidget | None:
        """Say at each place what it lacks; return the first part that lacks something."""
        at: dict[Section, list[Block]] = {}
        for block in blocks:
            part = self.section(block.place)
            at.setdefault(part if not part.isHidden() else self._foot, []).append(block)
        parts = (*self._sections.values(), self._ground, self._foot)
        for part in parts:
            part.show_blocks(at.get(part, ()), tone)
        return next((part for part in parts if part in at), None)
