"""What the register costs at 10,000 entries: opened, listed on another day, after one change; a list taken in."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from table import Limits, seconds, show

from desktop.register.overview import Order, RegisterQuery
from desktop.review.desk import Desk
from desktop.store import Store
from desktop.store.connection import DATABASE

ENTRIES = 10_000
MOST_OPENED, MOST_LISTED, MOST_CHANGED, MOST_TAKEN = 12.0, 5.0, 8.0, 5.0
"""Times that of reading the stored items as JSON; the last one times that of reading the workbook with openpyxl."""
DAY = date(2026, 2, 6)
SUBJECTS = tuple("水林路学医房城消急农商旅体档统审气民财")


def workbook(path: Path) -> None:
    """Write a list of documents of an invented city."""
    chance = random.Random(8)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.append(["序号", "起草部门", "标题", "文号", "施行日期", "有效期", "清理意见"])
    for number in range(1, ENTRIES + 1):
        one, two, three = (chance.choice(SUBJECTS) for _ in range(3))
        start = date(2010, 1, 1) + timedelta(days=chance.randrange(5_800))
        end = start.replace(day=1) + timedelta(days=365 * 5)
        term = chance.choice(["", "有效期5年", "长期有效", f"{end.year}年{end.month}月{end.day}日"])
        title = f"云川市人民政府关于印发云川市{one}{two}{three}第{number}项管理办法的通知"
        printed = f"{start.year}年{start.month}月{start.day}日"
        sheet.append([number, f"市{one}局", title, f"云川府发〔{start.year}〕{number}号", printed, term, "继续有效"])
    book.save(path)


def parsed(folder: Path) -> Callable[[], object]:
    """Return the bare work: the stored items as JSON, one by one."""
    import sqlite3

    connection = sqlite3.connect(folder / DATABASE)
    values = [value for (value,) in connection.execute("SELECT value FROM register")]
    connection.close()
    return lambda: [json.loads(value) for value in values]


def changed(desk: Desk) -> float:
    """Return the processor time from one change of a person to the list that shows it."""
    desk.register.entries(DAY)
    times = []
    for number in range(1, 6):
        desk.register.decisions.set_value(number, "remark", f"第{time.process_time_ns()}次")
        began = time.process_time()
        desk.register.entries(DAY)
        times.append(time.process_time() - began)
    return min(times)


def main() -> int:
    """Measure, print the table, and return 1 where a limit was missed."""
    limits = Limits()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "清单.xlsx"
        workbook(path)
        bare_book = seconds(lambda: openpyxl.load_workbook(path, data_only=True), 1)
        with Store.open(folder / "store") as store:
            began = time.process_time()
            report = Desk(store, "李敏").register.taking.import_list(path)
            taken = time.process_time() - began
        assert report.read == ENTRIES
        bare = seconds(parsed(folder / "store"))

        def opened() -> None:
            with Store.open(folder / "store") as fresh:
                Desk(fresh, "李敏").register.entries(DAY)

        cold = seconds(opened, 3)
        with Store.open(folder / "store") as store:
            desk = Desk(store, "李敏")
            desk.register.entries(DAY)
            days = iter(DAY + timedelta(days=30 * month) for month in range(1, 40))
            query = RegisterQuery(order=Order.END, text="林业")
            listed = seconds(lambda: desk.register.entries(next(days), query))
            again = changed(desk)
    rows = [
        ["打开并列出", f"{cold:.2f} 秒", *limits.most(cold / bare, MOST_OPENED)],
        ["换一天，按失效日期，含“林业”", f"{listed:.2f} 秒", *limits.most(listed / bare, MOST_LISTED)],
        ["改一件之后再列出", f"{again:.2f} 秒", *limits.most(again / bare, MOST_CHANGED)],
        ["登记清单（对 openpyxl 读同一份）", f"{taken:.2f} 秒", *limits.most(taken / bare_book, MOST_TAKEN)],
    ]
    show(f"台账 {ENTRIES} 件（对 json 读同样的内容 {bare:.2f} 秒）", ("做什么", "用时", "倍", "占上限", "上限"), rows)
    return 1 if limits.missed else 0


if __name__ == "__main__":
    sys.exit(main())
