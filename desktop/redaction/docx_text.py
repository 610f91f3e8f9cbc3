"""Changes the text of a Word file's elements: removed characters go, replacements and notes come in their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from desktop.disclosure.redacting import STRUCTURE, Note
from desktop.domain.redaction import RedactionPlan, Removal
from desktop.domain.text import Span
from desktop.parsing.readers.word import TracedText
from desktop.parsing.readers.word.markup import FORMULA_TEXT, child, w
from desktop.redaction.ink import UNSEEN

_TEXT = w("t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_FOR_NOTES = (
    "numPr", "sectPr", "pageBreakBefore", "keepNext", "framePr", "outlineLvl", "vanish", "specVanish", "webHidden",
    "strike", "dstrike", "rStyle", "del", "ins", "moveFrom", "moveTo",
)  # fmt: skip
_CONTENT = tuple(
    w(name)
    for name in (
        "t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "drawing", "pict", "object", "footnoteReference",
        "endnoteReference", "fldChar", "fldSimple", "sectPr", "numPr", "pgNum", "footnoteRef", "endnoteRef",
    )
)  # fmt: skip
"""What makes that a paragraph shows something, or that something else would change without it."""


@dataclass(slots=True)
class _Change:
    """What changes in one piece: the characters that go, and what is printed before a character."""

    gone: set[int] = field(default_factory=set)
    printed: dict[int, str] = field(default_factory=dict)


def feasible(traced: TracedText, plan: RedactionPlan) -> RedactionPlan:
    """Return what of a plan can be carried out: printed numbers of lists are not in the text, so that they stay."""
    removals = []
    for removal in plan.removals:
        spans = tuple(part for span in removal.spans for part in _stretches(traced, span))
        if spans:
            removals.append(Removal(spans, removal.replacement, removal.kind, removal.reason))
    return RedactionPlan(tuple(removals), plan.kept)


def _stretches(traced: TracedText, span: Span) -> Iterator[Span]:
    start = None
    for at in range(span.start, span.end + 1):
        sign = traced.text[at] if at < span.end else "\n"
        can_go = sign not in STRUCTURE and (bool(traced.origins[at]) or (sign.isspace() and start is not None))
        if can_go and start is None:
            start = at
        elif not can_go and start is not None:
            yield Span(start, at)
            start = None


def rewrite(traced: TracedText, plan: RedactionPlan, notes: Sequence[Note]) -> None:
    """Carry a plan out in the elements that a text was read from. The plan is a feasible one."""
    places = [_place_of(traced, note) for note in notes]
    changes = _changes(traced, plan)
    touched = [traced.pieces[number].element for number in changes]
    paragraphs = {paragraph for element in touched for paragraph in _paragraphs_of(element)}
    for number, change in changes.items():
        _apply(traced.pieces[number].element, change)
    for element, note in zip(places, notes, strict=True):
        _print_note(traced, element, note)
    for paragraph in paragraphs:
        _remove_emptied(paragraph)


def hide(traced: TracedText) -> int:
    """Take out the text that is not shown, and what nobody reads; return how many characters were hidden."""
    count = 0
    for piece in traced.pieces:
        if not piece.shown:
            count += len(piece.text.strip())
            _remove(piece.element)
    read = {piece.element for piece in traced.pieces}
    for root in traced.package.roots.values():
        for element in list(root.iter(_TEXT, FORMULA_TEXT)):
            if element not in read and next(element.iterancestors(w("rt")), None) is None:
                element.text = ""
    return count


def is_text(element: Any) -> bool:
    """Tell whether an element holds its text as such, and is not a sign or a break."""
    return element.tag in (_TEXT, FORMULA_TEXT)


def _changes(traced: TracedText, plan: RedactionPlan) -> dict[int, _Change]:
    changes: dict[int, _Change] = defaultdict(_Change)
    for removal in plan.removals:
        first = traced.origins[removal.spans[0].start]
        for origin in first:
            changes[origin.piece].printed[origin.index] = removal.replacement
        for span in removal.spans:
            for at in range(span.start, span.end):
                for origin in traced.origins[at]:
                    changes[origin.piece].gone.add(origin.index)
    return changes


def _apply(element: Any, change: _Change) -> None:
    if not is_text(element):
        _replace(element, "".join(change.printed.values()))
        return
    last = max(change.gone, default=-1)
    first = min(change.gone, default=0)
    own = element.text or ""
    kept: list[str] = []
    for at, sign in enumerate(own):
        kept.append(change.printed.get(at, ""))
        unseen_between = sign in UNSEEN and first < at < last
        if at not in change.gone and not unseen_between:
            kept.append(sign)
    _set_text(element, "".join(kept))
    for ruby in element.iterancestors(w("ruby")):
        for spoken in ruby.iterchildren(w("rt")):
            for said in list(spoken.iter(_TEXT)):
                _set_text(said, "")


def _set_text(element: Any, text: str) -> None:
    element.text = text
    if element.tag == _TEXT:
        element.set(_SPACE, "preserve")


def _replace(element: Any, printed: str) -> None:
    """Put text in the place of a sign that has an element of its own."""
    if printed:
        text = etree.Element(_TEXT)
        _set_text(text, printed)
        element.addprevious(text)
    _remove(element)


def _paragraphs_of(element: Any) -> Iterable[Any]:
    """Yield the paragraph that an element stands in."""
    for paragraph in element.iterancestors(w("p")):
        yield paragraph
        return


def _remove_emptied(paragraph: Any) -> None:
    """Take out a paragraph that shows nothing any more, unless something else hangs on it."""
    for element in paragraph.iter(*_CONTENT):
        if element.tag != _TEXT or (element.text or "").strip():
            return
    properties = child(paragraph, "pPr")
    parent = paragraph.getparent()
    if parent is None or (properties is not None and child(properties, "pStyle") is not None):
        return
    if any(True for _ in paragraph.iter(FORMULA_TEXT)):
        return
    before, following = paragraph.getprevious(), paragraph.getnext()
    if _goes_on(paragraph) or (before is not None and before.tag == w("p") and _goes_on(before)):
        return
    # two tables without a paragraph between them would become one, and a body must hold one
    parts = (before is None or before.tag != w("p")) and (following is None or following.tag != w("p"))
    if parent.tag == w("body") and not parts:
        _remove(paragraph)


def _place_of(traced: TracedText, note: Note) -> Any:
    """Return the paragraph, or the table around it, below which a note is printed; None for the end of the text."""
    for at in range(min(note.below.end, len(traced.text)) - 1, note.below.start - 1, -1):
        for origin in traced.origins[at]:
            return _outermost(traced.pieces[origin.piece].element)
    line_start = traced.text.rfind("\n", 0, max(note.below.start - 1, 0)) + 1
    for at in range(min(note.below.end, len(traced.text)) - 1, line_start - 1, -1):
        for origin in traced.origins[at]:
            return _outermost(traced.pieces[origin.piece].element)
    return None


def _outermost(element: Any) -> Any:
    """Return the paragraph of an element; where that stands in a table, the outermost table."""
    tables = list(element.iterancestors(w("tbl")))
    if tables:
        return tables[-1]
    paragraph = next(element.iterancestors(w("p")), None)
    while paragraph is not None and _goes_on(paragraph):
        paragraph = paragraph.getnext()
    return paragraph


def _goes_on(paragraph: Any) -> bool:
    """Tell whether a paragraph's mark was deleted, so that it is one with the next."""
    mark = child(child(paragraph, "pPr"), "rPr")
    following = paragraph.getnext()
    is_deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
    return is_deleted and following is not None and following.tag == w("p")


def _print_note(traced: TracedText, below: Any, note: Note) -> None:
    paragraph = etree.Element(w("p"))
    run = etree.SubElement(paragraph, w("r"))
    if below is not None and below.tag == w("p"):
        look = next((inner for inner in below.iter(w("rPr")) if inner.getparent().tag == w("r")), None)
        for target, properties in ((paragraph, child(below, "pPr")), (run, look)):
            if properties is not None:
                target.insert(0, _fitting(properties))
    _set_text(etree.SubElement(run, _TEXT), note.text)
    if below is not None:
        below.addnext(paragraph)
        return
    for body in traced.package.main.iterchildren(w("body")):
        last = child(body, "sectPr")
        if last is not None:
            last.addprevious(paragraph)
        else:
            body.append(paragraph)
        return


def _fitting(properties: Any) -> Any:
    """Return the look of a paragraph or a run without what a note may not take over."""
    taken = deepcopy(properties)
    for name in _NOT_FOR_NOTES:
        for unfit in list(taken.iter(w(name))):
            _remove(unfit)
    return taken


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
