"""All that is gathered about one document before the field rules speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.document import Issue
from desktop.domain.text import Span
from desktop.parsing import anatomy, organ_names, page_labels, signature
from desktop.parsing.anatomy import Anatomy
from desktop.parsing.outline import Reading
from desktop.parsing.passages import condense
from desktop.parsing.signature import Signature

# What ends the organs at the head of a title: 云川市人民政府关于…, 云川市财政局等5部门印发…
_HEAD_END = re.compile(
    r"关于|转发|批转|印发|发布|公布|颁布|颁发|下发|(?:等[0-9一二三四五六七八九十]{0,3}个?(?:部门|单位|机关|家))|令(?:第|$)|公告(?:第|$)|通告$"
)
_PREFIX_END = re.compile(
    r"人民政府(?!办公)|办公厅|办公室|委员会(?!办公)|国务院(?!办公|令)|(?<=[\u3400-\u9fff]{3})[局厅](?=[0-9“《])"
)
_LAST_PAGE_PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Dossier:
    """A document with the evidence that several fields share.

    `main` is the signature of the document itself, `title_organs` the organs at the head of the title, `labels` the
    value spans of a web page's table, `annex` the first passage after the main signature.
    """

    parts: Anatomy
    signatures: tuple[Signature, ...]
    main: Signature | None
    title_organs: tuple[str, ...]
    labels: dict[str, Span]

    @property
    def annex(self) -> int:
        """Return the index of the first passage after the main signature, the end where there is none."""
        return self.main.last + 1 if self.main is not None else len(self.parts.passages)

    def label(self, key: str) -> str | None:
        """Return the value of a page label as printed."""
        span = self.labels.get(key)
        return self.parts.source.slice(span) if span is not None else None

    def label_says(self, key: str) -> str:
        """Return the words that tell a reviewer of a page label that says something else."""
        return f"；网页信息表写的是“{condense(self.label(key) or '')}”，请核对"


def gather(reading: Reading, issue: Issue | None = None) -> Dossier:
    """Collect the shared evidence of one document."""
    parts = anatomy.dissect(reading, issue)
    labels = _labels(parts)
    title_organs = organs_of_title(_printed_title(parts))
    labelled = labels.get("issuers")
    known = title_organs + (organ_names.split(parts.source.slice(labelled)) if labelled is not None else ())
    signatures = signature.find_all(parts, known)
    return Dossier(parts, signatures, _main(parts, signatures, known), title_organs, labels)


def organs_of_title(title: str) -> tuple[str, ...]:
    """Return the organs at the head of a title (with its blanks); () where it begins with 关于 or names none."""
    bare = title.strip()
    end = _HEAD_END.search(bare)
    if end is not None:
        return organ_names.split(bare[: end.start()]) if end.start() > 0 else ()
    bare = condense(bare)
    for match in _PREFIX_END.finditer(bare):
        if organ_names.is_name(bare[: match.end()]):
            return organ_names.unglue(bare[: match.end()])
    return ()


def _printed_title(parts: Anatomy) -> str:
    return " ".join(parts.source.slice(span).replace("\n", " ") for span in parts.reading.outline.title)


def _labels(parts: Anatomy) -> dict[str, Span]:
    if not parts.is_alone:
        return {}
    head = parts.passages[min(parts.body, len(parts.passages) - 1)] if parts.passages else None
    first = parts.source.line_span(parts.reading.outline.first_line).start
    until = parts.reading.to_source(head.paragraph.span)[0].start if head is not None else first
    return page_labels.find(parts.source, max(first, until))


def _main(parts: Anatomy, signatures: tuple[Signature, ...], known: tuple[str, ...]) -> Signature | None:
    """Choose the document's own signature: the first that agrees with the title, else the first that names anyone."""
    for candidate in signatures:
        if any(organ_names.agree(organ, name) for organ in candidate.organs for name in known):
            return candidate
    undated = signature.without_date(parts, known)
    if undated is not None:
        return undated
    if signatures and signatures[0].first <= _end_of_opening(parts):
        return signatures[0]
    for candidate in signatures:
        if candidate.organs or candidate.person:
            return candidate
    return next((one for one in signatures if one.first >= len(parts.passages) - _LAST_PAGE_PASSAGES), None)


def _end_of_opening(parts: Anatomy) -> int:
    """Return the index of the first passage that the opening no longer holds."""
    return max((passage.index + 1 for passage in parts.opening()), default=parts.body)
