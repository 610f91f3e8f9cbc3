"""The verbs export and columns: approved records out of the store, in an order of columns that the office saved."""

from __future__ import annotations

import argparse

from desktop.cli import console
from desktop.cli.naming import open_desk
from desktop.domain.queue import QueueFilter
from desktop.export.columns import COLUMN
from desktop.export.formats import FORMATS
from desktop.review.columns import LONGEST_NAME, keys_of
from desktop.review.desk import Desk
from desktop.review.exporting import ExportReport

_WRONG = 2


def run(typed: argparse.Namespace) -> int:
    """Export the approved records that are asked for."""
    if typed.out.resolve().is_relative_to(typed.store.resolve()):
        console.warn(f"不能导出到资料库自己的文件夹里：{typed.out}")
        return _WRONG
    if typed.columns is not None and not FORMATS[typed.format].columned:
        console.warn(f"--columns 只用于 xlsx 和 csv，{typed.format} 的内容是固定的。")
        return _WRONG
    with open_desk(typed.store, typed.by) as desk:
        keys = _columns(desk, typed.columns) if typed.columns is not None else ()
        if keys is None or not _has_source(desk, typed.source):
            return _WRONG
        _tell(desk.export(typed.format, typed.out, wish=_wish(typed), columns=keys))
    return 0


def run_columns(typed: argparse.Namespace) -> int:
    """List, save or remove orders of columns."""
    if typed.action == "keys":
        console.write(console.table(("键", "栏目"), [(column.key, column.label) for column in COLUMN.values()]))
        return 0
    if typed.action != "list" and typed.name is None:
        console.warn("缺少参数：名称")
        return _WRONG
    with open_desk(typed.store, typed.by, read_only=typed.action == "list") as desk:
        match typed.action:
            case "save":
                return _save(desk, typed.name, typed.order)
            case "remove":
                return _remove(desk, typed.name)
        return _list(desk)


def _wish(typed: argparse.Namespace) -> QueueFilter:
    return QueueFilter(
        source_id=typed.source,
        disclosures=frozenset(typed.disclosure),
        genres=frozenset(typed.genre),
        years=frozenset(typed.year),
        tags=frozenset(typed.tag),
        text=typed.text,
    )


def _has_source(desk: Desk, source_id: int | None) -> bool:
    if source_id is None or any(source.id == source_id for source in desk.sources()):
        return True
    console.warn(f"没有编号为 {source_id} 的来源文件。")
    return False


def _columns(desk: Desk, named: str) -> tuple[str, ...] | None:
    """Return the columns of a saved order, else those listed; None, and say why, where it is neither."""
    saved = {order.name: order.keys for order in desk.columns.orders()}
    if named in saved:
        return saved[named]
    try:
        return keys_of(named)
    except KeyError as error:
        console.warn(
            f"没有这个栏目，也没有叫这个名称的次序：{error.args[0]}。用 columns 查看，用 columns keys 列出栏目。"
        )
    except ValueError:
        console.warn(f"栏目是空的，或有重复：{named}")
    return None


def _tell(report: ExportReport) -> None:
    unit = FORMATS[report.format].unit
    if report.count:
        console.say(f"已导出 {report.count} {unit}：{report.path}")
    else:
        what = "已核准记录" if unit == "条已核准的记录" else unit[1:]
        console.say(f"没有可以导出的{what}，导出的是空表：{report.path}")
    if report.secret:
        console.say(f"另有 {report.secret} 条已核准的记录标有密级，没有导出。")
    if report.not_public:
        console.say(f"另有 {report.not_public} 条已核准的记录不是主动公开，没有放进公开目录。")


def _list(desk: Desk) -> int:
    orders = desk.columns.orders()
    if not orders:
        console.say("还没有保存的栏目次序。")
    for order in orders:
        console.write(f"{order.name}：{'、'.join(COLUMN[key].label for key in order.keys)}")
    return 0


def _save(desk: Desk, name: str, order: str | None) -> int:
    if order is None:
        console.warn("缺少参数：栏目")
        return _WRONG
    try:
        entry = desk.columns.save(name, keys_of(order))
    except KeyError as error:
        console.warn(f"没有这个栏目：{error.args[0]}。用 columns keys 列出全部栏目。")
        return _WRONG
    except ValueError:
        console.warn(f"没有保存：栏目是空的或有重复，或者名称是空的、超过 {LONGEST_NAME} 个字。")
        return _WRONG
    console.say(f"已保存栏目次序：{name}" if entry is not None else f"本来就是这个次序：{name}")
    return 0


def _remove(desk: Desk, name: str) -> int:
    try:
        desk.columns.remove(name)
    except KeyError:
        console.warn(f"没有叫这个名称的次序：{name}")
        return _WRONG
    console.say(f"已删除栏目次序：{name}")
    return 0
