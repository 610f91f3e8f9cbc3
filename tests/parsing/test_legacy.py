"""Old office formats by way of LibreOffice: converted, refused, stopped; nothing stays behind."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from word_samples import p, table, word_file

from desktop.domain import errors
from desktop.parsing import readers
from desktop.parsing.progress import Stage
from desktop.parsing.readers import legacy
from desktop.parsing.readers.options import ReadOptions

OFFICE = legacy.find_converter()
needs_office = pytest.mark.skipif(OFFICE is None, reason="no LibreOffice is installed")
needs_scripts = pytest.mark.skipif(os.name != "posix", reason="stands in for LibreOffice with a shell script")

NUMBERING = (
    "<w:abstractNum w:abstractNumId='0'><w:multiLevelType w:val='singleLevel'/><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
)
BODY = (
    p("云川市人民政府关于植树的通知")
    + p("加强领导。", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>")
    + table((p("序号"), p("单位")), (p("1"), p("市林业局")))
    + p("特此通知。")
)
LINES = ["云川市人民政府关于植树的通知", "1.加强领导。", "序号\t单位", "1\t市林业局", "特此通知。"]
RTF = r"{\rtf1\ansi\ansicpg936 " + "".join(f"\\u{ord(char)}?" for char in "云川市") + r"\par 2026\par}"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, which has to be empty afterwards."""
    folder = tmp_path / "临时 文件"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def converted(folder: Path, form: str) -> Path:
    """Let LibreOffice make an old file."""
    assert OFFICE is not None
    made = folder / "made"
    made.mkdir()
    (made / "a.docx").write_bytes(word_file(BODY, numbering=NUMBERING))
    profile = f"-env:UserInstallation={(made / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(made), str(made / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return made / f"a.{form}"


def script(folder: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    """Put a program of the name of LibreOffice on the search path, before all others."""
    programs = folder / "programs"
    programs.mkdir()
    program = programs / "soffice"
    program.write_text(f"#!/bin/sh\n{content}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


def rtf(folder: Path, name: str = "a.rtf") -> Path:
    path = folder / name
    path.write_text(RTF, "ascii")
    return path


@needs_office
def test_an_old_word_file_is_read_under_the_name_of_another_program(tmp_path: Path, temporary: Path) -> None:
    path = converted(tmp_path, "doc").rename(tmp_path / "关于“植树”的通知 (1).wps")
    source = readers.read(path)
    assert [line for line in source.text.split("\n") if line] == LINES
    assert (source.kind, source.name) == ("docx", path.name)
    assert source.notices == ("文件为旧格式，已由 LibreOffice 转换后读取",)
    assert list(temporary.iterdir()) == []


@pytest.mark.long
@needs_office
@pytest.mark.parametrize("form", ["rtf", "odt"])
def test_other_formats_are_read_alike(tmp_path: Path, form: str) -> None:
    source = readers.read(converted(tmp_path, form))
    assert [line for line in source.text.split("\n") if line] == LINES


@needs_office
def test_rich_text_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    assert readers.read(rtf(tmp_path, "a.doc")).text == "云川市\n2026\n"


def test_without_libreoffice_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(legacy, "PLACES", (f"{tmp_path.as_posix()}/office*/soffice", "relative/soffice"))
    with pytest.raises(errors.ConverterMissing):
        readers.read(rtf(tmp_path))


@needs_scripts
def test_a_program_beside_the_search_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path, monkeypatch, "exit 0")
    (tmp_path / "programs").rename(tmp_path / "office 7.4")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(legacy, "PLACES", (f"{tmp_path.as_posix()}/office*/soffice",))
    assert legacy.find_converter() == str(tmp_path / "office 7.4" / "soffice")


@needs_scripts
def test_what_cannot_be_converted_is_damaged(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(errors.SourceDamaged):
        readers.read(rtf(tmp_path))
    assert list(temporary.iterdir()) == []


@needs_scripts
def test_a_program_that_cannot_be_started_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path, monkeypatch, "")
    (tmp_path / "programs" / "soffice").write_bytes(b"\x7fELF")
    with pytest.raises(errors.ConverterMissing):
        readers.read(rtf(tmp_path))


@needs_scripts
def test_a_conversion_without_end_is_ended_with_all_it_started(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "TIME_LIMIT", 0.5)
    script(tmp_path, monkeypatch, f"sleep 600 & echo $! > '{tmp_path}/pid'; wait")
    with pytest.raises(errors.ReaderExhausted) as told:
        readers.read(rtf(tmp_path))
    assert told.value.detail == "time"
    assert list(temporary.iterdir()) == []
    assert is_ended(int((tmp_path / "pid").read_text()))


@needs_scripts
def test_stopping_the_work_ends_the_conversion(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path, monkeypatch, f"echo $$ > '{tmp_path}/pid'; exec sleep 600")

    def stop(_stage: Stage, _done: int, _whole: int) -> None:
        if (tmp_path / "pid").is_file() and (tmp_path / "pid").read_text().strip():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        readers.read(rtf(tmp_path), ReadOptions(), stop)
    assert is_ended(int((tmp_path / "pid").read_text()))
    assert list(temporary.iterdir()) == []


@needs_scripts
def test_the_program_gets_a_profile_of_its_own_that_runs_no_macro(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = f"cp \"$HOME/profile/user/registrymodifications.xcu\" '{tmp_path}/xcu'; echo \"$@\" > '{tmp_path}/said'"
    script(tmp_path, monkeypatch, keep)
    with pytest.raises(errors.SourceDamaged):
        readers.read(rtf(tmp_path))
    settings = (tmp_path / "xcu").read_text("utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true' in settings
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true' in settings
    assert "-env:UserInstallation=file:///" in (tmp_path / "said").read_text()


def is_ended(pid: int) -> bool:
    """Tell whether a process ends, or only waits to be counted by its parent."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False
