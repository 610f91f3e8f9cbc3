"""What may be typed for the verb redact."""

from __future__ import annotations

from pathlib import Path

from desktop.cli.parser import Parser


def redact(verb: Parser) -> None:
    """Add what is to be copied, by which plan, and where to."""
    add = verb.arguments.add_argument
    add("file", type=Path, metavar="文件", help="要删减的文件")
    add("--plan", type=Path, metavar="方案", help="按这份方案删减（JSON，由 --plan-out 写出，可以改）")
    add("--auto", action="store_true", help="按建议删减：建议遮盖的全部按预设写法遮盖")
    add("--out", type=Path, metavar="文件", help="副本写入这个文件")
    add("--plan-out", type=Path, metavar="方案", help="只写出一份可以修改的方案，不写副本")
    add("--proof", type=Path, metavar="文件", help="核验报告写入这个文件（JSON）")
    add(
        "--check",
        action="store_true",
        help="只检查外来的 PDF：黑框、图片、批注下面有没有没删去的文字；有就退出状态为 1",
    )
    add("--strict", action="store_true", help="整页成像，文字层重新写入；用于 PDF、扫描件、OFD、网页")


BRIEF = "按方案写出删减版并核验"
ABOUT = (
    "DOCX 出 DOCX，文本出文本，PDF、扫描件、OFD、网页出 PDF。删去的文字不留在副本的任何地方，\n"
    "批注、修订、隐藏文字、文件属性、附件一并去掉，成文日期下面印“（本文有删减）”。\n"
    "写完自动核验：重新读出、逐字比较、逐处查找；有一项不合格就删去副本，说明原因，退出状态为 1。\n"
    "方案里每处删减写位置 spans、原文 text、印出的 replacement、类别 kind、理由 reason；可以公开的放在 kept；\n"
    "open 是还没有决定的，移到 removals 或 kept。位置是原文的字符序号，从 0 数起，不含止。"
)
EXAMPLES = (
    "救助名单.docx --plan-out 方案.json",
    "救助名单.docx --plan 方案.json --out 救助名单（公开）.docx --proof 核验.json",
    "通知.pdf --auto --out 通知（公开）.pdf --strict",
    "来文.pdf --check",
)
