"""dev.py tells a person what to do, trusts only what was completed, and installs only what is pinned."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

import dev
from tests.house import parts, quick_folder, with_qt
from tests.house.source import ROOT

LOCKS = sorted(ROOT.glob("requirements*.txt"))


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A virtual environment that was completed for the run level."""
    folder = tmp_path / ".venv"
    monkeypatch.setattr(dev, "VENV", folder)
    monkeypatch.setattr(dev, "STAMP", folder / "complete.json")
    dev.venv_program("python").parent.mkdir(parents=True)
    dev.venv_program("python").touch()
    stamp = {"owner": dev.owner(), "run": dev.wanted_key("run")}
    dev.STAMP.write_text(json.dumps(stamp), "utf-8")
    return folder


def test_a_completed_environment_is_trusted_for_its_level_only(venv: Path) -> None:
    assert venv.exists()
    assert dev.stamp_is_right("run")
    assert not dev.stamp_is_right("dev")


@pytest.mark.parametrize(
    "stamp",
    [
        pytest.param("", id="empty"),
        pytest.param('{"owner": ', id="half written"),
        pytest.param('{"owner": "3.11.0 elsewhere", "run": "0"}', id="of another interpreter or place"),
    ],
)
def test_an_environment_with_a_bad_stamp_is_not_trusted(venv: Path, stamp: str) -> None:
    dev.STAMP.write_text(stamp, "utf-8")
    assert venv.exists()
    assert dev.read_stamp() is None


def test_an_environment_without_its_interpreter_is_not_trusted(venv: Path) -> None:
    assert venv.exists()
    dev.venv_program("python").unlink()
    assert dev.read_stamp() is None


def test_another_list_of_packages_asks_for_an_update(
    venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert venv.exists()
    changed = tmp_path / "requirements.txt"
    changed.write_bytes(dev.REQUIREMENTS["run"].read_bytes() + b"\n")
    monkeypatch.setitem(dev.REQUIREMENTS, "run", changed)
    assert not dev.stamp_is_right("run")
    assert dev.read_stamp() is not None


def completed(*levels: str) -> None:
    """Write the stamp of an environment that was completed for some levels."""
    dev.STAMP.write_text(
        json.dumps({"owner": dev.owner(), **{level: dev.wanted_key(level) for level in levels}}), "utf-8"
    )


@pytest.fixture
def installed(venv: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lists that pip is told to install, while nothing is."""
    lists: list[str] = []
    monkeypatch.setattr(dev, "LOCK", venv / "lock")
    monkeypatch.setattr(dev, "prepare_system", lambda *_, **__: None)
    monkeypatch.setattr(dev, "pip", lambda _lock, *told, **_more: lists.extend(part for part in told if ".txt" in part))
    return lists


@pytest.mark.usefixtures("venv")
def test_recognition_is_installed_on_top_of_what_runs(installed: list[str]) -> None:
    assert dev.main(["setup", "--ocr"]) == 0
    assert installed == [str(dev.REQUIREMENTS["ocr"])]
    assert dev.stamp_is_right("run")
    assert dev.stamp_is_right("ocr")
    assert not dev.stamp_is_right("dev")


def test_an_environment_with_recognition_is_enough_to_run(installed: list[str]) -> None:
    completed("run", "ocr")
    dev.build_venv("run")
    assert installed == []


@pytest.mark.parametrize(
    ("before", "asked", "level"),
    [
        pytest.param(("run",), "run", "run", id="nothing more was there"),
        pytest.param(("run", "ocr"), "run", "ocr", id="recognition stays"),
        pytest.param(("run", "ocr", "dev"), "run", "dev", id="the tools stay"),
        pytest.param(("run", "ocr", "dev"), "ocr", "dev", id="the tools stay, recognition asked"),
        pytest.param(("run", "ocr"), "dev", "dev", id="the tools are added"),
    ],
)
def test_an_update_takes_nothing_away(
    before: tuple[str, ...], asked: str, level: str, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    completed(*before)
    monkeypatch.setattr(dev, "stamp_is_right", lambda _level: False)
    dev.build_venv(asked)
    assert installed == [str(dev.REQUIREMENTS[level])]
    assert set(dev.read_stamp() or {}) == {"owner", *dev.HOLDS[level]}


def test_an_unknown_option_of_setup_is_refused(installed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["setup", "--all"]) == 1
    assert "--ocr" in capsys.readouterr().err
    assert installed == []


@pytest.mark.skipif(not dev.LINUX, reason="apt is a matter of Debian")
def test_a_user_who_may_not_install_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    with pytest.raises(dev.Stop, match="apt-get install -y --no-install-recommends libnone1") as stopped:
        dev.prepare_system({"libnone.so.1": "libnone1"})
    assert "sudo" not in str(stopped.value)


def test_an_older_python_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert dev.main(["setup"]) == 1
    assert "需要 Python 3.11" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "out", "rest"),
    [
        pytest.param(["run"], "out", [], id="nothing"),
        pytest.param(["run", "--out", "there"], "there", [], id="a place for the demonstration"),
        pytest.param(["run", "parse", "a.txt", "--out", "b"], "out", ["parse", "a.txt", "--out", "b"], id="a verb"),
    ],
)
def test_what_follows_run_goes_to_the_program(typed: list[str], out: str, rest: list[str]) -> None:
    arguments = dev.read_arguments(typed)
    assert (arguments.out, arguments.rest) == (out, rest)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_is_pinned_with_hashes(lock: Path) -> None:
    entries = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==[0-9][^ ]* (; [^-]+)? *(--hash=sha256:[0-9a-f]{64} *)+$", entry), entry[:80]


def locked(name: str) -> set[str]:
    """Return the names that a lock holds."""
    return set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE))


def declared(requirements: list[str]) -> set[str]:
    """Return the names of declared requirements as a lock spells them."""
    return {re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-") for line in requirements}


def test_the_locks_hold_what_the_project_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    run = declared(project["project"]["dependencies"] + project["build-system"]["requires"])
    assert run <= locked("requirements.txt") <= locked("requirements-dev.txt")
    extras = project["project"]["optional-dependencies"]
    assert declared(extras["ocr"]) <= locked("requirements-ocr.txt") <= locked("requirements-dev.txt")
    assert declared(extras["dev"]) - {"gongbao-desk"} <= locked("requirements-dev.txt")


@pytest.mark.parametrize(
    ("statuses", "failed"),
    [
        pytest.param((0, 0), [], id="both pass"),
        pytest.param((0, 5), [], id="all that was chosen is in one part"),
        pytest.param((5, 1), ["b"], id="one has nothing and one fails"),
        pytest.param((5, 5), ["a", "b"], id="nothing was chosen at all"),
        pytest.param((4, 0), ["a"], id="a wrong word"),
    ],
)
def test_a_part_may_hold_none_of_the_chosen_tests(
    statuses: tuple[int, ...], failed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = iter(statuses)
    monkeypatch.setattr(dev, "run_inside", lambda *_, **__: next(ends))
    assert dev.report([("a", []), ("b", [])], chosen=True) == failed


def test_a_part_without_any_test_fails_when_nobody_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "run_inside", lambda *_, **__: dev.NO_TESTS)
    assert dev.report([("a", [])]) == ["a"]


class Item:
    """A test as pytest collects it."""

    def __init__(self, place: str, *marks: str) -> None:
        self.path, self._marks = ROOT / "tests" / place, marks

    def get_closest_marker(self, name: str) -> str | None:
        """Return the mark if the test has it."""
        return name if name in self._marks else None


def test_every_test_is_in_one_part(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytestconfig.hook, "pytest_deselected", lambda **_: None)
    items = [
        Item("parsing/test_pdf.py"),
        Item("parsing/test_pdf.py", "qt"),
        Item("test_settings.py"),
        Item("widgets/test_theme.py"),
        Item("house/test_dev.py"),
        Item("views/deep/test_a.py", "alone"),
    ]
    core, window = list(items), list(items)
    parts.keep(pytestconfig, core, window=False)  # type: ignore[arg-type]
    parts.keep(pytestconfig, window, window=True)  # type: ignore[arg-type]
    assert core == [items[0], items[2]]
    assert window == [items[1], items[3], items[4], items[5]]


@pytest.mark.parametrize(
    ("chosen", "core"),
    [
        pytest.param(["-k", "title"], ["-k", "title"], id="by a word"),
        pytest.param(["tests/parsing", "-x"], ["tests/parsing", "-x"], id="of the core"),
        pytest.param(["tests/views", "-x"], None, id="of the window"),
        pytest.param(["tests/house/test_dev.py::test_a"], None, id="one of the window"),
        pytest.param(["tests/end2end", "tests/store"], ["tests/store"], id="of both"),
    ],
)
def test_the_part_without_qt_is_not_given_tests_of_the_window(chosen: list[str], core: list[str] | None) -> None:
    runs = dict(dev.parts_of_tests(chosen))
    [window] = [command for name, command in runs.items() if name == "窗口测试"]
    assert list(window[-len(chosen) :]) == chosen
    told = [list(command[-len(core or "") :]) for name, command in runs.items() if name != "窗口测试"]
    assert told == ([] if core is None else [core])


def test_files_of_the_core_are_unread_in_the_run_of_the_window_unless_they_are_named(
    pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = parts.TESTS / "domain" / "test_text.py"
    monkeypatch.setattr(pytestconfig, "args", ["tests"])
    assert with_qt.pytest_ignore_collect(file, pytestconfig)
    assert not with_qt.pytest_ignore_collect(parts.TESTS / "views" / "test_keyboard.py", pytestconfig)
    assert not with_qt.pytest_ignore_collect(file.parent, pytestconfig)
    monkeypatch.setattr(pytestconfig, "args", [f"{file}::test_any"])
    assert not with_qt.pytest_ignore_collect(file, pytestconfig)


def test_files_that_may_hold_a_test_with_a_mark_are_found() -> None:
    found = parts.marked("alone")
    assert parts.TESTS / "tasks" / "test_worker.py" in found
    assert parts.TESTS / "domain" / "test_text.py" not in found


def test_what_runs_beside_and_what_runs_alone_is_everything() -> None:
    chosen = [command[command.index("-m", 3) + 1] for _, command in dev.parts_of_tests([])]
    assert chosen == ["not alone", "not alone", "alone"]


def test_the_continuous_checks_run_what_a_person_runs() -> None:
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize(
    ("needed", "in_memory"), [pytest.param(1, True, id="roomy"), pytest.param(1 << 60, False, id="too small")]
)
def test_tests_write_into_memory_where_there_is_plenty(
    needed: int, in_memory: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_folder, "MEMORY", tmp_path)
    monkeypatch.setattr(quick_folder, "NEEDED", needed)
    with quick_folder.quick_folder() as folder:
        assert (Path(folder).parent == tmp_path) is in_memory
        assert Path(folder).is_dir()
    assert not Path(folder).exists()
