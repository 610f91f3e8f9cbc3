"""An entry of the register, and what each of its sources says about it, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from desktop.domain.text import Span

DRAFTER, TITLE, NUMBER, ISSUER = "drafter", "title", "doc_number", "issuer"
WRITTEN, PUBLISHED, EFFECTIVE, EXPIRY = "written", "published", "effective", "expiry"
VALIDITY, VERDICT, REMARK = "validity", "verdict", "remark"

LABELS: Mapping[str, str] = {
    DRAFTER: "起草部门",
    TITLE: "标题",
    NUMBER: "文号",
    ISSUER: "制定机关",
    WRITTEN: "成文日期",
    PUBLISHED: "公布日期",
    EFFECTIVE: "施行日期",
    EXPIRY: "失效日期",
    VALIDITY: "有效期",
    VERDICT: "清理意见",
    REMARK: "备注",
}
"""The fields of an entry in the order in which they are shown, with their names."""

ON_ISSUE = "issue"
"""The value of `effective` for 自印发之日起; "issue+30" is in force 30 days after that."""
ENDLESS, UNTIL_EVENT = "endless", "event"
"""Values of `validity` and `expiry`: 长期有效; until something happens (至…撤销), which no calendar tells."""


class OriginKind(Enum):
    """What kind of source speaks."""

    PERSON = "人工登记"
    RECORD = "核准记录"
    CATALOGUE = "公报目录"
    LIST = "清单"


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says in one field. `printed` is as it stands there, `value` as it can be compared.

    A `value` is text; a day as ISO 8601; for `effective` also ON_ISSUE or "issue+N"; for `validity` a period as
    "P5Y" or "P18M", a day, ENDLESS or UNTIL_EVENT; for `expiry` a day, ENDLESS or UNTIL_EVENT. It is empty where the
    words could not be read, and `doubt` says in Chinese why. `spans` are places in the text of the gazette.
    """

    value: str
    printed: str = ""
    doubt: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement stands.

    `name` is what people call the source. `as_of` is the day from which it speaks, ISO 8601, empty where unknown.
    A record has `record` (0 for none) and `source`; a row of a gazette's table in addition `table`, the code point
    where the table begins, and `row` from 0; a row of a list `file`, its SHA-256, `sheet`, and `row` as numbered there.
    """

    kind: OriginKind
    name: str
    as_of: str = ""
    source: int = 0
    record: int = 0
    table: int = 0
    row: int = 0
    file: str = ""
    sheet: str = ""

    @property
    def key(self) -> str:
        """What tells this origin from all others."""
        match self.kind:
            case OriginKind.RECORD:
                return f"record:{self.record}"
            case OriginKind.PERSON:
                return self.group
            case OriginKind.CATALOGUE | OriginKind.LIST:
                return f"{self.group}:{self.row}"

    @property
    def group(self) -> str:
        """What this origin has in common with the other rows of its table or list."""
        match self.kind:
            case OriginKind.RECORD:
                return "record"
            case OriginKind.CATALOGUE:
                return f"catalogue:{self.record}:{self.table}"
            case OriginKind.LIST:
                return f"list:{self.file}:{self.sheet}"
            case OriginKind.PERSON:
                return f"person:{self.row}"

    @property
    def place(self) -> str:
        """The source and the row in it, as people name them."""
        if self.kind in (OriginKind.RECORD, OriginKind.PERSON):
            return self.name
        sheet = f"“{self.sheet}”" if self.sheet else ""
        return f"{self.name}{sheet}第 {self.row} 行"


class Tie(Enum):
    """How one document is tied to another."""

    REPEALS = "废止"
    AMENDS = "修改"
    BASIS = "依据"
    FORWARDS = "转发"
    CITES = "引用"


@dataclass(frozen=True, slots=True)
class Reference:
    """That a document names another one. One of `title` and `number` may be empty, not both."""

    tie: Tie
    title: str = ""
    number: str = ""

    @property
    def words(self) -> str:
        """The document that is named, as it is printed."""
        if not self.title:
            return self.number
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says about one document. `normative` tells whether it is a 规范性文件; None where nobody says."""

    number: int
    origin: Origin
    said: Mapping[str, Said]
    references: tuple[Reference, ...] = ()
    normative: bool | None = None

    def value(self, key: str) -> str:
        """Return the value of a field, empty where the source is silent."""
        said = self.said.get(key)
        return said.value if said is not None else ""


class EndKind(Enum):
    """How a document came to its end before its time."""

    REPEALED = "废止"
    SUPERSEDED = "被替代"
    LAPSED = "宣布失效"


@dataclass(frozen=True, slots=True)
class Ending:
    """What a person accepted: the document ended on `since` (ISO 8601), by the document that `by` names."""

    kind: EndKind
    since: str
    by: str


@dataclass(frozen=True, slots=True)
class Restart:
    """What a person accepted: the document was amended by what `by` names; its term runs anew from `since`."""

    since: str
    by: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the register.

    `statements` are side by side in the order in which they came. `decided` holds what a person set; `normative` is
    whether it belongs to the register where a person said so. `refused` are the keys of proposals that were declined.
    """

    number: int
    statements: tuple[Statement, ...]
    decided: Mapping[str, Said] = field(default_factory=dict)
    normative: bool | None = None
    ending: Ending | None = None
    restart: Restart | None = None
    refused: frozenset[str] = frozenset()

    @property
    def in_register(self) -> bool:
        """Tell whether it is a 规范性文件: a person says so, a list or a catalogue holds it, or its text says so."""
        if self.normative is not None:
            return self.normative
        return any(
            statement.normative or statement.origin.kind is not OriginKind.RECORD for statement in self.statements
        )
