"""Public copies of text files: what they say, and that a wrong one does not stand its proof."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.disclosure.planning import with_removals
from desktop.disclosure.redacting import note_for
from desktop.domain.redaction import NO_PLAN, Removal
from desktop.domain.text import SourceText, Span
from desktop.redaction.copies import CopyOrder, copy_suffix, write_copy
from desktop.redaction.txt import Order, prove_txt, written_txt

AT = "2026-01-05T08:00:00+00:00"
NAME = "王明远"


def order_of(text: str, removals: list[Removal]) -> Order:
    source = SourceText("甲.txt", "0" * 64, "txt", text)
    whole = Span(0, len(text))
    plan = with_removals(NO_PLAN, removals)
    note = note_for(text, whole, plan, (), False)
    return Order(source, whole, plan, (note,) if note is not None else ())


TEXTS = st.text(st.sampled_from("甲乙丙丁1380\n\t　 ，a𠮷"), min_size=1, max_size=120)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 119), st.integers(1, 30), st.sampled_from(["", "●●●"])), max_size=5))
def test_copy_of_any_text_by_any_plan_stands_its_proof(text: str, wanted: list[tuple[int, int, str]]) -> None:
    removals = [
        Removal((Span(start, min(start + size, len(text))),), said) for start, size, said in wanted if start < len(text)
    ]
    order = order_of(text, removals)
    for line_break in ("\n", "\r\n"):
        proof = prove_txt(order, written_txt(order, line_break), AT)
        assert proof.passed, proof.faults


def all_of(text: str) -> list[Removal]:
    starts = [at for at in range(len(text)) if text.startswith(NAME, at)]
    return [Removal((Span(at, at + len(NAME)),), "王●●") for at in starts]


TEXT = f"关于{NAME}同志的通知\n联系人：{NAME}\n云川市人民政府\n"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda said: said.replace("王●●", NAME, 1),
        lambda said: said.replace("同志", "同", 1),
        lambda said: said + "多了",
        lambda said: said + "\n王 明\n远",
    ],
    ids=["left", "lost", "more", "left over lines"],
)
def test_wrong_copy_does_not_stand_its_proof(wrong: object) -> None:
    order = order_of(TEXT, all_of(TEXT))
    assert callable(wrong)
    assert not prove_txt(order, wrong(order.expected).encode(), AT).passed


def test_copy_in_another_encoding_does_not_stand_its_proof() -> None:
    order = order_of(TEXT, all_of(TEXT))
    assert not prove_txt(order, f"{order.expected}{NAME}".encode("gb18030"), AT).passed


def test_text_that_stands_elsewhere_by_decision_is_told(tmp_path: Path) -> None:
    order = order_of(TEXT, all_of(TEXT)[:1])
    path = tmp_path / "甲.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    stream = BytesIO()
    proof = write_copy(CopyOrder(path, order.source, order.plan, order.notes, order.span, AT), stream)
    assert proof.passed
    assert "第1处" in proof.notices[0]
    assert stream.getvalue().count(b"\r\n") == TEXT.count("\n") + 1
    assert (copy_suffix("md"), copy_suffix("docx"), copy_suffix("scan")) == ("txt", "docx", "pdf")
