"""The proof of a public copy as a page for people: self-contained HTML that opens anywhere and prints on one sheet."""

from __future__ import annotations

from datetime import datetime
from html import escape

from desktop.redaction.proof import Proof

_STYLE = (
    "body{font-family:'Noto Serif CJK SC','SimSun',serif;max-width:46em;margin:2em auto;color:#222;line-height:1.6}"
    "h1{font-size:1.4em;text-align:center}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #999;padding:.35em .6em;text-align:left;vertical-align:top}th{white-space:nowrap}"
    "td{overflow-wrap:anywhere}.sign{margin-top:2em}@media print{body{margin:0}}"
)


def proof_page(proof: Proof, copy_name: str, source_name: str, person: str) -> str:
    """Return the page; it repeats nothing that was removed."""
    at = datetime.fromisoformat(proof.made_at).astimezone()
    verdict = "全部通过" if proof.passed else "没有通过，副本不得使用"
    facts = (
        ("结论", verdict),
        ("副本", copy_name),
        ("副本的 SHA-256", proof.copy_sha256),
        ("原件", source_name),
        ("原件的 SHA-256", proof.source_sha256),
        ("删减", f"{proof.removed} 处，{proof.characters_removed} 字；保留 {proof.characters_kept} 字"),
        ("方式", "整页成像，文字层重新写入" if proof.strict else "逐字删去，其余不动"),
        *((("比较的页", f"{proof.pages} 页"),) if proof.pages else ()),
        ("制作和核验", f"{person}，{at.year}年{at.month}月{at.day}日 {at:%H:%M}"),
        ("所用程序", "；".join(f"{name} {version}" for name, version in proof.tools)),
    )
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts)
    checks = "".join(
        f"<tr><td>{'通过' if check.passed else '未通过'}</td><td>{escape(check.name)}</td>"
        f"<td>{escape(check.detail)}</td></tr>"
        for check in proof.checks
    )
    notices = "".join(f"<li>{escape(notice)}</li>" for notice in proof.notices)
    noted = f"<h2>另请注意</h2><ul>{notices}</ul>" if notices else ""
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>删减版核验报告</title>'
        f"<style>{_STYLE}</style></head><body><h1>删减版核验报告</h1><table>{rows}</table>"
        f"<h2>逐项结果</h2><table><tr><th>结果</th><th>项目</th><th>说明</th></tr>{checks}</table>{noted}"
        f'<p class="sign">核验人：{"　" * 12}日期：</p></body></html>'
    )
