"""Backups of a store: complete copies of its database, checked after writing, with the source files kept beside them.

A backup is a folder `desk.sqlite` + `backup.json`. Those that the program makes by itself lie in the store's own
folder under `backups/` and share their source files there by hard link; one that is made elsewhere holds its own
copies, and can be opened as a store.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from desktop.domain.edits import Json
from desktop.domain.errors import BackupDamaged, StoreDamaged
from desktop.store import journal
from desktop.store.backup_copy import Abandoned as Abandoned
from desktop.store.backup_copy import Stopped as Stopped
from desktop.store.backup_copy import checked, copy_database, keep_files, never
from desktop.store.connection import DATABASE, Connection
from desktop.store.files import SOURCES, file_digest, make_file, named_file_faults, overwrite, sync_folder

BACKUPS, ASIDE = "backups", "set-aside"
MANIFEST = "backup.json"
_UNFINISHED = ".part"
_ABANDONED_SECONDS = 3600.0
_SPARE = 64 << 20
"""Bytes that a backup leaves free on the medium: a person's work comes first."""


class Reason(Enum):
    """Why a backup was made, in words."""

    START = "启动时"
    CHANGES = "操作一定次数后"
    MIGRATION = "升级资料库之前"
    ASKED = "手动"


_KEPT_FOREVER = frozenset({Reason.ASKED, Reason.MIGRATION})
_NEWEST, _DAYS, _WEEKS = 5, 7, 4
"""How many of the newest are kept; of how many days, and of how many weeks, the last one."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its manifest tells. `serial` grows by one from backup to backup, whatever the clock says.

    `at` is ISO 8601 in UTC; `entries` and `head` are the number and the hash of the newest journal entry; `digest` is
    the SHA-256 of the database file, `files` are those of the source files that belong to it.
    """

    folder: Path
    serial: int
    at: str
    reason: Reason
    entries: int
    head: str
    records: int
    version: int
    size: int
    digest: str
    files: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name


def place_of(folder: Path) -> Path:
    """Return where the store in a folder keeps its own backups."""
    return folder / BACKUPS


def make(
    folder: Path, reason: Reason, out: Path | None = None, stopped: Stopped | None = None, spare: int = _SPARE
) -> Backup:
    """Back up the store in a folder, into its own backups or as a folder in `out`, and check what was written.

    Other programs may write the store meanwhile; the backup holds one state of it. Raises StoreDamaged, and keeps
    nothing, when the store is damaged; DiskFull where less than `spare` bytes would be left; Abandoned.
    """
    stopped = stopped or never
    place = out or place_of(folder)
    with named_file_faults(place):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        if out is None and os.name == "posix":
            place.chmod(0o700)
        now = datetime.now(UTC)
        serial, unfinished = _begun(place_of(folder), place, f"{now.astimezone():%Y%m%d-%H%M%S}")
        name = unfinished.stem
    try:
        version = copy_database(folder, unfinished / DATABASE, stopped, spare)
        entries, head, records = checked(unfinished / DATABASE, folder, stopped)
        pool = unfinished / SOURCES if out is not None else place / SOURCES
        files = tuple(keep_files(folder / SOURCES, pool, out is None, stopped))
        path = unfinished / DATABASE
        made = Backup(
            place / name,
            serial,
            now.isoformat(timespec="microseconds"),
            reason,
            entries,
            head,
            records,
            version,
            path.stat().st_size,
            file_digest(path),
            files,
        )
        with named_file_faults(place):
            _write_manifest(unfinished, made)
            sync_folder(unfinished)
            unfinished.replace(place / name)
            sync_folder(place)
        return made
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def listed(folder: Path) -> tuple[Backup, ...]:
    """Return the store's own backups, the newest first; one whose manifest cannot be read is left out."""
    return _listed_in(place_of(folder))


def read(folder: Path) -> Backup:
    """Return the backup in a folder, as its manifest tells. Raises BackupDamaged."""
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
        return Backup(
            folder,
            int(data["serial"]),
            str(data["at"]),
            Reason[data["reason"]],
            int(data["entries"]),
            str(data["head"]),
            int(data["records"]),
            int(data["version"]),
            int(data["size"]),
            str(data["digest"]),
            tuple(map(str, data["files"])),
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise BackupDamaged(folder, str(error)) from error


def check(backup: Backup) -> None:
    """Make sure that a backup is as it was written. Raises BackupDamaged."""
    path = backup.folder / DATABASE
    try:
        whole = path.stat().st_size == backup.size and file_digest(path) == backup.digest
    except OSError as error:
        raise BackupDamaged(backup.folder, error.strerror or "") from error
    if not whole:
        raise BackupDamaged(backup.folder, "changed")
    try:
        checked(path, backup.folder, never)
    except StoreDamaged as error:
        raise BackupDamaged(backup.folder, error.detail) from error


def source_file(backup: Backup, digest: str) -> Path | None:
    """Return an intact copy of a source file from a backup, None where it holds none."""
    for place in (backup.folder / SOURCES, backup.folder.parent / SOURCES):
        path = place / digest
        with suppress(OSError):
            if file_digest(path) == digest:
                return path
    return None


def shared(connection: sqlite3.Connection, backup: Backup) -> int:
    """Return how many entries at the beginning a journal has in common with a backup. Raises BackupDamaged."""
    asked = "SELECT hash FROM journal WHERE number = ?"
    row = connection.execute(asked, (backup.entries,)).fetchone()
    if backup.entries == 0 or (row is not None and row[0] == backup.head):
        return backup.entries
    other = Connection(backup.folder / DATABASE, "immutable", query_only=True)
    try:
        with other.reading() as reader:
            low, high = 0, min(backup.entries, journal.head(connection)[0])
            while low < high:  # a hash holds all entries before it
                middle = (low + high + 1) // 2
                one, two = (asker.execute(asked, (middle,)).fetchone() for asker in (connection, reader))
                low, high = (middle, high) if one is not None and one == two else (low, middle - 1)
            return low
    finally:
        other.close()


def rotate(folder: Path) -> tuple[Backup, ...]:
    """Remove the store's own backups that are not needed any more, and return them.

    Kept are the newest, the last one of each of the last days and weeks, and all that a person asked for or that were
    made before a migration.
    """
    known = listed(folder)
    kept = _kept(known)
    removed = tuple(backup for backup in known if backup not in kept)
    remove(folder, removed)
    return removed


def remove(folder: Path, unwanted: Sequence[Backup]) -> None:
    """Remove backups of a store, and the source files that no other one needs."""
    place = place_of(folder)
    with named_file_faults(place):
        for backup in unwanted:
            gone = backup.folder.with_name(f"{backup.name}{_UNFINISHED}")
            backup.folder.replace(gone)  # from here on it counts as unfinished, whatever happens
            shutil.rmtree(gone)
        at_work = any(place.glob(f"*{_UNFINISHED}"))  # another program may count on a file that no manifest names yet
        if unwanted and not at_work:
            needed = {digest for backup in _listed_in(place) for digest in backup.files}
            for path in (place / SOURCES).glob("*"):
                if path.name not in needed:
                    path.unlink()


def destroy(folder: Path) -> None:
    """Destroy what a store's folder keeps of former states, backups and what restores set aside.

    A text that was removed for good must not stay in them. What the store itself still shares is left alone.
    """
    for place in (place_of(folder), folder / ASIDE):
        with named_file_faults(place):
            for path in place.rglob("*"):
                status = path.lstat()
                if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
                    overwrite(path, status.st_size)
            if place.exists():
                shutil.rmtree(place)


def clear_unfinished(folder: Path) -> None:
    """Remove what a killed program left of a backup; a younger folder may belong to another program at work."""
    before = time.time() - _ABANDONED_SECONDS
    for path in (*place_of(folder).glob(f"*{_UNFINISHED}"), *folder.glob(f"*{_UNFINISHED}")):
        with suppress(OSError):
            if path.stat().st_mtime < before:
                shutil.rmtree(path)


def _write_manifest(folder: Path, backup: Backup) -> None:
    data: dict[str, Json] = {
        "schema": 1,
        "serial": backup.serial,
        "at": backup.at,
        "reason": backup.reason.name,
        "entries": backup.entries,
        "head": backup.head,
        "records": backup.records,
        "version": backup.version,
        "size": backup.size,
        "digest": backup.digest,
        "files": [*backup.files],
    }
    path = folder / MANIFEST
    make_file(path)
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(data, indent=1))
        file.flush()
        os.fsync(file.fileno())


def _listed_in(place: Path) -> tuple[Backup, ...]:
    found = []
    for folder in place.glob("*"):
        if folder.suffix != _UNFINISHED and (folder / MANIFEST).is_file():
            with suppress(BackupDamaged):
                found.append(read(folder))
    return tuple(sorted(found, key=_serial, reverse=True))


def _serial(backup: Backup) -> tuple[int, str]:
    return backup.serial, backup.name


def _begun(own: Path, place: Path, stamp: str) -> tuple[int, Path]:
    """Make the folder of an unfinished backup, and return its serial number with it."""
    while True:
        serial = max(_serials(own, place), default=0) + 1
        unfinished = place / f"{serial:05d}-{stamp}{_UNFINISHED}"
        try:
            unfinished.mkdir(mode=0o700)
        except FileExistsError:  # by another program at the same moment
            continue
        return serial, unfinished


def _serials(*places: Path) -> Iterator[int]:
    for place in places:
        for path in place.glob("*-*"):
            number = path.name.partition("-")[0]
            if number.isascii() and number.isdecimal():
                yield int(number)


def _kept(known: Sequence[Backup]) -> set[Backup]:
    """Return which of some backups, the newest first, a rotation leaves."""
    kept = {backup for backup in known if backup.reason in _KEPT_FOREVER}
    own = [backup for backup in known if backup.reason not in _KEPT_FOREVER]
    kept |= set(own[:_NEWEST])
    for most, unit in ((_DAYS, "%Y-%m-%d"), (_WEEKS, "%G-%V")):
        last: dict[str, Backup] = {}
        for backup in own:
            last.setdefault(f"{datetime.fromisoformat(backup.at).astimezone():{unit}}", backup)
        kept |= set(list(last.values())[:most])
    return kept
