"""Approved records on their way out: which ones, as what rows, and into a file or folder that is whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from desktop import export as formats
from desktop.disclosure.planning import effective
from desktop.disclosure.public_values import PublicValues
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Json
from desktop.domain.errors import ExportFailed
from desktop.domain.fields import FIELDS, ON_ISSUE, Repeal, Value
from desktop.domain.queue import Facet, Order, QueueFilter, to_json
from desktop.domain.queue import SavedFilter as _Told
from desktop.domain.record import Record, RecordSummary, Status
from desktop.export.columns import CATALOGUE, COLUMNS, Column, cells, chosen
from desktop.export.force import today
from desktop.export.formats import FORMATS, Format
from desktop.export.row import Block, ExportRow, PrintedTable
from desktop.review import whole_file, whole_folder
from desktop.review.plain_text import PlainText
from desktop.store import Approval, Store

Progress = Callable[[int, int], None]

EVERYTHING = QueueFilter()
_AT_ONCE = 500
"""Rows of the queue that are fetched together."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote: `count` in the unit of its format, from `records` records.

    `secret` counts the approved records that were left out because they carry a 密级, `not_public` those that were left
    out of a public catalogue because they are not 主动公开.
    """

    count: int
    path: Path
    secret: int = 0
    not_public: int = 0
    records: int = 0
    format: str = ""

    @property
    def words(self) -> str:
        """What was exported, in a sentence."""
        said = f"已导出 {self.count:,} {FORMATS[self.format].unit if self.format else '件'}"
        said += f"，另有 {self.secret:,} 件标有密级未导出" if self.secret else ""
        said += f"，{self.not_public:,} 件不是主动公开未放入" if self.not_public else ""
        return f"{said}：{self.path}"


@dataclass(frozen=True, slots=True)
class PublicPart:
    """What of a record may leave the desk: the values by field key, and the text where one was asked for."""

    values: Mapping[str, Value]
    body: tuple[Block, ...] = ()


def public_part(store: Store, record: Record, text: PlainText | None = None) -> PublicPart:
    """Return what of an approved record may leave the desk: what its plan removes (删减) is nowhere in it.

    Every export takes values and text from here alone. `text` is the text of its source, None where only values are
    wanted.
    """
    plan = effective(store.plans(record.source_id), record.id, record.document.span)
    if not plan.removals:
        values = {spec.key: record.value(spec.key) for spec in FIELDS}
        return PublicPart(values, text.blocks(record) if text is not None else ())
    planned = replace(record, plan=plan)
    public = PublicValues(planned, store.text(record.source_id).text)
    return PublicPart(public.values(), tuple(_public_blocks(public, planned, text)) if text is not None else ())


def _public_blocks(public: PublicValues, record: Record, text: PlainText) -> Iterator[Block]:
    """Yield the text of a record without what its plan removes; a paragraph of which nothing is left goes."""
    for spans, block in text.places(record):
        if isinstance(block, PrintedTable):
            yield replace(block, rows=public.rows(block.rows, spans))
            continue
        said = public.passage(block, spans)
        if said:
            yield said


@dataclass(slots=True)
class ApprovedRows:
    """The rows of the approved records that a filter shows; read one by one, each time anew.

    `format` says what the rows must hold; `secret`, `not_public` and `records` count what was met in the last reading.
    """

    store: Store
    wish: QueueFilter = field(default_factory=QueueFilter)
    progress: Progress | None = None
    format: Format = FORMATS["json"]
    secret: int = field(default=0, init=False)
    not_public: int = field(default=0, init=False)
    records: int = field(default=0, init=False)
    _text: PlainText | None = field(default=None, init=False)
    _text_of: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[ExportRow]:
        self.secret = self.not_public = self.records = 0
        repealed = _repealed(self.store) if self.format.with_force else {}
        approvals = self.store.approvals()
        names = {source.id: source.name for source in self.store.sources()}
        ids = approved_ids(self.store, self.wish)
        for done, summary in enumerate(_summaries(self.store, ids)):
            if self.progress is not None:
                self.progress(done, len(ids))
            record = self._allowed(summary)
            if record is not None:
                self.records += 1
                yield self._row(record, summary, names[record.source_id], approvals[record.id], repealed)

    def _allowed(self, summary: RecordSummary) -> Record | None:
        """Return a record that may leave the desk in this format; others are counted."""
        record = self.store.record(summary.id)
        if record.status is not Status.APPROVED:  # taken back by another window in the meantime
            return None
        if record.value("secrecy"):
            self.secret += 1
            return None
        if self.format.public_only and record.disclosure is not Disclosure.PROACTIVE:
            self.not_public += 1
            return None
        return record

    def _row(
        self, record: Record, summary: RecordSummary, source: str, approval: Approval, repealed: Mapping[str, str]
    ) -> ExportRow:
        part = public_part(self.store, record, self._text_at(record.source_id) if self.format.with_body else None)
        gazette = self.store.issue(record.source_id)
        published = record.published
        return ExportRow(
            record_id=record.id,
            source=source,
            issue=gazette.heading if gazette is not None else "",
            number=record.number,
            pages=_pages(summary.first_page, summary.last_page),
            values=part.values,
            disclosure=record.disclosure.value if record.disclosure is not None else "",
            approved_by=approval.actor,
            approved_at=approval.at,
            source_id=record.source_id,
            gazette=gazette,
            published_at=published.at if published is not None else "",
            published_where=published.where if published is not None else "",
            body=part.body,
            repealed_by=repealed.get(str(part.values["doc_number"])) or repealed.get(str(part.values["title"]), ""),
        )

    def _text_at(self, source_id: int) -> PlainText:
        if self._text is None or self._text_of != source_id:
            self._text = PlainText(self.store.text(source_id), self.store.contents(source_id))
            self._text_of = source_id
        return self._text


def approved_ids(store: Store, wish: QueueFilter) -> Sequence[int]:
    """Return the approved records that a filter shows, in the order of their sources; what was dropped is none."""
    if wish.dropped or (wish.statuses and Status.APPROVED.value not in wish.statuses):
        return ()
    return store.listings.listing(wish.choosing(Facet.STATUS, (Status.APPROVED.value,)), Order()).ids


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an export would hold: the approved records, and how many more the filter shows that are not approved."""

    approved: Sequence[int]
    pending: int


def outlook(store: Store, wish: QueueFilter) -> Outlook:
    """Return what an export would hold, as far as the queue tells it; those with a 密级 are among the approved."""
    approved = approved_ids(store, wish)
    shown = 0 if wish.dropped else len(store.listings.listing(wish, Order()).ids)
    return Outlook(approved, shown - len(approved))


def withheld(store: Store, record_ids: Sequence[int], format: str) -> tuple[int, int]:
    """Return how many of some approved records carry a 密级, and how many others are not public enough for a format."""
    rows = ApprovedRows(store, format=FORMATS[format])
    for summary in _summaries(store, record_ids):
        rows._allowed(summary)
    return rows.secret, rows.not_public


def preview(
    store: Store, wish: QueueFilter, format: str, columns: Sequence[str], most: int
) -> tuple[tuple[str, ...], ...]:
    """Return headings and the first `most` lines of a list in these columns; of another format, those of its 目录."""
    rows = ApprovedRows(store, wish, format=replace(FORMATS[format], with_body=False, with_force=False))
    known = columns_of(FORMATS[format], columns)
    lines = []
    for serial, row in enumerate(rows, 1):
        lines.append(tuple("" if cell is None else str(cell) for cell in cells(row, serial, known)))
        if serial >= most:
            break
    return (tuple(column.label for column in known), *lines)


def columns_of(format: Format, keys: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a list: those chosen, else the usual ones. Raises KeyError for one that there is not."""
    if keys:
        return chosen(keys)
    return COLUMNS if format.columned else CATALOGUE


def _summaries(store: Store, ids: Sequence[int]) -> Iterator[RecordSummary]:
    """Yield the rows of records in their order, some hundred at a time."""
    for start in range(0, len(ids), _AT_ONCE):
        wanted = ids[start : start + _AT_ONCE]
        known = {summary.id: summary for summary in store.listings.summaries(wanted)}
        yield from (known[record_id] for record_id in wanted if record_id in known)


def _repealed(store: Store) -> dict[str, str]:
    """Return what approved documents repeal, by 发文字号, by 标题 where none is cited; each with the repealing one.

    A document that is not in force yet repeals nothing, and one with a 密级 says nothing here.
    """
    found: dict[str, str] = {}
    now = today().isoformat()
    for record_id in approved_ids(store, EVERYTHING):
        record = store.record(record_id)
        if not record.value("repeals") or record.value("secrecy"):
            continue
        values = public_part(store, record).values
        repeals, begins = values["repeals"], values["effective_date"]
        if not isinstance(repeals, tuple) or (isinstance(begins, str) and begins != ON_ISSUE and begins > now):
            continue
        by = str(values["doc_number"] or values["title"] or "另一件文件")
        for item in repeals:
            name = (item.doc_number or item.title) if isinstance(item, Repeal) else None
            if name and name != by:
                found[name] = by
    return found


def _pages(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}-{last}"


def export(
    store: Store,
    actor: str,
    format: str,
    path: Path,
    wish: QueueFilter = EVERYTHING,
    columns: Sequence[str] = (),
    progress: Progress | None = None,
) -> ExportReport:
    """Write the approved records that a filter shows to `path` and journal it; one without a journal entry is not made.

    Raise from `progress` to stop. Whatever happens, `path` holds the whole export or what it held before.
    Raises KeyError for a format or a column that there is not, ExportFailed, FolderTaken, StoreError.
    """
    if path.resolve().is_relative_to(store.folder.resolve()):  # never over the database itself
        raise ExportFailed(path)
    known = FORMATS[format]
    rows = ApprovedRows(store, wish, progress, known)
    facts: dict[str, Json] = {"format": format, "source": wish.source_id}
    if wish.narrows:
        facts["filter"] = to_json(_Told("", wish))
    if known.is_folder:
        folder, count = whole_folder.write(path, partial(formats.write_folder, format, rows))
        whole_folder.hand_out(store, actor, folder, path, {**facts, **_counted(count, rows)})
        return _report(count, path, rows)
    if known.columned and columns:
        facts["columns"] = [*columns]
    fill = partial(formats.write, format, rows, columns=columns_of(known, columns))
    unfinished, count = whole_file.write(path, fill)
    whole_file.hand_out(store, actor, unfinished, path, {**facts, **_counted(count, rows)})
    return _report(count, path, rows)


def _counted(count: int, rows: ApprovedRows) -> dict[str, Json]:
    left_out: dict[str, Json] = {"not_public": rows.not_public} if rows.format.public_only else {}
    return {"count": count, "secret": rows.secret, **left_out}


def _report(count: int, path: Path, rows: ApprovedRows) -> ExportReport:
    return ExportReport(count, path, rows.secret, rows.not_public, rows.records, rows.format.key)
