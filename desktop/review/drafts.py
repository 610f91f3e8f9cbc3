"""Proposals that are being written: kept beside the store, readable by its owner only, until they are handed in.

A 定密建议, and a proposal on a document with a 密级, is never kept: it is gone when the window is closed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp

from desktop.domain.case import Proposal, Route
from desktop.domain.case_json import proposal_from_json, proposal_to_json
from desktop.review.temporary import note_unfinished

FILE = "drafts.json"
_MOST = 500
"""Drafts that are kept, the newest."""


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Whose draft it is: a document, the way it goes, and how much happened to it before."""

    record_id: int
    route: Route
    past: int
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Drafts:
    """All drafts of a store, in the order in which they were written, and the 牵头起草单位 that was named last."""

    office: str = ""
    proposals: Mapping[DraftKey, Proposal] = field(default_factory=dict)


def load(folder: Path) -> Drafts:
    """Return the drafts beside a store; none where the file is missing or makes no sense."""
    try:
        data = json.loads((folder / FILE).read_text("utf-8"))
        kept = {
            DraftKey(int(record_id), Route(route), int(past)): proposal_from_json(proposal)
            for record_id, route, past, proposal in data["drafts"]
        }
        return Drafts(str(data["office"]), kept)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Drafts()


def save(folder: Path, drafts: Drafts) -> None:
    """Keep drafts, whole or as they were before; a folder that cannot be written keeps none."""
    kept = [
        [key.record_id, key.route.value, key.past, proposal_to_json(proposal)]
        for key, proposal in drafts.proposals.items()
        if key.route is not Route.SECRECY
    ]
    text = json.dumps({"office": drafts.office, "drafts": kept[-_MOST:]}, ensure_ascii=True)
    with suppress(OSError):
        handle, name = mkstemp(dir=folder, prefix=".drafts-", suffix=".part")  # readable by the owner only
        note_unfinished(Path(name))
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
            Path(name).replace(folder / FILE)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def forget(folder: Path, record_ids: frozenset[int]) -> None:
    """Drop what was being written for records."""
    known = load(folder)
    left = {key: proposal for key, proposal in known.proposals.items() if key.record_id not in record_ids}
    if len(left) < len(known.proposals):
        save(folder, Drafts(known.office, left))
