"""The verb search: hits with their excerpts, for people or as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys

from desktop.cli import console
from desktop.cli.faults import words
from desktop.cli.naming import open_desk
from desktop.cli.usage_search import ORDERS, UNMARKED
from desktop.domain.errors import QueryRefused
from desktop.domain.fields import SPEC
from desktop.domain.search import HEAD, Excerpt, Hit, HitPage, Query, SearchFilter, parse_query
from desktop.domain.text import Span

SCHEMA = 1

_MARK = ("【", "】")
_COLOUR = ("\x1b[1;31m", "\x1b[0m")
_CELL = "表格"


def run(typed: argparse.Namespace) -> int:
    """Search, and list the hits; nothing found is an answer too."""
    text = " ".join(typed.query)
    query: Query | None = None
    if text.strip() or not typed.rebuild:
        try:
            query = parse_query(text)
        except QueryRefused as error:
            console.warn(words(error))
            return 2
    with open_desk(typed.store) as desk:
        if typed.rebuild:
            desk.search.rebuild()
            console.warn("检索索引已重建。")
        if query is None:
            return 0
        wish = _wish(typed)
        offset = (typed.page - 1) * typed.limit
        page = desk.search.page(query, wish, ORDERS[typed.order], offset, typed.limit)
        total = desk.search.count(query, wish)
    if typed.json:
        console.write(json.dumps(_to_json(text, total, page), ensure_ascii=False))
    else:
        _list(page, total)
    return 0


def _wish(typed: argparse.Namespace) -> SearchFilter:
    return SearchFilter(
        source_ids=frozenset(typed.source),
        years=frozenset(f"{year:04}" for year in typed.year),
        genres=frozenset(typed.genre),
        columns=frozenset(typed.column),
        issuers=frozenset(typed.issuer),
        disclosures=frozenset("" if word == UNMARKED else word for word in typed.attribute),
        statuses=frozenset(typed.status),
    )


def _list(page: HitPage, total: int) -> None:
    if not total:
        console.say("没有找到。可以少写几个词，或换个说法再试。")
        return
    if not page.hits:
        console.say(f"共 {total} 篇，没有这一页。")
        return
    last = page.offset + len(page.hits)
    console.say(f"共 {total} 篇，这里是第 {page.offset + 1}–{last} 篇。")
    for number, hit in enumerate(page.hits, page.offset + 1):
        _tell(number, hit)


def _tell(number: int, hit: Hit) -> None:
    row = hit.summary
    marked = {excerpt.key: _marked(excerpt) for excerpt in hit.excerpts if excerpt.key in HEAD}
    title = marked.get("title") or console.shown(row.title) or "（无标题）"
    told = [title, marked.get("doc_number") or console.shown(row.doc_number), row.date, row.status.value]
    console.write(f"{number}. {'  '.join(part for part in told if part)}")
    console.say(f"   记录 {row.id}，来源 {row.source_id}（{hit.source}），正文里 {hit.places} 处")
    for excerpt in hit.excerpts:
        if excerpt.key not in HEAD:
            console.write(f"   {_place(excerpt)}：{_marked(excerpt)}")


def _place(excerpt: Excerpt) -> str:
    if excerpt.line is not None:
        return f"第 {excerpt.line} 行"
    spec = SPEC.get(excerpt.key)
    return spec.label if spec is not None else _CELL


def _marked(excerpt: Excerpt) -> str:
    """Return the excerpt in one line with its marks: in colour on a terminal, else in brackets."""
    before, after = _COLOUR if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else _MARK
    return "".join(
        f"{before}{console.shown(text)}{after}" if marked else console.shown(text) for text, marked in excerpt.pieces
    ).rstrip()


def _to_json(text: str, total: int, page: HitPage) -> dict[str, object]:
    hits = [_hit_to_json(hit) for hit in page.hits]
    return {"schema": SCHEMA, "query": text, "count": total, "offset": page.offset, "hits": hits}


def _hit_to_json(hit: Hit) -> dict[str, object]:
    row = hit.summary
    return {
        "id": row.id,
        "source_id": row.source_id,
        "source": hit.source,
        "number": row.number,
        "title": row.title,
        "doc_number": row.doc_number,
        "date": row.date,
        "status": row.status.value,
        "disclosure": row.disclosure.value if row.disclosure is not None else None,
        "in_title": hit.in_title,
        "places": hit.places,
        "excerpts": [_excerpt_to_json(excerpt) for excerpt in hit.excerpts],
    }


def _excerpt_to_json(excerpt: Excerpt) -> dict[str, object]:
    return {
        "field": excerpt.key or None,
        "line": excerpt.line,
        "span": _pair(excerpt.source) if excerpt.source is not None else None,
        "text": excerpt.text,
        "marks": [_pair(mark) for mark in excerpt.marks],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
