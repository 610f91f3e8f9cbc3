"""import: files into the store, once."""

from __future__ import annotations

from pathlib import Path

from cli_samples import Run

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.store import Store

SAMPLE = min(paths.seeds().glob("*.txt"))


def test_a_store_is_made_and_the_file_kept(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "新" / "资料库"
    ran = run("import", SAMPLE, "--store", store, "--by", "王芳")
    assert (ran.status, ran.err) == (0, "")
    with Store.open(store) as opened:
        count = len(opened.queue())
        assert opened.entries()[0].actor == "王芳"
    assert ran.out == f"已导入：{SAMPLE}，来源 1，共 {count} 篇。\n"


def test_a_known_file_keeps_its_review(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "资料库"
    copy = tmp_path / "另一个名字.txt"
    copy.write_bytes(SAMPLE.read_bytes())
    run("import", SAMPLE, "--store", store)
    run("mark", 1, "--attribute", "主动公开", "--by", "王芳", "--store", store)
    ran = run("import", copy, "--store", store)
    assert ran.status == 0
    assert "已在库中" in ran.out
    with Store.open(store) as opened:
        assert len(opened.sources()) == 1
        assert opened.record(1).disclosure is Disclosure.PROACTIVE


def test_the_default_store_is_that_of_the_window(run: Run) -> None:
    run("import", SAMPLE)
    with Store.open(paths.default_store(), create=False) as opened:
        assert len(opened.sources()) == 1


def test_a_folder_is_imported_file_by_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "输入"
    folder.mkdir()
    for name in ("甲.txt", "乙.txt"):
        (folder / name).write_text(f"{name}\n云川市人民政府令\n第9号\n", encoding="utf-8")
    ran = run("import", folder, "--store", tmp_path / "资料库")
    assert (ran.status, ran.out.count("已导入：")) == (0, 2)


def test_what_the_reader_noticed_is_said(run: Run, tmp_path: Path) -> None:
    cut = tmp_path / "断.txt"
    cut.write_bytes("云川市人民政府关于做好植树工作的通知".encode()[:-1])
    assert "请留意：文件末尾的字符不完整，已略去。" in run("import", cut, "--store", tmp_path / "资料库").out
