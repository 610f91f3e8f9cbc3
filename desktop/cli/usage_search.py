"""What may be typed for searching."""

from __future__ import annotations

from collections.abc import Callable

from desktop.cli.common_arguments import add_store, count
from desktop.cli.parser import Parser
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Status
from desktop.domain.search import HitOrder

UNMARKED = "未定"
"""What is typed for documents without 公开属性."""
ORDERS = {"相关": HitOrder.RANK, "最新": HitOrder.NEWEST, "最早": HitOrder.OLDEST}
"""The orders of hits as they are typed."""
_MARKS = (*(one.value for one in Disclosure), UNMARKED)
_STATUSES = tuple(one.value for one in Status)


def search(verb: Parser) -> None:
    """Add what is searched for, and what narrows it."""
    add = verb.arguments.add_argument
    add("query", nargs="*", metavar="要找的字词", help="一个字起；几个词用空格隔开，都要有")
    add("--source", action="append", default=[], type=count, metavar="来源", help="只找这个来源编号，可写几次")
    add("--year", action="append", default=[], type=count, metavar="年份", help="只找这一年成文的，可写几次")
    add("--genre", action="append", default=[], metavar="文种", help="只找这个文种，可写几次")
    add("--issuer", action="append", default=[], metavar="机关", help="只找这个机关发的，可写几次")
    add("--column", action="append", default=[], metavar="栏目", help="只找这个栏目，可写几次")
    add("--attribute", action="append", default=[], choices=_MARKS, metavar="公开属性", help="、".join(_MARKS))
    add("--status", action="append", default=[], choices=_STATUSES, metavar="状态", help="、".join(_STATUSES))
    add("--order", choices=tuple(ORDERS), default="相关", metavar="顺序", help="相关（默认）、最新、最早")
    add("--limit", type=count, default=20, metavar="N", help="最多列出几篇（默认 20）")
    add("--page", type=count, default=1, metavar="N", help="第几页（默认 1）")
    add("--json", action="store_true", help="用 JSON 列出，供其他程序读取")
    add("--rebuild", action="store_true", help="先重建检索索引；平时不需要，索引会自动跟上")
    add_store(verb)


EXAMPLES: dict[str, tuple[Callable[[Parser], None], str, str, tuple[str, ...]]] = {
    "search": (
        search,
        "检索全部正文和要素",
        "全角半角、大小写、空格换行、〔〕[]（）() 不分。词与词之间空一格表示都要有；“|”或单独的“或”表示有一个就行；\n"
        "单独的“非”后面的词不能有；引号“ ”里的整个算一个词。标题和文号里就有的排在前面，其余按成文日期由新到旧。\n"
        "没有找到也是正常结果，退出状态为 0。",
        (
            "信访 规定 --store 资料库",
            "通知 或 通告 非 废止 --year 2026 --order 最新",
            "“云政发〔2026〕1号” --json",
        ),
    ),
}
