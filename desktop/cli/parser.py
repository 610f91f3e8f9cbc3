"""A parser of typed lines that speaks Chinese."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from desktop.cli.console import shown, width

_MESSAGES = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"argument (.*): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (.*): expected at least one argument", r"\1 至少要有一个值"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 不能是 \2，可选：\3"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1 后面不能跟值：\2"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 不能和 \2 一起用"),
    (r"argument (.*): (.*)", r"\1：\2"),
    (r"unrecognized arguments: (.*)", r"多余的参数：\1"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 不明确，可能是：\2"),
)
"""What argparse says in English, and what people read."""

_USAGE = "用法："
_PAIR = re.compile(r"  (\S.*?) {2,}(\S.*)")
"""A line of help: what is typed, and what it means."""


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, _USAGE if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and takes no shortened options."""

    def __init__(self, prog: str, description: str, epilog: str, usage: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            usage=usage,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self.arguments = self.add_argument_group("参数")
        self.arguments.add_argument("-h", "--help", action="help", help="显示这份说明")

    def parse(self, argv: list[str], typed: argparse.Namespace | None = None) -> argparse.Namespace:
        """Return what was typed; options may stand between the words."""
        self.usage = self.format_usage().removeprefix(_USAGE).rstrip()  # else the parser takes the English word off
        if "--" in argv:  # after which a name may begin with a dash; intermixed arguments would forget about it
            return self.parse_args(argv, typed)
        return self.parse_intermixed_args(argv, typed)

    def format_help(self) -> str:
        """Return the help with its right column aligned for wide characters."""
        lines = super().format_help().replace("参数:\n", "参数：\n").split("\n")
        pairs = {number: found.groups() for number, line in enumerate(lines) if (found := _PAIR.fullmatch(line))}
        widest = max(width(left) for left, _ in pairs.values())
        for number, (left, right) in pairs.items():
            lines[number] = f"  {left}{' ' * (widest - width(left))}  {right}"
        return "\n".join(lines)

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what was wrong with the line, and leave with status 2; the terminal obeys nothing of it."""
        for english, chinese in _MESSAGES:
            if re.fullmatch(english, message, re.DOTALL):
                message = re.sub(english, chinese, message, flags=re.DOTALL)
                break
        self.exit(2, f"{self.format_usage()}{self.prog}：{shown(message)}\n")
