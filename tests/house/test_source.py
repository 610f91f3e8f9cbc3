"""What the style asks of every module, as far as a machine can see it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, committed_texts, imported, modules, name_of, tree

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


def every_module() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", modules(), ids=name_of)


def is_in(path: Path, places: set[str]) -> bool:
    name = name_of(path)
    return any(name == place or name.startswith(f"{place}/") for place in places)


def long_files() -> list[Path]:
    return [ROOT / "dev.py", *modules(), *sorted((ROOT / "tests").rglob("*.py"))]


@pytest.mark.parametrize("path", long_files(), ids=name_of)
def test_no_file_is_longer_than_the_limit(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@every_module()
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base", "core", "tools"}


def undocumented(path: Path) -> Iterator[str]:
    """Yield what is public and has no docstring, neither of its own nor from the class that it specialises."""
    if not ast.get_docstring(tree(path)):
        yield "the module"
    classes = {node.name: node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)}

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
    foreign = re.search(r"[a-z][A-Z]", name) or name in OVERRIDES
    bases = [classes[ast.unparse(base)] for base in around.bases if ast.unparse(base) in classes]
    return bool(setter or foreign or any(name == getattr(own, "name", "") for base in bases for own in base.body))


@every_module()
def test_everything_public_has_a_docstring(path: Path) -> None:
    assert list(undocumented(path)) == []


@every_module()
def test_only_the_command_line_prints(path: Path) -> None:
    if is_in(path, SPEAKS):
        return
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"] == []


@every_module()
def test_only_the_borders_catch_everything(path: Path) -> None:
    handlers = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)]
    broad = [
        handler.lineno
        for handler in handlers
        if not isinstance(handler.body[-1], ast.Raise)
        and (
            handler.type is None or {"Exception", "BaseException"} & {ast.unparse(part) for part in parts(handler.type)}
        )
    ]
    assert broad == [] or is_in(path, CATCHES_ALL)


def parts(expression: ast.expr) -> list[ast.expr]:
    """Return the classes that a handler names."""
    return expression.elts if isinstance(expression, ast.Tuple) else [expression]


@every_module()
def test_only_tasks_start_threads(path: Path) -> None:
    if is_in(path, {"desktop/tasks"}):
        return
    taken = set(imported(path))
    assert not {name for name in taken if name.startswith("threading.")} - LOCKS
    assert not {name for name in taken if name.rpartition(".")[2] in STARTS_THREADS}
    started = [
        node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "Thread"
    ]
    assert started == []


@every_module()
def test_no_module_reaches_for_the_network(path: Path) -> None:
    reached = [
        name for name in imported(path) if name.startswith(("urllib.request", "PySide6.QtNetwork", "PySide6.QtWeb"))
    ]
    assert reached == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "domain").rglob("*.py")), ids=name_of)
def test_the_domain_needs_the_standard_library_only(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imported(path)}
    assert roots <= sys.stdlib_module_names | {"desktop"}


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
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
            if re.search(pattern, line):
                found.append(f"{name_of(path)}:{number}: {line.strip()[:120]}")
    assert found == []
