"""A rule book in words: who decides, in which stages, on which grounds, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.disclosure.rulebook import Ground, Option, RuleBook, Stage, Way

GOES_ON = "正在办理的文件按它们开始时的规则办完，已经定下的公开属性不变。"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading and the sentences below it."""

    heading: str
    sentences: tuple[str, ...]


def told(book: RuleBook) -> tuple[Paragraph, ...]:
    """Return what a book means for those who work by it."""
    found = [Paragraph("依据", _source(book)), *(Paragraph(way.route.value, _steps(way)) for way in _ways(book))]
    found.append(Paragraph("公开属性", tuple(_option(option, book) for option in book.options.values())))
    if book.returns:
        found.append(
            Paragraph("退文原因", tuple(f"{one.label}（{one.article.cited}）" for one in book.returns.values()))
        )
    deadlines = book.deadlines
    times = (
        f"主动公开的文件，从定下公开属性之日起 {deadlines.publish} 个工作日内发布。",
        f"不主动公开的文件，满 {deadlines.review} 年重新评估一次。",
    )
    found.append(Paragraph("期限", times))
    if book.genres:
        found.append(Paragraph("适用的文种", ("、".join(book.genres),)))
    return tuple(one for one in found if one.sentences)


def summary(book: RuleBook) -> str:
    """Return in one line who decides."""
    if not book.by_case:
        return "一名审核人标注公开属性并核准，一次完成。"
    way = next(iter(book.ways.values()))
    proposed = [f"{way.drafter}提出建议"] if way.drafter else []
    return f"{'，'.join([*proposed, '、'.join(stage.label for stage in way.stages)])}，最后一级同意才定下公开属性。"


def what_changes(before: RuleBook, after: RuleBook) -> str:
    """Say what is different from now on where other rules are chosen."""
    if after.by_case and not before.by_case:
        what = "公开属性不再直接标注，改为先提出建议、再逐级签署。"
    elif before.by_case and not after.by_case:
        what = "公开属性改为由审核人直接标注，不再逐级签署。"
    else:
        what = "此后提出的建议按新的规则办。"
    return f"选用后，{what}{GOES_ON}此前的步骤不能再撤销。这次选用会记入日志。"


def _ways(book: RuleBook) -> tuple[Way, ...]:
    return tuple(book.ways.values()) if book.by_case else ()


def _source(book: RuleBook) -> tuple[str, ...]:
    title = f"《{book.rules_title}》" if book.rules_title else ""
    number = f"（{book.rules_number}）" if book.rules_number else ""
    persons = "每件文件的各级由不同的人签署。" if book.distinct_persons else ""
    return tuple(part for part in (f"{title}{number}", summary(book), persons) if part)


def _steps(way: Way) -> tuple[str, ...]:
    drafter = (f"{way.drafter}提出建议（{way.article.cited}）",) if way.drafter else ()
    return tuple(f"{place}. {words}" for place, words in enumerate((*drafter, *map(_stage, way.stages)), 1))


def _stage(stage: Stage) -> str:
    duties = "、".join(sorted(duty.value for duty in stage.duties))
    return f"{stage.label}：{stage.office}{f'，{duties}' if duties else ''}（{stage.article.cited}）"


def _option(option: Option, book: RuleBook) -> str:
    grounds = [ground for ground in book.grounds.values() if ground.option is option]
    demands = _demands(option)
    listed = f"理由有：{'；'.join(map(_ground, grounds))}。" if grounds else ""
    return f"{option.label}（{option.article.cited}）{f'：{demands}。' if demands else '。'}{listed}"


def _demands(option: Option) -> str:
    wanted: Sequence[tuple[bool, str]] = (
        (option.needs_ground, "要选理由"),
        (option.needs_evidence, "要附依据材料"),
        (option.needs_public_copy, "要附删减后的版本"),
    )
    return "，".join(words for is_wanted, words in wanted if is_wanted)


def _ground(ground: Ground) -> str:
    wanted = [part for part in (ground.demands, "要附材料" if ground.needs_evidence else "") if part]
    return f"{ground.label}（{'，'.join(wanted)}）" if wanted else ground.label
