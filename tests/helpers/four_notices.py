"""A compilation of four short notices, as a source whose bounds a person may draw."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from desktop.domain.document import ParsedSource
from desktop.domain.text import SourceText
from desktop.parsing.pipeline import parse_text


@cache
def parsed() -> ParsedSource:
    """Return a compilation of four short notices, each with a table."""
    notices = "\n".join(
        f"云川市人民政府关于做好第{number}批植树工作的通知\n云政发〔2026〕{number}号\n各区县人民政府：\n"
        f"现将第{number}批植树工作有关事项通知如下。\n一、抓紧准备。\n序号\t事项\t日期\n1\t选苗\t三月\n"
        f"云川市人民政府\n2026年1月{number + 10}日\n"
        for number in range(1, 5)
    )
    return parse_text(SourceText("汇编.txt", sha256(notices.encode()).hexdigest(), "txt", notices))


def raw() -> bytes:
    return parsed().source.text.encode()
