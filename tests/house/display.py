"""A display without a screen, for the check of the real window."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def real_display() -> Iterator[str | None]:
    """Run an X server that draws into memory, and give its display; None where there is none to run."""
    server = shutil.which("Xvfb") if sys.platform.startswith("linux") else None
    if server is None:
        yield None
        return
    reading, writing = os.pipe()
    size = ["-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), *size],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # empty when the server ended without a display
        yield f":{number}" if number else None
    finally:
        process.terminate()
        process.wait()
