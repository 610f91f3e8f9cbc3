"""How far the work on a source has come."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Stage(Enum):
    """What is being done; the value is the word for people."""

    READING = "读取"
    RECOGNISING = "识别文字"
    PARSING = "提取要素"


Progress = Callable[[Stage, int, int], None]
"""Called with the stage, and with pages or documents done and in all; raise from it to stop the work."""


def unheard(_stage: Stage, _done: int, _whole: int) -> None:
    """Tell nobody."""
