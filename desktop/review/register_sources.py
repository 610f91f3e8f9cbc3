"""What the sources say of documents: approved records, catalogues in gazettes, lists in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.fields import ON_ISSUE, Repeal
from desktop.domain.record import Record
from desktop.domain.text import SourceText, Span
from desktop.parsing import catalogue, register_columns, register_rows, register_words
from desktop.parsing.catalogue import Catalogue
from desktop.parsing.readers.lists import ListFile, ListSheet
from desktop.parsing.register_columns import Columns
from desktop.parsing.register_rows import LeftOut, ListedRow, Reading
from desktop.register import entry as fields
from desktop.register import links
from desktop.register.entry import Origin, OriginKind, Reference, Said, Statement


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a list, or a table of a gazette, as it would be taken in."""

    name: str
    columns: Columns
    reading: Reading
    sample: tuple[tuple[str, ...], ...]


def of_record(record: Record, source: SourceText) -> Statement:
    """Return what an approved record says of its document. Its number is 0 until it has one."""
    said = {key: one for key, one in _of_fields(record, source) if one.value or one.doubt}
    title = said[fields.TITLE].value if fields.TITLE in said else ""
    repeals = [(one.title or "", one.doc_number or "") for one in _repeals(record)]
    references = links.of_fields(title, repeals, _texts(record, "basis_laws"), _texts(record, "cited_doc_numbers"))
    normative = record.value("normative")
    name = f"{title or source.name}"
    as_of = said[fields.WRITTEN].value if fields.WRITTEN in said else ""
    origin = Origin(OriginKind.RECORD, name, as_of, source=record.source_id, record=record.id)
    return Statement(0, origin, said, references, normative if isinstance(normative, bool) else None)


def _of_fields(record: Record, source: SourceText) -> Iterator[tuple[str, Said]]:
    for key, field in ((fields.TITLE, "title"), (fields.NUMBER, "doc_number"), (fields.WRITTEN, "date")):
        yield key, _said(record, field)
    issuers = "、".join(_texts(record, "issuers"))
    yield fields.ISSUER, Said(issuers, issuers, spans=record.spans("issuers"))
    if record.published is not None:
        yield fields.PUBLISHED, Said(record.published.at, record.published.at)
    yield fields.EFFECTIVE, _effective(record, source)
    yield fields.EXPIRY, _said(record, "expiry_date")
    validity = _said(record, "validity")
    term = register_words.read(fields.VALIDITY, validity.value)
    if term is not None:
        yield fields.VALIDITY, Said(term.value, term.printed, term.doubt, validity.spans)


def _said(record: Record, field: str) -> Said:
    value = record.value(field)
    text = value if isinstance(value, str) else ""
    return Said(text, text, spans=record.spans(field))


def _effective(record: Record, source: SourceText) -> Said:
    """Return the 施行日期; where the field is empty, 自公布之日起30日后 as it stands in the text."""
    said = _said(record, "effective_date")
    if said.value == ON_ISSUE:
        return Said(fields.ON_ISSUE, "自印发之日起施行", spans=said.spans)
    if said.value or "effective_date" in record.corrections:
        return said
    delayed = register_words.find_delayed_start(source.slice(record.document.span))
    if delayed is None:
        return said
    value, start, end = delayed
    place = Span(record.document.span.start + start, record.document.span.start + end)
    return Said(value, source.slice(place), spans=(place,))


def _texts(record: Record, field: str) -> tuple[str, ...]:
    value = record.value(field)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()


def _repeals(record: Record) -> Iterator[Repeal]:
    value = record.value("repeals")
    for one in value if isinstance(value, tuple) else ():
        if isinstance(one, Repeal):
            yield one


# Catalogues


@dataclass(frozen=True, slots=True)
class FoundCatalogue:
    """A catalogue in a record of the store."""

    record: Record
    found: Catalogue
    sheet: Sheet


def catalogues_of(record: Record, source: SourceText) -> tuple[FoundCatalogue, ...]:
    """Return the catalogues of a record, with what people corrected in their cells."""
    found = []
    for one in catalogue.catalogues(source, record.document):
        rows = tuple(_corrected(record, one, row) for row in catalogue.rows_of(source, one.table))
        reading = register_rows.read(rows, one.columns, verdict=one.verdict)
        sample = tuple(row.cells for row in rows[:_SAMPLE])
        found.append(FoundCatalogue(record, one, Sheet(one.heading, one.columns, reading, sample)))
    return tuple(found)


_SAMPLE = 12


def _corrected(record: Record, one: Catalogue, row: ListedRow) -> ListedRow:
    cells = tuple(record.cell(one.table, row.number, column) for column in range(len(row.cells)))
    return ListedRow(row.number, cells, row.spans)


def of_catalogue(one: FoundCatalogue, text: SourceText) -> Iterator[Statement]:
    """Yield what each row of a catalogue says of its document; rows are numbered from 1 below the head."""
    title, day = one.record.value("title"), one.record.value("date")
    name = title if isinstance(title, str) and title else text.name
    for listed in one.sheet.reading.listed:
        origin = Origin(
            OriginKind.CATALOGUE,
            name,
            day if isinstance(day, str) else "",
            source=one.record.source_id,
            record=one.record.id,
            table=one.found.table.span.start,
            row=listed.number - one.found.table.header_rows + 1,
            sheet=one.sheet.name,
        )
        yield Statement(0, origin, listed.said, _of_title(listed.said), normative=True)


# Lists


def sheets_of(file: ListFile, told: Mapping[str, str]) -> tuple[tuple[ListSheet, Sheet], ...]:
    """Return the sheets of a list with what their columns hold, as guessed, and as a person says.

    Raises ValueError with a Chinese sentence where a person names a column or a field that is not there.
    """
    found = []
    for sheet in file.sheets:
        rows = [row.cells for row in sheet.rows]
        columns = register_columns.guess(rows)
        if told:
            width = max((len(row) for row in rows), default=0)
            columns = register_columns.told(_with_head(rows, columns, told), told, width)
        first = 0 if columns.header is None else columns.header + 1
        listed = tuple(ListedRow(row.number, row.cells) for row in sheet.rows[first:])
        reading = register_rows.read(listed, columns, sheet.since_1904) if columns.is_list else Reading((), ())
        found.append((sheet, Sheet(sheet.name, columns, reading, tuple(row.cells for row in listed[:_SAMPLE]))))
    return tuple(found)


def _with_head(rows: list[tuple[str, ...]], columns: Columns, told: Mapping[str, str]) -> Columns:
    """Return columns with a head, also one that no word is known of: the row that has the names a person gives."""
    if columns.header is not None:
        return columns
    names = {register_words.squeezed(name) for name in told}
    for index, row in enumerate(rows[:15]):
        if names & {register_words.squeezed(cell) for cell in row if cell}:
            return Columns(index, row, {})
    return columns


def of_list(file: ListFile, sheet: Sheet, path: Path) -> Iterator[Statement]:
    """Yield what each row of a sheet says of its document."""
    for listed in sheet.reading.listed:
        origin = Origin(OriginKind.LIST, path.name, row=listed.number, file=file.sha256, sheet=sheet.name)
        yield Statement(0, origin, listed.said, _of_title(listed.said))


def of_person(said: Mapping[str, Said], name: str, row: int, today: str) -> Statement:
    """Return what a person enters by hand; `row` tells it from the others."""
    return Statement(0, Origin(OriginKind.PERSON, name, today, row=row), said, _of_title(said), normative=True)


def _of_title(said: Mapping[str, Said]) -> tuple[Reference, ...]:
    return links.of_title(said[fields.TITLE].value) if fields.TITLE in said else ()


def left_out_of(sheets: tuple[Sheet, ...]) -> tuple[LeftOut, ...]:
    """Return all rows of some sheets that name no document."""
    return tuple(one for sheet in sheets for one in sheet.reading.left_out)
