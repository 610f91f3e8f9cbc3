"""Dates that cannot be, or that contradict each other."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from desktop.domain.document import Anomaly
from desktop.domain.fields import ON_ISSUE
from desktop.domain.text import Span
from desktop.parsing import doc_number
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import day, quote
from desktop.parsing.numerals import NUMERALS, number

_B = "[ \u3000\xa0]{0,3}"
# 2024年2月30日, 2月30日, 二〇二四年十三月一日
_DAY = re.compile(f"月{_B}([{NUMERALS}]{{1,3}}){_B}日")
_MONTH = re.compile(
    f"(?:(?<![0-9])([12][0-9]{{3}}|[一二][〇○零一二三四五六七八九]{{3}}){_B}年{_B}|(?<![{NUMERALS}年-]))"
    f"([{NUMERALS}]{{1,3}}){_B}$"
)
_REACH = 16
_LEAP_YEAR = 2024
# 有效期5年, 有效期为二年
_TERM = re.compile(r"(?<![0-9])([0-9]{1,2}|[一二三四五六七八九十两]{1,2})年(?![0-9一二三四五六七八九十])")


def check(case: Case) -> Iterator[Anomaly]:
    """Yield the contradictions between the dates of one document."""
    yield from _impossible(case)
    issued = _iso(case.text("date"))
    effective_text = case.text("effective_date")
    effective = issued if effective_text == ON_ISSUE else _iso(effective_text)
    if issued is not None:
        yield from _against_number(case, issued)
        yield from _against_issue(case, issued)
        yield from _against_heading(case, issued)
        if effective is not None and effective < issued:
            yield Anomaly(
                "effective-before-issue",
                f"施行日期{day(effective.isoformat())}早于成文日期{day(issued.isoformat())}。",
                case.evidence("effective_date"),
            )
    yield from _expiry(case, issued, effective)


def _impossible(case: Case) -> Iterator[Anomaly]:
    """A month after the twelfth, 2月30日, 6月31日."""
    text = case.reading.text
    for match in _DAY.finditer(text):
        floor = max(0, match.start() - _REACH)
        before = _MONTH.search(text[floor : match.start()])
        if before is None:
            continue
        year, month, last = number(before[1] or ""), number(before[2]), number(match[1])
        if month is None or last is None:
            continue
        if 1 <= month <= 12 and 1 <= last <= monthrange(year or _LEAP_YEAR, month)[1]:
            continue
        start = floor + before.start()
        spans = case.reading.to_source(Span(start, match.end()))
        yield Anomaly("impossible-date", f"日期{quote(text[start : match.end()])}不存在。", spans)


def _against_number(case: Case, issued: date) -> Iterator[Anomaly]:
    found = doc_number.parse(case.text("doc_number") or "")
    if found is not None and found.year >= 1000 and found.year != issued.year:
        yield Anomaly(
            "number-year-differs",
            f"发文字号{quote(str(found))}的年份是{found.year}年，成文日期是{day(issued.isoformat())}，年份不同。",
            case.evidence("doc_number") + case.evidence("date"),
        )


def _against_issue(case: Case, issued: date) -> Iterator[Anomaly]:
    issue = case.issue
    if issue is None:
        return
    printed = _iso(issue.published_on)
    if printed is not None and issued > printed:
        message = f"成文日期{day(issued.isoformat())}晚于本期印制日期{day(printed.isoformat())}。"
    elif printed is None and issue.year is not None and issued.year > issue.year:
        message = f"成文日期{day(issued.isoformat())}晚于本期的年份{issue.year}年。"
    else:
        return
    yield Anomaly("date-after-printing", message, case.evidence("date"))


def _against_heading(case: Case, issued: date) -> Iterator[Anomaly]:
    """Another date beside the title, under it, or in the table of a page."""
    claim = case.fields["date"]
    for candidate in claim.candidates:
        other = _iso(candidate.value if isinstance(candidate.value, str) else None)
        if other is None or other == issued or not claim.spans or not candidate.spans:
            continue
        if candidate.spans[0].start < claim.spans[0].start:
            yield Anomaly(
                "heading-date-differs",
                f"标题或版头处的日期{day(other.isoformat())}与落款日期{day(issued.isoformat())}不同。",
                candidate.spans + claim.spans,
            )


def _expiry(case: Case, issued: date | None, effective: date | None) -> Iterator[Anomaly]:
    expiry = _iso(case.text("expiry_date"))
    if expiry is None:
        return
    begin = effective or issued
    spans = case.evidence("expiry_date")
    if begin is not None and expiry <= begin:
        name = "施行日期" if effective is not None else "成文日期"
        message = f"失效日期{day(expiry.isoformat())}不晚于{name}{day(begin.isoformat())}。"
        yield Anomaly("expiry-before-effective", message, spans)
        return
    term = _TERM.search(case.text("validity") or "")
    years = number(term[1]) if term is not None else None
    if effective is None or years is None or not 1 <= years <= 50:
        return
    end = _years_after(effective, years)
    if not end - timedelta(days=1) <= expiry <= end:
        yield Anomaly(
            "expiry-differs",
            f"自{day(effective.isoformat())}起{years}年应当到{day((end - timedelta(days=1)).isoformat())}为止，"
            f"文中的失效日期是{day(expiry.isoformat())}。",
            spans + case.evidence("validity"),
        )


def _years_after(begin: date, years: int) -> date:
    try:
        return begin.replace(year=begin.year + years)
    except ValueError:
        return date(begin.year + years, 3, 1)


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
