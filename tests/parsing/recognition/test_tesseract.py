"""What Tesseract says is understood, and it is found only where it can read Chinese."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from drawn_pages import LINES, SCALE, page_of, picture

from desktop.domain.glyphs import Box
from desktop.parsing.readers.recognition.engine import EngineMissing
from desktop.parsing.readers.recognition.picture import Picture
from desktop.parsing.readers.recognition.sizing import runs_of
from desktop.parsing.readers.recognition.tesseract import Tesseract, read_hocr

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page'><p class='ocr_par'>
<span class='ocr_line' title="bbox 10 10 120 40">
 <span class='ocrx_word'><span class='ocrx_cinfo' title='x_bboxes 10 10 38 40; x_conf 99.25'>附</span></span>
 <span class='ocrx_word'><span class='ocrx_cinfo' title='x_bboxes 42 10 70 40; x_conf 92.5'>件</span></span>
 <span class='ocrx_word'><span class='ocrx_cinfo' title='x_bboxes 100 10 120 40; x_conf 97'>1</span></span>
</span>
<span class='ocr_line' title="bbox 0 0 9 9"><span class='ocrx_word'> </span></span>
</p></div></body></html>"""


def engine() -> Tesseract:
    """Return the engine of this machine."""
    try:
        return Tesseract.installed()
    except EngineMissing:
        pytest.skip("Tesseract with Chinese data is not installed here")


def test_characters_come_with_box_and_certainty() -> None:
    (line,) = read_hocr(HOCR.encode())
    assert line.text == "附件 1"
    assert line.boxes[1] == Box(42, 10, 70, 40)
    assert line.certainty == pytest.approx((0.989, 0.55, 1.0, 0.853), abs=0.001)
    assert line.box == Box(10, 10, 120, 40)


def test_boxes_that_lie_beside_their_characters_are_set_anew() -> None:
    places = [(10, 38), (14, 70), (71, 99), (100, 129)]
    words = "".join(
        f"<span class='ocrx_word'><span title='x_bboxes {left} 10 {right} 40; x_conf 99'>{char}</span></span>"
        for char, (left, right) in zip("政府公报", places, strict=True)
    )
    hocr = HOCR[: HOCR.index("<span")] + f"<span class='ocr_line'>{words}</span></p></div></body></html>"
    (line,) = read_hocr(hocr.encode())
    assert [round(box.left) for box in line.boxes] == [10, 40, 70, 99]


@pytest.mark.parametrize("output", [b"", b"  ", b"<html", b"no hocr"], ids=["nothing", "blanks", "cut off", "text"])
def test_output_that_says_nothing_holds_no_lines(output: bytes) -> None:
    assert list(read_hocr(output)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the program")
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="no program"),
        pytest.param("echo eng", id="no Chinese"),
        pytest.param("exit 1", id="broken"),
    ],
)
def test_a_machine_without_chinese_data_has_no_engine(
    answer: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if answer is not None:
        program = tmp_path / "tesseract"
        program.write_text(f"#!/bin/sh\n{answer}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineMissing):
        Tesseract.installed()


def test_a_small_page_is_read() -> None:
    lines = engine().lines(Picture.of(picture(page_of())))
    found = {run.text.replace(" ", "") for run in runs_of(lines, SCALE)}
    assert {LINES[0], LINES[3]} <= found
