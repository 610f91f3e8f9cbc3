"""What the drafter fills in: a proposal on the 公开属性, on a 密级, or on changing what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.disclosure.blocks import Block, Place
from desktop.disclosure.rulebook import Option, RuleBook
from desktop.disclosure.suggestion import Suggestion
from desktop.domain.case import Proposal, Route, SecrecyProposal
from desktop.domain.disclosure import Disclosure
from desktop.domain.fields import SensitiveItem
from desktop.views.advice_box import AdviceBox
from desktop.views.cases.evidence import EvidenceList
from desktop.views.cases.grounds import GroundList, JointList, KeptList
from desktop.views.cases.parts import Choice, Section, TextArea, WrappedCheck, line_edit, same
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_YES, _NO = "yes", "no"
_INTERPRETED = {_YES: "开展解读", _NO: "不解读"}


@dataclass(frozen=True, slots=True)
class FormTask:
    """What a form is for: a route of a rule book, what the document has that must be justified, and the suggestion."""

    book: RuleBook
    route: Route
    findings: tuple[SensitiveItem, ...] = ()
    suggestion: Suggestion | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that may be proposed on this route."""
        options = tuple(self.book.options.values())
        if self.route is Route.CHANGE:
            return tuple(option for option in options if option.disclosure is Disclosure.PROACTIVE)
        return options if self.route is Route.ATTRIBUTION else ()


class CaseForm(QWidget):
    """Holds a proposal while it is written. Shows only what the chosen option asks for; chooses nothing by itself."""

    changed = Signal()
    handed_in = Signal()

    def __init__(self, appearance: Appearance, task: FormTask, proposal: Proposal) -> None:
        super().__init__()
        self.setProperty("help", "cases")
        self._look, self.task = appearance, task
        self._secret, self._change = task.route is Route.SECRECY, task.route is Route.CHANGE
        self.advice = AdviceBox()
        self.advice.show_suggestion(None if self._change else task.suggestion)
        self._make_choices(proposal)
        self._make_secrecy(proposal)
        self._make_reasons(proposal)
        self._make_offices(proposal)
        self.hand_in = QPushButton(f"提交{self._title}")
        self.hand_in.setProperty("kind", "primary")
        self.hand_in.clicked.connect(self.handed_in)
        self._foot = Section("", self.hand_in)
        self._arrange()
        self._listen()
        self._settle()

    @property
    def _title(self) -> str:
        return "定密建议" if self._secret else "变更建议" if self._change else "认定建议"

    def _make_choices(self, proposal: Proposal) -> None:
        book = self.task.book
        self.option = Choice("公开属性", {option.key: option.label for option in self.task.options})
        self.option.choose(proposal.option)
        self.document_type = Choice("文件类型", {kind.key: kind.label for kind in book.document_types.values()})
        self.document_type.choose(proposal.document_type)
        self.grounds = GroundList(tuple(book.grounds.values()), proposal.grounds)
        self.interpreted = Choice("政策解读", _INTERPRETED)
        if proposal.interpretation is not None:
            self.interpreted.choose(_YES if proposal.interpretation else _NO)
        self.interpretations = Choice("解读形式", same(book.interpretations), several=True)
        self.interpretations.choose(*proposal.interpretations)
        self.kept = KeptList(self.task.findings, proposal.kept)

    def _make_secrecy(self, proposal: Proposal) -> None:
        secrecy, book = proposal.secrecy or SecrecyProposal("", "", ""), self.task.book
        self.level = Choice("密级", same(book.secrecy_levels))
        self.level.choose(secrecy.level)
        self.term = line_edit("保密期限", secrecy.term, "保密期限、解密条件或者解密时间")
        self.kind = Choice("定密类别", same(book.secrecy_kinds))
        self.kind.choose(secrecy.kind)
        self.to_meeting = WrappedCheck("提请会议审定")
        self.to_meeting.box.setChecked(secrecy.to_meeting)

    def _make_reasons(self, proposal: Proposal) -> None:
        self.explanation = TextArea("理由说明", self._look)
        self.explanation.setPlainText(proposal.explanation)
        self.basis = TextArea("依据", self._look, lines=2, empty="法律、法规或者政策的名称和条款")
        self.basis.setPlainText(proposal.basis)
        self.evidence = EvidenceList(proposal.evidence)

    def _make_offices(self, proposal: Proposal) -> None:
        drafter = self._drafter
        self.lead_office = line_edit(drafter, proposal.lead_office)
        self.joint = JointList(proposal.joint)
        self.opinion = line_edit(f"{drafter}意见", proposal.opinion)

    @property
    def _drafter(self) -> str:
        return self.task.book.ways[self.task.route].drafter or "起草单位"

    def _arrange(self) -> None:
        explained = "定密理由" if self._secret else "变更理由" if self._change else "理由说明"
        self._sections = {
            Place.OPTION: Section("公开属性认定建议" if not self._change else "改为", self.option, self.advice),
            Place.DOCUMENT_TYPE: Section("文件类型", self.document_type),
            Place.SECRECY: Section("密级、保密期限、定密类别", self.level, self.term, self.kind, self.to_meeting),
            Place.GROUNDS: Section("理由", self.grounds),
            Place.EXPLANATION: Section(explained, self.explanation),
            Place.BASIS: Section("定密依据" if self._secret else "依据", self.basis),
            Place.EVIDENCE: Section("依据材料", self.evidence),
            Place.SENSITIVE: Section("敏感信息", self.kept, hint="主动公开全文，要逐项说明可以公开的理由。"),
            Place.INTERPRETATION: Section("政策解读", self.interpreted, self.interpretations),
            Place.LEAD_OFFICE: Section(self._drafter, self.lead_office),
            Place.JOINT: Section("联合起草", self.joint),
        }
        self._said = Section(f"{self._drafter}意见", self.opinion)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(13)
        column.addWidget(plain_label(self._title, size="heading"))
        for section in (*self._sections.values(), self._said, self._foot):
            column.addWidget(section)

    def _listen(self) -> None:
        for signal in (
            *(part.changed for part in self._choices),
            *(part.changed for part in (self.grounds, self.evidence, self.kept, self.joint)),
            *(line.textChanged for line in (self.lead_office, self.term, self.opinion)),
            *(area.textChanged for area in (self.explanation, self.basis)),
            self.to_meeting.toggled,
        ):
            signal.connect(self._on_part_changed)

    @property
    def _choices(self) -> tuple[Choice, ...]:
        return self.option, self.document_type, self.interpreted, self.interpretations, self.level, self.kind

    @Slot()
    def _on_part_changed(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Show what the chosen option asks for."""
        option = self.task.book.options.get(self.option.current)
        plain = not self._secret and not self._change
        reasoned = not plain or (option is not None and (option.needs_ground or option.needs_evidence))
        public = plain and option is not None and option.disclosure is Disclosure.PROACTIVE
        redacted = option is not None and option.redacted
        has_grounds = self.grounds.show_option(self.option.current)
        shown = {
            Place.OPTION: not self._secret,
            Place.DOCUMENT_TYPE: not self._secret and bool(self.task.book.document_types),
            Place.SECRECY: self._secret,
            Place.GROUNDS: plain and has_grounds,
            Place.EXPLANATION: reasoned,
            Place.BASIS: reasoned,
            Place.EVIDENCE: reasoned,
            Place.SENSITIVE: not self._secret and public_in_full(option) and bool(self.task.findings),
            Place.INTERPRETATION: public and bool(self.task.book.interpretations),
            Place.LEAD_OFFICE: True,
            Place.JOINT: True,
        }
        for place, is_shown in shown.items():
            self._sections[place].setVisible(is_shown)
        self._said.setVisible(not plain)
        self.interpretations.setVisible(self.interpreted.current == _YES)
        self.evidence.say_what("删减后的公开版本和依据" if redacted else "")

    @property
    def proposal(self) -> Proposal:
        """What is proposed as things stand; what the option does not ask for is left out."""
        option, public = self.option.current, not self._sections[Place.INTERPRETATION].isHidden()
        reasoned = not self._sections[Place.EXPLANATION].isHidden()
        said = self.interpreted.current if public else ""
        return Proposal(
            option=option,
            document_type=self.document_type.current if not self._secret else "",
            grounds=self.grounds.given(option) if not self._sections[Place.GROUNDS].isHidden() else (),
            explanation=self.explanation.text.strip() if reasoned else "",
            basis=self.basis.text.strip() if reasoned else "",
            evidence=self.evidence.evidence if reasoned else (),
            interpretation=said == _YES if said else None,
            interpretations=self.interpretations.chosen if said == _YES else (),
            kept=self.kept.kept if not self._sections[Place.SENSITIVE].isHidden() else (),
            lead_office=self.lead_office.text().strip(),
            joint=self.joint.joint,
            opinion=self.opinion.text().strip() if not self._said.isHidden() else "",
            secrecy=self._secrecy(),
        )

    def _secrecy(self) -> SecrecyProposal | None:
        if not self._secret:
            return None
        return SecrecyProposal(
            self.level.current, self.term.text().strip(), self.kind.current, self.to_meeting.box.isChecked()
        )

    def choose(self, disclosure: Disclosure) -> None:
        """Choose the option of a 公开属性; one of that value that is chosen already stays."""
        chosen = self.task.book.options.get(self.option.current)
        if self.task.options and (chosen is None or chosen.disclosure is not disclosure):
            self.option.choose(self.task.book.option_of(disclosure).key)

    @property
    def draft(self) -> Proposal:
        """Everything that was typed, also what the option now chosen does not ask for."""
        said = self.interpreted.current
        return Proposal(
            self.option.current,
            self.document_type.current,
            tuple(one for option in self.task.options for one in self.grounds.given(option.key)),
            self.explanation.text,
            self.basis.text,
            self.evidence.evidence,
            said == _YES if said else None,
            self.interpretations.chosen,
            self.kept.kept,
            self.lead_office.text(),
            self.joint.joint,
            self.opinion.text(),
            self._secrecy(),
        )

    def section(self, place: Place) -> Section:
        """Return the part of the form about a place; its foot for what has none."""
        return self._sections.get(place, self._foot)

    def show_blocks(self, blocks: Sequence[Block], tone: str) -> QWidget | None:
        """Say at each place what it lacks; return the first part that lacks something."""
        at: dict[Section, list[Block]] = {}
        for block in blocks:
            part = self.section(block.place)
            at.setdefault(part if not part.isHidden() else self._foot, []).append(block)
        parts = (*self._sections.values(), self._foot)
        for part in parts:
            part.show_blocks(at.get(part, ()), tone)
        return next((part for part in parts if part in at), None)


def public_in_full(option: Option | None) -> bool:
    """Tell whether all of a document would be read by anybody."""
    return option is not None and option.disclosure is Disclosure.PROACTIVE and not option.redacted
