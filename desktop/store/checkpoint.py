"""A checkpoint of the journal: where it stood, written into a file that is kept elsewhere.

The chain of hashes shows every change inside the journal, but not that its newest entries were cut off, nor that the
whole of it was written anew. Whoever keeps a checkpoint where the store's keeper cannot reach it shows both: the
journal must still hold the entry of that number and hash, and with it all entries before. It proves nothing about
entries that came later, and the time in it is that of the computer.

Its fingerprint is short enough for paper. A signature is a MAC (HMAC-SHA-256, RFC 2104) under a key made from a
person's password (Argon2id, RFC 9106): who knows the password can tell that the file is as it was signed, but could
have written it too; against that helps the fingerprint on paper.
"""

from __future__ import annotations

import hmac
import json
import os
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from desktop.domain.edits import Json
from desktop.domain.errors import CheckpointDamaged
from desktop.store import journal
from desktop.store.verification import Fault

KIND = "checkpoint"
_FORMAT = "gongbao-desk checkpoint 1"
_GROUPS, _GROUP = 8, 4
"""The fingerprint: 128 bits in groups of hexadecimal digits."""
_SALT = 16
_TIME, _MEMORY, _LANES, _KEY = 3, 65_536, 4, 32
"""Argon2id as RFC 9106 recommends it second (kibibytes of memory); fixed, so that no file can ask for more."""
_LARGEST = 100_000
"""Bytes of a file that can be a checkpoint."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, the salt of the key, and the MAC; both in hex."""

    person: str
    salt: str
    mac: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The newest entry of a journal by number and hash, and its first entry's hash; how much the store held.

    `at` is ISO 8601 in UTC. `path` is the file that it was read from.
    """

    number: int
    hash: str
    first: str
    at: str
    actor: str
    sources: int
    records: int
    signature: Signature | None = None
    path: Path | None = None

    @property
    def fingerprint(self) -> str:
        """The beginning of the SHA-256 of all that it says, in groups for reading aloud."""
        found = sha256(_said(self)).hexdigest()
        return " ".join(found[start : start + _GROUP] for start in range(0, _GROUPS * _GROUP, _GROUP))


def take(connection: sqlite3.Connection, actor: str) -> Checkpoint:
    """Return a checkpoint of the journal as it stands."""
    number, head = journal.head(connection)
    first = connection.execute("SELECT hash FROM journal WHERE number = 1").fetchone()
    sources, records = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("source", "record")
    )
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Checkpoint(number, head, first[0] if first else journal.GENESIS, at, actor, sources, records)


def signed(checkpoint: Checkpoint, person: str, password: str) -> Checkpoint:
    """Return a checkpoint signed under a person's password, whose truth the caller has proved."""
    salt = os.urandom(_SALT)
    named = replace(checkpoint, signature=Signature(person, salt.hex(), ""))
    return replace(named, signature=Signature(person, salt.hex(), _mac(named, password, salt)))


def is_signed_under(checkpoint: Checkpoint, password: str) -> bool:
    """Tell whether a checkpoint is as it was signed under this password."""
    if checkpoint.signature is None:
        return False
    mac = _mac(checkpoint, password, bytes.fromhex(checkpoint.signature.salt))
    return hmac.compare_digest(mac, checkpoint.signature.mac)


def faults(connection: sqlite3.Connection, checkpoint: Checkpoint) -> tuple[Fault, ...]:
    """Return how a journal differs from what it was at a checkpoint; the chain itself is checked by `verify`."""
    first = connection.execute("SELECT hash FROM journal WHERE number = 1").fetchone()
    if checkpoint.number and (first is None or first[0] != checkpoint.first):
        return (Fault(KIND, 1, "第 1 号日志与存证不符：这不是存证的那个资料库，或者全部历史被换过"),)
    last = journal.head(connection)[0]
    if last < checkpoint.number:
        gone = checkpoint.number - last
        told = f"日志被截短：存证时有 {checkpoint.number} 条，现在只有 {last} 条，最新的 {gone} 条不见了"
        return (Fault(KIND, last + 1, told),)
    row = connection.execute("SELECT hash FROM journal WHERE number = ?", (checkpoint.number,)).fetchone()
    if checkpoint.number and (row is None or row[0] != checkpoint.hash):
        told = f"第 {checkpoint.number} 号日志与存证不符：它或它之前的历史被换过"
        return (Fault(KIND, checkpoint.number, told),)
    return ()


def to_text(checkpoint: Checkpoint) -> str:
    """Return a checkpoint as the text of its file."""
    data = _facts(checkpoint)
    if checkpoint.signature is not None:
        data["signature"] = {"salt": checkpoint.signature.salt, "mac": checkpoint.signature.mac}
    return json.dumps({**data, "fingerprint": checkpoint.fingerprint}, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> Checkpoint:
    """Return the checkpoint in a file. Raises CheckpointDamaged for any other file, OSError."""
    with path.open("rb") as file:
        raw = file.read(_LARGEST)
    try:
        data = json.loads(raw)
        if data["format"] != _FORMAT:
            raise ValueError(data["format"])
        found = Checkpoint(
            _number(data, "number"),
            _text(data, "hash"),
            _text(data, "first"),
            _text(data, "at"),
            _text(data, "by"),
            _number(data, "sources"),
            _number(data, "records"),
            _signature(data),
            path,
        )
        if found.fingerprint != _text(data, "fingerprint"):
            raise ValueError("changed")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CheckpointDamaged(path, str(error)) from error
    return found


def _number(data: dict[str, Json], name: str) -> int:
    found = data[name]
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise ValueError(name)
    return found


def _text(data: dict[str, Json], name: str) -> str:
    found = data[name]
    if not isinstance(found, str):
        raise ValueError(name)
    return found


def _signature(data: dict[str, Json]) -> Signature | None:
    found, person = data.get("signature"), data.get("signed_by")
    if found is None and person is None:
        return None
    if not isinstance(found, dict) or not isinstance(person, str):
        raise ValueError("no signature")
    salt, mac = found["salt"], found["mac"]
    if not isinstance(salt, str) or not isinstance(mac, str):
        raise ValueError("no signature")
    raw = bytes.fromhex(salt)
    if len(raw) != _SALT or raw.hex() != salt:
        raise ValueError("no signature")
    return Signature(person, salt, mac)


def _facts(checkpoint: Checkpoint) -> dict[str, Json]:
    facts: dict[str, Json] = {
        "format": _FORMAT,
        "number": checkpoint.number,
        "hash": checkpoint.hash,
        "first": checkpoint.first,
        "at": checkpoint.at,
        "by": checkpoint.actor,
        "sources": checkpoint.sources,
        "records": checkpoint.records,
    }
    return facts if checkpoint.signature is None else {**facts, "signed_by": checkpoint.signature.person}


def _said(checkpoint: Checkpoint) -> bytes:
    return journal.canonical(_facts(checkpoint)).encode("utf-8", "surrogatepass")


def _mac(checkpoint: Checkpoint, password: str, salt: bytes) -> str:
    from argon2.low_level import Type, hash_secret_raw  # takes longer to load than opening a store may

    key = hash_secret_raw(password.encode(), salt, _TIME, _MEMORY, _LANES, _KEY, Type.ID)
    return hmac.new(key, _said(checkpoint), sha256).hexdigest()
