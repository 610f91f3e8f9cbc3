"""Takes out of the parts of a Word file what its pages do not show: revisions, remarks, hidden text, names, marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

from desktop.parsing.readers.word.markup import ALTERNATIVES, alternative, child, w

_GONE = tuple(w(name) for name in ("del", "moveFrom", "cellDel", "cellIns", "cellMerge"))
_NEW = tuple(w(name) for name in ("ins", "moveTo"))
_MARKS = tuple(
    w(name)
    for name in (
        "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr", "permStart",
        "permEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd", "ffData", "fldData", "altChunk", "subDoc", "control", "tblCaption",
        "tblDescription", "smartTagPr", "customXmlPr", "sdtPr", "sdtEndPr", "rsid", "delText", "delInstrText",
    )
)  # fmt: skip
_SETTINGS = tuple(
    w(name)
    for name in (
        "rsids", "attachedTemplate", "mailMerge", "docVars", "trackRevisions", "revisionView", "writeProtection",
        "documentProtection", "saveThroughXslt", "attachedSchema", "schemaLibrary", "smartTagType", "forms",
        "removePersonalInformation", "readModeInkLockDown", "documentType", "activeWritingStyle", "captions",
    )
)  # fmt: skip
_WRAPPERS = tuple(w(name) for name in ("sdt", "sdtContent", "smartTag", "customXml"))
_PROPERTIES = re.compile(r"Pr$")
_CHANGE = re.compile(r"Change$")
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_REVISION = re.compile(r"^\{.*\}rsid")
_IDENTITY = re.compile(r"^\{http://schemas\.microsoft\.com/office/word/20\d\d/wordml\}(?:paraId|textId|docId)$")
_MACHINE_MARK = re.compile(r"_(?:Toc|Ref|Hlk)[0-9]+")
_SAFE_FIELDS = frozenset(
    {
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "SEQ",
        "TOC",
        "TC",
        "PAGEREF",
        "REF",
        "NOTEREF",
        "STYLEREF",
        "EQ",
        "=",
    }
)
"""Fields whose result is made of what the document shows; others keep their result and lose their code."""
_NAMES = frozenset({"docPr", "cNvPr"})
_TELLING = ("descr", "title", "alt")

Holds = Callable[[str], bool]
"""Tells whether a text holds something that was removed."""


def clean(root: Any, holds: Holds) -> None:
    """Clean one part, whatever it is, in place."""
    _choose(root)
    _accept(root)
    for element in list(root.iter(*_MARKS, *_SETTINGS, _OLE)):
        _remove(element)
    for element in list(root.iter(*_WRAPPERS)):
        unwrap(element)
    _join_paragraphs(root)
    _unlink(root, holds)
    _unmark(root)
    for element in list(root.iter(w("hyperlink"))):
        element.attrib.pop(w("tooltip"), None)
        if holds("".join(element.values())):
            unwrap(element)
    _strip_attributes(root)


def remove_runs_without_content(root: Any) -> None:
    """Take out runs in which nothing is left but their look."""
    for run in list(root.iter(w("r"))):
        if all(inner.tag == w("rPr") for inner in run):
            _remove(run)


def unwrap(element: Any) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for inner in reversed(list(element)):
        parent.insert(at, inner)
    parent.remove(element)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _choose(root: Any) -> None:
    """Leave of alternatives the one that is shown."""
    for element in list(root.iter(ALTERNATIVES)):
        shown = alternative(element)
        for inner in list(element):
            if inner is not shown:
                element.remove(inner)


def _accept(root: Any) -> None:
    """Accept all tracked changes; the deleted mark of a paragraph stays for `_join_paragraphs`."""
    for element in list(root.iter(etree.Element)):
        if _CHANGE.search(etree.QName(element).localname) and element.tag.startswith(w("")):
            _remove(element)
    for row in list(root.iter(w("tr"))):
        if child(child(row, "trPr"), "del") is not None:
            _remove(row)
    for cell in list(root.iter(w("tc"))):
        if child(child(cell, "tcPr"), "cellDel") is not None:
            _empty_cell(cell)
    for element in list(root.iter(*_GONE, *_NEW)):
        parent = element.getparent()
        if parent is None:
            continue
        is_property = bool(_PROPERTIES.search(etree.QName(parent).localname))
        if is_property and parent.tag == w("rPr") and _is_mark(parent) and element.tag in _GONE[:2]:
            continue
        if is_property or element.tag in _GONE:
            parent.remove(element)
        else:
            unwrap(element)


def _empty_cell(cell: Any) -> None:
    for inner in list(cell):
        if inner.tag != w("tcPr"):
            cell.remove(inner)
    etree.SubElement(cell, w("p"))


def _is_mark(properties: Any) -> bool:
    """Tell whether properties of a run are those of a paragraph's mark."""
    parent = properties.getparent()
    return parent is not None and parent.tag == w("pPr")


def _join_paragraphs(root: Any) -> None:
    """Join a paragraph whose mark was deleted with the one that follows, as the change would be accepted."""
    for paragraph in list(root.iter(w("p"))):
        mark = child(child(paragraph, "pPr"), "rPr")
        deleted = [inner for inner in mark if inner.tag in _GONE[:2]] if mark is not None else []
        if not deleted:
            continue
        for inner in deleted:
            mark.remove(inner)
        following = paragraph.getnext()
        if following is None or following.tag != w("p") or child(child(paragraph, "pPr"), "sectPr") is not None:
            continue
        at = 1 if child(following, "pPr") is not None else 0
        for inner in reversed([inner for inner in paragraph if inner.tag != w("pPr")]):
            following.insert(at, inner)
        _remove(paragraph)


def _unlink(root: Any, holds: Holds) -> None:
    """Leave of fields their results, save of those that only repeat what the document shows."""
    for simple in list(root.iter(w("fldSimple"))):
        if not _is_safe(simple.get(w("instr"), ""), holds):
            unwrap(simple)
    _unlink_complex(list(root.iter(w("fldChar"), w("instrText"))), holds)


def _unlink_complex(pieces: Iterable[Any], holds: Holds) -> None:
    """Take out the codes of fields made of runs: they nest, and reach over paragraphs."""
    open_fields: list[list[Any]] = []
    for piece in pieces:
        kind = piece.get(w("fldCharType")) if piece.tag == w("fldChar") else None
        if kind == "begin":
            open_fields.append([piece])
            continue
        if not open_fields:
            _remove(piece)
            continue
        open_fields[-1].append(piece)
        if kind == "end":
            parts = open_fields.pop()
            code = "".join(part.text or "" for part in parts if part.tag == w("instrText"))
            if not _is_safe(code, holds):
                for part in parts:
                    _remove(part)
    for parts in open_fields:
        for part in parts:
            _remove(part)


def _is_safe(code: str, holds: Holds) -> bool:
    words = code.split()
    if not words or words[0].upper() not in _SAFE_FIELDS or holds(code):
        return False
    is_reference = words[0].upper() in ("REF", "PAGEREF", "NOTEREF")
    return not is_reference or any(_MACHINE_MARK.fullmatch(word) for word in words)


def _unmark(root: Any) -> None:
    """Take out bookmarks that a person named."""
    named = {
        mark.get(w("id")): mark for mark in root.iter(w("bookmarkStart")) if not _is_machine(mark.get(w("name"), ""))
    }
    for element in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        if element.get(w("id")) in named:
            _remove(element)
    for link in root.iter(w("hyperlink")):
        if not _is_machine(link.get(w("anchor"), "")):
            link.attrib.pop(w("anchor"), None)


def _is_machine(name: str) -> bool:
    return _MACHINE_MARK.fullmatch(name) is not None


def _strip_attributes(root: Any) -> None:
    """Take out what says who wrote what when, and the words that stand for a picture."""
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        for key in list(element.attrib):
            if _REVISION.match(key) or _IDENTITY.match(key) or key in _TELLING:
                del element.attrib[key]
        if local in _NAMES and element.get("name") is not None:
            element.set("name", "")
