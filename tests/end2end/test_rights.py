"""Whatever the program writes about documents is for its owner only, however open the files of this user are else."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from clean_gazette import gazette

from desktop import cli, paths, settings
from desktop.domain.case import Proposal, Route
from desktop.review import drafts, temporary
from desktop.review.desk import Desk
from desktop.review.drafts import DraftKey, Drafts
from desktop.store import Store
from desktop.store.backups import place_of
from desktop.views.crash import CrashHook, open_log

SitDown = Callable[[Path], Any]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps the folders of a user private by itself")


@pytest.fixture
def open_hearted() -> Iterator[None]:
    """Let everything that is made be readable and writable by all, unless it is closed on purpose."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """Return what others could read, write or list in a folder, itself included."""
    return [
        f"{path.relative_to(folder.parent)} {stat.filemode(path.lstat().st_mode)}"
        for path in (folder, *folder.rglob("*"))
        if path.lstat().st_mode & 0o077
    ]


LIST = (
    "文件题目,文号,施行时间,有效期,状态\n云川市人民政府关于河道采砂管理的通告,云川府通〔2024〕9号,2024-03-01,5年,有效\n"
)
NOTICE = (
    "云川市人民政府关于救助的通知\n云川府发〔2026〕1号\n\n联系人：李青，电话13800138000。\n\n"
    "云川市人民政府\n2026年1月5日\n"
)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


@pytest.mark.usefixtures("open_hearted", "caplog", "own_home")
def test_register_and_copies_are_for_the_owner_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed, notice = tmp_path / "清单.csv", tmp_path / "通知.txt"
    listed.write_text(LIST, encoding="utf-8")
    notice.write_text(NOTICE, encoding="utf-8")
    store, made = tmp_path / "资料库", tmp_path / "写出"
    made.mkdir(mode=0o700)
    day = ("--on", "2026-03-01")
    lines: list[tuple[str | Path, ...]] = [
        ("register", "import", listed, "--preview"),
        ("register", "import", listed, "--by", "李敏"),
        ("register", "rules", "--choose", "yunchuan", "--by", "李敏"),
        *(("register", act, *day) for act in ("list", "due")),
        *(("register", act) for act in ("links", "pending")),
        ("register", "show", "1", *day),
        ("register", "cleanup", "--date", "2026-06-30", "--begin", "--out", made / "清理", "--by", "李敏"),
        ("import", notice, "--by", "李敏"),
    ]
    for line in lines:
        assert cli.main([*map(str, line), "--store", str(store)]) == 0, line
    plan, copy, proof = made / "方案.json", made / "公开.txt", made / "核验.json"
    for more in (("--plan-out", plan), ("--plan", plan, "--out", copy, "--proof", proof)):
        assert cli.main(["redact", str(notice), *map(str, more)]) == 0
    with Store.open(store) as opened:
        desk = Desk(opened, "李敏")
        (record,) = (desk.record(row.id) for row in desk.queue())
        desk.redaction.accept_all_advised(record.id)
        desk.redaction.keep(record.id, [one.finding for one in desk.redaction.preview(record.id).open], "对外公布")
        desk.redaction.copy(record.id, made / "留底.txt")
        (kept,) = desk.record(record.id).copies
        assert {kept.copy.sha256, kept.proof.sha256} <= names_in(store / "sources")
        assert open_to_others(store) == []
    assert {plan.name, copy.name, proof.name, "留底.txt", "清理"} <= names_in(made)
    assert open_to_others(made) == []
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("open_hearted", "caplog")
def test_everything_that_is_kept_is_for_the_owner_only(
    sit_down: SitDown, tmp_path: Path, qapp: Any, own_home: Path
) -> None:
    source, evidence = tmp_path / "公报.txt", tmp_path / "会议记录.txt"
    source.write_text(gazette(), encoding="utf-8")
    evidence.write_text("讨论情况", encoding="utf-8")
    log = open_log(paths.user_log())
    hook = CrashHook(qapp)
    with temporary.own_folder() as working:
        assert working is not None
        sitting = sit_down(paths.default_store())
        try:
            sitting.open(source)
            flow = sitting.window.flow
            flow.correct("title", "关于植树的通知")
            sitting.act("mark1")
            sitting.act("approve")
            flow.desk.store.keep_evidence(evidence)
            drafts.save(flow.desk.store.folder, Drafts("", {DraftKey(2, Route.ATTRIBUTION, 0): Proposal("open")}))
            settings.save(settings.Settings(actor="李敏"))
            (working / "copy.doc").write_text("x", encoding="utf-8")
            flow.ask(flow.desk.export, "csv", tmp_path / "out.csv")
            flow.ask(flow.desk.store.search.follow)
            sitting.settle()
            hook.report(ValueError("x"))
            for line in (["search", "植树"], ["backup"], ["verify"]):
                assert cli.main([*line, "--store", str(paths.default_store())]) == 0
            store = paths.default_store()
            assert {"desk.sqlite", "desk.sqlite-wal", "search.sqlite", "drafts.json"} <= names_in(store)
            assert {"backup.json", "desk.sqlite"} <= names_in(place_of(store))
            assert len(list((store / "sources").iterdir())) == 2
            assert names_in(paths.user_log()) == {"gongbao-desk.jsonl"}
            assert "settings.json" in names_in(paths.user_config())
            for folder in (store, place_of(store), paths.user_log(), paths.user_config(), working.parent):
                assert [one for one in open_to_others(folder) if not one.startswith(f"{working.parent.name}/")] == []
            assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600
        finally:
            sitting.end()
            logging.getLogger("desktop").removeHandler(log)
            log.close()
            if hook.dialog is not None:
                hook.dialog.close()
    assert own_home.is_dir()
    assert not working.exists()
