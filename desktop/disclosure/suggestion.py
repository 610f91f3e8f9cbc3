"""A suggestion for the 公开属性 of a document, with every reason for and against it. The decision is a person's."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.disclosure.rulebook import Article, Option, RuleBook, Sign
from desktop.disclosure.signs import Facts, look_for
from desktop.domain.text import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """What a reason speaks for (None: for no 公开属性 at all), as a Chinese sentence, with its article and evidence."""

    option: Option | None
    sentence: str
    article: Article
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the text suggests. Shown as 建议, never preselected.

    `option` is None for a document that gets no 公开属性. `reasons` begin with the one that decided.
    """

    option: Option | None
    reasons: tuple[Reason, ...]

    @property
    def for_it(self) -> tuple[Reason, ...]:
        """The reasons that speak for what is suggested."""
        return tuple(reason for reason in self.reasons if reason.option == self.option)

    @property
    def against_it(self) -> tuple[Reason, ...]:
        """The reasons that speak for something else."""
        return tuple(reason for reason in self.reasons if reason.option != self.option)


def suggest(facts: Facts, book: RuleBook) -> Suggestion | None:
    """Return what a document suggests by a rule book; None where nothing speaks for anything.

    A 密级 speaks alone: such a document gets no 公开属性 (《政府信息公开条例》第十四条).
    """
    reasons: list[Reason] = []
    for rule in book.suggestions:
        found = look_for(rule, facts)
        if found is None:
            continue
        option = rule.option
        if found.disclosure is not None:
            option = book.option_of(found.disclosure, found.redacted)
        reason = Reason(option, rule.reason.replace("{found}", found.words), rule.article, found.spans)
        if rule.sign is Sign.SECRECY:
            return Suggestion(None, (reason,))
        reasons.append(reason)
    return Suggestion(reasons[0].option, tuple(reasons)) if reasons else None
