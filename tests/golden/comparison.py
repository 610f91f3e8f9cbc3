"""Compares what the parser says about a sample gazette with what its writer knows (the *.gold.json beside)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
STEMS = ("yunchuan-2026-01", "yunchuan-2026-02")

HEADER = ("title", "doc_number", "genre", "issuers", "date", "addressees")
REST = (
    "column",
    "enclosed_title",
    "attachments",
    "effective_date",
    "validity",
    "expiry_date",
    "repeals",
    "basis_laws",
    "cited_doc_numbers",
    "publicity_mark",
    "meeting",
    "normative",
    "appointments",
    "sensitive",
    "copied_to",
    "printing_office",
    "printing_date",
)


def gold(stem: str) -> dict[str, Any]:
    """Return what is known about a sample."""
    known: dict[str, Any] = json.loads((HERE / f"{stem}.gold.json").read_text("utf-8"))
    return known


@cache
def parsed(name: str) -> dict[str, Any]:
    """Return what the parser says about a sample file, as the command line prints it."""
    from desktop.domain.contract import to_json
    from desktop.parsing.pipeline import parse_file

    return to_json(parse_file(SEEDS / name))


def comparable(value: Any) -> Any:
    """Return a value without blanks, with half-width punctuation: a list as a list, an object by its sorted keys."""
    if isinstance(value, str):
        text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", value))
        return re.sub(r"\[(\d{4})\]", r"〔\1〕", text)
    if isinstance(value, dict):
        return {key: comparable(value[key]) for key in sorted(value)}
    if isinstance(value, (list, tuple)):
        return [comparable(item) for item in value]
    return value


def agrees(known: dict[str, Any], key: str, value: Any) -> bool:
    """Tell whether a parsed value is the known one or one that is right as well; the order in a list is free.

    The order of the issuers counts.
    """
    return any(_sorted(key, value) == _sorted(key, right) for right in [known[key], *known.get("alt", {}).get(key, [])])


def _sorted(key: str, value: Any) -> Any:
    form = comparable(value) or None
    return sorted(form, key=str) if isinstance(form, list) and key != "issuers" else form


def pairs_by_lines(known: dict[str, Any], said: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Return each known document with the parsed one on exactly the same lines, or None."""
    by_lines = {tuple(document["lines"]): document for document in said["documents"]}
    return [(document, by_lines.get((document["line_start"], document["line_end"]))) for document in known["documents"]]


def pairs_in_order(known: dict[str, Any], said: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Return each known document with the first unused parsed one of the same title, for a source with other lines."""
    rest = list(said["documents"])
    pairs: list[tuple[dict[str, Any], dict[str, Any] | None]] = []
    for document in known["documents"]:
        match = next((other for other in rest if agrees(document, "title", other["fields"]["title"]["value"])), None)
        if match is not None:
            rest.remove(match)
        pairs.append((document, match))
    return pairs


def wrong(known: dict[str, Any], said: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    """Return a line for each of these fields that is not as known."""
    return [
        f"{known['title'][:24]}… {key}: {said['fields'][key]['value']!r} is not {known[key]!r}"
        for key in keys
        if key in known and not agrees(known, key, said["fields"][key]["value"])
    ]


def f1(known: dict[str, Any], said: dict[str, Any]) -> float:
    """Return the F1 over all values of all documents: a scalar counts once, a list item by item."""
    right = stated = wanted = 0
    for document, match in pairs_in_order(known, said):
        for key in (key for key in (*HEADER, *REST) if key in document):
            value = match["fields"][key]["value"] if match is not None else None
            if match is not None and agrees(document, key, value):
                right += len(_items(value))
                wanted += len(_items(value))
            else:
                right += sum((Counter(_items(value)) & Counter(_items(document[key]))).values())
                wanted += len(_items(document[key]))
            stated += len(_items(value))
    return 2 * right / (stated + wanted)


def _items(value: Any) -> list[str]:
    form = comparable(value)
    if form in (None, "", []):
        return []
    return [str(item) for item in form] if isinstance(form, list) else [str(form)]
