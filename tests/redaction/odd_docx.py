# ruff: noqa: E501
"""Word files with everything that a file may hide behind its pages, of random text, for the proofs of redaction."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from xml.sax.saxutils import escape, quoteattr

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥的了和是在有不为于以0123456789ABCabc&<>\"'，。、：；（）"
_PERSONS = ("王明远", "李青禾", "欧阳若水", "周岚", "13800138000", "11010519491231002X", "6222020011112222333")


@dataclass
class Hidden:
    """What a file says out of its pages, part by part."""

    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)


class OddFile:
    """One random file. `text` strings that repeat are drawn from a few, so that they stand in hidden places too."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._hidden = Hidden()
        self._number = 0

    def raw(self) -> bytes:
        """Return the file."""
        blocks = "".join(self._block(0) for _ in range(self._random.randint(3, 12)))
        headers = self._random.randint(0, 2)
        sections = "".join(
            f'<w:headerReference w:type="{kind}" r:id="rIdH{number}"/>'
            for number, kind in zip(range(headers), ("default", "first"), strict=False)
        )
        body = f"<w:body>{self._paragraph('首段文字 ' + self._said())}{blocks}<w:sectPr>{sections}</w:sectPr></w:body>"
        return self._packed(f"{_HEAD}<w:document {_SPACES}>{body}</w:document>", headers)

    def _said(self) -> str:
        """Return a few random signs, often with a string that stands elsewhere too."""
        chosen = self._random
        words = "".join(chosen.choice(_SIGNS) for _ in range(chosen.randint(1, 14)))
        return f"{words}{chosen.choice(_PERSONS)}{chosen.choice(_SIGNS)}" if chosen.random() < 0.5 else words

    def _block(self, depth: int) -> str:
        chosen = self._random.random()
        if chosen < 0.15 and depth < 2:
            rows = self._random.randint(1, 3)
            columns = self._random.randint(2, 3)
            cells = lambda: "".join(f"<w:tc><w:tcPr/>{self._paragraph()}</w:tc>" for _ in range(columns))  # noqa: E731
            return (
                f"<w:tbl><w:tblPr><w:tblCaption w:val={quoteattr(self._said())}/></w:tblPr>"
                + "".join(f"<w:tr>{cells()}</w:tr>" for _ in range(rows))
                + f"</w:tbl>{self._paragraph()}"
            )
        if chosen < 0.22:
            return f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(self._said())}/></w:sdtPr><w:sdtContent>{self._paragraph()}</w:sdtContent></w:sdt>"
        if chosen < 0.28:
            mark = f'<w:del w:id="1" w:author={quoteattr(self._person())} w:date="2026-01-01T00:00:00Z"/>'
            return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{self._runs()}</w:p>{self._paragraph()}"
        return self._paragraph()

    def _person(self) -> str:
        return self._random.choice(_PERSONS)

    def _paragraph(self, text: str | None = None) -> str:
        numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        properties = numbered if self._random.random() < 0.15 else ""
        inner = self._runs() if text is None else self._run(text)
        return f'<w:p w:rsidR="00AB12CD" w14:paraId="1A2B3C4D">{properties}{inner}</w:p>'

    def _runs(self) -> str:
        return "".join(self._piece() for _ in range(self._random.randint(1, 5)))

    def _run(self, text: str, properties: str = "") -> str:
        """Return text split over runs at random."""
        parts, at = [], 0
        while at < len(text):
            size = self._random.randint(1, max(1, len(text)))
            parts.append(text[at : at + size])
            at += size
        return "".join(
            f'<w:r w:rsidRPr="00CD34EF">{properties}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part in parts
        )

    def _piece(self) -> str:
        kinds = (
            self._plain, self._plain, self._plain, self._hyperlink, self._comment, self._inserted, self._deleted,
            self._secret, self._coded, self._bookmarked, self._boxed, self._noted, self._pictured, self._spoken,
            self._blank, self._formula, self._embedded,
        )  # fmt: skip
        return self._random.choice(kinds)()

    def _plain(self) -> str:
        return self._run(self._said())

    def _blank(self) -> str:
        signs = ("<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", '<w:sym w:font="Wingdings" w:char="F0FE"/>')
        return f"<w:r>{self._random.choice(signs)}</w:r>{self._run(self._said())}"

    def _hyperlink(self) -> str:
        tip = quoteattr(self._said())
        return f'<w:hyperlink r:id="rIdLink" w:tooltip={tip} w:anchor={quoteattr(self._person())}>{self._plain()}</w:hyperlink>'

    def _comment(self) -> str:
        number = len(self._hidden.comments)
        self._hidden.comments.append(self._said() + self._person())
        return (
            f'<w:commentRangeStart w:id="{number}"/>{self._plain()}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def _inserted(self) -> str:
        return f'<w:ins w:id="3" w:author={quoteattr(self._person())}>{self._plain()}</w:ins>'

    def _deleted(self) -> str:
        text = escape(self._said() + self._person())
        return f'<w:del w:id="4" w:author="x"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'

    def _secret(self) -> str:
        return self._run(self._said() + self._person(), "<w:rPr><w:vanish/></w:rPr>")

    def _coded(self) -> str:
        code = escape(f' HYPERLINK "mailto:{self._person()}@example.cn" ')
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self._plain()}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def _bookmarked(self) -> str:
        self._number += 1
        name = quoteattr(self._person())
        return f'<w:bookmarkStart w:id="{self._number}" w:name={name}/>{self._plain()}<w:bookmarkEnd w:id="{self._number}"/>'

    def _boxed(self) -> str:
        inner = self._run(self._said())
        text = f"<w:txbxContent><w:p>{inner}</w:p></w:txbxContent>"
        about = f'<wp:docPr id="1" name={quoteattr(self._person())} descr={quoteattr(self._said())}/>'
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
            f"{about}<a:graphic><a:graphicData><wps:wsp><wps:txbx>{text}</wps:txbx></wps:wsp></a:graphicData>"
            "</a:graphic></wp:inline></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape alt={quoteattr(self._person())}><v:textbox>{text}</v:textbox></v:shape>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    def _noted(self) -> str:
        self._hidden.notes.append(self._said())
        return f'<w:r><w:footnoteReference w:id="{len(self._hidden.notes)}"/></w:r>'

    def _pictured(self) -> str:
        said = quoteattr(self._person())
        return f'<w:r><w:pict><v:shape id="s" title={said}><v:textpath string={said}/></v:shape></w:pict></w:r>'

    def _spoken(self) -> str:
        text = f"<w:r><w:t>{escape(self._random.choice('甲乙丙'))}</w:t></w:r>"
        return f"<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase>{text}</w:rubyBase></w:ruby></w:r>"

    def _formula(self) -> str:
        return f"<m:oMath><m:r><m:t>{escape(self._said())}</m:t></m:r></m:oMath>"

    def _embedded(self) -> str:
        return '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rIdOle"/></w:object></w:r>'

    def _packed(self, document: str, headers: int) -> bytes:
        person = self._person()
        parts = {
            "word/document.xml": document,
            "word/comments.xml": _story("comments", "comment", self._hidden.comments, 0, person),
            "word/footnotes.xml": _story("footnotes", "footnote", self._hidden.notes, 1, person),
            "word/styles.xml": f'{_HEAD}<w:styles {_SPACES}><w:style w:type="paragraph" w:styleId="a" w:default="1">'
            f'<w:name w:val={quoteattr(person)}/><w:rsid w:val="00112233"/></w:style></w:styles>',
            "word/settings.xml": f'{_HEAD}<w:settings {_SPACES}><w:trackRevisions/><w:rsids><w:rsidRoot w:val="00AB12CD"/>'
            f'</w:rsids><w:docVars><w:docVar w:name="x" w:val={quoteattr(person)}/></w:docVars></w:settings>',
            "word/numbering.xml": f'{_HEAD}<w:numbering {_SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
            "docProps/core.xml": f'{_HEAD}<p xmlns="x"><creator>{person}</creator><title>{escape(self._said())}</title></p>',
            "docProps/app.xml": f'{_HEAD}<p xmlns="x"><Manager>{person}</Manager></p>',
            "docProps/custom.xml": f'{_HEAD}<p xmlns="x"><v>{person}</v></p>',
            "docProps/thumbnail.jpeg": person,
            "customXml/item1.xml": f"{_HEAD}<d><n>{person}</n></d>",
            "word/embeddings/sheet.xlsx": person,
            "word/glossary/document.xml": f"{_HEAD}<w:glossaryDocument {_SPACES}><w:t>{person}</w:t></w:glossaryDocument>",
            "word/people.xml": f'{_HEAD}<w:people {_SPACES} w:author="{person}"/>',
        }
        shared = self._said()
        for number in range(headers):
            text = shared if self._random.random() < 0.5 else self._said()
            parts[f"word/header{number}.xml"] = f"{_HEAD}<w:hdr {_SPACES}><w:p>{self._run(text)}</w:p></w:hdr>"
        kinds = {
            "rIdS": ("styles", "styles.xml"), "rIdN": ("numbering", "numbering.xml"), "rIdC": ("comments", "comments.xml"),
            "rIdF": ("footnotes", "footnotes.xml"), "rIdE": ("settings", "settings.xml"),
            "rIdOle": ("package", "embeddings/sheet.xlsx"), "rIdG": ("glossaryDocument", "glossary/document.xml"),
            "rIdX": ("customXml", "../customXml/item1.xml"), "rIdP": ("people", "people.xml"),
            **{f"rIdH{number}": ("header", f"header{number}.xml") for number in range(headers)},
        }  # fmt: skip
        link = (
            f'<Relationship Id="rIdLink" Type="{_RELATION}hyperlink" Target="mailto:{person}" TargetMode="External"/>'
        )
        parts["word/_rels/document.xml.rels"] = _relations(kinds, link)
        parts["_rels/.rels"] = _relations(
            {
                "r1": ("officeDocument", "word/document.xml"), "r2": ("core-properties", "docProps/core.xml"),
                "r3": ("extended-properties", "docProps/app.xml"), "r4": ("custom-properties", "docProps/custom.xml"),
                "r5": ("thumbnail", "docProps/thumbnail.jpeg"),
            }
        )  # fmt: skip
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.{kind}+xml"/>'
            for name, kind in (
                ("word/document.xml", "document.main"), ("word/styles.xml", "styles"), ("word/comments.xml", "comments"),
                ("word/footnotes.xml", "footnotes"), ("word/settings.xml", "settings"), ("word/numbering.xml", "numbering"),
                *((f"word/header{number}.xml", "header") for number in range(headers)),
            )
        )  # fmt: skip
        parts["[Content_Types].xml"] = (
            f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
            f"{overrides}</Types>"
        )
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("[Content_Types].xml", *(known for known in parts if known != "[Content_Types].xml")):
                archive.writestr(name, parts[name].encode("utf-8"))
        return stream.getvalue()


def _story(root: str, item: str, texts: list[str], first: int, person: str) -> str:
    author = f" w:author={quoteattr(person)}" if item == "comment" else ""
    items = "".join(
        f'<w:{item} w:id="{number}"{author}><w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:{item}>'
        for number, text in enumerate(texts, first)
    )
    return f"{_HEAD}<w:{root} {_SPACES}>{items}</w:{root}>"


def _relations(kinds: dict[str, tuple[str, str]], more: str = "") -> str:
    listed = "".join(
        f'<Relationship Id="{identity}" Type="{_RELATION}{kind}" Target="{target}"/>'
        for identity, (kind, target) in kinds.items()
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}{more}</Relationships>'
