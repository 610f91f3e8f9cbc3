"""What odd files once brought out that nobody may see; each is refused now, in an error that has words."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop.disclosure.profile import load_profile
from desktop.domain.errors import BackupDamaged, PlanWrong, ProfileWrong, StoreDamaged
from desktop.parsing.readers import lists
from desktop.review import drafts, packaging, redacting_file
from desktop.store import Store, backups, broken_lines, codec
from tests.fuzz.targets import good_of
from tests.store import samples

DEEP, LONG = "[" * 100_000, "9" * 5_000


@pytest.mark.parametrize("text", [f"x = {DEEP}", f"x = {LONG}"], ids=["deep", "a long number"])
def test_rules_that_toml_cannot_hold_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ProfileWrong):
        load_profile(path)


@pytest.mark.parametrize("text", [DEEP, f'{{"schema": {LONG}}}'], ids=["deep", "a long number"])
def test_a_plan_that_json_cannot_hold_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text, "utf-8")
    with pytest.raises(PlanWrong):
        redacting_file.plan_in(path, samples.source_text())


def test_a_list_with_a_lone_carriage_return_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("序号,文件名称\n1,甲\r2,乙\n".encode())
    (sheet,) = lists.read_list(path).sheets
    assert [row.cells for row in sheet.rows] == [("序号", "文件名称"), ("1", "甲"), ("2", "乙")]


def test_drafts_with_an_endless_number_are_none(tmp_path: Path) -> None:
    (tmp_path / drafts.FILE).write_text('{"office": "", "drafts": [[1e999, "公开属性认定", 0, {}]]}', "utf-8")
    assert drafts.load(tmp_path) == drafts.Drafts()


@pytest.mark.parametrize("key", ["serial", "entries", "size"])
def test_a_backup_with_an_endless_number_is_damaged(key: str, tmp_path: Path) -> None:
    told = json.loads(good_of("backup")[0]) | {key: float("inf")}
    (tmp_path / backups.MANIFEST).write_text(json.dumps(told), "utf-8")
    with pytest.raises(BackupDamaged):
        backups.read(tmp_path)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        pytest.param(codec.decode_source, DEEP, id="deep"),
        pytest.param(codec.decode_source, '{"issue": null, "text": 1}', id="a number for a text"),
        pytest.param(codec.decode_claims, '{"pages": null, "span": [0, 1], "fields": 1}', id="a number for fields"),
    ],
)
def test_kept_data_of_another_shape_is_told_by_the_error_that_callers_know(
    read: Callable[[str], object], text: str
) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read(text)


@pytest.mark.parametrize("key", ["number", "at", "verb", "hash"])
def test_a_journal_line_with_a_list_for_a_value_is_a_broken_one(key: str) -> None:
    lines = json.loads(good_of("journal-lines")[0])
    lines[0][key] = []
    assert broken_lines([json.dumps(line) for line in lines]) == (1,)


def test_a_journal_line_that_is_too_deep_is_a_broken_one() -> None:
    assert broken_lines([DEEP]) == (1,)


def _of_another_format(raw: bytes) -> bytes:
    return raw[:44] + (99).to_bytes(4, "big") + raw[48:]


def _with_a_name_that_is_no_text(raw: bytes) -> bytes:
    return raw.replace(b"CREATE TABLE", b"CREATE \xdf\xdf\xdf\xdf\xdf")


@pytest.mark.parametrize("change", [_of_another_format, _with_a_name_that_is_no_text])
def test_a_database_with_a_broken_head_is_damaged(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(change(good_of("database")[0]))
    with pytest.raises(StoreDamaged):
        Store.open(tmp_path, create=False)


def test_a_store_whose_parsed_text_is_gone_is_told_by_verify(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(good_of("database")[0])
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'parsed_source'")
        database.commit()
    with closing(sqlite3.connect(path)) as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        columns = [row[1] for row in database.execute("PRAGMA table_info(parsed_source)")]
        database.execute(f"UPDATE parsed_source SET {columns[1]} = NULL")
        database.commit()
    with Store.open(tmp_path, create=False) as store:
        assert not store.verify().ok


def _bad_stream(raw: bytes) -> bytes:
    """Break what is packed of the first part, whose head is whole."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        start = archive.infolist()[0].header_offset + 30 + len(archive.infolist()[0].filename.encode())
    return raw[:start] + b"\xff" * 40 + raw[start + 40 :]


def _before_the_beginning(raw: bytes) -> bytes:
    """Cut the beginning off, so that parts would lie before it."""
    return raw[200:]


@pytest.mark.parametrize("change", [_bad_stream, _before_the_beginning, lambda raw: raw[:-30], lambda raw: raw[:2]])
def test_a_damaged_package_is_told_in_words(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(change(good_of("package")[0]))
    assert packaging.faults_of_package(path)
