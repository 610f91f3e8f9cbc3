"""How long a public copy of a PDF and its proof take, against one drawing of its pages at the same resolution."""

from __future__ import annotations

import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from time import process_time

import pymupdf

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.domain.redaction import RedactionPlan, Removal
from desktop.domain.text import SourceText, Span
from desktop.parsing import readers
from desktop.redaction.pdf import write_pdf
from desktop.redaction.pdf_places import Places
from desktop.redaction.proof_pdf import prove_pdf
from desktop.redaction.proof_pixels import DPI
from tests.benchmarks.table import Limits, seconds, show

SEEDS = Path(__file__).parents[2] / "seeds"
PAGES = 50
LIMIT = 10.0


def issue() -> bytes:
    """Return a gazette of 50 pages, made of the samples."""
    with pymupdf.open() as document:
        for name in ("01", "02", "01"):
            with pymupdf.open(SEEDS / f"yunchuan-2026-{name}.pdf") as sample:
                document.insert_pdf(sample)
        document.select(range(PAGES))
        return bytes(document.tobytes(garbage=4, deflate=True))


def drawn(path: Path) -> None:
    """Draw every page."""
    with pymupdf.open(path) as document:
        for page in document:
            page.get_pixmap(dpi=DPI)


def plan_of(source: SourceText, pages: range) -> RedactionPlan:
    """Return a plan that removes three passages of six characters on each of some pages."""
    removals: list[Removal] = []
    for number in pages:
        span = source.pages[number].span
        matches = list(re.finditer(r"[\u4e00-\u9fff]{6}", source.slice(span)))[:3]
        removals += [Removal((Span(span.start + m.start(), span.start + m.end()),), "●●●") for m in matches]
    return RedactionPlan(tuple(removals))


def redacted(path: Path, source: SourceText, plan: RedactionPlan) -> tuple[float, float]:
    """Write a copy and prove it, and return how many seconds of the processor each took."""
    out = BytesIO()
    begun = process_time()
    places = Places(path, source, plan, ())
    try:
        report = write_pdf(path, source.kind, source, plan, (), out, places=places)
        written = process_time()
        proof = prove_pdf(path, source.kind, source, plan, (), out.getvalue(), report, "", places=places)
        proved = process_time()
    finally:
        places.close()
    assert proof.passed, proof.faults
    return written - begun, proved - written


def main() -> int:
    """Measure and print."""
    limits = Limits()
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "issue.pdf")
        path.write_bytes(issue())
        source = readers.read(path)
        bare = seconds(lambda: drawn(path), runs=3)
        for words, pages in (("5 页有删减", range(0, PAGES, 10)), ("每页都有删减", range(PAGES))):
            plan = plan_of(source, pages)
            times: list[tuple[float, float]] = [redacted(path, source, plan) for _ in range(3)]
            write, prove = min(times, key=sum)
            both = limits.most((write + prove) / bare, LIMIT)
            rows.append([words, str(len(plan.removals)), f"{write:.2f}", f"{prove:.2f}", *both])
    show(
        f"删减并证明：PDF {PAGES} 页，{len(source.text):,} 字；按每英寸 {DPI} 点绘一遍 {bare:.2f} 秒",
        ["", "处", "写副本，秒", "证明，秒", "与绘图之比", "占上限", "目标"],
        rows,
    )
    return 1 if limits.missed else 0


if __name__ == "__main__":
    sys.exit(main())
