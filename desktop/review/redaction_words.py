"""The words of 删减: what a change of a plan says in the history, and how findings are named and counted.

Nothing here repeats a passage that a plan removes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from desktop.domain.edits import Change
from desktop.domain.finding import KIND_LABELS, FindingKind
from desktop.domain.redaction import KeptFinding, Removal
from desktop.domain.redaction_json import copies_from_json, facet_from_json

_BY_HAND = "划出的文字"
_MOST_REASONS = 3


def kind_label(kind: FindingKind | None) -> str:
    """Return what a kind is called, None for what was marked by hand."""
    return KIND_LABELS[kind] if kind is not None else _BY_HAND


def counted(kinds: Iterable[FindingKind | None]) -> str:
    """Count kinds in words: 3 处（手机 2、身份证号 1）; nothing for none."""
    counts = Counter(map(kind_label, kinds))
    if not counts:
        return ""
    told = "、".join(f"{label} {count}" for label, count in counts.most_common())
    return f"{counts.total()} 处（{told}）"


def of_plan(change: Change) -> tuple[str, ...]:
    """Say what became of a plan."""
    before, after = facet_from_json(change.before), facet_from_json(change.after)
    said = [
        _of_removals("删减", set(after.removals) - set(before.removals), after.removals),
        _of_removals("取消删减", set(before.removals) - set(after.removals), before.removals),
        _of_kept("保留", set(after.kept) - set(before.kept), after.kept),
        _of_kept("取消保留", set(before.kept) - set(after.kept), before.kept),
    ]
    return tuple(filter(None, said)) or ("删减方案未变",)


def of_copies(change: Change) -> tuple[str, ...]:
    """Say which public copies were made."""
    before, after = copies_from_json(change.before), copies_from_json(change.after)
    made = after[len(before) :]
    return tuple(
        f"制成并核验删减版“{one.copy.name}”（SHA-256 {one.copy.sha256[:16]}…），核验报告存入资料库" for one in made
    ) or ("删减版的记录有改动",)


def _of_removals(did: str, changed: set[Removal], ordered: tuple[Removal, ...]) -> str:
    if not changed:
        return ""
    reasons = _reasons(one.reason for one in ordered if one in changed)
    return f"{did} {counted(one.kind for one in ordered if one in changed)}{reasons}"


def _of_kept(did: str, changed: set[KeptFinding], ordered: tuple[KeptFinding, ...]) -> str:
    if not changed:
        return ""
    reasons = _reasons(one.reason for one in ordered if one in changed)
    return f"{did} {counted(one.kind for one in ordered if one in changed)}{reasons}"


def _reasons(reasons: Iterable[str]) -> str:
    different = list(dict.fromkeys(filter(None, reasons)))
    if not different:
        return ""
    more = "等" if len(different) > _MOST_REASONS else ""
    return f"，理由：{'；'.join(different[:_MOST_REASONS])}{more}"
