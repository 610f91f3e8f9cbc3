"""Taking documents into the register: from approved records, catalogues of gazettes, lists, and by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import ListUnread, RegisterRefused, ValueRefused
from desktop.parsing import register_words
from desktop.parsing.readers.lists import read_list
from desktop.parsing.register_rows import LeftOut
from desktop.register import codec
from desktop.register.changes import ItemChange, RegisterStep
from desktop.register.content import TAKEN, Register
from desktop.register.entry import LABELS, NUMBER, TITLE, Entry, OriginKind, Said, Statement
from desktop.review import register_sources as sources
from desktop.review.register_intake import Intake, IntakeReport
from desktop.review.register_sources import Sheet

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.review.register import Registry


class Taking:
    """What brings documents into the register; each verb is one step."""

    def __init__(self, registry: Registry, desk: Desk) -> None:
        """Take in for the register of a desk."""
        self._registry, self._desk = registry, desk

    def take_in_approved(self) -> IntakeReport:
        """Take in all approved records and the catalogues in them; those with a 密级 stay out.

        What the register says of records that changed since is renewed; those that are no longer approved go.
        """
        with self._registry.turn:
            overview, store = self._registry.overview(), self._desk.store
            last = store.register.newest_entry()  # first: what is approved after it waits for the next time
            waiting = self._registry.waiting()
            intake = Intake(overview.register, overview.rules)
            secret: set[int] = set()
            for number in waiting.records:
                record = store.record(number)
                if record.value("secrecy"):
                    secret.add(number)
                    continue
                text = store.text(record.source_id)
                intake.take([sources.of_record(record, text)])
                for found in sources.catalogues_of(record, text):
                    intake.take(sources.of_catalogue(found, text))
            intake.drop(_standing_on(overview.register, {*waiting.withdrawn}, secret))
            report = intake.report()
            if waiting.count:
                before = store.register.value(codec.SETTING, TAKEN)
                taken = ItemChange(codec.SETTING, TAKEN, before, str(last))
                self._registry.make(RegisterStep(f"登记已核准的文件：{report.words}", (*intake.changes, taken)))
            return report

    def catalogues(self, source_id: int) -> tuple[tuple[int, Sheet], ...]:
        """Return the catalogues printed in a source, approved or not, each with its record, for a preview."""
        store = self._desk.store
        text = store.text(source_id)
        records = [one for row in store.queue(source_id) if not (one := store.record(row.id)).value("secrecy")]
        return tuple((found.record.id, found.sheet) for one in records for found in sources.catalogues_of(one, text))

    def take_in_catalogues(self, source_id: int) -> IntakeReport:
        """Take in all catalogues that are printed in a source, whether their records are approved or not."""
        with self._registry.turn:
            overview, store = self._registry.overview(), self._desk.store
            intake = Intake(overview.register, overview.rules)
            text = store.text(source_id)
            left: list[LeftOut] = []
            for row in store.queue(source_id):
                record = store.record(row.id)
                for found in () if record.value("secrecy") else sources.catalogues_of(record, text):
                    intake.take(sources.of_catalogue(found, text))
                    left += found.sheet.reading.left_out
            report = _reported(intake, left)
            if intake.changes:
                self._registry.make(RegisterStep(f"登记《{text.name}》里的目录：{report.words}", intake.changes))
            return report

    def preview(self, path: Path, columns: Mapping[str, str] | None = None) -> tuple[Sheet, ...]:
        """Return the sheets of a list as they would be taken in, with the columns as guessed and as `columns` says.

        `columns` gives the field (its Chinese name) by the column (its letter or its head); an empty name leaves one
        out. Raises SourceError, ListUnread.
        """
        try:
            return tuple(sheet for _, sheet in sources.sheets_of(read_list(path), columns or {}))
        except ValueError as error:
            raise ListUnread(path, str(error)) from error

    def import_list(self, path: Path, columns: Mapping[str, str] | None = None) -> IntakeReport:
        """Take in all rows of a list, which the store keeps. Raises SourceError, ListUnread where no sheet is one."""
        file = read_list(path)
        try:
            sheets = [sheet for _, sheet in sources.sheets_of(file, columns or {}) if sheet.columns.is_list]
        except ValueError as error:
            raise ListUnread(path, str(error)) from error
        if not sheets:
            raise ListUnread(path, "没有一列看得出是标题或文号")
        with self._registry.turn:
            overview = self._registry.overview()
            intake = Intake(overview.register, overview.rules)
            for sheet in sheets:
                intake.take(sources.of_list(file, sheet, path))
            report = _reported(intake, list(sources.left_out_of(tuple(sheets))))
            if intake.changes:
                self._desk.store.keep_evidence(path)
                self._registry.make(RegisterStep(f"导入清单“{path.name}”：{report.words}", intake.changes))
            return report

    def add(self, values: Mapping[str, str]) -> IntakeReport:
        """Enter a document by hand, its fields as a person writes them. Raises ValueRefused."""
        said = {key: said for key, text in values.items() if (said := read_value(key, text)) is not None}
        if not said.keys() & {TITLE, NUMBER}:
            raise RegisterRefused("标题和文号至少要写一个")
        with self._registry.turn:
            overview = self._registry.overview()
            row = max((number for number, _ in overview.register.origins.values()), default=0) + 1
            intake = Intake(overview.register, overview.rules)
            told = {key: said[key] for key in LABELS if key in said}
            intake.take([sources.of_person(told, f"{self._desk.actor}登记", row, date.today().isoformat())])
            report = intake.report()
            self._registry.make(RegisterStep("人工登记一件", intake.changes))
            return report


def read_value(key: str, text: str) -> Said | None:
    """Return what a person writes in a field, None for nothing. Raises ValueRefused, RegisterRefused with why."""
    if key not in LABELS:
        raise ValueRefused(key, text)
    said = register_words.read(key, text)
    if said is not None and said.doubt:
        raise RegisterRefused(said.doubt)
    return said


def _standing_on(register: Register, withdrawn: set[int], secret: set[int]) -> list[tuple[Statement, Entry]]:
    """Return what withdrawn records say of themselves, and all that secret ones say, each with its entry."""
    return [
        (one, entry)
        for entry in register.entries.values()
        for one in entry.statements
        if one.origin.record in secret or (one.origin.kind is OriginKind.RECORD and one.origin.record in withdrawn)
    ]


def _reported(intake: Intake, left: list[LeftOut]) -> IntakeReport:
    return intake.report([one for one in left if one.refused], [one for one in left if not one.refused])
