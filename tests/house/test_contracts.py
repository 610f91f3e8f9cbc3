"""The import contracts hold, and each of them bites."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract["name"] for contract in SETTINGS["contracts"]}

VIOLATIONS = [
    pytest.param("house", "domain/text.py", "import desktop.parsing", id="domain uses the parser"),
    pytest.param("house", "parsing/pipeline.py", "import desktop.store", id="the parser uses the store"),
    pytest.param("house", "review/__init__.py", "import desktop.cli", id="review uses the command line"),
    pytest.param("qt", "review/__init__.py", "import PySide6.QtCore", id="review uses Qt"),
    pytest.param("qt", "store/store.py", "import shiboken6", id="the store uses the binding of Qt"),
    pytest.param("headless", "cli/__init__.py", "import desktop.views", id="the command line uses the window"),
    pytest.param("documents", "parsing/pipeline.py", "import pymupdf", id="the pipeline uses PyMuPDF"),
    pytest.param("documents", "views/__init__.py", "import pymupdf", id="a view uses PyMuPDF"),
    pytest.param("sqlite", "review/__init__.py", "import sqlite3", id="review uses SQLite"),
    pytest.param("sqlite", "cli/__init__.py", "import sqlite_utils", id="the command line uses sqlite-utils"),
    pytest.param("spreadsheets", "review/__init__.py", "import xlsxwriter", id="review writes spreadsheets"),
    pytest.param("processes", "views/__init__.py", "import multiprocessing", id="a view starts processes"),
    pytest.param("processes", "parsing/readers/word/__init__.py", "import subprocess", id="a reader starts programs"),
    pytest.param("offline", "parsing/pipeline.py", "import socket", id="the parser uses the network"),
    pytest.param("offline", "views/__init__.py", "import webbrowser", id="a view opens the browser"),
    pytest.param("offline", "tasks/worker.py", "import distributed", id="another door to the cluster"),
]


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a copy of the package."""
    program = Path(sysconfig.get_path("scripts")) / ("lint-imports.exe" if os.name == "nt" else "lint-imports")
    return subprocess.run(
        [str(program), "--no-logo", "--no-cache", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def copied(folder: Path) -> Path:
    """Copy the package and its contracts."""
    shutil.copytree(PACKAGE, folder / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold(tmp_path: Path) -> None:
    done = lint(copied(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what is said of each contract, by its name, about a copy with all violations."""
    folder = copied(tmp_path_factory.mktemp("seeded"))
    for case in VIOLATIONS:
        _, module, line = case.values
        with (folder / "desktop" / str(module)).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    done = lint(folder)
    assert done.returncode == 1, done.stdout + done.stderr
    summary, _, details = done.stdout.partition("Broken contracts")
    parts = re.split(r"^(.+)\n-+$", details, flags=re.MULTILINE)
    said = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {name: said.get(name, "") for name in CONTRACTS.values() if f"{name} BROKEN" in summary}


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_a_seeded_violation_is_found(contract: str, module: str, line: str, told: dict[str, str]) -> None:
    importer = ".".join(("desktop", *Path(module).with_suffix("").parts)).removesuffix(".__init__")
    imported = line.removeprefix("import ")
    known = imported if imported.startswith("desktop.") else imported.partition(".")[0]
    assert re.search(rf"- +{re.escape(importer)} -> {re.escape(known)} \(l\.\d+\)", told[CONTRACTS[contract]])


def test_a_package_outside_the_house_is_found(tmp_path: Path) -> None:
    (copied(tmp_path) / "desktop" / "annex.py").write_text('"""Stands nowhere."""\n', "utf-8")
    done = lint(tmp_path, "--contract", "house")
    assert done.returncode == 1
    assert "annex" in done.stdout


def test_every_contract_has_a_seeded_violation() -> None:
    assert {case.values[0] for case in VIOLATIONS} == set(CONTRACTS)


def test_the_package_itself_imports_nothing() -> None:
    probe = "import sys; before = set(sys.modules); import desktop; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['desktop']"
