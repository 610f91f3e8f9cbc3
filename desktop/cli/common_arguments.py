"""Arguments that several verbs share."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from desktop import paths
from desktop.cli.parser import Parser


def add_store(verb: Parser) -> None:
    """Add the folder of the store."""
    default = paths.default_store()
    verb.arguments.add_argument(
        "--store", type=Path, default=default, metavar="文件夹", help="资料库所在的文件夹（默认是窗口所用的那个）"
    )


def add_records(verb: Parser) -> None:
    """Add the numbers of records."""
    verb.arguments.add_argument("records", nargs="+", type=count, metavar="编号", help="记录编号，见 records")


def add_actor(verb: Parser, required: bool = True) -> None:
    """Add the name of whoever acts."""
    told = "经办人姓名，记入操作日志" + ("" if required else "（默认是系统用户名）")
    verb.arguments.add_argument("--by", required=required, type=name, metavar="姓名", help=told)


def count(text: str) -> int:
    """Return a typed number, at least 1. Raises ArgumentTypeError."""
    if not re.fullmatch(r"0*[1-9][0-9]{0,17}", text):
        raise argparse.ArgumentTypeError(f"要一个正整数，不能是 {text!r}")
    return int(text)


def name(text: str) -> str:
    """Return a typed name that says something. Raises ArgumentTypeError."""
    if not text.strip():
        raise argparse.ArgumentTypeError("不能是空的")
    return text.strip()


def password_in(name: str) -> str:
    """Return the first line of a file. Raises ArgumentTypeError."""
    try:
        with open(name, encoding="utf-8-sig") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"读不了密码文件 {name}") from error
