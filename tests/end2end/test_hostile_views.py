"""Values that look like markup, in every view that shows them: letters, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from clean_gazette import gazette
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QTextBrowser, QToolTip, QWidget

SitDown = Callable[[Path], Any]

MARK = "匣中剑"
HOSTILE = {
    "markup": f"<b>{MARK}</b><img src='file:///etc/passwd'><a href='http://x.example'>点此</a>",
    "entity": f"&lt;{MARK}&#x202e;&amp;",
    "direction": f"\u202e{MARK}\u2066倒写",
    "formula": f'=HYPERLINK("{MARK}") & 甲',
}
SURFACES = ("surface-review", "surface-register", "surface-search", "tables", "checks", "history")


def interpreted(window: QWidget) -> Iterator[str]:
    """Yield the widgets that show the mark and would take it for markup."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel) and MARK in widget.text():
            if widget.textFormat() is not Qt.TextFormat.PlainText:
                yield f"label {widget.text()[:40]!r}"
        elif isinstance(widget, QTextBrowser) and MARK in widget.toPlainText():
            yield f"browser {widget.objectName()}"
        if MARK in widget.toolTip() and "<" in widget.toolTip():
            yield f"tooltip {widget.toolTip()[:40]!r}"
        if isinstance(widget, QAbstractButton) and MARK in widget.text() and "&" in widget.text().replace("&&", ""):
            yield f"button {widget.text()[:40]!r}"


def shown(window: QWidget) -> int:
    """Return how many labels show the mark."""
    return sum(MARK in label.text() for label in window.findChildren(QLabel))


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(words, id=name, marks=[] if name == "markup" else pytest.mark.long)
        for name, words in HOSTILE.items()
    ],
)
def test_no_view_takes_a_value_for_markup(words: str, sit_down: SitDown, tmp_path: Path) -> None:
    path = tmp_path / f"{MARK}＜b＞.txt"
    path.write_text(gazette(), encoding="utf-8")
    sitting = sit_down(tmp_path / "store")
    sitting.open(path)
    window, desk = sitting.window, sitting.window.flow.desk
    record = window.flow.record.id
    desk.actor = words[:40]
    desk.remarks.note(record, None, words)
    desk.remarks.tag([record], [words[:20]])
    for key in ("title", "genre", "doc_number"):
        window.flow.correct(key, words)
        sitting.settle()
    assert window.flow.record.value("title") == words
    seen = 0
    for name in SURFACES:
        if window.actions_by_name[name].isEnabled():
            sitting.act(name)
            assert list(interpreted(window)) == [], name
            seen += shown(window)
    sitting.go_to(2)
    sitting.go_to(1)
    window.toast.say(words)
    assert list(interpreted(window)) == []
    assert seen
    assert QToolTip.text() == ""


@pytest.mark.parametrize("make", [QLabel, QPushButton])
def test_a_view_that_takes_markup_would_be_found(make: type[QWidget], qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    shows = make(f"<b>&{MARK}</b>", window)  # type: ignore[call-arg]
    assert len(list(interpreted(window))) == 1
    shows.setToolTip(f"<b>{MARK}</b>")
    assert len(list(interpreted(window))) == 2
