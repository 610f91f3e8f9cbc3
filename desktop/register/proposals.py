"""Changes of state that the sources suggest; a person accepts or declines each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.register.calendar import printed
from desktop.register.cleanup import Verdict
from desktop.register.entry import NUMBER, TITLE, VERDICT, EndKind, Entry, OriginKind, Statement, Tie
from desktop.register.links import Link, Links, day_of_tie
from desktop.register.matching import likeness
from desktop.register.validity import Validity


@dataclass(frozen=True, slots=True)
class Proposal:
    """That a document ended (`kind`), or (None) that it was amended and its term runs anew, on `since`.

    `key` stays the same as long as the words do. `by` names what says so, `words` are its words; `source` is its entry,
    None for a catalogue that is none. `since` is empty where no day is known: a person must tell it. `others` are
    further entries that the words fit.
    """

    key: str
    entry: int
    kind: EndKind | None
    since: str
    by: str
    words: str
    source: int | None
    others: tuple[int, ...] = ()


def proposals(entries: Mapping[int, Entry], links: Links, validities: Mapping[int, Validity]) -> tuple[Proposal, ...]:
    """Return all proposals that no person has answered, in the order of their entries."""
    found = [one for one in _all(entries, links, validities) if one.key not in entries[one.entry].refused]
    return tuple(sorted(found, key=lambda one: one.entry))


def _all(entries: Mapping[int, Entry], links: Links, validities: Mapping[int, Validity]) -> Iterator[Proposal]:
    for link in links.all():
        if link.target is not None and link.reference.tie in (Tie.REPEALS, Tie.AMENDS):
            proposal = _of_link(link, entries[link.source], entries[link.target])
            if proposal is not None:
                yield proposal
    for entry in entries.values():
        if entry.ending is None:
            for statement in entry.statements:
                proposal = _of_verdict(entry, statement, validities[entry.number])
                if proposal is not None:
                    yield proposal


def _of_link(link: Link, source: Entry, target: Entry) -> Proposal | None:
    statement = next(one for one in source.statements if one.number == link.statement)
    since, by = day_of_tie(statement), named(statement)
    if link.reference.tie is Tie.AMENDS:
        if target.ending is not None or (target.restart is not None and target.restart.since >= since):
            return None
        words = f"{by}修改{link.reference.words}"
        return Proposal(link.key, target.number, None, since, by, words, source.number, link.others)
    if target.ending is not None:
        return None
    replaced = any(likeness(_subject(statement), _subject(one)) >= _SUBJECT for one in target.statements)
    kind = EndKind.SUPERSEDED if replaced else EndKind.REPEALED
    return Proposal(
        link.key, target.number, kind, since, by, f"{by}废止{link.reference.words}", source.number, link.others
    )


_SUBJECT = 70
"""The likeness from which a document that repeals another is taken to replace it."""


def _subject(statement: Statement) -> str:
    """Return what a title is about, without who issues it and in which form."""
    title = statement.value(TITLE)
    return title.partition("关于")[2] or title


def _of_verdict(entry: Entry, statement: Statement, validity: Validity) -> Proposal | None:
    """Return what a printed verdict proposes: 废止 always, 失效 where the days do not tell it already."""
    verdict = statement.value(VERDICT)
    if statement.origin.kind is not OriginKind.CATALOGUE or verdict not in _PRINTED:
        return None
    since = statement.origin.as_of
    if verdict == Verdict.LAPSED.value and validity.end is not None and validity.end.isoformat() <= (since or "9999"):
        return None
    day = f"（{printed(date.fromisoformat(since))}）" if since else ""
    by = f"《{statement.origin.name}》"
    words = f"{by}{day}公布为“{statement.said[VERDICT].printed or verdict}”"
    return Proposal(f"verdict:{statement.origin.key}", entry.number, _PRINTED[verdict], since, by, words, None)


_PRINTED = {Verdict.REPEALED.value: EndKind.REPEALED, Verdict.LAPSED.value: EndKind.LAPSED}


def named(statement: Statement) -> str:
    """Return how a document is named in a sentence: its title in 《》, and its 字号."""
    number = statement.value(NUMBER)
    return f"《{statement.value(TITLE)}》" + (f"（{number}）" if number else "")
