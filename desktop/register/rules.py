"""The rules by which validity is reckoned, as data of a place: resources/register/*.toml, checked whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from desktop import paths
from desktop.domain.errors import ProfileWrong, RegisterRulesWrong
from desktop.domain.section import Section, open_rules
from desktop.register.entry import OriginKind

NATIONAL = "national"
"""The rules that hold where a place has none of its own."""


class Sign(Enum):
    """What a rule looks at in a document that does not say itself how long it is in force."""

    TITLE_WORDS = "title-words"
    TITLE_END = "title-end"
    SILENT = "silent"


class Count(Enum):
    """How the day after N days is reckoned (自公布之日起 30 日后)."""

    AFTER = "after"
    """The day of issue and the N days after it have passed (民法典第二百零一条)."""
    ON = "on"
    """The Nth day after the day of issue."""


@dataclass(frozen=True, slots=True)
class TermRule:
    """How long a document with a sign is in force; `months`, and `longest` where a longer stated term is doubtful."""

    key: str
    label: str
    cited: str
    sign: Sign
    months: int
    words: tuple[str, ...] = ()
    longest: bool = False

    def holds(self, title: str) -> bool:
        """Tell whether a title bears the sign."""
        match self.sign:
            case Sign.TITLE_WORDS:
                return any(word in title for word in self.words)
            case Sign.TITLE_END:
                return title.endswith(self.words)
            case Sign.SILENT:
                return True


@dataclass(frozen=True, slots=True)
class RegisterRules:
    """All that a place decides: terms in their order, days of notice, trust in sources, likeness of titles.

    `alarms` are months before the end, the longest first. `alike` is the likeness (0–100) from which two titles may be
    one document, `same` the one from which those with one 字号 surely are. `revision_restarts` says whether the term
    of an amended document runs anew. `expiring_verdict` is proposed for what ends within `expiring_months` of a
    clean-up's day.
    """

    key: str
    name: str
    cited: str
    terms: tuple[TermRule, ...]
    alarms: tuple[int, ...]
    trust: tuple[OriginKind, ...]
    alike: int
    same: int
    after_days: Count
    revision_restarts: bool
    expiring_months: int


def rules(name: str = NATIONAL) -> RegisterRules:
    """Return rules that ship with the program, or one's own. Raises RegisterRulesWrong, OSError."""
    shipped, own = (folder / f"{name}.toml" for folder in (_folder(), own_folder()))
    return _kept(shipped) if shipped.is_file() else load_rules(own) if own.is_file() else _missing(own)


def rules_names() -> tuple[str, ...]:
    """Return the rules that ship with the program, the national ones first, then one's own."""
    shipped = sorted((path.stem for path in _folder().glob("*.toml")), key=lambda name: (name != NATIONAL, name))
    own = sorted(path.stem for path in own_folder().glob("*.toml"))
    return (*shipped, *(name for name in own if name not in shipped))


def own_folder() -> Path:
    """Return where rules of one's own are kept; not created here."""
    return paths.user_data() / "register"


def load_rules(path: Path) -> RegisterRules:
    """Return the rules of a file. Raises RegisterRulesWrong with the line and the reason, OSError."""
    try:
        return _read(path.stem, open_rules(path))
    except RegisterRulesWrong:
        raise
    except ProfileWrong as error:
        raise RegisterRulesWrong(error.path, error.line, error.reason) from error


@cache
def _kept(path: Path) -> RegisterRules:
    return load_rules(path)


def _missing(path: Path) -> RegisterRules:
    raise RegisterRulesWrong(path, 1, "这台电脑上没有这套效力规则，请加入它的文件")


def _folder() -> Path:
    return paths.resources() / "register"


def _read(key: str, top: Section) -> RegisterRules:
    terms = tuple(top.by_key("terms", _term).values())
    if not any(term.sign is Sign.SILENT for term in terms):
        raise top.wrong("terms 里要有一条 sign = “silent”：没有写明有效期的按几年算", "terms")
    alarms = top.counts("alarms")
    if list(alarms) != sorted(set(alarms), reverse=True) or not alarms:
        raise top.wrong("alarms 应由大到小，不能重复，也不能是空的", "alarms")
    found = RegisterRules(
        key=key,
        name=top.text("name"),
        cited=top.text("cited"),
        terms=terms,
        alarms=alarms,
        trust=_trust(top),
        alike=_percent(top, "alike"),
        same=_percent(top, "same"),
        after_days=top.choice("after_days", Count, Count.AFTER),
        revision_restarts=top.flag("revision_restarts"),
        expiring_months=top.count("expiring_months", 6),
    )
    top.end()
    return found


def _trust(top: Section) -> tuple[OriginKind, ...]:
    given = top.choices("trust", OriginKind)
    if set(given) != set(OriginKind) - {OriginKind.PERSON}:
        raise top.wrong("trust 要把核准记录、公报目录、清单三种来源各写一次", "trust")
    return (OriginKind.PERSON, *given)


def _percent(top: Section, key: str) -> int:
    value = top.count(key)
    if not 50 <= value <= 100:
        raise top.wrong(f"{key} 应在 50 到 100 之间", key)
    return value


def _term(section: Section) -> TermRule:
    sign = section.choice("sign", Sign)
    words = section.texts("words")
    if (sign is Sign.SILENT) is bool(words):
        told = "对所有文件都成立，不写 words" if sign is Sign.SILENT else "要写 words"
        raise section.wrong(f"“{sign.value}”{told}", "words")
    return TermRule(
        section.text("key"),
        section.text("label"),
        section.text("cited", ""),
        sign,
        section.count("months"),
        words,
        section.flag("longest"),
    )
