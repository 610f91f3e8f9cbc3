"""The text of a form that was written as PDF."""

from __future__ import annotations

from pathlib import Path

import pymupdf


def text_of(path: Path) -> str:
    """Return all text of a PDF, blanks and line ends left out."""
    with pymupdf.open(path) as document:
        return "".join("".join(page.get_text().split()) for page in document)
