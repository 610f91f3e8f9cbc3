"""What a change of bounds does to the records of a source, as steps: pure functions of the source as it is divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.document import ContentsEntry, Document
from desktop.domain.edits import CLAIMS, DROPPED, STATUS, Change, Step, Verb, cell_place
from desktop.domain.errors import BoundsRefused
from desktop.domain.facets import claims_to_json
from desktop.domain.fields import SPEC, Field
from desktop.domain.record import Record
from desktop.domain.text import Span
from desktop.review.steps import States
from desktop.store.codec import encode_document
from desktop.store.journal import digest

if TYPE_CHECKING:
    from desktop.parsing.extent import Extents

NO_DOCUMENT = "不是公文"
"""The reason of a record that is dropped by itself."""
_DRAWN = ("人工划定",)


@dataclass(frozen=True, slots=True)
class Ground:
    """A source as it is divided now. `standing` are its documents in the order of the text, `dropped` those that no
    longer are; `states` are the facets of both; `free_id` is the number that a new record can have.
    """

    source_id: int
    extents: Extents
    standing: tuple[Record, ...]
    dropped: tuple[Record, ...]
    states: States
    free_id: int

    def index(self, record_id: int) -> int:
        """Return which of the standing documents a record is. Raises BoundsRefused for one that is none."""
        for index, record in enumerate(self.standing):
            if record.id == record_id:
                return index
        raise BoundsRefused(record_id, "gone")

    def entries_for(self, former: Document | None) -> tuple[ContentsEntry, ...]:
        """Return the entries of the contents list that can be a document's: its own, then those that are no one's."""
        own = _entry_spans(former) if former is not None else frozenset()
        others = frozenset(span for record in self.standing for span in _entry_spans(record.document)) - own
        entries = [entry for entry in self.extents.entries if entry.span not in others]
        return tuple(sorted(entries, key=lambda entry: entry.span not in own))


@dataclass(frozen=True, slots=True)
class Redrawing:
    """A step that changes bounds, what it relies on, the encoded documents that it names, and what it does in words."""

    step: Step
    held: tuple[Change, ...]
    drafts: tuple[str, ...]
    news: str


def split(ground: Ground, record_id: int, offset: int) -> Redrawing:
    """Return the step after which the line that holds a code point begins a document of its own.

    Raises BoundsRefused where no text would be left above or below.
    """
    record = ground.standing[ground.index(record_id)]
    whole = record.document.span
    cut = ground.extents.line_span(offset).start
    upper, lower = ground.extents.whole_lines(whole.start, cut), ground.extents.whole_lines(cut, whole.end)
    if upper is None or lower is None:
        raise BoundsRefused(record.id, "split", record.number)
    draft = Draft(ground)
    draft.redraw(record, upper)
    draft.bear(lower, record)
    return draft.finish(Verb.SPLIT, f"第 {record.number} 件已拆成第 {record.number}、{record.number + 1} 两件")


def merge(ground: Ground, record_id: int) -> Redrawing:
    """Return the step that makes one document of a record and the next. Raises BoundsRefused for the last."""
    index = ground.index(record_id)
    record = ground.standing[index]
    if index + 1 == len(ground.standing):
        raise BoundsRefused(record.id, "last", record.number)
    following = ground.standing[index + 1]
    draft = Draft(ground)
    draft.drop(following, f"并入第 {record.number} 件")
    draft.redraw(record, Span(record.document.span.start, following.document.span.end))
    set_by_hand = [SPEC[key].label for key in following.corrections]
    kept = f"；您在第 {following.number} 件改过的{_names(set_by_hand)}没有带过来" if set_by_hand else ""
    return draft.finish(Verb.MERGE, f"第 {following.number} 件已并入第 {record.number} 件{kept}")


def set_start(ground: Ground, record_id: int, offset: int) -> Redrawing:
    """Return the step after which a document begins with the line that holds a code point.

    A neighbour that is run into is cut. Raises BoundsRefused where nothing would be left of it, or of the document.
    """
    record = ground.standing[ground.index(record_id)]
    start = ground.extents.line_span(offset).start
    return _moved(ground, record, start, record.document.span.end, "开始")


def set_end(ground: Ground, record_id: int, offset: int) -> Redrawing:
    """Return the step after which a document ends with the line that holds a code point; as `set_start`."""
    record = ground.standing[ground.index(record_id)]
    end = ground.extents.line_span(offset).end
    return _moved(ground, record, record.document.span.start, end, "结束")


def drop(ground: Ground, record_id: int, reason: str = NO_DOCUMENT) -> Redrawing:
    """Return the step that takes a record out of the queue. Raises BoundsRefused for the only one."""
    record = ground.standing[ground.index(record_id)]
    if len(ground.standing) == 1:
        raise BoundsRefused(record.id, "only", record.number)
    draft = Draft(ground)
    draft.drop(record, reason)
    return draft.finish(Verb.DROP, f"已排除原第 {record.number} 件（{reason}）")


def readmit(ground: Ground, record_id: int) -> Redrawing:
    """Return the step that makes a dropped record a document again; whatever holds its text by now is cut.

    Raises BoundsRefused where nothing would be left of another document.
    """
    record = next((known for known in ground.dropped if known.id == record_id), None)
    if record is None:
        raise BoundsRefused(record_id, "gone")
    span = record.document.span
    for other in ground.standing:
        around = other.document.span
        if around.start < span.start and span.end < around.end:  # what follows in the other would be no one's text
            span = Span(span.start, around.end)
    draft = Draft(ground)
    draft.readmit(record, span)
    cut = draft.make_room(span, record.id)
    number = 1 + sum(other.document.span.start < span.start for other in ground.standing)
    return draft.finish(Verb.READMIT, f"已恢复为第 {number} 件{cut}")


def _moved(ground: Ground, record: Record, start: int, end: int, word: str) -> Redrawing:
    span = ground.extents.whole_lines(start, end)
    if span is None:
        raise BoundsRefused(record.id, "empty", record.number)
    if span == record.document.span:
        return Redrawing(Step(Verb.MOVE, ()), (), (), f"第 {record.number} 件已经在这里{word}")
    draft = Draft(ground)
    draft.redraw(record, span)
    cut = draft.make_room(span, record.id)
    return draft.finish(Verb.MOVE, f"第 {record.number} 件改为在这里{word}{cut}")


class Draft:
    """A division of the source while it is drawn anew."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._standing = {record.id: record.document for record in ground.standing}
        self._drawn: list[int] = []
        self._dropping: dict[int, tuple[str | None, str | None]] = {}
        self._left: list[str] = []
        self._free_id = ground.free_id

    def redraw(self, record: Record, span: Span) -> None:
        """Give a record other bounds: what stands in them all along is kept, the rest is read anew."""
        former = record.document
        column = former.fields["column"].value if "column" in former.fields else None
        read = self._ground.extents.read(
            span, self._ground.entries_for(former), column if isinstance(column, str) else None
        )
        evidence = former.evidence if span.start == former.span.start else _DRAWN
        self._draw(record.id, replace(read, fields=_settled(former, read), evidence=evidence))
        self._left += [
            SPEC[key].label
            for key, correction in record.corrections.items()
            if any(former.span.encloses(place) and not span.encloses(place) for place in correction.spans)
        ]

    def bear(self, span: Span, parent: Record) -> None:
        """Make a new record, of the same column as the one that it was cut from unless the contents list says more."""
        column = parent.document.fields["column"].value if "column" in parent.document.fields else None
        read = self._ground.extents.read(
            span, self._ground.entries_for(None), column if isinstance(column, str) else None
        )
        self.adopt(replace(read, evidence=_DRAWN), None)

    def adopt(self, document: Document, record: Record | None) -> int:
        """Let a document with its claims be a record's, or a new record's where there is none; return its number."""
        record_id = record.id if record is not None else self._free_id
        self._free_id += record is None
        if record is not None and record.dropped is not None:
            self._dropping[record_id] = (record.dropped, None)
        self._draw(record_id, document)
        return record_id

    def drop(self, record: Record, reason: str) -> None:
        """Take a record out."""
        del self._standing[record.id]
        self._dropping[record.id] = (None, reason)

    def readmit(self, record: Record, span: Span) -> None:
        """Take a record in again."""
        self._dropping[record.id] = (record.dropped, None)
        if span == record.document.span:
            self._standing[record.id] = record.document
        else:
            self.redraw(record, span)

    def make_room(self, span: Span, record_id: int) -> str:
        """Cut the neighbours that a record runs into; say in words which. Raises BoundsRefused."""
        cut: list[str] = []
        for other in self._ground.standing:
            around = other.document.span
            if other.id == record_id or not around.overlaps(span):
                continue
            above = around.start < span.start
            left = self._ground.extents.whole_lines(
                *((around.start, span.start) if above else (span.end + 1, around.end))
            )
            if left is None:
                raise BoundsRefused(record_id, "swallows", other.number)
            self.redraw(other, left)
            cut.append(f"第 {other.number} 件相应缩短")
        return "".join(f"，{words}" for words in cut)

    def finish(self, verb: Verb, news: str) -> Redrawing:
        """Return the step from the division as it was to this one."""
        order = sorted(self._standing, key=lambda record_id: self._standing[record_id].span)
        plain = [self._standing[record_id] for record_id in order]
        source, states = self._ground.extents.source, self._ground.states
        drafts = [
            encode_document(_told_once(self._ground.extents.compared(plain, order.index(record_id))), source)
            for record_id in self._drawn
        ]
        changes = [
            Change(
                record_id,
                CLAIMS,
                states.get(record_id, {}).get(CLAIMS),
                claims_to_json(self._ground.source_id, digest(draft)),
            )
            for record_id, draft in zip(self._drawn, drafts, strict=True)
        ]
        changes += [Change(record_id, DROPPED, *reasons) for record_id, reasons in self._dropping.items()]
        touched = dict.fromkeys((*self._drawn, *self._dropping))
        changes += [
            Change(record_id, STATUS, states[record_id][STATUS], None)
            for record_id in touched
            if STATUS in states.get(record_id, {})
        ]
        changes += self._moved_cells()
        if self._left:
            news += f"；您改过的{_names(self._left)}依据已不在原件范围内，值仍留在原件"
        return Redrawing(Step(verb, tuple(changes)), _held(states, touched), tuple(drafts), news)

    def _draw(self, record_id: int, document: Document) -> None:
        self._standing[record_id] = document
        self._drawn.append(record_id)

    def _moved_cells(self) -> list[Change]:
        """Return the changes that let corrected cells go along with their table, to the record that has it now."""
        tables = {table.span.start: owner for owner, found in self._standing.items() for table in found.tables}
        changes: list[Change] = []
        for record_id in dict.fromkeys((*self._drawn, *self._dropping)):
            for facet, value in self._ground.states.get(record_id, {}).items():
                place = cell_place(facet)
                owner = tables.get(place[0], record_id) if place is not None else record_id
                if owner != record_id and facet not in self._ground.states.get(owner, {}):
                    changes += [Change(record_id, facet, value, None), Change(owner, facet, None, value)]
        return changes


def _settled(former: Document, read: Document) -> Mapping[str, Field]:
    """Return the claims that count in new bounds: the former ones of which no text changed, else those read anew."""
    return {
        key: former.fields[key] if key in former.fields and _stays(key, former.fields[key], claim, read.span) else claim
        for key, claim in read.fields.items()
    }


def _stays(key: str, before: Field, after: Field, span: Span) -> bool:
    """Tell whether a claim stays: a single value whose text lies in the bounds and did not grow by what came in."""
    if SPEC[key].form.is_list or not before.spans or not all(span.encloses(place) for place in before.spans):
        return False
    grew = sum(map(len, after.spans)) > sum(map(len, before.spans))
    return not (grew and all(any(wide.encloses(place) for wide in after.spans) for place in before.spans))


def _told_once(document: Document) -> Document:
    """Return a document without the second of anomalies that are the same: one read elsewhere was compared there."""
    return replace(document, anomalies=tuple(dict.fromkeys(document.anomalies)))


def _entry_spans(document: Document) -> frozenset[Span]:
    claim = document.fields.get("column")
    return frozenset(claim.spans) if claim is not None else frozenset()


def _held(states: States, touched: Mapping[int, None]) -> tuple[Change, ...]:
    """Return what a step relies on: how the source is divided, and whether the records it touches are approved."""
    places = [(record_id, facet) for record_id in states for facet in (CLAIMS, DROPPED)]
    places += [(record_id, STATUS) for record_id in touched if record_id in states]
    values = ((record_id, facet, states[record_id].get(facet)) for record_id, facet in places)
    return tuple(Change(record_id, facet, value, value) for record_id, facet, value in values)


def _names(labels: Sequence[str]) -> str:
    return "".join(f"“{label}”" for label in dict.fromkeys(labels))
