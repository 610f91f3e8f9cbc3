"""What goes out of a clean-up, and comes back: the three lists, the lists that drafting offices answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import ExportFailed, ListUnread
from desktop.parsing import register_columns, register_words
from desktop.parsing.readers.lists import read_list
from desktop.parsing.register_rows import LeftOut, Listed
from desktop.register import cleanup
from desktop.register import entry as fields
from desktop.register.cleanup import Campaign, Inquiry, Opinion, Verdict
from desktop.register.comparing import number_key, title_key
from desktop.review import register_sources as sources
from desktop.review import whole_file
from desktop.review.register_campaigns import CampaignRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import BinaryIO

    from desktop.register.cleanup import FinalList
    from desktop.review.desk import Desk
    from desktop.review.register import Registry

LIST_FORMATS = ("docx", "xlsx", "pdf")
_LISTS_NAME = "清理目录"
_AGREED = ("同意", "无意见", "没有意见", "无异议")
_NOBODY = "起草单位不明"
_NOT_IN_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Answers:
    """What a list brought back: the opinions by entry, and the rows that could not be taken, with the reason."""

    opinions: Mapping[int, Opinion]
    refused: tuple[LeftOut, ...]
    unanswered: int


class RegisterFiles:
    """Writes and reads the files of clean-ups. A file is whole, or what was there before."""

    def __init__(self, registry: Registry, desk: Desk) -> None:
        """Work on a register."""
        self._registry, self._desk = registry, desk

    def write_lists(self, campaign: Campaign, folder: Path, formats: Iterable[str] = LIST_FORMATS) -> tuple[Path, ...]:
        """Write the three lists into a folder, a file for each format. Raises ExportFailed, KeyError."""
        lists = self._registry.campaigns.lists(campaign)
        written = []
        for kind in formats:
            path = _place(folder, f"{_LISTS_NAME}.{kind}")
            self._write(path, kind, partial(_writer(kind), lists))
            written.append(path)
        return tuple(written)

    def write_inquiries(self, campaign: Campaign, folder: Path) -> tuple[Path, ...]:
        """Write the list of each drafting office into a folder, to be sent and read back. Raises ExportFailed."""
        from desktop.export.register_xlsx import write_inquiry

        written = []
        for inquiry in self.inquiries(campaign):
            name = _NOT_IN_NAME.sub(" ", inquiry.drafter).strip()[:60] or _NOBODY
            path = _place(folder, f"征求意见-{name}.xlsx")
            self._write(path, "xlsx", partial(write_inquiry, inquiry))
            written.append(path)
        return tuple(written)

    def inquiries(self, campaign: Campaign) -> tuple[Inquiry, ...]:
        """Return what each drafting office is asked, in the order of the list."""
        by_drafter: dict[str, list[CampaignRow]] = {}
        for row in self._registry.campaigns.rows(campaign):
            by_drafter.setdefault(row.drafter, []).append(row)
        note = (
            "请在“起草单位意见”一列选定继续有效、失效、废止或拟修改，同意拟定意见的可写“同意”；"
            "有理由的写在“意见说明”。请不要改动“台账号”。"
        )
        return tuple(
            Inquiry(drafter or _NOBODY, f"{campaign.name}征求意见表（{drafter or _NOBODY}）", note, self._asked(rows))
            for drafter, rows in by_drafter.items()
        )

    def _asked(self, rows: list[CampaignRow]) -> tuple[tuple[str, ...], ...]:
        overview = self._registry.overview()
        found = []
        for row in rows:
            line = cleanup.line(row.entry, overview.values[row.entry], row.validity, row.proposed.verdict)
            _, title, number, start, end, verdict = line.cells
            answer = row.opinion.verdict.value if row.opinion is not None and row.opinion.verdict is not None else ""
            words = row.opinion.words if row.opinion is not None else ""
            reasons = "；".join(row.proposed.reasons)
            found.append((str(row.entry), title, number, start, end, verdict, reasons, answer, words))
        return tuple(found)

    def read_answers(self, campaign: Campaign, path: Path) -> Answers:
        """Read a list that a drafting office answered; nothing is kept before `campaigns.hear`.

        Raises SourceError, ListUnread where it is none of these lists.
        """
        file = read_list(path)
        rows = {row.entry: row for row in self._registry.campaigns.rows(campaign)}
        opinions: dict[int, Opinion] = {}
        refused: list[LeftOut] = []
        unanswered = 0
        sheets = [one for _, one in sources.sheets_of(file, {})]
        asked = [
            one
            for one in sheets
            if {register_columns.ENTRY, register_columns.OPINION} <= {*one.columns.fields.values()}
        ]
        if not asked:
            raise ListUnread(path, "没有“台账号”和“起草单位意见”两列，不是征求意见表")
        for sheet in asked:
            refused += [one for one in sheet.reading.left_out if one.refused]
            for listed in sheet.reading.listed:
                row, reason = _row_of(listed, rows)
                if row is None:
                    refused.append(LeftOut(listed.number, reason, _words(listed), refused=True))
                    continue
                opinion = _opinion(listed, row)
                if opinion is None:
                    unanswered += 1
                else:
                    opinions[row.entry] = opinion
        return Answers(opinions, tuple(refused), unanswered)

    def _write(self, path: Path, kind: str, fill: Callable[[BinaryIO], int]) -> None:
        unfinished, count = whole_file.write(path, fill)
        whole_file.hand_out(self._desk.store, self._desk.actor, unfinished, path, {"format": kind, "count": count})


def _writer(kind: str) -> Callable[[Iterable[FinalList], BinaryIO], int]:
    """Return what writes lists in a format; its library is loaded when one is wanted."""
    if kind == "docx":
        from desktop.export.register_docx import write_lists_docx

        return write_lists_docx
    if kind == "pdf":
        from desktop.export.register_pdf import write_lists_pdf

        return write_lists_pdf
    if kind == "xlsx":
        from desktop.export.register_xlsx import write_lists_xlsx

        return write_lists_xlsx
    raise KeyError(kind)


def _place(folder: Path, name: str) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ExportFailed(folder, error.strerror or "") from error
    return folder / name


def _row_of(listed: Listed, rows: Mapping[int, CampaignRow]) -> tuple[CampaignRow | None, str]:
    """Return the document that an answer is about, or why there is none: number and title must agree."""
    told = listed.besides.get(register_columns.ENTRY, "")
    row = rows.get(int(told)) if told.isdecimal() and told.isascii() else None
    if row is None:
        return None, f"台账号“{told}”不在这次清理里"
    number = listed.said[fields.NUMBER].value if fields.NUMBER in listed.said else ""
    title = listed.said[fields.TITLE].value if fields.TITLE in listed.said else ""
    same_number = number_key(number) == number_key(row.doc_number)
    if not same_number and title_key(title) != title_key(row.title):
        return None, f"台账号“{told}”与标题、文号对不上"
    return row, ""


def _opinion(listed: Listed, row: CampaignRow) -> Opinion | None:
    """Return what is answered, None for nothing; 同意 is the proposed verdict."""
    answer = listed.besides.get(register_columns.OPINION, "").strip()
    words = listed.besides.get(register_columns.WORDS, "").strip()
    if not answer and not words:
        return None
    if register_words.squeezed(answer) in _AGREED:
        return Opinion(row.drafter, row.proposed.verdict, words)
    said = register_words.read(fields.VERDICT, answer)
    known = {verdict.value: verdict for verdict in Verdict}
    verdict = known.get(said.value) if said is not None and not said.doubt else None
    told = words if verdict is not None else "；".join(part for part in (answer, words) if part)
    return Opinion(row.drafter, verdict, told)


def _words(listed: Listed) -> str:
    return " ".join(said.printed or said.value for said in listed.said.values())
