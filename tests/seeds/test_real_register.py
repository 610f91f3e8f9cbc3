"""The register of a real gazette: all rows of its catalogue, its verdicts, its lists printed again, an open repeal."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import DISCLOSURE, STATUS, Change, Step, Verb
from desktop.domain.record import Status
from desktop.parsing.pipeline import parse_file
from desktop.register import entry as fields
from desktop.register.calendar import printed
from desktop.register.entry import Tie
from desktop.register.state import State
from desktop.review.desk import Desk
from desktop.store import Store

DAY = date(2023, 5, 4)


def plain(text: object) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or "")))


@pytest.fixture(scope="module")
def desk(material: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Store.open(tmp_path_factory.mktemp("register") / "store") as store:
        desk = Desk(store, "李敏")
        for number in ("000", "001"):
            path = next((material / "seeds").glob(f"{number}_*.txt"))
            desk.keep(parse_file(path), path)
        desk.register.taking.take_in_catalogues(1)
        yield desk


@pytest.fixture(scope="module")
def gold(material: Path) -> list[dict[str, str | None]]:
    return json.loads((material / "gold" / "000_catalogue.json").read_text("utf-8"))


def test_129_entries_with_all_cells_right(desk: Desk, gold: list[dict[str, str | None]]) -> None:
    overview = desk.register.overview()
    rows = overview.rows(DAY)
    assert len(rows) == len(gold) == 129
    wrong, cells = [], 0
    for row, want in zip(rows, gold, strict=True):
        values = overview.values[row.number]
        told = {
            "drafter": (row.drafter, want["drafter"]),
            "title": (row.title, want["title"]),
            "doc_number": (row.doc_number, want["doc_number"]),
            "effective": (row.start and row.start.isoformat(), want["effective"]),
            "expires": (row.end and row.end.isoformat(), want["expires"]),
            "expires_raw": (values[fields.VALIDITY].said.printed, want["expires_raw"]),
            "verdict": (row.verdict, want["verdict"]),
        }
        cells += len(told)
        wrong += [(row.number, key, pair) for key, pair in told.items() if plain(pair[0]) != plain(pair[1])]
    assert 1 - len(wrong) / cells >= 0.995, wrong


def test_every_cell_points_to_its_place_in_the_gazette(desk: Desk) -> None:
    text = desk.text(1)
    for row in desk.register.entries(DAY):
        (statement,) = desk.register.entry(row.number).statements
        for key, said in statement.said.items():
            assert said.spans, key
            assert text.slice(said.spans[0]) == said.printed


def test_the_state_on_the_day_is_the_printed_verdict_wherever_days_decide_it(desk: Desk) -> None:
    differing = []
    for row in desk.register.entries(DAY):
        expected = row.state is State.EXPIRED if row.verdict == "失效" else row.state.in_force
        if not expected or row.verdict == "废止":
            differing.append(row)
    # only 废止 is not decided by days; each of them is a proposal with its reason
    assert {row.verdict for row in differing} == {"废止"}
    assert {one.entry for one in desk.register.proposals()} == {row.number for row in differing}
    assert all(one.since == DAY.isoformat() and "废止" in one.words for one in desk.register.proposals())
    assert {row.state for row in differing} <= {State.EXPIRED, State.IN_FORCE, State.EXPIRING, State.UNKNOWN}
    assert all(row.standing.words for row in differing)


def test_the_three_lists_printed_again_equal_the_printed_ones_cell_by_cell(desk: Desk) -> None:
    campaigns = desk.register.campaigns
    campaign = campaigns.plan(DAY, "泸州市人民政府")
    lists = campaigns.lists(campaign)
    document = desk.record(1).document
    assert [len(one.rows) for one in lists] == [52, 73, 4]
    text = desk.text(1)
    for one, table in zip(lists, document.tables, strict=True):
        assert one.rows == table.cells[1:]
        assert one.title in text.text
    assert not campaigns.undecided(campaign)
    checks = campaigns.check_announcement(campaign, text.slice(document.span))
    assert [(check.told, check.agrees) for check in checks] == [(52, True), (73, True), (4, True)]
    assert printed(DAY) in text.text


def test_a_repeal_is_an_open_reference_until_its_document_is_imported(desk: Desk, tmp_path: Path) -> None:
    approve_all(desk, 2)
    desk.register.taking.take_in_approved()
    (reference,) = [one for one in desk.register.open_references() if one.reference.tie is Tie.REPEALS]
    assert reference.reference.number == "泸市府办发〔2020〕14号"
    path = tmp_path / "清单.csv"
    title = reference.reference.title
    path.write_text(f"文件名称,发文字号,实施日期\n{title},泸市府办发【2020】14号,2020/5/13\n", "utf-8")
    report = desk.register.taking.import_list(path)
    assert (report.read, report.new) == (1, 1)
    assert not [one for one in desk.register.open_references() if one.reference.tie is Tie.REPEALS]
    proposal = next(one for one in desk.register.proposals() if one.source == reference.source)
    assert proposal.since == "2024-02-18"
    desk.register.decisions.accept([proposal.key])
    standings = [desk.register.overview().standing(proposal.entry, day).state for day in (DAY, date(2024, 2, 18))]
    assert standings[0].in_force
    assert standings[1] in (State.REPEALED, State.SUPERSEDED)
    assert desk.store.verify().ok


def approve_all(desk: Desk, source_id: int) -> None:
    """Approve as the store has it, past what a person is asked about passages that are to be masked."""
    for row in desk.queue(source_id):
        changes = (
            Change(row.id, DISCLOSURE, None, Disclosure.ON_REQUEST.value),
            Change(row.id, STATUS, None, Status.APPROVED.value),
        )
        desk.store.apply(Step(Verb.APPROVE, changes), "李敏")
