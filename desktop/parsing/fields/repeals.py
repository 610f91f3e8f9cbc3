"""废止: documents that this one expressly repeals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.domain.fields import Field, Form, Repeal
from desktop.parsing import doc_number
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Passage, Place, condense

# 《云川市植树办法》（云政发〔2019〕3号）同时废止
_VERB = re.compile(
    r"(?:同时|予以|自行|即行|一并|相应|现予|均|随之|也|停止|即|自本.{1,8}之日起|从即日起)*"
    r"(?:废止|停止执行|不再执行|停止使用|失效|终止执行)(?=[。；;，,、）)]|$)"
)
_QUOTED = re.compile(
    r"《((?:[^《》]|《[^《》]*》){2,200})》((?:[（(\[][^（()）\]]{1,60}(?:[（(][^（()）]*[)）][^（()）]{0,20})?[)）\]]){0,2})"
)
_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
_BETWEEN = re.compile(
    r"^[、，,和及与以下简称同时的等规定文件办法通知原上述均也一并\d件个自本发布印之日起施行\u3400-\u9fff]{0,24}$"
)
_PARTLY = re.compile(
    r"^(?:的(?!通知|决定)|中|所列|规定)|第[0-9一二三四五六七八九十百]+[条款项章]|部分|有关(?:条款|内容)"
)
# 决定废止《云川市植树办法》
_VERB_FIRST = re.compile(r"(?:决定|现)?(?:废止|停止执行)(?:下列|以下)?(?=《)")

# 决定废止下列文件：, 以下行政规范性文件予以废止：
_LISTED = re.compile(
    r"(?:废止|停止执行)(?:下列|以下)[^。：:]{0,24}[：:]$"
    r"|(?:下列|以下)[^。：:]{0,24}(?:废止|停止执行|宣布失效)[^。：:]{0,6}[：:]$"
)
# 一、《云川市植树办法》（云政发〔2019〕3号）；, 1.云川市人民政府关于植树的通知（云政发〔2019〕3号）
_ENTRY = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(]?[0-9一二三四五六七八九十]{1,3}[.．、）)])?(?=《|[^。；;]*[）)])"
)
_PLAIN = re.compile(r"([^《》（()）；;。]{6,120})([（(][^（()）]{4,60}[）)])(?=[；;。]|$)")


def read(dossier: Dossier) -> dict[str, Field]:
    """Read repeals."""
    parts = dossier.parts
    items: list[Repeal] = []
    places: list[Place] = []
    for passage in parts.passages[parts.body :]:
        text = passage.text
        if passage.is_table or (
            "废止" not in text and "停止" not in text and "不再执行" not in text and "失效" not in text
        ):
            continue
        if _LISTED.search(text):
            for item, place in _below(parts.passages[passage.index + 1 :]):
                items.append(item)
                places.append(place)
        for sentence in _SENTENCE.finditer(text):
            for item, start, end in _in_sentence(text, sentence.start(), sentence.end()):
                if item not in items:
                    items.append(item)
                    places.append(Place(passage, start, end))
    if not items:
        if any("同时废止" in passage.text and not passage.is_table for passage in parts.passages):
            return {"repeals": absent(Form.REPEALS, DOUBTFUL, "文中有“同时废止”，但未认出所废止的文件")}
        return {"repeals": absent(Form.REPEALS, CERTAIN, "没有写明废止文件")}
    return {"repeals": state(parts.source, tuple(items), parts.spans(*places), LIKELY, "正文写明废止")}


def _below(passages: Sequence[Passage]) -> Iterator[tuple[Repeal, Place]]:
    """Yield the documents of a list, one a passage, to its end."""
    for passage in passages:
        begin = None if passage.is_table else _ENTRY.match(passage.text)
        if begin is None:
            return
        found = _QUOTED.match(passage.text, begin.end()) or _PLAIN.match(passage.text, begin.end())
        if found is None:
            return
        yield _made(found), Place(passage, found.start(), found.end())


def _in_sentence(text: str, start: int, end: int) -> list[tuple[Repeal, int, int]]:
    """Return the documents that one sentence repeals, with their places in the passage."""
    sentence = text[start:end]
    verb = None
    for match in _VERB.finditer(sentence):
        verb = match
    if verb is not None:
        run = _run_before(sentence, verb.start())
        if run:
            return [(_made(one), start + one.start(), start + one.end()) for one in run]
        numbers = [one for one in doc_number.find(sentence[: verb.start()]) if verb.start() - one.end <= 12]
        return [(Repeal(None, str(one.number)), start + one.start, start + one.end) for one in numbers]
    first = _VERB_FIRST.search(sentence)
    if first is None:
        return []
    following = list(_QUOTED.finditer(sentence, first.end()))
    return [(_made(one), start + one.start(), start + one.end()) for one in following]


def _run_before(sentence: str, verb: int) -> list[re.Match[str]]:
    """Return the quoted titles that run up to the verb with nothing but joints between them."""
    run: list[re.Match[str]] = []
    edge = verb
    for quoted in reversed(list(_QUOTED.finditer(sentence, 0, verb))):
        between = sentence[quoted.end() : edge]
        if len(between) > 24 or _PARTLY.search(between) or not _BETWEEN.match(between):
            break
        if run and not re.fullmatch(r"[、，,和及与以]*(?:[\u3400-\u9fff]{0,16}(?:印发|发布|公布|下发)的)?", between):
            break
        run.append(quoted)
        edge = quoted.start()
    return run[::-1]


def _made(quoted: re.Match[str]) -> Repeal:
    number = next((str(one.number) for one in doc_number.find(quoted[2])), None) if quoted[2] else None
    return Repeal(condense(quoted[1]), number)
