"""How soon the window is there and how long it is deaf, with an issue of 60 documents in a store of 100,000.

python tests/benchmarks/bench_window.py [NUMBER OF DOCUMENTS]
"""

from __future__ import annotations

import contextlib
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "helpers"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import converted
import manuscript
from bench_store import ISSUE, issue
from layout import Typesetter
from sitting import Sitting
from table import Limits, show

STORE = 100_000
DOCUMENTS = 60
STEPS = 1_000
SEARCHES = ("信", "信访", "信访工", "信访工作", "信访工作的", "云政发〔2026〕19", "云政发〔2026〕199", "")
DEAF = 50
"""Milliseconds that the window may be deaf."""
ROUNDS = 7
MANUSCRIPTS = Path(__file__).parents[1] / "helpers" / "manuscripts"

EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic() - float(sys.argv[1]), time.process_time())
        QTimer.singleShot(0, QApplication.quit)

application = QApplication(sys.argv[:1])
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""

FULL = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from desktop.widgets.plain_imports import prefer_plain_imports
prefer_plain_imports()  # as the program does
from desktop import app

class Watch(QObject):
    # Tells when the list of documents was painted with documents in it.
    def __init__(self, program):
        super().__init__()
        self.view = None
        program.window.installEventFilter(self)

    def watch_list(self):
        self.view = program.window.queue.findChild(app.QueueView)
        self.view.viewport().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() != QEvent.Type.Paint:
            return False
        if watched is program.window:
            print(time.monotonic() - float(sys.argv[1]), time.process_time())
            program.window.removeEventFilter(self)
        elif watched is self.view.viewport() and self.view.model().rowCount():
            print(time.monotonic() - float(sys.argv[1]), time.process_time())
            self.view.viewport().removeEventFilter(self)
            QTimer.singleShot(0, program.window.close)
        return False

from desktop.views.queue.view import QueueView
app.QueueView = QueueView
application = app.application()
program = app.Program(application, Path(sys.argv[2]), furnished=False)
watch = Watch(program)
program.window.seen.connect(lambda: (program.begin([]), watch.watch_list()))
program.window.show()
application.exec()
program.end()
"""


def write_issue(folder: Path) -> Path:
    """Write an issue of 60 documents, made of the manuscripts of the samples."""
    copy = manuscript.read(min(MANUSCRIPTS.glob("*.txt")))
    papers = [
        replace(paper, key=f"{paper.key} {turn}")
        for turn in range(DOCUMENTS // len(copy.papers))
        for paper in copy.papers
    ]
    copy.papers = papers
    path = folder / "issue.txt"
    path.write_text(converted.convert(copy, Typesetter(copy))[0], encoding="utf-8")
    return path


def fill(folder: Path, size: int) -> None:
    """Make a store with `size` invented documents, and an issue that was open last."""
    from desktop.domain.disclosure import Disclosure
    from desktop.parsing.pipeline import parse_file
    from desktop.review.desk import Desk
    from desktop.store import Store

    with Store.open(folder / "store") as store:
        for number in range(size // ISSUE):
            parsed = issue(number)
            store.add_source(parsed, parsed.source.text.encode(), "李")
        desk = Desk(store, "李")
        long = _long_source()
        desk.mark(
            [row.id for row in store.queue(store.add_source(long, long.source.text.encode(), "李"))],
            Disclosure.PROACTIVE,
        )
        path = write_issue(folder)
        source = desk.keep(parse_file(path), path)
        desk.mark([row.id for row in store.queue(source)][: DOCUMENTS // 2], Disclosure.PROACTIVE)
        store.search.follow()  # as in a store at work; else it would be done while the window is measured


def _long_source():
    """Return a source of as many short documents as will be approved one after the other."""
    from desktop.domain.document import Document, ParsedSource
    from desktop.domain.fields import Field
    from desktop.domain.text import SourceText, Span

    line = "云川市人民政府关于做好信访工作的通知\n各区县人民政府要认真贯彻落实。\n2026年1月12日\n"
    text = line * (STEPS + 1)
    documents = tuple(
        Document(
            Span(start, start + len(line)),
            {
                "title": Field(line[:18], line[:18], (Span(start, start + 18),), 0.98),
                "genre": Field("通知", "通知", (Span(start + 16, start + 18),), 0.99),
            },
        )
        for start in range(0, len(text), len(line))
    )
    return ParsedSource(SourceText("long.txt", sha256(text.encode()).hexdigest(), "txt", text), documents)


# ---- the start ----


def started(script: str, folder: Path) -> list[list[float]]:
    """Return the seconds by the clock and of the processor from the start of a process until each of its paints.

    The byte code is compiled by the first start, as it is where the program is installed.
    """
    environment = {**os.environ, "HOME": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])}
    for name in ("CONFIG", "CACHE", "STATE", "DATA"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", script, str(time.monotonic()), str(folder / "store")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return [[float(number) for number in line.split()] for line in done.stdout.splitlines()]


def remember_last(folder: Path, source_id: int) -> None:
    """Leave the settings as a sitting leaves them that ended with a source open."""
    from desktop import settings

    visit = settings.Visit(folder / "store", source_id, "2026-02-03T09:00:00")
    settings.save(
        settings.Settings(actor="李", visits=(visit,), source_open=True, toured=True),
        folder / "config" / "gongbao-desk" / "settings.json",
    )


def starts(folder: Path, limits: Limits) -> list[list[str]]:
    """Measure both starts, in turns, so that the machine is as busy for one as for the other.

    The ratio is one of processor time, which a busy machine changes least.
    """
    started(EMPTY, folder), started(FULL, folder)
    pairs = [(started(EMPTY, folder)[0], started(FULL, folder)) for _ in range(ROUNDS)]
    empty = min(bare[1] for bare, _ in pairs)
    painted, listed = (min(full[at][1] for _, full in pairs) for at in (0, -1))
    clock = min(full[-1][0] for _, full in pairs)
    return [
        ["空窗口，处理器秒", f"{empty:.2f}", "", ""],
        ["窗口画出，处理器秒", f"{painted:.2f}", "", ""],
        ["到上次那一期的列表画出，处理器秒", f"{listed:.2f}", "", ""],
        ["窗口画出与空窗口之比", *limits.most(painted / empty, 3)],
        ["到列表画出，按钟表，秒", *limits.most(clock, 1.5)],
    ]


# ---- the sitting ----


def turns(sitting: Sitting, source_id: int, limits: Limits) -> Iterator[list[str]]:
    """Measure how long the window is deaf when it is worked with."""
    window, flow = sitting.window, sitting.window.flow
    from desktop.review.listing_words import ORDERS
    from desktop.views.source.head import Mode

    def worst(name: str, *acts: Callable[[], object]) -> list[str]:
        found = max((sitting.deaf(act) for act in acts), key=lambda deaf: deaf.wall)
        wall = found.wall * 1000
        return [name, *limits.most(wall, DEAF, "{:.0f}"), f"{found.cpu * 1000:.0f}", found.where if wall > DEAF else ""]

    def press(*keys: str) -> list[Callable[[], object]]:
        return [lambda key=key: sitting.press(key) for key in keys]

    def trigger(*names: str) -> list[Callable[[], object]]:
        return [lambda name=name: sitting.act(name) for name in names]

    def go(*numbers: int) -> list[Callable[[], object]]:
        return [lambda number=number: sitting.go_to(number) for number in numbers]

    yield worst("打开一期（60 件）", lambda: flow.open_source(source_id))
    yield worst("下一件、上一件", *trigger("next", "next", "next", "previous", "previous"))
    yield worst("转到远处一件", *go(30, 59, 10, 2))
    yield worst("转到字段", *[lambda k=k: window.fields.focus_field(k) for k in ("title", "issuers", "date", "genre")])
    yield worst("输入", lambda: window.fields.focus_field("title"), *press(*"New"), *press("Return"))
    yield worst("撤销、重做", *trigger("undo", "redo", "undo"))
    yield worst("转到存疑", *trigger("doubt", "doubt"))
    yield worst("接受", *press("Return", "Return"))
    yield worst("标公开属性", *[lambda n=n: window.decision.choose(n) for n in (1, 2, 0)])
    yield worst("核准并下一件", *[window.commands.approve] * 5)
    yield worst("撤销五步", *[flow.undo] * 5)
    yield worst(
        "核对、历史、字段", *[lambda p=p: window.side.show_page(p) for p in ("checks", "history", "fields")] * 2
    )
    modes = [
        lambda mode=mode: window.source.show_mode(mode) for mode in (Mode.PAGES, Mode.BOTH, Mode.TABLES, Mode.TEXT)
    ]
    yield worst("切换查看方式", *modes)
    yield worst("拆分、撤销", lambda: sitting.split(), flow.undo)
    yield worst("与下一件合并、撤销", *trigger("merge"), flow.undo)
    yield worst("换深色再换回", lambda: window.look.set_mode("dark"), lambda: window.look.set_mode("light"))
    yield worst("放大再缩小", *trigger("larger", "smaller"))
    yield worst("快速筛选", *_filters(window))
    yield worst("全部来源（100,000 件）", lambda: window.queue.show_everywhere(True))
    yield worst("搜索，逐字", *[lambda text=text: window.queue.tools.search.setText(text) for text in SEARCHES])
    yield worst("排序", *[lambda order=order: window.queue.show_order(order) for order in ORDERS])
    yield worst("滚动", *[lambda part=part: sitting.scroll(part) for part in (0.2, 0.9, 0.5, 1.0, 0.0)])
    yield worst("全选、取消", sitting.list.selectAll, window.queue.unselect)
    yield worst("快速筛选，全部来源", *_filters(window))
    yield worst("关闭本期", flow.close_source)


def _filters(window) -> list[Callable[[], object]]:
    from desktop.domain.queue import Quick

    return [lambda choice=choice: window.queue.set_quick(choice) for choice in (*list(Quick)[1:], next(iter(Quick)))]


def focuses(sitting: Sitting, source_id: int, limits: Limits) -> list[list[str]]:
    """Measure how soon the evidence of a field is painted that takes the focus."""
    sitting.window.flow.open_source(source_id)
    sitting.settle()
    taken = []
    for number in range(0, DOCUMENTS, 6):
        sitting.go_to(number)
        sitting.settle()
        record = sitting.window.flow.record
        for key in [key for key in ("title", "doc_number", "issuers", "date", "addressees") if record.spans(key)]:
            taken.append(sitting.focus(key))
            sitting.settle()
    return [
        [f"字段得焦点到依据画出，毫秒，{len(taken)} 次居中", *limits.most(median(taken), 16, "{:.1f}")],
        ["其中最慢", *limits.most(max(taken), 33, "{:.1f}")],
    ]


def searches(sitting: Sitting, limits: Limits) -> list[list[str]]:
    """Measure how soon the list of all sources answers; the fastest of three rounds each."""
    from desktop.domain.queue import Quick
    from desktop.review.listing_words import ORDERS

    queue = sitting.window.queue
    queue.show_everywhere(True)
    keys = [sitting.answered(lambda text=text: queue.tools.search.setText(text)) for text in SEARCHES * 3]
    turned = [*list(ORDERS)[1:], next(iter(ORDERS))]
    orders = [sitting.answered(lambda order=order: queue.show_order(order)) for order in turned * 3]
    filters = [sitting.answered(lambda choice=choice: queue.set_quick(choice)) for choice in tuple(Quick) * 3]

    def worst(taken: list[float]) -> float:
        count = len(taken) // 3
        return max(min(taken[at::count]) for at in range(count))

    named = (("搜索，每键", keys), ("排序", orders), ("快速筛选", filters))
    return [[f"{name}，毫秒", *limits.most(worst(taken), 100, "{:.0f}")] for name, taken in named]


def approvals(sitting: Sitting, source_id: int, limits: Limits) -> list[list[str]]:
    """Approve one document after the other, and look at what a step takes at the beginning and at the end."""
    from PySide6.QtCore import QEventLoop

    from desktop.domain.queue import Quick

    flow = sitting.window.flow
    sitting.window.queue.show_everywhere(False)
    sitting.window.queue.set_quick(Quick.ALL)  # else the next document is looked for among those that a search left
    flow.open_source(source_id)
    sitting.settle()
    sitting.go_to(0)
    sitting.settle()
    loop = QEventLoop()
    times: list[float] = []
    memory: list[float] = []
    began = time.process_time()

    def go_on(_record: object) -> None:
        nonlocal began
        now = time.process_time()
        times.append(now - began)
        began = now
        if len(times) % 100 == 0:
            gc.collect()
            memory.append(_resident())
            began = time.process_time()
        if len(times) >= STEPS:
            loop.quit()
        else:
            sitting.window.commands.approve()

    flow.record_shown.connect(go_on)
    sitting.window.commands.approve()
    loop.exec()
    flow.record_shown.disconnect(go_on)
    sitting.settle()
    first, last = median(times[:100]), median(times[-100:])
    return [
        ["核准并下一件，处理器毫秒，前一百次居中", f"{first * 1000:.1f}", "", ""],
        ["后一百次与前一百次之比", *limits.most(last / first, 1.2)],
        ["后八百次多占的内存，MB", *limits.most(memory[-1] - memory[1], 10, "{:.1f}")],
    ]


def _resident() -> float:
    import psutil

    return psutil.Process().memory_info().rss / 1_000_000


def main() -> int:
    """Measure and print; 1 where a limit was missed."""
    limits = Limits()
    size = int(sys.argv[1]) if len(sys.argv) > 1 else STORE
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
        fill(folder, size)
        long, last = size // ISSUE + 1, size // ISSUE + 2
        remember_last(folder, last)
        cells = ["", "", "与上限之比", "上限"]
        show(f"启动：资料库 {size:,} 件", cells, starts(folder, limits))
        sitting = Sitting(folder)
        stack.callback(sitting.close)
        heads = ["", "毫秒", "与上限之比", "上限", "其中处理器毫秒", "在何处"]
        show("窗口最长不应答的时间", heads, list(turns(sitting, last, limits)))
        show("依据", cells, focuses(sitting, last, limits))
        show(f"全部来源的列表，{size:,} 件", cells, searches(sitting, limits))
        show(f"连续核准 {STEPS:,} 件", cells, approvals(sitting, long, limits))
    return 1 if limits.missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
