"""Nothing of a document with a 密级 goes to the clipboard or to another program, from text, pages or tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.domain.text import Span
from desktop.review.desk import Desk
from desktop.store import Store
from desktop.widgets import span_drag
from tests.store.samples import raw
from tests.store.test_expunge import gazette

SitDown = Callable[[Path], Any]


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    path = tmp_path / "gazette.txt"
    path.write_bytes(raw(gazette()))
    with Store.open(tmp_path / "store") as store:
        Desk(store, "李敏").keep(gazette(), path)
    sitting = sit_down(tmp_path / "store")
    sitting.window.flow.open_source(1)
    sitting.until(lambda: sitting.window.flow.record is not None)
    sitting.settle()
    QGuiApplication.clipboard().setText("原来的")
    return sitting


def test_text_and_cells_of_a_secret_document_are_not_copied(sitting: Any) -> None:
    sitting.go_to(1)
    start = sitting.window.flow.record.document.span.start
    sitting.window.source.view.select(Span(start, start + 6))
    sitting.window.source.view.copy()
    sitting.window.source.tables.grid.selectAll()
    sitting.window.source.tables.grid.copy()
    assert QGuiApplication.clipboard().text() == "原来的"


def test_text_of_the_document_beside_it_is_copied(sitting: Any) -> None:
    sitting.go_to(2)
    start = sitting.window.flow.record.document.span.start
    sitting.window.source.view.select(Span(start, start + 6))
    sitting.window.source.view.copy()
    assert QGuiApplication.clipboard().text() == "云川市人民政"


def test_dragged_text_of_a_secret_document_carries_no_words_out(sitting: Any) -> None:
    source = sitting.window.source.source
    assert span_drag.carried(source, Span(0, 4)).hasText()
    kept = span_drag.carried(source, Span(0, 4), kept_in=True)
    assert not kept.hasText()
    assert span_drag.dragged(kept) is not None
