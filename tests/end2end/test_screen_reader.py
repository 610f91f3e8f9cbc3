"""What a screen reader meets in the real window: names for everything, values, doubts, and the order of the Tab key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop import paths
from desktop.views.pictures import settle_all
from desktop.views.source.head import Mode
from desktop.widgets.chips import ChipFlow
from desktop.widgets.theme import THEMES
from desktop.widgets.value_edit import ValueEdit

SAMPLE = paths.seeds() / "yunchuan-2026-01.pdf"
DIALOGS = ("export", "bulk", "reparse", "shortcuts", "cheat_sheet", "help", "about")
LAPS = 120
"""Steps of the Tab key within which it has to come round."""

SitDown = Callable[[Path], Any]


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """Return a sitting at the sample with pages."""
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    settle_all(sitting.window, sitting.program.lane)
    return sitting


def said(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    """Return what a screen reader says of a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(what)


def operable(root: QWidget) -> Iterator[QWidget]:
    """Give everything in sight that takes the keyboard or a click."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and (
            widget.focusPolicy() is not Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
        ):
            yield widget


def nameless(root: QWidget) -> list[str]:
    """Return what has no name in words: nothing, or letters of the program instead of Chinese."""
    found = []
    for widget in operable(root):
        name = said(widget)
        if not any("\u4e00" <= char <= "\u9fff" for char in name):
            found.append(f"{root.objectName() or type(root).__name__}: {type(widget).__name__} {name!r}")
    return found


def rounds(start: QWidget, key: Qt.Key) -> list[QWidget]:
    """Return what the Tab key comes by until it is back."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    met = [start]
    for _ in range(LAPS):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        QApplication.processEvents()
        reached = QApplication.focusWidget()
        assert reached is not None
        assert reached is not focused, f"{type(focused).__name__} {said(focused)} keeps the keyboard"
        if reached is start:
            return met
        met.append(reached)
    raise AssertionError("the Tab key does not come round: " + "，".join(said(widget) for widget in met[-6:]))


def pane_of(window: Any, widget: QWidget) -> str:
    """Return the part of the window that a widget stands in."""
    parts = {"queue": window.queue, "source": window.source, "fields": window.fields, "decision": window.decision}
    return next((name for name, part in parts.items() if part.isAncestorOf(widget)), "")


def test_everything_on_the_first_page_has_a_name(sit_down: SitDown, tmp_path: Path) -> None:
    assert nameless(sit_down(tmp_path / "store").window) == []


def test_everything_in_every_pane_has_a_name(sitting: Any) -> None:
    window = sitting.window
    found = nameless(window)
    sitting.act("find")
    for mode in Mode:
        window.source.show_mode(mode)
        window.source.show_strip(mode is Mode.PAGES)
        settle_all(window, sitting.program.lane)
        found += nameless(window.source)
    for page in ("checks", "history"):
        window.side.show_page(page)
        sitting.settle()
        found += nameless(window.side)
    window.queue.tools.facets.click()
    sitting.settle()
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and top is not window:
            found += nameless(top)
            top.close()
    assert found == []


def test_everything_in_every_dialog_has_a_name(sitting: Any) -> None:
    found: list[str] = []
    for name in DIALOGS:
        sitting.act(name)
        shown = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not sitting.window]
        assert shown, f"{name} shows nothing"
        for top in shown:
            found += nameless(top)
            top.close()
        sitting.settle()
    assert found == []


def test_tab_goes_through_queue_source_fields_and_decision_and_comes_round(sitting: Any) -> None:
    window = sitting.window
    forth = rounds(window.queue.view, Qt.Key.Key_Tab)
    panes = [pane_of(window, widget) for widget in forth]
    order = [pane for at, pane in enumerate(panes) if pane and (at == 0 or panes[at - 1] != pane)]
    assert order[:4] == ["queue", "source", "fields", "decision"]
    fields = [said(widget) for widget in forth if isinstance(widget, ValueEdit)]
    assert fields == [window.fields.row(key).spec.label for key in window.fields.shown_keys]


def test_tab_backwards_meets_the_same(sitting: Any) -> None:
    view = sitting.window.queue.view
    forth = [said(widget) for widget in rounds(view, Qt.Key.Key_Tab)]
    back = [said(widget) for widget in rounds(view, Qt.Key.Key_Backtab)]
    assert back[1:] == forth[:0:-1]


def test_a_field_is_read_with_its_value_and_its_doubt(sitting: Any) -> None:
    window = sitting.window
    sitting.go_to(next(row.number for row in window.flow.queue if row.doubts))
    edit = window.fields.row(window.flow.record.doubts[0]).editor
    assert said(edit) == window.fields.row(window.flow.record.doubts[0]).spec.label
    assert said(edit, QAccessible.Text.Value) == edit.text
    assert said(edit, QAccessible.Text.Description).startswith("存疑，识别把握")


def test_a_row_of_the_queue_is_read_as_a_sentence(sitting: Any) -> None:
    view = sitting.window.queue.view
    model = view.model()
    first = next(model.index(row, 0) for row in range(model.rowCount()) if model.record_at(row) is not None)
    sentence = str(first.data(Qt.ItemDataRole.AccessibleTextRole))
    assert sentence.startswith("第 1 件，云川市城市节约用水管理办法，")
    assert "未标公开属性" in sentence


def kinds(root: QWidget) -> list[QWidget]:
    """Return one widget in sight of each kind that the Tab key can reach."""
    found: dict[tuple[str, str], QWidget] = {}
    for widget in operable(root):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not isinstance(widget, ChipFlow):
            found.setdefault((type(widget).__name__, str(widget.property("kind"))), widget)
    return list(found.values())


def test_the_keyboard_is_seen_wherever_it_is(sitting: Any) -> None:
    window = sitting.window
    unseen = []
    for theme in THEMES:
        window.look.set_mode(theme)
        sitting.settle()
        for widget in kinds(window):
            widget.clearFocus()
            QApplication.processEvents()
            without = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            if widget.grab().toImage() == without:
                unseen.append(f"{theme}: {type(widget).__name__} {said(widget)}")
    window.look.set_mode("light")
    assert unseen == []
