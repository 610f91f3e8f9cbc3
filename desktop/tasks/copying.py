"""Public copies written in a child process: the libraries of pages hold up every thread of the one they run in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from desktop.tasks.worker import USUAL, Bounds, Worker

if TYPE_CHECKING:
    from desktop.parsing.progress import Progress
    from desktop.redaction.copies import CopyOrder
    from desktop.redaction.proof import Proof


class Copyist:
    """Writes copies one after the other; used by one thread."""

    def __init__(self, bounds: Bounds = USUAL) -> None:
        """Prepare to write, within bounds of time and memory."""
        self._worker = Worker(written, bounds)

    def write(self, order: CopyOrder, stream: BinaryIO) -> Proof:
        """Do what `write_copy` does, apart from this process. Raises ReaderDied and ReaderExhausted too."""
        from desktop.redaction.copies import copy_suffix, write_copy

        if copy_suffix(order.source.kind, order.strict) == "txt":  # no library of pages is needed
            return write_copy(order, stream)
        found = cast("tuple[Proof, bytes]", self._worker.run(order.path, order))
        stream.write(found[1])
        return found[0]

    def close(self) -> None:
        """End the child."""
        self._worker.close()


def written(_path: Path, order: CopyOrder, _progress: Progress) -> tuple[Proof, bytes]:
    """Return the proof of a copy and the copy, in the child."""
    from desktop.redaction.copies import write_copy

    stream = BytesIO()
    return write_copy(order, stream), stream.getvalue()
