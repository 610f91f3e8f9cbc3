"""One round of a case as a card: what was proposed, by whom and why, and what each stage said of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal

from desktop.disclosure.rulebook import RuleBook
from desktop.domain.case import Case, Evidence, Proposal, Round, Verdict
from desktop.review import case_words
from desktop.views.cases.parts import chip
from desktop.widgets.appearance import Appearance
from desktop.widgets.safe_words import safe_words, words_label
from desktop.widgets.select_card import SelectCard


class RoundCard(SelectCard):
    """Shows a round; what was not agreed to stands out. Tells which file of evidence is to be looked at."""

    evidence_opened = Signal(object)

    def __init__(self, appearance: Appearance, case: Case, one: Round, book: RuleBook | None) -> None:
        super().__init__(appearance)
        head = case_words.of_proposal(case, one, book)
        self.column.addWidget(words_label(head))
        self.column.addWidget(words_label(f"{one.person} · {moment(one.at)}", tone="muted", size="small"))
        for line in proposal_lines(one.proposal, book):
            self.column.addWidget(words_label(line, size="note"))
        for file in one.proposal.evidence:
            look = chip(f"打开 {safe_words(file.name)}")
            look.clicked.connect(partial(self._on_look_clicked, file))
            self.column.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        for opinion in one.opinions:
            tone = "" if opinion.verdict is Verdict.AGREE else "warn"
            self.column.addWidget(words_label(case_words.of_opinion(case, opinion, book), tone=tone))
            self.column.addWidget(words_label(f"{opinion.person} · {moment(opinion.at)}", tone="muted", size="small"))
        self.setAccessibleName(safe_words(head))

    def _on_look_clicked(self, file: Evidence, _checked: bool = False) -> None:
        self.evidence_opened.emit(file)


def proposal_lines(proposal: Proposal, book: RuleBook | None) -> Iterator[str]:
    """Give what a proposal says beside its value, a line each."""
    if book is not None:
        kind = book.document_types.get(proposal.document_type)
        if kind is not None:
            yield f"文件类型：{kind.label}"
        for given in proposal.grounds:
            label = book.grounds[given.key].label if given.key in book.grounds else given.key
            yield f"理由：{label}{f'（{given.kind}）' if given.kind else ''}"
    if proposal.interpretation is not None:
        kinds = "、".join(proposal.interpretations)
        yield f"政策解读：{f'开展（{kinds}）' if proposal.interpretation else '不开展'}"
    secrecy = proposal.secrecy
    if secrecy is not None:
        yield f"{secrecy.kind}{'，提请会议审定' if secrecy.to_meeting else ''}"
    told = (
        ("理由说明", proposal.explanation),
        ("依据", proposal.basis),
        ("起草单位", proposal.lead_office),
        ("起草单位意见", proposal.opinion),
    )
    yield from (f"{name}：{words}" for name, words in told if words)
    yield from (f"可以公开：{kept.text}，{kept.reason}" for kept in proposal.kept)
    yield from (f"联合起草：{joint.office}，{joint.opinion or '还没有意见'}" for joint in proposal.joint)


def moment(at: str) -> str:
    """Return a moment (ISO 8601) as a person here reads it; the text itself where it is none."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return at
