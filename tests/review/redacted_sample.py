"""A document with sensitive data, of an invented city and invented persons, and a desk that holds it."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.text import Span
from desktop.review.desk import Desk
from desktop.store import Store

MOBILE, ID_CARD, NAME = "13800138000", "11010519491231002X", "王小明"
TEXT = f"""云川市人民政府办公室
关于{NAME}同志临时救助有关事项的通知
云府办发〔2026〕3号

各县（区）人民政府，市级有关部门：
　　经市政府同意，现将{NAME}同志临时救助有关事项通知如下。
　　一、{NAME}，身份证号码{ID_CARD}，手机{MOBILE}，按规定给予临时救助。
　　二、各单位要做好后续工作，手机{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}保持畅通。
　　三、市民热线12345受理咨询。

云川市人民政府办公室
2026年1月5日
"""


def opened(store: Store, folder: Path, text: str = TEXT) -> Desk:
    """Return a desk that holds the document as record 1."""
    path = folder / "救助通知.txt"
    path.write_text(text, "utf-8")
    desk = Desk(store, "李青禾")
    desk.open_source(path)
    return desk


def place(words: str, text: str = TEXT, after: int = 0) -> Span:
    """Return where words stand first."""
    start = text.index(words, after)
    return Span(start, start + len(words))
