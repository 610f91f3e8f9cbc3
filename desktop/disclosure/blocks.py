"""What stops a step of a case: the demands of the rule book, each with its article and the place that lacks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from desktop.disclosure import planning
from desktop.disclosure.masking import bare
from desktop.disclosure.printed_mark import read_mark
from desktop.disclosure.rulebook import Article, Duty, Ground, Option, RuleBook, Stage, Way
from desktop.disclosure.sensitive import find
from desktop.disclosure.signs import PERSONAL, Facts
from desktop.domain.case import Case, Opinion, Proposal, Route, Standing, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.fields import SensitiveItem
from desktop.domain.finding import Finding, label_of
from desktop.domain.text import Span


class Place(Enum):
    """Where on the form or in the document something is missing."""

    OPTION = "公开属性认定建议"
    DOCUMENT_TYPE = "文件类型"
    GROUNDS = "理由"
    EXPLANATION = "理由说明"
    BASIS = "依据"
    EVIDENCE = "依据材料"
    INTERPRETATION = "政策解读"
    LEAD_OFFICE = "牵头起草单位"
    JOINT = "联合单位意见"
    SECRECY = "密级和保密期限"
    SENSITIVE = "敏感信息"
    PRINTED_MARK = "公开标识"
    SECRECY_REVIEW = "保密审查"
    REASON = "意见理由"
    PERSON = "签署人"
    STAGE = "环节"


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that stops a step: where, a Chinese sentence, and the article that demands it."""

    place: Place
    sentence: str
    article: Article


def blocks_of_proposal(proposal: Proposal, route: Route, facts: Facts, book: RuleBook) -> tuple[Block, ...]:
    """Return what a proposal lacks before it may be handed in; nothing for one that is complete."""
    way = book.ways[route]
    if route is Route.SECRECY:
        return (*_of_offices(proposal, way), *_of_secrecy(proposal, way, book))
    return (
        *_of_offices(proposal, way),
        *_of_printed_secrecy(facts, route, book, way),
        *_of_option(proposal, route, book, way),
        *_of_grounds(proposal, route, book, way),
        *_of_type(proposal, facts, book),
        *_of_sensitive(proposal, facts, book),
    )


def blocks_of_opinion(opinion: Opinion, case: Case, facts: Facts, book: RuleBook) -> tuple[Block, ...]:
    """Return what stops an opinion from being signed in the stage whose turn it is."""
    way = book.ways[case.route]
    stage = next((stage for stage in way.stages if stage.key == case.stage), None)
    if stage is None:
        told = "这件文件现在不在任何环节，不能签署。"
        return (Block(Place.STAGE, told, way.article),)
    if opinion.stage != stage.key:
        return (Block(Place.STAGE, f"现在轮到{stage.label}（{stage.office}），还没有到这个环节。", stage.article),)
    return (*_of_person(opinion, case, stage, book), *_of_saying(opinion, case, stage, facts, book))


def _of_offices(proposal: Proposal, way: Way) -> Iterator[Block]:
    if way.drafter and not proposal.lead_office.strip():
        yield Block(Place.LEAD_OFFICE, f"没有写{way.drafter}。", way.article)
    for joint in proposal.joint:
        if not joint.opinion.strip():
            yield Block(Place.JOINT, f"联合起草的{joint.office}还没有意见。", way.article)


def _of_secrecy(proposal: Proposal, way: Way, book: RuleBook) -> Iterator[Block]:
    secrecy = proposal.secrecy
    if secrecy is None:
        yield Block(Place.SECRECY, "没有写定密建议（密级、保密期限、定密类别）。", way.article)
        return
    if secrecy.level not in book.secrecy_levels:
        yield Block(Place.SECRECY, f"密级只能是{'、'.join(book.secrecy_levels)}。", way.article)
    if not secrecy.term.strip():
        yield Block(Place.SECRECY, "没有写保密期限、解密条件或者解密时间。", way.article)
    if secrecy.kind not in book.secrecy_kinds:
        yield Block(Place.SECRECY, f"没有选定密类别（{'、'.join(book.secrecy_kinds)}）。", way.article)
    if not proposal.basis.strip() or not proposal.explanation.strip():
        yield Block(Place.BASIS, "没有写全定密依据和理由。", way.article)


def _of_printed_secrecy(facts: Facts, route: Route, book: RuleBook, way: Way) -> Iterator[Block]:
    printed = facts.said("secrecy")
    if printed and not (route is Route.CHANGE and was_secret(facts.record.cases)):
        secret = book.ways.get(Route.SECRECY, way)
        yield Block(Place.SECRECY, f"文件标有密级“{printed}”，不标注公开属性，应走定密审批。", secret.article)


def was_secret(cases: tuple[Case, ...]) -> bool:
    """Tell whether the last thing decided about a document is a 密级: then it can be made public by a change only."""
    last = next((case for case in reversed(cases) if case.standing is Standing.DECIDED), None)
    return last is not None and last.route is Route.SECRECY


def _of_option(proposal: Proposal, route: Route, book: RuleBook, way: Way) -> Iterator[Block]:
    option = book.options.get(proposal.option)
    if option is None:
        yield Block(Place.OPTION, "没有提出公开属性建议。", way.article)
        return
    if route is Route.CHANGE and option.disclosure is not Disclosure.PROACTIVE:
        yield Block(Place.OPTION, "变更只能改为主动公开或者删减后公开。", way.article)
    if book.interpretations and option.disclosure is Disclosure.PROACTIVE and route is Route.ATTRIBUTION:
        yield from _of_interpretation(proposal, option, book)


def _of_interpretation(proposal: Proposal, option: Option, book: RuleBook) -> Iterator[Block]:
    if proposal.interpretation is None:
        yield Block(Place.INTERPRETATION, "没有说明是否开展政策解读。", option.article)
    elif proposal.interpretation and not set(proposal.interpretations) & set(book.interpretations):
        yield Block(Place.INTERPRETATION, f"没有选解读形式（{'、'.join(book.interpretations)}）。", option.article)


def _of_grounds(proposal: Proposal, route: Route, book: RuleBook, way: Way) -> Iterator[Block]:
    option = book.options.get(proposal.option)
    if route is Route.CHANGE:
        if not proposal.explanation.strip():
            yield Block(Place.EXPLANATION, "没有写变更理由。", way.article)
        if not _has_basis(proposal):
            yield Block(Place.BASIS, "没有写变更的依据，也没有附依据材料。", way.article)
        return
    if option is None:
        return
    given = [book.grounds[one.key] for one in proposal.grounds if one.key in book.grounds]
    fitting = [ground for ground in given if ground.option is option]
    if option.needs_ground:
        if not fitting:
            yield Block(Place.GROUNDS, f"“{option.label}”必须勾选理由。", option.article)
        if not proposal.explanation.strip():
            yield Block(Place.EXPLANATION, f"“{option.label}”必须说明理由。", option.article)
    if (option.needs_ground or option.needs_evidence) and not _has_basis(proposal):
        yield Block(Place.BASIS, f"“{option.label}”必须写明依据（法律法规和条款），或者附依据材料。", option.article)
    if option.needs_public_copy and not proposal.evidence:
        yield Block(Place.EVIDENCE, f"“{option.label}”要附删减后的版本。", option.article)
    for ground in given:
        yield from _of_ground(ground, proposal, option)


def _of_ground(ground: Ground, proposal: Proposal, option: Option) -> Iterator[Block]:
    if ground.option is not option:
        yield Block(Place.GROUNDS, f"“{ground.label}”不是“{option.label}”的理由。", ground.article)
        return
    kind = next(one.kind for one in proposal.grounds if one.key == ground.key)
    if ground.kinds and kind not in ground.kinds:
        yield Block(Place.GROUNDS, f"“{ground.label}”要选是哪一类（{'、'.join(ground.kinds)}）。", ground.article)
    if ground.needs_evidence and not proposal.evidence:
        yield Block(Place.EVIDENCE, f"“{ground.label}”要{ground.demands or '附依据材料'}。", ground.article)


def _has_basis(proposal: Proposal) -> bool:
    return bool(proposal.basis.strip() or proposal.evidence)


def _of_type(proposal: Proposal, facts: Facts, book: RuleBook) -> Iterator[Block]:
    if not book.document_types:
        return
    option, kind = book.options.get(proposal.option), book.document_types.get(proposal.document_type)
    if kind is None:
        article = next(iter(book.document_types.values())).article
        yield Block(Place.DOCUMENT_TYPE, "没有选文件类型。", article)
        return
    bound = [known for known in book.document_types.values() if known.only is not None]
    if option is not None and kind.only not in (None, option.disclosure):
        yield Block(Place.OPTION, f"{kind.label}必须{kind.only.value if kind.only else ''}。", kind.article)
    elif kind.only is None and bound and facts.record.value("normative") is True:
        told = f"“规范性文件”一栏为是，文件类型却是“{kind.label}”；请改文件类型，或先更正该栏。"
        yield Block(Place.DOCUMENT_TYPE, told, bound[0].article)


def _of_sensitive(proposal: Proposal, facts: Facts, book: RuleBook) -> Iterator[Block]:
    option = book.options.get(proposal.option)
    if option is None or option.disclosure is not Disclosure.PROACTIVE or option.redacted:
        return
    justified = {kept.text for kept in proposal.kept if kept.reason.strip()}
    for item in open_findings(facts):
        if item.text not in justified:
            told = f"{label_of(item.kind)}“{item.text}”既没有删减，也没有说明可以公开的理由。"
            yield Block(Place.SENSITIVE, told, option.article)


def open_findings(facts: Facts) -> tuple[SensitiveItem, ...]:
    """Return the sensitive data that must not stand in public without a word of justification.

    They are the findings of the text about which nobody decided (see `planning`), and what a person noted of a document
    without its standing in the text in just this form.
    """
    record, span = facts.record, facts.record.document.span
    found = planning.decided(_shifted(find(facts.text[span.start : span.end]), span.start), record.plan)
    items = [SensitiveItem(one.finding.kind.value, one.finding.text) for one in found if one.is_open]
    known = {bare(one.finding.text) for one in found}
    corrected = record.corrections.get("sensitive")
    noted = corrected.value if corrected is not None and isinstance(corrected.value, tuple) else ()
    items += [
        item
        for item in noted
        if isinstance(item, SensitiveItem) and item.kind in PERSONAL and bare(item.text) not in known
    ]
    return tuple(dict.fromkeys(items))


def _shifted(findings: Iterable[Finding], by: int) -> Iterator[Finding]:
    for finding in findings:
        yield replace(finding, spans=tuple(Span(place.start + by, place.end + by) for place in finding.spans))


def _of_person(opinion: Opinion, case: Case, stage: Stage, book: RuleBook) -> Iterator[Block]:
    if not opinion.person.strip():
        yield Block(Place.PERSON, "没有签署人。", stage.article)
    if not book.distinct_persons:
        return
    if opinion.person in {one.person for one in case.rounds}:
        yield Block(Place.PERSON, f"{opinion.person}提出了建议，不能再签署；建议与认定分开。", stage.article)
    other = next((known for known in _signed_by(case, opinion.person) if known != stage.key), None)
    if other is not None:
        labels = {known.key: known.label for known in book.ways[case.route].stages}
        told = f"{opinion.person}已经签署{labels.get(other, other)}，不能再签署{stage.label}；各环节须由不同的人办理。"
        yield Block(Place.PERSON, told, stage.article)


def _signed_by(case: Case, person: str) -> Iterator[str]:
    return (opinion.stage for one in case.rounds for opinion in one.opinions if opinion.person == person)


def _of_saying(opinion: Opinion, case: Case, stage: Stage, facts: Facts, book: RuleBook) -> Iterable[Block]:
    if opinion.verdict is Verdict.AGREE:
        return _of_agreeing(opinion, case, stage, facts, book)
    return _of_refusing(opinion, stage, book)


def _of_refusing(opinion: Opinion, stage: Stage, book: RuleBook) -> Iterator[Block]:
    if opinion.verdict is Verdict.RETURN and book.returns and opinion.ground not in book.returns:
        yield Block(Place.REASON, "没有选退文的原因。", stage.article)
    if not opinion.reason.strip() and not (opinion.verdict is Verdict.RETURN and opinion.ground in book.returns):
        yield Block(Place.REASON, f"{opinion.verdict.value}必须写明理由。", stage.article)


def _of_agreeing(opinion: Opinion, case: Case, stage: Stage, facts: Facts, book: RuleBook) -> Iterator[Block]:
    if Duty.SECRECY_REVIEW in stage.duties and not opinion.secrecy_reviewed:
        yield Block(Place.SECRECY_REVIEW, "没有完成政府信息公开保密审查。", stage.article)
    if Duty.VALUE in stage.duties:
        option = book.options.get(opinion.option)
        if option is None:
            yield Block(Place.OPTION, f"{stage.label}要写明认定的公开属性。", stage.article)
        elif opinion.option != case.last.proposal.option:
            if not opinion.reason.strip():
                yield Block(Place.REASON, "认定与建议不同，必须写明理由。", stage.article)
            yield from _of_overruling(case.last.proposal, option, case.route, facts, book)
    if Duty.PRINTED_MARK in stage.duties:
        yield from _of_printed_mark(case, stage, facts, book)


def _of_overruling(proposal: Proposal, option: Option, route: Route, facts: Facts, book: RuleBook) -> Iterator[Block]:
    """Yield why a value other than the one proposed may not be: its grounds are the stage's own reason."""
    kind = book.document_types.get(proposal.document_type)
    if kind is not None and kind.only not in (None, option.disclosure):
        yield Block(Place.OPTION, f"{kind.label}不能认定为“{option.label}”。", kind.article)
    if option.needs_public_copy:
        told = f"建议不是“{option.label}”，没有删减版本可审；请退文，由起草单位改提建议。"
        yield Block(Place.OPTION, told, option.article)
    if option.disclosure is Disclosure.PROACTIVE and route is Route.ATTRIBUTION:
        yield from _of_sensitive(Proposal(option.key, kept=proposal.kept), facts, book)


def _of_printed_mark(case: Case, stage: Stage, facts: Facts, book: RuleBook) -> Iterator[Block]:
    option, printed = book.options.get(case.option), facts.said("publicity_mark")
    stated = read_mark(printed) if printed else None
    if option is not None and stated is not None and stated is not option.disclosure:
        told = f"文中印的是“{printed}”，认定为“{option.label}”，两者不一致。"
        yield Block(Place.PRINTED_MARK, told, stage.article)


def decided(case: Case, book: RuleBook) -> Option | None:
    """Return the option that a case decided on; None while it is open and where it is about a 密级."""
    return book.options.get(case.option) if case.standing is Standing.DECIDED else None
