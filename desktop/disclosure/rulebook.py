"""The rule book of an office: who decides the 公开属性 of a document, in which stages, on which grounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from desktop.domain.case import Route
from desktop.domain.disclosure import Disclosure

DEFAULT = "simple"
"""The profile of an office that corrects gazettes and decides nothing."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the rules that the book follows: how it is cited, and what it demands in one sentence."""

    key: str
    cited: str
    demand: str


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be proposed: a 公开属性, in full or with passages left out (删减后公开).

    `needs_ground`, `needs_evidence` and `needs_public_copy` say what a proposal of it must bring. `mark` is printed on
    the line above the first rule of the 版记.
    """

    key: str
    label: str
    disclosure: Disclosure
    article: Article
    redacted: bool = False
    needs_ground: bool = False
    needs_evidence: bool = False
    needs_public_copy: bool = False
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground (理由) for an option. `demands` is what the explanation must say, `kinds` what it must choose from."""

    key: str
    label: str
    option: Option
    article: Article
    demands: str = ""
    kinds: tuple[str, ...] = ()
    needs_evidence: bool = False


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A 文件类型 of the form. `only` is the 公开属性 that documents of this type must have."""

    key: str
    label: str
    article: Article
    only: Disclosure | None = None


class Duty(Enum):
    """What a stage must do beside agreeing."""

    SECRECY_REVIEW = "保密审查"
    """State that the 政府信息公开保密审查 is done."""
    VALUE = "认定属性"
    """State the 公开属性 by its own judgement."""
    PRINTED_MARK = "核对标注"
    """Compare the mark printed in the text with the decision."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a route. `office` acts in it; `signed_as` stands before the name on the form."""

    key: str
    label: str
    office: str
    article: Article
    signed_as: str
    duties: frozenset[Duty] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """How a route is gone: its stages in order, the form that records it, and who proposes."""

    route: Route
    stages: tuple[Stage, ...]
    form: str
    drafter: str
    article: Article


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """A reason for 退文. `automatic` names the check of completeness that finds it, if there is one."""

    key: str
    label: str
    article: Article


class Sign(Enum):
    """What a suggestion looks at."""

    PRINTED_MARK = "公开标识"
    NORMATIVE = "规范性文件"
    GENRE = "文种"
    TITLE = "标题用语"
    WORDS = "文首文末用语"
    APPOINTMENTS = "任免事项"
    BETWEEN_ORGANS = "机关往来"
    SENSITIVE = "敏感信息"
    FORWARDED = "所转发文件的公开标识"
    GAZETTE = "已刊登公报"
    SECRECY = "密级"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sign speaks for. `option` is None where a sign names its own value, or speaks against any.

    `words` are looked for, `genres` limit the rule to documents of these 文种, `reason` is a Chinese sentence in which
    {found} stands for what was found. A rule counts before all that come after it.
    """

    sign: Sign
    option: Option | None
    article: Article
    reason: str
    words: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadlines:
    """`publish` in working days after the decision, `review` of closed documents in years."""

    publish: int
    review: int


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules of one profile, by the keys that its file gives them; tables keep the order of the file."""

    key: str
    name: str
    office: str
    rules_title: str
    rules_number: str
    genres: tuple[str, ...]
    articles: Mapping[str, Article]
    options: Mapping[str, Option]
    grounds: Mapping[str, Ground]
    document_types: Mapping[str, DocumentType]
    interpretations: tuple[str, ...]
    ways: Mapping[Route, Way]
    returns: Mapping[str, ReturnReason]
    secrecy_levels: tuple[str, ...]
    secrecy_kinds: tuple[str, ...]
    deadlines: Deadlines
    redaction_note: str
    distinct_persons: bool
    suggestions: tuple[Rule, ...]

    def option_of(self, disclosure: Disclosure, redacted: bool = False) -> Option:
        """Return the option with this value; where the book has none with passages left out, the one in full."""
        found = [option for option in self.options.values() if option.disclosure is disclosure]
        return next((option for option in found if option.redacted is redacted), found[0])

    @property
    def by_case(self) -> bool:
        """Tell whether a 公开属性 is proposed and then decided by others; else whoever marks it has decided."""
        way = self.ways[Route.ATTRIBUTION]
        return bool(way.drafter) or len(way.stages) > 1

    def in_scope(self, genre: str) -> bool:
        """Tell whether the rules apply to documents of a 文种; a book that lists none applies to all."""
        return not self.genres or genre in self.genres
