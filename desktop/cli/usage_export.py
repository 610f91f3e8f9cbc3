"""What may be typed for the verbs export and columns."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from desktop.cli.common_arguments import add_actor, add_store, count, name
from desktop.cli.parser import Parser
from desktop.domain.disclosure import Disclosure
from desktop.export.formats import FORMATS

_ACTIONS = ("list", "save", "remove", "keys")


def _export(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add("--format", required=True, choices=tuple(FORMATS), metavar="格式", help="、".join(FORMATS))
    add("--out", required=True, type=Path, metavar="位置", help="导出到这个文件；html 导出到这个文件夹")
    add("--columns", metavar="名称", help="xlsx 和 csv 的栏目次序：columns 保存的名称，或用逗号隔开的栏目")
    add("--source", type=count, metavar="来源", help="只导出这个来源文件的记录（编号由 import 给出）")
    add(
        "--disclosure",
        action="append",
        default=[],
        choices=[one.value for one in Disclosure],
        metavar="公开属性",
        help="只导出这种公开属性的记录，可写几次",
    )
    add("--genre", action="append", default=[], metavar="文种", help="只导出这个文种的记录，可写几次")
    add("--year", action="append", default=[], type=_year, metavar="年份", help="只导出这一年成文的记录，可写几次")
    add("--tag", action="append", default=[], metavar="标签", help="只导出有这个标签的记录，可写几次")
    add("--text", default="", metavar="文字", help="只导出标题、文号或机关里有这些字的记录")
    add_actor(verb, required=False)
    add_store(verb)


def _columns(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add(
        "action",
        nargs=argparse.OPTIONAL,
        choices=_ACTIONS,
        default="list",
        metavar="做什么",
        help="list 列出次序（默认）、save 保存、remove 删除、keys 列出全部栏目",
    )
    add("name", nargs=argparse.OPTIONAL, type=name, metavar="名称", help="次序的名称")
    add("order", nargs=argparse.OPTIONAL, metavar="栏目", help="save 时：栏目，用逗号隔开")
    add_actor(verb, required=False)
    add_store(verb)


def _year(text: str) -> str:
    """Return a typed year. Raises ArgumentTypeError."""
    if not re.fullmatch("[0-9]{4}", text):
        raise argparse.ArgumentTypeError(f"要四位数的年份，不能是 {text!r}")
    return text


_FORMATS = "\n".join(f"  {one.key:<17}{one.label}：{one.purpose}" for one in FORMATS.values())

EXAMPLES = {
    "export": (
        _export,
        "导出已核准的记录",
        "只导出已核准的记录，标有密级的从不导出，有删减的只导出公开的部分。中途停下或写不成时，原有的文件保持原样。\n"
        f"{_FORMATS}\n"
        "以 = + - @ 或制表符开头的单元格在表格里前面加一个撇号，以免被表格软件当成公式；JSON 里是原样的值。",
        (
            "--format xlsx --out 核准记录.xlsx --store 资料库",
            "--format xlsx --columns 公开目录 --disclosure 主动公开 --out 目录.xlsx --store 资料库",
            "--format html --out 信息公开目录 --store 资料库",
        ),
    ),
    "columns": (
        _columns,
        "目录的栏目次序",
        "本单位的目录用哪些栏目、什么次序，存在资料库里，大家共用；每次改动记入操作日志。",
        (
            "save 公开目录 序号,标题,发文字号,发文机关,成文日期,发布日期 --by 李敏 --store 资料库",
            "list --store 资料库",
        ),
    ),
}
"""How each verb is declared: its arguments, what it does in brief and in full, examples."""
