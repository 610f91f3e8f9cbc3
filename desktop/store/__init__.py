"""The store: parsed sources, review state and journal in one folder. The only importer of SQLite."""

from desktop.store.emptied import broken_lines
from desktop.store.expunge import Expunging
from desktop.store.journal import Approval
from desktop.store.store import Store
from desktop.store.verification import Fault, VerifyReport

__all__ = ["Approval", "Expunging", "Fault", "Store", "VerifyReport", "broken_lines"]
