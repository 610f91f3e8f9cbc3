"""删减 in the window: findings decided about, what stops an approval, and the copy that the public gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import paths
from desktop.disclosure.planning import FindingState
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Status
from desktop.domain.text import Span
from desktop.views.redacting.commands import RedactionCommands
from desktop.views.redacting.panel import RedactionPanel
from desktop.views.redacting.public_preview import PublicPreview

PERSON, MOBILE = "110101199003078515", "13800138000"
TEXT = f"""云川市民政局关于发放临时救助金的通知
云民发〔2026〕7号

各区县民政局：
现将临时救助金发放事项通知如下。
经审核，王小明（身份证号：{PERSON}，手机 {MOBILE}）符合条件，给予救助。
请王小明凭手机 {MOBILE} 收到的短信领取。

云川市民政局
2026年3月2日
"""


@pytest.fixture
def sitting(sit_down: Callable[[Path], Any], tmp_path: Path) -> Any:
    path = tmp_path / "通知.txt"
    path.write_text(TEXT, encoding="utf-8")
    made = sit_down(tmp_path / "store")
    made.open(path)
    made.act("redaction")
    return made


@pytest.fixture
def panel(sitting: Any) -> RedactionPanel:
    return sitting.window.redaction


def open_texts(panel: RedactionPanel) -> list[str]:
    return [passage.text for passage in panel.passages if passage.is_open]


def test_open_findings_are_listed_first(panel: RedactionPanel) -> None:
    assert PERSON in open_texts(panel)
    assert open_texts(panel).count(MOBILE) == 2
    assert panel.cards[0].passage.is_open


def test_a_document_with_open_findings_is_not_approved_and_the_page_shows_them(sitting: Any) -> None:
    window = sitting.window
    window.side.show_page("fields")
    window.flow.mark(Disclosure.PROACTIVE)
    sitting.settle()
    window.commands.approve()
    sitting.settle()
    assert window.flow.record.status is Status.PENDING
    assert window.side.page == "redaction"
    assert "敏感信息" in window.banner.words


def test_keys_decide_one_by_one_and_undo_takes_back(sitting: Any, panel: RedactionPanel) -> None:
    count = panel.open_count
    QTest.keyClick(panel, Qt.Key.Key_M)
    sitting.settle()
    assert panel.open_count == count - 1
    sitting.act("undo")
    assert panel.open_count == count


def test_as_advised_then_approved_and_the_copy_holds_nothing_of_it(
    sitting: Any, panel: RedactionPanel, tmp_path: Path
) -> None:
    window, flow = sitting.window, sitting.window.flow
    panel.all.click()
    sitting.settle()
    for passage in panel.passages:
        if passage.is_open:
            panel.kept.emit(passage, "依法应当公开")
            sitting.settle()
    assert panel.open_count == 0
    flow.mark(Disclosure.PROACTIVE)
    sitting.settle()
    commands = window.findChild(RedactionCommands)
    commands.copy_to(flow.record.id, tmp_path / "公开.txt")
    sitting.until(lambda: not commands.busy)
    sitting.settle()
    copy = (tmp_path / "公开.txt").read_text("utf-8")
    assert PERSON not in copy
    assert MOBILE not in copy
    assert "（本文有删减）" in copy
    assert "核验全部通过" in window.toast.text


def test_a_kept_finding_says_why_and_can_be_decided_anew(sitting: Any, panel: RedactionPanel) -> None:
    passage = next(passage for passage in panel.passages if passage.text == MOBILE)
    panel.kept.emit(passage, "本人同意公开")
    sitting.settle()
    kept = next(one for one in panel.passages if one.key == passage.key)
    assert kept.state is FindingState.KEPT
    panel.dropped.emit(kept)
    sitting.settle()
    assert next(one for one in panel.passages if one.key == passage.key).state is FindingState.OPEN


def test_selected_text_is_removed_and_the_preview_shows_what_the_public_reads(
    sitting: Any, panel: RedactionPanel
) -> None:
    window = sitting.window
    start = TEXT.index("王小明")
    window.source.view.select(Span(start, start + 3))
    sitting.act("redact_selection")
    assert any(passage.removal is not None and passage.text == "王小明" for passage in panel.passages)
    sitting.act("public_preview")
    shown = window.findChild(PublicPreview).text.toPlainText()
    assert shown.count("王小明") == 1
    window.findChild(PublicPreview).close()


def test_the_copy_of_a_pdf_is_written_and_proved_in_a_child(
    qtbot: Any, sit_down: Callable[[Path], Any], tmp_path: Path
) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(paths.seeds() / "yunchuan-2026-01.pdf")
    window, flow = sitting.window, sitting.window.flow
    title = flow.record.spans("title")[0]
    window.source.view.select(Span(title.start, title.start + 4))
    sitting.act("redact_selection")
    commands = window.findChild(RedactionCommands)
    commands.copy_to(flow.record.id, tmp_path / "公开.pdf")
    qtbot.waitUntil(lambda: not commands.busy, timeout=180_000)
    sitting.settle()
    assert "核验全部通过" in window.toast.text, window.banner.words
    assert (tmp_path / "公开.pdf").stat().st_size > 1000
    sitting.act("public_preview")
    preview = window.findChild(PublicPreview)
    preview.choice.chosen.emit(1)
    qtbot.waitUntil(lambda: preview.sheets is not None and not commands.busy, timeout=180_000)
    assert len(preview.sheets.sizes) == len(flow.opened.text.pages)
    preview.close()
