"""Turns a sample into what a scanner makes of its print: pictures of pages, a little crooked, blurred and noisy."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pymupdf
from PIL import Image

DPI = 200
QUALITY = 48
MOST_CROOKED = 0.6
NOISE = 1.5
BLUR = 1.8


def scan_of(pdf: bytes, dpi: int = DPI) -> bytes:
    """Return a PDF of the same pages as grey pictures without text; the same PDF gives the same scan."""
    with pymupdf.open(stream=pdf, filetype="pdf") as source, pymupdf.open() as scan:
        for number, page in enumerate(source):
            picture = jpeg(crooked(drawn(page, dpi), number))
            scan.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=picture)
        return bytes(scan.tobytes(garbage=4, no_new_id=True))


def tiff_of(pdf: bytes, pages: Iterable[int], dpi: int = DPI) -> bytes:
    """Return some pages of a PDF as a TIFF of several pages, black and white as a fax machine stores them."""
    with pymupdf.open(stream=pdf, filetype="pdf") as source:
        pictures = [Image.fromarray(crooked(drawn(source[number], dpi), number)).convert("L") for number in pages]
    out = BytesIO()
    binary = [picture.point(lambda value: 255 if value > 150 else 0).convert("1") for picture in pictures]
    binary[0].save(out, "TIFF", save_all=True, append_images=binary[1:], compression="group4", dpi=(dpi, dpi))
    return out.getvalue()


def png_of(pdf: bytes, number: int, dpi: int = DPI) -> bytes:
    """Return one page of a PDF as a grey PNG that states its resolution."""
    with pymupdf.open(stream=pdf, filetype="pdf") as source:
        picture = Image.fromarray(crooked(drawn(source[number], dpi), number))
    out = BytesIO()
    picture.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def drawn(page: Any, dpi: int) -> Any:
    """Return the grey pixels of a page, rows from the top."""
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width)


def crooked(pixels: Any, number: int, degrees: float | None = None, noise: float = NOISE) -> Any:
    """Return a page as scanned: turned (by its own small angle unless told), blurred, noisy; `number` is the seed."""
    random = np.random.default_rng(number)
    angle = random.uniform(-MOST_CROOKED, MOST_CROOKED) if degrees is None else degrees
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    soft = cv2.GaussianBlur(turned, (0, 0), BLUR).astype(np.float32)
    speckled = soft * 0.92 + random.normal(0.0, noise, soft.shape)
    return np.clip(speckled, 0, 255).astype(np.uint8)


def jpeg(pixels: Any, quality: int = QUALITY) -> bytes:
    """Return a picture as a JPEG."""
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_PROGRESSIVE, 1])
    return bytes(data)
