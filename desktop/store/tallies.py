"""How far the review of every source is, counted from the rows of the queue."""

from __future__ import annotations

import sqlite3

from desktop.domain.record import Status
from desktop.domain.tally import Tally


def read_tallies(connection: sqlite3.Connection) -> dict[int, Tally]:
    """Return the tally of each source that has documents; those that were dropped do not count."""
    rows = connection.execute(
        "SELECT source_id, count(*), sum(status = ?) FROM record WHERE number > 0 GROUP BY source_id",
        (Status.APPROVED.value,),
    )
    return {source_id: Tally(documents, approved) for source_id, documents, approved in rows}
