"""How a list's number is printed: the formats of ST_NumberFormat that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 9_999


def counted(number: int, number_format: str) -> str:
    """Return a number as a list prints it; in decimal figures where the format does not reach that far."""
    if number_format in ("none", "bullet"):
        return ""
    written = _FORMATS.get(number_format)
    if written is None or not 0 < number <= _LARGEST:
        return str(number)
    return written(number) or str(number)


def _thousands(digits: str, units: str, zero: str, leading: str) -> Callable[[int], str]:
    """Write thousands, hundreds and tens; `leading` is the one that may be left out before a unit (十, not 一十)."""

    def write(number: int) -> str:
        parts: list[str] = []
        gap = False
        for place in (3, 2, 1, 0):
            figure = number // 10**place % 10
            if not figure:
                gap = bool(parts)
                continue
            silent = figure == 1 and place and (leading == "all" or (leading == "ten" and place == 1 and not parts))
            parts.append((zero if gap else "") + ("" if silent else digits[figure]) + units[place])
            gap = False
        return "".join(parts).replace(" ", "")

    return write


def _by_figure(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _to_ninety_nine(number: int) -> str:
    """chineseCounting: counted up to 九十九, figure by figure from 一〇〇."""
    return _counting(number) if number < 100 else _by_figure(number)


def _roman(number: int) -> str:
    parts = []
    for worth, letters in _ROMAN:
        parts.append(letters * (number // worth))
        number %= worth
    return "".join(parts)


def _letters(number: int) -> str:
    """A … Z, AA, BB …"""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _signs(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= most else ""


def _circled(number: int) -> str:
    for first, low, high in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return ""


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


_counting = _thousands(_DIGITS, " 十百千", "零", "ten")
_legal = _thousands(_LEGAL, " 拾佰仟", "零", "none")
_full_width = str.maketrans("0123456789", "０１２３４５６７８９")

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda number: str(number).translate(_full_width),
    "decimalFullWidth2": lambda number: str(number).translate(_full_width),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _to_ninety_nine,
    "taiwaneseCounting": _to_ninety_nine,
    "chineseCountingThousand": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _thousands(_DIGITS, " 十百千", "", "all"),
    "chineseLegalSimplified": _legal,
    "ideographDigital": _by_figure,
    "japaneseDigitalTenThousand": _by_figure,
    "taiwaneseDigital": _by_figure,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _signs("㈠", 10),
}
