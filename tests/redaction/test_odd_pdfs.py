"""Public copies of PDFs of every odd kind: nothing that was removed comes back, nothing else is lost."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest

from desktop.parsing import readers
from desktop.redaction.pdf import write_pdf
from desktop.redaction.proof_pdf import prove_pdf
from tests.redaction import judging
from tests.redaction.odd_pdfs import odd_pdf

FAST, LONG = 12, 2_000
FOUND = (2079, 2284)
"""What the long run found: ligatures of which one letter stays, on turned pages."""
BATCH = 100
"""Files of one test, which has five minutes."""


def troubles(seed: int, folder: Path) -> list[str]:
    """Make a PDF, redact it by lot, and return all that is wrong with the copy, or with what its proof says."""
    odd = odd_pdf(seed)
    path = folder / "odd.pdf"
    path.write_bytes(odd.raw)
    source = readers.read(path)
    choice = judging.chosen(odd, source.text, random.Random(seed))
    out = BytesIO()
    report = write_pdf(path, source.kind, source, choice.plan, (), out)
    proof = prove_pdf(path, source.kind, source, choice.plan, (), out.getvalue(), report, "2026-01-06T09:00:00+08:00")
    return [*judging.faults(odd, choice, out.getvalue()), *proof.faults]


@pytest.mark.parametrize("seed", [*range(FAST), *FOUND])
def test_a_copy_of_an_odd_pdf_gives_nothing_back_and_loses_nothing(seed: int, tmp_path: Path) -> None:
    assert troubles(seed, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 1000 + LONG, BATCH))
def test_thousands_of_odd_pdfs_give_nothing_back(first: int, tmp_path: Path) -> None:
    wrong = {seed: found for seed in range(first, first + BATCH) if (found := troubles(seed, tmp_path))}
    assert wrong == {}
