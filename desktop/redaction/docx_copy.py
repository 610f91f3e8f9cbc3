"""Writes the public copy of a Word file: the pages as they are without what a plan removes, and nothing behind them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import RedactionRefused
from desktop.domain.redaction import RedactionPlan
from desktop.parsing.readers import kinds, word
from desktop.redaction.docx_cleaning import clean, remove_runs_without_content
from desktop.redaction.docx_package import DocxParts
from desktop.redaction.docx_sweep import Sweep
from desktop.redaction.docx_text import feasible, hide, is_text, rewrite
from desktop.redaction.removed_text import removed_strings
from desktop.redaction.txt import Order

_PICTURES = ("word/media/",)


@dataclass(frozen=True, slots=True)
class DocxReport:
    """What was done to a Word file besides its text.

    `plan` is what of the plan could be carried out. `places` counts for each code point of the source the texts that it
    was read from: none for a number that Word counts, several for a line that headers share. `printed` are the
    replacements with the number of places of each. `notices` say in Chinese what the copy has no more.
    """

    plan: RedactionPlan
    places: tuple[int, ...]
    printed: tuple[tuple[str, int], ...]
    notices: tuple[str, ...]


def written_docx(path: Path, order: Order) -> tuple[bytes, DocxReport]:
    """Return the copy of a file, and what was done.

    Raises SourceError for a file that cannot be read again, RedactionRefused for one that reads otherwise by now.
    """
    raw = _word_file(path)
    traced = word.trace(path, raw)
    if traced.text != order.source.text:
        raise RedactionRefused(path, "changed")
    plan = feasible(traced, order.plan)
    parts = DocxParts(path, raw, traced.package)
    places = tuple(sum(is_text(traced.pieces[one.piece].element) for one in origins) for origins in traced.origins)
    printed = tuple((removal.replacement, len(traced.origins[removal.spans[0].start])) for removal in plan.removals)
    hidden = hide(traced)
    rewrite(traced, plan, order.notes)
    sweep = Sweep(one.text for one in removed_strings(order.source, order.plan))
    for part in parts.parts.values():
        if part.root is not None:
            clean(part.root, sweep.holds)
            remove_runs_without_content(part.root)
            sweep.clear(part.root)
        for relation in list(part.relations):
            if relation.is_external and sweep.holds(relation.target):
                parts.drop(part, relation)
    parts.drop_unnamed()
    return parts.written(), DocxReport(plan, places, printed, tuple(_notices(parts, hidden)))


def _word_file(path: Path) -> bytes:
    """Return the content of a Word file, or what LibreOffice makes of an older one."""
    raw = path.read_bytes()
    if kinds.kind_of(raw) in kinds.CONVERTED:
        from desktop.parsing.readers import legacy

        return legacy.converted(path, raw)
    return raw


def _notices(parts: DocxParts, hidden: int) -> list[str]:
    dropped = parts.dropped
    notices = []
    if any(kind.startswith("comments") for kind in dropped):
        notices.append("批注已全部去掉")
    if hidden:
        notices.append(f"隐藏文字和域代码已去掉（{hidden} 字）")
    if {"oleObject", "package", "aFChunk", "control"} & dropped.keys():
        notices.append("嵌入的对象和附件已去掉，只留下它们在页面上的图像")
    if "vbaProject" in dropped:
        notices.append("宏已去掉")
    if "origin" in dropped:
        notices.append("数字签名已去掉，副本不再带有签名")
    pictures = sum(name.startswith(_PICTURES) for name in parts.parts)
    if pictures:
        notices.append(f"有 {pictures} 幅图片，图上的文字没有检查，请人工核对")
    return notices
