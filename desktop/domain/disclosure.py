"""公开属性: the three values that an office may decide on (政府信息公开条例)."""

from __future__ import annotations

from enum import Enum


class Disclosure(Enum):
    """The 公开属性 of a document. Nothing is ever preselected; None means not yet decided."""

    PROACTIVE = "主动公开"
    ON_REQUEST = "依申请公开"
    WITHHELD = "不予公开"
