"""Makes small PDFs of every odd kind by lot: how each text is drawn, and how it is repeated; all places are known."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pymupdf

WIDE, HIGH = 595.0, 842.0
HANZI = "云川市青岭省人民政府办公室联系电话住址姓名身份证号码李禾张明王芳测试文件通知附表第一二三四五六七八九十"
SIZES = (8.0, 10.5, 12.0, 16.0)
KINDS = (
    "plain",
    "plain",
    "kerned",
    "octal",
    "spaced",
    "squeezed",
    "stretched",
    "upright",
    "over",
    "down",
    "slanted",
    "shuffled",
    "twice",
    "bold",
    "unseen",
    "clipped",
    "ligature",
    "zero",
    "form",
    "nested",
    "type3",
    "field",
    "typed",
    "layer",
    "beside",
    "spoken",
    "outlined",
    "cell",
)
HIDDEN = frozenset({"layer", "beside"})
REPEATING = HIDDEN | {"slanted", "plain"}
BAKED = frozenset({"field", "typed"})


@dataclass(frozen=True)
class Put:
    """One glyph on a page: its characters and its origin, y down from the top of the page as it lies in the file."""

    text: str
    x: float
    y: float


@dataclass
class Item:
    """One text on a page (from 0): how it is drawn, and where its glyphs are, None where nobody can tell."""

    page: int
    kind: str
    text: str
    puts: list[Put] = field(default_factory=list)


@dataclass
class Odd:
    """A PDF and all that is in it."""

    raw: bytes
    items: list[Item]
    secrets: dict[str, str]
    """What else was hidden where: place by what it says."""


def odd_pdf(seed: int) -> Odd:
    """Return the PDF of a number; the same number gives the same PDF."""
    return _Press(random.Random(seed)).printed()


@cache
def _template() -> bytes:
    """Return a PDF of one page with the fonts C (Chinese, embedded), H (plain, one byte a letter) and I (by glyphs)."""
    face = _face("cjk")
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_font(fontname="C", fontbuffer=face.buffer)
        codes = "".join(f"{face.has_glyph(ord(char)):04x}" for char in HANZI + "0123456789")
        stream = document.get_new_xref()
        document.update_object(stream, "<<>>")
        document.update_stream(stream, f"BT /C 8 Tf 1 0 0 1 20 20 Tm <{codes}> Tj ET".encode())
        page.set_contents(stream)
        document.subset_fonts()
        page.insert_font(fontname="H", set_simple=True, fontbuffer=_face("helv").buffer)
        page.insert_font(fontname="I", fontbuffer=_face("helv").buffer)
        return bytes(document.tobytes(garbage=3, deflate=True))


@cache
def _face(name: str) -> Any:
    return pymupdf.Font(name)


class _Press:
    """Prints one PDF."""

    def __init__(self, lot: random.Random) -> None:
        self.lot = lot
        self.document = pymupdf.open(stream=_template(), filetype="pdf")
        self.items: list[Item] = []
        self.secrets: dict[str, str] = {}
        self.used: set[str] = set()
        self.forms = 0

    def printed(self) -> Odd:
        """Print the pages and what hangs on them."""
        self.fonts = {font[4]: font[0] for font in self.document.get_page_fonts(0)}
        self.layer = self.document.add_ocg("隐藏", on=False)
        for number in range(self.lot.randint(1, 2)):
            self._page(number)
        self.document.delete_page(0)
        self._hide()
        raw = self.document.tobytes(garbage=self.lot.choice((0, 3)), deflate=self.lot.random() < 0.8)
        self.document.close()
        return Odd(raw, self.items, self.secrets)

    def _page(self, number: int) -> None:
        page = self.document.new_page(width=WIDE, height=HIGH)
        fonts = "".join(f"/{name} {xref} 0 R" for name, xref in {**self.fonts, "T": self._type3()}.items())
        self.shown = f"/Font<<{fonts}>>/Properties<</L {self.layer} 0 R>>"
        self.drawn: list[str] = []
        stream: list[str] = []
        annotations: list[Callable[[Any], None]] = []
        row = 60.0
        for _ in range(self.lot.randint(4, 12)):
            if row > HIGH - 220:
                break
            kind = self.lot.choice(KINDS)
            size = self.lot.choice(SIZES)
            self.deep = 0.0
            x = self.lot.uniform(40, 90)
            stream.append(self._item(number, kind, size, x, row, annotations))
            row += self.deep + size * self.lot.uniform(1.7, 3.0)
        own = self.document.get_new_xref()
        self.document.update_object(own, "<<>>")
        self.document.update_stream(own, "\n".join(stream).encode("latin-1"))
        page.set_contents(own)
        self.document.xref_set_key(page.xref, "Resources", f"<<{self.shown}/XObject<<{' '.join(self.drawn)}>>>>")
        for annotate in annotations:
            annotate(page)
        if self.lot.random() < 0.3:
            page.set_rotation(self.lot.choice((90, 180, 270)))

    def _text(self) -> str:
        """Return a text that no other is like: a number, or hanzi around one."""
        while True:
            digits = "".join(self.lot.choices("0123456789", k=self.lot.choice((7, 11, 18))))
            if not any(digits in other or other in digits for other in self.used):
                break
        self.used.add(digits)
        return digits

    def _item(self, number: int, kind: str, size: float, x: float, y: float, later: list[Callable[[Any], None]]) -> str:
        text = self._text()
        if self.lot.random() < 0.5:
            text = "".join(self.lot.choices(HANZI, k=self.lot.randint(2, 6))) + text
        repeated = [item.text for item in self.items if item.kind in ("plain", "kerned", "octal", "form")]
        if repeated and kind in REPEATING and self.lot.random() < 0.3:
            text = self.lot.choice(repeated)
        item = Item(number, kind, text)
        self.items.append(item)
        font = "C" if any(char > "\x7f" for char in text) else self.lot.choice("CHI")
        if kind in BAKED:
            self.deep = size
            y += size
            later.append(self._annotation(kind, text, x, y, size))
            return ""
        if kind == "ligature":
            item.text = text = f"of\ufb01ce{self._text()}"
            font = "I"
        elif kind == "zero":
            half = len(text) // 2
            item.text = text = text[:half] + "\u200b" + text[half:]
        elif kind == "type3":
            font, item.text = "T", "".join(char for char in text if char.isdigit())
            text = item.text
        return self._drawn(item, font, size, x, y)

    def _drawn(self, item: Item, font: str, size: float, x: float, y: float) -> str:
        turn = {"upright": 90, "down": 270, "over": 180, "slanted": 30}.get(item.kind, 0)
        if item.kind in ("upright", "down", "slanted"):
            item.text = item.text[:12]
            self.deep = sum(self._advance(font, char) for char in item.text) * size * (0.5 if turn == 30 else 1)
        if turn in (30, 90):
            y += self.deep
        if turn == 180:
            x += 250
        if item.kind == "beside":
            x += WIDE + 20
        stretch = {"squeezed": 0.5, "stretched": 1.8}.get(item.kind, 1.0)
        extra = 1.3 if item.kind == "spaced" else 0.0
        self._place(item, font, size, x, y, turn, stretch, extra)
        shown = self._shown(item, font)
        state = f"{extra} Tc {stretch * 100:.0f} Tz {3 if item.kind == 'unseen' else 0} Tr"
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        matrix = f"{cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f}"
        at = f"{x:.3f} {HIGH - y:.3f} Tm"
        body = f"BT /{font} {size} Tf {state} {matrix} {at} {shown} ET"
        match item.kind:
            case "shuffled":
                return self._shuffled(item, font, size)
            case "twice":
                return f"{body}\n{body}"
            case "bold":
                aside = f"{x + 0.25:.3f} {HIGH - y:.3f} Tm"
                return f"{body}\nBT /{font} {size} Tf {state} {matrix} {aside} {shown} ET"
            case "clipped":
                return f"q {x - 2:.2f} {HIGH - y - size:.2f} 400 {size * 2.2:.2f} re W n {body} Q"
            case "layer":
                return f"/OC /L BDC {body} EMC"
            case "spoken":
                said = item.text.encode("utf-16-be").hex()
                return f"/Span <</ActualText <feff{said}> /Alt <feff{said}>>> BDC {body} EMC"
            case "form" | "nested":
                return self._form(body, is_nested=item.kind == "nested")
            case "outlined":
                return f"0.4 w q 0.9 0.95 1 rg {x - 5:.2f} {HIGH - y - 4:.2f} 300 {size + 6:.2f} re f Q {body}"
            case "cell":
                return f"0.5 w {x - 6:.2f} {HIGH - y - 5:.2f} 320 {size + 10:.2f} re S {body}"
        return f"q {body} Q" if self.lot.random() < 0.5 else body

    def _place(
        self, item: Item, font: str, size: float, x: float, y: float, turn: int, stretch: float, extra: float
    ) -> None:
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        along = 0.0
        for char in item.text:
            wide = self._advance(font, char)
            if char != "\u200b" or font == "I":
                item.puts.append(Put(char, x + along * cos, y - along * sin))
            along += (wide * size + extra) * stretch if wide else 0.0

    def _advance(self, font: str, char: str) -> float:
        if font == "T":
            return 0.6
        face = _face("cjk" if font == "C" else "helv")
        return float(face.glyph_advance(ord(char))) if face.has_glyph(ord(char)) else 0.0

    def _codes(self, text: str, font: str) -> list[str]:
        if font in "HT":
            return [f"{ord(char):02x}" for char in text if char != "\u200b"]
        face = _face("cjk" if font == "C" else "helv")
        return [f"{face.has_glyph(ord(char)):04x}" for char in text if face.has_glyph(ord(char))]

    def _shown(self, item: Item, font: str) -> str:
        codes = self._codes(item.text, font)
        if item.kind == "octal" and font == "H":
            return "(" + "".join(f"\\{int(code, 16):03o}" for code in codes) + ") Tj"
        if item.kind == "kerned":
            return "[" + " 0 ".join(f"<{code}>" for code in codes) + "] TJ"
        if font == "H" and self.lot.random() < 0.5:
            return f"({item.text}) Tj".replace("\u200b", "")
        return f"<{''.join(codes)}> Tj"

    def _shuffled(self, item: Item, font: str, size: float) -> str:
        codes = self._codes(item.text, font)
        drawn = [
            f"1 0 0 1 {put.x:.3f} {HIGH - put.y:.3f} Tm <{code}> Tj" for put, code in zip(item.puts, codes, strict=True)
        ]
        self.lot.shuffle(drawn)
        return f"BT /{font} {size} Tf 0 Tc 100 Tz 0 Tr {' '.join(drawn)} ET"

    def _form(self, body: str, *, is_nested: bool) -> str:
        """Return the call of a form that holds the text, or of one that calls such a form."""
        resources = f"<<{self.shown}>>"
        name = ""
        for _ in range(2 if is_nested else 1):
            self.forms += 1
            number = self.document.get_new_xref()
            head = f"<</Type/XObject/Subtype/Form/BBox[0 0 {WIDE} {HIGH}]/Resources {resources}>>"
            self.document.update_object(number, head)
            self.document.update_stream(number, body.encode("latin-1"))
            name = f"/X{self.forms} {number} 0 R"
            resources = f"<</XObject<<{name}>>>>"
            body = f"q 1 0 0 1 0 0 cm /X{self.forms} Do Q"
        self.drawn.append(name)
        return body

    def _annotation(self, kind: str, text: str, x: float, y: float, size: float) -> Callable[[Any], None]:
        area = pymupdf.Rect(x, y - size * 1.4, x + 320, y + size * 0.6)

        def put(page: Any) -> None:
            if kind == "field":
                widget = pymupdf.Widget()
                widget.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
                widget.field_name, widget.rect, widget.text_fontsize = f"f{y:.0f}", area, size * 0.9
                widget.field_value = "".join(char for char in text if char.isdigit())
                page.add_widget(widget)
            else:
                page.add_freetext_annot(area, "".join(char for char in text if char.isdigit()), fontsize=size * 0.9)

        return put

    def _type3(self) -> int:
        """Return the number of a font of the third type whose digits are drawn by procedures."""
        drawings = []
        for digit in range(10):
            number = self.document.get_new_xref()
            self.document.update_object(number, "<<>>")
            bars = " ".join(f"{60 + 90 * (step % 5)} {80 + 300 * (step // 5)} 60 250 re" for step in range(digit + 1))
            self.document.update_stream(number, f"600 0 0 0 600 700 d1 {bars} f".encode())
            drawings.append(f"/d{digit} {number} 0 R")
        meanings = self.document.get_new_xref()
        self.document.update_object(meanings, "<<>>")
        lines = "\n".join(f"<{48 + digit:02x}> <{48 + digit:04x}>" for digit in range(10))
        self.document.update_stream(
            meanings,
            f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
            f"10 beginbfchar\n{lines}\nendbfchar endcmap end".encode(),
        )
        font = self.document.get_new_xref()
        names = " ".join(f"/d{digit}" for digit in range(10))
        self.document.update_object(
            font,
            f"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 48/LastChar 57"
            f"/Widths[{'600 ' * 10}]/Encoding<</Type/Encoding/Differences[48 {names}]>>"
            f"/CharProcs<<{' '.join(drawings)}>>/Resources<<>>/ToUnicode {meanings} 0 R>>",
        )
        return font

    def _hide(self) -> None:
        """Say some of the texts again where nobody looks."""
        said = self.lot.choice(self.items).text
        digits = "".join(char for char in said if char.isdigit())
        places = self.lot.sample(
            ("title", "keywords", "xmp", "outline", "attachment", "comment", "link", "script", "comment in content"), 3
        )
        page = self.document[0]
        for place in places:
            self.secrets[place] = digits
            match place:
                case "title" | "keywords":
                    self.document.set_metadata({place: f"关于{digits}"})
                case "xmp":
                    self.document.set_xml_metadata(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{digits}</x:xmpmeta>")
                case "outline":
                    self.document.set_toc([[1, f"电话{digits}", 1]])
                case "attachment":
                    self.document.embfile_add("名单.txt", digits.encode())
                case "comment":
                    page.add_text_annot((300, 30), f"请核对{digits}")
                case "link":
                    page.insert_link(
                        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(10, 10, 50, 20), "uri": f"tel:{digits}"}
                    )
                case "script":
                    number = self.document.get_new_xref()
                    self.document.update_object(number, f"<</S/JavaScript/JS({digits})>>")
                    self.document.xref_set_key(self.document.pdf_catalog(), "OpenAction", f"{number} 0 R")
                case "comment in content":
                    page.set_contents(self._commented(page, digits))

    def _commented(self, page: Any, digits: str) -> int:
        number = self.document.get_new_xref()
        self.document.update_object(number, "<<>>")
        self.document.update_stream(number, f"% {digits}\n".encode() + page.read_contents())
        return number
