"""How fast the parser reads, against the bare cost of looking at each line once, and how it grows."""

from __future__ import annotations

import hashlib

import regex
from table import peak_bytes, seconds, show

from desktop import paths
from desktop.domain.text import SourceText
from desktop.parsing.pipeline import parse_text

SAMPLE = "yunchuan-2026-01.txt"
COPIES = 100

NUMBER = regex.compile(r"[\p{Han}]{1,12}[〔\[（(][0-9]{4}[〕\]）)][0-9]{1,4}号")
DATE = regex.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
HEADING = regex.compile(
    r"^\s*[一二三四五六七八九十]{1,3}、|^\s*（[一二三四五六七八九十]{1,3}）|^第[\p{Han}]{1,5}[章条]"
)


def source(text: str) -> SourceText:
    """Return a text as a reader would."""
    return SourceText(SAMPLE, hashlib.sha256(text.encode()).hexdigest(), "txt", text)


def bare(text: str) -> int:
    """Look once for a number, a date and a heading in each line: the least that any parser pays."""
    return sum(bool(pattern.search(line)) for line in text.splitlines() for pattern in (NUMBER, DATE, HEADING))


def main() -> None:
    """Measure and print."""
    text = (paths.seeds() / SAMPLE).read_text("utf-8")
    one, many = source(text), source(text * COPIES)
    bare_one = seconds(lambda: bare(text))
    parse_one = seconds(lambda: parse_text(one))
    bare_many = seconds(lambda: bare(many.text), runs=2)
    parse_many = seconds(lambda: parse_text(many), runs=2)
    peak = peak_bytes(lambda: parse_text(many))
    show(
        f"解析速度：{SAMPLE}，{len(text):,} 字",
        ["", "一份", f"{COPIES} 份相连", "增长", "目标"],
        [
            ["逐行查找一遍，字/秒", f"{len(text) / bare_one:,.0f}", f"{len(many.text) / bare_many:,.0f}", "", ""],
            [
                "解析，字/秒",
                f"{len(text) / parse_one:,.0f}",
                f"{len(many.text) / parse_many:,.0f}",
                f"{parse_many / parse_one:.0f} 倍",
                "≥ 1,000,000，≤ 110 倍",
            ],
            ["解析与逐行查找之比", f"{parse_one / bare_one:.1f}", f"{parse_many / bare_many:.1f}", "", ""],
            ["内存峰值，字节/字", "", f"{peak / len(many.text):.0f}", "", "≤ 40"],
        ],
    )


if __name__ == "__main__":
    main()
