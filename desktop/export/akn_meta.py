"""The metadata of Akoma Ntoso: who and what by the model FRBR, the life of a document, what it repeals and cites.

Names of elements (eId) begin with the prefix of their work, since one file may hold many works.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.document import Issue
from desktop.domain.fields import Repeal
from desktop.export.force import begins, ends
from desktop.export.markup import path_part, tag
from desktop.export.row import ExportRow

_DESK, _LANGUAGE, _COUNTRY = "desk", "zho", "cn"
_UNKNOWN = "0001-01-01"
"""The schema wants a day where none is stated; its name says that it is none."""
_NO_DAY = "未载明"


@dataclass(frozen=True, slots=True)
class _Work:
    """What is told of a work: the prefix of its names, its address, its day by name, who made it, its number."""

    prefix: str
    address: str
    day: str
    named: str
    author: str
    number: str = ""
    subtype: str = ""
    alias: str = ""

    @property
    def desk(self) -> str:
        """The reference to the program that made the file."""
        return f"#{self.prefix}{_DESK}"


def prefix_of(row: ExportRow) -> str:
    """Return what the names of a document's elements begin with."""
    return f"d{row.record_id}__"


def prefix_of_issue(row: ExportRow) -> str:
    """Return what the names of an issue's elements begin with."""
    return f"g{row.source_id}__"


def document_meta(row: ExportRow) -> str:
    """Return the metadata of a document."""
    day = _day(row.text("date"))
    author = next(iter(row.texts("issuers")), "")
    work = _Work(
        prefix_of(row),
        _address(row),
        day or _UNKNOWN,
        "成文日期" if day else _NO_DAY,
        author,
        row.text("doc_number"),
        row.text("genre"),
        row.text("title"),
    )
    parts = [
        _identification(work),
        _publication(row.gazette),
        _keywords(row, work.desk),
        _lifecycle(row, work.desk),
        _repeals(row, work.desk),
        _references(row, work),
    ]
    return tag("meta", None, "".join(parts))


def gazette_meta(row: ExportRow) -> str:
    """Return the metadata of the issue that a document stands in."""
    gazette = row.gazette or Issue("公报")
    day = _day(gazette.published_on or "") or (f"{gazette.year:04}-01-01" if gazette.year else "")
    named = "出版日期" if _day(gazette.published_on or "") else "出版年份" if day else _NO_DAY
    number = str(gazette.number) if gazette.number is not None else ""
    at = "/".join(path_part(part) for part in (gazette.name, str(gazette.year or "0"), number or str(row.source_id)))
    work = _Work(
        prefix_of_issue(row),
        f"/akn/{_COUNTRY}/officialGazette/{at}",
        day or _UNKNOWN,
        named,
        gazette.publisher or "",
        number,
        alias=gazette.heading,
    )
    references = _organizations(work, [gazette.publisher] if gazette.publisher else [])
    return tag("meta", None, _identification(work) + _publication(gazette) + references)


def meta_of_collection() -> str:
    """Return the metadata of several works in one file."""
    work = _Work("c__", f"/akn/{_COUNTRY}/documentCollection/gongbao", _UNKNOWN, _NO_DAY, "")
    return tag("meta", None, _identification(work) + _organizations(work, []))


def _address(row: ExportRow) -> str:
    day, number = _day(row.text("date")), row.text("doc_number")
    return f"/akn/{_COUNTRY}/doc/{day or '0001'}/{path_part(number) if number else f'record-{row.record_id}'}"


def _target(doc_number: str | None, title: str | None) -> str:
    """Return the address of a document of which the day is not known."""
    return f"/akn/{_COUNTRY}/doc/{path_part(doc_number or title or '')}"


def _identification(work: _Work) -> str:
    expression = f"{work.address}/{_LANGUAGE}@"
    core = [
        tag("FRBRthis", {"value": f"{work.address}/!main"}),
        tag("FRBRuri", {"value": work.address}),
        *([tag("FRBRalias", {"value": work.alias, "name": "标题"})] if work.alias else []),
        tag("FRBRdate", {"date": work.day, "name": work.named}),
        tag("FRBRauthor", {"href": f"#{_organ(work, work.author)}" if work.author else work.desk, "as": "#author"}),
        tag("FRBRcountry", {"value": _COUNTRY}),
        *([tag("FRBRsubtype", {"value": work.subtype})] if work.subtype else []),
        *([tag("FRBRnumber", {"value": work.number})] if work.number else []),
    ]
    told = [tag("FRBRWork", None, "".join(core))]
    for element, address, more in (
        ("FRBRExpression", expression, tag("FRBRlanguage", {"language": _LANGUAGE})),
        ("FRBRManifestation", f"{expression}.xml", tag("FRBRformat", {"value": "application/xml"})),
    ):
        inner = (
            tag("FRBRthis", {"value": f"{address}/!main"})
            + tag("FRBRuri", {"value": address})
            + tag("FRBRdate", {"date": work.day, "name": work.named})
            + tag("FRBRauthor", {"href": work.desk, "as": "#editor"})
            + more
        )
        told.append(tag(element, None, inner))
    return tag("identification", {"source": work.desk}, "".join(told))


def _publication(gazette: Issue | None) -> str:
    day = _day((gazette.published_on if gazette else None) or "")
    if gazette is None or not day:
        return ""
    number = {"number": str(gazette.number)} if gazette.number is not None else {}
    return tag("publication", {"date": day, "name": gazette.name, "showAs": gazette.heading, **number})


def _keywords(row: ExportRow, desk: str) -> str:
    if not row.disclosure:
        return ""
    told = {"value": row.disclosure, "showAs": row.disclosure, "dictionary": "#公开属性"}
    return tag("classification", {"source": desk}, tag("keyword", told))


def _lifecycle(row: ExportRow, desk: str) -> str:
    """Return the days that are stated: of the document, of its force, of its end."""
    made, begin, end = _day(row.text("date")), begins(row), ends(row)
    events = [("generation", made, "成文日期")]
    events += [("generation", begin.isoformat(), "施行日期")] if begin is not None else []
    events += [("repeal", end.isoformat(), "失效日期")] if end is not None else []
    told = "".join(
        tag("eventRef", {"date": day, "source": desk, "type": kind, "refersTo": f"#{name}"})
        for kind, day, name in events
        if day
    )
    return tag("lifecycle", {"source": desk}, told) if told else ""


def _repeals(row: ExportRow, desk: str) -> str:
    told = "".join(
        tag(
            "textualMod",
            {"type": "repeal"},
            tag("source", {"href": _address(row)}) + tag("destination", {"href": _target(item.doc_number, item.title)}),
        )
        for item in row.repeals
        if item.doc_number or item.title
    )
    return tag("analysis", {"source": desk}, tag("activeModifications", None, told)) if told else ""


def _references(row: ExportRow, work: _Work) -> str:
    told = [_active(_target(number, None), number) for number in row.texts("cited_doc_numbers") if number]
    told += [_active(_target(None, law), law) for law in row.texts("basis_laws") if law]
    told += [_active(_target(item.doc_number, item.title), _called(item)) for item in row.repeals if _called(item)]
    if row.repealed_by:
        told.append(tag("passiveRef", {"href": _target(row.repealed_by, None), "showAs": row.repealed_by}))
    return _organizations(work, row.texts("issuers"), told)


def _active(address: str, shown: str) -> str:
    return tag("activeRef", {"href": address, "showAs": shown})


def _called(item: Repeal) -> str:
    return item.title or item.doc_number or ""


def _organizations(work: _Work, names: Iterable[str], more: Iterable[str] = ()) -> str:
    """Return the references, the program that made the file and the organs among them."""
    told = list(more)
    told.append(
        tag("TLCOrganization", {"eId": work.desk[1:], "href": "/ontology/organization/desk", "showAs": "公报审校台"})
    )
    for name in dict.fromkeys(names):
        if name:
            address = f"/ontology/organization/{path_part(name)}"
            told.append(tag("TLCOrganization", {"eId": _organ(work, name), "href": address, "showAs": name}))
    return tag("references", {"source": work.desk}, "".join(told))


def _organ(work: _Work, name: str) -> str:
    return f"{work.prefix}organ-{path_part(name)}"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
