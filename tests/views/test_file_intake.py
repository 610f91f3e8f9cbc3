"""Files and folders on their way in: in order, each once, with the password they need, and one report at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.document import ParsedSource
from desktop.domain.errors import SourceDamaged, SourceEncrypted, SourcePasswordWrong, StoreLocked
from desktop.domain.text import SourceText
from desktop.parsing.progress import Progress, Stage
from desktop.parsing.readers.options import ReadOptions
from desktop.tasks import parse_job
from desktop.tasks.lane import Lane
from desktop.tasks.parse_job import ParseLane
from desktop.tasks.worker import Worker
from desktop.views.reading import intake as intake_module
from desktop.views.reading.intake import Intake, Report

PATIENCE = 30_000
PASSWORD = "Ab-12"


def work(path: Path, options: ReadOptions | None, progress: Progress) -> ParsedSource:
    """Parse a file as its name says."""
    if path.name.startswith("坏"):
        raise SourceDamaged(path)
    if path.name.startswith("密"):
        if options is None:
            raise SourceEncrypted(path)
        if options.password != PASSWORD:
            raise SourcePasswordWrong(path)
    while path.name.startswith("停"):
        progress(Stage.READING, 1, 2)
    progress(Stage.READING, 1, 1)
    return ParsedSource(SourceText(path.name, f"digest of {path.name}", "txt", "云川"), ())


class FakeDesk:
    """Knows the files that are named so, and keeps the others."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def find(self, path: Path) -> int | None:
        """Return a number for a known file."""
        return 7 if path.name.startswith("旧") else None

    def keep(self, parsed: ParsedSource, path: Path) -> int:
        """Keep a source."""
        if path.name.startswith("锁"):
            raise StoreLocked(path)
        self.kept.append(parsed.source.name)
        return 100 + len(self.kept)


class Sitting:
    """An intake with a fake desk, and everything it has said."""

    def __init__(self, qtbot: Any, lane: Lane) -> None:
        self.bot, self.desk = qtbot, FakeDesk()
        self.intake = Intake(lane, reading=ParseLane(work=work))
        self.reports: list[Report] = []
        self.began: list[tuple[str, int, int]] = []
        self.arrived: list[tuple[int, bool]] = []
        self.failed: list[object] = []
        self.asked: list[tuple[str, bool, str]] = []
        self.intake.ended.connect(self.reports.append)
        self.intake.began.connect(lambda *said: self.began.append(said))
        self.intake.arrived.connect(lambda *said: self.arrived.append(said))
        self.intake.failed.connect(self.failed.append)
        self.intake.password_wanted.connect(lambda path, wrong, known: self.asked.append((path.name, wrong, known)))
        self.intake.attach(self.desk)  # type: ignore[arg-type]

    def until(self, holds: Any) -> None:
        """Wait for a condition."""
        self.bot.waitUntil(holds, timeout=PATIENCE)

    def take(self, *paths: Path) -> Report:
        """Take files and wait for the report."""
        before = len(self.reports)
        self.intake.take(paths)
        self.until(lambda: len(self.reports) > before)
        return self.reports[-1]

    def answer(self, *passwords: str | None) -> None:
        """Give one password after the other, or none."""
        for number, password in enumerate(passwords, len(self.asked) + 1):
            self.until(lambda number=number: len(self.asked) == number)
            if password is None:
                self.intake.give_up_password()
            else:
                self.intake.try_password(password)


@pytest.fixture
def sitting(qtbot: Any, shared_worker: type[Worker], monkeypatch: pytest.MonkeyPatch) -> Iterator[Sitting]:
    """Return an intake at work."""
    monkeypatch.setattr(parse_job, "Worker", shared_worker)
    lane = Lane()
    sitting = Sitting(qtbot, lane)
    yield sitting
    sitting.intake.close()
    lane.close()


def named(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return [folder / name for name in names]


def test_files_arrive_in_order_and_the_first_is_said_to_be_so(sitting: Sitting, tmp_path: Path) -> None:
    report = sitting.take(*named(tmp_path, "乙", "旧", "甲"))
    assert sitting.began == [("乙", 1, 3), ("旧", 2, 3), ("甲", 3, 3)]
    assert sitting.arrived == [(101, True), (7, False), (102, False)]
    assert report == Report((101, 7, 102), (), ())


def test_one_that_fails_does_not_stop_the_others(sitting: Sitting, tmp_path: Path) -> None:
    paths = named(tmp_path, "甲", "坏", "锁", "乙")
    report = sitting.take(*paths)
    assert report.arrived == (101, 102)
    assert [(path, type(error)) for path, error in report.failed] == [
        (paths[1], SourceDamaged),
        (paths[2], StoreLocked),
    ]
    assert sitting.failed == []


def test_a_fault_of_a_single_file_is_told_as_such(sitting: Sitting, tmp_path: Path) -> None:
    report = sitting.take(*named(tmp_path, "坏"))
    assert sitting.failed == [report.failed[0][1]]


def test_folder_is_read_in_natural_order(sitting: Sitting, tmp_path: Path) -> None:
    named(tmp_path, "夹/第10期", "夹/第2期", "夹/下/第1期", "夹/.隐")
    sitting.take(tmp_path / "夹")
    assert [name for name, _, _ in sitting.began] == ["第2期", "第10期", "第1期"]


def test_empty_folder_is_told(sitting: Sitting, tmp_path: Path) -> None:
    with sitting.bot.waitSignal(sitting.intake.nothing_found, timeout=PATIENCE):
        sitting.intake.take([tmp_path])


@pytest.mark.parametrize("wanted", [True, False])
def test_large_folder_is_asked_about(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    monkeypatch.setattr(intake_module, "MANY", 3)
    named(tmp_path, *(f"夹/{number}" for number in range(4)))
    with sitting.bot.waitSignal(sitting.intake.many_found, timeout=PATIENCE) as asked:
        sitting.intake.take([tmp_path / "夹"])
    assert asked.args == [4]
    if wanted:
        sitting.intake.read_many()
        sitting.until(lambda: bool(sitting.reports))
        assert len(sitting.desk.kept) == 4
    else:
        sitting.intake.leave_many()
        assert not sitting.intake.busy
        assert sitting.take(*named(tmp_path, "另")).whole == 1


def test_password_is_asked_until_it_fits_and_offered_again(sitting: Sitting, tmp_path: Path) -> None:
    sitting.intake.take(named(tmp_path, "密1", "密2"))
    sitting.answer("x", PASSWORD, PASSWORD)
    sitting.until(lambda: bool(sitting.reports))
    assert sitting.asked == [("密1", False, ""), ("密1", True, ""), ("密2", False, PASSWORD)]
    assert sitting.desk.kept == ["密1", "密2"]
    assert sitting.intake.passwords == {"digest of 密1": PASSWORD, "digest of 密2": PASSWORD}


def test_password_of_one_file_is_not_tried_on_the_next(sitting: Sitting, tmp_path: Path) -> None:
    sitting.intake.take(named(tmp_path, "密", "甲"))
    sitting.answer(PASSWORD)
    sitting.until(lambda: bool(sitting.reports))
    assert list(sitting.intake.passwords) == ["digest of 密"]


def test_giving_up_a_password_goes_on_with_the_next(sitting: Sitting, tmp_path: Path) -> None:
    sitting.intake.take(named(tmp_path, "密", "甲"))
    sitting.answer("x", None)
    sitting.until(lambda: bool(sitting.reports))
    assert [type(error) for _, error in sitting.reports[0].failed] == [SourcePasswordWrong]
    assert sitting.desk.kept == ["甲"]


def test_cancel_stops_the_file_and_drops_those_that_wait(sitting: Sitting, tmp_path: Path) -> None:
    paths = named(tmp_path, "甲", "停", "乙")
    with sitting.bot.waitSignal(
        sitting.intake.progressed, timeout=PATIENCE, check_params_cb=lambda *step: step[2] == 2
    ):
        sitting.intake.take(paths)
    sitting.intake.cancel()
    sitting.until(lambda: bool(sitting.reports))
    assert sitting.reports == [Report((101,), (), (paths[1], paths[2]))]


def test_cancel_while_a_password_is_asked_for(sitting: Sitting, tmp_path: Path) -> None:
    paths = named(tmp_path, "密", "甲")
    sitting.intake.take(paths)
    sitting.until(lambda: bool(sitting.asked))
    sitting.intake.cancel()
    assert sitting.reports == [Report((), (), (paths[0], paths[1]))]
