"""信息公开目录 as a folder of web pages that opens from the disk: lists, a page a document, and a search.

index.html leads to everything; nothing comes from anywhere else, and without JavaScript only the search is missing.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from desktop import paths
from desktop.export.cells import legible
from desktop.export.force import force_of, today
from desktop.export.row import ExportRow
from desktop.export.site_pages import Entry, document_page, list_page
from desktop.export.wording import SEPARATOR

ON_A_PAGE = 100
"""Documents on a page of the list."""
IN_A_PART = 2000
"""Documents in one file of the search's data."""
_ASSETS = ("style.css", "search.js")


def write_site(rows: Iterable[ExportRow], folder: Path) -> int:
    """Write the pages into an empty folder, the latest documents first in the lists; return how many documents.

    Raises OSError.
    """
    on = today()
    for name in ("docs", "pages", "data", "assets"):
        (folder / name).mkdir()
    for name in _ASSETS:
        shutil.copyfile(paths.resources() / "catalogue" / name, folder / "assets" / name)
    with TemporaryFile() as file:
        entries = _Entries(file)
        for row in rows:
            entry = _entry(row, on)
            page = document_page(row, entry, on)
            (folder / "docs" / f"{row.record_id}.html").write_text(page, encoding="utf-8", newline="\n")
            entries.add(entry)
        _write_lists(folder, entries, on)
    return len(entries)


def _entry(row: ExportRow, on: date) -> Entry:
    force = force_of(row, on)
    return Entry(
        row.record_id,
        legible(row.text("title") or "无标题"),
        legible(row.text("doc_number")),
        legible(SEPARATOR.join(row.texts("issuers"))),
        legible(row.text("date")),
        legible(row.text("genre")),
        force.value if force is not None else "",
    )


@dataclass(slots=True)
class _Entries:
    """The entries of the lists; they wait in a file, so that many take no memory."""

    file: IO[bytes]
    _places: list[tuple[str, int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._places)

    def add(self, entry: Entry) -> None:
        """Take an entry in."""
        self._places.append((entry.date, -len(self._places), self.file.tell()))
        self.file.write(json.dumps(entry.as_list()).encode("ascii") + b"\n")

    def latest_first(self) -> None:
        """Put the entries into the order of the lists."""
        self._places.sort(reverse=True)

    def part(self, start: int, count: int) -> list[Entry]:
        """Return some entries in their order."""
        found = []
        for _, _, place in self._places[start : start + count]:
            self.file.seek(place)
            found.append(Entry(*json.loads(self.file.readline())))
        return found


def _write_lists(folder: Path, entries: _Entries, on: date) -> None:
    entries.latest_first()
    pages = max(1, -(-len(entries) // ON_A_PAGE))
    parts = -(-len(entries) // IN_A_PART)
    for number in range(1, pages + 1):
        listed = entries.part((number - 1) * ON_A_PAGE, ON_A_PAGE)
        page = list_page(listed, number, pages, len(entries), parts, (number - 1) * ON_A_PAGE, on)
        target = folder / "index.html" if number == 1 else folder / "pages" / f"{number}.html"
        target.write_text(page, encoding="utf-8", newline="\n")
    for number in range(1, parts + 1):
        data = _as_script(entries.part((number - 1) * IN_A_PART, IN_A_PART))
        (folder / "data" / f"{number}.js").write_text(data, encoding="ascii", newline="\n")


def _as_script(entries: Sequence[Entry]) -> str:
    """Return data as a script: ASCII alone, and nothing that could end a script element."""
    told = ",\n".join(json.dumps(entry.as_list()).replace("<", "\\u003c") for entry in entries)
    return f"CATALOGUE.add([\n{told}\n]);\n"
