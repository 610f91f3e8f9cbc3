"""The text of a secret document leaves the store for good; the journal keeps the fact, and the proof stays whole."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.case import Proposal, Route, SecrecyProposal, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.document import ContentsEntry, Document, ParsedSource, Table
from desktop.domain.edits import Verb
from desktop.domain.errors import CaseRefused, RecordExpunged
from desktop.domain.fields import Field
from desktop.domain.person import Person
from desktop.domain.text import Span
from desktop.review import packaging
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.review.telling import tell
from desktop.store import Store, broken_lines, connection
from tests.store import samples, tampering

SECRET = (
    "云川市人民政府办公室关于青石峡水源地安保部署的通知\n云府办密〔2026〕7号\n秘密★1年\n各区县人民政府：\n"
    "青石峡泵站守备分队共四十二人，夜间口令每日更换。\n守备分队名单附后，联系人梁望舒，电话13900001234。\n"
)
OPEN = "云川市人民政府关于公布市级非遗名录的通知\n云府发〔2026〕8号\n名录共十二项，予以公布。\n"
CONTENTS = "目录\n关于青石峡水源地安保部署的通知 1\n关于公布市级非遗名录的通知 3\n"


def gazette() -> ParsedSource:
    """Return a gazette with a secret document that slipped into it, and one that is public."""
    text = CONTENTS + SECRET + OPEN
    start, end = len(CONTENTS), len(CONTENTS + SECRET)
    at = text.index("关于青石峡")
    secret = Document(
        Span(start, end),
        {
            "title": Field(SECRET.splitlines()[0], SECRET.splitlines()[0], (Span(start, start + 25),)),
            "doc_number": Field("云府办密〔2026〕7号", "云府办密〔2026〕7号"),
            "secrecy": Field("秘密★1年", "秘密★1年"),
        },
        (Table(Span(end - 30, end - 1), (("联系人", "电话"), ("梁望舒", "13900001234"))),),
    )
    public = Document(Span(end, len(text)), {"title": Field(OPEN.splitlines()[0])})
    contents = (
        ContentsEntry("关于青石峡水源地安保部署的通知", None, None, 1, Span(at, at + 15)),
        ContentsEntry("关于公布市级非遗名录的通知", None, None, 3),
    )
    return ParsedSource(samples.source_text(text), (secret, public), None, contents)


def alone() -> ParsedSource:
    """Return a file that holds the secret document and nothing else, named by its title."""
    whole = gazette()
    source = samples.source_text(SECRET, f"{SECRET.splitlines()[0]}.txt")
    shift = -len(CONTENTS)
    secret = whole.documents[0]
    tables = (replace(secret.tables[0], span=Span(len(SECRET) - 30, len(SECRET) - 1)),)
    title = replace(secret.fields["title"], spans=(Span(0, 25),))
    moved = Document(Span(0, secret.span.end + shift), {**secret.fields, "title": title}, tables)
    return ParsedSource(source, (moved,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def opened(folder: Path, parsed: ParsedSource) -> Desk:
    store = Store.open(folder)
    store.add_source(parsed, samples.raw(parsed), "李")
    desk = Desk(store, "李")
    desk.correct(1, "addressees", "青石峡泵站守备分队")
    desk.remarks.note(1, None, "梁望舒已核对")
    desk.tables.set_cells(1, desk.record(1).document.tables[0].span.start, {(1, 1): "13900005678"})
    return desk


def left(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    """Return which words stand in which file of a folder, in any encoding that the store might write."""
    found = []
    for path in sorted(folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        for word in words:
            coded = [word.encode("utf-8"), word.encode("utf-16-le"), word.encode("utf-16-be")]
            coded += [json.dumps(word)[1:-1].encode()] if not word.isascii() else []
            found += [(path.name, word)] * any(code in data for code in coded)
    return found


def words_of_secret() -> list[str]:
    """Return every run of six code points of the secret text that the public one has not, and what people typed."""
    flat = SECRET.replace("\n", "")
    runs = {flat[at : at + 6] for at in range(len(flat) - 5)} - {"秘密★1年各", "密★1年各区"}
    own = {run for run in runs if run not in OPEN.replace("\n", "") and "秘密★" not in run and "★1年" not in run}
    return sorted(own | {"梁望舒", "13900001234", "13900005678", "青石峡"})


def faults(folder: Path) -> list[str]:
    with Store.open(folder, read_only=True) as store:
        return [fault.message_zh for fault in store.verify().faults]


@pytest.mark.parametrize("parsed", [gazette(), alone()], ids=["beside another", "alone"])
def test_no_byte_of_the_text_is_left(folder: Path, parsed: ParsedSource) -> None:
    desk = opened(folder, parsed)
    assert left(folder, ["青石峡", "13900005678"])
    done = desk.cases.expunge(1, "按清退要求")
    assert done.finished
    assert left(folder, words_of_secret()) == []
    desk.store.close()
    assert left(folder, words_of_secret()) == []
    assert faults(folder) == []


def test_document_beside_it_keeps_its_text(folder: Path) -> None:
    desk = opened(folder, gazette())
    desk.cases.expunge(1, "按清退要求")
    text = desk.text(1)
    assert text.slice(desk.record(2).document.span) == OPEN
    assert set(text.slice(desk.record(1).document.span)) == {"█", "\n"}
    assert "关于公布市级非遗名录的通知 3" in text.text
    assert desk.record(2).value("title") == OPEN.splitlines()[0]
    assert not desk.source_file(1).exists()
    desk.correct(2, "doc_number", "云府发〔2026〕8号")
    assert desk.store.verify().ok


def test_record_says_that_its_text_is_gone_and_lets_nothing_be_changed(folder: Path) -> None:
    with opened(folder, gazette()).store as store:
        desk = Desk(store, "李")
        desk.cases.expunge(1, "按清退要求")
        record = desk.record(1)
        assert (record.expunged, record.value("title"), record.value("secrecy")) == (
            "按清退要求",
            "〔涉密文件，正文已清除〕",
            "秘密★1年",
        )
        assert not record.corrections
        assert not record.note
        with pytest.raises(RecordExpunged):
            desk.correct(1, "title", "新题")
        with pytest.raises(RecordExpunged):
            desk.cases.expunge(1, "再来一次")


def test_undo_leads_nowhere_after_it(folder: Path) -> None:
    with opened(folder, gazette()).store as store:
        desk = Desk(store, "李")
        desk.correct(1, "addressees", "泵站")
        desk.correct(2, "addressees", "各区县人民政府")
        desk.cases.expunge(1, "按清退要求")
        assert desk.undo() is not None
        assert desk.record(2).value("addressees") is None
        assert desk.undo() is None


def test_journal_keeps_who_did_what_and_when(folder: Path) -> None:
    with opened(folder, gazette()).store as store:
        before = [(entry.number, entry.at, entry.actor, entry.verb, entry.hash) for entry in store.entries()]
        Desk(store, "王").cases.expunge(1, "按清退要求")
        after = store.entries()
        assert [(entry.number, entry.at, entry.actor, entry.verb, entry.hash) for entry in after[:-1]] == before
        assert (after[-1].verb, after[-1].actor) == (Verb.EXPUNGE, "王")
        assert store.entries(1)[-1].number == after[-1].number
        told = tell(store.entries(1), store.record(1))
        assert told[0].head == "清除涉密正文，理由：按清退要求"
        assert {one.head for one in told[1:-1]} == {"内容已随涉密正文清除"}


def test_text_that_was_split_off_a_neighbour_goes_from_the_history_of_both(folder: Path) -> None:
    parsed = gazette()
    secret, public = parsed.documents
    both = Document(Span(secret.span.start, public.span.end), secret.fields, secret.tables)
    with Store.open(folder) as store:
        whole = replace(parsed, documents=(both,))
        store.add_source(whole, samples.raw(whole), "李")
        desk = Desk(store, "李")
        desk.correct(1, "addressees", "青石峡泵站守备分队")
        desk.bounds.split(1, public.span.start)
        desk.correct(2, "title", OPEN.splitlines()[0])
        desk.correct(1, "secrecy", "秘密★1年")
        reach = store.expunging(1)
        assert (reach.own, reach.others) == ({1}, (2,))
        desk.cases.expunge(1, "按清退要求")
        assert store.record(2).value("title") == OPEN.splitlines()[0]
        assert store.verify().faults == ()
    assert left(folder, words_of_secret()) == []


def test_secret_document_that_was_split_off_goes_and_the_first_one_stays(folder: Path) -> None:
    text = OPEN + SECRET
    both = Document(Span(0, len(text)), {"title": Field(OPEN.splitlines()[0])}, ())
    with Store.open(folder) as store:
        whole = ParsedSource(samples.source_text(text), (both,))
        store.add_source(whole, samples.raw(whole), "李")
        desk = Desk(store, "李")
        desk.correct(1, "addressees", "青石峡泵站守备分队")
        desk.correct(1, "addressees", "全体市民")
        desk.bounds.split(1, len(OPEN))
        desk.correct(2, "secrecy", "秘密★1年")
        assert store.expunging(2).neighbours == (1,)
        desk.cases.expunge(2, "按清退要求")
        assert store.record(1).value("addressees") == "全体市民"
        assert store.verify().faults == ()
        desk.correct(1, "addressees", "全市各界")
        assert store.verify().faults == ()
    assert left(folder, words_of_secret()) == []


def test_merged_documents_go_together(folder: Path) -> None:
    with opened(folder, gazette()).store as store:
        desk = Desk(store, "李")
        desk.bounds.merge(1)
        desk.cases.expunge(1, "按清退要求")
        assert store.verify().faults == ()
        assert not desk.source_file(1).exists()
    assert left(folder, [*words_of_secret(), "非遗名录", "云府发〔2026〕8号"]) == []


def test_opening_the_file_again_does_not_bring_it_back(folder: Path) -> None:
    parsed = gazette()
    with opened(folder, parsed).store as store:
        Desk(store, "李").cases.expunge(1, "按清退要求")
        assert store.add_source(parsed, samples.raw(parsed), "李") == 1
        assert not store.source_path(1).exists()
    assert left(folder, words_of_secret()) == []


def test_two_secret_documents_of_one_file_go_one_after_the_other(folder: Path) -> None:
    with opened(folder, gazette()).store as store:
        desk = Desk(store, "李")
        desk.correct(2, "secrecy", "机密★5年")
        desk.remarks.tag([1, 2], ["青石峡专项"])
        desk.cases.expunge(1, "一")
        assert store.verify().faults == ()
        desk.cases.expunge(2, "二")
        assert store.verify().faults == ()
    assert left(folder, [*words_of_secret(), "非遗名录"]) == []


TAMPERED = {
    "payload emptied without an entry": "UPDATE journal SET payload = '{}' WHERE number = 1",
    "person of an emptied entry": "UPDATE journal SET actor = '赵' WHERE number = 2",
    "time of an emptied entry": "UPDATE journal SET at = '2020-01-01' WHERE number = 2",
    "verb of an emptied entry": "UPDATE journal SET verb = '确认' WHERE number = 2",
    "payload of an emptied entry": "UPDATE journal SET payload = replace(payload, '[1]', '[ 1]') WHERE number = 2",
    "hash of an emptied entry": "UPDATE journal SET hash = previous WHERE number = 2",
    "entry that empties": "UPDATE journal SET payload = replace(payload, '按清退', '按要求') WHERE number = 5",
    "entry that empties taken away": "DELETE FROM journal WHERE number = 5",
    "claims of the stub": "UPDATE parsed_record SET data = replace(data, '秘密', '机密') WHERE record_id = 1",
    "masked text": "UPDATE parsed_source SET data = replace(data, '█', '▓')",
    "name of the source": "UPDATE source SET name = '另一份.txt'",
    "state of the record": "DELETE FROM review WHERE record_id = 1",
    "row of the queue": "UPDATE record SET title = '青石峡' WHERE id = 1",
    "clearing that is not done": "INSERT INTO setting VALUES ('clearing', '[]')",
}


@pytest.mark.parametrize("sql", [pytest.param(sql, id=name) for name, sql in TAMPERED.items()])
def test_anything_else_that_is_changed_or_emptied_is_found(folder: Path, sql: str) -> None:
    desk = opened(folder, gazette())
    desk.cases.expunge(1, "按清退要求")
    desk.store.close()
    assert faults(folder) == []
    with tampering.opened(folder) as connection, tampering.unguarded(connection):
        assert connection.execute(sql).rowcount
    assert faults(folder)


def test_payload_emptied_as_an_expunging_does_but_without_one_is_found(folder: Path) -> None:
    desk = opened(folder, gazette())
    desk.store.close()
    with tampering.opened(folder) as connection, tampering.unguarded(connection):
        connection.execute("""UPDATE journal SET payload = '{"changes":[],"emptied":[1],"of":null}' WHERE number = 2""")
    found = faults(folder)
    assert any("第 2 号日志的内容与其校验值不符" in fault for fault in found)
    assert any("没有清除涉密正文的记载" in fault for fault in found)


def test_file_that_comes_back_is_found(folder: Path) -> None:
    parsed = gazette()
    desk = opened(folder, parsed)
    desk.cases.expunge(1, "按清退要求")
    path = desk.source_file(1)
    desk.store.close()
    path.write_bytes(samples.raw(parsed))
    assert faults(folder) == ["来源文件 1 的原件应已随涉密正文清除，却还在"]


def test_refused_expunging_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = opened(folder, gazette())
    before = desk.store.entries()

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("desktop.store.clearing.begin", fail)
    with pytest.raises(sqlite3.OperationalError):
        desk.cases.expunge(1, "按清退要求")
    monkeypatch.undo()
    assert desk.store.entries() == before
    assert desk.store.verify().faults == ()
    desk.store.close()


_KILLED = """
import os, sys
from pathlib import Path
from desktop.store import Store, clearing, files
from desktop.review.desk import Desk

calls = [0]
def die(*_):
    calls[0] += 1
    if calls[0] == int(sys.argv[3]):
        os._exit(9)

original = {"delete": files.SourceFiles.delete, "empty": clearing._empty_log, "begin": clearing.begin}
def delete(self, digest):
    die()
    original["delete"](self, digest)
    die()
def empty(connection):
    die()
    return original["empty"](connection)
def begin(connection, digests):
    original["begin"](connection, digests)
    die()
files.SourceFiles.delete, clearing._empty_log, clearing.begin = delete, empty, begin
Desk(Store.open(Path(sys.argv[1])), "李").cases.expunge(1, sys.argv[2])
os._exit(0)
"""


@pytest.mark.parametrize(
    ("step", "done"),
    [(1, False), (2, True), *(pytest.param(step, True, marks=pytest.mark.long) for step in (3, 4)), (5, True)],
)
def test_killed_in_the_middle_it_is_not_done_or_ended_at_the_next_opening(folder: Path, step: int, done: bool) -> None:
    opened(folder, gazette()).store.close()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", _KILLED, str(folder), "按清退要求", str(step)]
    assert subprocess.run(command, env=environment, check=False).returncode == 9
    with Store.open(folder) as store:
        assert (store.record(1).expunged is not None) is done
        assert store.verify().faults == ()
        assert store.source_path(1).exists() is not done
    assert (left(folder, words_of_secret()) == []) is done


def test_another_program_that_reads_delays_the_clearing_until_the_next_opening(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.02)
    desk = opened(folder, gazette())
    with tampering.opened(folder) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM journal").fetchone()
        done = desk.cases.expunge(1, "按清退要求")
        assert not done.finished
        assert "再打开一次资料库" in done.news
        other.execute("ROLLBACK")
    desk.store.close()
    assert faults(folder) != []
    Store.open(folder).close()
    assert faults(folder) == []
    assert left(folder, words_of_secret()) == []


def packed(folder: Path, path: Path) -> Path:
    """Write the package of a document whose history holds entries that were emptied for the one split off it."""
    text = OPEN + SECRET
    both = Document(Span(0, len(text)), {"title": Field(OPEN.splitlines()[0])}, ())
    with Store.open(folder) as store:
        whole = ParsedSource(samples.source_text(text), (both,))
        store.add_source(whole, samples.raw(whole), "李")
        desk = Desk(store, "李")
        desk.correct(1, "addressees", "青石峡泵站守备分队")
        desk.bounds.split(1, len(OPEN))
        desk.correct(1, "addressees", "全体市民")
        desk.correct(2, "secrecy", "秘密★1年")
        desk.cases.expunge(2, "按清退要求")
        packaging.pack(desk, 1, path)
    return path


def test_package_of_a_neighbour_holds_by_itself_and_says_why_the_original_is_not_there(
    folder: Path, tmp_path: Path
) -> None:
    path = packed(folder, tmp_path / "001.zip")
    assert packaging.faults_of_package(path) == ()
    with zipfile.ZipFile(path) as archive:
        assert "清除涉密正文" in archive.read("原件/说明.txt").decode()
        held = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert "青石峡" not in held


@pytest.mark.parametrize("verb", ["更正", "清除涉密正文"])
def test_emptied_line_of_a_package_that_was_changed_is_found(folder: Path, tmp_path: Path, verb: str) -> None:
    path = packed(folder, tmp_path / "001.zip")
    with zipfile.ZipFile(path) as archive:
        lines = archive.read("日志.jsonl").decode().splitlines()
    assert broken_lines(lines) == ()
    at = next(number for number, line in enumerate(lines) if json.loads(line)["verb"] == verb)
    changed = [*lines]
    changed[at] = json.dumps({**json.loads(lines[at]), "actor": "赵"}, ensure_ascii=False)
    assert at + 1 in broken_lines(changed)
    assert broken_lines([*lines[:at], *lines[at + 1 :]]) == () if verb == "更正" else broken_lines(lines[:at]) != ()


def test_only_who_signs_secrecy_may_and_nothing_open_or_pending_is_expunged(folder: Path) -> None:
    with opened(folder, gazette()).store as store:
        desk = Desk(store, "李")
        with pytest.raises(CaseRefused, match="只有标有密级"):
            desk.cases.expunge(2, "按清退要求")
        with pytest.raises(CaseRefused, match="没有写清除的理由"):
            desk.cases.expunge(1, " ")
        store.choose_profile("staged", "李")
        store.set_person(Person("王远", "", ("second",)), "李")
        store.set_person(Person("李", "", ("drafter",)), "李")
        with pytest.raises(CaseRefused, match="没有定密签署的职责"):
            desk.cases.expunge(1, "按清退要求")
        desk.actor = "王远"
        assert desk.cases.expunging(1).others == 1
        assert desk.cases.expunge(1, "按清退要求").finished
        with pytest.raises(CaseRefused):
            desk.cases.propose(1, Proposal())


def test_who_decided_the_level_stays_and_evidence_goes(folder: Path, tmp_path: Path) -> None:
    paper = tmp_path / "定密说明.txt"
    paper.write_text("守备分队名单的说明", "utf-8")
    secrecy = SecrecyProposal("秘密", "1年", "原始定密")
    with opened(folder, gazette()).store as store:
        store.choose_profile("staged", "李")
        desk = Desk(store, "李")
        evidence = store.keep_evidence(paper)
        desk.cases.propose(
            1,
            Proposal(
                basis="青石峡方案",
                explanation="涉及守备分队",
                evidence=(evidence,),
                lead_office="市水利局",
                secrecy=secrecy,
            ),
            Route.SECRECY,
        )
        for stage, person in (("first", "王远"), ("second", "周岚")):
            desk.actor = person
            desk.cases.sign(1, stage, Answer(Verdict.AGREE, reason="守备分队名单涉密"))
        assert store.evidence_path(evidence).exists()
        desk.cases.expunge(1, "按清退要求")
        case = store.record(1).case
        assert case is not None
        assert [opinion.person for opinion in case.last.opinions] == ["王远", "周岚"]
        assert case.last.proposal.secrecy == secrecy
        assert not store.evidence_path(evidence).exists()
        assert store.verify().faults == ()
    assert left(folder, [*words_of_secret(), "守备分队"]) == []


def test_register_that_names_the_document_is_said_beforehand(folder: Path) -> None:
    with opened(folder, gazette()).store as store:
        desk = Desk(store, "李")
        assert not any("台账" in sentence for sentence in desk.cases.expunging(1).sentences)
        desk.mark([2], Disclosure.PROACTIVE)
        desk.approve([2])
        desk.register.taking.take_in_approved()
        desk.correct(2, "secrecy", "秘密★1年")
        assert any("台账里记有本件" in sentence for sentence in desk.cases.expunging(2).sentences)
