"""A record: the parser's claims and the person's decisions, apart."""

from __future__ import annotations

from desktop.domain.document import Document
from desktop.domain.fields import FIELDS, Field
from desktop.domain.record import Correction, Record
from desktop.domain.text import Span

CLAIM = Field("甲", "甲", (Span(1, 2),), 0.5, True)


def record(**corrections: Correction) -> Record:
    return Record(1, 1, 1, Document(Span(0, 9), {"title": CLAIM, "date": Field(None, flagged=True)}), corrections)


def test_without_a_correction_the_claim_counts() -> None:
    assert (record().value("title"), record().spans("title")) == ("甲", (Span(1, 2),))
    assert record().doubts == ("title", "date")


def test_field_that_no_claim_states_is_empty() -> None:
    assert (record().value("issuers"), record().value("genre"), record().spans("genre")) == ((), None, ())
    assert not record().is_doubtful("genre")


def test_correction_counts_and_settles_the_doubt() -> None:
    changed = record(title=Correction("乙", (Span(3, 4),)))
    assert (changed.value("title"), changed.parsed("title"), changed.spans("title")) == ("乙", "甲", (Span(3, 4),))
    assert changed.is_changed("title")
    assert changed.doubts == ("date",)


def test_correction_without_evidence_does_not_borrow_the_parsers() -> None:
    assert record(title=Correction("乙")).spans("title") == ()


def test_confirmation_keeps_the_parsers_evidence() -> None:
    confirmed = record(title=Correction("甲"))
    assert (confirmed.spans("title"), confirmed.is_changed("title")) == ((Span(1, 2),), False)


def test_doubts_stand_in_the_order_of_the_fields() -> None:
    order = [spec.key for spec in FIELDS]
    doubts = record().doubts
    assert list(doubts) == sorted(doubts, key=order.index)
