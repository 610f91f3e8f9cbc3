"""What may be typed for the verbs of 公开属性认定."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.cli.common_arguments import add_actor, add_records, add_store, count, password_in
from desktop.cli.parser import Parser

_OPTIONS = ("主动公开", "删减后公开", "依申请公开", "不予公开")


def mark(verb: Parser) -> None:
    """Add what a mark or a proposal says."""
    add_records(verb)
    add = verb.arguments.add_argument
    add("--attribute", choices=_OPTIONS, metavar="公开属性", help="、".join(_OPTIONS))
    add("--type", default="", metavar="类型", help="文件类型，如 行政规范性文件、其他文件（以下各项用于提出认定建议）")
    add("--ground", action="append", default=[], metavar="理由[:类别]", help="勾选的理由，可写几次")
    add("--explanation", default="", metavar="说明", help="理由说明；变更时是变更理由")
    add("--basis", default="", metavar="依据", help="法律法规的名称和条款")
    add("--evidence", action="append", default=[], type=Path, metavar="文件", help="依据材料，存入资料库，可写几次")
    add("--interpretation", action="append", metavar="形式", help="政策解读的形式，可写几次；不解读写 否")
    add("--keep", action="append", default=[], metavar="文字:理由", help="可以公开的敏感信息及其理由，可写几次")
    add("--office", default="", metavar="单位", help="牵头起草单位")
    add("--joint", action="append", default=[], metavar="单位:意见", help="联合起草单位及其意见，可写几次")
    add("--opinion", default="", metavar="意见", help="起草单位意见")
    add("--secrecy", nargs=3, metavar=("密级", "期限", "类别"), help="改提定密建议，如 秘密 1年 派生定密")
    add("--change", action="store_true", help="对已不公开的文件提出变更建议")
    add_actor(verb)
    add_store(verb)


def _stage(verb: Parser) -> None:
    verb.arguments.add_argument("record", type=count, metavar="编号", help="记录编号，见 records")
    verb.arguments.add_argument("--stage", required=True, metavar="环节", help="初审、复审、复核等")
    verb.arguments.add_argument("--reason", default="", metavar="理由", help="意见的理由")
    verb.arguments.add_argument(
        "--password-file", dest="password", type=password_in, metavar="文件", help="签署人的口令写在这个文件的第一行"
    )
    add_actor(verb)
    add_store(verb)


def _sign(verb: Parser) -> None:
    _stage(verb)
    said = verb.arguments.add_mutually_exclusive_group(required=True)
    said.add_argument("--agree", action="store_true", help="同意")
    said.add_argument("--disagree", action="store_true", help="不同意，要写理由")
    verb.arguments.add_argument(
        "--attribute", choices=_OPTIONS, metavar="公开属性", help="本环节认定的公开属性（初审）"
    )
    verb.arguments.add_argument("--secrecy-reviewed", action="store_true", help="已完成政府信息公开保密审查（初审）")


def _return(verb: Parser) -> None:
    _stage(verb)
    verb.arguments.add_argument("--ground", metavar="原因", help="退文的原因，如 未附认定审核表")


def _forms(verb: Parser) -> None:
    from desktop.cli.cases import FORMS

    verb.arguments.add_argument("record", type=count, metavar="编号", help="记录编号，见 records")
    verb.arguments.add_argument(
        "--form", choices=tuple(FORMS.values()), metavar="表格", help=f"{'、'.join(FORMS.values())}；不写就是最近一张"
    )
    verb.arguments.add_argument("--out", required=True, type=Path, metavar="文件", help="写成 .docx 或 .pdf")
    add_actor(verb, required=False)
    add_store(verb)


def _package(verb: Parser) -> None:
    verb.arguments.add_argument("record", type=count, metavar="编号", help="记录编号，见 records")
    verb.arguments.add_argument("--out", required=True, type=Path, metavar="文件", help="写成这个 zip 文件")
    add_actor(verb, required=False)
    add_store(verb)


def _due(verb: Parser) -> None:
    verb.arguments.add_argument("--today", type=_day, metavar="日期", help="按这一天算（年-月-日，默认今天）")
    add_store(verb)


def _reexamine(verb: Parser) -> None:
    from desktop.review.duties import TRIGGERS

    add = verb.arguments.add_argument
    add("record", type=count, metavar="编号", help="记录编号，见 records")
    add("--stays-closed", action="store_true", help="评估过，继续不公开；要写 --reason")
    add("--reason", default="", metavar="理由", help="继续不公开的理由，或者提前评估的说明")
    add("--trigger", choices=TRIGGERS, metavar="原因", help=f"列入提前评估：{'、'.join(TRIGGERS)}")
    add_actor(verb)
    add_store(verb)


def _statistics(verb: Parser) -> None:
    verb.arguments.add_argument("--year", type=count, metavar="年", help="只算这一年提出的")
    verb.arguments.add_argument("--out", type=Path, metavar="文件", help="写成 .xlsx 或 .csv，不写就列出来")
    add_actor(verb, required=False)
    add_store(verb)


def _rules(verb: Parser) -> None:
    from desktop.disclosure.profile import profile_names

    verb.arguments.add_argument("--choose", choices=profile_names(), metavar="规则", help="从此按这套规则办理")
    verb.arguments.add_argument("--check", type=Path, metavar="文件", help="检查一份自订的规则，有误时说出行号和原因")
    add_actor(verb, required=False)
    add_store(verb)


def _people(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add("--add", metavar="姓名", help="登记或更改一个人")
    add("--office", default="", metavar="单位", help="所在单位")
    add("--role", action="append", default=[], metavar="职责", help="提出建议、初审、复审、复核等，可写几次")
    add("--inactive", action="store_true", help="停用：签过的保留，不再签署")
    add("--password-file", dest="password", type=password_in, metavar="文件", help="给这个人设口令，写在文件的第一行")
    add_actor(verb, required=False)
    add_store(verb)


def _expunge(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add("record", type=count, metavar="编号", help="记录编号，见 records")
    add("--reason", required=True, metavar="理由", help="为什么清除，如清退通知的文号；记入日志")
    add("--yes", action="store_true", help="确认清除；不写就只说会清除什么")
    add("--password-file", dest="password", type=password_in, metavar="文件", help="经办人的口令写在这个文件的第一行")
    add_actor(verb)
    add_store(verb)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"要写成 年-月-日，不能是 {text!r}") from error


EXAMPLES: dict[str, tuple[Callable[[Parser], None], str, str, tuple[str, ...]]] = {
    "sign": (
        _sign,
        "在一个环节签署意见",
        "各环节由不同的人按顺序签署；签署不能撤销。最后一个环节同意即办结，公开属性随之确定。",
        (
            "3 --stage 初审 --by 王远 --agree --attribute 主动公开 --secrecy-reviewed",
            "3 --stage 复审 --by 周岚 --disagree --reason 依据条款不对应",
        ),
    ),
    "return": (
        _return,
        "退文",
        "把认定建议退回起草单位，原因留在记录里，对各方可见；补齐之后用 mark 重新提出。",
        ("3 --stage 初审 --by 王远 --ground 未说明理由或者未提供依据材料",),
    ),
    "expunge": (
        _expunge,
        "清除涉密文件的正文",
        "把一件标有密级的文件的正文从资料库里彻底删去，不能恢复；日志只留何时何人清除，仍可核验。备份和已导出的文件清除不到。",
        ("3 --reason 按清退通知办理 --by 王远", "3 --reason 按清退通知办理 --by 王远 --yes"),
    ),
    "forms": (
        _forms,
        "写出认定表格",
        "按记录填写审核表、审批表：勾选、意见、签名和日期都来自记录，记录里没有的留空。",
        ("3 --out 认定审核表.docx", "3 --form 属性变更审批表 --out 变更.pdf"),
    ),
    "package": (
        _package,
        "写出存档包",
        "一个 zip：原件、正文、记录、表格、依据材料、操作日志、目录和校验和。用 verify 可以单独检查它是否完好。",
        ("3 --out 存档/003.zip",),
    ),
    "due": (
        _due,
        "列出要发布和要重新评估的文件",
        "主动公开的自办结之日起 20 个工作日内发布，已登记发布的不再列出；不公开的满一年重新评估。",
        ("--store 资料库",),
    ),
    "reexamine": (
        _reexamine,
        "登记不公开文件的重新评估",
        "评估过、继续不公开的，记下日期、经办人和理由，到下一个期限再列出；情况有变的，写原因列入提前评估。",
        (
            "3 --stays-closed --reason 名单仍在使用 --by 林溪",
            "3 --trigger 收到公开申请 --reason 第12号申请 --by 林溪",
        ),
    ),
    "statistics": (
        _statistics,
        "按起草单位统计认定情况",
        "件数、办结、退回的原因、改判、变更和各环节用时的中位数。",
        ("--year 2026 --store 资料库", "--year 2026 --out 统计.xlsx"),
    ),
    "rules": (
        _rules,
        "查看、选用或检查认定规则",
        "不带参数列出随程序提供的规则，标出现行的一套。已经开始办理的按开始时的规则办完。",
        ("--choose staged --by 李敏", "--check 本市规则.toml"),
    ),
    "people": (
        _people,
        "列出或登记人员",
        "登记之后，只有有相应职责的人可以提出建议和签署；设了口令的，签署时要验证。",
        ("--add 王远 --office 秘书一科 --role 初审 --password-file 口令.txt",),
    ),
}
"""The verbs with their arguments, help and examples."""
