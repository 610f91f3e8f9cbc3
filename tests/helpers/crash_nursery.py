"""A process that has loaded the program once, and bears copies of itself that work until they are killed.

Starting an interpreter for each of a thousand kills would take longer than all the rest. Run as
python -m tests.helpers.crash_nursery; a line of JSON on stdin asks for one life, a line on stdout tells of its end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import desktop.app
import desktop.parsing.pipeline
import tests.helpers.crash_window  # noqa: F401  # loaded here, once
from desktop import cli  # noqa: F401
from tests.helpers.crash_works import WORKS

_GLANCE = 0.001
_PATIENCE = 60.0


def live(asked: dict[str, Any], heard: Path) -> None:
    """Do what was asked for until killed; what goes wrong is written beside."""
    stream = os.open(heard, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    errors = os.open(f"{heard}.err", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(errors, 2)

    def say(line: str) -> None:
        os.write(stream, f"{line}\n".encode())

    status = 70
    try:
        WORKS[asked["work"]](Path(asked["store"]), asked["seed"], say)
        status = 0
    except SystemExit as leave:
        status = int(leave.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def life(asked: dict[str, Any]) -> dict[str, Any]:
    """Let a copy live until it has said some `words`, with `until`, and `after` that; to its end where it is None."""
    heard = Path(asked["heard"])
    child = os.fork()
    if child == 0:
        live(asked, heard)
    until = time.monotonic() + _PATIENCE
    ended = 0
    while not _has_said(heard, asked["words"], asked["until"]) and time.monotonic() < until:
        ended = os.waitpid(child, os.WNOHANG)[0]
        if ended:
            break
        time.sleep(_GLANCE)
    if asked["after"] is not None and not ended:
        time.sleep(asked["after"])
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if not ended else 70
    errors = Path(f"{heard}.err")
    return {
        "status": status,
        "heard": heard.read_text("utf-8").split("\n")[:-1] if heard.exists() else [],
        "errors": errors.read_text("utf-8", "replace") if errors.exists() else "",
    }


def herd(asked: dict[str, Any]) -> dict[str, Any]:
    """Let several copies live at the same time, each to its own end."""
    lives = {}
    for number in range(asked["count"]):
        heard = Path(f"{asked['heard']}.{number}")
        child = os.fork()
        if child == 0:
            live({**asked, "seed": asked["seed"] + number}, heard)
        lives[child] = heard
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in lives]
    told = [heard.read_text("utf-8").split("\n")[:-1] for heard in lives.values()]
    errors = "".join(Path(f"{heard}.err").read_text("utf-8", "replace") for heard in lives.values())
    return {"status": max(ended, key=abs), "heard": told, "errors": errors}


def _has_said(heard: Path, words: int, until: str) -> bool:
    said = heard.read_bytes() if heard.exists() else b""
    return said.count(b"\n") >= words and until.encode() in said


def main() -> None:
    """Bear one child after the other."""
    assert desktop.app
    assert desktop.parsing.pipeline
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps((herd if "count" in asked else life)(asked)), flush=True)


if __name__ == "__main__":
    main()
