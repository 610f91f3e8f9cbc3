"""How far the review of a source is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents a source has, and how many of them are approved."""

    documents: int
    approved: int
