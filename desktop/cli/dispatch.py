"""From a typed line to an exit status: 0 fine, 1 some input failed, 2 wrong usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from desktop.cli import console, usage_exchange
from desktop.cli.faults import tell
from desktop.cli.usage import arguments
from desktop.domain.errors import DeskError

if TYPE_CHECKING:
    from desktop.cli.demo import Draw

_INTERRUPTED = 130
_READER_GONE = 141
"""What a shell reports of a program that ended by SIGINT, by SIGPIPE."""

_RUN = {
    "parse": "parse.run",
    "sensitive": "sensitive.run",
    "redact": "redact.run",
    "import": "intake.run",
    "records": "records.run",
    "mark": "records.run_mark",
    "approve": "records.run_approve",
    "reparse": "renewal.run",
    "export": "export.run",
    "columns": "export.run_columns",
    "verify": "verifying.run_verify",
    "backup": "backups.run_backup",
    "backups": "backups.run_list",
    "restore": "backups.run_restore",
    "checkpoint": "backups.run_checkpoint",
    "sign": "cases.run_sign",
    "return": "cases.run_return",
    "expunge": "cases.run_expunge",
    "reexamine": "cases.run_reexamine",
    "forms": "cases.run_forms",
    "package": "cases.run_package",
    "due": "cases.run_due",
    "statistics": "cases.run_statistics",
    "rules": "cases.run_rules",
    "people": "cases.run_people",
    "register": "register.run",
    "search": "search.run",
    usage_exchange.VERB: "exchange.run",
}
"""The module in this package and its function that run a verb; only the one that was typed is loaded."""


def main(argv: Sequence[str] | None = None, draw: Draw | None = None) -> int:
    """Run one verb and return the exit status.

    `draw` makes pictures of the real window for `demo`; it comes from outside, because nothing here knows Qt.
    """
    console.prepare()
    try:
        typed = arguments(list(sys.argv[1:] if argv is None else argv))
        status = _demo(typed, draw) if typed.verb == "demo" else _runner(typed.verb)(typed)
        console.finish()
        return status
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 0
    except BrokenPipeError:
        console.abandon(sys.stdout)
        return _READER_GONE
    except (DeskError, OSError, MemoryError) as error:
        tell(error)
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _runner(verb: str) -> Callable[[argparse.Namespace], int]:
    module, name = _RUN[verb].split(".")
    run: Callable[[argparse.Namespace], int] = getattr(import_module(f"desktop.cli.{module}"), name)
    return run


def _demo(typed: argparse.Namespace, draw: Draw | None) -> int:
    from desktop.cli import demo

    return demo.run(typed, draw)
