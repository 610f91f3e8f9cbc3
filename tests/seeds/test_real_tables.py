"""Tables of the real gazettes, cell by cell against their gold."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from beside import Parse

_DAY = re.compile("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


def plain(text: object) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or "")))


def iso(text: str) -> str:
    found = _DAY.fullmatch(plain(text))
    return f"{int(found[1])}-{int(found[2]):02}-{int(found[3]):02}" if found else text


def gold(material: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((material / "gold" / name).read_text("utf-8"))


def tables(material: Path, parse: Parse, name: str) -> list[dict[str, Any]]:
    path = next((material / "seeds").glob(f"{name}*.txt"))
    return parse(path)["documents"][0]["tables"]


def test_catalogue_tables_equal_their_gold_cell_by_cell(material: Path, parse: Parse) -> None:
    rows = [row for table in tables(material, parse, "000") for row in table["cells"][table["header_rows"] :]]
    wanted = gold(material, "000_catalogue.json")
    assert len(rows) == len(wanted) == 129
    for want, row in zip(wanted, rows, strict=True):
        seq, drafter, title, number, effective, expires, verdict = row
        assert [plain(cell) for cell in (seq, drafter, title, expires, verdict)] == [
            plain(want[key]) for key in ("seq", "drafter", "title", "expires_raw", "verdict")
        ]
        assert re.sub(r"[\[(【]([0-9]{4})[\])】]", r"〔\1〕", plain(number)) == plain(want["doc_number"])
        assert want["effective"] is None or iso(effective) == want["effective"]


def test_task_table_equals_its_gold_cell_by_cell(material: Path, parse: Parse) -> None:
    rows = [row for row in tables(material, parse, "003")[0]["cells"] if row[0].strip().isdigit()]
    wanted = [[row["seq"], row["measure"], row["lead"], row["deadline"]] for row in gold(material, "003_table.json")]
    assert [[plain(cell) for cell in row] for row in rows] == [[plain(cell) for cell in row] for row in wanted]
