"""Documents as the queue knows them."""

from __future__ import annotations

from desktop.domain.record import RecordSummary, Status


def summary(number: int, column: str = "") -> RecordSummary:
    """Return a document that nobody has touched."""
    return RecordSummary(
        id=number,
        source_id=1,
        number=number,
        title=f"标题{number}",
        doc_number=f"云川府发〔2026〕{number}号",
        column=column,
        genre="通知",
        status=Status.PENDING,
        disclosure=None,
        doubts=0,
        anomalies=0,
        first_page=None,
        last_page=None,
    )
