"""The lines of contact in the real texts beside the checkout, and all that is annotated as sensitive there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desktop.disclosure.sensitive import find
from desktop.domain.fields import SENSITIVE_LABELS
from desktop.domain.finding import FindingKind

SHARED = Path(__file__).parents[3] / ".." / "shared"
CONTACT = re.compile("联系人|联系电话|联系方式|邮箱")


def lines_of(number: str) -> list[str]:
    """Return the lines of contact of a real text, each with the line behind it, where a number may go on."""
    found = list((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("no material beside the checkout: ../shared/seeds is absent")
    lines = found[0].read_text("utf-8").split("\n")
    return ["\n".join(lines[at : at + 3]) for at, line in enumerate(lines) if CONTACT.search(line)]


@pytest.mark.parametrize("number", ["002", "004"])
def test_lines_of_contact_give_the_kinds_of_the_gold_and_no_hotline(number: str) -> None:
    kinds = {kind.value for kind in FindingKind} & set(SENSITIVE_LABELS)
    findings = [one for line in lines_of(number) for one in find(line)]
    assert findings
    assert {one.kind.value for one in findings} <= kinds
    assert {"phone", "email"} <= {one.kind.value for one in findings}
    assert not {one.text for one in findings} & {"12345", "12366", "110", "119", "120", "122", "966110"}


def test_the_line_with_a_name_a_line_a_mobile_and_a_mailbox_gives_all_three() -> None:
    [line, *_] = [line for line in lines_of("002") if "@qq.com" in line and "联系人" in line]
    kinds = [one.kind for one in find(line.split("\n")[0])]
    assert kinds == [FindingKind.PHONE, FindingKind.MOBILE, FindingKind.EMAIL]


@pytest.mark.parametrize("name", ["000", "001", "003", "004a"])
def test_all_that_is_annotated_is_found(name: str) -> None:
    path = SHARED / "gold" / f"{name}.json"
    if not path.is_file():
        pytest.skip("no material beside the checkout: ../shared/gold is absent")
    gold = json.loads(path.read_text("utf-8"))
    text = (SHARED / "seeds" / gold["source"]).read_text("utf-8")
    lines = text.split("\n")
    for document in gold["documents"]:
        passage = "\n".join(lines[document["line_start"] - 1 : document["line_end"]])
        found = {(one.kind.value, one.text) for one in find(passage)}
        annotated = {(one["kind"], one["text"]) for one in document["sensitive"]}
        assert found == annotated, document["title"]
