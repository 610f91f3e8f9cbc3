"""Searching 1,000 to 100,000 documents of 2 KB: hits, counts, the index, and what it costs beside bare sqlite3."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from statistics import median

from table import Limits, seconds, show

from desktop.domain.document import Document, ParsedSource
from desktop.domain.fields import Field
from desktop.domain.search import HitOrder, SearchFilter, parse_query
from desktop.domain.text import SourceText, Span
from desktop.review.desk import Desk
from desktop.store import Store
from desktop.store.codec import encode_document, encode_source
from desktop.store.search import tables

SIZES = (1_000, 10_000, 100_000)
ISSUE = 50
"""Documents in one issue."""
AT_ONCE = 1000
"""Documents in one transaction of the index."""
SIGNS = 690
"""Code points of one document: 2 KB."""
RUNS = 7

_ALL = SearchFilter()
_GENRES = ("通知", "意见", "通告", "决定", "批复")
_WORDS = 30_000


class Writer:
    """Writes documents of invented words that are as common and as rare as those of a language (Zipf)."""

    def __init__(self) -> None:
        self.chance = random.Random(20260101)
        signs = [chr(code) for code in range(0x4E00, 0x4E00 + 4000)]
        self.chance.shuffle(signs)
        common = list(accumulate(1 / (rank + 1) ** 0.9 for rank in range(len(signs))))
        lengths = self.chance.choices((1, 2, 3, 4), (1, 6, 2, 1), k=_WORDS)
        self.words = ["".join(self.chance.choices(signs, cum_weights=common, k=length)) for length in lengths]
        self._common = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))

    def text(self, signs: int) -> str:
        """Return a text of that many code points, in lines."""
        parts: list[str] = []
        size = 0
        while size < signs:
            words = "".join(self.chance.choices(self.words, cum_weights=self._common, k=12))
            parts.append(f"{words}，")
            size += len(words) + 1
        text = "".join(parts)[: signs - 20]
        return "\n".join(text[start : start + 38] for start in range(0, len(text), 38))

    def issue(self, number: int) -> ParsedSource:
        """Return an issue of invented documents with the usual claims."""
        documents: list[Document] = []
        whole = f"第{number}期\n"
        for count in range(ISSUE):
            title = f"云川市人民政府关于{self.text(30).replace(chr(10), '')[:12]}的通知"
            doc_number = f"云政发〔{2000 + number % 26}〕{number * ISSUE + count}号"
            start = len(whole)
            whole += f"{title}\n{doc_number}\n{self.text(SIGNS)}\n"
            fields = {
                "title": Field(title, title, (Span(start, start + len(title)),), 0.98),
                "doc_number": Field(doc_number, doc_number, (), 0.9, True, "括号不规范"),
                "genre": Field(self.chance.choice(_GENRES)),
                "date": Field(f"{2000 + number % 26}-{count % 12 + 1:02}-12", "", (), 0.97),
                "issuers": Field(("云川市人民政府",), "云川市人民政府", (), 0.97),
            }
            documents.append(Document(Span(start, len(whole)), fields, evidence=("标题居中",)))
        source = SourceText(f"{number}.txt", sha256(whole.encode()).hexdigest(), "txt", whole)
        return ParsedSource(source, tuple(documents))


def bare(folder: Path, issues: list[list[str]]) -> None:
    """Write the same bytes with bare sqlite3, one transaction an issue."""
    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE data (id INTEGER PRIMARY KEY, text TEXT)")
        for texts in issues:
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO data (text) VALUES (?)", ((text,) for text in texts))
            connection.execute("COMMIT")


def encoded(issues: list[ParsedSource]) -> list[list[str]]:
    """Return the bytes of issues, and of their files, as the store writes them."""
    return [
        [encode_source(one), one.source.text, *(encode_document(each, one.source) for each in one.documents)]
        for one in issues
    ]


def bare_words(folder: Path) -> float:
    """Return the seconds that bare FTS5 takes for the words of an index that is filled: what no index falls below."""
    spent = 0.0
    with (
        closing(sqlite3.connect(folder / "store" / tables.FILE)) as index,
        closing(sqlite3.connect(folder / "words.sqlite", isolation_level=None)) as connection,
    ):
        connection.execute(f"PRAGMA page_size = {tables.PAGE_BYTES}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN")
        tables.make(connection)
        connection.execute("COMMIT")
        rows = index.execute(f"SELECT {tables.DOCUMENT} FROM document ORDER BY id")
        while some := rows.fetchmany(AT_ONCE):
            words: dict[str, list[tuple[int, str]]] = {name: [] for name in tables.WORDS}
            for found in map(tables.gathered_of, some):
                for table, said in tables.words_of(found):
                    words[table].append((found.id, said))
            spent += _once(partial(_insert_words, connection, words))
    return spent


def _insert_words(connection: sqlite3.Connection, words: Mapping[str, list[tuple[int, str]]]) -> None:
    connection.execute("BEGIN")
    for table, rows in words.items():
        connection.executemany(f"INSERT INTO {table} (rowid, x) VALUES (?, ?)", rows)
    connection.execute("COMMIT")


def fill(folder: Path, size: int) -> tuple[float, float, float]:
    """Fill a store; return the seconds of the imports, of encoding the same bytes, and of bare sqlite3 writing them."""
    writer = Writer()
    imports = making = plain = 0.0
    with Store.open(folder / "store") as store:
        for issues in _some(writer, size // ISSUE):
            imports += _once(partial(_import, store, issues))
            began = time.process_time()
            texts = encoded(issues)
            making += time.process_time() - began
            plain += _once(partial(bare, folder, texts))
            (folder / "bare.sqlite").unlink()
    return imports, making, plain


def _import(store: Store, issues: list[ParsedSource]) -> None:
    for one in issues:
        store.add_source(one, one.source.text.encode(), "李")


def _some(writer: Writer, issues: int) -> Iterator[list[ParsedSource]]:
    for start in range(0, issues, 100):
        yield [writer.issue(number) for number in range(start, min(issues, start + 100))]


def _once(work: Callable[[], object]) -> float:
    """Return the seconds of processor time of one run."""
    return seconds(work, runs=1)


def clocked(work: Callable[[], object]) -> float:
    """Return the milliseconds of processor time of a typical run: all is in memory after the first."""
    work()
    return median(seconds(work, runs=1) for _ in range(RUNS)) * 1000


def queries(words: list[str]) -> dict[str, tuple[str, SearchFilter]]:
    """Return what is searched for, from the commonest to the rarest."""
    pairs = [word for word in words if len(word) == 2]
    signs = [word for word in words if len(word) == 1]
    four = [word for word in words if len(word) == 4]
    year, genre = SearchFilter(years=frozenset(("2003",))), SearchFilter(genres=frozenset(("批复",)))
    return {
        "两字，最常见": (pairs[0], _ALL),
        "两字，常见": (pairs[40], _ALL),
        "两字，两成": (pairs[400], _ALL),
        "两字，少见": (pairs[3000], _ALL),
        "两字，罕见": (pairs[-1], _ALL),
        "一字，最常见": ("，", _ALL),
        "一字，标题都有": ("市", _ALL),
        "一字，少见": (signs[-1], _ALL),
        "四字，常见": (four[0], _ALL),
        "四字，少见": (four[-1], _ALL),
        "文号": ("云政发[2003]1", _ALL),
        "三个常见词": (f"{pairs[0]} {pairs[1]} {pairs[2]}", _ALL),
        "常见 + 罕见": (f"{pairs[0]} {pairs[-1]}", _ALL),
        "常见 非 常见": (f"{pairs[0]} -{pairs[1]}", _ALL),
        "常见 非 最常见的字": (f"{pairs[40]} -，", _ALL),
        "常见 或 常见": (f"{pairs[40]}|{pairs[41]}", _ALL),
        "一字 + 两字": (f"{signs[0]} {pairs[400]}", _ALL),
        "常见，限一年": (pairs[40], year),
        "少见，限一年": (pairs[3000], year),
        "常见，限文种": (pairs[40], genre),
        "没有的词": (f"{pairs[-1]}{pairs[-2]}", _ALL),
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """How many hits a query has, and the milliseconds of their first page by rank, by age, and of their count."""

    hits: int
    first: float
    oldest: float
    count: float


def answer(desk: Desk, text: str, wish: SearchFilter) -> Answer:
    """Measure one query."""
    query = parse_query(text)
    return Answer(
        desk.search.count(query, wish),
        clocked(partial(desk.search.page, query, wish)),
        clocked(partial(desk.search.page, query, wish, HitOrder.OLDEST)),
        clocked(partial(desk.search.count, query, wish)),
    )


def measure(size: int) -> tuple[list[str], dict[str, Answer]]:
    """Return the figures of a store of that size, and of each query."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        imports, making, plain = fill(folder, size)
        with Store.open(folder / "store") as store:
            index = _once(store.search.follow)
        words = bare_words(folder)
        megabytes = (folder / "store" / tables.FILE).stat().st_size / 1e6
        opened = clocked(partial(_open, folder / "store"))
        with Store.open(folder / "store") as store:
            desk = Desk(store, "李")
            answers = {label: answer(desk, *asked) for label, asked in queries(Writer().words).items()}
            changed = clocked(partial(_change_and_search, desk))
            verified = _once(store.search.disagreements)
    figures = [
        f"{imports / size * 1e6:.0f}",
        f"{imports / (making + plain):.2f}",
        f"{imports / plain:.1f}",
        f"{index / size * 1e6:.0f}",
        f"{words / size * 1e6:.0f}",
        f"{index / words:.2f}",
        f"{(imports + index) / (making + plain):.2f}",
        f"{(imports + words) / (making + plain):.2f}",
        f"{megabytes:.0f}",
        f"{opened:.1f}",
        f"{changed:.1f}",
        f"{verified * 1000:.0f}",
    ]
    return figures, answers


def _open(folder: Path) -> None:
    Store.open(folder).close()


def _change_and_search(desk: Desk) -> None:
    desk.correct(1, "title", f"云川市新题{time.perf_counter_ns()}")
    desk.search.page("云川市新题")


def main() -> None:
    """Measure and print; the status tells whether a limit was missed."""
    limits = Limits()
    names = (
        "存入一篇，微秒",
        "存入与裸 sqlite3（含编码）之比，≤ 4",
        "存入与裸 sqlite3（不含编码）之比",
        "编入索引一篇，微秒",
        "裸 FTS5 存入同样的词一篇，微秒",
        "编入索引与裸 FTS5 之比",
        "存入加索引与裸 sqlite3（含编码）之比，≤ 4",
        "存入加裸 FTS5 与裸 sqlite3（含编码）之比，能达到的",
        "索引，MB",
        "打开资料库，毫秒",
        "更正一项后立即检索，毫秒",
        "核对索引，毫秒",
    )
    found = [measure(size) for size in SIZES]
    rows = [[name, *(figures[line] for figures, _ in found)] for line, name in enumerate(names)]
    show("检索：篇数", ["", *(f"{size:,}" for size in SIZES)], rows)
    last = found[-1][1]
    lines = [
        [
            label,
            f"{known.hits:,}",
            "/".join(f"{answers[label].first:.1f}" for _, answers in found),
            f"{known.oldest:.1f}",
            f"{known.count:.1f}",
        ]
        for label, known in last.items()
    ]
    show(f"检索 {SIZES[-1]:,} 篇：毫秒", ["", "篇数", "前 20 篇", "前 20 篇（最早）", "计数"], lines)
    worst = max(known.first for known in last.values())
    show("最慢的前 20 篇", ["", "毫秒", "占限度", "限度"], [["", *limits.most(worst, 50, "{:.1f}")]])
    raise SystemExit(bool(limits.missed))


if __name__ == "__main__":
    main()
