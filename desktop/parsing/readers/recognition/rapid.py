"""The models of RapidOCR (PP-OCR) run by onnxruntime: finds the lines of a page and reads them. Needs the extra `ocr`.

Of the package `rapidocr` only the models are used, which lie in it: its own code would fetch what it misses.
"""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime

from desktop.domain.glyphs import Box
from desktop.parsing.readers.recognition.engine import Line
from desktop.parsing.readers.recognition.picture import Picture
from desktop.parsing.readers.recognition.spelling import spelled

_THREADS = 2
_SMALLER = 0.55
_SHORTEST_SIDE, _LONGEST_SIDE = 960, 1920
_STEP = 32
_INSIDE = 0.3
_LEAST_SCORE = 0.5
_LEAST_SIDE = 3
_SPREAD = 1.6
_MOST_BOXES = 3000
_HEIGHT, _COLUMN = 48, 8
_FEWEST_COLUMNS = 16
_WIDEST = 3200
_FAINT = 0.35


class Rapid:
    """The engine of the models; loading them takes half a second."""

    name = "RapidOCR"

    def __init__(self, finding: Path, reading: Path) -> None:
        self._finding = _session(finding, keeps_memory=False)
        self._reading = _session(reading, keeps_memory=True)
        known = self._reading.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._alphabet = ["", *known, " "]

    def lines(self, picture: Picture) -> list[Line]:
        """Return the lines of a page in no particular order."""
        pixels = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.width, 3)[:, :, ::-1]
        return [line for box in self._boxes(pixels) if (line := self._read(pixels, box)) is not None]

    def _boxes(self, pixels: Any) -> list[Box]:
        """Return the boxes of the lines of a page."""
        height, width = pixels.shape[:2]
        longest = max(height, width)
        scale = min(max(longest * _SMALLER, _SHORTEST_SIDE), _LONGEST_SIDE, longest) / longest
        small = cv2.resize(pixels, (_stepped(width * scale), _stepped(height * scale)), interpolation=cv2.INTER_AREA)
        (found,) = self._finding.run(None, {self._finding.get_inputs()[0].name: _normalised(small)})
        score = found[0, 0]
        inside = cv2.dilate((score > _INSIDE).astype(np.uint8), np.ones((2, 2), np.uint8))
        count, labels, places, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
        scores = np.bincount(labels.ravel(), score.ravel(), count) / np.maximum(places[:, cv2.CC_STAT_AREA], 1)
        is_line = (scores >= _LEAST_SCORE) & (places[:, cv2.CC_STAT_WIDTH] < score.shape[1])
        across, down = width / score.shape[1], height / score.shape[0]
        return [
            _spread(left * across, top * down, wide * across, high * down, width, height)
            for left, top, wide, high, _ in places[is_line][:_MOST_BOXES]
            if min(wide, high) >= _LEAST_SIDE
        ]

    def _read(self, pixels: Any, box: Box) -> Line | None:
        """Read one line. Several at once are not faster, and take more memory."""
        crop = pixels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
        wide = min(max(round(crop.shape[1] * _HEIGHT / crop.shape[0]), _COLUMN), _WIDEST)
        columns = -(-wide // _COLUMN)
        given = np.zeros((1, 3, _HEIGHT, max(columns, _FEWEST_COLUMNS) * _COLUMN), np.float32)
        given[:, :, :, :wide] = _normalised(cv2.resize(crop, (wide, _HEIGHT)))
        (found,) = self._reading.run(None, {self._reading.get_inputs()[0].name: given})
        seen = found[0, :columns]
        letters = [self._alphabet[token] for token in seen.argmax(axis=1)]
        place = Box(*(float(int(edge)) for edge in astuple(box)))
        return spelled(letters, seen.max(axis=1).tolist(), _COLUMN / wide, _ink(crop), place)


def _spread(left: float, top: float, wide: float, high: float, width: int, height: int) -> Box:
    """Return the box of a line from the core of it that the model finds; all in pixels of a page of this size."""
    more = wide * high * _SPREAD / (2 * (wide + high))
    return Box(
        max(left - more, 0.0), max(top - more, 0.0), min(left + wide + more, width), min(top + high + more, height)
    )


def _stepped(length: float) -> int:
    """Return a length as the models want it."""
    return max(round(length / _STEP), 1) * _STEP


def _normalised(pixels: Any) -> Any:
    """Return a picture as the models want it: one batch, colours first, from -1 to 1."""
    return ((pixels.astype(np.float32) / 127.5) - 1.0).transpose(2, 0, 1)[None]


def _ink(crop: Any) -> tuple[list[float], list[float]]:
    """Return how dark the columns and the rows of a picture are, its paper being 0."""
    dark = 255.0 - crop.min(axis=2)
    dark = np.maximum(dark - np.median(dark), 0.0)
    dark[dark < dark.max() * _FAINT] = 0.0
    return dark.sum(axis=0).tolist(), dark.sum(axis=1).tolist()


def _session(model: Path, keeps_memory: bool) -> Any:
    """Load a model. To keep the memory between runs is faster, and dear for large pictures."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = keeps_memory
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
