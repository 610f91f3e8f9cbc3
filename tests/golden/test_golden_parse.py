"""The parse of the samples as it was last looked at; --update-golden writes it anew, then read the difference."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest
from comparison import HERE, STEMS, parsed

NAMES = [f"{stem}.{suffix}" for stem in STEMS for suffix in ("txt", "pdf")]


def digest(said: dict[str, Any]) -> dict[str, Any]:
    """Return what a reader of a difference wants to see: no offsets, no figures of confidence, no empty fields."""
    return {
        "issue": said["issue"],
        "toc": said["toc"],
        "documents": [
            {
                "lines": document["lines"],
                "pages": document["pages"],
                "fields": {
                    key: claim["value"]
                    for key, claim in document["fields"].items()
                    if claim["value"] or claim["flagged"]
                },
                "flagged": [key for key, claim in document["fields"].items() if claim["flagged"]],
                "tables": [[table["rows"], table["columns"], table["header_rows"]] for table in document["tables"]],
                "anomalies": [anomaly["code"] for anomaly in document["anomalies"]],
            }
            for document in said["documents"]
        ],
        "anomalies": [anomaly["code"] for anomaly in said["anomalies"]],
    }


@pytest.mark.parametrize("name", NAMES)
def test_parse_is_as_it_was_last_looked_at(name: str, request: pytest.FixtureRequest) -> None:
    path = _path(name)
    now = json.dumps(digest(parsed(name)), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update-golden"):
        path.write_text(now, "utf-8")
    assert path.is_file(), f"{path.name} is missing: run the tests once with --update-golden"
    kept = path.read_text("utf-8")
    changes = difflib.unified_diff(kept.splitlines(), now.splitlines(), path.name, "now", n=1, lineterm="")
    if now != kept:
        pytest.fail("\n".join(changes), pytrace=False)


def _path(name: str) -> Path:
    return HERE / f"{name.replace('.', '-')}.parsed.json"
