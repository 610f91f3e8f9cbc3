"""What may be typed to hand records over to another store."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli.common_arguments import add_actor, add_store, count
from desktop.cli.parser import Parser

VERB = "handover"
ACTS = ("export", "import")
BRIEF = "移交记录给另一台电脑，或接收移交"
ABOUT = """\
handover export：把选定的记录连同原件、识别结果、审校经过和依据材料写成一个移交包。
handover import：把移交包并入这个资料库。只有对方改过的，接收；两边改得不同的，保留本方的值，逐项列出两边的经过；
对方的值和经过记入日志，不会丢失。核准只在两边内容相同时带来；已签署的认定只在本方没有认定时带来。
原件里有涉密文件的不能移交。有冲突或有没接收的内容时退出状态为 1。"""
EXAMPLES = (
    "export 3 4 7 --out U盘/移交.zip --by 李敏 --store 资料库",
    "export --source 1 --out 移交.zip --by 李敏",
    "import U盘/移交.zip --dry-run --store 资料库",
    "import U盘/移交.zip --by 王芳 --store 资料库",
)


def add(verb: Parser) -> None:
    """Add what is typed behind `handover`, which begins with the act."""
    add_argument = verb.arguments.add_argument
    add_argument("act", choices=ACTS, metavar="export|import", help="export 移交，import 接收")
    add_argument("named", nargs="*", metavar="编号或移交包", help="移交时是记录编号，接收时是移交包")
    add_argument("--source", action="append", type=count, default=[], metavar="来源", help="移交这个来源的全部记录")
    add_argument("--out", type=Path, metavar="文件", help="移交包写到这个文件")
    add_argument("--dry-run", action="store_true", help="接收时只列出会有什么变化，不改动")
    add_actor(verb, required=False)
    add_store(verb)


def settled(verb: Parser, typed: argparse.Namespace) -> argparse.Namespace:
    """Return what was typed with `records` or `package` set. Leaves with status 2 where something is lacking."""
    if typed.act == "import":
        if len(typed.named) != 1:
            verb.error("import 后面要写一个移交包")
        typed.package = Path(typed.named[0])
        return typed
    if typed.out is None:
        verb.error("export 要用 --out 写明移交包放在哪里")
    try:
        typed.records = [count(text) for text in typed.named]
    except argparse.ArgumentTypeError as error:
        verb.error(str(error))
    if not typed.records and not typed.source:
        verb.error("export 后面要写记录编号，或用 --source 写来源编号")
    return typed
