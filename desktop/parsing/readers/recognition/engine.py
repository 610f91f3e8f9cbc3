"""What an engine of text recognition does, and which one this machine has."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from desktop.domain.glyphs import Box
from desktop.parsing.readers.recognition.picture import Picture

# ONNX Runtime (from 1.29) numbers this machine and reports on its use over the network, unless it is told before.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


class EngineMissing(Exception):
    """No engine of text recognition is installed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line: one box in pixels of the picture and one certainty (0 to 1) for each code point."""

    text: str
    box: Box
    boxes: tuple[Box, ...]
    certainty: tuple[float, ...]


class Engine(Protocol):
    """Recognises pictures whose lines are level. Kept for the life of the process."""

    @property
    def name(self) -> str:
        """The name that people know it by."""

    def lines(self, picture: Picture) -> list[Line]:
        """Return the lines of a page in no particular order."""


@cache
def installed() -> Engine:
    """Return the best engine of this machine, warm. Raises EngineMissing."""
    if (found := models()) is not None:
        from desktop.parsing.readers.recognition.rapid import Rapid

        return Rapid(*found)
    from desktop.parsing.readers.recognition.tesseract import Tesseract

    return Tesseract.installed()


def models() -> tuple[Path, Path] | None:
    """Return the models that find and that read lines, None where they are not installed."""
    if find_spec("onnxruntime") is None or find_spec("cv2") is None or (package := find_spec("rapidocr")) is None:
        return None
    for place in package.submodule_search_locations or ():
        finding = sorted(Path(place, "models").glob("*_det_*.onnx"))
        reading = sorted(Path(place, "models").glob("*_rec_*.onnx"))
        if finding and reading:
            return finding[-1], reading[-1]
    return None
