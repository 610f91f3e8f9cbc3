"""Clean-ups (清理) of the register: verdicts proposed, asked of the drafters, settled, and written as three lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.edits import Json
from desktop.domain.errors import RegisterRefused
from desktop.parsing import catalogue
from desktop.register import cleanup, codec
from desktop.register import entry as fields
from desktop.register.changes import ItemChange, RegisterStep
from desktop.register.cleanup import (
    Campaign,
    CountCheck,
    Decision,
    FinalList,
    Opinion,
    Proposed,
    Situation,
    Verdict,
)
from desktop.register.entry import Ending, Tie
from desktop.register.overview import Overview, RegisterQuery
from desktop.register.state import Standing
from desktop.register.validity import Validity
from desktop.review.register_intake import head_of

if TYPE_CHECKING:
    from desktop.review.register import RegisterDone, Registry


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A document in a clean-up: what is proposed, what its drafter says, what a person settled."""

    entry: int
    drafter: str
    title: str
    doc_number: str
    validity: Validity
    standing: Standing
    proposed: Proposed
    opinion: Opinion | None
    decision: Decision | None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts: the settled one, else the proposed one."""
        return self.decision.verdict if self.decision is not None else self.proposed.verdict

    @property
    def disputed(self) -> bool:
        """Tell whether the drafter sees it otherwise and nobody settled it."""
        if self.decision is not None or self.opinion is None or self.opinion.verdict is None:
            return False
        return self.opinion.verdict is not self.proposed.verdict


class Campaigns:
    """The clean-ups of a register."""

    def __init__(self, registry: Registry) -> None:
        """Work on a register."""
        self._registry = registry

    def all(self) -> tuple[Campaign, ...]:
        """Return all clean-ups in the order in which they were begun."""
        return tuple(self._registry.overview().register.campaigns.values())

    def get(self, number: int) -> Campaign:
        """Return a clean-up. Raises RegisterRefused for one that is not there."""
        found = self._registry.overview().register.campaigns.get(number)
        if found is None:
            raise RegisterRefused(f"没有第 {number} 次清理")
        return found

    def plan(self, cutoff: date, office: str = "", name: str = "", entries: Sequence[int] | None = None) -> Campaign:
        """Return a clean-up as of a day without beginning it; its number is 0.

        It is of `entries`, or of all documents that were issued by that day and that did not end before.
        """
        overview = self._registry.overview()
        if entries is None:
            rows = overview.rows(cutoff, RegisterQuery())
            entries = [row.number for row in rows if not _left_aside(overview, row.number, cutoff)]
        return Campaign(0, name or f"{cutoff.year}年清理", cutoff.isoformat(), office or _office(overview), (*entries,))

    def begin(self, cutoff: date, office: str = "", name: str = "", entries: Sequence[int] | None = None) -> Campaign:
        """Begin a clean-up as `plan` makes it. Raises RegisterRefused where there is nothing to clean up."""
        with self._registry.turn:
            plan = self.plan(cutoff, office, name, entries)
            if not plan.entries:
                raise RegisterRefused("台账里没有要清理的文件")
            number = max(self._registry.overview().register.campaigns, default=0) + 1
            told = codec.campaign_to_json(plan.name, plan.cutoff, plan.office, plan.entries)
            change = ItemChange(codec.CAMPAIGN, str(number), None, told)
            self._registry.make(RegisterStep(f"开始清理“{plan.name}”，共 {len(plan.entries)} 件", (change,)))
            return self.get(number)

    def rows(self, campaign: Campaign) -> list[CampaignRow]:
        """Return the documents of a clean-up in the order of a printed list, without those that left the register."""
        overview = self._registry.overview()
        cutoff = date.fromisoformat(campaign.cutoff)
        held = [overview.register.entries[one] for one in campaign.entries if one in overview.register.entries]
        drafters = {one.number: overview.text(one.number, fields.DRAFTER) for one in held}
        ends: dict[int, list[str]] = {}
        for one in overview.proposals:
            if one.kind is not None:
                ends.setdefault(one.entry, []).append(one.words)
        return [
            self._row(overview, campaign, number, cutoff, tuple(ends.get(number, ())))
            for number in cleanup.ordered(held, drafters)
        ]

    def _row(
        self, overview: Overview, campaign: Campaign, number: int, cutoff: date, ends: tuple[str, ...]
    ) -> CampaignRow:
        standing, validity = overview.standing(number, cutoff), overview.validities[number]
        entry = overview.register.entries[number]
        situation = Situation(entry, validity, standing, ends, _bases_gone(overview, number, cutoff))
        return CampaignRow(
            number,
            overview.text(number, fields.DRAFTER),
            overview.text(number, fields.TITLE),
            overview.text(number, fields.NUMBER),
            validity,
            standing,
            cleanup.propose(situation, cutoff, overview.rules.expiring_months),
            campaign.opinions.get(number),
            campaign.decisions.get(number),
        )

    # Settling

    def decide(self, number: int, decisions: Mapping[int, Decision | None]) -> RegisterDone:
        """Settle verdicts in one step; None takes one back. Raises RegisterRefused for a document of another one."""
        campaign = self.get(number)
        changes = []
        for entry, decision in decisions.items():
            if entry not in campaign.entries:
                raise RegisterRefused(f"第 {entry} 件不在这次清理里")
            known = campaign.decisions.get(entry)
            if decision != known:
                changes.append(ItemChange(codec.DECISION, f"{number}:{entry}", _decision(known), _decision(decision)))
        return self._registry.make(RegisterStep(f"“{campaign.name}”定下 {len(changes)} 件", tuple(changes)))

    def adopt(self, number: int, entries: Sequence[int] | None = None) -> RegisterDone:
        """Settle as proposed what nobody settled, of some documents or of all; disputed ones wait for a person."""
        rows = self.rows(self.get(number))
        wanted = {
            row.entry: Decision(row.proposed.verdict, "；".join(row.proposed.reasons))
            for row in rows
            if row.decision is None
            and row.proposed.verdict is not None
            and not row.disputed
            and (entries is None or row.entry in entries)
        }
        return self.decide(number, wanted)

    def hear(self, number: int, opinions: Mapping[int, Opinion]) -> RegisterDone:
        """Keep what drafting offices answered, in one step."""
        campaign = self.get(number)
        changes = tuple(
            ItemChange(codec.OPINION, f"{number}:{entry}", _opinion(campaign.opinions.get(entry)), _opinion(opinion))
            for entry, opinion in opinions.items()
            if entry in campaign.entries and campaign.opinions.get(entry) != opinion
        )
        return self._registry.make(RegisterStep(f"“{campaign.name}”收到 {len(changes)} 条意见", changes))

    def conclude(self, number: int, since: date, by: str) -> RegisterDone:
        """Let the documents that were settled as 废止 or 失效 end on the day of the announcement `by`, in one step.

        Those that ended before stay as they are.
        """
        with self._registry.turn:
            overview = self._registry.overview()
            changes = []
            for entry, decision in self.get(number).decisions.items():
                kind, held = cleanup.ending_of(decision.verdict), overview.register.entries.get(entry)
                if kind is None or held is None or overview.standing(entry, since).state.ended:
                    continue
                before = head_of(held)
                after = codec.entry_to_json(
                    held.decided, held.normative, Ending(kind, since.isoformat(), by), held.restart, held.refused
                )
                changes.append(ItemChange(codec.ENTRY, str(entry), before, after))
            return self._registry.make(RegisterStep(f"按{by}登记 {len(changes)} 件的状态", tuple(changes)))

    # The lists

    def lists(self, campaign: Campaign) -> tuple[FinalList, ...]:
        """Return the three lists as they are printed, by the verdicts that count."""
        overview = self._registry.overview()
        found = []
        for row in self.rows(campaign):
            if row.verdict is not None:
                line = cleanup.line(row.entry, overview.values[row.entry], row.validity, row.verdict)
                found.append((line, row.verdict))
        return cleanup.final_lists(campaign.office, found)

    def undecided(self, campaign: Campaign) -> list[CampaignRow]:
        """Return the documents that are in none of the lists because nothing can be proposed and nobody settled it."""
        return [row for row in self.rows(campaign) if row.verdict is None]

    def check_announcement(self, campaign: Campaign, text: str) -> tuple[CountCheck, ...]:
        """Compare the rows of the three lists with the numbers that the text of an announcement tells."""
        lists = [(key, len(found.rows)) for (key, _, _), found in zip(cleanup.LISTS, self.lists(campaign), strict=True)]
        return cleanup.check_counts(catalogue.told_counts(text), lists)


def _left_aside(overview: Overview, number: int, cutoff: date) -> bool:
    """Tell whether a document is not to be looked at: it ended for good by an accepted step, or began after the day."""
    ending = overview.register.entries[number].ending
    if ending is not None and date.fromisoformat(ending.since) < cutoff:
        return True
    values = overview.values[number]
    written = [values[key].said.value for key in (fields.WRITTEN, fields.PUBLISHED) if key in values]
    start = overview.validities[number].start
    begun = [day for day in written if day[:1].isdigit()] or ([start.isoformat()] if start is not None else [])
    return bool(begun) and min(begun) > cutoff.isoformat()


def _office(overview: Overview) -> str:
    """Return whose documents most of the register are: their issuer, else nothing."""
    counts: dict[str, int] = {}
    for number in overview.values:
        issuer = overview.text(number, fields.ISSUER)
        if issuer:
            counts[issuer] = counts.get(issuer, 0) + 1
    return max(counts, key=lambda issuer: counts[issuer], default="")


def _bases_gone(overview: Overview, number: int, day: date) -> tuple[str, ...]:
    found = []
    for link in overview.links.of(number):
        if link.reference.tie in (Tie.BASIS, Tie.FORWARDS) and link.target is not None:
            state = overview.standing(link.target, day)
            if state.state.ended:
                found.append(f"{link.reference.words}（{state.words}）")
    return tuple(found)


def _decision(decision: Decision | None) -> Json:
    return codec.decision_to_json(decision) if decision is not None else None


def _opinion(opinion: Opinion | None) -> Json:
    return codec.opinion_to_json(opinion) if opinion is not None else None
