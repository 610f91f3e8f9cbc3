"""Writes the public copy of a text file, and proves it."""

from __future__ import annotations

import codecs
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from desktop.disclosure.redacting import Note, public_text, removed_spans
from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import SourceText, Span
from desktop.parsing.readers.decoding import Undecodable, decode
from desktop.redaction.proof import Check, Proof
from desktop.redaction.removed_text import RemovedText, bare, removed_strings

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
"""The encodings in which a copy is searched as bytes."""
LEAST_BYTES = 6
"""A shorter run of bytes stands anywhere by chance."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be copied: the stretch `span` of a source, without what a plan removes, with notes."""

    source: SourceText
    span: Span
    plan: RedactionPlan
    notes: tuple[Note, ...] = ()

    @property
    def expected(self) -> str:
        """What the copy must say."""
        return public_text(self.source.text, self.span, self.plan, self.notes).text

    @property
    def removed(self) -> int:
        """How many printed characters go."""
        return sum(_count(self.source.slice(span)) for span in removed_spans(self.source.text, self.plan, self.span))

    @property
    def kept(self) -> int:
        """How many printed characters stay."""
        return _count(self.source.slice(self.span)) - self.removed


def written_txt(order: Order, line_break: str = "\n") -> bytes:
    """Return the copy of a text file, in UTF-8."""
    return order.expected.replace("\n", line_break).encode("utf-8", "replace")


def prove_txt(order: Order, copy: bytes, made_at: str) -> Proof:
    """Look at a copy in every way that is known, and return what was found."""
    checks = (
        *_readings(order, copy),
        searched(order, (("正文", copy.decode("utf-8", "replace")),)),
        _bytes(order, copy),
    )
    return proof_of("txt", order, copy, made_at, checks, (("Python", platform.python_version()),))


def proof_of(
    kind: str,
    order: Order,
    copy: bytes,
    made_at: str,
    checks: Sequence[Check],
    tools: tuple[tuple[str, str], ...],
    notices: Iterable[str] = (),
) -> Proof:
    """Return the proof of a copy without pages."""
    return Proof(
        kind=kind,
        made_at=made_at,
        source_sha256=order.source.sha256,
        copy_sha256=sha256(copy).hexdigest(),
        removed=len(order.plan.removals),
        characters_removed=order.removed,
        characters_kept=order.kept,
        pages=0,
        checks=tuple(checks),
        tools=tools,
        notices=(*notices, *_elsewhere(order)),
    )


def searched(order: Order, parts: Iterable[tuple[str, str]]) -> Check:
    """Look in texts, each with its name, for removed strings that do not stand in the public text by right."""
    allowed = bare(order.expected)
    wanted = removed_strings(order.source, order.plan)
    found: list[str] = []
    count = 0
    for name, text in parts:
        count += 1
        said = bare(text)
        found += [f"第{one.number}处（{name}）" for one in wanted if said.count(one.text) > allowed.count(one.text)]
    told = f"逐一查找 {len(wanted)} 个删去的字串，看了 {count} 段文字"
    return Check(
        "查找删去的文字", not found, f"{told}，仍能找到：{'、'.join(found)}" if found else f"{told}，一处也没有"
    )


def _readings(order: Order, copy: bytes) -> Iterable[Check]:
    """Compare what two ways of reading make of the copy with what it must say, character by character."""
    expected = order.expected.encode("utf-8", "replace").decode("utf-8")
    try:
        house, _ = decode(copy)
    except Undecodable:
        house = ""
    plain = codecs.decode(copy, "utf-8", "replace")
    for name, text in (("按本程序的读法逐字比较", house), ("按 UTF-8 逐字比较", plain)):
        read = text.replace("\r\n", "\n")
        yield Check(name, read == expected, _compared(read, expected))


def _compared(read: str, expected: str) -> str:
    if read == expected:
        return f"{len(expected)} 个字符全部相同"
    at = next((at for at, pair in enumerate(zip(read, expected, strict=False)) if pair[0] != pair[1]), None)
    place = at if at is not None else min(len(read), len(expected))
    return f"应有 {len(expected)} 个字符，读出 {len(read)} 个，从第 {place + 1} 个起不同"


def _bytes(order: Order, copy: bytes) -> Check:
    found = {one.number for one in removed_strings(order.source, order.plan) if in_bytes(one, copy, order.expected)}
    told = "、".join(f"第{number}处" for number in sorted(found))
    return Check("按字节查找", not found, f"在 {len(copy)} 个字节里{f'仍能找到：{told}' if found else '一处也没有'}")


def in_bytes(wanted: RemovedText, raw: bytes, allowed: str) -> bool:
    """Tell whether bytes hold a removed string in one of the encodings; not what the public text says by right."""
    if wanted.text in bare(allowed):
        return False
    forms = (wanted.text.encode(encoding, "replace") for encoding in ENCODINGS)
    return any(len(form) >= LEAST_BYTES and form in raw for form in forms)


def _elsewhere(order: Order) -> Iterable[str]:
    """Say which removed strings stand elsewhere because the plan leaves them there."""
    allowed = bare(order.expected)
    numbers = sorted({one.number for one in removed_strings(order.source, order.plan) if one.text in allowed})
    if numbers:
        named = "、".join(f"第{number}处" for number in numbers[:12])
        yield f"{named}删去的文字在别处另有出现，方案没有删减，副本照样印出"


def _count(text: str) -> int:
    return len("".join(text.split()))
