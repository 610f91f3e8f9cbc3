"""The gazette that the tests of the command line work on, and what a line did."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, NoReturn

import pytest

from desktop import cli
from desktop.domain.document import Document, Issue, ParsedSource
from desktop.domain.fields import Field
from desktop.domain.text import Page, SourceText, Span

TITLES = (
    "云川市人民政府关于印发云川市城市照明管理办法的通知",
    "=云川市人民政府关于𠮷田街更名的批复",
    "云川市人民政府关于林晓川等任免职的通知",
    "云川市人民政府2025年度法治政府建设情况报告",
)
NUMBERS = ("云川府规〔2026〕2号", "云川府函〔2026〕6号", None, "云川府函〔2026〕3号")


@dataclass(frozen=True)
class Ran:
    """What a line did."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


def parsed(path: Path) -> ParsedSource:
    """Return what a parser could say of the gazette in a file."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    documents, start = [], 0
    for title, number in zip(TITLES, NUMBERS, strict=True):
        span = Span(start, start + len(title) + 1)
        fields = {
            "title": Field(title, title, (Span(start, start + len(title)),)),
            "doc_number": Field(number, flagged=number is None, confidence=0.5 if number is None else 1.0),
            "date": Field("2026-01-25"),
        }
        documents.append(Document(span, fields))
        start = span.end
    source = SourceText(path.name, sha256(data).hexdigest(), "txt", text, (Page(Span(0, len(text)), "3"),))
    return ParsedSource(source, tuple(documents), Issue("云川市人民政府公报", 2026, 1, 73))


def assert_told(ran: Ran, *parts: str) -> None:
    """Assert that a line failed in words: status 1, one line of sentences on stderr, no traceback."""
    assert ran.status == 1
    assert "Traceback" not in ran.err
    assert ran.err.count("。") >= 3
    for part in parts:
        assert part in ran.err


class Other:
    """Another user of this machine, who is not allowed everything."""

    def __init__(self, folder: Path) -> None:
        """Work in a folder that this user can reach."""
        self.folder = folder

    def run(self, *words: object) -> Ran:
        """Run a line as that user, in a child process."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                os.setuid(_NOBODY)
                _become([str(word) for word in words])
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            return Ran(status, _taken(out), _taken(err))


def _become(words: list[str]) -> NoReturn:
    """End this child process as the command line would."""
    status = 70
    try:
        with open(1, "w", closefd=False) as sys.stdout, open(2, "w", closefd=False) as sys.stderr:
            status = cli.main(words)
    finally:
        os._exit(status)


_NOBODY = 65534


def _taken(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8")


@contextmanager
def as_nobody() -> Iterator[Other]:
    """Give a user for whom file permissions hold; skips where this process may not become one."""
    if not hasattr(os, "fork") or os.geteuid() != 0:
        pytest.skip("only root can run a line as another user")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        yield Other(Path(folder))
