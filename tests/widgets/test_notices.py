"""The words of the card that shows how far a file is."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import paths
from desktop.parsing.progress import Stage
from desktop.widgets.appearance import Appearance
from desktop.widgets.notices import Banner, ProgressCard, Toast, step_words


@pytest.mark.parametrize(
    ("stage", "done", "whole", "words"),
    [
        (Stage.READING, 11, 68, "读取 第 12 页，共 68 页"),
        (Stage.READING, 68, 68, "读取 第 68 页，共 68 页"),
        (Stage.RECOGNISING, 2, 15, "识别文字 第 3 页，共 15 页"),
        (Stage.PARSING, 5, 22, "提取要素 5 / 22"),
        (Stage.READING, 0, 0, "正在读取"),
    ],
)
def test_step_is_told_in_words(stage: Stage, done: int, whole: int, words: str) -> None:
    assert step_words(stage, done, whole) == words


@pytest.fixture
def around(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    return widget


@pytest.fixture
def look(qapp: Any) -> Appearance:
    return Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)


def test_card_goes_from_file_to_file_and_ends_with_its_cancel_key(around: QWidget, look: Appearance) -> None:
    card = ProgressCard(look, around)
    told: list[bool] = []
    card.cancel_wanted.connect(lambda: told.append(True))
    card.begin("第 3 个，共 12 个文件", "第3期.pdf")
    card.advance(Stage.RECOGNISING, 2, 15)
    assert card.words == "第 3 个，共 12 个文件　第3期.pdf　识别文字 第 3 页，共 15 页"
    button = card.findChild(QPushButton)
    button.click()
    assert told == [True]
    card.stopping()
    card.advance(Stage.RECOGNISING, 3, 15)
    assert card.words.endswith("正在取消")
    assert not button.isEnabled()
    card.begin("正在识别", "另.pdf")
    assert button.isEnabled()


def test_banner_offers_details_only_where_there_are_some(qtbot: Any, look: Appearance) -> None:
    banner = Banner(look)
    qtbot.addWidget(banner)
    details = next(button for button in banner.findChildren(QPushButton) if button.text() == "详情…")
    banner.show_words("读入 11 个文件，1 个没有读成：坏.pdf", details=True)
    assert details.isVisibleTo(banner)
    with qtbot.waitSignal(banner.details_wanted):
        details.click()
    banner.show_words("别的")
    assert not details.isVisibleTo(banner)


def test_toast_offers_what_can_be_done_until_it_is_something_else(around: QWidget) -> None:
    toast = Toast(around)
    around.show()
    acted: list[bool] = []
    toast.acted.connect(lambda: acted.append(True))
    toast.say("已把 3 件设为主动公开", "撤销")
    assert toast.button.isVisible()
    toast.button.click()
    assert acted == [True]
    assert not toast.isVisible()
    toast.say("已把 3 件设为主动公开", "撤销")
    toast.withdraw()
    assert toast.isVisible()
    assert not toast.button.isVisible()
    around.hide()


def test_long_toast_stays_within_the_window(around: QWidget) -> None:
    toast = Toast(around)
    around.show()
    toast.say("已导出到很长的文件夹名称里面的文件" * 12, "撤销")
    assert around.rect().contains(toast.geometry())
    assert toast.rect().contains(toast.button.geometry())
    around.hide()
