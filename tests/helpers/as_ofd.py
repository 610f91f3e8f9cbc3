"""Writes a sample gazette as an OFD file (GB/T 33190): the same words and rules at the same places as in the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import drawing
from layout import Typesetter
from manuscript import Manuscript
from sheets import HEIGHT, WIDTH, Sheet, Word, width

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MILLIMETRES = 25.4 / 72
FONT, BOLD_FONT, TEMPLATE, COLOURED = 1, 2, 3, "190 26 26"

Rules = Iterable[tuple[float, float, float, float]]


def ofd_of(copy: Manuscript, pages: Typesetter) -> bytes:
    """Return the OFD: cover, contents list, laid out pages with the colophon on the last."""
    last = pages.sheets[-1]
    last = Sheet(last.number, [*last.words, *(drawing._colophon(copy) if copy.colophon else [])], last.rules)
    common = set(pages.sheets[0].rules).intersection(*(sheet.rules for sheet in pages.sheets))
    contents = [content(_cover(copy), red=True), content(drawing._contents(copy, pages))]
    contents += [content(sheet, common) for sheet in [*pages.sheets[:-1], last]]
    return package(contents, paths(common))


def package(contents: Sequence[str], template: str = "") -> bytes:
    """Return a file with these pages."""
    return zipped(entries(contents, template))


def entries(contents: Sequence[str], template: str = "") -> dict[str, bytes]:
    """Return the parts of a file with these pages by name."""
    size = f"0 0 {WIDTH * MILLIMETRES:.3f} {HEIGHT * MILLIMETRES:.3f}"
    listed = "".join(
        f'<ofd:Page ID="{100 + index}" BaseLoc="Pages/Page_{index}/Content.xml"/>' for index in range(len(contents))
    )
    fonts = "".join(
        f'<ofd:Font ID="{number}" FontName="宋体" FamilyName="宋体"{bold}/>'
        for number, bold in ((FONT, ""), (BOLD_FONT, ' Bold="true"'))
    )
    parts = {
        "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>00000000000000000000000000000001</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>{size}</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f'<ofd:TemplatePage ID="{TEMPLATE}" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>',
        "Doc_0/Tpls/Tpl_0/Content.xml": page(template),
    }
    parts |= {f"Doc_0/Pages/Page_{index}/Content.xml": text for index, text in enumerate(contents)}
    return {name: (HEAD + text).encode() for name, text in parts.items()}


def zipped(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of these entries; the same entries give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, raw in entries.items():
            info = ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            file.writestr(info, raw)
    return out.getvalue()


def page(objects: str, templates: str = "") -> str:
    """Return the part of a page from its objects."""
    return (
        f'<ofd:Page {SPACE}>{templates}<ofd:Content><ofd:Layer ID="10" Type="Body">{objects}</ofd:Layer></ofd:Content>'
        "</ofd:Page>"
    )


def content(sheet: Sheet, common: Iterable[tuple[float, float, float, float]] = (), red: bool = False) -> str:
    """Return the part of a page; the rules in `common` are left to the template."""
    shared = set(common)
    objects = [paths(rule for rule in sheet.rules if rule not in shared)]
    objects += [text(word, red and index == 0) for index, word in enumerate(sheet.words)]
    template = f'<ofd:Template TemplateID="{TEMPLATE}" ZOrder="Background"/>' if shared else ""
    return page("".join(objects), template)


def text(word: Word, red: bool = False) -> str:
    """Return a text object."""
    size = word.size * MILLIMETRES
    box = (word.x, word.y - 0.88 * word.size, width(word.text, word.size), word.size)
    boundary = " ".join(f"{length * MILLIMETRES:.4f}" for length in box)
    steps = [f"{width(char, word.size) * MILLIMETRES:.4f}" for char in word.text[:-1]]
    fill = f'<ofd:FillColor Value="{COLOURED}"/>' if red else ""
    return (
        f'<ofd:TextObject ID="20" Boundary="{boundary}" '
        f'Font="{BOLD_FONT if word.bold else FONT}" Size="{size:.4f}">{fill}'
        f'<ofd:TextCode X="0" Y="{0.88 * size:.4f}"{_deltas(steps)}>{escape(word.text)}</ofd:TextCode></ofd:TextObject>'
    )


def _deltas(steps: list[str]) -> str:
    """Return the distances, those that repeat in the short form."""
    if not steps:
        return ""
    runs = [(step, len(list(group))) for step, group in groupby(steps)]
    parts = [f"g {count} {step}" if count > 2 else " ".join([step] * count) for step, count in runs]
    return f' DeltaX="{" ".join(parts)}"'


def paths(rules: Rules) -> str:
    """Return a path object for each ruling line."""
    return "".join(
        f'<ofd:PathObject ID="30" Boundary="{x0 * MILLIMETRES:.4f} {y0 * MILLIMETRES:.4f} '
        f'{(x1 - x0) * MILLIMETRES:.4f} {(y1 - y0) * MILLIMETRES:.4f}" LineWidth="0.18">'
        f'<ofd:StrokeColor Value="51 51 51"/><ofd:AbbreviatedData>M 0 0 L {(x1 - x0) * MILLIMETRES:.4f} '
        f"{(y1 - y0) * MILLIMETRES:.4f}</ofd:AbbreviatedData></ofd:PathObject>"
        for x0, y0, x1, y1 in rules
    )


def _cover(copy: Manuscript) -> Sheet:
    """Set the cover as in the PDF: the masthead large, the rest below it."""
    sheet, y = Sheet(1), 190.0
    for index, line in enumerate(line for line in copy.cover if line):
        size = 40.0 if index == 0 else 13.0
        y += size + 14
        sheet.words.append(Word((WIDTH - width(line, size)) / 2, y, line, size, index == 0))
        y += 20 if index == 0 else 0
    return sheet
