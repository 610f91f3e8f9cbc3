"""Files of old office programs (.doc, .wps, .rtf, .odt), made into DOCX by the LibreOffice that is installed.

It works on a copy in a private folder, with a profile of its own that runs no macro and follows no link, and its whole
group of processes is ended when it takes too long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.errors import ConverterMissing, ReaderExhausted, SourceDamaged, SourceTooLarge
from desktop.domain.text import SourceText
from desktop.parsing.progress import Progress, Stage, unheard
from desktop.parsing.readers import word
from desktop.parsing.readers.options import ReadOptions

TIME_LIMIT = 120.0
"""Seconds that one conversion may take."""
LARGEST = 200_000_000
"""Bytes of a converted file."""
PROGRAMS = ("soffice", "libreoffice", "loffice")
"""The names under which LibreOffice lies on the search path."""
PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/usr/local/bin/libreoffice*",
    "/usr/bin/libreoffice*",
    "/snap/bin/libreoffice",
)
"""Where it lies otherwise: Windows, macOS, Linux; its own packages put a name with their version (libreoffice7.6)."""

_CONVERTED = "文件为旧格式，已由 LibreOffice 转换后读取"
_LOOK, _PAUSE, _GRACE = 0.2, 0.02, 1.0
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}
</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
# no macro, no object that runs, nothing fetched from elsewhere
_GUARDS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Save/Document", "LoadPrinter", "false"),
    ("Writer/Content/Update", "Link", "2"),
)


def read(path: Path, raw: bytes, digest: str, options: ReadOptions, progress: Progress) -> SourceText:
    """Return the text of a file that LibreOffice can convert; `digest` stays that of the file itself.

    Raises ConverterMissing, SourceDamaged for what it cannot convert, ReaderExhausted, and what a Word file raises.
    """
    source = word.read(path, converted(path, raw, progress), digest, options, progress)
    return SourceText(
        source.name, digest, source.kind, source.text, source.pages, (_CONVERTED, *source.notices), source.margins
    )


def converted(path: Path, raw: bytes, progress: Progress = unheard) -> bytes:
    """Return the Word file that LibreOffice makes of an older one. Raises as `read` does."""
    program = find_converter()
    if program is None:
        raise ConverterMissing(path)
    with TemporaryDirectory(prefix="gongbao-desk-", ignore_cleanup_errors=True) as folder:
        return _converted(path, raw, Path(program), Path(folder), progress)


def find_converter() -> str | None:
    """Return where LibreOffice is installed, None where it is not."""
    for program in PROGRAMS:
        if (found := shutil.which(program)) is not None:
            return found
    for place in PLACES:
        anchor = Path(place).anchor
        if not anchor or not Path(anchor).is_dir():
            continue
        for known in sorted(Path(anchor).glob(place.removeprefix(anchor)), reverse=True):
            if known.is_file() and os.access(known, os.X_OK):
                return str(known)
    return None


def _converted(path: Path, raw: bytes, program: Path, folder: Path, progress: Progress) -> bytes:
    """Convert a file inside of a folder that is thrown away afterwards."""
    source, target, profile = folder / "source.doc", folder / "out", folder / "profile"
    source.write_bytes(raw)
    (profile / "user").mkdir(parents=True)
    settings = "\n".join(_SETTING.format(*guard) for guard in _GUARDS)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(settings), encoding="utf-8")
    command = [
        str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--nologo", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source),
    ]  # fmt: skip
    _run(path, command, folder, progress)
    made = target / "source.docx"
    if not made.is_file():
        raise SourceDamaged(path, "LibreOffice")
    if made.stat().st_size > LARGEST:
        raise SourceTooLarge(path, f"{LARGEST // 1_000_000} MB")
    return made.read_bytes()


def _run(path: Path, command: list[str], folder: Path, progress: Progress) -> None:
    """Run a program to its end; what it leaves running is ended too, and so is it when the work is stopped."""
    quiet = subprocess.DEVNULL
    private = dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(folder))
    try:
        process = subprocess.Popen(
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            cwd=folder,
            env=os.environ | private,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ConverterMissing(path, str(error)) from error
    latest = time.monotonic() + TIME_LIMIT
    try:
        while process.poll() is None:
            progress(Stage.READING, 0, 1)
            if time.monotonic() > latest:
                raise ReaderExhausted(path, "time")
            try:
                process.wait(_LOOK)
            except subprocess.TimeoutExpired:
                continue
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it has started."""
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    else:
        latest = time.monotonic() + _GRACE
        # what is dying may still write into the folder that is to be removed
        with suppress(ProcessLookupError, PermissionError):
            while time.monotonic() < latest:
                os.killpg(process.pid, signal.SIGKILL)
                process.poll()
                time.sleep(_PAUSE)
    process.wait()
