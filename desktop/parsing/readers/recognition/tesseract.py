"""Tesseract, an engine that the system may have: started once a page, picture in, hOCR with characters out."""

from __future__ import annotations

import os
import shutil
import subprocess
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

import regex
from lxml import etree

from desktop.domain.glyphs import Box
from desktop.parsing.readers.recognition.engine import EngineMissing, Line
from desktop.parsing.readers.recognition.picture import Picture

_LANGUAGE = "chi_sim"
_DPI = "200"
_PATIENCE = 120.0
_BLANK = 0.5
# What Tesseract says of a character, and how many of those were right on scans of six degrees of badness.
_SAID = (0.0, 0.7, 0.85, 0.9, 0.95, 0.98, 0.99, 1.0)
_RIGHT = (0.0, 0.1, 0.2, 0.4, 0.7, 0.93, 0.985, 1.0)
_EM, _WIDEST = 1.0, 1.3
_WIDE, _WIDE_MARKS = 0x2E80, "“”‘’—…·"
_OPENING, _CLOSING = "（《“〔【〈‘", "，。、；：）》”〕】〉！？’"
_PLACE = regex.compile(r"x_bboxes (-?[0-9]+) (-?[0-9]+) (-?[0-9]+) (-?[0-9]+); x_conf ([0-9.]+)")
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
# On more than one thread Tesseract is six times slower: the threads wait for each other.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


class Tesseract:
    """The engine of the system."""

    name = "Tesseract"

    def __init__(self, program: str) -> None:
        self._program = program

    @classmethod
    def installed(cls) -> Tesseract:
        """Return the engine where the program and its Chinese data are installed. Raises EngineMissing."""
        program = shutil.which("tesseract")
        if program is None or _LANGUAGE not in _run([program, "--list-langs"], b"").decode(errors="replace").split():
            raise EngineMissing
        return cls(program)

    def lines(self, picture: Picture) -> list[Line]:
        """Return the lines of a page; none where the program does not answer in time."""
        settings = ["-c", "hocr_char_boxes=1", "-c", "tessedit_create_hocr=1"]
        command = [self._program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", _DPI, "--psm", "3", *settings]
        return list(read_hocr(_run(command, picture.pnm())))


def read_hocr(hocr: bytes) -> Iterator[Line]:
    """Yield the lines of a page described in hOCR with characters."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(hocr, parser) if hocr.strip() else None
    for element in root.iter("{*}span") if root is not None else ():
        if element.get("class") in _LINES and (line := _line(element)) is not None:
            yield line


def _line(element: Any) -> Line | None:
    text: list[str] = []
    boxes: list[Box] = []
    certainty: list[float] = []
    for word in element.iter("{*}span"):
        if word.get("class") != "ocrx_word":
            continue
        is_first = True
        for character in word:
            found = _PLACE.search(character.get("title", ""))
            letters = "".join(character.itertext()).strip()
            if found is None or not letters:
                continue
            left, top, right, bottom = (float(value) for value in found.groups()[:4])
            box = Box(left, top, max(right, left + 1), max(bottom, top + 1))
            if is_first and boxes and box.left - boxes[-1].right > _BLANK * max(box.height, boxes[-1].height):
                text.append(" ")
                boxes.append(Box(boxes[-1].right, top, box.left, bottom))
                certainty.append(1.0)
            is_first = False
            for letter in letters:
                text.append(letter)
                boxes.append(box)
                certainty.append(_share_right(float(found[5]) / 100))
    if not text:
        return None
    around = boxes[0]
    for box in boxes:
        around = around.joined(box)
    return _placed(Line("".join(text), around, tuple(boxes), tuple(certainty)))


def _share_right(said: float) -> float:
    """Return how likely a character is right of which Tesseract is so sure: it thinks too well of itself."""
    above = min(max(bisect_right(_SAID, said), 1), len(_SAID) - 1)
    (low, high), (least, most) = _SAID[above - 1 : above + 1], _RIGHT[above - 1 : above + 1]
    return min(max(least + (most - least) * (said - low) / (high - low), 0.0), 1.0)


def _placed(line: Line) -> Line:
    """Return a line with its characters where type of one width would set them.

    Tesseract's own boxes are off by a character every fifth time; its lines are not. They are kept where a gap in the
    line makes the type look too wide.
    """
    kept = [index for index, char in enumerate(line.text) if not char.isspace()]
    units = [_EM if ord(line.text[index]) >= _WIDE or line.text[index] in _WIDE_MARKS else _EM / 2 for index in kept]
    before = _EM / 2 if line.text[kept[0]] in _OPENING else 0.0
    after = _EM / 2 if line.text[kept[-1]] in _CLOSING else 0.0
    step = line.box.width / max(sum(units) - before - after, _EM / 2)
    if step > _WIDEST * line.box.height:
        return line
    ends = [line.box.left + (end - before) * step for end in accumulate(units, initial=0.0)]
    boxes = [
        Box(max(left, line.box.left), line.box.top, min(right, line.box.right), line.box.bottom)
        for left, right in pairwise(ends)
    ]
    text = "".join(line.text[index] for index in kept)
    return Line(text, line.box, tuple(boxes), tuple(line.certainty[index] for index in kept))


def _run(command: list[str], given: bytes) -> bytes:
    """Return what a program prints, nothing where it fails or does not come to an end."""
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            env={**os.environ, **_ENVIRONMENT},
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
