"""The note that a public copy carries where something was left out."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.text import Span

SHORTENED = "（本文有删减）"
"""What stands below the date of a document (成文日期) that is published in part."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note and the place in the source text below which it is printed, such as the date of a document."""

    below: Span
    text: str = SHORTENED
