"""A plan as a file that a person may edit, and the copy of a file that is in no store.

The file is one JSON object: `schema` (1), `source` with `name` and `sha256`, `removals`, `kept`, and `open`. A removal
has `spans` ([[start, end], …], code points of the text as read), `text` (what stands there; it must agree, and may be
left out), `replacement` (what is printed in its place, "" for nothing), `kind` (null for a passage marked by hand) and
`reason`. A kept finding has `spans`, `text`, `kind` and `reason`. `open` lists findings about which nobody decided, in
the form of removals: they are moved to one of the two lists; as they stand, they change nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from desktop.disclosure.masking import masked
from desktop.disclosure.planning import decided, with_removals
from desktop.disclosure.redacting import Note, note_for
from desktop.disclosure.sensitive import find
from desktop.domain.document import Document
from desktop.domain.errors import PlanWrong
from desktop.domain.finding import ADVICE_LABELS, Advice, Finding
from desktop.domain.redaction import NO_PLAN, RedactionPlan, Removal
from desktop.domain.redaction_json import PlanFault, plan_from_json, plan_to_json
from desktop.domain.text import SourceText, Span

SCHEMA = 1
_KEYS = ("schema", "source", "removals", "kept", "open")


def advised(source: SourceText) -> RedactionPlan:
    """Return the plan that removes every finding that is advised to be masked, in the usual way of its kind."""
    return with_removals(NO_PLAN, (_removal(one) for one in find(source.text) if one.advice is Advice.MASK))


def left_open(source: SourceText, plan: RedactionPlan) -> tuple[Finding, ...]:
    """Return the findings that a person has to decide about."""
    return tuple(one.finding for one in decided(find(source.text), plan) if one.is_open)


def notes_of(source: SourceText, documents: Iterable[Document], plan: RedactionPlan) -> tuple[Note, ...]:
    """Return the notes of a file's copy: one under the 成文日期 of each document of which something goes."""
    several = tuple(documents)
    scope = Span(0, len(source.text)) if len(several) == 1 else None
    notes = []
    for document in several:
        date, mark = document.fields.get("date"), document.fields.get("has_redaction_mark")
        has_note = mark is not None and mark.value is True
        note = note_for(source.text, document.span, plan, date.spans if date is not None else (), has_note, scope)
        notes += [note] if note is not None else []
    return tuple(notes)


def plan_text(source: SourceText, plan: RedactionPlan) -> str:
    """Return a plan as the text of its file, with what is open still."""
    told = plan_to_json(plan)
    still_open = RedactionPlan(tuple(_removal(one) for one in left_open(source, plan)))
    data = {
        "schema": SCHEMA,
        "source": {"name": source.name, "sha256": source.sha256},
        "removals": _with_texts(told["removals"], source),
        "kept": _with_texts(told["kept"], source),
        "open": _with_texts(plan_to_json(still_open)["removals"], source),
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def plan_in(path: Path, source: SourceText) -> RedactionPlan:
    """Return the plan of a file for a source. Raises PlanWrong with the place and the reason, OSError."""
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PlanWrong(path, "文件", "不是 UTF-8 编码") from error
    except json.JSONDecodeError as error:
        raise PlanWrong(path, f"第 {error.lineno} 行第 {error.colno} 个字符", "不合 JSON 写法") from error
    except RecursionError as error:
        raise PlanWrong(path, "文件", "层层嵌套得太深") from error
    except ValueError as error:  # a number of thousands of digits, which Python refuses to read
        raise PlanWrong(path, "文件", "有一个数太长，读不出来") from error
    try:
        return _checked(data, source)
    except PlanFault as fault:
        raise PlanWrong(path, fault.place, fault.reason) from fault


def _checked(data: Any, source: SourceText) -> RedactionPlan:
    if not isinstance(data, dict):
        raise PlanFault("方案", "应是一个对象 { }")
    unknown = next((key for key in data if key not in _KEYS), None)
    if unknown is not None:
        raise PlanFault("方案", f"不认识 {unknown}")
    if data.get("schema") != SCHEMA:
        raise PlanFault("schema", f"只认识第 {SCHEMA} 版")
    about = data.get("source")
    if not isinstance(about, dict) or about.get("sha256") != source.sha256:
        raise PlanFault("source.sha256", "这份方案是为另一个文件做的，或者文件后来有改动")
    lists = {name: data.get(name, []) for name in ("removals", "kept")}
    plan = plan_from_json({name: _without_texts(several) for name, several in lists.items()})
    spans = {"removals": [one.spans for one in plan.removals], "kept": [one.spans for one in plan.kept]}
    for name, several in spans.items():
        for number, places in enumerate(several):
            _check_place(f"{name}[{number}]", places, lists[name][number].get("text"), source)
    return plan


def _check_place(place: str, spans: tuple[Span, ...], told: object, source: SourceText) -> None:
    if spans[-1].end > len(source.text):
        raise PlanFault(f"{place}.spans", f"超出原文的末尾（共 {len(source.text)} 个字符）")
    said = "".join(source.slice(span) for span in spans)
    if told is not None and told != said:
        raise PlanFault(f"{place}.text", "与原文这个位置的文字不同")
    if not said.strip():
        raise PlanFault(f"{place}.spans", "这个位置只有空白")


def _with_texts(several: Any, source: SourceText) -> list[dict[str, Any]]:
    return [{"text": "".join(source.text[start:end] for start, end in one["spans"]), **one} for one in several]


def _without_texts(several: Any) -> Any:
    if not isinstance(several, list):
        return several
    return [
        {key: value for key, value in one.items() if key != "text"} if isinstance(one, Mapping) else one
        for one in several
    ]


def _removal(finding: Finding) -> Removal:
    said = f"建议{ADVICE_LABELS[finding.advice]}：{finding.reason}"
    return Removal(finding.spans, masked(finding.kind, finding.text), finding.kind, said)
