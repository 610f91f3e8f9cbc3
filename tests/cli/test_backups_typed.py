"""backup, backups, restore, checkpoint, and verify beside a checkpoint."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from cli_samples import TITLES, Run, assert_told

from desktop import cli
from desktop.domain.edits import Verb
from desktop.review.desk import Desk
from desktop.store import Store, backups
from tests.store.histories import cheap_passwords

SECRET = "青岭-2026-云川"


def mark(run: Run, store: Path, number: int = 1, attribute: str = "主动公开") -> None:
    assert run("mark", number, "--attribute", attribute, "--by", "王芳", "--store", store).status == 0


def test_backup_is_made_listed_and_restored(run: Run, store: Path) -> None:
    ran = run("backup", "--store", store)
    assert (ran.status, ran.err) == (0, "")
    assert "已备份并检查无误：日志 1 条，记录 4 条" in ran.out
    mark(run, store)
    listed = run("backups", "--store", store).out.splitlines()
    assert listed[1].split()[0] == "1"
    assert "手动" in listed[1]
    looked = run("restore", "1", "--dry-run", "--store", store)
    assert looked.status == 0
    assert "备份以后的 1 步操作会撤去" in looked.out
    assert f"王芳  标注公开属性：《{TITLES[0][:24]}" in looked.out
    assert "没有改动任何内容" in looked.out
    ran = run("restore", "1", "--by", "赵强", "--store", store)
    assert (ran.status, ran.err) == (0, "")
    assert "set-aside" in ran.out
    with Store.open(store) as opened:
        assert [(entry.verb, entry.actor) for entry in opened.entries()][1:] == [(Verb.RECOVER, "赵强")]
    assert run("verify", "--store", store).status == 0


def test_restore_of_the_present_loses_nothing_and_says_so(run: Run, store: Path) -> None:
    run("backup", "--store", store)
    assert "不会丢失任何内容" in run("restore", "1", "--dry-run", "--store", store).out


def test_backup_elsewhere_brings_a_lost_store_back(run: Run, store: Path, tmp_path: Path) -> None:
    mark(run, store)
    assert run("backup", "--out", tmp_path / "U盘", "--store", store).status == 0
    assert "还没有备份" in run("backups", "--store", store).out
    shutil.rmtree(store)
    (made,) = (tmp_path / "U盘").iterdir()
    assert "恢复会建立一个" in run("restore", made, "--dry-run", "--store", store).out
    assert not store.exists()
    assert run("restore", made, "--store", store).status == 0
    assert run("verify", "--store", store).status == 0
    assert run("records", "--store", store).out.count("主动公开") == 1


def test_damaged_store_is_restored_and_goes_on(run: Run, store: Path) -> None:
    run("backup", "--store", store)
    mark(run, store)
    mark(run, store, 2)
    path = store / "desk.sqlite"
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("DROP TABLE touched")
    database.close()
    assert_told(run("records", "--store", store), "备份")
    looked = run("restore", "1", "--dry-run", "--replay", "--store", store)
    assert looked.status == 0
    assert "可以补回 2 步。" in looked.out
    ran = run("restore", "1", "--replay", "--by", "赵强", "--store", store)
    assert ran.status == 0
    assert "可以补回 2 步。" in ran.out
    assert run("verify", "--store", store).status == 0
    assert run("records", "--store", store).out.count("主动公开") == 2


@pytest.mark.parametrize("name", ["2", "0", "没有", "../资料库", "-1x"])
def test_backup_that_is_not_there_is_told(run: Run, store: Path, name: str) -> None:
    run("backup", "--store", store)
    ran = run("restore", "--store", store, "--", name)
    assert_told(ran, "不是完好的备份")


def test_spoiled_backup_is_told_and_the_store_stays(run: Run, store: Path) -> None:
    run("backup", "--store", store)
    mark(run, store)
    (backup,) = backups.listed(store)
    (backup.folder / "desk.sqlite").write_bytes(b"?")
    assert_told(run("restore", "1", "--store", store), "不是完好的备份")
    with Store.open(store) as opened:
        assert len(opened.entries()) == 2


def test_store_that_is_open_elsewhere_is_not_restored(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.store.restoring.BUSY_SECONDS", 0.05)
    run("backup", "--store", store)
    with Store.open(store) as opened:
        assert_told(run("restore", "1", "--store", store), "正被另一个程序占用")
        assert len(opened.entries()) == 1


def test_checkpoint_shows_that_entries_were_cut_off(run: Run, store: Path, tmp_path: Path) -> None:
    early, kept = tmp_path / "早", tmp_path / "存证.json"
    shutil.copytree(store, early)
    mark(run, store)
    ran = run("checkpoint", "--out", kept, "--store", store)
    assert ran.status == 0
    fingerprint = json.loads(kept.read_text("utf-8"))["fingerprint"]
    assert f"指纹：{fingerprint}" in ran.out
    fine = run("verify", "--checkpoint", kept, "--store", store)
    assert (fine.status, fine.err) == (0, "")
    assert fingerprint in fine.out
    assert run("verify", "--store", early).status == 0  # by itself the older copy is sound
    cut = run("verify", "--checkpoint", kept, "--store", early)
    assert cut.status == 1
    assert "最新的 1 条不见了" in cut.err
    assert "第一条不对的日志是第 2 条" in cut.err


def test_checkpoint_is_signed_by_whoever_knows_the_password(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap_passwords(monkeypatch)
    kept, secret, wrong = tmp_path / "存证.json", tmp_path / "口令", tmp_path / "错"
    secret.write_text(f"{SECRET}\n", "utf-8")
    wrong.write_text("别的口令啊啊啊\n", "utf-8")
    line = ("checkpoint", "--out", kept, "--by", "李敏", "--store", store, "--password-file")
    assert_told(run(*line, secret), "李敏")
    with Store.open(store) as opened:
        desk = Desk(opened, "李敏")
        desk.people.register("李敏")
        desk.people.set_password("李敏", SECRET)
    assert_told(run(*line, wrong), "口令不对")
    assert not kept.exists()
    assert run(*line, secret).status == 0
    plain = run("verify", "--checkpoint", kept, "--store", store)
    assert "李敏 签名没有核对" in plain.out
    proved = run("verify", "--checkpoint", kept, "--password-file", secret, "--store", store)
    assert (proved.status, "李敏 签名无误" in proved.out) == (0, True)
    assert_told(run("verify", "--checkpoint", kept, "--password-file", wrong, "--store", store), "不是完好的日志存证")


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff"])
def test_file_that_is_no_checkpoint_is_told(run: Run, store: Path, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "c.json"
    if content is not None:
        path.write_bytes(content)
    assert_told(run("verify", "--checkpoint", path, "--store", store), "不是完好的日志存证")


@pytest.mark.parametrize("verb", ["backup", "backups", "restore", "checkpoint"])
def test_examples_of_the_help_are_right_usage(run: Run, verb: str) -> None:
    ran = run(verb, "--help")
    assert ran.out.startswith(f"用法：gongbao-desk {verb}")
    for line in ran.out.splitlines():
        if line.startswith(f"  gongbao-desk {verb} "):
            assert "口令" in line or cli.usage.arguments(line.split()[1:]).verb == verb
