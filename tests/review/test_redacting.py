"""Sensitive data removed, kept and marked; what it stops; the copy and its proof."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.disclosure.planning import FindingState
from desktop.disclosure.redacting import NOTE
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.errors import CaseRefused, CopyFailed, ExportWithheld, FindingsOpen, ValueRefused
from desktop.domain.finding import FindingKind
from desktop.domain.record import Status
from desktop.domain.redaction import NO_PLAN
from desktop.domain.text import Span
from desktop.export.formats import FORMATS
from desktop.redaction import copies
from desktop.redaction.proof import proof_from_json
from desktop.redaction.txt import Order
from desktop.review import packaging
from desktop.review.desk import Desk
from desktop.review.redacting_copies import copy_ending
from desktop.review.telling import tell
from desktop.store import Store
from tests.review.redacted_sample import ID_CARD, MOBILE, NAME, TEXT, opened, place


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store") as store:
        yield opened(store, tmp_path)


def decide_all(desk: Desk) -> None:
    desk.redaction.accept_all_advised(1)
    desk.redaction.keep(1, [one.finding for one in desk.redaction.preview(1).open], "单位对外公布的联系方式")


def exported(desk: Desk, tmp_path: Path) -> str:
    desk.export("json", tmp_path / "out.json")
    return (tmp_path / "out.json").read_text("utf-8")


def test_sample_is_one_document(desk: Desk) -> None:
    assert len(desk.queue()) == 1
    kinds = {one.finding.kind for one in desk.redaction.findings(1)}
    assert {FindingKind.MOBILE, FindingKind.ID_CARD} <= kinds


def test_accepting_what_is_advised_is_one_step_and_undone_as_one(desk: Desk) -> None:
    done = desk.redaction.accept_all_advised(1)
    assert done.step.verb is Verb.REDACT
    assert len(done.step.changes) == 1
    said = desk.redaction.preview(1).text.text
    assert MOBILE not in said
    assert "138****8000" in said
    assert desk.redaction.accept_all_advised(1).entry is None
    desk.undo()
    assert desk.record(1).plan == NO_PLAN
    desk.redo()
    assert desk.record(1).plan.removals


def test_plan_is_rebuilt_from_the_journal(desk: Desk) -> None:
    decide_all(desk)
    desk.redaction.mark(1, [place(NAME)], "name", "当事人姓名")
    assert desk.verify().faults == ()
    with Store.open(desk.store.folder, read_only=True) as again:
        assert again.record(1).plan == desk.record(1).plan


def test_history_tells_of_the_plan_without_repeating_it(desk: Desk) -> None:
    desk.redaction.accept_all_advised(1)
    desk.redaction.mark(1, [place(NAME)], "name", "当事人姓名")
    told = [said.whole for telling in tell(desk.store.entries(1), desk.record(1)) for said in telling.said]
    assert any("删减 1 处（划出的文字 1），理由：当事人姓名" in one for one in told)
    assert not any(secret in one for one in told for secret in (MOBILE, ID_CARD, NAME))


def test_everything_alike_is_found_whatever_its_blanks(desk: Desk) -> None:
    span = place(MOBILE)
    [other] = desk.redaction.like(1, span)
    assert TEXT[other.start : other.end] == "138 0013 8000"
    assert len(desk.redaction.like(1, place(NAME))) == 2
    assert desk.redaction.like(1, place("138", after=span.start)) == ()
    desk.redaction.all_like(1, place(NAME), "name")
    said = desk.redaction.preview(1).text.text
    assert NAME not in said
    assert said.count("王●●") == 3


def test_passage_goes_without_trace_and_leaves_no_blank_line(desk: Desk) -> None:
    line = place(TEXT.split("\n")[6])
    desk.redaction.accept_all_advised(1)
    desk.redaction.passage(1, line, "第三人隐私")
    seen = desk.redaction.preview(1)
    assert "如下。\n　　二、" in seen.text.text
    assert [removal.spans for removal in seen.plan.removals if removal.kind is None] == [(line,)]
    assert f"2026年1月5日\n{NOTE}" in seen.text.text


def test_decision_taken_back_is_open_again(desk: Desk) -> None:
    desk.redaction.accept_all_advised(1)
    desk.redaction.drop(1, place(ID_CARD))
    states = {one.finding.kind: one.state for one in desk.redaction.findings(1)}
    assert states[FindingKind.ID_CARD] is FindingState.OPEN
    assert states[FindingKind.MOBILE] is FindingState.REMOVED


@pytest.mark.parametrize("span", [Span(0, 10_000), Span(21, 22)], ids=["outside", "blank"])
def test_what_can_be_no_passage_is_refused(desk: Desk, span: Span) -> None:
    if span.end < 100:
        span = place("\n\n")
    with pytest.raises(ValueRefused):
        desk.redaction.mark(1, [span])


def test_finding_is_kept_only_with_a_reason(desk: Desk) -> None:
    with pytest.raises(ValueRefused):
        desk.redaction.keep(1, [desk.redaction.findings(1)[0].finding], " ")


def test_document_with_open_findings_is_not_approved_as_public(desk: Desk) -> None:
    desk.mark([1], Disclosure.PROACTIVE)
    with pytest.raises(FindingsOpen) as caught:
        desk.approve([1])
    assert FindingKind.ID_CARD in {finding.kind for finding in caught.value.findings}
    assert desk.record(1).status is Status.PENDING
    decide_all(desk)
    desk.approve([1])
    assert desk.record(1).status is Status.APPROVED


def test_document_that_is_not_public_is_approved_with_open_findings(desk: Desk) -> None:
    desk.mark([1], Disclosure.WITHHELD)
    desk.approve([1])
    assert desk.record(1).status is Status.APPROVED
    desk.mark([1], Disclosure.PROACTIVE)
    assert desk.record(1).status is Status.PENDING


def test_approval_is_not_brought_back_over_open_findings(desk: Desk) -> None:
    decide_all(desk)
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    withdrawn = desk.withdraw([1])
    desk.redaction.drop(1, place(ID_CARD))
    with pytest.raises(FindingsOpen):
        desk.apply(withdrawn.step.inverse())


def test_right_document_without_findings_needs_one_key(tmp_path: Path) -> None:
    plain = "\n".join(line for line in TEXT.split("\n") if "手机" not in line)
    with Store.open(tmp_path / "other") as store:
        desk = opened(store, tmp_path, plain)
        desk.mark([1], Disclosure.PROACTIVE)
        desk.approve([1])
        assert desk.record(1).status is Status.APPROVED


def test_approved_document_goes_back_when_its_plan_changes(desk: Desk) -> None:
    decide_all(desk)
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    desk.redaction.mark(1, [place(NAME)], "name")
    assert desk.record(1).status is Status.PENDING
    desk.undo()
    assert desk.record(1).status is Status.APPROVED


def test_export_holds_the_redacted_values_only(desk: Desk, tmp_path: Path) -> None:
    decide_all(desk)
    desk.redaction.all_like(1, place(NAME), "name")
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    said = exported(desk, tmp_path)
    assert "王●●同志临时救助" in said
    assert not any(secret in said for secret in (NAME, MOBILE, ID_CARD, "138 0013 8000"))


def test_a_removed_name_in_the_title_leaves_the_genre_at_its_end(tmp_path: Path) -> None:
    text = f"云川市人民政府关于给予{NAME}表彰的决定\n云府发〔2026〕7号\n现予表彰。\n云川市人民政府\n2026年3月5日\n"
    with Store.open(tmp_path / "其他") as store:
        desk = opened(store, tmp_path, text)
        desk.redaction.mark(1, [place(NAME, text)])
        values = desk.redaction.public_values(desk.record(1)).values()
    assert (values["title"], values["genre"]) == ("云川市人民政府关于给予●●●表彰的决定", "决定")


def test_export_in_words_holds_the_redacted_text_only(desk: Desk, tmp_path: Path) -> None:
    decide_all(desk)
    desk.redaction.all_like(1, place(NAME), "name")
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    for name, format in FORMATS.items():
        if not format.with_body:
            continue
        path = tmp_path / f"out-{name}"
        desk.export(name, path)
        files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
        for one in files:
            raw = one.read_bytes()
            assert not any(secret.encode() in raw for secret in (NAME, MOBILE, ID_CARD)), (name, one.name)


def test_copy_is_written_proved_and_kept_with_the_record(desk: Desk, tmp_path: Path) -> None:
    decide_all(desk)
    desk.redaction.all_like(1, place(NAME), "name")
    report = desk.redaction.copy(1, tmp_path / "公开.txt")
    said = report.path.read_text("utf-8")
    assert not any(secret in said for secret in (NAME, MOBILE, ID_CARD))
    assert NOTE in said
    [kept] = desk.record(1).copies
    assert desk.store.evidence_path(kept.copy).read_bytes() == report.path.read_bytes()
    proof = proof_from_json(json.loads(desk.store.evidence_path(kept.proof).read_text("utf-8")))
    assert proof.passed
    assert proof.copy_sha256 == kept.copy.sha256
    page = desk.store.evidence_path(kept.page).read_text("utf-8")
    assert "全部通过" in page
    assert not any(secret in page for secret in (NAME, MOBILE, ID_CARD))
    entry = desk.store.entries(1)[-1]
    assert entry.verb is Verb.REDACT
    assert kept.copy.sha256 in json.dumps(entry.payload)
    assert desk.verify().faults == ()
    desk.store.evidence_path(kept.proof).write_bytes(b"{}")
    assert not desk.verify().ok


def test_copy_is_no_step_to_undo_and_leaves_the_approval(desk: Desk, tmp_path: Path) -> None:
    decide_all(desk)
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    desk.redaction.copy(1, tmp_path / "公开.txt")
    assert desk.record(1).status is Status.APPROVED
    desk.undo()
    assert len(desk.record(1).copies) == 1


def test_copy_that_fails_its_proof_is_deleted(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decide_all(desk)

    def leaking(order: Order, line_break: str = "\n") -> bytes:
        return order.source.text.replace("\n", line_break).encode()

    monkeypatch.setattr(copies, "written_txt", leaking)
    (tmp_path / "公开.txt").write_text("以前的", "utf-8")
    with pytest.raises(CopyFailed) as caught:
        desk.redaction.copy(1, tmp_path / "公开.txt")
    assert any("仍能找到" in reason for reason in caught.value.reasons)
    assert (tmp_path / "公开.txt").read_text("utf-8") == "以前的"
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]
    assert desk.record(1).copies == ()


def test_copy_of_nothing_removed_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CaseRefused):
        desk.redaction.copy(1, tmp_path / "公开.txt")
    assert copy_ending(desk, 1) == "txt"


def test_copy_of_a_secret_document_never_leaves(desk: Desk, tmp_path: Path) -> None:
    decide_all(desk)
    desk.correct(1, "secrecy", "机密★1年")
    with pytest.raises(ExportWithheld):
        desk.redaction.copy(1, tmp_path / "公开.txt")


def test_plan_survives_other_bounds(desk: Desk) -> None:
    desk.redaction.accept_all_advised(1)
    removed = {one.finding.spans for one in desk.redaction.findings(1) if one.state is FindingState.REMOVED}
    desk.bounds.split(1, TEXT.index("　　二、"))
    upper, lower = (row.id for row in desk.queue())
    assert {
        one.finding.spans
        for record_id in (upper, lower)
        for one in desk.redaction.findings(record_id)
        if one.state is FindingState.REMOVED
    } == removed
    said = desk.redaction.preview(lower).text.text
    assert "138 0013 8000" not in said
    desk.redaction.drop(lower, desk.redaction.findings(lower)[0].finding.spans[0])
    assert desk.redaction.findings(lower)[0].state is FindingState.OPEN
    assert desk.verify().faults == ()


def test_archive_package_holds_copy_and_proof(desk: Desk, tmp_path: Path) -> None:
    decide_all(desk)
    desk.redaction.copy(1, tmp_path / "公开.txt")
    packaging.pack(desk, 1, tmp_path / "存档.zip")
    with zipfile.ZipFile(tmp_path / "存档.zip") as archive:
        names = archive.namelist()
        assert {"删减版/01-公开.txt", "删减版/01-公开-核验.json", "删减版/01-公开-核验.html"} <= set(names)
        assert json.loads(archive.read("记录.json"))["plan"]["removals"]
