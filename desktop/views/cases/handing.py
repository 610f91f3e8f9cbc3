"""What happens with a task of the page 认定 that is done: a proposal handed in, a stage signed by who was proved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.disclosure.blocks import Block
from desktop.domain.case import Proposal, Route
from desktop.review import case_words
from desktop.review.drafts import DraftKey
from desktop.views.cases.sign_as import SignAs, in_the_name_of
from desktop.views.cases.signing import CaseSign, SignDraft
from desktop.views.cases.tasks import CaseTasks, answer_of

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.main_window import MainWindow


class CaseHanding(QObject):
    """Hands proposals in and signs, when nothing is lacking; what is, is shown where it lacks."""

    def __init__(self, window: MainWindow, tasks: CaseTasks) -> None:
        super().__init__(window)
        self._window, self._flow, self._tasks = window, window.flow, tasks
        self.dialog: SignAs | None = None
        tasks.handed_in.connect(self._on_tasks_handed_in)
        tasks.signed.connect(self._on_tasks_signed)

    @Slot(object, object)
    def _on_tasks_handed_in(self, key: DraftKey, proposal: Proposal) -> None:
        self._tasks.check(partial(self._on_ready, key, proposal))

    def _on_ready(self, key: DraftKey, proposal: Proposal, blocks: tuple[Block, ...]) -> None:
        if blocks:
            self._tasks.show_lacking(blocks)
            return
        self._tasks.leave_route(key)
        self._flow.do(partial(_propose, key.record_id, proposal, key.route))

    @Slot(object, object)
    def _on_tasks_signed(self, key: DraftKey, draft: SignDraft) -> None:
        self._tasks.check(partial(self._on_ready_to_sign, key, draft))

    def _on_ready_to_sign(self, key: DraftKey, draft: SignDraft, blocks: tuple[Block, ...]) -> None:
        task = self._window.case.task
        if blocks or not isinstance(task, CaseSign):
            self._tasks.show_lacking(blocks)
            return
        reviewer = self._window.top_bar.reviewer.name
        dialog = self.dialog = SignAs(
            self._window.look, self._flow, key.stage, task.stage.label, reviewer, self._window, task.verb
        )
        dialog.proved.connect(partial(self._on_signer_proved, key, draft))
        dialog.show()

    def _on_signer_proved(self, key: DraftKey, draft: SignDraft, name: str) -> None:
        if self._tasks.key == key:
            self._tasks.check(partial(self._on_signer_known, key, draft, name), name)

    def _on_signer_known(self, key: DraftKey, draft: SignDraft, name: str, blocks: tuple[Block, ...]) -> None:
        """Sign, unless the person who was proved to be here may not."""
        if blocks:
            self._tasks.show_lacking(blocks)
        else:
            self._flow.settle(partial(in_the_name_of, name, partial(_sign, key.record_id, key.stage, draft)))


# In the store's lane


def _propose(record_id: int, proposal: Proposal, route: Route, desk: Desk) -> Done:
    done = desk.cases.propose(record_id, proposal, route)
    case = desk.record(record_id).case
    return replace(done, news=f"已提交，{case_words.standing_words(case)}" if case is not None else "")


def _sign(record_id: int, stage: str, draft: SignDraft, desk: Desk) -> Done:
    done = desk.cases.sign(record_id, stage, answer_of(draft))
    case = desk.record(record_id).case
    return replace(done, news=f"已签署，{case_words.standing_words(case)}" if case is not None else "")
