"""A program that reviews at random until it is killed, and says after each verb what the store has acknowledged.

One line a verb: the entry's number and hash. Run as
python -m tests.review.reviewing_child FOLDER SEED.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import BoundsRefused
from desktop.review.desk import Desk, Done
from desktop.store import Store
from tests.store import samples


def _import(desk: Desk, random: Random) -> None:
    parsed = samples.issue(f"{random.random()}")
    desk.store.add_source(parsed, samples.raw(parsed), desk.actor)


def _act(desk: Desk, random: Random, record_ids: Sequence[int]) -> Done | None:
    some = random.sample(record_ids, random.randint(1, min(4, len(record_ids))))
    match random.randrange(12):
        case 0 | 1:
            return desk.correct(some[0], random.choice(["title", "genre"]), f"题{random.random()}")
        case 2:
            return desk.confirm(some[0], "date")
        case 3:
            return desk.restore(some[0], random.choice(["title", "date"]))
        case 4:
            return desk.mark(some, random.choice(list(Disclosure)))
        case 5:
            marked = [row.id for row in desk.queue() if row.disclosure is not None]
            return desk.approve(marked) if marked else None
        case 6:
            return desk.withdraw(some)
        case 7:
            return desk.undo()
        case 8:
            return desk.bounds.split(some[0], desk.record(some[0]).document.span.start + random.randrange(60))
        case 9:
            return desk.bounds.merge(some[0])
        case 10:
            return desk.bounds.drop(some[0])
    return desk.redo()


def main(folder: Path, seed: int) -> None:
    """Review until killed."""
    random = Random(seed)
    with Store.open(folder) as store:
        desk = Desk(store, f"第{seed}人")
        print("open", flush=True)
        while True:
            if random.random() < 0.1 or not store.queue():
                _import(desk, random)
                last = store.entries()[-1]
                print(last.number, last.hash, flush=True)
                continue
            try:
                done = _act(desk, random, [row.id for row in store.queue()])
            except BoundsRefused:
                continue
            if done is not None and done.entry is not None:
                print(done.entry.number, done.entry.hash, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
