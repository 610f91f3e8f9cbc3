"""A stream that fails once, at the end, and not again in a destructor."""

from __future__ import annotations

import io
from typing import BinaryIO


class Sink:
    """Pass writes on to a seekable stream; after its first OSError keep the error and take the rest in silence.

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
        if self._error is None:
            try:
                self._stream.write(data)
            except OSError as error:
                self._error = error
        self._position += len(data)
        return len(data)

    def flush(self) -> None:
        """Flush, unless the stream has failed."""
        if self._error is None:
            try:
                self._stream.flush()
            except OSError as error:
                self._error = error

    def tell(self) -> int:
        """Return the place where the next byte goes."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        if self._error is not None:
            self._position = offset if whence == io.SEEK_SET else self._position
        else:
            self._position = self._stream.seek(offset, whence)
        return self._position

    def seekable(self) -> bool:
        """Tell that zip headers may be completed afterwards."""
        return True

    def close(self) -> None:
        """Leave the stream open: it belongs to the caller."""
