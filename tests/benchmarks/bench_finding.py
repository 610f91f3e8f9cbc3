"""How fast sensitive data is found, against one bare pass of `regex` for numbers and addresses, and how it grows."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import regex
from table import Limits, seconds, show

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop import paths
from desktop.disclosure.sensitive import find
from tests.disclosure.sensitive.invented import Invented

SAMPLE = "yunchuan-2026-01.txt"
SLOWEST, MOST_GROWTH = 1.0, 14.0
"""Seconds for a million characters of a gazette; times for ten times the text."""
BARE = regex.compile(
    r"(?<![0-9])(?:1[3-9][0-9]{9}|[0-9]{17}[0-9Xx]|0[0-9]{2,3}-[0-9]{7,8})(?![0-9])|@[A-Za-z0-9.]{1,64}|(?:地址|住址)[：:][^，。\n]{6,60}"
)
HOSTILE = ("1", "-", " ", "1\t", "12 ", "13800138000\t", "138 0013 8000 ", "护照12345678", "签名", "地址 ")


def gazette(size: int) -> str:
    """Return the sample gazette over and over, up to a length."""
    text = (paths.seeds() / SAMPLE).read_text("utf-8")
    return (text * (size // len(text) + 1))[:size]


def register(size: int) -> str:
    """Return a table of invented persons up to a length: the densest text there is."""
    made = Invented(random.Random(1))
    lines, length = ["序号\t姓名\t身份证号\t银行卡号\t联系电话"], 0
    while length < size:
        lines.append(f"{len(lines)}\t王建国\t{made.id_card()}\t{made.bank_card()}\t{made.mobile()}")
        length += len(lines[-1]) + 1
    return "\n".join(lines)[:size]


def row(name: str, make: Callable[[int], str], size: int, limits: Limits, slowest: float | None = None) -> list[str]:
    """Measure one kind of text at a length and at a tenth of it."""
    few, many = make(size // 10), make(size)
    bare = seconds(lambda: BARE.findall(many), runs=1)
    short, whole = seconds(lambda: find(few), runs=2), seconds(lambda: find(many), runs=2)
    limits.most(whole / short, MOST_GROWTH)
    told = limits.most(whole / size * 1_000_000, slowest)[2] if slowest is not None else ""
    return [name, f"{size / whole / 1_000_000:.2f}", f"{whole / bare:.1f}", f"{whole / short:.1f}", told]


def repeated(unit: str, size: int) -> str:
    """Return a unit over and over, up to a length."""
    return (unit * (size // len(unit) + 1))[:size]


def main() -> None:
    """Measure and print; leave with 1 where a limit was missed."""
    limits = Limits()
    rows = [
        row("公报，一百万字", gazette, 1_000_000, limits, SLOWEST),
        row("名单，十万字", register, 100_000, limits),
        *(row(f"{ascii(unit)[1:-1]} …，十万字", partial(repeated, unit), 100_000, limits) for unit in HOSTILE),
    ]
    heads = ["", "百万字/秒", "与一遍 regex 之比", "十倍长度的增长", "一百万字的目标，秒"]
    show("查找敏感信息", heads, rows)
    raise SystemExit(bool(limits.missed))


if __name__ == "__main__":
    main()
