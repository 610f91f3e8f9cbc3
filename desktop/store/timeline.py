"""Where the journal of an open store stands, and what it has in common with backups and checkpoints."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.edits import Entry
from desktop.domain.errors import StoreDamaged
from desktop.store import backups, checkpoint, journal
from desktop.store.backups import Backup
from desktop.store.checkpoint import Checkpoint
from desktop.store.connection import Connection
from desktop.store.verification import Fault


class Timeline:
    """Looks at the journal as a whole; it changes nothing."""

    def __init__(self, folder: Path, reader: Connection) -> None:
        """Read the store in a folder."""
        self._folder, self._reader = folder, reader

    def head(self) -> tuple[int, str]:
        """Return the number and the hash of the newest entry; 0 and zeros where there is none."""
        with self._reader.reading() as connection:
            return journal.head(connection)

    def after(self, number: int) -> tuple[Entry, ...]:
        """Return the entries behind a number. Raises StoreDamaged."""
        with self._reader.reading() as connection:
            try:
                return tuple(map(journal.entry_of, journal.rows(connection, number)))
            except (ValueError, TypeError) as error:
                raise StoreDamaged(self._folder, str(error)) from error

    def shared_with(self, backup: Backup) -> int:
        """Return how many entries the journal has in common with a backup. Raises BackupDamaged."""
        with self._reader.reading() as connection:
            return backups.shared(connection, backup)

    def checkpoint(self, actor: str) -> Checkpoint:
        """Return a checkpoint of the journal as it stands."""
        with self._reader.reading() as connection:
            return checkpoint.take(connection, actor)

    def differs_from(self, kept: Checkpoint) -> tuple[Fault, ...]:
        """Return how the journal differs from what it was at a checkpoint."""
        with self._reader.reading() as connection:
            return checkpoint.faults(connection, kept)
