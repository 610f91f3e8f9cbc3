"""What can go wrong in the world, as classes with data. The words for people stand in `review.explain`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.finding import Finding


class DeskError(Exception):
    """A fault of the world, not of the program: told in words, and work goes on."""


@dataclass(eq=False)
class SourceError(DeskError):
    """A source file could not be read."""

    path: Path
    detail: str = ""

    def __str__(self) -> str:
        return f"{type(self).__name__}: {self.path}{f' ({self.detail})' if self.detail else ''}"


class SourceMissing(SourceError):
    """There is no such file."""


class SourceForbidden(SourceError):
    """The file may not be read by this user, or it is a folder or a device."""


class SourceEmpty(SourceError):
    """The file holds no text."""


class SourceBinary(SourceError):
    """The file is named as text but holds something else."""


class SourceKindUnknown(SourceError):
    """No reader knows this kind of file; `detail` names what its content looks like."""


class SourceDamaged(SourceError):
    """The file breaks off or is damaged."""


class SourceTooLarge(SourceError):
    """The file is larger than `limit` bytes."""


class SourceEncrypted(SourceError):
    """The file needs a password."""


class SourcePasswordWrong(SourceEncrypted):
    """The password that was given does not open the file."""


class SourceWithoutText(SourceError):
    """The file holds images only, and nothing could be recognised on them."""


class SourceUnsafe(SourceError):
    """The file is made to harm: it unpacks without bound, names places outside of itself, or nests without end."""


class RecogniserMissing(SourceError):
    """The file holds images of text, and no text recognition (OCR) is installed."""


class ConverterMissing(SourceError):
    """The file is of an old office format, and no LibreOffice is installed that could convert it."""


class ReaderExhausted(SourceError):
    """Reading was stopped because it took more than it may; `detail` is "time" or "memory"."""


class ReaderDied(SourceError):
    """The process that read the file ended before it was done."""


class SourceChanged(SourceError):
    """The file was changed between reading and keeping it."""


@dataclass(eq=False)
class StoreError(DeskError):
    """The store cannot be used."""

    path: Path
    detail: str = ""

    def __str__(self) -> str:
        return f"{type(self).__name__}: {self.path}{f' ({self.detail})' if self.detail else ''}"


class StoreMissing(StoreError):
    """There is no store at this place, and none is to be made."""


class StoreLocked(StoreError):
    """Another program holds the store."""


class StoreReadOnly(StoreError):
    """The store may be read but not written."""


class StoreTooNew(StoreError):
    """The store was written by a newer program."""


class StoreForbidden(StoreError):
    """The store may not be opened by this user."""


class StoreFailing(StoreError):
    """The medium reports an input or output error."""


class StoreDamaged(StoreError):
    """The store's files are damaged, or it is no store at all."""


class StoreReplaced(StoreError):
    """The store's database was moved away or replaced while it was open."""


class BackupDamaged(StoreError):
    """What is to be a backup is none, or not as it was written."""


class CheckpointDamaged(StoreError):
    """A file is no checkpoint of a journal, or not as it was written."""


class HandoverDamaged(StoreError):
    """A file is no hand-over package, or not as it was written; `detail` says where."""


class DiskFull(StoreError):
    """There is no room left on the medium."""


@dataclass(eq=False)
class RecordMissing(DeskError):
    """No record has this number."""

    record_id: int


@dataclass(eq=False)
class StepStale(DeskError):
    """A value was changed by someone else since it was shown."""

    record_id: int
    facet: str


@dataclass(eq=False)
class ApprovalRefused(DeskError):
    """A record may not be approved; `missing` says what it lacks: "disclosure", "findings"."""

    record_id: int
    missing: str


@dataclass(eq=False)
class FindingsOpen(ApprovalRefused):
    """A record may not be approved as 主动公开: nobody decided about these sensitive passages yet."""

    findings: tuple[Finding, ...] = ()


@dataclass(eq=False)
class CopyFailed(DeskError):
    """A public copy was made, did not stand its proof and was deleted; `reasons` are Chinese sentences."""

    path: Path
    reasons: tuple[str, ...]


@dataclass(eq=False)
class PlanWrong(DeskError):
    """A file of a plan makes no sense: `place` names where, as removals[2].spans[0], `reason` says in Chinese why."""

    path: Path
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.place}: {self.reason}"


@dataclass(eq=False)
class BoundsRefused(DeskError):
    """A document may not get these bounds.

    `why`: "split", no text on one side; "last", no document follows; "empty", no text in the bounds; "swallows",
    nothing would be left of another document; "only", it is the only one; "gone", it is not there. `number` is that of
    the document which the words are about.
    """

    record_id: int
    why: str
    number: int = 0


@dataclass(eq=False)
class ValueRefused(DeskError):
    """A value is not of the field's form (a date that does not exist, an unknown 公开属性 …)."""

    key: str
    value: str


@dataclass(eq=False)
class ExportFailed(DeskError):
    """The export could not be written."""

    path: Path
    detail: str = ""


@dataclass(eq=False)
class FolderTaken(DeskError):
    """A folder of an export would replace one that holds something else."""

    path: Path


@dataclass(eq=False)
class ExportWithheld(DeskError):
    """A record may not leave the store because it carries a 密级."""

    record_id: int


@dataclass(eq=False)
class PatternRefused(DeskError):
    """What is to be found is no pattern, or one that takes too long; `detail` is the pattern engine's word for it."""

    pattern: str
    detail: str = ""


@dataclass(eq=False)
class QueryRefused(DeskError):
    """A search cannot be understood; `fault`: empty, only (unwanted words), either, unwanted, many, long."""

    fault: str


@dataclass(eq=False)
class ProfileWrong(DeskError):
    """A profile of rules makes no sense; `reason` says in Chinese what is wrong on `line` (from 1) of `path`."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


class RegisterRulesWrong(ProfileWrong):
    """Rules of validity make no sense."""


@dataclass(eq=False)
class RegisterRefused(DeskError):
    """A step in the register cannot be taken; `reason` is a Chinese sentence that says why."""

    reason: str


@dataclass(eq=False)
class RegisterStale(DeskError):
    """Something in the register was changed by someone else since it was shown."""

    what: str


@dataclass(eq=False)
class ListUnread(DeskError):
    """A file is no list of documents; `reason` says in Chinese what it lacks."""

    path: Path
    reason: str


@dataclass(eq=False)
class RedactionRefused(DeskError):
    """A public copy cannot be made in this way, and none was written; `pages` count from 1.

    `why`: "garbled", the fonts of the pages do not say what their glyphs mean, only the strict way is left; "lost", a
    passage of the plan was not found on its page; "damaged", a page cannot be read.
    """

    path: Path
    why: str
    pages: tuple[int, ...] = ()


@dataclass(eq=False)
class RecordSigned(DeskError):
    """A document may not change any more because somebody signed for it as it is."""

    record_id: int


@dataclass(eq=False)
class RecordExpunged(DeskError):
    """The text of a document was removed for its 密级; nothing can be done with it any more."""

    record_id: int


@dataclass(eq=False)
class CaseRefused(DeskError):
    """A step of a case is stopped by the rules; `reasons` are Chinese sentences that say what is missing and where."""

    record_id: int
    reasons: tuple[str, ...]


@dataclass(eq=False)
class PersonUnknown(DeskError):
    """There is no such person in the store, or not any more."""

    name: str


@dataclass(eq=False)
class PasswordWrong(DeskError):
    """A password does not fit, or comes too soon after a wrong one; `wait` is in seconds."""

    name: str
    wait: float


@dataclass(eq=False)
class ClusterFailed(DeskError):
    """A cluster is of no use: `reason` is unreachable, idle (no computers), unlike (another program there), lost."""

    address: str
    reason: str
