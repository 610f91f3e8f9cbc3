"""How a document with a 密级 is named where its title must not stand: in lists that leave its page, in file names."""

from __future__ import annotations

from desktop.domain.record import Record

_SECRET = "〔涉密文件〕"


def secret_name(record: Record) -> str:
    """Return a name that tells the number of a record and nothing of its text."""
    return f"{_SECRET}编号 {record.id}"


def outward_name(record: Record, nameless: str = "无标题") -> str:
    """Return the title of a record, or what stands for it."""
    return secret_name(record) if record.value("secrecy") else str(record.value("title") or nameless)
