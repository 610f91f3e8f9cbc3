"""The pages of the 信息公开目录: every word of a document is escaped, and set apart so that it turns nothing around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date

from desktop.domain.fields import SPEC
from desktop.export.markup import attribute, text
from desktop.export.row import Block, ExportRow, PrintedTable
from desktop.export.wording import words

TITLE = "信息公开目录"
_HEADINGS = ("序号", "名称", "发文字号", "发文机关", "成文日期", "文种", "效力")
_TOLD = (
    "doc_number",
    "issuers",
    "date",
    "genre",
    "effective_date",
    "validity",
    "expiry_date",
    "repeals",
    "basis_laws",
    "attachments",
)
_POLICY = "connect-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'"
_NEAR = 4
"""Pages before and after the present one that are offered."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the lists and in the search. `force` is "" where nothing is known."""

    record_id: int
    title: str
    doc_number: str
    issuers: str
    date: str
    genre: str
    force: str

    def as_list(self) -> list[str | int]:
        """Return the parts in their order."""
        return list(astuple(self))


def list_page(entries: Sequence[Entry], number: int, pages: int, total: int, parts: int, before: int, on: date) -> str:
    """Return a page of the list; the first one is index.html and holds the search. `before` counts those before."""
    up = "" if number == 1 else "../"
    head = "".join(f"<th>{heading}</th>" for heading in _HEADINGS)
    lines = "\n".join(_line(entry, before + at, up) for at, entry in enumerate(entries, 1))
    listed = f'<table class="list" id="all"><thead><tr>{head}</tr></thead><tbody>\n{lines}\n</tbody></table>'
    search = ""
    if number == 1:
        search = (
            '<p class="screen"><label for="search">查找：名称、发文字号、发文机关、日期</label>'
            '<input id="search" type="search" autocomplete="off" spellcheck="false"></p>\n'
            '<p id="told" class="told" role="status"></p>\n'
            f'<table class="list" id="found" hidden><thead><tr>{head}</tr></thead><tbody></tbody></table>'
        )
    body = (
        f"<header><h1>{TITLE}</h1><p>共 {total} 件主动公开的文件，第 {number} 页，共 {pages} 页。"
        f"</p></header>\n{search}\n{listed}\n{_pager(number, pages)}\n{_foot(on)}"
    )
    script = f'<script src="{up}assets/search.js" defer></script>' if number == 1 else ""
    return _page(TITLE, up, body, script, f' data-parts="{parts}"')


def document_page(row: ExportRow, entry: Entry, on: date) -> str:
    """Return the page of a document: what it is, and its text."""
    facts = [(SPEC[key].label, words(SPEC[key].form, row.values.get(key))) for key in _TOLD]
    force = f"{entry.force}（截至 {on.isoformat()}，按文件写明的日期和废止关系）" if entry.force else ""
    if row.repealed_by:
        force = f"{force}；废止它的文件：{row.repealed_by}"
    facts += [
        ("效力", force),
        ("公报期号", row.issue),
        ("页码", row.pages.replace("-", "–") if row.issue else ""),
        ("发布日期", row.published_at),
        ("发布位置", row.published_where),
        ("公开属性", row.disclosure),
    ]
    told = "\n".join(
        f'<tr><th scope="row">{label}</th><td>{_shown(value)}</td></tr>' for label, value in facts if value
    )
    blocks = "\n".join(_block(block) for block in row.body)
    body = (
        '<nav class="screen"><a href="../index.html">返回目录</a></nav>\n'
        f"<header><h1>{_shown(entry.title)}</h1></header>\n"
        f'<table class="facts"><tbody>\n{told}\n</tbody></table>\n<main class="body">\n{blocks}\n</main>\n{_foot(on)}'
    )
    return _page(entry.title, "../", body)


def _page(title: str, up: str, body: str, script: str = "", more: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"{more}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{text(title)}</title>\n<link rel="stylesheet" href="{up}assets/style.css">\n{script}\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _line(entry: Entry, serial: int, up: str) -> str:
    link = f'<a href="{up}docs/{entry.record_id}.html">{_shown(entry.title)}</a>'
    rest = (entry.doc_number, entry.issuers, entry.date, entry.genre, entry.force)
    return f"<tr><td>{serial}</td><td>{link}</td>{''.join(f'<td>{_shown(value)}</td>' for value in rest)}</tr>"


def _pager(number: int, pages: int) -> str:
    if pages == 1:
        return ""
    near = range(max(1, number - _NEAR), min(pages, number + _NEAR) + 1)
    wanted = [*([1] if 1 not in near else []), *near, *([pages] if pages not in near else [])]
    links = [
        f"<b>{one}</b>" if one == number else f'<a href="{attribute(_address(one, number))}">{one}</a>'
        for one in wanted
    ]
    return f'<nav aria-label="页">{"".join(links)}</nav>'


def _address(page: int, here: int) -> str:
    if page == 1:
        return "../index.html"
    return f"pages/{page}.html" if here == 1 else f"{page}.html"


def _foot(on: date) -> str:
    return f"<footer>导出日期：{on.isoformat()}。本目录由公报审校台生成，以正式公布的文本为准。</footer>"


def _block(block: Block) -> str:
    if not isinstance(block, PrintedTable):
        return f"<p>{text(block)}</p>"
    lines = []
    for at, cells in enumerate(block.rows):
        kind = "th" if at < block.header_rows else "td"
        lines.append(f"<tr>{''.join(f'<{kind}>{_shown(cell)}</{kind}>' for cell in cells)}</tr>")
    return f"<table><tbody>\n{''.join(lines)}\n</tbody></table>"


def _shown(value: str) -> str:
    return f"<bdi>{text(value)}</bdi>"
