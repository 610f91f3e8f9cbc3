"""What documents say never gets into the log, whatever goes wrong: only kinds of errors and places in the code."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from clean_gazette import gazette

from desktop import cli, paths
from desktop.store import Store
from desktop.views.crash import CrashHook, open_log

SitDown = Callable[[Path], Any]

MARKS = ("秘而不宣甲", "11010519491231002X", "13800138000")
"""A name, an 身份证号 and a mobile number, none of them anybody's."""

pytestmark = pytest.mark.usefixtures("caplog")  # faults are meant to be logged


@pytest.fixture
def hook(qapp: Any) -> Iterator[CrashHook]:
    """The hook and the log as the window has them."""
    handler, hook = open_log(paths.user_log()), CrashHook(qapp)
    hook.install()
    yield hook
    hook.remove()
    logging.getLogger("desktop").removeHandler(handler)
    handler.close()
    if hook.dialog is not None:
        hook.dialog.close()


def logged() -> str:
    """Return all that stands in the folder of the log, as it is and as JSON would write it out."""
    texts = [path.read_text("utf-8") for path in paths.user_log().iterdir()]
    lines = [line for text in texts for line in text.splitlines()]
    return "\n".join([*texts, *(json.dumps(json.loads(line), ensure_ascii=False) for line in lines)])


def marked(place: Path) -> Path:
    """Write a gazette that holds the marks in its texts and its name."""
    path = place / f"{MARKS[0]}.txt"
    text = gazette().replace("一、提高认识。", f"一、{MARKS[0]}，身份证号{MARKS[1]}，手机{MARKS[2]}。")
    path.write_text(text, encoding="utf-8")
    return path


def test_errors_that_quote_documents_are_logged_without_what_they_quote(
    sit_down: SitDown, tmp_path: Path, hook: CrashHook
) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.program.window.crashed.connect(hook.report)
    sitting.open(marked(tmp_path))
    flow = sitting.window.flow
    job = flow.ask(lambda desk: desk.record(MARKS[0]))  # a fault in the lane
    job.failed.connect(flow.failed)
    sitting.settle()
    try:
        raise ValueError(f"{MARKS}") from KeyError(MARKS[1])
    except ValueError as error:
        error.add_note(MARKS[2])
        hook.report(error)
    hook.report(ExceptionGroup(MARKS[0], [ValueError(MARKS[1])]))
    sitting.settle()
    assert hook.dialog is not None
    told = logged() + hook.dialog.details
    assert told.count("unhandled error") >= 2
    assert [mark for mark in MARKS if mark in told] == []
    assert [mark for mark in MARKS if json.dumps(mark)[1:-1] in told] == []
    sitting.end()


def test_faults_of_the_command_line_quote_no_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hook: CrashHook
) -> None:
    store = tmp_path / "store"
    path = marked(tmp_path)
    neutral = path.rename(tmp_path / "gazette.txt")
    assert cli.main(["import", str(neutral), "--store", str(store)]) == 0
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"schema": 1, "source": {"sha256": MARKS[0]}, "removals": [MARKS]}), encoding="utf-8")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04" + "".join(MARKS).encode())
    capsys.readouterr()
    for line in (
        ["redact", str(neutral), "--plan", str(plan), "--out", str(tmp_path / "out.txt")],
        ["parse", str(broken)],
        ["approve", "1", "--by", "李敏", "--store", str(store)],
        ["mark", "99", "--attribute", "不予公开", "--by", "李敏", "--store", str(store)],
    ):
        assert cli.main(line) in (1, 2)
    with Store.open(store) as opened:
        assert opened.verify().ok
    told = capsys.readouterr()
    assert [mark for mark in MARKS if mark in told.err] == []
    assert hook.dialog is None
    assert list(paths.user_log().glob("*")) == []
