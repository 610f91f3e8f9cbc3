"""How the store scales from 1,000 to 100,000 documents, and what it costs beside bare sqlite3."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from statistics import median

from table import show, timed

from desktop.domain.case import Case, Opinion, Proposal, Round, Route, Verdict
from desktop.domain.case_json import case_to_json
from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Document, ParsedSource
from desktop.domain.edits import Change, Step, Verb, case_facet
from desktop.domain.fields import Field
from desktop.domain.queue import Order, QueueFilter
from desktop.domain.text import SourceText, Span
from desktop.review.desk import Desk
from desktop.store import Store
from desktop.store.codec import encode_document, encode_source

SIZES = (1_000, 10_000, 100_000)
ISSUE = 50
"""Documents in one issue."""

PROPOSED = 20
"""Of so many documents one has a case: most of an archive came before the cases did."""

FIRST_ROWS = 60
"""Rows of the list that a window shows at first."""

STAGES = ("office", "secrecy", "leader")

BODY = "云川市人民政府关于做好信访工作的通知，各区县人民政府要认真贯彻落实。" * 20


def issue(number: int) -> ParsedSource:
    """Return an issue of invented documents with the usual claims, each in its own stretch of the text."""
    heading = f"第{number}期\n"
    text = heading + BODY * ISSUE
    source = SourceText(f"{number}.txt", sha256(text.encode()).hexdigest(), "txt", text)
    starts = range(len(heading), len(text), len(BODY))
    return ParsedSource(source, tuple(document(number, start) for start in starts))


def document(number: int, start: int) -> Document:
    """Return the document of an issue that begins at a code point."""

    def at(begin: int, end: int) -> tuple[Span]:
        return (Span(start + begin, start + end),)

    fields = {
        "title": Field("云川市人民政府关于做好信访工作的通知", "云川市…", at(5, 30), 0.98),
        "doc_number": Field(f"云政发〔2026〕{number}号", "云政发", at(31, 44), 0.9, True, "括号不规范"),
        "genre": Field("通知", "通知", at(28, 30), 0.99),
        "date": Field("2026-01-12", "2026年1月12日", at(60, 70), 0.97),
        "issuers": Field(("云川市人民政府",), "云川市人民政府", at(50, 57), 0.97),
        "addressees": Field("各区县人民政府", "各区县人民政府", at(40, 47), 0.95),
    }
    return Document(Span(start, start + len(BODY)), fields, evidence=("标题居中",))


def bare(folder: Path, issues: list[ParsedSource]) -> None:
    """Write the same bytes with bare sqlite3: the files beside, one transaction an issue."""
    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE data (id INTEGER PRIMARY KEY, text TEXT)")
        for parsed in issues:
            texts = [encode_source(parsed), parsed.source.text]
            texts += [encode_document(document, parsed.source) for document in parsed.documents]
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO data (text) VALUES (?)", ((text,) for text in texts))
            connection.execute("COMMIT")


def typical(work: Callable[[int], object], runs: int = 41) -> float:
    """Return the seconds of a typical run."""
    return median(timed(lambda run=run: work(run)) for run in range(runs))  # type: ignore[misc]


def measure(size: int) -> list[str]:
    """Return the column of one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        issues = [issue(number) for number in range(size // ISSUE)]
        bare_seconds = timed(lambda: bare(folder, issues))
        with Store.open(folder / "store") as store:
            insert = timed(lambda: [store.add_source(parsed, parsed.source.text.encode(), "李") for parsed in issues])
        shown = typical(lambda _: _open_and_show(folder / "store"), runs=5)
        opened = typical(lambda _: _open_and_list(folder / "store"), runs=5)
        with Store.open(folder / "store") as store:
            desk = Desk(store, "李")
            change = typical(lambda run: desk.correct(run * size // 50 + 1, "title", f"新题{run}"))
            mark_all = timed(lambda: desk.mark(range(1, size + 1), Disclosure.PROACTIVE))
            approve = typical(lambda run: desk.approve([run * size // 50 + 1]))
            undo = typical(lambda _: desk.undo())
            verify = timed(store.verify)
            cases = size // PROPOSED
            for record_id in range(1, size + 1, PROPOSED):
                for step in case_of(record_id):
                    store.apply(step, "李")
            figures = typical(lambda _: desk.evaluation.rows(), runs=5)
    return [
        f"{insert / size * 1000:.2f}",
        f"{insert / bare_seconds:.1f}",
        f"{shown * 1000:.0f}",
        f"{opened * 1000:.0f}",
        f"{change * 1000:.1f}",
        f"{approve * 1000:.1f}",
        f"{undo * 1000:.1f}",
        f"{mark_all / size * 1e6:.0f}",
        f"{verify / size * 1e6:.0f}",
        f"{figures * 1000:.0f}",
        f"{figures / cases * 1e6:.0f}",
    ]


def case_of(record_id: int) -> Iterator[Step]:
    """Give the steps by which a document's case comes to its end."""
    proposal = Proposal(option="open", document_type="other", interpretation=False, lead_office=f"{record_id % 40}处")
    only = Round(proposal, "李青", "2026-03-01T08:00:00+00:00")
    before = None
    for day, stage in enumerate(("", *STAGES), start=1):
        if stage:
            at = f"2026-03-0{day}T08:00:00+00:00"
            opinion = Opinion(stage, "王宁", at, Verdict.AGREE, "0" * 64, option="open")
            only = replace(only, opinions=(*only.opinions, opinion))
        after = case_to_json(Case(Route.ATTRIBUTION, "standard", STAGES, (only,)))
        yield Step(Verb.SIGN, (Change(record_id, case_facet(1), before, after),))
        before = after


def _open_and_show(folder: Path) -> None:
    """Open a store and ask what the window asks before it shows the list of all sources."""
    with Store.open(folder) as store:
        desk = Desk(store, "李")
        desk.sources()
        desk.tallies()
        desk.listings.totals(None)
        desk.listings.listing(QueueFilter(), Order(), FIRST_ROWS)


def _open_and_list(folder: Path) -> None:
    with Store.open(folder) as store:
        store.queue()


def main() -> None:
    """Measure and print."""
    names = (
        ("存入一篇，毫秒", "稳定"),
        ("存入与裸 sqlite3 之比", "≤ 4"),
        ("打开并显示列表，毫秒", "≤ 300"),
        ("打开并取出全部各行，毫秒", ""),
        ("更正一项，毫秒", "≤ 10"),
        ("核准一篇，毫秒", "≤ 10"),
        ("撤销一步，毫秒", "≤ 10"),
        ("整批标注，微秒/篇", ""),
        ("核验，微秒/篇", ""),
        (f"统计，每 {PROPOSED} 篇有一篇认定，毫秒", "≤ 500"),
        ("统计，微秒/件", "稳定"),
    )
    columns = [measure(size) for size in SIZES]
    rows = [[name, *cells, target] for (name, target), cells in zip(names, zip(*columns, strict=True), strict=True)]
    show("资料库：篇数", ["", *(f"{size:,}" for size in SIZES), "目标"], rows)


if __name__ == "__main__":
    main()
