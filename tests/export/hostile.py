"""Texts that have broken writers of files before."""

from __future__ import annotations

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.com","点此")',
    "控制\x00\x07\x1b符",
    "半个\ud842字",
    "𠮷田街",
    "\u202e倒着写",
    "]]></p><script>alert(1)</script>",
    "</script><!-- --><b>",
    '" onclick="x" \'',
    "../../etc/passwd",
    "C:\\con\\aux.txt",
    "&amp;&lt;&#0;",
    "\u2028\u2029\x85\ufeff\uffff",
    "文" * 33_000,
    "_x0041_",
)
