"""Feeds odd files to every target for some minutes, each target in a process of its own, and tells what was found.

A finding is an exception that nobody may see, a file that took too long, or a process that died; its file is kept in
the folder of findings, named by target and seed, so that `odd(target, Random(seed))` makes it again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random, SystemRandom

from tests.fuzz.targets import TARGETS, feed, good_of, odd

SLOW = 60.0
"""Seconds on a busy machine after which an odd file counts as one that takes too long."""
_MEGABYTES = 4_000
_TURN = 5.0
"""Seconds that a target has before the next one; the last of its children goes on with the next turn."""
_TOLD = 0.2
"""Seconds between two reports of a child."""
_LINES = 40
"""Of a traceback that are told."""
_SAME = 1
"""Findings of one place in the code that are kept."""


@dataclass(slots=True)
class Tally:
    """What became of the files of one target."""

    fed: int = 0
    taken: int = 0
    found: dict[str, list[int]] = field(default_factory=dict)


def serve(connection: Connection, name: str, seed: int, seconds: float) -> None:
    """Feed one target for some seconds, in a child. Tells (fed, taken) now and then, and each finding as it comes."""
    _bound_memory()
    fed = taken = 0
    until = told = time.monotonic()
    until += seconds
    with tempfile.TemporaryDirectory(prefix="gongbao-desk-fuzz-") as folder:
        while (now := time.monotonic()) < until:
            seed += 1
            if now - told > _TOLD:
                connection.send(("at", fed, taken, seed))
                told = now
            fed += 1
            try:
                taken += feed(name, odd(name, Random(seed)), Path(folder))
            except Exception as error:  # whatever comes out is the finding
                connection.send(("found", _place(error), seed, _shortened(traceback.format_exc())))
    connection.send(("end", fed, taken, seed))


def _bound_memory() -> None:
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEGABYTES * 1_000_000,) * 2)


def _shortened(details: str) -> str:
    lines = details.splitlines()
    return "\n".join(lines if len(lines) < _LINES else [*lines[: _LINES // 2], "…", *lines[-_LINES // 2 :]])


def _place(error: Exception) -> str:
    """Return what an error is and the last place of ours in the code that it went through."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if f"{os.sep}desktop{os.sep}" in frame.filename
    ]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {place}"


def turn(name: str, seed: int, seconds: float, tally: Tally, out: Path) -> None:
    """Feed one target in a child for some seconds, and take down what is heard of it."""
    context = multiprocessing.get_context("spawn" if os.name != "posix" else "fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=serve, args=(theirs, name, seed, seconds), daemon=True)
    process.start()
    theirs.close()
    last, fed, taken = seed, 0, 0
    deadline = time.monotonic() + seconds + SLOW
    try:
        while True:
            if not ours.poll(max(0.0, deadline - time.monotonic())):
                _found(name, f"nothing heard for {SLOW:.0f} s after {fed}", last, "", tally, out)
                break
            kind, *said = ours.recv()
            if kind == "found":
                place, found_at, details = said
                _found(name, place, found_at, details, tally, out)
                continue
            fed, taken, last = said
            deadline = time.monotonic() + seconds + SLOW
            if kind == "end":
                break
    except EOFError:
        process.join()
        _found(name, f"died with {process.exitcode} soon after", last, "", tally, out)
    finally:
        process.kill()
        process.join()
        ours.close()
    tally.fed += fed
    tally.taken += taken


def _found(name: str, place: str, seed: int, details: str, tally: Tally, out: Path) -> None:
    known = tally.found.setdefault(place, [])
    known.append(seed)
    if len(known) <= _SAME:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{name}-{seed}.bin").write_bytes(odd(name, Random(seed)))
        print(f"{name}: {place}, seed {seed}\n{details}", flush=True)


def run(minutes: float, names: Sequence[str], out: Path) -> int:
    """Feed targets in turn until the time is over; return 1 when something was found."""
    for name in names:
        good_of(name)  # made once, for all children
    tallies = {name: Tally() for name in names}
    began = time.monotonic()
    until = began + minutes * 60
    rounds = max(1, int(minutes * 60 / (_TURN * len(names))))
    while time.monotonic() < until:
        for name in names:
            seconds = min(_TURN, until - time.monotonic(), minutes * 60 / rounds / len(names))
            if seconds <= 0:
                break
            turn(name, SystemRandom().randrange(2**62), seconds, tallies[name], out)
    print(f"\n{'':16}{'fed':>10}{'taken':>10}  found")
    for name, tally in tallies.items():
        found = "; ".join(f"{place} ({len(seeds)})" for place, seeds in tally.found.items())
        print(f"{name:16}{tally.fed:>10,}{tally.taken:>10,}  {found or '-'}")
    whole = sum(tally.fed for tally in tallies.values())
    print(f"{'':16}{whole:>10,} in {time.monotonic() - began:,.0f} s", flush=True)
    return 1 if any(tally.found for tally in tallies.values()) else 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run from a line: MINUTES, and the targets, all of them when none is named."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description="把变坏的文件喂给所有读取入口，找出会出错的")
    parser.add_argument("minutes", type=float, metavar="分钟", help="总共多少分钟")
    parser.add_argument("targets", nargs="*", metavar="目标", help=f"只做这些：{'、'.join(TARGETS)}")
    parser.add_argument("--out", type=Path, default=Path("out") / "fuzz", metavar="文件夹", help="出错的文件放在哪里")
    typed = parser.parse_args(argv)
    unknown = [name for name in typed.targets if name not in TARGETS]
    if unknown:
        parser.error(f"没有这个目标：{'、'.join(unknown)}")
    return run(typed.minutes, typed.targets or list(TARGETS), typed.out)


if __name__ == "__main__":
    sys.exit(main())
