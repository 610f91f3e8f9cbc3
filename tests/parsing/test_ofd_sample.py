"""The sample gazettes as OFD files, set from the same words and rules as the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.text import SourceText
from desktop.parsing import readers
from desktop.parsing.readers.sheets import open_sheets

SEEDS = Path(__file__).parents[2] / "seeds"
STEMS = ("yunchuan-2026-01", "yunchuan-2026-02")


@pytest.fixture(scope="module", params=STEMS)
def files(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """Return a sample as PDF and as OFD; that they are what the manuscripts give is tested with the gold."""
    return SEEDS / f"{request.param}.pdf", SEEDS / f"{request.param}.ofd"


@pytest.fixture(scope="module")
def both(files: tuple[Path, Path]) -> tuple[SourceText, SourceText]:
    pdf, ofd = files
    return readers.read(pdf), readers.read(ofd)


def test_the_text_is_that_of_the_pdf(both: tuple[SourceText, SourceText]) -> None:
    pdf, ofd = both
    assert (ofd.kind, ofd.notices) == ("ofd", ())
    assert ofd.text.split("\n") == pdf.text.split("\n")


def test_pages_and_margins_are_those_of_the_pdf(both: tuple[SourceText, SourceText]) -> None:
    pdf, ofd = both
    assert [(page.span, page.printed) for page in ofd.pages] == [(page.span, page.printed) for page in pdf.pages]
    assert ofd.margins == pdf.margins


def test_every_printed_character_has_its_place(files: tuple[Path, Path], both: tuple[SourceText, SourceText]) -> None:
    sheets = open_sheets(files[1], "ofd")
    source = both[1]
    size = sheets.sizes()[3]
    text = source.slice(source.pages[3].span)
    glyphs = sheets.glyphs(3, text)
    placed = [(char, box) for char, box in zip(text, glyphs.boxes(), strict=True) if not char.isspace()]
    assert all(box is not None and 0 <= box.left < box.right <= size.width for _, box in placed)
    assert all(box is not None and 0 <= box.top < box.bottom <= size.height for _, box in placed)
    sheets.close()
