"""What holds in every test: offscreen drawing, a home of its own, no network, no stray threads, warnings or log lines.

Qt is imported lazily: the core's tests run where PySide6 is absent.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers import examples

if TYPE_CHECKING:
    from desktop.tasks.page_lane import PageLane
    from desktop.tasks.worker import Worker

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

GRACE = 5.0
"""Seconds that a thread or a child process has to end after its test."""

PATIENCE_MS = 60_000
"""How long a test waits for what a loaded machine does late; one that succeeds waits no longer than it must."""

_HOME = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add --long, and where pytest-qt is left out, the settings that it would know."""
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")
    parser.addoption("--update-golden", action="store_true", help="write the golden parses of the samples anew")
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "setting of pytest-qt, which is left out")


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a home of its own before anything asks for one, and its measure of examples."""
    examples.choose(thorough=config.getoption("--long"))
    home = Path(tempfile.mkdtemp(prefix="gongbao-desk-tests-"))
    config.stash[_HOME] = home
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the run's home."""
    shutil.rmtree(config.stash[_HOME], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what this run does not ask for, and say how to ask."""
    absent = {
        "long": None if config.getoption("--long") else "runs for minutes: give --long",
        "real_window": None
        if os.environ["QT_QPA_PLATFORM"] != "offscreen"
        else "needs a display: dev.py test brings one",
    }
    for item in items:
        for name, reason in absent.items():
            if reason is not None and item.get_closest_marker(name) is not None:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def own_home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder of a user into a fresh one, so that no test meets the data of a person or of another test."""
    home = Path(tempfile.mkdtemp(dir=request.config.stash[_HOME]))
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("LOCAL_APPDATA", "APPDATA"):
        monkeypatch.setenv(f"WIN_PD_OVERRIDE_{name}", str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every way out of the machine; sockets between processes stay."""

    def guarded(name: str) -> Any:
        original = getattr(socket.socket, name)

        def call(self: socket.socket, *arguments: Any) -> Any:
            if self.family != getattr(socket, "AF_UNIX", None):
                raise AssertionError(f"the program works offline, but socket.{name} was called")
            return original(self, *arguments)

        return call

    def refused(*arguments: Any, **named: Any) -> Any:
        raise AssertionError(f"the program works offline, but an address was looked up: {arguments} {named}")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(name))
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refused)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which a warning or an error was logged; a test that takes `caplog` looks at the log itself."""
    heard: list[str] = []

    class Listener(logging.Handler):
        """Collects the lines as they would be printed."""

        def emit(self, record: logging.LogRecord) -> None:
            """Keep one line."""
            heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    listener = Listener(logging.WARNING)
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if heard and "caplog" not in request.fixturenames:
        pytest.fail("unexpected log lines:\n" + "\n".join(heard), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_over() -> Iterator[None]:
    """Fail a test that leaves a thread, a child process or a shown window behind."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + GRACE
    while (left := _left_over(before)) and time.monotonic() < deadline:
        time.sleep(0.01)
    if left:
        pytest.fail("left over: " + ", ".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_half_deleted() -> Iterator[None]:
    """Delete the widgets of a test with it: every later change of the style sheet would reach each of them."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


def _left_over(before: set[threading.Thread]) -> list[str]:
    files, pages = (sys.modules.get(f"tests.helpers.shared_{name}") for name in ("children", "pages"))
    known = before | (pages.listening() if pages is not None else set())
    left = [f"thread {thread.name}" for thread in threading.enumerate() if thread not in known and _is_ours(thread)]
    if "multiprocessing" in sys.modules:
        waiting = {pid for kept in (files, pages) if kept is not None for pid in kept.waiting()}
        children = sys.modules["multiprocessing"].active_children()
        left += [f"process {child.name}" for child in children if child.pid not in waiting]
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        left += [f"window {widget!r}" for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
    return left


def _is_ours(thread: threading.Thread) -> bool:
    # A thread of Qt that has run Python code is known here for ever by a stand-in.
    return not isinstance(thread, threading._DummyThread)


@pytest.fixture(scope="session")
def shared_worker() -> Iterator[type[Worker]]:
    """A worker whose child serves the next test too, for tests that are not about the child; ended with the run."""
    from tests.helpers import shared_children

    yield shared_children.SharedWorker
    shared_children.end_all()


@pytest.fixture(scope="session")
def shared_pages() -> Iterator[type[PageLane]]:
    """A lane whose child draws the pages of the next test too, for tests that are not about the child."""
    from tests.helpers import shared_pages

    yield shared_pages.SharedPageLane
    shared_pages.end_all()


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Iterator[Any]:
    """The application in the desk's style, with the Chinese font that is on every machine, so that pictures agree."""
    from desktop import paths
    from desktop.widgets.appearance import Appearance

    Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)
    yield qapp
    # What is drawn without a display keeps the clipboard beyond the end of Python, which what lies there does not bear.
    qapp.clipboard().clear()


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test not wait for passwords, which are made to take long."""
    from tests.store import histories

    histories.cheap_passwords(monkeypatch)


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """A bot with patience."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive", "waitCallback"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot
