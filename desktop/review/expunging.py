"""Removing the text of a document with a 密级 from the store: who may, what it reaches, told before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case import Route, Standing
from desktop.domain.edits import Entry
from desktop.domain.errors import CaseRefused
from desktop.domain.person import Person
from desktop.domain.record import Record
from desktop.review import drafts

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.store import Expunging

BACKUPS = "资料库自己的备份一并销毁；另存到别处的备份、副本、已导出的文件和打印件清除不到，请另行按规定处理。"


@dataclass(frozen=True, slots=True)
class Plan:
    """What removing a document's text would reach, in sentences; `record_ids` are those that lose or change something.

    `others` counts the documents of the same file that keep their text.
    """

    record_id: int
    level: str
    sentences: tuple[str, ...]
    record_ids: tuple[int, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Expunged:
    """That a text was removed. `finished` is False while another program keeps the disk from being cleared."""

    entry: Entry
    record_ids: tuple[int, ...]
    finished: bool

    @property
    def news(self) -> str:
        """Say what was done, and what remains."""
        if self.finished:
            return f"正文已经清除，不能恢复。{BACKUPS}"
        return "正文已从资料库删去；磁盘上的空闲页还没有清理，请关闭其他窗口，再打开一次资料库即可做完。" + BACKUPS


def plan(desk: Desk, record_id: int) -> Plan:
    """Say what removing a document's text would reach.

    Raises CaseRefused with everything about the document that stops it; RecordExpunged.
    """
    reach = desk.store.expunging(record_id)
    record = desk.record(record_id)
    _refuse(record_id, [*_in_the_way(desk, record, reach)])
    touched = tuple(sorted({*reach.own, *reach.neighbours}))
    return Plan(record_id, str(record.value("secrecy")), tuple(_sentences(reach)), touched, len(reach.others))


def expunge(desk: Desk, record_id: int, reason: str) -> Expunged:
    """Remove a document's text for good, in the name of whoever sits here. Raises CaseRefused, RecordExpunged."""
    if not reason.strip():
        _refuse(record_id, ["没有写清除的理由（如清退、移交的批准文号）。"])
    if not may_expunge(desk, desk.actor):
        _refuse(record_id, [f"{desk.actor}没有定密签署的职责，不能清除正文，请在“人员”里登记。"])
    known = plan(desk, record_id)
    entry, finished = desk.store.expunge(record_id, reason.strip(), desk.actor)
    desk.forget(known.record_ids)
    drafts.forget(desk.store.folder, frozenset(known.record_ids))
    return Expunged(entry, known.record_ids, desk.backups.forget() and finished)


def may_expunge(desk: Desk, name: str) -> bool:
    """Tell whether a person may: who signs in the 定密 route; where there is none, who signs at all."""
    ways = desk.cases.book.ways
    way = ways.get(Route.SECRECY, ways[Route.ATTRIBUTION])
    return any(desk.people.may(name, stage.key) for stage in way.stages)


def who_may(desk: Desk) -> tuple[Person, ...]:
    """Return everybody who may; whoever sits at the desk where nobody is registered."""
    everybody = desk.people.all() or (Person(desk.actor),)
    return tuple(person for person in everybody if may_expunge(desk, person.name))


def _in_the_way(desk: Desk, record: Record, reach: Expunging) -> list[str]:
    """Return what about the document stands in the way."""
    reasons = []
    if not record.value("secrecy"):
        reasons.append("只有标有密级的文件才清除正文；密级没有识别出来的，请先更正“密级和保密期限”。")
    if record.case is not None and record.case.standing is Standing.PENDING:
        reasons.append("这件文件正在办理，办结或者退文之后才能清除。")
    if record.dropped is not None:
        reasons.append("这件文件已排除或者并入别的文件，请在那一件上清除。")
    numbers = "、".join(f"第 {desk.record(other).number} 件" for other in reach.overlapping)
    if numbers:
        reasons.append(f"{numbers}的起止与本件重叠，请先调整起止。")
    return reasons


def _sentences(reach: Expunging) -> list[str]:
    """Say what goes, what stays, and what is not reached."""
    told = ["本件的正文、表格、识别结果、更正、批注和提示全部删去，标题和文号也不保留；只留密级和谁在何时办理过。"]
    if reach.others:
        told.append(
            f"来源文件里还有 {len(reach.others)} 件别的文件：它们的文字和审校结果不变；"
            "但原件里含有涉密正文，所以原件删去，此后这些文件只能看文字，不能看版面，也不能再制作版式的删减版本。"
        )
    else:
        told.append("来源文件的原件和全部文字一并删去，文件名也不保留。")
    if reach.evidence:
        told.append(f"办理时附的依据材料 {len(reach.evidence)} 份一并删去。")
    if reach.neighbours:
        told.append(f"有 {len(reach.neighbours)} 件文件曾经包含这段正文：它们的现状不变，以往的改动经过不再能看。")
    if reach.registered:
        told.append("台账里记有本件的标题或文号，台账和它的经过清除不到；不应留存的，请先停用这个资料库，另建新库。")
    told.append(f"日志里 {len(reach.entries)} 条记录的内容清空，何时、何人、办了什么保留，日志仍可核验。")
    told.append(BACKUPS)
    return told


def _refuse(record_id: int, reasons: list[str]) -> None:
    if reasons:
        raise CaseRefused(record_id, tuple(reasons))
