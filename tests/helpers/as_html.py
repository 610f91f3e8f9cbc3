"""Writes a sample gazette as one saved web page: what its text holds, with the furniture of a site around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import takewhile

from converted import HALF, _bodies, contents
from layout import Typesetter
from manuscript import Manuscript

LEFT_OUT = ("head", "mark")

TOP = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_云川市人民政府门户网站</title>
<base href="https://www.yunchuan.example/zwgk/gb/"><link rel="stylesheet" href="https://static.yunchuan.example/site.css">
<meta http-equiv="refresh" content="3600;url=https://www.yunchuan.example/"><style>p {{ text-indent: 2em }}</style>
<script src="https://static.yunchuan.example/count.js"></script><script>document.write("<p>云川市人民政府公告</p>");</script>
</head><body><noscript><p>请开启脚本</p></noscript>
<div class="header"><a href="/"><img src="https://static.yunchuan.example/logo.png" alt="云川市人民政府"></a>
<form action="/search"><input name="q"><button>搜索</button><select><option>全站</option></select></form>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">要闻动态</a></li><li><a href="/zwgk">政务公开</a></li>
<li><a href="/fw">政务服务</a></li><li><a href="/hd">互动交流</a></li></ul></div>
<iframe src="https://www.yunchuan.example/weather"></iframe>
<div class="place">您所在的位置：<a href="/">首页</a> &gt;
<a href="/zwgk">政务公开</a> &gt; <a href="/zwgk/gb">公报</a></div>
<table class="page"><tr><td class="side"><ul><li><a href="/a">机构职能</a></li><li><a href="/b">财政预决算</a></li>
<li><a href="/c">数据开放</a></li></ul></td><td><div class="article">
"""
BOTTOM = """
</div></td></tr></table>
<div class="tools"><a href="javascript:print()">打印本页</a> <a href="javascript:close()">关闭窗口</a></div>
<div class="footer"><p>主办：云川市人民政府办公室&nbsp;&nbsp;承办：云川市政务信息中心</p>
<p>网站标识码：9990000001&nbsp;&nbsp;云ICP备00000001号&nbsp;&nbsp;云公网安备99900000000001号</p>
<img src="https://static.yunchuan.example/badge.png"></div><script>count()</script></body></html>
"""


def html_of(copy: Manuscript, pages: Typesetter) -> bytes:
    """Return the page: cover, contents list, documents, colophon, all in one article."""
    parts = [paragraph([line]) for line in copy.cover if line]
    parts += [paragraph(block) for block in contents(copy, pages)]
    parts += _articles(copy, pages)
    parts.append(paragraph(copy.colophon))
    article = "\n".join(parts)
    half = copy.style.get("punctuation") == "half"
    text = TOP.format(title=copy.cover[0]) + (article.translate(HALF) if half else article) + BOTTOM
    return text.encode("utf-8")


def _articles(copy: Manuscript, pages: Typesetter) -> list[str]:
    """Return the documents; paragraphs and tables that only a column or page had cut are whole again."""
    parts: list[str] = []
    open_rows: list[Sequence[str]] = []
    waiting = ""
    for piece, lines in _bodies(copy, pages):
        if piece.kind in LEFT_OUT:
            continue
        if piece.kind == "rows":
            open_rows += _without_head(open_rows, [line.split("\t") for line in lines])
            continue
        if open_rows:
            parts.append(table(open_rows))
            open_rows = []
        if piece.broken:
            waiting += "".join(lines)
            continue
        parts.append(paragraph([waiting + lines[0], *lines[1:]]))
        waiting = ""
    return [*parts, *([table(open_rows)] if open_rows else [])]


def _without_head(known: Sequence[Sequence[str]], rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of a table that goes on, without the heading rows that it prints again."""
    repeated = list(takewhile(lambda pair: list(pair[0]) == pair[1], zip(known, rows, strict=False)))
    return rows[len(repeated) :]


def paragraph(lines: Iterable[str]) -> str:
    """Return a paragraph with its printed lines parted as a site's editor parts them."""
    return "<p>" + "<br>".join(escape(line).replace("\u3000", "&emsp;") for line in lines) + "</p>"


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    body = "\n".join("<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>" for row in rows)
    return f'<table border="1"><tbody>{body}</tbody></table>'
