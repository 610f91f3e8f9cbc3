"""发文字号: form of one number, and the numbers of an issue against each other and against their organs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.document import Anomaly, ContentsEntry, Document
from desktop.domain.text import SourceText, Span
from desktop.parsing import doc_number, organ_names
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import quote
from desktop.parsing.doc_number import DocNumber

_BRACKETS = re.compile(r"〔[^〕]{2,8}〕")
# 云政发[2024]第012号
_PADDED = re.compile(r"[〕\])）】]\s*(?:第|0)")
_ANY_BRACKET = re.compile(r"[\[［(（【](?:19|20)[0-9]{2}[\]］)）】]")
# 《云川市人民政府办公室关于…的通知》（云府办发〔2020〕3号）
_TITLE = re.compile(r"([\u3400-\u9fff]{4,30}?)(?:关于|印发|转发|批转)")
_END_OF_CELL = re.compile(r"[\n\t。；]")
_QUOTED, _REACH = 3, 160
_BEFORE_NUMBER = ("（", "(", "\t", "\n", " ")
_WIDEST_GAP = 2


def check(case: Case) -> Iterator[Anomaly]:
    """Yield what is wrong with the form of the numbers that one document prints."""
    printed, value = case.printed("doc_number"), case.text("doc_number")
    found = doc_number.parse(value or "")
    own = case.evidence("doc_number") if found is not None else ()
    if found is not None and value is not None:
        if _ANY_BRACKET.search("".join(printed.split())) and not _BRACKETS.search(printed):
            yield Anomaly(
                "number-brackets",
                f"发文字号{quote(printed)}的年份应当用六角括号“〔〕”，即{quote(value)}。",
                own,
            )
        if _PADDED.search(printed):
            yield Anomaly(
                "number-form", f"发文字号{quote(printed)}的序号前不加“第”，也不补零，应为{quote(value)}。", own
            )
    yield from _cited(case, own)


def _cited(case: Case, own: tuple[Span, ...]) -> Iterator[Anomaly]:
    """Numbers of other documents in brackets of another form, told once for the document."""
    text = case.reading.text
    wrong: list[tuple[str, tuple[Span, ...]]] = []
    if _ANY_BRACKET.search(text) is None:
        return
    for number in doc_number.find(text):
        printed = text[number.start : number.end]
        if "〔" in printed or _ANY_BRACKET.search("".join(printed.split())) is None:
            continue
        spans = case.reading.to_source(Span(number.start, number.end))
        if not any(span.overlaps(other) for span in spans for other in own):
            wrong.append((printed, spans))
    if wrong:
        names = "、".join(quote(printed) for printed, _ in wrong[:_QUOTED]) + ("等" if len(wrong) > _QUOTED else "")
        yield Anomaly(
            "cited-number-brackets",
            f"引用的{len(wrong)}个发文字号（{names}）年份没有用六角括号“〔〕”。",
            tuple(span for _, spans in wrong for span in spans),
        )


@dataclass(frozen=True, slots=True)
class _Use:
    """The number of a document with its organs. `document` is the index of the document."""

    number: DocNumber
    organs: tuple[str, ...]
    document: int
    spans: tuple[Span, ...]


def check_issue(
    source: SourceText, contents: Sequence[ContentsEntry], documents: Sequence[Document]
) -> tuple[list[Anomaly], Mapping[int, list[Anomaly]]]:
    """Return what is wrong between the numbers of an issue: for the source, and by index of the document."""
    uses = [use for index, document in enumerate(documents) if (use := _use(index, document)) is not None]
    by_document: dict[int, list[Anomaly]] = defaultdict(list)
    _duplicates(uses, by_document, documents)
    _organ_codes(source, uses, by_document)
    return list(_gaps(uses, contents)), by_document


def _use(index: int, document: Document) -> _Use | None:
    claim = document.fields.get("doc_number")
    issuers = document.fields.get("issuers")
    found = doc_number.parse(claim.value) if claim is not None and isinstance(claim.value, str) else None
    if claim is None or found is None:
        return None
    organs = issuers.value if issuers is not None and isinstance(issuers.value, tuple) else ()
    return _Use(found, tuple(organ for organ in organs if isinstance(organ, str)), index, claim.spans)


def _duplicates(uses: Sequence[_Use], by_document: dict[int, list[Anomaly]], documents: Sequence[Document]) -> None:
    same: dict[DocNumber, list[_Use]] = defaultdict(list)
    for use in uses:
        same[use.number].append(use)
    for number, group in same.items():
        for use in group if len(group) > 1 else ():
            other = next(one for one in group if one is not use)
            title = documents[other.document].fields.get("title")
            name = title.value if title is not None and isinstance(title.value, str) else f"第{other.document + 1}件"
            by_document[use.document].append(
                Anomaly(
                    "duplicate-number",
                    f"发文字号{quote(str(number))}与本期{quote(name)}的字号相同。",
                    use.spans + other.spans,
                )
            )


def _gaps(uses: Sequence[_Use], contents: Sequence[ContentsEntry]) -> Iterator[Anomaly]:
    """A number left out of a series that the issue prints without other gaps."""
    series: dict[tuple[str, int], dict[int, tuple[Span, ...]]] = defaultdict(dict)
    for use in uses:
        if use.number.serial.isdigit():
            series[use.number.code, use.number.year][int(use.number.serial)] = use.spans
    for entry in contents:
        found = doc_number.parse(entry.doc_number) if entry.doc_number else None
        if found is not None and found.serial.isdigit():
            series[found.code, found.year].setdefault(int(found.serial), (entry.span,))
    for (code, year), serials in series.items():
        ordered = sorted(serials)
        missing = (
            [serial for serial in range(ordered[0], ordered[-1]) if serial not in serials]
            if (len(ordered) >= 2 and ordered[-1] - ordered[0] <= len(ordered) + _WIDEST_GAP)
            else []
        )
        if 0 < len(missing) <= _WIDEST_GAP and len(missing) * 2 <= len(ordered):
            names = "、".join(f"{serial}号" for serial in missing)
            yield Anomaly(
                "series-gap",
                f"本期“{code}〔{year}〕”从{ordered[0]}号排到{ordered[-1]}号，缺{names}。",
                tuple(span for serial in ordered for span in serials[serial]),
            )


def _organ_codes(source: SourceText, uses: Sequence[_Use], by_document: dict[int, list[Anomaly]]) -> None:
    """A 代字 that the rest of the issue knows for other organs only."""
    known: dict[str, list[tuple[tuple[str, ...], int | None, Span]]] = defaultdict(list)
    for use in uses:
        if use.organs:
            known[use.number.code].append((use.organs, use.document, use.spans[0] if use.spans else Span(0, 0)))
    wanted = frozenset(known)
    for code, organ, span in _citations(source, wanted):
        known[code].append(((organ,), None, span))
    for use in uses:
        if not use.organs or _agrees_with_another(use, known[use.number.code]):
            continue
        others = [(organs, span) for organs, index, span in known[use.number.code] if index != use.document]
        if not others:
            continue
        if _is_culprit(use, others, known):
            organ = others[0][0][0]
            by_document[use.document].append(
                Anomaly(
                    "organ-code-mismatch",
                    f"发文字号{quote(str(use.number))}的机关代字“{use.number.code}”在本期属于{quote(organ)}，"
                    f"本件的发文机关是{quote(use.organs[0])}。",
                    (*use.spans, others[0][1]),
                )
            )


def _agrees_with_another(use: _Use, known: Sequence[tuple[tuple[str, ...], int | None, Span]]) -> bool:
    return any(index != use.document and _agree(use.organs, organs) for organs, index, _ in known)


def _citations(source: SourceText, codes: frozenset[str]) -> Iterator[tuple[str, str, Span]]:
    """Yield (代字, organ, place) of documents cited with organ and number."""
    text = source.text
    for code in sorted(codes):
        at = text.find(code)
        while at >= 0:
            end = at + len(code)
            if text[end : end + 1] in ("〔", "[", "（", "(") and text[max(0, at - 1) : at] in _BEFORE_NUMBER:
                organ = _cited_organ(text[max(0, at - _REACH) : at])
                if organ is not None:
                    yield code, organ, Span(at, end)
            at = text.find(code, end)


def _cited_organ(before: str) -> str | None:
    """Return the organ that the title before a number begins with."""
    cell = _END_OF_CELL.split(before.rstrip("（( \t\n"))[-1]
    for piece in reversed(cell.split("《")):
        match = _TITLE.match(piece)
        if match is not None:
            return match[1] if organ_names.is_name(match[1]) else None
        if "号" in piece:
            return None
    return None


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(organ_names.agree(mine, theirs) for mine in one for theirs in other)


def _is_culprit(
    use: _Use,
    others: Sequence[tuple[tuple[str, ...], Span]],
    known: Mapping[str, Sequence[tuple[tuple[str, ...], int | None, Span]]],
) -> bool:
    """Tell which side the wrong 代字 is on: a 代字 mostly begins with a sign of its organ's name or place."""
    mine, theirs = _stands_for(use.number.code, use.organs[0]), _stands_for(use.number.code, others[0][0][0])
    if mine != theirs:
        return theirs
    elsewhere = any(
        code != use.number.code and code[0] != use.number.code[0] and _agree(use.organs, organs)
        for code, uses in known.items()
        for organs, _, _ in uses
    )
    return elsewhere or len(others) > 1


def _stands_for(code: str, organ: str) -> bool:
    return code[0] in organ
