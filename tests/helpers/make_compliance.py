"""Makes the help page of compliance anew, with `python -m tests.helpers.make_compliance`.

It tells what resources/disclosure/compliance.toml holds of the profile that this names.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.disclosure.profile import rule_book
from desktop.disclosure.rulebook import RuleBook

_HEAD = """# 条款对照表

{name}的规则依照《{title}》（{number}）和《政府信息公开条例》。下面逐条写明要求什么、在程序的什么地方落实、由哪项检验证明。怎么办理，见[公开属性与核准](disclosure)。

| 条款和要求 | 在程序里 |
|---|---|
"""
_TESTS = """
## 检验

程序每次改动后都要逐条检验，每一条至少一项。下面是各项检验的名称，供核查时对照。

"""


@dataclass(frozen=True, slots=True)
class Row:
    """An article of the profile: where the program does what it demands, and the tests that show it."""

    article: str
    where: str
    tests: tuple[str, ...]


def read() -> tuple[RuleBook, tuple[Row, ...]]:
    """Return the rule book that the table is about, and its rows."""
    data = tomllib.loads((paths.resources() / "disclosure" / "compliance.toml").read_text("utf-8"))
    rows = tuple(Row(row["article"], row["where"], tuple(row["tests"])) for row in data["rows"])
    return rule_book(data["profile"]), rows


def page(book: RuleBook, rows: tuple[Row, ...]) -> str:
    """Return the help page in Markdown. Raises KeyError for an article that the book has not."""
    cited = [(book.articles[row.article], row) for row in rows]
    lines = [f"| **{article.cited}**　{article.demand} | {row.where} |\n" for article, row in cited]
    tests = [f"- {article.cited}：{'、'.join(f'`{name}`' for name in row.tests)}\n" for article, row in cited]
    head = _HEAD.format(name=book.name, title=book.rules_title, number=book.rules_number)
    return "".join((head, *lines, _TESTS, *tests))


def target() -> Path:
    """Return where the page lies."""
    return paths.resources() / "help" / "compliance.md"


if __name__ == "__main__":
    target().write_text(page(*read()), "utf-8")
