"""What a person chooses about the reading of one file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Recognise(Enum):
    """Which pages are recognised (OCR): those without text, all of them, or none."""

    NEEDED = "needed"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is to be read. The password is never kept."""

    password: str | None = None
    recognise: Recognise = Recognise.NEEDED

    def __repr__(self) -> str:
        return f"ReadOptions(password={'…' if self.password else None}, recognise={self.recognise})"
