"""What may be typed for the register (台账): one verb, and what it is to do."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.cli.common_arguments import add_actor, add_store, count
from desktop.cli.parser import Parser

VERB = "register"


def _import(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add(
        "files",
        nargs="*",
        type=Path,
        metavar="文件",
        help="清单（XLSX、CSV），或已导入资料库的公报；不写就是已核准的记录",
    )
    add(
        "--columns",
        type=columns,
        default={},
        metavar="列=项,…",
        help="各列是什么，列写表头或字母，如 文件题目=标题,C=文号；等号后面不写就是不要这一列",
    )
    add("--preview", action="store_true", help="只看各列认成了什么、读到几件，不登记")
    add_actor(verb, required=False)
    add_store(verb)


def _list(verb: Parser) -> None:
    from desktop.register.state import State

    add = verb.arguments.add_argument
    states = tuple(state.value for state in State)
    add("--state", action="append", default=[], choices=states, metavar="状态", help=f"{'、'.join(states)}，可写几次")
    add("--on", type=day, metavar="日期", help="按这一天算（年-月-日，默认今天）")
    add("--drafter", action="append", default=[], metavar="部门", help="起草部门，可写几次")
    add("--text", default="", metavar="文字", help="标题、文号、部门里有这些字的")
    add("--all", action="store_true", help="也列出不是规范性文件的")
    _json(verb)
    add_store(verb)


def _show(verb: Parser) -> None:
    verb.arguments.add_argument("entry", type=count, metavar="台账号", help="台账号，见 register list")
    verb.arguments.add_argument("--on", type=day, metavar="日期", help="按这一天算（年-月-日，默认今天）")
    add_store(verb)


def _due(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add("--months", type=count, metavar="N", help="几个月内到期的（默认按效力规则，一般是 6）")
    add("--on", type=day, metavar="日期", help="按这一天算（年-月-日，默认今天）")
    _json(verb)
    add_store(verb)


def _links(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add("entry", nargs=argparse.OPTIONAL, type=count, metavar="台账号", help="只看这一件；不写就是所有还没有找到的引用")
    _json(verb)
    add_store(verb)


def _pending(verb: Parser) -> None:
    _json(verb)
    add_store(verb)


def _answer(verb: Parser) -> None:
    verb.arguments.add_argument(
        "codes", nargs="+", metavar="代号", help="合并如 M3，状态变更如 S1a2b3c4d，见 register pending"
    )
    add_actor(verb)
    add_store(verb)


def _accept(verb: Parser) -> None:
    verb.arguments.add_argument("--since", type=day, metavar="日期", help="没有写明从哪一天起的，从这一天起")
    _answer(verb)


def _cleanup(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add("--date", required=True, type=day, metavar="日期", help="清理截止日期（年-月-日）")
    add("--out", required=True, type=Path, metavar="文件夹", help="目录和征求意见表写在这个文件夹")
    add("--office", default="", metavar="机关", help="谁的文件，写在目录标题前面，如 云川市人民政府")
    add("--begin", action="store_true", help="在资料库里开始这次清理，以后可以定结论、收意见")
    add("--answers", action="append", default=[], type=Path, metavar="文件", help="起草单位填好的征求意见表，可写几次")
    add("--announcement", type=Path, metavar="文件", help="清理公告的文字（TXT），核对其中的件数")
    add_actor(verb, required=False)
    add_store(verb)


def _rules(verb: Parser) -> None:
    from desktop.register.rules import rules_names

    verb.arguments.add_argument("--choose", choices=rules_names(), metavar="规则", help="从此按这套规则计算")
    verb.arguments.add_argument("--check", type=Path, metavar="文件", help="检查一份自订的规则，有误时说出行号和原因")
    add_actor(verb, required=False)
    add_store(verb)


def _json(verb: Parser) -> None:
    verb.arguments.add_argument("--json", action="store_true", help="用 JSON 列出，供其他程序读取")


def day(text: str) -> date:
    """Return a typed day. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"要写成 年-月-日，不能是 {text!r}") from error


def columns(text: str) -> dict[str, str]:
    """Return the typed meaning of columns, by column. Raises ArgumentTypeError."""
    found = {}
    for part in text.replace("，", ",").replace("＝", "=").split(","):
        column, equals, name = part.partition("=")
        if not equals or not column.strip():
            raise argparse.ArgumentTypeError(f"要写成 列=项，不能是 {part!r}")
        found[column.strip()] = name.strip()
    return found


_Act = tuple[Callable[[Parser], None], str, str, tuple[str, ...]]
ACTS: dict[str, _Act] = {
    "import": (
        _import,
        "登记文件",
        "从清单、公报里的目录或已核准的记录登记。读到几件、新登记几件、并入几件、待确认几件、没有登记几件，都会列出。\n"
        "同一件文件的几个来源并排保留；拿不准是不是同一件的，等人用 accept 确认。",
        ("清单.xlsx --columns 文件题目=标题,D=文号 --preview", "清单.csv --by 李敏 --store 资料库"),
    ),
    "list": (
        _list,
        "列出台账",
        "每件一行：台账号、状态、施行日期、失效日期、文号、标题。",
        ("--state 有效 --on 2026-06-30 --store 资料库", "--json"),
    ),
    "show": (
        _show,
        "看一件文件",
        "各个来源并排，效力依据哪一条规则、哪几个字，和别的文件的关系。",
        ("12 --store 资料库",),
    ),
    "due": (_due, "列出快到期的文件", "按到期的先后。没有快到期的，也算正常。", ("--months 6 --store 资料库",)),
    "links": (
        _links,
        "列出文件之间的关系",
        "废止、修改、依据、转发、引用。不写台账号时，列出所提到的文件还不在台账里的那些。",
        ("--store 资料库", "12 --json"),
    ),
    "pending": (
        _pending,
        "列出要人确认的事",
        "可能是同一件的，和来源提示的状态变更（如被新文件废止）。每条前面是 accept 和 refuse 用的代号。",
        ("--store 资料库",),
    ),
    "accept": (
        _accept,
        "接受合并或状态变更",
        "每一条都记入操作日志。",
        ("M3 S1a2b3c4d --by 李敏 --store 资料库",),
    ),
    "refuse": (_answer, "不采纳合并或状态变更", "不采纳的不再提示。", ("M3 --by 李敏 --store 资料库",)),
    "cleanup": (
        _cleanup,
        "清理：拟定结论，写出目录和征求意见表",
        "对截止日期前的文件逐件拟定继续有效、失效、废止、拟修改，写出三份目录（DOCX、XLSX、PDF）和各起草单位的征求意见表。\n"
        "已用 --begin 开始的，按已定的结论写；--announcement 核对公告里的件数，不符时退出状态为 1。",
        ("--date 2026-06-30 --out 清理 --office 云川市人民政府 --store 资料库",),
    ),
    "rules": (
        _rules,
        "查看、选用或检查效力规则",
        "不带参数列出可用的规则，标出现行的一套。",
        ("--choose yunchuan --by 李敏 --store 资料库", "--check 本市规则.toml"),
    ),
}
"""What the register can be asked to do, with arguments, help and examples."""

BRIEF = "规范性文件台账：登记、效力、到期、清理"
ABOUT = "后面写要做的事：\n" + "\n".join(f"  {name:<9}{brief}" for name, (_, brief, _, _) in ACTS.items())
EXAMPLES = ("import 清单.xlsx", "list --state 即将到期", "due --months 6")


def add_act(verb: Parser) -> None:
    """Add what is to be done, for the help of the verb alone."""
    verb.arguments.add_argument("act", choices=tuple(ACTS), metavar="事项", help="、".join(ACTS))
    verb.arguments.add_argument("rest", nargs="*", metavar="参数", help="“register 事项 --help”有说明和例子")


def arguments(program: str, argv: list[str]) -> argparse.Namespace:
    """Return what was typed after the verb, what is to be done under `act`."""
    add, brief, about, examples = ACTS[argv[0]]
    prog = f"{program} {VERB} {argv[0]}"
    parser = Parser(prog, f"{brief}\n\n{about}", "\n".join(("例：", *(f"  {prog} {example}" for example in examples))))
    add(parser)
    return parser.parse(argv[1:], argparse.Namespace(verb=VERB, act=argv[0]))
