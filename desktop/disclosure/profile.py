"""Profiles: rule books as TOML in resources/disclosure, read once and checked whole."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from desktop import paths
from desktop.disclosure.printed_mark import read_mark
from desktop.disclosure.rulebook import (
    DEFAULT,
    Article,
    Deadlines,
    DocumentType,
    Duty,
    Ground,
    Option,
    ReturnReason,
    Rule,
    RuleBook,
    Sign,
    Stage,
    Way,
)
from desktop.domain.case import Route
from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import ProfileWrong
from desktop.domain.section import Section, open_rules

_NEED_WORDS = frozenset({Sign.TITLE, Sign.WORDS})
_NEED_GENRES = frozenset({Sign.GENRE, Sign.BETWEEN_ORGANS})
_OWN_VALUE = frozenset({Sign.PRINTED_MARK, Sign.FORWARDED, Sign.SECRECY})


def own_folder() -> Path:
    """Return where profiles of one's own are kept; not created here."""
    return paths.user_data() / "rules"


def profile_names() -> tuple[str, ...]:
    """Return the profiles that ship with the program, in order, then one's own."""
    shipped = sorted(path.stem for path in _folder().glob("*.toml"))
    own = sorted(path.stem for path in own_folder().glob("*.toml"))
    return (*shipped, *(name for name in own if name not in shipped))


def rule_book(name: str = DEFAULT) -> RuleBook:
    """Return a profile that ships with the program, or one of one's own. Raises ProfileWrong, OSError."""
    shipped, own = (folder / f"{name}.toml" for folder in (_folder(), own_folder()))
    if shipped.is_file():
        return _kept(shipped)
    if not own.is_file():
        raise ProfileWrong(own, 1, "这台电脑上没有这套规则，请在“认定规则”里加入它的文件")
    return _kept(own)


def take_in(path: Path) -> str:
    """Keep a profile file as one of one's own, and return its name. Raises ProfileWrong, OSError.

    Cases go on under the rules that they were opened by: a name that is taken is refused unless the file is the same.
    """
    load_profile(path)
    content, name = path.read_bytes(), path.stem
    if name in profile_names():
        if (own_folder() / f"{name}.toml").is_file() and (own_folder() / f"{name}.toml").read_bytes() == content:
            return name
        raise ProfileWrong(path, 1, f"已有叫“{name}”的规则文件，在办的文件还要用它；请给新的文件换一个名字")
    own_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = own_folder() / f".{name}.part"
    unfinished.write_bytes(content)
    unfinished.replace(own_folder() / f"{name}.toml")
    return name


@cache
def _kept(path: Path) -> RuleBook:
    return load_profile(path)


def load_profile(path: Path) -> RuleBook:
    """Return the rule book of a profile. Raises ProfileWrong with the line and the reason, OSError."""
    return _book(path.stem, open_rules(path))


def _folder() -> Path:
    return paths.resources() / "disclosure" / "profiles"


def _book(key: str, top: Section) -> RuleBook:
    articles = top.by_key("articles", _article)
    options = top.by_key("options", partial(_option, articles))
    for disclosure in Disclosure:
        if not any(option.disclosure is disclosure for option in options.values()):
            raise top.wrong(f"options 里没有“{disclosure.value}”", "options")
    grounds = top.by_key("grounds", partial(_ground, articles, options))
    for option in options.values():
        if option.needs_ground and not any(ground.option is option for ground in grounds.values()):
            raise top.wrong(f"“{option.label}”要求理由，但 grounds 里没有可选的理由", "grounds")
    book = RuleBook(
        key=key,
        name=top.text("name"),
        office=top.text("office", ""),
        rules_title=top.text("rules_title", ""),
        rules_number=top.text("rules_number", ""),
        genres=top.texts("genres"),
        articles=articles,
        options=options,
        grounds=grounds,
        document_types=top.by_key("document_types", partial(_document_type, articles)),
        interpretations=top.texts("interpretations"),
        ways=_ways(top, articles),
        returns=top.by_key("returns", partial(_return_reason, articles)),
        secrecy_levels=top.texts("secrecy_levels"),
        secrecy_kinds=top.texts("secrecy_kinds"),
        deadlines=Deadlines(top.count("publish_working_days", 20), top.count("review_years", 1)),
        redaction_note=top.text("redaction_note", "（本文有删减）"),
        distinct_persons=top.flag("distinct_persons"),
        suggestions=tuple(_rule(articles, options, section) for section in top.sections("suggestions")),
    )
    top.end()
    return book


def _article(section: Section) -> Article:
    return Article(section.text("key"), section.text("cited"), section.text("demand"))


def _cited(section: Section, articles: dict[str, Article]) -> Article:
    found = section.named("article", articles, "条款")
    if found is None:
        raise section.wrong("缺少 article")
    return found


def _option(articles: dict[str, Article], section: Section) -> Option:
    return Option(
        section.text("key"),
        section.text("label"),
        section.choice("disclosure", Disclosure),
        _cited(section, articles),
        section.flag("redacted"),
        section.flag("needs_ground"),
        section.flag("needs_evidence"),
        section.flag("needs_public_copy"),
        section.text("note", ""),
        _mark(section),
    )


def _mark(section: Section) -> str:
    """Return what is printed for an option: its label where the profile says nothing else."""
    mark, disclosure = section.text("mark", ""), section.choice("disclosure", Disclosure)
    if mark and read_mark(mark) is not disclosure:
        raise section.wrong(f"mark 写的“{mark}”不是{disclosure.value}", "mark")
    return mark or section.text("label")


def _ground(articles: dict[str, Article], options: dict[str, Option], section: Section) -> Ground:
    option = section.named("option", options, "公开属性")
    if option is None:
        raise section.wrong("缺少 option")
    return Ground(
        section.text("key"),
        section.text("label"),
        option,
        _cited(section, articles),
        section.text("demands", ""),
        section.texts("kinds"),
        section.flag("needs_evidence"),
    )


def _document_type(articles: dict[str, Article], section: Section) -> DocumentType:
    only = section.text("only", "")
    return DocumentType(
        section.text("key"),
        section.text("label"),
        _cited(section, articles),
        section.choice("only", Disclosure) if only else None,
    )


def _ways(top: Section, articles: dict[str, Article]) -> dict[Route, Way]:
    found: dict[Route, Way] = {}
    for section in top.sections("routes"):
        route = section.choice("route", Route)
        if route in found:
            raise section.wrong(f"“{route.value}”重复了", "route")
        stages = section.by_key("stages", partial(_stage, articles))
        if not stages:
            raise section.wrong("至少要有一个 [[routes.stages]]")
        form, drafter = section.text("form", ""), section.text("drafter", "")
        found[route] = Way(route, tuple(stages.values()), form, drafter, _cited(section, articles))
        section.end()
    if Route.ATTRIBUTION not in found:
        raise top.wrong(f"缺少 route = “{Route.ATTRIBUTION.value}”的 [[routes]]", "routes")
    return found


def _stage(articles: dict[str, Article], section: Section) -> Stage:
    return Stage(
        section.text("key"),
        section.text("label"),
        section.text("office"),
        _cited(section, articles),
        section.text("signed_as", "签字"),
        frozenset(section.choices("duties", Duty)),
    )


def _return_reason(articles: dict[str, Article], section: Section) -> ReturnReason:
    return ReturnReason(section.text("key"), section.text("label"), _cited(section, articles))


def _rule(articles: dict[str, Article], options: dict[str, Option], section: Section) -> Rule:
    sign = section.choice("sign", Sign)
    option = section.named("option", options, "公开属性", optional=True)
    words, genres = section.texts("words"), section.texts("genres")
    if (option is None) is not (sign in _OWN_VALUE):
        told = "自带结论，不写 option" if sign in _OWN_VALUE else "要写 option"
        raise section.wrong(f"“{sign.value}”{told}", "option")
    if sign in _NEED_WORDS and not words:
        raise section.wrong(f"“{sign.value}”要写 words", "words")
    if sign in _NEED_GENRES and not genres:
        raise section.wrong(f"“{sign.value}”要写 genres", "genres")
    rule = Rule(sign, option, _cited(section, articles), section.text("reason"), words, genres)
    section.end()
    return rule
