"""Records that go from one store to another: what is taken over, what stays, what is in conflict."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import NOTE, Verb, field_facet
from desktop.domain.errors import CaseRefused, HandoverDamaged
from desktop.domain.record import Status
from desktop.review import exchange
from desktop.review.desk import Desk
from desktop.review.exchange_merge import Verdict, judge
from desktop.store import Store
from tests.helpers.examples import examples
from tests.helpers.secret_records import make_secret
from tests.store import samples

TITLE = field_facet("title")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "移交.zip"


def opened(folder: Path, actor: str, before: bool) -> Iterator[Desk]:
    """Give a desk; with `before`, a plain source comes first, so that records have other numbers."""
    with Store.open(folder) as store:
        if before:
            other = samples.many(3, "云川市通告\n")
            store.add_source(other, samples.raw(other), actor)
        yield Desk(store, actor)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with the issue as records 1 and 2."""
    for desk in opened(tmp_path / "there", "王芳", before=False):
        desk.store.add_source(samples.issue(), samples.raw(samples.issue()), "王芳")
        yield desk


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with three other records."""
    yield from opened(tmp_path / "here", "李敏", before=True)


@pytest.fixture
def both(here: Desk) -> Desk:
    """Return a desk with the issue as records 4 and 5."""
    here.store.add_source(samples.issue(), samples.raw(samples.issue()), "李敏")
    return here


def handed(there: Desk, here: Desk, package: Path, *record_ids: int) -> exchange.TakenOver:
    package.unlink(missing_ok=True)
    exchange.hand_over(there, record_ids or (1, 2), package)
    found = exchange.take_over(here, package)
    assert here.verify().faults == there.verify().faults == ()
    return found


def test_new_source_comes_with_text_file_claims_and_review(there: Desk, here: Desk, package: Path) -> None:
    there.correct(1, "title", "云川市信访规定的通知")
    there.mark([1], Disclosure.PROACTIVE)
    there.approve([1])
    there.remarks.note(2, None, "等原件")
    found = handed(there, here, package)
    assert found.sources == ("yunchuan-2026-01.txt",)
    assert (found.conflicts, found.remarks) == ((), ())
    assert here.text(2) == there.text(1)
    assert here.source_file(2).read_bytes() == there.source_file(1).read_bytes()
    assert here.record(4).value("title") == "云川市信访规定的通知"
    assert here.record(4).status is Status.APPROVED
    assert here.store.approvals()[4] == there.store.approvals()[1]
    assert here.record(5).note == "等原件"
    assert here.record(4).document == there.record(1).document
    verbs = [entry.verb for entry in here.store.entries()]
    assert verbs == [Verb.IMPORT, Verb.IMPORT, Verb.TAKE_OVER]


def test_divided_work_comes_together_in_one_step_that_is_undone_as_one(there: Desk, both: Desk, package: Path) -> None:
    there.correct(1, "title", "通知甲")
    both.correct(5, "title", "通知乙")
    found = handed(there, both, package)
    assert {(change.record_id, change.facet) for change in found.taken} == {(4, TITLE)}
    assert found.conflicts == ()
    assert (both.record(4).value("title"), both.record(5).value("title")) == ("通知甲", "通知乙")
    both.undo()
    assert both.record(4).value("title") == samples.issue().documents[0].fields["title"].value
    assert both.verify().ok


def test_only_chosen_records_come(there: Desk, both: Desk, package: Path) -> None:
    there.correct(1, "title", "通知甲")
    there.correct(2, "title", "通知乙")
    handed(there, both, package, 2)
    assert not both.record(4).corrections
    assert both.record(5).value("title") == "通知乙"
    with zipfile.ZipFile(package) as archive:
        assert "通知甲" not in archive.read("移交日志.jsonl").decode()


def test_twice_is_nothing_new_also_with_a_conflict(there: Desk, both: Desk, package: Path) -> None:
    there.correct(1, "title", "通知甲")
    both.correct(4, "title", "通知乙")
    there.correct(2, "genre", "通告")
    assert handed(there, both, package).entry is not None
    count = len(both.store.entries())
    again = handed(there, both, package)
    assert (again.entry, again.taken, len(again.conflicts)) == (None, (), 1)
    assert len(both.store.entries()) == count


def test_conflict_keeps_what_is_here_and_loses_neither_history(there: Desk, both: Desk, package: Path) -> None:
    there.correct(1, "title", "通知甲")
    there.correct(1, "title", "通知甲二")
    both.correct(4, "title", "通知乙")
    found = handed(there, both, package)
    (conflict,) = found.conflicts
    assert (conflict.record_id, conflict.facet) == (4, TITLE)
    assert [told.actor for told in conflict.my_history] == ["李敏"]
    assert [told.actor for told in conflict.their_history] == ["王芳", "王芳"]
    assert both.record(4).value("title") == "通知乙"
    kept = json.dumps(both.store.entries(4)[-1].payload, ensure_ascii=False)
    assert "通知甲二" in kept
    assert "王芳" in kept
    told = both.returns.preview(4, both.store.entries(4)[-1].number)
    assert told.step.changes == ()
    assert both.store.entries(4)[-1].verb is Verb.TAKE_OVER


def test_conflict_is_told_in_the_history_of_its_record(there: Desk, both: Desk, package: Path) -> None:
    from desktop.review.telling import tell

    there.correct(1, "title", "通知甲")
    both.correct(4, "title", "通知乙")
    handed(there, both, package)
    newest = tell(both.store.entries(4), both.record(4))[0]
    assert newest.head == "接收移交"
    (said,) = newest.said
    assert said.text.startswith("对方王芳：把“标题”从")
    assert "通知甲" in said.text
    assert said.text.endswith("没有采用）")


def test_newer_value_goes_forth_and_back(there: Desk, both: Desk, package: Path) -> None:
    there.correct(1, "title", "一稿")
    handed(there, both, package)
    both.correct(4, "title", "二稿")
    found = handed(both, there, package, 4, 5)
    assert [change.record_id for change in found.taken] == [1]
    assert there.record(1).value("title") == "二稿"
    assert handed(there, both, package).entry is None
    there.correct(1, "title", "三稿")
    assert handed(both, there, package, 4).entry is None
    assert handed(there, both, package).conflicts == ()
    assert both.record(4).value("title") == "三稿"


def test_approval_comes_only_with_the_same_content(there: Desk, both: Desk, package: Path) -> None:
    for number in (1, 2):
        there.correct(number, "title", f"通知{number}")
    there.mark([1, 2], Disclosure.PROACTIVE)
    there.approve([1, 2])
    both.correct(4, "title", "另一个")
    found = handed(there, both, package)
    assert both.record(4).status is Status.PENDING
    assert both.record(5).status is Status.APPROVED
    assert [record_id for record_id, _ in found.remarks] == [4]


def test_approved_record_whose_content_changes_goes_back(there: Desk, both: Desk, package: Path) -> None:
    there.correct(1, "title", "通知甲")
    both.mark([4], Disclosure.PROACTIVE)
    both.approve([4])
    handed(there, both, package)
    assert both.record(4).value("title") == "通知甲"
    assert both.record(4).status is Status.PENDING


def test_undone_take_over_can_be_taken_again(there: Desk, both: Desk, package: Path) -> None:
    there.correct(1, "title", "通知甲")
    handed(there, both, package)
    both.undo()
    exchange.take_over(both, package)
    assert both.record(4).value("title") == "通知甲"


def test_dry_run_writes_nothing(there: Desk, here: Desk, package: Path) -> None:
    there.correct(1, "title", "通知甲")
    exchange.hand_over(there, [1, 2], package)
    before = here.store.entries()
    assert exchange.take_over(here, package, dry_run=True).sources
    assert here.store.entries() == before


def test_other_text_is_told_and_left(there: Desk, tmp_path: Path, package: Path) -> None:
    parsed = samples.issue()
    other = replace(parsed, source=replace(parsed.source, text=parsed.source.text.replace("信访", "来信")))
    there.correct(1, "title", "通知甲")
    with Store.open(tmp_path / "other") as store:
        store.add_source(other, samples.raw(parsed), "李敏")
        found = handed(there, Desk(store, "李敏"), package)
    assert (found.taken, found.conflicts) == ((), ())
    assert ["读出的文字不同" in told for _, told in found.remarks] == [True]


@pytest.mark.parametrize("secret", [1, 2])
def test_file_with_a_secret_document_is_not_handed_over(there: Desk, package: Path, secret: int) -> None:
    make_secret(there.store, secret)
    with pytest.raises(CaseRefused) as refused:
        exchange.hand_over(there, [1], package)
    assert refused.value.record_id == secret
    assert not package.exists()


def test_record_that_is_secret_here_takes_nothing(there: Desk, both: Desk, package: Path) -> None:
    there.mark([1], Disclosure.PROACTIVE)
    make_secret(both.store, 4)
    found = handed(there, both, package)
    assert found.taken == ()
    assert [record_id for record_id, _ in found.remarks] == [4]


# Packages that are not what they seem


def rewritten(package: Path, name: str, change: Callable[[bytes], bytes], whole: bool = False) -> None:
    """Change one part; with `whole`, its checksum too."""
    from hashlib import sha256

    with zipfile.ZipFile(package) as archive:
        parts = {known: archive.read(known) for known in archive.namelist()}
    before = sha256(parts[name]).hexdigest()
    parts[name] = change(parts[name])
    if whole:
        after = sha256(parts[name]).hexdigest()
        parts["SHA256SUMS"] = parts["SHA256SUMS"].replace(before.encode(), after.encode())
    with zipfile.ZipFile(package, "w") as archive:
        for known, content in parts.items():
            archive.writestr(known, content)


HOSTILE = [
    ("来源/01.json", b"2026-01-12", b"2026-01-13", False),
    ("原件/01", "云川".encode(), "青岭".encode(), False),
    ("原件/01", "云川".encode(), "青岭".encode(), True),
    ("移交.json", b'"handover":1', b'"handover":2', True),
    ("移交.json", b'"\xe5\x8e\x9f\xe4\xbb\xb6/01"', b'"../../../etc/passwd"', True),
    ("移交.json", b'"id":1', b'"id":true', True),
    ("移交.json", b'"records":[', b'"records":[[', True),
    ("移交.json", b'"span":[30,80]', b'"span":[31,80]', True),
    ("来源/01.json", b'"span":[30,80]', b'"span":[30,90000]', True),
    ("来源/01.json", b'"flagged":true', b'"flagged":"<b>"', True),
    ("来源/01.json", b"{", b"[" * 100_000, True),
    ("移交日志.jsonl", "通知甲".encode(), "通知丙".encode(), True),
    ("移交日志.jsonl", b'"whole":true', b'"whole":fals', True),
    ("移交日志.jsonl", "更正".encode(), "胡来".encode(), True),
]


@pytest.mark.parametrize(("name", "old", "new", "whole"), HOSTILE)
def test_package_that_was_changed_is_refused_and_nothing_comes_of_it(
    there: Desk, here: Desk, package: Path, name: str, old: bytes, new: bytes, whole: bool
) -> None:
    there.correct(1, "title", "通知甲")
    exchange.hand_over(there, [1, 2], package)
    with zipfile.ZipFile(package) as archive:
        assert old in archive.read(name)
    rewritten(package, name, lambda content: content.replace(old, new, 1), whole)
    before = here.store.entries()
    with pytest.raises(HandoverDamaged):
        exchange.take_over(here, package)
    assert here.store.entries() == before


def test_part_that_claims_to_be_huge_is_not_unpacked(there: Desk, here: Desk, package: Path) -> None:
    exchange.hand_over(there, [1], package)
    rewritten(package, "移交.json", lambda _: b" " * 100_000_001, whole=True)
    with pytest.raises(HandoverDamaged):
        exchange.take_over(here, package)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a package."""
    folder = tmp_path_factory.mktemp("whole")
    with Store.open(folder / "store") as store:
        store.add_source(samples.issue(), samples.raw(samples.issue()), "王芳")
        desk = Desk(store, "王芳")
        desk.correct(1, "title", "通知甲")
        exchange.hand_over(desk, [1, 2], folder / "a.zip")
    return (folder / "a.zip").read_bytes()


@given(st.data())
@settings(max_examples=examples(200), deadline=None)
def test_changed_byte_is_found_or_changes_nothing(whole: bytes, data: st.DataObject) -> None:
    at, value = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(whole)
        untouched = exchange.read(path)
        path.write_bytes(whole[:at] + bytes([value]) + whole[at + 1 :])
        try:
            assert exchange.read(path) == untouched
        except HandoverDamaged:
            assert whole[at] != value


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no package"])
def test_what_is_no_package_is_refused(here: Desk, package: Path, content: bytes) -> None:
    package.write_bytes(content)
    with pytest.raises(HandoverDamaged):
        exchange.take_over(here, package)


VALUES = st.lists(st.sampled_from("abc"), max_size=4).map(lambda values: ["null", *values])


@given(VALUES, VALUES)
def test_verdict_is_the_mirror_of_the_other_side(mine: list[str], theirs: list[str]) -> None:
    mirror = {Verdict.TAKE: Verdict.KEEP, Verdict.KEEP: Verdict.TAKE}
    verdict = judge(mine, theirs)
    assert judge(theirs, mine) is mirror.get(verdict, verdict)
    if len(mine) == 1 and theirs[-1] != "null":
        assert verdict is Verdict.TAKE


@given(VALUES)
def test_longer_history_of_the_same_is_newer(mine: list[str]) -> None:
    assert judge(mine, [*mine, "d"]) is Verdict.TAKE


def test_remark_of_a_record_is_no_content(there: Desk, both: Desk, package: Path) -> None:
    there.remarks.note(1, None, "等原件")
    both.mark([4], Disclosure.PROACTIVE)
    both.approve([4])
    found = handed(there, both, package)
    assert [change.facet for change in found.taken] == [NOTE]
    assert both.record(4).status is Status.APPROVED
