"""A fault of the program: told with its details, logged without what documents say."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from desktop.views.crash import CrashHook, open_log

pytestmark = pytest.mark.usefixtures("caplog")  # the fault is meant to be logged


@pytest.fixture
def hook(qapp: Any) -> Any:
    hook = CrashHook(qapp)
    hook.install()
    yield hook
    hook.remove()
    if hook.dialog is not None:
        hook.dialog.close()


def fault() -> Exception:
    try:
        raise ValueError("身份证号在这里")
    except ValueError as error:
        return error


def test_window_survives_and_the_details_are_shown(hook: CrashHook, qtbot: Any) -> None:
    hook.report(fault())
    qtbot.waitUntil(lambda: hook.dialog is not None)
    assert hook.dialog is not None
    assert "ValueError" in hook.dialog.details
    assert "Traceback" in hook.dialog.details


def test_log_holds_places_in_the_code_and_no_text(hook: CrashHook, tmp_path: Path, qtbot: Any) -> None:
    handler = open_log(tmp_path)
    try:
        hook.report(fault())
        qtbot.waitUntil(lambda: hook.dialog is not None)
    finally:
        logging.getLogger("desktop").removeHandler(handler)
        handler.close()
    line = json.loads((tmp_path / "gongbao-desk.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert line["error"] == "ValueError"
    assert "身份证号" not in json.dumps(line, ensure_ascii=False)
