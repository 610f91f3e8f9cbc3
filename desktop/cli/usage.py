"""What may be typed: every verb with its arguments, help and an example, in Chinese.

What an argument may be, where that lies deep in the program, is loaded by the function that adds it: also the window
starts through here.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop import __version__
from desktop.cli import (
    usage_backups,
    usage_cases,
    usage_exchange,
    usage_export,
    usage_redact,
    usage_register,
    usage_search,
)
from desktop.cli.common_arguments import add_actor, add_records, add_store, count, password_in
from desktop.cli.parser import Parser

PROGRAM = "gongbao-desk"

_ABOUT = "公报审校台：把政府公报和公文拆成一篇一篇，提取要素，人工审校，标注公开属性，核准后导出。全程离线。"
_WINDOW = f"""\
{PROGRAM}                 打开窗口
{PROGRAM} 文件…           打开窗口并读入文件

退出状态：0 一切正常；1 有输入没有处理成功（原因写在标准错误里）；2 命令用法不对。"""


def _parse(verb: Parser) -> None:
    verb.arguments.add_argument("files", nargs="+", type=Path, metavar="文件", help="要识别的文件或文件夹")
    verb.arguments.add_argument("--out", type=Path, metavar="文件", help="结果写入这个文件，不写到标准输出")
    verb.arguments.add_argument("--jobs", type=count, default=1, metavar="N", help="多个文件时同时识别几个（默认 1）")
    verb.arguments.add_argument(
        "--resume", action="store_true", help="接着上次中断的识别：--out 里已有的文件不再识别，其余的接着写"
    )
    verb.arguments.add_argument(
        "--scheduler", metavar="地址", help="交给这个 dask 计算集群识别（只有这样才使用网络），如 tcp://10.1.1.8:8786"
    )
    _add_reading(verb)


def _sensitive(verb: Parser) -> None:
    verb.arguments.add_argument("files", nargs="+", type=Path, metavar="文件", help="要检查的文件或文件夹")
    verb.arguments.add_argument("--json", action="store_true", help="每个文件输出一行 JSON，供其他程序读取")
    verb.arguments.add_argument("--jobs", type=count, default=1, metavar="N", help="多个文件时同时检查几个（默认 1）")
    _add_reading(verb)


def _redact(verb: Parser) -> None:
    usage_redact.redact(verb)
    _add_reading(verb)


def _import(verb: Parser) -> None:
    verb.arguments.add_argument("files", nargs="+", type=Path, metavar="文件", help="要导入的文件或文件夹")
    _add_reading(verb)
    add_actor(verb, required=False)
    add_store(verb)


def _records(verb: Parser) -> None:
    add_store(verb)
    verb.arguments.add_argument("--json", action="store_true", help="用 JSON 列出，供其他程序读取")


def _approve(verb: Parser) -> None:
    add_records(verb)
    add_actor(verb)
    add_store(verb)


def _reparse(verb: Parser) -> None:
    verb.arguments.add_argument(
        "sources", nargs="*", type=count, metavar="来源", help="来源编号（import 时给出）；不写就是全部"
    )
    verb.arguments.add_argument("--dry-run", action="store_true", help="只列出会有什么不同，不改动")
    add_actor(verb, required=False)
    add_store(verb)


def _verify(verb: Parser) -> None:
    usage_backups.add_checkpoint(verb)
    verb.arguments.add_argument(
        "package", nargs=argparse.OPTIONAL, type=Path, metavar="存档包", help="只检查这个存档包（zip），不检查资料库"
    )
    add_store(verb)


def _demo(verb: Parser) -> None:
    verb.arguments.add_argument("--out", required=True, type=Path, metavar="文件夹", help="演示结果放在这个文件夹")


_EXAMPLES = {
    "parse": (
        _parse,
        "识别文件，输出 JSON",
        "识别一个文件时输出一个 JSON 对象；多个文件或文件夹时每个文件一行，\n"
        "读不了的文件那一行带 error，其余照常，最后退出状态为 1。不需要资料库。\n"
        "每行的 source 里有文件在文件夹里的位置（path）和 SHA-256；中断后用 --resume 接着做，不重不漏。\n"
        "文件上万时可以用 --scheduler 分给几台计算机：各台要装同一版本的程序，并能以同样的路径打开这些文件。",
        ("公报.pdf --out 公报.json", "2026年公报/ --jobs 2 --out 公报.jsonl --resume"),
    ),
    "sensitive": (
        _sensitive,
        "查找文件里的敏感信息",
        "列出身份证号、手机、住址等在第几行、建议遮盖还是保留、怎么认出来的。不需要资料库，不改动文件。\n"
        "有没有发现都算正常；读不了的文件说明原因，其余照常，最后退出状态为 1。",
        ("公示名单.docx", "2026年公报/ --json --jobs 2"),
    ),
    "redact": (_redact, usage_redact.BRIEF, usage_redact.ABOUT, usage_redact.EXAMPLES),
    "import": (
        _import,
        "把文件识别后存入资料库",
        "已经导入过的文件不会重复导入，审校到哪里还在哪里。没有资料库时新建一个。",
        ("公报.txt --store 资料库",),
    ),
    "records": (
        _records,
        "列出资料库里的记录",
        "每篇公文一行：编号、状态、公开属性、存疑几处、文号、标题。",
        ("--store 资料库",),
    ),
    "mark": (
        usage_cases.mark,
        "标注公开属性，或提出认定建议",
        "按“一次审批”的规则，几条记录一步标注完成：有一条不成，就一条也不改。已核准的记录改标注后回到待核。\n"
        "按逐级认定的规则，这是起草单位的建议：缺什么会一次说全，提出之后由各环节 sign 或 return。",
        (
            "3 4 7 --attribute 主动公开 --by 李敏 --store 资料库",
            "3 --attribute 不予公开 --type 其他文件 --ground 行政机关内部事务信息:人事管理 --explanation 内部岗位安排"
            " --basis 条例第十六条 --office 市信访局 --by 李敏",
        ),
    ),
    "approve": (
        _approve,
        "核准记录",
        "几条记录一步完成：有一条不成（例如还没有公开属性），就一条也不核准。",
        ("3 4 7 --by 李敏 --store 资料库",),
    ),
    "reparse": (
        _reparse,
        "用本版程序重新识别",
        "对资料库里的原文重新识别，更新识别值并列出不同之处。人工更正、确认、标注的内容一律不变，\n"
        "已核准的记录不动；分篇不同的只列出，由人决定。",
        ("--dry-run --store 资料库", "1 2 --by 李敏 --store 资料库"),
    ),
    **usage_export.EXAMPLES,
    "verify": (
        _verify,
        "检查资料库或存档包是否完好",
        "检查操作日志的链条、记录与日志是否一致、原始文件和数据库。有问题时说出第一条不对的日志，退出状态为 1。",
        ("--store 资料库", "--checkpoint U盘/存证.json --store 资料库"),
    ),
    **usage_backups.EXAMPLES,
    usage_exchange.VERB: (usage_exchange.add, usage_exchange.BRIEF, usage_exchange.ABOUT, usage_exchange.EXAMPLES),
    usage_register.VERB: (
        usage_register.add_act,
        usage_register.BRIEF,
        usage_register.ABOUT,
        usage_register.EXAMPLES,
    ),
    **usage_cases.EXAMPLES,
    **usage_search.EXAMPLES,
    "demo": (
        _demo,
        "用样例走一遍全过程",
        "打开样例公报，更正一个要素，标注，核准，导出 XLSX、CSV、JSON，并画出真实窗口的图片。",
        ("--out 演示",),
    ),
}

VERBS = tuple(_EXAMPLES)


def arguments(argv: list[str]) -> argparse.Namespace:
    """Return what was typed, the verb under `verb`. Leaves with status 2 on wrong usage, 0 after help."""
    overview = "\n".join(f"  {name:<11}{brief}" for name, (_, brief, _, _) in _EXAMPLES.items())
    usage = f"{PROGRAM} [文件…]\n      {PROGRAM} 命令 …"
    epilog = f"命令（“{PROGRAM} 命令 --help”有说明和例子）：\n{overview}\n\n不带命令：\n{_WINDOW}"
    top = Parser(PROGRAM, _ABOUT, epilog, usage)
    top.arguments.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}", help="显示版本")
    top.arguments.add_argument("verb", nargs=argparse.OPTIONAL, help=argparse.SUPPRESS)
    if not argv or argv[0] not in VERBS:
        named = top.parse_args(argv[:1]).verb
        top.error(f"没有这个命令：{named}" if named else "缺少命令")
    if argv[0] == usage_register.VERB and argv[1:] and argv[1] in usage_register.ACTS:
        return usage_register.arguments(PROGRAM, argv[1:])
    add, brief, about, examples = _EXAMPLES[argv[0]]
    prog = f"{PROGRAM} {argv[0]}"
    verb = Parser(prog, f"{brief}\n\n{about}", "\n".join(("例：", *(f"  {prog} {example}" for example in examples))))
    add(verb)
    typed = verb.parse(argv[1:], argparse.Namespace(verb=argv[0]))
    return usage_exchange.settled(verb, typed) if argv[0] == usage_exchange.VERB else typed


def window_arguments(argv: list[str]) -> argparse.Namespace:
    """Return what the window is to open: `files` and `store`. Leaves with status 2 on wrong usage."""
    top = Parser(PROGRAM, _ABOUT, _WINDOW)
    top.arguments.add_argument("files", nargs="*", type=Path, metavar="文件", help="要打开的文件")
    add_store(top)
    return top.parse(argv)


def _add_reading(verb: Parser) -> None:
    """Add what is chosen about the reading of files."""
    from desktop.parsing.readers.options import Recognise

    password = verb.arguments.add_mutually_exclusive_group()
    password.add_argument("--password", metavar="密码", help="加密文件的密码")
    password.add_argument(
        "--password-file",
        dest="password",
        type=password_in,
        metavar="文件",
        help="密码写在这个文件的第一行；这样它不会出现在进程列表里",
    )
    verb.arguments.add_argument(
        "--recognise",
        choices=[choice.value for choice in Recognise],
        default=Recognise.NEEDED.value,
        metavar="方式",
        help="文字识别：needed 没有文字层的页才识别（默认），always 每页都识别，never 不识别",
    )
    verb.arguments.add_argument(
        "--seconds", type=count, metavar="秒", help="读一个文件，多少秒没有进展就停下（默认见设置，600）"
    )
    verb.arguments.add_argument(
        "--memory", type=count, metavar="MB", help="读一个文件最多用多少内存（默认见设置，3000）"
    )
