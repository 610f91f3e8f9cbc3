"""What may be typed for the verbs that keep a store safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.cli.common_arguments import add_actor, add_store, password_in
from desktop.cli.parser import Parser

_PASSWORD = "签名人的口令写在这个文件的第一行"


def _backup(verb: Parser) -> None:
    verb.arguments.add_argument(
        "--out", type=Path, metavar="文件夹", help="备份到这个文件夹（如 U 盘），不存在资料库自己的备份里"
    )
    add_store(verb)


def _backups(verb: Parser) -> None:
    add_store(verb)


def _restore(verb: Parser) -> None:
    add = verb.arguments.add_argument
    add("backup", metavar="备份", help="backups 列出的序号或文件夹名，或者别处一份备份的文件夹")
    add("--dry-run", action="store_true", help="只说会丢失什么，不改动")
    add("--replay", action="store_true", help="恢复之后，把现在的日志里仍然完好的操作逐条补回（用于资料库已损坏时）")
    add_actor(verb, required=False)
    add_store(verb)


def _checkpoint(verb: Parser) -> None:
    verb.arguments.add_argument("--out", type=Path, metavar="文件", help="存证写入这个文件；不写就只显示指纹")
    verb.arguments.add_argument(
        "--password-file", dest="password", type=password_in, metavar="文件", help=f"由 --by 签名：{_PASSWORD}"
    )
    add_actor(verb, required=False)
    add_store(verb)


def add_checkpoint(verb: Parser) -> None:
    """Add what `verify` compares a journal with."""
    verb.arguments.add_argument(
        "--checkpoint", type=Path, metavar="文件", help="再与这份日志存证比对：最新的日志有没有被截去、历史有没有被换过"
    )
    verb.arguments.add_argument(
        "--password-file", dest="password", type=password_in, metavar="文件", help=f"核对存证的签名：{_PASSWORD}"
    )


EXAMPLES: dict[str, tuple[Callable[[Parser], None], str, str, tuple[str, ...]]] = {
    "backup": (
        _backup,
        "备份资料库",
        "资料库正在使用也可以备份。写完之后检查一遍，有问题就不算数。窗口启动时和每 100 步操作后会自动备份；\n"
        "手动的备份不会被自动清理。",
        ("--store 资料库", "--out U盘/备份"),
    ),
    "backups": (
        _backups,
        "列出资料库的备份",
        "从新到旧，每份一行；恢复时用其中的序号或文件夹名。",
        ("--store 资料库",),
    ),
    "restore": (
        _restore,
        "从备份恢复资料库",
        "先列出恢复会撤去哪些操作，再恢复。现在的资料库整个移到 set-aside 里保留，不会覆盖。\n"
        "请先关闭正在使用这个资料库的窗口。资料库已损坏时加 --replay，把仍然完好的操作补回。",
        ("1 --dry-run --store 资料库", "1 --replay --by 李敏 --store 资料库", "U盘/备份/00003-20261120-090000"),
    ),
    "checkpoint": (
        _checkpoint,
        "给日志存证",
        "把日志到了哪一条、它的校验值和当时的件数写成文件，并给出一个可以抄在纸上的指纹。存到别处以后，\n"
        "用 verify --checkpoint 就能发现最新的日志被截去、或者整个历史被换过。存证之后新增的日志不在证明之内；\n"
        "时间是这台电脑的时间。签名用口令算出，知道口令的人能核对、也能伪造，所以指纹最好另外留一份。",
        ("--out 存证.json --store 资料库", "--out 存证.json --by 李敏 --password-file 口令.txt"),
    ),
}
