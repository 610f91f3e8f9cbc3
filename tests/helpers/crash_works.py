"""What a clerk does at random until the program is killed: at a desk, with typed lines, in the window.

Each says what the program has acknowledged, a line at a time, in a file that outlives it: `entry NUMBER HASH` for the
newest journal entry when a verb has returned; `going RECORD` when the window has turned there, and `place SOURCE RECORD
TURNS` for the place that the store keeps after so many turns.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from desktop import cli
from desktop.domain.case import GivenGround, Proposal, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.errors import DeskError, StepStale, StoreLocked
from desktop.domain.fields import Field
from desktop.domain.record import Publication, Status
from desktop.domain.text import Span
from desktop.register.entry import EndKind
from desktop.review.bulk import SetField
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.review.duties import TRIGGERS
from desktop.store import Store, backups
from tests.store import samples

Say = Callable[[str], None]

SAMPLE_RECORDS = 20
"""Documents up to which a desk goes on taking sources in, so that looking at all of them stays quick."""
_STAGES = ("first", "second", "third", "final")
_WHOLE = Proposal(
    "withheld", "other", (GivenGround("process", "过程稿"),), "尚在讨论", "条例第十六条", lead_office="市信访局"
)


def at_a_desk(store: Path, seed: int, say: Say) -> None:
    """Use all verbs of a desk, in the name of several persons."""
    random = Random(seed)
    with Store.open(store) as opened:
        desk = Desk(opened, "甲")
        say("open")
        last = opened.timeline.head()
        while True:
            desk.actor = random.choice("甲乙丙丁戊")
            rows = [row.id for row in desk.queue()]
            try:
                if len(rows) < 2 or (len(rows) < SAMPLE_RECORDS and random.random() < 0.1):
                    parsed = samples.issue(f"{random.random()}")
                    opened.add_source(parsed, samples.raw(parsed), desk.actor)
                else:
                    random.choice(VERBS)(desk, random, random.sample(rows, random.randint(1, 2)))
            except (DeskError, ValueError):
                continue  # refused by the rules: nothing is acknowledged
            head = opened.timeline.head()
            if head != last:
                last = head
                say(f"entry {head[0]} {head[1]}")


def _correct(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    desk.correct(ids[0], random.choice(["title", "genre"]), f"题{random.random()}")


def _confirm(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    desk.confirm(ids[0], "date")


def _restore(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    desk.restore(ids[0], random.choice(["title", "date"]))


def _mark(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    desk.mark(ids, random.choice(list(Disclosure)))


def _approve(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    desk.approve(ids)


def _withdraw(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    desk.withdraw(ids)


def _undo(desk: Desk, _random: Random, _ids: Sequence[int]) -> None:
    desk.undo()


def _redo(desk: Desk, _random: Random, _ids: Sequence[int]) -> None:
    desk.redo()


def _split(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    desk.bounds.split(ids[0], desk.record(ids[0]).document.span.start + random.randrange(60))


def _merge(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    desk.bounds.merge(ids[0])


def _drop(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    desk.bounds.drop(ids[0])


def _note(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    desk.remarks.note(ids[0], None, f"批注{random.randrange(3)}" if random.random() < 0.8 else "")


def _tag(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    desk.remarks.tag(ids, [random.choice(["待查", "急件"])])


def _cell(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    tables = desk.record(ids[0]).document.tables
    if tables:
        desk.tables.set_cells(ids[0], tables[0].span.start, {(1, 1): f"来访{random.randrange(9)}"})


def _publish(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    desk.duties.publish(ids[0], Publication("2026-11-20", "门户网站"))


def _choose(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    desk.store.choose_profile(random.choice(["simple", "staged"]), desk.actor)


def _register(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    desk.people.register(f"人{random.randrange(4)}", random.choice(["市信访局", "市司法局"]))


def _propose(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    desk.cases.propose(ids[0], _WHOLE)


def _sign(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    answer = Answer(random.choice([Verdict.AGREE, Verdict.RETURN]), "理由", option="withheld", secrecy_reviewed=True)
    case = desk.record(ids[0]).case
    desk.cases.sign(ids[0], case.stage if case is not None and case.stage else random.choice(_STAGES), answer)


def _columns(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    desk.store.set_column_order("甲", random.choice([["title"], ["date", "title"], None]), desk.actor)


def _ignore(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    found = desk.record(ids[0]).document.anomalies
    if found:
        desk.remarks.ignore(ids[0], found[0].identity, "核对无误")


def _heed(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    for anomaly in desk.record(ids[0]).ignored:
        desk.remarks.heed(ids[0], anomaly)


def _move(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    desk.bounds.set_start(ids[0], desk.record(ids[0]).document.span.start + random.randrange(-20, 20))


def _readmit(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    for record in desk.store.dropped(desk.source_of(ids[0])):
        desk.bounds.readmit(record.id)


def _go_back(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    entries = desk.store.entries(ids[0])
    desk.returns.to(desk.returns.preview(ids[0], random.choice(entries).number))


def _reparse(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    """Read a source anew, as another parser would: with another title in each document that it may change."""
    source = desk.source_of(ids[0])
    plan = desk.compare(source)
    rows = [row for row in desk.queue(source) if row.status is Status.PENDING]
    known = [desk.record(row.id) for row in rows]
    changed = {
        record.id: replace(record.document, fields={**record.document.fields, "title": Field(f"新读{random.random()}")})
        for record in known
        if not record.redrawn
    }
    desk.reparse(replace(plan, documents=changed))


def _wrong_password(desk: Desk, _random: Random, _ids: Sequence[int]) -> None:
    for person in desk.people.all():
        desk.store.note_wrong_password(person.name, desk.actor)


def _lock(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    for person in desk.people.all():
        desk.store.set_secret(person.name, random.choice(["", f"hash {random.random()}"]), desk.actor)


def _tell(desk: Desk, _random: Random, _ids: Sequence[int]) -> None:
    desk.store.note(Verb.EXPORT, {"format": "csv", "count": 0}, desk.actor)


def _stay(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    desk.remember(desk.source_of(ids[0]), ids[0])


def _redact(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    start = desk.record(ids[0]).document.span.start + random.randrange(20)
    desk.redaction.mark(ids[0], (Span(start, start + random.randint(1, 4)),), reason="姓名")


def _unredact(desk: Desk, _random: Random, ids: Sequence[int]) -> None:
    for removal in desk.record(ids[0]).plan.removals:
        desk.redaction.drop(ids[0], removal.spans[0])


def _alike(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    desk.bulk.make(desk.bulk.plan(ids, SetField("genre", random.choice(["通知", "通告"]))), ids)


def _examine(desk: Desk, random: Random, ids: Sequence[int]) -> None:
    today = date(2026, 11, 20)
    if random.random() < 0.5:
        desk.duties.keep_closed(ids[0], "仍在讨论", today)
    else:
        desk.duties.ask_for_review(ids[0], TRIGGERS[0], "", today)


def _enter(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    number = random.randrange(5)
    desk.register.taking.add({"title": f"关于{number}的办法", "validity": "5年"})


def _enter_approved(desk: Desk, _random: Random, _ids: Sequence[int]) -> None:
    desk.register.taking.take_in_approved()


def _end(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    numbers = [row.number for row in desk.register.entries(date(2026, 11, 20))]
    if numbers:
        desk.register.decisions.end(random.choice(numbers), EndKind.REPEALED, "2026-11-01", "清理")


def _settle(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    numbers = [row.number for row in desk.register.entries(date(2026, 11, 20))]
    if numbers:
        desk.register.decisions.set_normative(random.choice(numbers), random.choice([True, False, None]))


def _turn_back(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    random.choice([desk.register.undo, desk.register.redo])()


def _reckon(desk: Desk, random: Random, _ids: Sequence[int]) -> None:
    desk.register.choose_rules(random.choice(desk.register.rules_names()))


def _back_up(desk: Desk, _random: Random, _ids: Sequence[int]) -> None:
    backups.make(desk.store.folder, backups.Reason.CHANGES)
    backups.rotate(desk.store.folder)


VERBS: tuple[Callable[[Desk, Random, Sequence[int]], None], ...] = (
    _correct,
    _correct,
    _confirm,
    _restore,
    _mark,
    _mark,
    _approve,
    _withdraw,
    _undo,
    _redo,
    _split,
    _merge,
    _drop,
    _note,
    _tag,
    _cell,
    _publish,
    _choose,
    _register,
    _propose,
    _sign,
    _columns,
    _ignore,
    _heed,
    _move,
    _readmit,
    _go_back,
    _reparse,
    _wrong_password,
    _lock,
    _tell,
    _stay,
    _redact,
    _unredact,
    _alike,
    _examine,
    _enter,
    _enter_approved,
    _end,
    _settle,
    _turn_back,
    _reckon,
    _back_up,
)


def with_lines(store: Path, seed: int, say: Say) -> None:
    """Type lines, each of which opens the store, does its work and closes it."""
    random = Random(seed)
    out = store.parent / "out"
    say("open")
    while True:
        number, other = (str(random.randint(1, 3)) for _ in range(2))
        lines: Sequence[Sequence[str]] = (
            ("mark", number, other, "--attribute", random.choice(["主动公开", "不予公开"]), "--by", "王芳"),
            ("mark", number, "--attribute", "依申请公开", "--by", "王芳"),
            ("approve", number, "--by", "赵强"),
            ("reparse", "--by", "赵强"),
            ("export", "--format", random.choice(["csv", "json", "xlsx"]), "--out", f"{out}.{number}"),
            ("backup",),
            ("restore", "1", "--by", "赵强"),
            ("verify",),
        )
        cli.main([*random.choices(lines, weights=(6, 6, 6, 2, 4, 2, 1, 1))[0], "--store", str(store)])
        head = _head(store)
        if head is not None:
            say(f"entry {head[0]} {head[1]}")


def _head(store: Path) -> tuple[int, str] | None:
    with closing(sqlite3.connect(store / "desk.sqlite")) as database:
        row: tuple[int, str] | None = database.execute(
            "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"
        ).fetchone()
    return row


def in_the_window(store: Path, seed: int, say: Say) -> None:
    """Use keys and menus of the real window, offscreen, as fast as it takes them."""
    from tests.helpers.crash_window import Clerk

    _settle_home(store)
    Clerk(store, Random(seed), say).work()


def looking(store: Path, _seed: int, say: Say) -> None:
    """Open the window as a person does the next day, and say where it stands; closed in good order."""
    from tests.helpers.crash_window import Looker

    _settle_home(store)
    Looker(store, say).look()


def _settle_home(store: Path) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(store.parent / name.lower())


def beside_others(store: Path, seed: int, say: Say) -> None:
    """Write as much as possible for `seed` // 1000 tenths of a second; what finds the store locked is tried again."""
    until = time.monotonic() + seed // 1000 / 10
    with Store.open(store) as opened:
        desk = Desk(opened, f"第{seed % 1000}人")
        while time.monotonic() < until:
            try:
                entry = opened.note(Verb.EXPORT, {"by": seed % 1000}, desk.actor)
                say(f"entry {entry.number} {entry.hash}")
                done = desk.correct(1 + seed % 2, "title", f"题{seed}-{entry.number}")
                if done.entry is not None:
                    say(f"entry {done.entry.number} {done.entry.hash}")
            except StepStale:
                say("stale")
            except StoreLocked:
                say("locked")


WORKS: dict[str, Callable[[Path, int, Say], None]] = {
    "desk": at_a_desk,
    "lines": with_lines,
    "window": in_the_window,
    "looking": looking,
    "beside": beside_others,
}
