"""No module of the program can reach a network, but for the door to a cluster whose address a person gave."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, nodes

DOORS = {"tasks/cluster.py": {"distributed", "dask"}}
"""The modules that may, and what they may import."""
NETWORK = frozenset(
    {
        *("socket", "socketserver", "ssl", "select", "selectors", "asyncio", "http", "xmlrpc", "webbrowser", "wsgiref"),
        *("ftplib", "poplib", "imaplib", "smtplib", "telnetlib", "nntplib", "requests", "httpx", "urllib3", "aiohttp"),
        *("tornado", "distributed", "dask", "websockets", "paramiko", "grpc", "zmq"),
    }
)
PARTS = frozenset(
    {"urllib.request", "urllib.error", "urllib.robotparser", "multiprocessing.managers", "logging.handlers"}
)
"""Of modules that are else harmless."""
QT = re.compile(r"Qt(Network|WebSockets|WebEngine\w*|HttpServer|Grpc|Mqtt|Bluetooth|Nfc|RemoteObjects)")
QUIET = frozenset({"RotatingFileHandler"})
"""The handler of `logging.handlers` that writes to a file."""


def reached(path: Path) -> set[str]:
    """Return what a module imports, anywhere in it, that reaches a network."""
    found: set[str] = set()
    for node in nodes(path):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names if alias.name not in QUIET)]
            if node.module in PARTS and {alias.name for alias in node.names} <= QUIET:
                names = []
        elif isinstance(node, ast.Call) and _is_late_import(node) and isinstance(node.args[0], ast.Constant):
            names = [str(node.args[0].value)]
        for name in names:
            if name.partition(".")[0] in NETWORK or name in PARTS or QT.search(name):
                found.add(name.partition(".")[0] if name.partition(".")[0] in NETWORK else name)
    return found


def _is_late_import(call: ast.Call) -> bool:
    named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return named in {"import_module", "__import__"} and bool(call.args)


def test_nothing_in_the_program_reaches_a_network() -> None:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        own = path.relative_to(PACKAGE).as_posix()
        if left := reached(path) - DOORS.get(own, set()):
            found[own] = left
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "from urllib import request",
        "from urllib.request import urlopen",
        "from PySide6.QtNetwork import QTcpSocket",
        "from PySide6 import QtNetwork",
        "def f():\n    import http.client",
        "importlib.import_module('requests')",
        "from logging.handlers import HTTPHandler",
        "import xmlrpc.client, webbrowser",
    ],
)
def test_each_way_out_would_be_found(line: str, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(line, "utf-8")
    assert reached(path)


def test_what_only_looks_like_it_is_let_be(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    lines = ("from urllib.parse import quote", "from logging.handlers import RotatingFileHandler", "socket = 1")
    path.write_text("\n".join(lines), "utf-8")
    assert reached(path) == set()


def test_addresses_of_the_web_are_only_names() -> None:
    """What is opened by the system (QDesktopServices) is a file; no address is ever handed to it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        for opened in re.findall(r"openUrl\((.*)", text):
            assert opened.startswith("QUrl.fromLocalFile("), f"{path.relative_to(ROOT)}: {opened}"
