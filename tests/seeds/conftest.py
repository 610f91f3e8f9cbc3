"""The material beside the checkout as fixtures. Where it is absent its tests are skipped and say so."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from beside import MATERIAL, Parse


@pytest.fixture(scope="session")
def material() -> Path:
    """Return the folder of the material, or skip."""
    if not (MATERIAL / "seeds").is_dir():
        pytest.skip("no material beside the checkout: ../shared/seeds is absent")
    return MATERIAL


@pytest.fixture(scope="session")
def score(material: Path) -> ModuleType:
    """Return the material's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("material_score", material / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Return a function that parses a file once in this run and gives it as the command line prints it."""
    from desktop.domain.contract import to_json
    from desktop.parsing.pipeline import parse_file

    @cache
    def parse_once(path: Path) -> dict[str, Any]:
        return to_json(parse_file(path))

    return parse_once
