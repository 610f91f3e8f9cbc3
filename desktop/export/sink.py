"""A stream that fails once, at the end, and not again in a destructor."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO


class Sink:
    """Pass everything on to a seekable stream; keep its first OSError and take the rest in silence.

    `zipfile` writes its last record when it is destroyed, too: on a full disk that would print a traceback that nobody
    can catch.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = stream.tell()
        self._error: OSError | None = None

    def check(self) -> None:
        """Raise the error that was kept, if there was one."""
        if self._error is not None:
            raise self._error

    def write(self, data: bytes) -> int:
        """Write, or pretend to."""
        self._try(lambda: self._stream.write(data))
        self._position += len(data)
        return len(data)

    def flush(self) -> None:
        """Flush, unless the stream has failed."""
        self._try(self._stream.flush)

    def tell(self) -> int:
        """Return the place where the next byte goes."""
        return self._position

    def seek(self, offset: int) -> int:
        """Go to a place, counted from the start."""
        self._try(lambda: self._stream.seek(offset))
        self._position = offset
        return offset

    def seekable(self) -> bool:
        """Tell that zip headers may be completed afterwards."""
        return True

    def close(self) -> None:
        """Leave the stream open: it belongs to the caller."""

    def _try(self, action: Callable[[], object]) -> None:
        if self._error is None:
            try:
                action()
            except OSError as error:
                self._error = error
