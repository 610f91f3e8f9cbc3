"""The forms of cases on their way out: filled, and into a file that is whole or not there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.disclosure.form import FormPage
from desktop.disclosure.form_values import filled_form
from desktop.domain.case import Route
from desktop.domain.errors import CaseRefused, ExportWithheld
from desktop.domain.record import Record
from desktop.export import FORM_FORMATS, write_forms
from desktop.review import whole_file

if TYPE_CHECKING:
    from desktop.review.desk import Desk


def form_of(desk: Desk, record: Record, route: Route | None = None) -> FormPage:
    """Return the filled form of a record's last case, or of the last one on a route.

    Raises CaseRefused where there is none, ExportWithheld for the 认定审核表 of a document with a 密级, ProfileWrong
    for a template that makes no sense.
    """
    numbers = [number for number, case in enumerate(record.cases, 1) if route in (None, case.route)]
    if not numbers:
        what = route.value if route is not None else "认定"
        raise CaseRefused(record.id, (f"这件文件没有办理过{what}，没有表格可出。",))
    case = record.cases[numbers[-1] - 1]
    if case.route is Route.ATTRIBUTION and record.value("secrecy"):
        raise ExportWithheld(record.id)
    form = filled_form(record, numbers[-1], desk.cases.book_of(case))
    if form is None:
        raise CaseRefused(record.id, (f"现行规则的{case.route.value}不用表格。",))
    return form


def write_form(desk: Desk, record_id: int, path: Path, route: Route | None = None) -> Path:
    """Write the form of a record as its ending says (docx or pdf), and journal it.

    Raises CaseRefused, ExportWithheld, ProfileWrong, ExportFailed; KeyError for another ending.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORM_FORMATS:
        raise KeyError(kind)
    form = form_of(desk, desk.record(record_id), route)
    unfinished, _ = whole_file.write(path, partial(write_forms, kind, [form]))
    whole_file.hand_out(desk.store, desk.actor, unfinished, path, {"format": kind, "form_of": record_id, "count": 1})
    return path
