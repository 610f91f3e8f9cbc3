"""Which documents the queue shows and in which order, as values that can be saved."""

from __future__ import annotations

import codecs
import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Json
from desktop.domain.record import Status

LONGEST_TEXT = 200
"""Code points of a search that count."""

SWITCHES = ("doubtful", "changed", "noted", "dropped")
"""The parts of a `QueueFilter` that are on or off."""

SELF = ""
"""Stands in `QueueFilter.changed_by` for the person at the desk."""


class Facet(Enum):
    """A property with several values that the queue can be filtered by; a document must have one of those chosen."""

    STATUS = "statuses"
    DISCLOSURE = "disclosures"
    GENRE = "genres"
    YEAR = "years"
    ISSUER = "issuers"
    CODE = "codes"
    TAG = "tags"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a document must be like to be shown; an empty set asks for nothing.

    Values are as in the store: `statuses` and `disclosures` by their words; "" stands for none in `disclosures`,
    `genres`, `years`, and `issuers`. `years` are those of the 成文日期, four digits; `codes` are kinds of
    anomalies that nobody ignored. `doubtful` asks for doubts in a document that is not approved, `changed` for
    fields with another value than the parser's, `changed_by` for steps in this person's name that were not undone,
    `dropped` for what is no document any more.
    """

    source_id: int | None = None
    statuses: frozenset[str] = frozenset()
    disclosures: frozenset[str] = frozenset()
    genres: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    doubtful: bool = False
    changed: bool = False
    changed_by: str | None = None
    noted: bool = False
    dropped: bool = False
    text: str = ""

    def chosen(self, facet: Facet) -> frozenset[str]:
        """Return the values of a facet that are asked for."""
        values: frozenset[str] = getattr(self, facet.value)
        return values

    def choosing(self, facet: Facet, values: Iterable[str]) -> QueueFilter:
        """Return the filter with other values of a facet."""
        match facet:
            case Facet.STATUS:
                return replace(self, statuses=frozenset(values))
            case Facet.DISCLOSURE:
                return replace(self, disclosures=frozenset(values))
            case Facet.GENRE:
                return replace(self, genres=frozenset(values))
            case Facet.YEAR:
                return replace(self, years=frozenset(values))
            case Facet.ISSUER:
                return replace(self, issuers=frozenset(values))
            case Facet.CODE:
                return replace(self, codes=frozenset(values))
        return replace(self, tags=frozenset(values))

    @property
    def narrows(self) -> bool:
        """Tell whether anything is asked for beside the source."""
        return self != QueueFilter(self.source_id)


class Quick(Enum):
    """The filters that are always at hand."""

    ALL = "全部"
    DOUBTFUL = "存疑"
    PENDING = "待核"
    UNMARKED = "未标公开属性"
    MINE = "我改过的"
    DROPPED = "已排除"


def with_quick(wish: QueueFilter, choice: Quick) -> QueueFilter:
    """Return a filter with one of those at hand in the place of another one; ALL takes everything back."""
    plain = replace(wish, doubtful=False, statuses=frozenset(), disclosures=frozenset(), changed_by=None, dropped=False)
    match choice:
        case Quick.DOUBTFUL:
            return replace(plain, doubtful=True)
        case Quick.PENDING:
            return replace(plain, statuses=frozenset((Status.PENDING.value,)))
        case Quick.UNMARKED:
            return replace(plain, disclosures=frozenset(("",)))
        case Quick.MINE:
            return replace(plain, changed_by=SELF)
        case Quick.DROPPED:
            return replace(plain, dropped=True)
    return QueueFilter(wish.source_id)


def quick_of(wish: QueueFilter) -> Quick | None:
    """Return which of those at hand a filter holds, None for a mixture of them."""
    if not wish.narrows:
        return Quick.ALL
    return next((choice for choice in Quick if choice is not Quick.ALL and with_quick(wish, choice) == wish), None)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a filter asks for: a value of a facet, or one of its switches by name."""

    facet: Facet | None
    value: str


def parts(wish: QueueFilter) -> tuple[Part, ...]:
    """Return what a filter asks for, beside its text and what is at hand already."""
    at_hand = quick_of(wish)
    rest = wish if at_hand is None else replace(wish, doubtful=False, changed_by=None, dropped=False)
    left_out = {Quick.PENDING: Facet.STATUS, Quick.UNMARKED: Facet.DISCLOSURE}.get(at_hand) if at_hand else None
    found = [Part(facet, value) for facet in Facet if facet is not left_out for value in sorted(rest.chosen(facet))]
    found += [Part(None, name) for name in SWITCHES if getattr(rest, name)]
    return (*found, Part(None, "changed_by")) if rest.changed_by is not None else tuple(found)


def without_part(wish: QueueFilter, part: Part) -> QueueFilter:
    """Return the filter that no longer asks for a part."""
    if part.facet is not None:
        return wish.choosing(part.facet, wish.chosen(part.facet) - {part.value})
    return with_switch(wish, part.value, False)


def with_switch(wish: QueueFilter, name: str, on: bool) -> QueueFilter:
    """Return the filter with a switch on or off; `changed_by` is about the person at the desk."""
    match name:
        case "doubtful":
            return replace(wish, doubtful=on)
        case "changed":
            return replace(wish, changed=on)
        case "noted":
            return replace(wish, noted=on)
        case "dropped":
            return replace(wish, dropped=on)
    return replace(wish, changed_by=SELF if on else None)


class OrderBy(Enum):
    """What the queue is sorted by: the place in the source, 成文日期, 标题, doubts, or the last step of a person."""

    SOURCE = "source"
    DATE = "date"
    TITLE = "title"
    DOUBTS = "doubts"
    TOUCHED = "touched"


@dataclass(frozen=True, slots=True)
class Order:
    """The order of the queue; documents that are alike stand in the order of the source."""

    by: OrderBy = OrderBy.SOURCE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter and an order under a name. It holds for whichever source it is used on."""

    name: str
    filter: QueueFilter
    order: Order = Order()


@dataclass(frozen=True, slots=True)
class Totals:
    """How far the review has come, filters left aside. `doubts` counts places, all other figures documents.

    `doubtful` are those not approved with doubts, `unmarked` those without 公开属性, `touched` those with a step in the
    name of the person at the desk that was not undone.
    """

    documents: int = 0
    approved: int = 0
    doubts: int = 0
    doubtful: int = 0
    unmarked: int = 0
    touched: int = 0
    dropped: int = 0

    @property
    def pending(self) -> int:
        """The documents that are not approved."""
        return self.documents - self.approved


@dataclass(frozen=True, slots=True)
class Listing:
    """The numbers of the records that a filter shows, in order; `headings` are positions where a 栏目 begins."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    headings: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many documents each value of a facet would show with all other parts of the filter in force, most first."""

    facet: Facet
    counts: tuple[tuple[str, int], ...]


_GB18030 = codecs.lookup("gb18030")

# Marks of direction, joiners and control characters are not seen, so they are not searched.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_BRACKETS = str.maketrans(dict.fromkeys("[［〔【〖﹝{", "(") | dict.fromkeys("]］〕】〗﹞}", ")"))


def folded(text: str) -> str:
    """Return a text as it is searched: width, case, blanks, and the form of brackets do not matter."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_BRACKETS)
    return _UNSEEN.sub("", plain)


def sorting_key(text: str) -> str:
    """Return what texts are sorted by: common characters follow their sound in GB 18030, as in a dictionary.

    A character stands for each byte. No text comes last.
    """
    return _GB18030.encode(text[:LONGEST_TEXT].strip(), "replace")[0].decode("latin-1") or "\xff"


def words(text: str) -> tuple[str, ...]:
    """Return what a search looks for: every word between blanks must occur, as a part of 标题, 字号 or 机关."""
    parts = (folded(part) for part in text[:LONGEST_TEXT].split())
    return tuple(dict.fromkeys(part for part in parts if part))


def to_json(saved: SavedFilter) -> Json:
    """Return a saved filter as JSON; the source is left out."""
    facets: dict[str, list[Json]] = {facet.value: [*sorted(saved.filter.chosen(facet))] for facet in Facet}
    return {
        "name": saved.name,
        **{name: values for name, values in facets.items() if values},
        **{name: True for name in SWITCHES if getattr(saved.filter, name)},
        "changed_by": saved.filter.changed_by,
        "text": saved.filter.text,
        "order": saved.order.by.value,
        "descending": saved.order.descending,
    }


def from_json(data: Json) -> SavedFilter:
    """Return the saved filter that `to_json` wrote. Raises ValueError for other data."""
    if not isinstance(data, dict):
        raise ValueError("no filter")
    name, text, changed_by = data.get("name"), data.get("text", ""), data.get("changed_by")
    if not isinstance(name, str) or not isinstance(text, str) or not isinstance(changed_by, str | None):
        raise ValueError("no filter")
    found = QueueFilter(
        doubtful=data.get("doubtful") is True,
        changed=data.get("changed") is True,
        noted=data.get("noted") is True,
        dropped=data.get("dropped") is True,
        changed_by=changed_by,
        text=text,
    )
    for facet in Facet:
        found = found.choosing(facet, _strings(data.get(facet.value, [])))
    known = found.statuses <= {status.value for status in Status} and found.disclosures <= {
        "",
        *(disclosure.value for disclosure in Disclosure),
    }
    if not known:
        raise ValueError("unknown value")
    return SavedFilter(name, found, Order(OrderBy(data.get("order")), data.get("descending") is True))


def _strings(values: Json) -> list[str]:
    if not isinstance(values, list):
        raise ValueError("no list")
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) != len(values):
        raise ValueError("no texts")
    return texts
