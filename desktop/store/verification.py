"""Proving a store: the journal's chain, the state against it, the parsed data, the source files, SQLite's own order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.domain.case import Evidence
from desktop.domain.edits import COPIES, DROPPED, Json
from desktop.domain.record import Record
from desktop.domain.redaction_json import copies_from_json
from desktop.store import bounds, clearing, columns, emptied, journal, people, register, rules, schema, summaries
from desktop.store.codec import Claims, decode_claims
from desktop.store.files import SourceFiles, file_digest
from desktop.store.replay import Told
from desktop.store.signing import cases_of
from desktop.store.state import assemble

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `kind`: database, chain, replay, state, parsed, file, index; `message_zh` says it."""

    kind: str
    entry_number: int | None
    message_zh: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check found; `entries` is how many entries the journal holds."""

    entries: int
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults

    @property
    def first_broken_entry(self) -> int | None:
        """The number of the first journal entry that a fault names."""
        return min((fault.entry_number for fault in self.faults if fault.entry_number is not None), default=None)


def verify(connection: sqlite3.Connection, files: SourceFiles, progress: Progress | None = None) -> VerifyReport:
    """Check a store in one reading transaction."""
    check = _Check(connection, files, progress)
    check.run()
    return VerifyReport(check.entries, tuple(check.faults))


def with_index_faults(report: VerifyReport, told: Sequence[str]) -> VerifyReport:
    """Return a report that also tells what is wrong with the search index."""
    return replace(report, faults=(*report.faults, *(Fault("index", None, message) for message in told)))


class _Check:
    def __init__(self, connection: sqlite3.Connection, files: SourceFiles, progress: Progress | None) -> None:
        self.connection = connection
        self.files = files
        self.progress = progress
        self.faults: list[Fault] = []
        self.entries = 0
        self.told = Told()

    def run(self) -> None:
        """Take the checks in order; what SQLite cannot read ends one check, not all."""
        checks = (
            self._database,
            self._journal,
            self._sources,
            self._records,
            self._queue,
            self._review,
            self._rules,
            self._columns,
            self._people,
            self._register,
            self._files,
        )
        for done, check in enumerate(checks):
            if self.progress is not None:
                self.progress(done, len(checks))
            try:
                self.faults.extend(check())
            except sqlite3.DatabaseError as error:
                self.faults.append(Fault("database", None, f"数据库无法读取：{error}"))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                self.faults.append(Fault("state", None, f"数据表里有无法理解的内容：{error}"))

    def _database(self) -> Iterator[Fault]:
        for (message,) in self.connection.execute("PRAGMA integrity_check(20)"):
            if message != "ok":
                yield Fault("database", None, f"数据库结构损坏：{message}")
        for table, row_id, parent, _ in self.connection.execute("PRAGMA foreign_key_check"):
            yield Fault("database", None, f"数据表 {table} 第 {row_id} 行在 {parent} 中没有对应的行")
        expected, found = schema.expected_definitions(), schema.definitions(self.connection)
        for name in sorted(expected.keys() | found.keys()):
            if expected.get(name) != found.get(name):
                yield Fault("database", None, f"数据表或保护规则“{name}”被改动")

    def _journal(self) -> Iterator[Fault]:
        expected, previous = 1, journal.GENESIS
        seals = emptied.named(self.connection)
        for row in journal.rows(self.connection):
            number, at, actor, verb, payload, named, sealed = row
            self.entries += 1
            if number != expected:
                yield Fault("chain", min(number, expected), f"日志编号不连续：应为第 {expected} 号，实为第 {number} 号")
            if named != previous:
                yield Fault("chain", number, f"第 {number} 号日志与前一条不相连：有日志被改动、插入或删除")
            if number in seals and emptied.row_seal(row) != seals[number]:
                yield Fault("chain", number, f"第 {number} 号日志在清除涉密正文之后被改动")
            if number not in seals and journal.seal(number, at, actor, verb, payload, named) != sealed:
                yield Fault("chain", number, f"第 {number} 号日志的内容与其校验值不符：日志被改动")
            expected, previous = number + 1, sealed
            try:
                self.told.follow(number, at, verb, payload)
            except (ValueError, KeyError, TypeError) as error:
                yield Fault("replay", number, f"第 {number} 号日志与此前的日志矛盾，无法重放：{error}")
        for record_id in sorted(self.told.blurred):
            yield Fault("replay", None, f"文件记录 {record_id} 的日志被清空，却没有清除涉密正文的记载")

    def _sources(self) -> Iterator[Fault]:
        columns = "id, sha256, name, kind, heading, pages, imported_at"
        found = {row[0]: row for row in self.connection.execute(f"SELECT {columns} FROM source")}
        for source_id in sorted(found.keys() | self.told.sources.keys()):
            told = self.told.sources.get(source_id)
            if told is None or found.get(source_id) != told.row:
                yield Fault("state", None, f"来源文件 {source_id} 的登记与日志不符")
        data = {row[0]: journal.digest(row[1]) for row in self.connection.execute("SELECT * FROM parsed_source")}
        for source_id in sorted(data.keys() | self.told.sources.keys()):
            told = self.told.sources.get(source_id)
            if told is None or data.get(source_id) != told.digest:
                yield Fault("parsed", None, f"来源文件 {source_id} 的正文与导入时不符")
        for source_id, record_id in self.connection.execute("SELECT source_id, record_id FROM place"):
            told = self.told.sources.get(source_id)
            if told is None or (record_id not in told.records and self.told.born.get(record_id) != source_id):
                yield Fault("state", None, f"来源文件 {source_id} 的续审位置不在该文件中")

    def _records(self) -> Iterator[Fault]:
        parsed = {number: digest for source in self.told.sources.values() for number, digest in source.records.items()}
        found = dict(self.connection.execute("SELECT record_id, data FROM parsed_record"))
        known = {row[0] for row in self.connection.execute("SELECT id FROM record")}
        for record_id in sorted((self.told.records ^ known) | (found.keys() - parsed.keys())):
            yield Fault("state", None, f"文件记录 {record_id} 与日志不符：多出或缺失")
        for record_id, digest in parsed.items():
            if record_id not in found or journal.digest(found[record_id]) != digest:
                yield Fault("parsed", None, f"文件记录 {record_id} 的识别结果与导入时不符")
        drawn = set()
        for digest, data in self.connection.execute("SELECT digest, data FROM claims"):
            drawn.add(digest)
            if journal.digest(data) != digest or digest not in self.told.drawn:
                yield Fault("parsed", None, f"手工划定的识别结果 {digest[:12]} 被改动")
        for digest in sorted(self.told.drawn - drawn):
            yield Fault("parsed", None, f"手工划定的识别结果 {digest[:12]} 缺失")

    def _queue(self) -> Iterator[Fault]:
        facets = self.told.facets_of()
        for source_id, source in self.told.sources.items():
            born = [record_id for record_id, origin in self.told.born.items() if origin == source_id]
            standing: list[tuple[Record, Claims]] = []
            for record_id in (*source.records, *born):
                try:
                    known = self._record(record_id, source_id, facets.get(record_id, {}))
                except (ValueError, KeyError, TypeError) as error:
                    yield Fault("state", None, f"文件记录 {record_id} 含有无法理解的内容：{error}")
                    continue
                if known is None or DROPPED in facets.get(record_id, {}):
                    yield from self._summary(record_id, known)
                else:
                    standing.append(known)
            standing.sort(key=_place)
            for number, (record, claims) in enumerate(standing, start=1):
                yield from self._summary(record.id, (replace(record, number=number), claims))

    def _record(self, record_id: int, source_id: int, facets: dict[str, Json]) -> tuple[Record, Claims] | None:
        text = bounds.read(self.connection, record_id, facets)
        if text is None:
            return None
        claims = decode_claims(text)
        return assemble(record_id, source_id, -record_id, claims.document, facets), claims

    def _summary(self, record_id: int, known: tuple[Record, Claims] | None) -> Iterator[Fault]:
        query = f"SELECT {summaries.COLUMNS} FROM record WHERE id = ?"
        row = self.connection.execute(query, (record_id,)).fetchone()
        expected = row is not None and (row[2] == -record_id if known is None else row == summaries.summarize(*known))
        if not expected:
            yield Fault("state", None, f"文件记录 {record_id} 的目录信息与日志不符")

    def _review(self) -> Iterator[Fault]:
        rows = self.connection.execute("SELECT record_id, facet, value FROM review")
        found = {(record_id, facet): value for record_id, facet, value in rows}
        for record_id, facet in sorted(found.keys() | self.told.facets.keys()):
            if found.get((record_id, facet)) != self.told.facets.get((record_id, facet)):
                yield Fault("state", None, f"文件记录 {record_id} 的审校结果（{facet}）与日志不符")
        touched = set(self.connection.execute("SELECT record_id, entry FROM touched"))
        for record_id in sorted({record_id for record_id, _ in touched ^ self.told.touched}):
            yield Fault("state", None, f"文件记录 {record_id} 的历史索引与日志不符")

    def _rules(self) -> Iterator[Fault]:
        if rules.profile(self.connection) != self.told.profile:
            yield Fault("state", None, f"现行规则与日志不符：日志里是“{self.told.profile}”")

    def _columns(self) -> Iterator[Fault]:
        found = columns.orders(self.connection)
        for name in sorted(found.keys() | self.told.columns.keys()):
            if found.get(name) != self.told.columns.get(name):
                yield Fault("state", None, f"目录栏目次序“{name}”与日志不符")

    def _people(self) -> Iterator[Fault]:
        found = people.rows(self.connection)
        told = {name: people.row(person) for name, person in self.told.people.items()}
        for name in sorted(found.keys() | told.keys()):
            if found.get(name) != told.get(name):
                yield Fault("state", None, f"人员“{name}”的登记与日志不符")
        for name, hashed in people.secrets(self.connection).items():
            if self.told.secrets.get(name) not in ("", journal.digest(hashed)):
                yield Fault("state", None, f"人员“{name}”的口令不是日志里设的那一个")

    def _register(self) -> Iterator[Fault]:
        found = register.read_texts(self.connection)
        for place in sorted(found.keys() | self.told.register.keys()):
            if found.get(place) != self.told.register.get(place):
                yield Fault("state", None, f"{register.called(*place)}与日志不符")
        for sha256, name in register.list_files(self.told.register).items():
            try:
                if file_digest(self.files.path(sha256)) != sha256:
                    yield Fault("file", None, f"台账的清单“{name}”被改动")
            except OSError as error:
                yield Fault("file", None, f"台账的清单“{name}”无法读取：{error.strerror}")

    def _files(self) -> Iterator[Fault]:
        if clearing.is_begun(self.connection):
            yield Fault("file", None, "清除涉密正文还没有做完：请关闭其他窗口，再打开一次资料库")
        for source_id, source in self.told.sources.items():
            sha256, name = source.row[1:3]
            if source_id in self.told.removed:
                if self.files.path(sha256).exists():
                    yield Fault("file", None, f"来源文件 {source_id} 的原件应已随涉密正文清除，却还在")
                continue
            try:
                if file_digest(self.files.path(sha256)) != sha256:
                    yield Fault("file", None, f"来源文件 {source_id}《{name}》的原件被改动")
            except OSError as error:
                yield Fault("file", None, f"来源文件 {source_id}《{name}》的原件无法读取：{error.strerror}")
        for record_id, evidence in self._evidence():
            try:
                if file_digest(self.files.path(evidence.sha256)) != evidence.sha256:
                    yield Fault("file", None, f"文件记录 {record_id} 的依据材料“{evidence.name}”被改动")
            except OSError as error:
                told = f"文件记录 {record_id} 的依据材料“{evidence.name}”无法读取：{error.strerror}"
                yield Fault("file", None, told)

    def _evidence(self) -> Iterator[tuple[int, Evidence]]:
        for record_id, facets in self.told.facets_of().items():
            for case in cases_of(facets):
                for one in case.rounds:
                    yield from ((record_id, evidence) for evidence in one.proposal.evidence)
            for made in copies_from_json(facets.get(COPIES)):
                yield from ((record_id, evidence) for evidence in (made.copy, made.proof, made.page))


def _place(known: tuple[Record, Claims]) -> tuple[int, int]:
    record = known[0]
    return record.document.span.start, record.id
