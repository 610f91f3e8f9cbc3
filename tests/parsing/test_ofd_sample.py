"""The sample gazettes as OFD files, set from the same words and rules as the PDF."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.domain.text import SourceText
from desktop.parsing import readers
from desktop.parsing.readers.sheets import open_sheets

ROOT = Path(__file__).parents[2]
HELPERS = ROOT / "tests" / "helpers"
STEMS = ("yunchuan-2026-01", "yunchuan-2026-02")


@pytest.fixture(scope="module", params=STEMS)
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a sample as PDF and as OFD."""
    sys.path.insert(0, str(HELPERS))
    try:
        import manuscript
        from as_ofd import ofd_of
        from layout import Typesetter

        copy = manuscript.read(HELPERS / "manuscripts" / f"{request.param}.txt")
        path = tmp_path_factory.mktemp("sample") / f"{request.param}.ofd"
        path.write_bytes(ofd_of(copy, Typesetter(copy)))
        assert ofd_of(copy, Typesetter(copy)) == path.read_bytes()
    finally:
        sys.path.remove(str(HELPERS))
    return ROOT / "seeds" / f"{request.param}.pdf", path


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
