"""Slips of typing and of scanning that a rule can be sure of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from desktop.domain.document import Anomaly
from desktop.domain.text import Span
from desktop.parsing import lexicon
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import around, bare, quote

# 申报材料 and 各类材料
_WORDS = ("and", "or", "the", "of", "with", "for", "in")
_ENGLISH = re.compile(rf"(?:{'|'.join(_WORDS)})(?= ?[\u3400-\u9fff（(])")
# 持续持续激发
_DOUBLED = re.compile(r"(..)\1")
# 《办法》》, 。。, ，，
_SIGNS = re.compile(r"[，。；：、]{2,}")
_PROXY = re.compile(r"[（(]([^（()）\n]{2,30})代章[)）]")
# 市农业农村局 between commas
_ORGAN = re.compile(r"[、，,（(〔\[；;\t\n]([市省县区州][\u3400-\u9fff]{2,12}?[局委厅办])(?=[、，,）)〕\]；;\t\n等牵])")
# 本办法自2024年1月1日起施行, 本方案由某局负责解释
_SELF = re.compile(r"本([\u3400-\u9fff]{2,4}?)(?:自[^。；，,]{2,20}(?:施行|实施|执行)|由[^。；，,]{2,30}(?:负责)?解释)")
_TITLE_COUNT = re.compile(r"等\s?([0-9]{1,2})\s?(?:个)?(?:部门|单位|机关)")
_OPTIONAL = ("监督管理", "管理", "和")
_LEAST_USES, _RARE, _MOST_ALIKE = 3, 1, 40


def check(case: Case) -> Iterator[Anomaly]:
    """Yield the slips of one document."""
    text = case.reading.text
    for match in _ENGLISH.finditer(text) if any(word in text for word in _WORDS) else ():
        if not _after_chinese(text, match.start()):
            continue
        yield _report(case, "stray-word", f"{_quoted(match)}中夹有英文{quote(match[0].strip())}。", match)
    for match in _SIGNS.finditer(text):
        yield _report(case, "doubled-sign", f"{_quoted(match)}中的标点“{match[0]}”重复或冲突。", match)
    yield from _doubled(case)
    yield from _organs(case)
    yield from _itself(case)
    yield from _title(case)
    for match in _PROXY.finditer(text) if "代章" in text else ():
        yield _report(case, "signed-by-proxy", f"落款由{quote(match[1])}代章，请核对发文机关。", match)


def _doubled(case: Case) -> Iterator[Anomaly]:
    text = case.reading.text
    allowed = lexicon.words("checks", "doubled")
    for match in _DOUBLED.finditer(text):
        word = match[1]
        if word not in allowed and word[0] != word[1] and all("\u3400" <= char <= "\u9fff" for char in word):
            if text.startswith(word[0], match.end()):
                word = word[1:] + word[0]
            yield _report(case, "doubled-word", f"{_quoted(match)}中的“{word}”重复。", match)


def _organs(case: Case) -> Iterator[Anomaly]:
    """An organ named once, in another form than the one it has everywhere else in the document."""
    places: dict[str, Span] = {}
    counts: Counter[str] = Counter()
    for match in _ORGAN.finditer(case.reading.text):
        counts[match[1]] += 1
        places.setdefault(match[1], Span(*match.span(1)))
    usual: dict[str, list[str]] = {}
    for name, count in counts.items():
        for key in _keys(name) if count >= _LEAST_USES else ():
            usual.setdefault(key, []).append(name)
    if not usual:
        return
    for name, count in counts.items():
        if count > _RARE:
            continue
        for other in (other for key in _keys(name) for other in usual.get(key, ())[:_MOST_ALIKE]):
            if _varies(name, other):
                message = f"机构名称不一致：此处作{quote(name)}，他处{counts[other]}次作{quote(other)}。"
                yield Anomaly("organ-name-varies", message, case.reading.to_source(places[name]))
                break


def _keys(name: str) -> tuple[str, str]:
    """Return what a name shares with those that it may be a variant of: its beginning or its end."""
    return name[:3], "…" + name[-3:]


def _varies(name: str, other: str) -> bool:
    """Tell whether two names differ in their last character only, or in 管理 and the like."""
    if name[:-1] == other[:-1]:
        return len(name) >= 5 and {name[-1], other[-1]} == {"局", "委"}
    for word in _OPTIONAL:
        if name.replace(word, "", 1) == other.replace(word, "", 1):
            return True
    short, long = sorted((name, other), key=len)
    return len(long) >= 7 and len(short) == len(long) and sum(a != b for a, b in zip(short, long, strict=True)) == 1


def _itself(case: Case) -> Iterator[Anomaly]:
    """A text that calls itself by another kind than its title."""
    titles = [bare(case.text(key) or "").rstrip("》”）") for key in ("title", "enclosed_title")]
    if not titles[0] or case.signed is None:
        return
    known = "".join(titles) + "".join(bare(p.text) for p in case.paragraphs[case.signed : case.signed + 3])
    for match in _SELF.finditer(case.reading.text):
        if match[1] not in known and match[1] in lexicon.words("checks", "kinds"):
            message = f"文中自称“本{match[1]}”，标题中没有“{match[1]}”。"
            yield _report(case, "self-name-differs", message, match)
            return


def _title(case: Case) -> Iterator[Anomaly]:
    """等12部门 after all twelve; 局 in the title and its 办公室 in the signature."""
    title = bare(case.text("title") or "")
    issuers = [bare(organ) for organ in case.texts("issuers")]
    count = _TITLE_COUNT.search(title)
    named = sum(1 for organ in issuers if organ in title)
    if count is not None and named > 1 and named == int(count[1]):
        message = f"标题已列出全部{named}个机关，后面又称{quote(count[0])}。"
        yield Anomaly("title-counts-organs", message, case.evidence("title"))
    elif count is not None and issuers and named and int(count[1]) != len(issuers):
        message = f"标题称{quote(count[0])}，落款有{len(issuers)}个机关。"
        yield Anomaly("title-counts-organs", message, case.evidence("title") + case.evidence("issuers"))
    if len(issuers) == 1:
        for office in ("办公室", "办公厅"):
            organ = issuers[0].removesuffix(office)
            if organ != issuers[0] and title.startswith(organ) and title[len(organ) : len(organ) + 2] != "办公":
                message = f"标题中的发文机关是{quote(organ)}，署名是{quote(issuers[0])}。"
                yield Anomaly("title-organ-differs", message, case.evidence("title") + case.evidence("issuers"))


def _after_chinese(text: str, place: int) -> bool:
    before = text[max(0, place - 2) : place].rstrip(" ")[-1:]
    return "\u3400" <= before <= "\u9fff" or before in "、，）"


def _quoted(match: re.Match[str]) -> str:
    return quote(around(match.string, match.start(), match.end()))


def _report(case: Case, code: str, message: str, match: re.Match[str]) -> Anomaly:
    return Anomaly(code, message, case.reading.to_source(Span(*match.span())))
