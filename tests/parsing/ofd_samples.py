"""Small OFD files, written out part by part. Unit: millimetres, as in the files."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from desktop.domain.text import SourceText
from desktop.parsing.progress import Progress, unheard
from desktop.parsing.readers import ofd
from desktop.parsing.readers.options import ReadOptions

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
DOCUMENT, RESOURCES, FIRST = "Doc_0/Document.xml", "Doc_0/PublicRes.xml", "Doc_0/Pages/Page_0/Content.xml"
PLAIN = '<ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts>'
SENTENCE = "为做好春季植树工作，现将有关事项通知如下。"

Parts = dict[str, str | bytes]


def text(
    said: str, x: float = 20, y: float = 20, size: float = 4, code: str = "", more: str = "", inner: str = ""
) -> str:
    """Return a text object; `code` are attributes of its TextCode, `more` its own, `inner` elements before the code."""
    steps = "" if code or len(said) < 2 else f'DeltaX="g {len(said) - 1} {size}"'
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 200 {size}" Font="1" Size="{size}" {more}>{inner}'
        f'<ofd:TextCode X="0" Y="{size * 0.88}" {code or steps}>{said}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, more: str = "", inner: str = "") -> str:
    """Return a path object in the coordinates of the page."""
    return (
        f'<ofd:PathObject ID="8" Boundary="0 0 210 297" LineWidth="0.2" {more}>{inner}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def page(objects: str, before: str = "") -> str:
    """Return the part of a page with one layer."""
    return f'<ofd:Page {SPACE}>{before}<ofd:Content><ofd:Layer ID="7">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def document(pages: int = 1, common: str = "", after: str = "") -> str:
    """Return the part that lists the pages."""
    listed = "".join(
        f'<ofd:Page ID="{100 + index}" BaseLoc="Pages/Page_{index}/Content.xml"/>' for index in range(pages)
    )
    return (
        f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{after}</ofd:Document>"
    )


def parts_of(*pages: str, resources: str = PLAIN, common: str = "", after: str = "", body: str = "") -> Parts:
    """Return the parts of a file by name; `body` goes into the DocBody, `after` behind the list of pages."""
    return {
        "OFD.xml": f"<ofd:OFD {SPACE} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
        f"</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>",
        DOCUMENT: document(len(pages), common, after),
        RESOURCES: f'<ofd:Res {SPACE} BaseLoc="Res">{resources}</ofd:Res>',
    } | {f"Doc_0/Pages/Page_{index}/Content.xml": content for index, content in enumerate(pages)}


def packed(parts: Parts) -> bytes:
    """Return the archive of some parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def read(parts: Parts | bytes, options: ReadOptions | None = None, progress: Progress = unheard) -> SourceText:
    """Read a file of these parts."""
    raw = parts if isinstance(parts, bytes) else packed(parts)
    return ofd.read(Path("a.ofd"), raw, sha256(raw).hexdigest(), options or ReadOptions(), progress)


def said(*objects: str, **more: str) -> str:
    """Return the text of a file with one page."""
    return read(parts_of(page("".join(objects)), **more)).text.strip()
