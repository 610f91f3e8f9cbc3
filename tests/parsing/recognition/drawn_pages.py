"""Small pages of known text for the tests of recognition."""

from __future__ import annotations

import random
from typing import Any

import pymupdf

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage
from tests.helpers.embedded_font import NAME, embed

DPI = 200
SCALE = DPI / 72
WIDTH, HEIGHT = 300.0, 210.0
SIZE, LEADING = 12.0, 20.0
LINES = (
    "云川市人民政府办公室",
    "云川府办发〔2026〕12号",
    "各县（区）人民政府，市直各部门：",
    "为做好防汛工作，经研究，现通知如下。",
    "一、落实责任，加强值班值守。",
    "二、本通知自2026年5月1日起施行。",
)


def page_of(lines: tuple[str, ...] = LINES, width: float = WIDTH, height: float = HEIGHT) -> Any:
    """Return the only page of a new document with some lines on it."""
    page = pymupdf.open().new_page(width=width, height=height)
    embed(page)
    for number, line in enumerate(lines):
        page.insert_text((36, 40 + number * LEADING), line, fontsize=SIZE, fontname=NAME)
    return page


def picture(page: Any, degrees: float = 0.0, scale: float = SCALE) -> PageImage:
    """Draw a page, turned clockwise by some degrees."""
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale) * pymupdf.Matrix(degrees), alpha=False)
    return PageImage(pixmap.width, pixmap.height, pixmap.samples)


def noisy(image: PageImage, share: float) -> PageImage:
    """Return a picture with a share of its pixels black or white at random, always the same."""
    chance = random.Random(1)
    samples = bytearray(image.samples)
    for place in range(0, len(samples), 3):
        if chance.random() < share:
            samples[place : place + 3] = bytes([chance.choice((0, 255))]) * 3
    return PageImage(image.width, image.height, bytes(samples))


def places(page: Any) -> list[tuple[str, Box]]:
    """Return the characters of a page with the boxes that they were set in."""
    blocks = page.get_text("rawdict")["blocks"]
    return [
        (char["c"], Box(*char["bbox"]))
        for block in blocks
        for line in block.get("lines", ())
        for span in line["spans"]
        for char in span["chars"]
    ]
