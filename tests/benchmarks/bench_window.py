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
from table import show

STORE = 100_000
DOCUMENTS = 60
STEPS = 1_000
ROUNDS = 7
MANUSCRIPTS = Path(__file__).parents[1] / "helpers" / "manuscripts"

EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic() - float(sys.argv[1]))
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
from desktop import app

class Watch(QObject):
    # Tells when the list of documents was painted with documents in it.
    def __init__(self, program):
        super().__init__()
        self.view = program.window.queue.findChild(app.QueueView)
        self.view.viewport().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.view.model().rowCount():
            print(time.monotonic() - float(sys.argv[1]))
            self.view.viewport().removeEventFilter(self)
            QTimer.singleShot(0, program.window.close)
        return False

from desktop.views.queue_view import QueueView
app.QueueView = QueueView
application = app.application()
program = app.Program(application, Path(sys.argv[2]))
watch = Watch(program)
program.window.show()
QTimer.singleShot(0, program, program.start)
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


def started(script: str, folder: Path) -> float:
    """Return the seconds from the start of a process until it says that it has painted."""
    environment = {**os.environ, "HOME": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])}
    for name in ("CONFIG", "CACHE", "STATE", "DATA"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
    command = [sys.executable, "-c", script, str(time.monotonic()), str(folder / "store")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0])


def remember_last(folder: Path, source_id: int) -> None:
    """Leave the settings as a sitting leaves them that ended with a source open."""
    from desktop import settings

    visit = settings.Visit(folder / "store", source_id, "2026-02-03T09:00:00")
    settings.save(
        settings.Settings(actor="李", visits=(visit,), source_open=True, toured=True),
        folder / "config" / "gongbao-desk" / "settings.json",
    )


def starts(folder: Path) -> list[list[str]]:
    """Measure both starts, in turns, so that the machine is as busy for one as for the other."""
    started(EMPTY, folder), started(FULL, folder)
    pairs = [(started(EMPTY, folder), started(FULL, folder)) for _ in range(ROUNDS)]
    empty, full = (min(pair[i] for pair in pairs) for i in (0, 1))
    ratio = median(pair[1] / pair[0] for pair in pairs)
    return [
        ["空窗口，秒", f"{empty:.2f}", ""],
        ["到上次那一期的列表画出，秒", f"{full:.2f}", "≤ 1.5"],
        ["与空窗口之比", f"{ratio:.2f}", "≤ 3"],
    ]


# ---- the sitting ----


class Turns:
    """Measures how long each turn of the event loop takes: from waking up until the loop sleeps again."""

    def __init__(self) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher

        self.longest = 0.0
        self._woke: float | None = None
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_sleep)

    def _on_awake(self) -> None:
        now = time.perf_counter()
        if self._woke is not None:
            self.longest = max(self.longest, now - self._woke)
        self._woke = now

    def _on_sleep(self) -> None:
        if self._woke is not None:
            self.longest = max(self.longest, time.perf_counter() - self._woke)
        self._woke = None


class Sitting:
    """The real window on the store, driven from inside its event loop."""

    def __init__(self, folder: Path) -> None:
        from desktop import app

        self.application = app.application()
        self.program = app.Program(self.application, folder / "store", bundled_font_only=True, remembers=False)
        self.window = self.program.window
        self.window.source.view.animated = self.window.source.pages.animated = False
        self.window.resize(1440, 900)
        self.window.show()
        self.turns = Turns()
        self.program.start(False)
        self.settle()

    def settle(self) -> None:
        """Run the event loop until nothing is under way."""
        from PySide6.QtCore import QEventLoop, QTimer

        quiet = 0
        while quiet < 3:
            loop = QEventLoop()
            QTimer.singleShot(15, loop.quit)
            loop.exec()
            quiet = 0 if self.program.lane.busy else quiet + 1

    def longest(self, act: Callable[[], object]) -> float:
        """Return the milliseconds of the longest turn that an action leads to."""
        from PySide6.QtCore import QTimer

        self.settle()
        self.turns.longest = 0.0
        QTimer.singleShot(0, act)
        self.settle()
        return self.turns.longest * 1000

    def go_to(self, number: int) -> None:
        """Show the document at a place of the queue."""
        self.window.flow.go_to(self.window.flow.queue[number].id)

    def focus(self, key: str) -> float:
        """Return the milliseconds from the focus of a field until its evidence is painted."""
        from PySide6.QtCore import QEvent, QEventLoop, QObject

        class Painted(QObject):
            done = 0.0

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
                if event.type() == QEvent.Type.Paint and watched is viewport:
                    viewport.removeEventFilter(self)
                    viewport.event(event)
                    self.done = time.perf_counter()
                    return True
                return False

        viewport = self.window.source.view.viewport()
        painted = Painted()
        began = time.perf_counter()
        viewport.installEventFilter(painted)
        self.window.fields.focus_field(key)
        while not painted.done and time.perf_counter() - began < 1:
            self.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        viewport.removeEventFilter(painted)
        return ((painted.done or time.perf_counter()) - began) * 1000

    def close(self) -> None:
        """End as a person does."""
        self.window.close()
        self.program.end()


def turns(sitting: Sitting, source_id: int) -> Iterator[list[str]]:
    """Measure how long the window is deaf when it is worked with; the worst of several rounds."""
    window, flow = sitting.window, sitting.window.flow
    from desktop.views.source_head import Mode

    def worst(name: str, *acts: Callable[[], object]) -> list[str]:
        return [name, f"{max(sitting.longest(act) for act in acts):.0f}", "≤ 50"]

    yield worst("打开一期（60 件）", lambda: flow.open_source(source_id))
    yield worst("换一件", *[lambda n=n: sitting.go_to(n) for n in (3, 30, 59, 10, 2)])
    yield worst("转到字段", *[lambda k=k: window.fields.focus_field(k) for k in ("title", "issuers", "date", "genre")])
    yield worst("标公开属性", *[lambda n=n: window.decision.choose(n) for n in (1, 2, 0)])
    yield worst("核准并下一件", *[window.commands.approve] * 5)
    yield worst("撤销", *[flow.undo] * 3)
    yield worst("重做", *[flow.redo] * 3)
    yield worst("筛选", *_filters(window))
    modes = [lambda mode=mode: window.source.show_mode(mode) for mode in (Mode.PAGES, Mode.BOTH, Mode.TEXT)]
    yield worst("切换查看方式", *modes)
    yield worst("换深色再换回", lambda: window.look.set_mode("dark"), lambda: window.look.set_mode("light"))
    yield worst("关闭本期", flow.close_source)


def _filters(window) -> list[Callable[[], object]]:
    from desktop.domain.queue import Quick

    return [lambda choice=choice: window.queue.set_quick(choice) for choice in (*list(Quick)[1:], next(iter(Quick)))]


def focuses(sitting: Sitting, source_id: int) -> list[list[str]]:
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
        [f"字段得焦点到依据画出，毫秒，{len(taken)} 次居中", f"{median(taken):.1f}", "≤ 16"],
        ["其中最慢", f"{max(taken):.1f}", "≤ 33"],
    ]


def approvals(sitting: Sitting, source_id: int) -> list[list[str]]:
    """Approve one document after the other, and look at what a step takes at the beginning and at the end."""
    from PySide6.QtCore import QEventLoop

    flow = sitting.window.flow
    flow.open_source(source_id)
    sitting.settle()
    sitting.go_to(0)
    sitting.settle()
    loop = QEventLoop()
    times: list[float] = []
    memory: list[float] = []
    began = time.perf_counter()

    def go_on(_record: object) -> None:
        nonlocal began
        now = time.perf_counter()
        times.append(now - began)
        began = now
        if len(times) % 100 == 0:
            gc.collect()
            memory.append(_resident())
            began = time.perf_counter()
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
        ["核准并下一件，毫秒，前一百次居中", f"{first * 1000:.1f}", ""],
        ["后一百次与前一百次之比", f"{last / first:.2f}", "≤ 1.2"],
        ["后八百次多占的内存，MB", f"{memory[-1] - memory[1]:.1f}", "≤ 10"],
    ]


def _resident() -> float:
    import psutil

    return psutil.Process().memory_info().rss / 1_000_000


def main() -> None:
    """Measure and print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else STORE
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
        fill(folder, size)
        long, last = size // ISSUE + 1, size // ISSUE + 2
        remember_last(folder, last)
        rows = starts(folder)
        show(f"启动：资料库 {size:,} 件", ["", "", "目标"], rows)
        sitting = Sitting(folder)
        stack.callback(sitting.close)
        show("事件循环最长的一转，毫秒", ["", "", "目标"], list(turns(sitting, last)))
        show("依据", ["", "", "目标"], focuses(sitting, last))
        show(f"连续核准 {STEPS:,} 件", ["", "", "目标"], approvals(sitting, long))


if __name__ == "__main__":
    main()
