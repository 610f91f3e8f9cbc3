"""Everything that takes in what others made, each with good files to begin with: it answers, or says what is wrong.

What is wrong is a DeskError, or the error that the function's docstring names for data that is not its own. Nothing
else may come out, whatever goes in.
"""

from __future__ import annotations

import json
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from desktop import settings
from desktop.disclosure.profile import load_profile
from desktop.domain import facets, queue, search
from desktop.domain.case import Case, Opinion, Round, Route, Verdict
from desktop.domain.case_json import case_from_json, case_to_json, proposal_from_json, proposal_to_json
from desktop.domain.document import ParsedSource
from desktop.domain.errors import DeskError
from desktop.domain.redaction import RedactionPlan, Removal
from desktop.domain.redaction_json import plan_from_json, plan_to_json
from desktop.domain.text import Span
from desktop.parsing import readers, register_columns, register_rows
from desktop.parsing.pipeline import parse_text
from desktop.parsing.readers import lists, sheets
from desktop.parsing.readers.options import ReadOptions, Recognise
from desktop.register.rules import load_rules
from desktop.review import drafts, packaging, redacting_file
from desktop.review.desk import Desk
from desktop.store import Store, backups, broken_lines, checkpoint, codec
from tests.fuzz import mutations, samples
from tests.fuzz.mutations import Mutation
from tests.helpers import proposals
from tests.store import samples as store_samples

_UNRECOGNISED = ReadOptions(recognise=Recognise.NEVER)
_MANIFEST = backups.MANIFEST


@dataclass(frozen=True, slots=True)
class Target:
    """What takes in a file: `take` is given one in a folder of its own, and may raise `refusals` beside DeskError."""

    good: Callable[[], Sequence[bytes]]
    mutate: Mutation
    take: Callable[[Path], object]
    refusals: tuple[type[Exception], ...] = ()
    name: str = "file"


@cache
def good_of(name: str) -> tuple[bytes, ...]:
    """Return the good files of a target."""
    return tuple(TARGETS[name].good())


def odd(name: str, random: Random) -> bytes:
    """Return an odd file for a target."""
    good = good_of(name)
    return TARGETS[name].mutate(random, random.choice(good), good)


def feed(name: str, raw: bytes, folder: Path) -> bool:
    """Give a target a file; tell whether it was taken. Raises what nobody may see."""
    target = TARGETS[name]
    path = samples.written(folder / target.name, raw)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # libraries complain of odd files; people hear what became of them
        try:
            target.take(path)
        except (DeskError, *target.refusals):
            return False
    return True


def _read(path: Path) -> ParsedSource:
    return parse_text(readers.read(path, _UNRECOGNISED))


def _read_with_sheets(path: Path) -> None:
    """Read a file with places, and its pages as the window shows them."""
    source = _read(path).source
    opened = sheets.open_sheets(path, source.kind)
    try:
        opened.sizes()
        for page in range(min(2, len(source.pages))):
            opened.image(page, 0.2)
            opened.glyphs(page, source.slice(source.pages[page].span))
    finally:
        opened.close()


def _list(path: Path) -> None:
    """Read a list, as the register takes it in."""
    for sheet in lists.read_list(path).sheets:
        rows = [row.cells for row in sheet.rows]
        columns = register_columns.guess(rows)
        listed = [register_rows.ListedRow(row.number, row.cells) for row in sheet.rows]
        register_rows.read(listed, columns, sheet.since_1904)


def _json(read: Callable[[Any], object]) -> Callable[[Path], object]:
    """Take a value of JSON as the store hands it over; what is no JSON at all does not reach the function."""

    def take(path: Path) -> None:
        with suppress(RecursionError, ValueError):
            data = json.loads(path.read_bytes())
            _answered(read, data)

    return take


def _answered(read: Callable[[Any], object], data: Any) -> None:
    """Call a function whose ValueErrors are meant, so that those of json are told apart."""
    try:
        read(data)
    except RecursionError as error:
        raise AssertionError("a value that json reads is too deep for its reader") from error


_SOURCE = store_samples.issue()
_PLAN = RedactionPlan((Removal((Span(2, 5), Span(7, 9)), "某", None, "家庭住址"),))


def _plan_file(path: Path) -> object:
    return redacting_file.plan_in(path, _SOURCE.source)


def _facet(path: Path) -> None:
    with suppress(RecursionError):
        try:
            name, value = json.loads(path.read_bytes())
            hash(name)
        except (ValueError, TypeError):
            return
        if isinstance(name, str):
            facets.check_facet(name, value)


def _facets() -> Sequence[bytes]:
    case = case_to_json(_case())
    return samples.as_json(
        ["disclosure", "主动公开"], ["status", "已核准"], ["tags", ["待查", "急件"]], ["note", "见附件"],
        ["case:1", case],
        ["published", {"at": "2026-11-20", "where": "门户网站"}], ["plan", plan_to_json(_PLAN)], ["dropped", "重复"],
        ["examined", {"asked": ["申请", "2026-01-02", "李", ""], "kept": ["2026-01-02", "李", "过程稿"]}],
        ["field:title", {"value": "关于植树的通知", "spans": [[1, 8]]}], ["ignored:x", "核对无误"],
        ["field:issuers", {"value": ["甲", "乙"], "spans": []}], ["cell:60:1:1", "来访"],
        ["claims", {"source": 1, "digest": "0" * 64}], ["note:title", "见附件"],
    )  # fmt: skip


def _case() -> Case:
    first = Opinion("first", "王", "2026-01-03T03:04:05+00:00", Verdict.AGREE, "王", option="withheld")
    only = Round(proposals.CLOSED, "李", "2026-01-02T03:04:05+00:00", (first,))
    return Case(Route.ATTRIBUTION, "staged", ("first", "final"), (only,))


def _filters() -> Sequence[bytes]:
    saved = queue.SavedFilter("急件", queue.QueueFilter(doubtful=True, text="植树"), queue.Order(queue.OrderBy.DATE))
    full = {"name": "x", "statuses": ["pending"], "disclosures": ["主动公开"], "tags": ["a"], "order": "date"}
    return samples.as_json(queue.to_json(saved), full)


def _settings() -> Sequence[bytes]:
    return samples.as_json(
        {
            "actor": "李", "theme": "dark", "zoom": 1.25, "page_zoom": 1.5, "last_store": "/x", "reading_seconds": 60,
            "place": {"left": 1, "top": 2, "width": 800, "height": 600, "maximised": False}, "panes": [300, 500, 400],
            "saved_filters": ["{}"], "queue": "{}", "shortcuts": {"approve": ["Ctrl+Return"]}, "toured": True,
            "visits": [{"store": "/x", "source_id": 1, "at": "2026-01-02"}], "lock_minutes": 10, "page_fit": "width",
        }
    )  # fmt: skip


def _drafts() -> Sequence[bytes]:
    written = ((Route.ATTRIBUTION, proposals.CLOSED), (Route.CHANGE, proposals.REDACTED))
    kept = [[number, route.value, number, proposal_to_json(one)] for number, (route, one) in enumerate(written)]
    return samples.as_json({"office": "市信访局", "drafts": kept})


def _plans() -> Sequence[bytes]:
    return [redacting_file.plan_text(_SOURCE.source, _PLAN).encode()]


@cache
def _made() -> Mapping[str, bytes]:
    """Return files that a real store writes: a package, a backup's manifest and database, a checkpoint."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "store") as store:
        store.add_source(_SOURCE, store_samples.raw(_SOURCE), "李")
        desk = Desk(store, "李青禾")
        desk.correct(1, "title", "关于植树的通知")
        packaging.pack(desk, 1, Path(folder) / "x.zip")
        made = backups.make(store.folder, backups.Reason.ASKED, Path(folder) / "out")
        told = checkpoint.to_text(store.timeline.checkpoint("李"))
        return {
            "package": (Path(folder) / "x.zip").read_bytes(),
            "manifest": (made.folder / _MANIFEST).read_bytes(),
            "database": (made.folder / "desk.sqlite").read_bytes(),
            "checkpoint": told.encode(),
        }


def _journal() -> Sequence[bytes]:
    """Return the journal of a package as one JSON array, so that its values can be changed."""
    with zipfile.ZipFile(BytesIO(_made()["package"])) as archive:
        lines = archive.read("日志.jsonl").decode().splitlines()
    return [f"[{','.join(lines)}]".encode()]


def _journal_lines(path: Path) -> None:
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        found = path.read_text("utf-8", "replace")
    broken_lines([json.dumps(line) for line in found] if isinstance(found, list) else [str(found)])


def _of_store(name: str) -> Sequence[bytes]:
    return [_made()[name]]


def _database(path: Path) -> None:
    """Open a store whose database is odd, look at all of it, and verify it."""
    folder = path.parent
    for beside in ("desk.sqlite-wal", "desk.sqlite-shm", "search.sqlite"):
        (folder / beside).unlink(missing_ok=True)
    with Store.open(folder, create=False) as store:
        for row in store.queue():
            store.record(row.id)
        store.verify()


def _backup(path: Path) -> None:
    folder = path.parent
    found = backups.read(folder)
    samples.written(folder / "desk.sqlite", _made()["database"])
    backups.check(found)


def _query(path: Path) -> None:
    search.parse_query(path.read_text("utf-8", "surrogateescape"))


_DECODED = (ValueError, KeyError, TypeError)
_json_target = partial(Target, mutate=mutations.of_json)
_of_bytes = partial(Target, mutate=mutations.of_bytes)

TARGETS: Mapping[str, Target] = {
    "text": _of_bytes(samples.texts, take=_read, name="公报.txt"),
    "page": _of_bytes(samples.web_pages, take=_read, name="page.html"),
    "pdf": _of_bytes(samples.pdfs, take=_read_with_sheets),
    "word": Target(samples.word_files, mutations.of_archive, _read),
    "ofd": Target(samples.ofds, mutations.of_archive, _read_with_sheets),
    "old": _of_bytes(samples.old_files, take=readers.kind_of),
    "workbook": Target(samples.workbooks, mutations.of_archive, _list),
    "delimited": _of_bytes(samples.delimited, take=_list, name="list.csv"),
    "profile": Target(samples.profiles, mutations.of_toml, load_profile),
    "register-rules": Target(samples.register_rules, mutations.of_toml, load_rules),
    "plan": _json_target(_plans, take=_plan_file),
    "plan-facet": _json_target(lambda: samples.as_json(plan_to_json(_PLAN)), take=_json(plan_from_json)),
    "facet": _json_target(_facets, take=_facet, refusals=(ValueError, KeyError)),
    "case": _json_target(lambda: samples.as_json(case_to_json(_case())), take=_json(case_from_json)),
    "proposal": _json_target(
        lambda: samples.as_json(proposal_to_json(proposals.REDACTED), proposal_to_json(proposals.SECRET)),
        take=_json(proposal_from_json),
    ),
    "filter": _json_target(_filters, take=_json(queue.from_json)),
    "settings": _json_target(_settings, take=settings.load, name="settings.json"),
    "drafts": _json_target(_drafts, take=lambda path: drafts.load(path.parent), name="drafts.json"),
    "source": _json_target(
        lambda: [codec.encode_source(_SOURCE).encode()],
        take=lambda path: codec.decode_source(path.read_text("utf-8")),
        refusals=_DECODED,
    ),
    "claims": _json_target(
        lambda: [codec.encode_document(one, _SOURCE.source).encode() for one in _SOURCE.documents],
        take=lambda path: codec.decode_claims(path.read_text("utf-8")),
        refusals=_DECODED,
    ),
    "query": _of_bytes(lambda: ['植树 OR "造林 绿化" -停止 云政发〔2026〕1号'.encode(), b"a AND NOT b"], take=_query),
    "checkpoint": _json_target(lambda: _of_store("checkpoint"), take=checkpoint.read),
    "backup": _json_target(lambda: _of_store("manifest"), take=_backup, name=_MANIFEST),
    "package": Target(lambda: _of_store("package"), mutations.of_archive, packaging.faults_of_package, name="x.zip"),
    "journal-lines": _json_target(_journal, take=_journal_lines),
    "database": _of_bytes(lambda: _of_store("database"), take=_database, name="desk.sqlite"),
}
