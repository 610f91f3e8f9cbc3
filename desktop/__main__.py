"""The way in: a verb goes to the command line, everything else to the window."""

from __future__ import annotations

import multiprocessing
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop import cli
from desktop.cli import console
from desktop.review import temporary

_WORD = re.compile(r"[A-Za-z]+")


def main(argv: Sequence[str] | None = None) -> int:
    """Run `gongbao-desk` with the arguments given, or those of the process; return the exit status."""
    multiprocessing.freeze_support()
    typed = list(sys.argv[1:] if argv is None else argv)
    with temporary.own_folder():
        return _run_window(typed) if wants_window(typed) else cli.main(typed, _draw)


def wants_window(typed: Sequence[str]) -> bool:
    """Tell whether a line opens the window: it has no verb, no question, and no word that is a verb misspelt."""
    if not typed:
        return True
    first = typed[0]
    if first in (*cli.VERBS, "-h", "--help", "--version"):
        return False
    return _WORD.fullmatch(first) is None or Path(first).exists()


def _run_window(typed: list[str]) -> int:
    console.prepare()
    named = cli.window_arguments(typed)
    try:
        from desktop.widgets.plain_imports import prefer_plain_imports

        prefer_plain_imports()
        from desktop import app
    except ImportError as error:
        console.warn(
            f"打不开窗口：这台电脑缺少窗口部件（{error}）。资料库没有受到影响。"
            "请运行 python3 dev.py setup 装好，或用 gongbao-desk --help 里的命令完成同样的工作。"
        )
        return 1
    return app.run(named.files, named.store)


def _draw(store: Path, out: Path) -> Sequence[Path]:
    from desktop import app

    return app.draw_pictures(store, out)


if __name__ == "__main__":
    sys.exit(main())
