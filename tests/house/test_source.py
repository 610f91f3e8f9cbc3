"""What the style asks of every module, as far as a machine can see it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, committed_texts, imported, modules, name_of, nodes, tree

LONGEST = 500

CATCHES_ALL = {
    "desktop/app.py",
    "desktop/tasks/lane.py",
    "desktop/tasks/parse_child.py",
    "desktop/tasks/parse_job.py",
    "desktop/tasks/page_child.py",
    "desktop/tasks/page_lane.py",
}
"""The borders: the lanes of the background, and the crash hook. Elsewhere it may be caught only to be raised again."""

SPEAKS = {"desktop/cli", "desktop/cli.py"}
"""Who may print."""

OVERRIDES = {
    "data",
    "flags",
    "index",
    "parent",
    "event",
    "paint",
    "undo",
    "redo",
    "format",
    "emit",
    "polish",
    "translate",
}
"""Methods of Qt and of the standard library that are overridden and have no capital in their name."""

STARTS_THREADS = {"QThread", "QThreadPool", "QRunnable", "QProcess", "QtConcurrent"}
LOCKS = {"threading.Lock", "threading.RLock", "threading.Event", "threading.local", "threading"}


def outside(*places: str) -> list[Path]:
    """Return the modules that do not stand in these places."""
    return [path for path in modules() if not is_in(path, set(places))]


def told(found: Callable[[Path], Iterable[object]], paths: Sequence[Path]) -> dict[str, list[object]]:
    """Return what was found, by the name of the file; at best nothing. One test for all files keeps the run short."""
    return {name_of(path): list(faults) for path in paths if (faults := [*found(path)])}


def is_in(path: Path, places: set[str]) -> bool:
    name = name_of(path)
    return any(name == place or name.startswith(f"{place}/") for place in places)


def long_files() -> list[Path]:
    return [ROOT / "dev.py", *modules(), *sorted((ROOT / "tests").rglob("*.py"))]


def test_no_file_is_longer_than_the_limit() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in long_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base", "core", "tools"}
    assert [name_of(path) for path in modules() if path.stem in empty] == []


def undocumented(path: Path) -> Iterator[str]:
    """Yield what is public and has no docstring, neither of its own nor from the class that it specialises."""
    if not ast.get_docstring(tree(path)):
        yield "the module"
    classes = {node.name: node for node in nodes(path) if isinstance(node, ast.ClassDef)}

    def walk(body: list[ast.stmt], around: ast.ClassDef | None) -> Iterator[str]:
        for node in body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name[0] == "_":
                continue
            if not ast.get_docstring(node) and not (around and is_explained(node, around, classes)):
                yield f"{around.name}.{node.name}" if around else node.name
            if isinstance(node, ast.ClassDef):
                yield from walk(node.body, node)

    yield from walk(tree(path).body, None)


def is_explained(node: ast.stmt, around: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> bool:
    """Tell whether a method is an override, explained where it is first defined, or the setter of a property."""
    name = getattr(node, "name", "")
    setter = any(ast.unparse(mark).endswith(".setter") for mark in getattr(node, "decorator_list", []))
    of_others = re.search(r"[a-z][A-Z]", name) or name in OVERRIDES
    bases = [classes[ast.unparse(base)] for base in around.bases if ast.unparse(base) in classes]
    return bool(setter or of_others or any(name == getattr(own, "name", "") for base in bases for own in base.body))


def test_everything_public_has_a_docstring() -> None:
    assert told(undocumented, modules()) == {}


def printing(path: Path) -> list[int]:
    """Return the lines that print."""
    calls = [node for node in nodes(path) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


def test_only_the_command_line_prints() -> None:
    assert told(printing, outside(*SPEAKS)) == {}


def catching_everything(path: Path) -> list[int]:
    """Return the lines that catch everything and do not raise it again."""
    handlers = [node for node in nodes(path) if isinstance(node, ast.ExceptHandler)]
    return [
        handler.lineno
        for handler in handlers
        if not isinstance(handler.body[-1], ast.Raise)
        and (
            handler.type is None or {"Exception", "BaseException"} & {ast.unparse(part) for part in parts(handler.type)}
        )
    ]


def parts(expression: ast.expr) -> list[ast.expr]:
    """Return the classes that a handler names."""
    return expression.elts if isinstance(expression, ast.Tuple) else [expression]


def test_only_the_borders_catch_everything() -> None:
    assert told(catching_everything, outside(*CATCHES_ALL)) == {}


def threads(path: Path) -> list[object]:
    """Return what a module takes to start threads with."""
    taken = set(imported(path))
    started = [node.lineno for node in nodes(path) if isinstance(node, ast.Attribute) and node.attr == "Thread"]
    return [
        *({name for name in taken if name.startswith("threading.")} - LOCKS),
        *(name for name in taken if name.rpartition(".")[2] in STARTS_THREADS),
        *started,
    ]


def test_only_tasks_start_threads() -> None:
    assert told(threads, outside("desktop/tasks")) == {}


def network(path: Path) -> list[str]:
    """Return what a module imports to reach the network with."""
    doors = ("urllib.request", "PySide6.QtNetwork", "PySide6.QtWeb")
    return [name for name in imported(path) if name.startswith(doors)]


def test_no_module_reaches_for_the_network() -> None:
    assert told(network, modules()) == {}


def foreign(path: Path) -> set[str]:
    """Return the roots of what a module imports besides the standard library and the package."""
    return {name.partition(".")[0] for name in imported(path)} - sys.stdlib_module_names - {"desktop"}


def test_the_domain_needs_the_standard_library_only() -> None:
    assert told(foreign, sorted((PACKAGE / "domain").rglob("*.py"))) == {}


def test_every_rule_finds_what_it_forbids(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text(
        "import lxml, urllib.request\nfrom PySide6.QtCore import QThread\n"
        "def public():\n    try:\n        print(1)\n    except (OSError, Exception):\n        pass\n",
        "utf-8",
    )
    assert list(undocumented(path)) == ["the module", "public"]
    assert printing(path) == [5]
    assert catching_everything(path) == [6]
    assert threads(path) == ["PySide6.QtCore.QThread"]
    assert network(path) == ["urllib.request"]
    assert foreign(path) == {"lxml", "PySide6"}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"(?<![\w.~-])/(?:home|root|Users|work|opt|tmp|mnt)/[\w.-]", id="a machine's path"),
        pytest.param(r"(?i)\b[a-z]:\\(?:users|documents)", id="a Windows path"),
        pytest.param(
            r"(?i)--(?:extra-)?index-url|--find-links|--trusted-host|pypi\.org|pythonhosted", id="a package index"
        ),
        pytest.param(r"\b(?:TODO|FIXME|XXX)\b", id="something put off"),
    ],
)
def test_no_committed_text_holds(pattern: str) -> None:
    found = []
    for path in committed_texts():
        if path == Path(__file__).resolve() or path.name == "LICENSE":
            continue
        text = path.read_text("utf-8", errors="replace")
        for match in re.finditer(pattern, text):
            number, line = text.count("\n", 0, match.start()) + 1, text[match.start() :].partition("\n")[0]
            found.append(f"{name_of(path)}:{number}: {line[:120]}")
    assert found == []
