"""Parsed sources of an invented city, small enough for a test and rich enough to hold every kind of value."""

from __future__ import annotations

from hashlib import sha256

from desktop.domain.document import Anomaly, ContentsEntry, Document, Issue, ParsedSource, Table
from desktop.domain.fields import Appointment, Candidate, Field, Repeal, SensitiveItem
from desktop.domain.text import Page, SourceText, Span

TEXT = (
    "云川市人民政府公报 2026年第1期（总第61期）\n"
    "云川市人民政府关于印发云川市信访工作规定的通知\n云政发〔2026〕1号\n各区县人民政府：\n（此件公开发布）\n"
    "云川市人民政府关于李青禾等任免职务的通知\n云政任〔2026〕2号\n"
)


def source_text(text: str = TEXT, name: str = "yunchuan-2026-01.txt") -> SourceText:
    """Return a text as a reader would."""
    middle = text.find("\n", len(text) // 2) + 1
    pages = (Page(Span(0, middle), "1"), Page(Span(middle, len(text)), None))
    return SourceText(name, sha256(text.encode()).hexdigest(), "txt", text, pages, ("编码按 UTF-8 读取。",))


def raw(parsed: ParsedSource) -> bytes:
    """Return the file of a sample."""
    return parsed.source.text.encode()


def issue(extra: str = "") -> ParsedSource:
    """Return an issue of two documents; `extra` makes it another file."""
    source = source_text(TEXT + extra)
    notice = Document(
        span=Span(30, 80),
        fields={
            "title": Field(
                "云川市人民政府关于印发云川市信访工作规定的通知", "云川市…", (Span(30, 52),), 0.98, False, "标题三行"
            ),
            "doc_number": Field("云政发〔2026〕1号", "云政发〔2026〕1号", (Span(53, 64),), 0.6, True, "括号不规范"),
            "genre": Field("通知", confidence=0.99),
            "date": Field("2026-01-12", confidence=0.4, flagged=True, candidates=(Candidate("2026-01-13"),)),
            "issuers": Field(("云川市人民政府", "云川市信访局")),
            "repeals": Field((Repeal("云川市信访工作暂行规定", "云政发〔2016〕9号"),)),
            "sensitive": Field((SensitiveItem("phone", "0830-0000000"),)),
            "publicity_mark": Field("此件公开发布", "（此件公开发布）", (Span(75, 83),)),
        },
        tables=(Table(Span(60, 70), (("序号", "事项"), ("1", "来访")), 1),),
        anomalies=(Anomaly("number-gap", "字号不连续。", (Span(53, 64),)),),
        evidence=("与目录第 1 条一致",),
    )
    posts = Document(
        span=Span(84, len(TEXT)),
        fields={
            "title": Field("云川市人民政府关于李青禾等任免职务的通知", spans=(Span(84, 104),)),
            "appointments": Field((Appointment("李青禾", "任命", "云川市信访局副局长"),), flagged=True),
            "normative": Field(None),
        },
    )
    masthead = Issue("云川市人民政府公报", 2026, 1, 61, "云川市人民政府办公室", "2026-01-30", (Span(0, 9),))
    contents = (ContentsEntry("关于李青禾等任免职务的通知", "人事任免", None, 2, Span(84, 90)),)
    return ParsedSource(source, (notice, posts), masthead, contents, (Anomaly("contents", "目录少一条。"),))


def many(documents: int, text: str) -> ParsedSource:
    """Return a source of that many plain documents."""
    source = source_text(text)
    fields = {"title": Field("云川市通告", flagged=True), "date": Field("2026-01-12"), "genre": Field("通告")}
    return ParsedSource(source, tuple(Document(Span(0, len(text)), fields) for _ in range(documents)))
