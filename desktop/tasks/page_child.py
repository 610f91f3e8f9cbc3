"""What runs in the child process that draws pages: one file open at a time, one answer to each message. No Qt."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import SourceDamaged, SourceError
from desktop.tasks.traces import told

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from desktop.parsing.readers.sheets import Sheets

OPEN, PICTURE, LETTERS = "open", "picture", "letters"
"""Questions: (OPEN, path, kind, password), (PICTURE, index, scale), (LETTERS, index, text)."""
DONE, REFUSED, BROKEN = "done", "refused", "broken"
"""Answers: (DONE, sizes or image or glyphs), (REFUSED, class, path, detail), (BROKEN, class name, traceback)."""

Message = tuple[Any, ...]


def serve(connection: Connection) -> None:
    """Answer until the other end is closed. What most files need is loaded before the first one comes."""
    from desktop.parsing.readers import pdf_sheets  # noqa: F401

    easel = _Easel()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            connection.send(_answered(easel, connection.recv()))
    connection.close()


def _answered(easel: _Easel, question: Message) -> Message:
    try:
        return (DONE, easel.answer(question))
    except SourceError as error:
        return (REFUSED, type(error), error.path, error.detail)
    except MemoryError:
        return (REFUSED, SourceDamaged, easel.path, "memory")
    except Exception as error:  # the border of the process: a fault of ours is told, not lost
        return (BROKEN, type(error).__name__, told(error))


class _Easel:
    """The file at hand."""

    def __init__(self) -> None:
        self.path = Path()
        self._sheets: Sheets | None = None

    def answer(self, question: Message) -> object:
        match question:
            case (str() as verb, Path() as path, str() as kind, password) if verb == OPEN:
                return self._open(path, kind, password)
            case (str() as verb, int() as index, scale) if verb == PICTURE:
                return self._opened.image(index, scale)
            case (str() as verb, int() as index, str() as text) if verb == LETTERS:
                return self._opened.glyphs(index, text)
        raise ValueError(f"no question: {question[0]}")

    def _open(self, path: Path, kind: str, password: str | None) -> object:
        from desktop.parsing.readers import sheets

        if self._sheets is not None:
            self._sheets.close()
            self._sheets = None
        self.path = path
        self._sheets = sheets.open_sheets(path, kind, password)
        return self._sheets.sizes()

    @property
    def _opened(self) -> Sheets:
        if self._sheets is None:
            raise ValueError("no file is open")
        return self._sheets
