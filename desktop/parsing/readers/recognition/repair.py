"""What printing leaves no doubt about: characters that look alike, put right by what stands around them.

Every repair exchanges one code point for one, so that boxes and certainties stay with their characters.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

_WIDE = r"[\p{Han}〇，。、；：？！（）《》〈〉“”‘’〔〕【】]"
_YEAR_BRACKETS = {**dict.fromkeys("[［【（({", "〔"), **dict.fromkeys("]］】）)}", "〕")}


@dataclass(frozen=True, slots=True)
class Repair:
    """What is looked for, and what each code point of its groups becomes."""

    reason: str
    pattern: regex.Pattern[str]
    becomes: dict[str, str]


REPAIRS: tuple[Repair, ...] = (
    Repair(
        "the year of a document number stands in 〔〕 (GB/T 9704): 云政发[2026]12号",
        regex.compile(
            r"(?:(?<=[\p{Han}）)])|^)([\[［【（({〔])(?:19|20)[0-9]{2}([\]］】）)}〕])(?=\s*第?\s*[0-9]{1,5}\s*号)"
        ),
        _YEAR_BRACKETS,
    ),
    Repair(
        "the same where the line ends before 号: 云政发(2026)12",
        regex.compile(r"(?<=[发函办规字文通任])([\[［【（({〔])(?:19|20)[0-9]{2}([\]］】）)}〕])(?=\s*[0-9]{1,5}$)"),
        _YEAR_BRACKETS,
    ),
    Repair(
        "a ring among numerals is a zero: 二○二六年",
        regex.compile(r"(?<=[一二三四五六七八九])([OoＯ○◯0]{1,2})(?=[一二三四五六七八九年])"),
        dict.fromkeys("OoＯ○◯0", "〇"),
    ),
    Repair(
        "a ring among digits is a zero: 2O26年",
        regex.compile(r"(?<=[0-9])([OoＯ○◯〇]{1,2})(?=[0-9])"),
        dict.fromkeys("OoＯ○◯〇", "0"),
    ),
    Repair(
        "a stroke among digits is a one: 20l6年",
        regex.compile(r"(?<=[0-9])([lI|丨])(?=[0-9])"),
        dict.fromkeys("lI|丨", "1"),
    ),
    Repair(
        "a mark between hanzi is as wide as they: 建设,发展",
        regex.compile(rf"(?<={_WIDE})([,;:?!])(?={_WIDE}|$)"),
        dict(zip(",;:?!", "，；：？！", strict=True)),
    ),
    Repair(
        "brackets come in pairs of one width: （一)",
        regex.compile(r"(?:（[^（）()]*(\)))|(?:(\()[^（）()]*）)"),
        {"(": "（", ")": "）"},
    ),
    Repair(
        "a title within a title stands in 〈〉: 关于印发（云川市节水办法（试行））的通知》",
        regex.compile(
            r"(?<=印发|发布|公布|转发|批转)([（(<＜])(?:[^（）()]|（[^（）()]*）)*([）)>＞])(?=的(?:通知|公告|决定|意见)》)"
        ),
        {**dict.fromkeys("（(<＜", "〈"), **dict.fromkeys("）)>＞", "〉")},
    ),
    Repair(
        'quotation marks come in pairs: “一张网"',
        regex.compile(r"“[^“”\"]*(\")"),
        {'"': "”"},
    ),
    Repair(
        'quotation marks come in pairs: "一张网”',
        regex.compile(r"(\")[^“”\"]*”"),
        {'"': "“"},
    ),
    Repair(
        "the page number stands between points: .4.",
        regex.compile(r"^([.．・•])\s*[0-9]{1,4}\s*([.．・•·])$|^([·])\s*[0-9]{1,4}\s*([.．・•])$"),
        dict.fromkeys(".．・•", "·"),
    ),
    Repair(
        "the page number stands between dashes: -13一",
        regex.compile(r"^(一)\s*[0-9]{1,4}\s*[-–—一]$|^[-–—]\s*[0-9]{1,4}\s*(一)$"),
        {"一": "—"},
    ),
    Repair(
        "a dash between hanzi is as wide as they: 本地--外地",
        regex.compile(r"(?<=\p{Han})([-–—一]{2})(?=\p{Han})"),
        dict.fromkeys("-–—", "—"),
    ),
)


def repaired(text: str) -> str:
    """Return a recognised line with every repair made; as long as before."""
    for repair in REPAIRS:
        characters = list(text)
        for found in repair.pattern.finditer(text):
            for group in range(1, repair.pattern.groups + 1):
                for place in range(*found.span(group)):
                    characters[place] = repair.becomes.get(characters[place], characters[place])
        text = "".join(characters)
    return text
