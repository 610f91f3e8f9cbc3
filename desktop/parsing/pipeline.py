"""The order of the parsing steps, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.domain.document import ParsedSource
from desktop.domain.text import SourceText

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all); raise from it to stop the work."""


def parse_text(source: SourceText, progress: Progress | None = None) -> ParsedSource:
    """Return all claims about a source text. Never raises for odd content."""
    raise NotImplementedError


def parse_file(path: Path, progress: Progress | None = None) -> ParsedSource:
    """Read a file with the reader that its content asks for, and parse it. Raises SourceError."""
    raise NotImplementedError
