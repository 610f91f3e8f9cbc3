"""What the cells of a list say: days in every form, terms, 字号, verdicts; what cannot be is kept with the reason."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from desktop.domain.text import Span
from desktop.parsing import doc_number, lexicon
from desktop.parsing.numerals import NUMERALS, number
from desktop.register import entry as fields
from desktop.register.entry import ENDLESS, ON_ISSUE, UNTIL_EVENT, Said

_CLOCK = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff]+")
# 2023年2月30日, 2023-2-30, 2023/02/30, 2023.2.30: a day, whether it exists or not
_LIKE_DAY = re.compile(
    rf"([{NUMERALS}]{{4}})(?:年|[-/.])([{NUMERALS}]{{1,3}})(?:月|[-/.])([{NUMERALS}]{{1,4}})日?(?![0-9])"
)
_COMPACT = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
# 2023年10月, 2023-10
_MONTH = re.compile(rf"[{NUMERALS}]{{4}}(?:年[{NUMERALS}]{{1,3}}月|[-/.][01]?[0-9])$")
_SERIAL = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]+)?")
_FIRST, _LAST = 14_000, 80_000
"""Days of a spreadsheet, from 1938 to 2119."""
# 自印发之日起施行, 公布之日起30日后施行, 自发布之日起满三十日施行, 自印发之日起 30 日后
_ISSUE = re.compile(
    rf"(?:自|从)?(?:印发|发布|公布|颁布|下发|发文|签发|公告|发出|即)(?:之)?日起"
    rf"(?:(?:满)?([{NUMERALS}]{{1,4}})(?:个)?(?:日|天)(?:后|之后|起)?)?(?:施行|实施|执行|生效)?$"
)
_DELAYED = re.compile(
    rf"自?(?:印发|发布|公布|颁布)之日起满?([{NUMERALS}]{{1,4}})(?:日|天)(?:后|之后|起)?(?:施行|实施|执行|生效)"
)
# 自印发之日起30日后施行, 2020年1月1日起: a start that stands in a cell of ends
_BEGUN = re.compile(
    rf"(?:自|从)?(?:印发|发布|公布|颁布|下发|发文|签发|公告)(?:之)?日起"
    rf"(?:满?([{NUMERALS}]{{1,4}})(?:日|天)(?:后|之后|起)?)?(?:施行|实施|执行|生效)"
)
_SINCE = re.compile(rf"(?:自|从)?({_LIKE_DAY.pattern}|{_COMPACT.pattern})起(?:施行|实施|执行|生效)?")
_EMPTY = "有效期：:，,。.；;、（）()"
_OWN = re.compile(r"本[\u3400-\u9fff]{1,14}[^。；]{0,6}$")
# 5年, 有效期五年, 有效期为3年6个月, 自印发之日起5年, 试行2年, 18个月
_TERM = re.compile(
    rf"(?:^|[^{NUMERALS}年月])(?:(?P<years>[{NUMERALS}]{{1,3}})年(?:零?(?P<more>[{NUMERALS}]{{1,2}})个月)?"
    rf"|(?P<months>[{NUMERALS}]{{1,3}})个月|(?P<days>[{NUMERALS}]{{1,4}})[日天])(?:内?有效)?$"
)


def squeezed(text: str) -> str:
    """Return a cell without blanks and time of day, its letters and digits in one width."""
    return _BLANKS.sub("", _CLOCK.sub("", unicodedata.normalize("NFKC", text.strip())))


def is_silent(text: str) -> bool:
    """Tell whether a cell says nothing: it is empty, or holds a stroke or a 无."""
    bare = _BLANKS.sub("", text)
    return not bare or bare in lexicon.words("register", "words.nothing")


def read(key: str, text: str, since_1904: bool = False, spans: tuple[Span, ...] = ()) -> Said | None:
    """Return what a cell says in a field, None where it says nothing."""
    if is_silent(text):
        return None
    printed = " ".join(text.split())
    match key:
        case fields.WRITTEN | fields.PUBLISHED:
            value, doubt = _day(printed, since_1904)
        case fields.EFFECTIVE:
            value, doubt = _start(printed, since_1904)
        case fields.EXPIRY | fields.VALIDITY:
            value, doubt = _end(printed, since_1904)
        case fields.NUMBER:
            value, doubt = doc_number.normalise(printed) or _BLANKS.sub("", printed), ""
        case fields.VERDICT:
            value, doubt = _verdict(printed)
        case fields.TITLE:
            value, doubt = _title(text), ""
        case _:
            value, doubt = printed, ""
    return Said(value, printed, doubt, spans)


def _title(text: str) -> str:
    """Return a title on one line: blanks between hanzi go, one stays between organs that issue together."""
    joined = re.sub(r"[ \t\u3000\xa0]*\r?\n[ \t\u3000\xa0]*", "", text.strip())
    return re.sub(r"[\s\u3000\xa0]+", " ", joined)


def read_day(text: str, since_1904: bool = False) -> date | None:
    """Return the first day of a text in any form, None where there is none."""
    value, _ = _day(text, since_1904)
    return date.fromisoformat(value) if value else None


def _day(text: str, since_1904: bool) -> tuple[str, str]:
    """Return a day as ISO and nothing, or nothing and why it is none."""
    days = _days(squeezed(text), since_1904)
    if days and days[0]:
        return days[0], ""
    if days:
        return "", f"“{text}”不是存在的日期"
    if _MONTH.search(squeezed(text)):
        return "", f"“{text}”只写到月，没有日"
    return "", f"“{text}”看不出是哪一天"


def _days(bare: str, since_1904: bool) -> list[str]:
    """Return the days of a text in order; one that does not exist is an empty text."""
    serial = _SERIAL.fullmatch(bare)
    if serial is not None and _FIRST <= int(serial[1]) <= _LAST:
        first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        return [(first + timedelta(days=int(serial[1]))).isoformat()]
    found = [_iso(*match.groups()) for match in _LIKE_DAY.finditer(bare)]
    return found or [_iso(*match.groups()) for match in _COMPACT.finditer(bare)]


def _iso(*parts: str) -> str:
    year, month, day = (number(part) or 0 for part in parts)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _start(text: str, since_1904: bool) -> tuple[str, str]:
    bare = squeezed(text)
    days = _days(bare, since_1904)
    if days:
        return (days[0], "") if days[0] else ("", f"“{text}”不是存在的日期")
    issue = _ISSUE.search(bare.rstrip("。.;；，,"))
    if issue is not None:
        count = number(issue[1]) if issue[1] else None
        return (f"{ON_ISSUE}+{count}" if count else ON_ISSUE), ""
    return _day(text, since_1904)


def split_start(text: str) -> tuple[str, str]:
    """Return the start that a cell of ends tells, and the rest of it: 自印发之日起30日后施行，有效期5年.

    The start is as `read` gives it for 施行日期, empty where none is told or the day does not exist; the rest is empty
    where nothing but the start is told.
    """
    bare = squeezed(text)
    found = _BEGUN.search(bare)
    if found is not None:
        count = number(found[1]) if found[1] else None
        value = f"{ON_ISSUE}+{count}" if count else ON_ISSUE
    else:
        found = _SINCE.search(bare)
        value = _days(found[1], since_1904=False)[0] if found is not None else ""
    if found is None or not value:
        return "", bare
    return value, (bare[: found.start()] + bare[found.end() :]).strip(_EMPTY)


def _end(text: str, since_1904: bool) -> tuple[str, str]:
    """Return an end: the last day that is told, a period, ENDLESS, UNTIL_EVENT; or why it is none."""
    bare = squeezed(text).rstrip("。.;；，,")
    if any(word in bare for word in lexicon.words("register", "words.endless")):
        return ENDLESS, ""
    period = read_period(bare)
    if period and "起" in bare:  # 自2020年1月1日起施行，有效期5年
        return period, ""
    days = _days(bare, since_1904)
    if days:
        return (days[-1], "") if days[-1] else ("", f"“{text}”不是存在的日期")
    if period:
        return period, ""
    if any(word in bare for word in lexicon.words("register", "words.events")):
        return UNTIL_EVENT, ""
    return "", f"“{text}”看不出有效到哪一天"


def read_period(text: str) -> str:
    """Return a term as P5Y, P42M or P90D, empty where the text tells none."""
    found = _TERM.search(text)
    if found is None:
        return ""
    years, more, months, days = (
        number(part) if part else None for part in found.group("years", "more", "months", "days")
    )
    if years and more:
        return f"P{years * 12 + more}M"
    return f"P{years}Y" if years else f"P{months}M" if months else f"P{days}D" if days else ""


def _verdict(text: str) -> tuple[str, str]:
    """Return the verdict that a cell names; two of them are none."""
    bare = squeezed(text)
    found = [
        verdict
        for verdict, words in lexicon.lists("register", "verdicts").items()
        if any(word in bare for word in words)
    ]
    if len(found) > 1 and "有效" in bare and "继续有效" not in bare:
        found = [verdict for verdict in found if verdict != "继续有效"]
    if len(found) == 1:
        return found[0], ""
    return text, "" if not found else f"“{text}”里不止一种结论"


def find_delayed_start(text: str) -> tuple[str, int, int] | None:
    """Return 本办法自公布之日起30日后施行 as "issue+30" with its place in a text, None where nothing of it is said."""
    for match in _DELAYED.finditer(text):
        if _OWN.search(text[max(0, match.start() - 24) : match.start()]):
            count = number(match[1])
            if count:
                return f"{ON_ISSUE}+{count}", match.start(), match.end()
    return None
